import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { translationMemory } from '@/db/schema/language'
import { languages, type BilingualText } from '@/server/kernel/bilingual'
import type { MemberCtx } from '@/server/platform/context'
import { foldText } from '../rules/fold'
import { bigramsOf } from '../rules/bigrams'

/** Shorter texts are words: those belong into the glossary. */
const shortest = 4

/** The text as it is compared: full-width forms, case and spaces make no difference. */
export const memoryHash = (text: string): string =>
  createHash('sha256')
    .update(foldText(text.normalize('NFC')).trim().replace(/\s+/g, ' '))
    .digest('hex')

/**
 * Keeps a verified text for the acting organisation, to be offered again from either language; call it in the
 * transaction that verified it. Texts that are not verified, or whose figures differ, are not kept.
 */
export async function remember(ctx: MemberCtx, text: BilingualText): Promise<void> {
  if (text.state !== 'verified' || text.differs || text.en.length < shortest || text.zh.length < 2) return
  const { orgId } = ctx.actor.member
  await ctx.db
    .insert(translationMemory)
    .values(
      languages.map((source) => ({
        orgId,
        source,
        sourceHash: memoryHash(text[source]),
        en: text.en,
        zh: text.zh,
        grams: bigramsOf(text[source]),
        verifiedBy: ctx.actor.userId,
        verifiedAt: ctx.now(),
      })),
    )
    .onConflictDoUpdate({
      target: [translationMemory.orgId, translationMemory.source, translationMemory.sourceHash],
      set: {
        en: sql`excluded.en`,
        zh: sql`excluded.zh`,
        grams: sql`excluded.grams`,
        verifiedBy: sql`excluded.verified_by`,
        verifiedAt: sql`excluded.verified_at`,
      },
    })
}
