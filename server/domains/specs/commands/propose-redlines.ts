import { and, eq, inArray, sql } from 'drizzle-orm'
import { redlines } from '@/db/schema/specs'
import { bilingualOf } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import type { ProposeRedlines } from '../inputs'
import { requirePropose, requireRequirement, requireSpecRevision } from '../queries/access'
import { refusalOf, valueOf, type RedlineChange } from '../rules/redline'
import { announcePair, notePair } from './tell-pair'

/**
 * A factory proposes changes to a requirement, with one reason; each change is settled on its own. Made against the
 * newest revision, whatever its state: what is accepted lands in a draft. Errors: specs.redlineSame, specs.redlineExists,
 * specs.redlineNotANumber.
 */
export async function proposeRedlines(ctx: MemberCtx, input: ProposeRedlines): Promise<{ redlineIds: string[] }> {
  const { revision, spec, access } = await requireSpecRevision(ctx, input.revisionId)
  requirePropose(access)
  if (access.side === 'brand') throw new DomainError('forbidden', 'specs.partnerProposes')
  if (revision.id !== spec.currentRevisionId && revision.id !== spec.releasedRevisionId)
    throw new DomainError('conflict', 'specs.redlineOnOld')
  const row = await requireRequirement(ctx, revision, input.requirementId)
  const changes = input.changes.map(({ field, to }): RedlineChange => ({ field, from: valueOf(row, field), to }))
  for (const { field, from, to } of changes) {
    if (from === to) throw new DomainError('invalid', 'specs.redlineSame', { requirement: row.code })
    const refusal = refusalOf(field, to)
    if (refusal === 'specs.redlineNotANumber') throw new DomainError('invalid', 'specs.redlineNotANumber')
    if (refusal !== null) throw new DomainError('invalid', 'specs.redlineTooLong')
  }
  const fields = [...new Set(changes.map(({ field }) => field))]
  if (fields.length !== changes.length) throw new DomainError('invalid', 'common.invalidInput')
  const partnerOrgId = ctx.actor.member.orgId
  // Two colleagues who propose the same change at once: the second is told.
  await ctx.db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`${partnerOrgId} ${input.requirementId}`}, 0))`,
  )
  const [standing] = await ctx.db
    .select({ id: redlines.id })
    .from(redlines)
    .where(
      and(
        eq(redlines.requirementId, input.requirementId),
        eq(redlines.partnerOrgId, partnerOrgId),
        inArray(redlines.state, ['open', 'countered']),
        inArray(sql`${redlines.change}->>'field'`, fields),
      ),
    )
    .limit(1)
  if (standing) throw new DomainError('conflict', 'specs.redlineExists', { requirement: row.code })
  const reason = bilingualOf(ctx.actor.locale, input.reason)
  const made = changes.map((change) => ({
    id: newId('redline'),
    orgId: spec.orgId,
    partnerOrgId,
    productId: spec.productId,
    specId: spec.id,
    requirementId: input.requirementId,
    code: row.code,
    revisionId: revision.id,
    change,
    reason,
    rounds: [],
    proposedBy: ctx.actor.userId,
    proposedByOrgId: partnerOrgId,
    putBy: ctx.actor.userId,
  }))
  await ctx.db.insert(redlines).values(made)
  const [first] = made
  // On record is each change; told is that there are some.
  const told = { spec, partnerOrgId, action: 'specs.proposeRedlines' } as const
  for (const { change } of made)
    await notePair(ctx, { ...told, params: { code: row.code, ...change, reason: reason[reason.source] } })
  const ids = { requirementId: input.requirementId, ...(first && { redlineId: first.id }), count: made.length }
  await announcePair(ctx, { type: 'specs.redlined', spec, partnerOrgId, ids })
  return { redlineIds: made.map(({ id }) => id) }
}
