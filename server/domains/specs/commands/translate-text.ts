import { and, eq, sql } from 'drizzle-orm'
import { requirements } from '@/db/schema/specs'
import { otherLanguage, translateText as translated } from '@/server/kernel/bilingual'
import { remember } from '@/server/domains/language/commands/remember'
import { vouchedText } from '@/server/domains/language/rules/vouch'
import { DomainError } from '@/server/kernel/errors'
import { asSystem, type MemberCtx } from '@/server/platform/context'
import { recordAudit } from '@/server/platform/journal'
import type { TranslateText } from '../inputs'
import { requireIsDraft, requirePropose, requireRequirement, requireSpecRevision } from '../queries/access'
import { announce } from './announce'

/**
 * Writes the other language of a text in a draft, or confirms it, by a person of either side: the factory's engineers
 * write the Chinese of what the brand wrote in English, and nobody else's words change.
 */
export async function translateText(ctx: MemberCtx, input: TranslateText): Promise<{ version: number }> {
  const { revision, spec, access } = await requireSpecRevision(ctx, input.revisionId, 'share')
  requirePropose(access)
  requireIsDraft(revision)
  const row = await requireRequirement(ctx, revision, input.requirementId)
  const before = row[input.field]
  if (before[before.source] === '') throw new DomainError('conflict', 'specs.nothingToTranslate')
  if (input.machine && row.critical && !input.verify) throw new DomainError('conflict', 'language.machineCritical')
  const hand = { userId: ctx.actor.userId, at: ctx.now() }
  const same = input.text === before[otherLanguage(before.source)]
  const written = same ? before : translated(before, input.text, hand, input.machine ? 'machine' : 'human')
  if (input.verify && input.text === '') throw new DomainError('invalid', 'specs.translationEmpty')
  // Saved again unchanged by a person, a machine's or an outdated text is theirs: they looked at it.
  const looked = same && before.state !== 'verified' ? translated(before, input.text, hand) : written
  const { en, zh, source } = before
  const edit = { ...{ en, zh, source }, [otherLanguage(source)]: input.text, verify: true, differs: input.differs }
  const after = input.verify ? vouchedText(before, edit, hand) : looked
  // Past row-level security for this one row: a partner may write a translation and nothing else of a requirement.
  const [done] = await asSystem(ctx, () =>
    ctx.db
      .update(requirements)
      .set({ [input.field]: after, updatedBy: ctx.actor.userId, version: sql`${requirements.version} + 1` })
      .where(
        and(
          eq(requirements.revisionId, revision.id),
          eq(requirements.requirementId, input.requirementId),
          eq(requirements.version, input.version),
        ),
      )
      .returning({ version: requirements.version }),
  )
  if (!done) throw new DomainError('conflict', 'specs.requirementStale')
  await remember(ctx, after)
  recordAudit(ctx, {
    action: input.verify ? 'specs.verifyText' : 'specs.translateText',
    subjectId: spec.id,
    productId: spec.productId,
    orgs: [...new Set([spec.orgId, ctx.actor.member.orgId])],
    params: { number: spec.number, revision: revision.number, code: row.code, field: input.field, after },
  })
  await announce(ctx, {
    type: 'specs.changed',
    spec,
    revisionId: revision.id,
    requirementId: input.requirementId,
  })
  return done
}
