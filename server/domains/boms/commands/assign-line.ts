import { and, eq, inArray, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { bomLines } from '@/db/schema/boms'
import { members } from '@/db/schema/orgs'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { publish, recordAudit } from '@/server/platform/journal'
import { findingRoles } from '../policy'
import { requireDraftLine } from '../queries/draft'
import type { assignLineInput } from '../rules/matching-inputs'
import { isUnresolved } from '../rules/unresolved'
import { announce } from './announce'

/** Says who of the brand finds the part of an unresolved line, and by which day; null takes either away. */
export async function assignLine(
  ctx: MemberCtx,
  { lineId, version, ownerId, dueOn }: z.output<typeof assignLineInput>,
): Promise<void> {
  const { line } = await requireDraftLine(ctx, lineId)
  if (!isUnresolved(line) && ownerId !== null) throw new DomainError('conflict', 'boms.lineResolved')
  if (ownerId !== null) await requireFinder(ctx, line.orgId, ownerId)
  const written = await ctx.db
    .update(bomLines)
    .set({ ownerId, dueOn, version: sql`${bomLines.version} + 1` })
    .where(and(eq(bomLines.id, lineId), eq(bomLines.orgId, line.orgId), eq(bomLines.version, version)))
    .returning({ id: bomLines.id })
  if (written.length === 0) throw new DomainError('conflict', 'boms.lineStale')
  recordAudit(ctx, {
    action: ownerId === null ? 'boms.unassignLine' : 'boms.assignLine',
    subjectId: lineId,
    productId: line.productId,
    orgs: [line.orgId],
    params: {
      position: line.position,
      line: (line.refs || line.name || line.value).slice(0, 120),
      ...(ownerId === null ? {} : { userId: ownerId, dueOn: dueOn ?? '' }),
    },
  })
  if (ownerId !== null && ownerId !== line.ownerId) {
    publish(ctx, {
      type: 'boms.lineAssigned',
      audience: [line.orgId],
      productId: line.productId,
      payload: { bomId: line.bomId, lineId, ownerId },
    })
  }
  await announce(ctx, line.productId, 'boms.changed', { bomId: line.bomId })
}

/** Those who may change BOMs; viewers and finance cannot enter what they find. */
async function requireFinder({ db }: MemberCtx, orgId: string, userId: string): Promise<void> {
  const [found] = await db
    .select({ userId: members.userId })
    .from(members)
    .where(
      and(
        eq(members.orgId, orgId),
        eq(members.userId, userId),
        eq(members.state, 'active'),
        inArray(members.role, [...findingRoles]),
      ),
    )
  if (!found) throw new DomainError('invalid', 'boms.finderUnknown')
}
