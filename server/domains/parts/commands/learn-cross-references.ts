import { and, eq, isNull, or, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { crossReferences } from '@/db/schema/parts'
import { can } from '@/server/domains/orgs/policy'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import { publish, recordAudit } from '@/server/platform/journal'
import { requireCounterpart, type Between } from '../queries/counterparts'
import type { learnCrossReferencesInput, NumberPair, retireCrossReferenceInput } from '../rules/cross-reference-pairs'
import { partNumberKey } from '../rules/part-keys'

export type Learned = Readonly<{
  learned: number
  /** They were known before. */
  known: number
  /** New ones that say something else than one that is known: both stand until somebody retires one. */
  contradicting: number
}>

const requireParts = ({ actor }: MemberCtx) => {
  if (!can(actor.member.role, 'parts:write')) throw new DomainError('forbidden', 'parts.roleNeeded')
}

/** Keeps that two numbers mean the same thing, for both sides and for good. Nothing that is known is changed by it. */
export async function learnCrossReferences(
  ctx: MemberCtx,
  { counterpartOrgId, origin, pairs }: z.output<typeof learnCrossReferencesInput>,
): Promise<Learned> {
  const between = await requireCounterpart(ctx, counterpartOrgId)
  requireParts(ctx)
  const rows = uniqueRows(ctx, between, pairs)
  if (rows.length === 0) throw new DomainError('invalid', 'parts.pairIncomplete')
  const written = await ctx.db
    .insert(crossReferences)
    .values(rows.map((row) => ({ ...row, origin })))
    .onConflictDoNothing()
    .returning({ id: crossReferences.id })
  const contradicting = await countContradicting(
    ctx,
    between,
    written.map(({ id }) => id),
  )
  if (written.length > 0) {
    recordAudit(ctx, {
      action: 'parts.learnCrossReferences',
      subjectId: written[0]?.id ?? '',
      orgs: [between.orgId, between.partnerOrgId],
      params: { orgId: between.orgId, partnerOrgId: between.partnerOrgId, count: written.length, origin },
    })
    tell(ctx, between)
  }
  return { learned: written.length, known: rows.length - written.length, contradicting }
}

/** Takes a wrong one out of use. It stays readable, and the same pair may be learned again. */
export async function retireCrossReference(
  ctx: MemberCtx,
  { crossReferenceId }: z.infer<typeof retireCrossReferenceInput>,
): Promise<void> {
  const own = ctx.actor.member.orgId
  const [found] = await ctx.db
    .select()
    .from(crossReferences)
    .where(
      and(
        eq(crossReferences.id, crossReferenceId),
        or(eq(crossReferences.orgId, own), eq(crossReferences.partnerOrgId, own)),
      ),
    )
  if (!found) throw new DomainError('notFound', 'parts.crossReferenceNotFound')
  requireParts(ctx)
  const written = await ctx.db
    .update(crossReferences)
    .set({ retiredBy: ctx.actor.userId, retiredAt: ctx.now() })
    .where(and(eq(crossReferences.id, found.id), isNull(crossReferences.retiredAt)))
    .returning({ id: crossReferences.id })
  if (written.length === 0) throw new DomainError('conflict', 'parts.crossReferenceRetired')
  recordAudit(ctx, {
    action: 'parts.retireCrossReference',
    subjectId: found.id,
    orgs: [found.orgId, found.partnerOrgId],
    params: { number: found.number, partnerNumber: found.partnerNumber },
  })
  tell(ctx, found)
}

const tell = (ctx: MemberCtx, { orgId, partnerOrgId }: Between) =>
  publish(ctx, { type: 'parts.crossReferencesChanged', audience: [orgId, partnerOrgId], payload: {} })

function uniqueRows({ actor, now }: MemberCtx, between: Between, pairs: readonly NumberPair[]) {
  const brand = between.orgId === actor.member.orgId
  const rows = pairs.map(({ own, ownName, theirs, theirsName }) => {
    const ours = { number: own, name: ownName }
    const other = { number: theirs, name: theirsName }
    const [left, right] = brand ? [ours, other] : [other, ours]
    return {
      ...between,
      id: newId('crossReference'),
      number: left.number,
      numberKey: partNumberKey(left.number),
      name: left.name,
      partnerNumber: right.number,
      partnerNumberKey: partNumberKey(right.number),
      partnerName: right.name,
      userId: actor.userId,
      userOrgId: actor.member.orgId,
      createdAt: now(),
    }
  })
  const byKey = new Map(
    rows
      .filter(({ numberKey, partnerNumberKey }) => numberKey !== '' && partnerNumberKey !== '')
      .map((row) => [`${row.numberKey}\u0000${row.partnerNumberKey}`, row]),
  )
  return [...byKey.values()]
}

async function countContradicting({ db }: MemberCtx, between: Between, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0
  const { rows } = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from cross_references mine
    where mine.id = any(${sql.param([...ids])}::text[]) and exists (
      select from cross_references other
      where other.org_id = ${between.orgId} and other.partner_org_id = ${between.partnerOrgId}
        and other.retired_at is null and other.id <> mine.id
        and (other.number_key = mine.number_key or other.partner_number_key = mine.partner_number_key))`)
  return rows[0]?.count ?? 0
}
