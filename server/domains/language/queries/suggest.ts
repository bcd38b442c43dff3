import { and, eq, sql } from 'drizzle-orm'
import { translationMemory } from '@/db/schema/language'
import { users } from '@/db/schema/people'
import { otherLanguage, type Language } from '@/server/kernel/bilingual'
import type { MemberCtx } from '@/server/platform/context'
import { memoryHash } from '../commands/remember'
import type { Suggest } from '../inputs'
import { bigramsOf } from '../rules/bigrams'
import { reuse } from '../rules/reuse'

/** Less alike than this is another sentence. */
const alike = 0.6
const most = 4

export type Suggestion = Readonly<{
  /** What the organisation verified: the text then, and its counterpart then. */
  remembered: Readonly<{ source: string; counterpart: string }>
  /** What to take: the counterpart, with the figures of the text where that is safe. */
  text: string
  /** 0 to 1; 1 is the same text. */
  likeness: number
  /** Figures were put in place of the old ones and pass the parity check. */
  adapted: boolean
  /** The figures of `text` are those of the text asked about. */
  figures: boolean
  verifiedBy: Readonly<{ displayNameEn: string; displayNameZh: string }> | null
  verifiedAt: Date
}>

/**
 * Counterparts from what the organisation verified before, the most alike first: at most four, none of another
 * organisation. Candidates share pairs of neighbouring characters and are about as long.
 */
export async function suggest(ctx: MemberCtx, { text, language }: Suggest): Promise<Suggestion[]> {
  const grams = bigramsOf(text)
  if (grams.length === 0) return []
  const { orgId } = ctx.actor.member
  const own = and(eq(translationMemory.orgId, orgId), eq(translationMemory.source, language))
  const asked = sql`${`{${grams.map((gram) => JSON.stringify(gram)).join(',')}}`}::text[]`
  // Dice: twice what they share over what they have. That bounds the length of anything alike enough.
  const shared = sql`(select count(*) from unnest(${translationMemory.grams}) as gram where gram = any(${asked}))`
  const score = sql<number>`(2.0 * ${shared} / (cardinality(${translationMemory.grams}) + ${grams.length}))::float8`
  const [least, greatest] = [
    Math.floor((grams.length * alike) / (2 - alike)),
    Math.ceil((grams.length * (2 - alike)) / alike),
  ]
  const rows = await ctx.db
    .select({
      en: translationMemory.en,
      zh: translationMemory.zh,
      sourceHash: translationMemory.sourceHash,
      verifiedAt: translationMemory.verifiedAt,
      likeness: score,
      displayNameEn: users.displayNameEn,
      displayNameZh: users.displayNameZh,
    })
    .from(translationMemory)
    .leftJoin(users, eq(users.id, translationMemory.verifiedBy))
    .where(
      and(
        own,
        sql`${translationMemory.grams} && ${asked}`,
        sql`cardinality(${translationMemory.grams}) between ${least} and ${greatest}`,
        sql`${score} >= ${alike}`,
      ),
    )
    .orderBy(
      sql`${translationMemory.sourceHash} = ${memoryHash(text)} desc`,
      sql`${score} desc`,
      sql`${translationMemory.verifiedAt} desc`,
    )
    .limit(most)
  return rows.map((row) => shown(row, text, language))
}

type Row = Readonly<{
  en: string
  zh: string
  sourceHash: string
  verifiedAt: Date
  likeness: number
  displayNameEn: string | null
  displayNameZh: string | null
}>

function shown(row: Row, text: string, language: Language): Suggestion {
  const { displayNameEn, displayNameZh } = row
  const exact = row.sourceHash === memoryHash(text)
  return {
    ...reuse(text, language, row),
    remembered: { source: row[language], counterpart: row[otherLanguage(language)] },
    // Texts with the same pairs in another order, or other figures, are not the same.
    likeness: exact ? 1 : Math.min(row.likeness, 0.99),
    verifiedBy: displayNameEn === null ? null : { displayNameEn, displayNameZh: displayNameZh ?? '' },
    verifiedAt: row.verifiedAt,
  }
}
