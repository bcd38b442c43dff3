import { and, eq } from 'drizzle-orm'
import { firmwareChannelApprovers, firmwarePromotions } from '@/db/schema/firmware'
import { bilingualOf } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import type { RequestPromotion } from '../inputs'
import type { FirmwarePromotionState } from '../lifecycle'
import { holdBuild, holdLine, requireBuild, requireEdit } from '../queries/access'
import { requireFit } from '../queries/approvers'
import { readPromotionFacts } from '../queries/promotion-facts'
import { isImmediate, needsApprovers, type ApprovalFacts } from '../rules/approval'
import { judgePromotion, type PromotionRefusal } from '../rules/promotion'
import { announce, record } from './announce'
import { putInForce } from './put-in-force'

/**
 * Asks for a build on a channel, for one revision of the board. Without approvers it goes in force at once. Where
 * something stands against it that two people may override, a reason makes it wait for the second. Errors: the codes of
 * `promotionRefusalCodes`, firmware.approversNeeded, firmware.otherApproverNeeded, firmware.approverUnfit for a
 * named person who may not approve any more, firmware.requestedAlready.
 */
export async function requestPromotion(
  ctx: MemberCtx,
  { buildId, channel, boardRevision, overrideReason }: RequestPromotion,
): Promise<{ promotionId: string; state: FirmwarePromotionState }> {
  const { line: seen, access } = await requireBuild(ctx, buildId)
  requireEdit(access)
  const line = await holdLine(ctx, seen.id)
  const build = await holdBuild(ctx, buildId)
  const { refusals, findings } = judgePromotion(
    await readPromotionFacts(ctx, line, build, { channel, boardRevision }),
    ctx.now(),
  )
  refuseFirst(refusals, overrideReason !== null)
  const overridden = refusals.length > 0
  const approval = { approverIds: await approversOf(ctx, line.id, channel), requestedBy: ctx.actor.userId, overridden }
  if (needsApprovers(channel)) requireSecond(approval)
  await requireFit(ctx, line.orgId, approval.approverIds)
  const immediate = isImmediate(approval)
  const reason = overridden && overrideReason !== null ? bilingualOf(ctx.actor.locale, overrideReason) : null
  const promotion = {
    ...{ id: newId('firmwarePromotion'), orgId: line.orgId, productId: line.productId, lineId: line.id, buildId },
    ...{ channel, boardRevision, requestedBy: ctx.actor.userId, requestedAt: ctx.now() },
    ...{ approverIds: [...approval.approverIds], refusals, findings, overrideReason: reason },
    overrideAskedBy: overridden ? ctx.actor.userId : null,
  }
  const made = await ctx.db
    .insert(firmwarePromotions)
    .values(promotion)
    .onConflictDoNothing()
    .returning({ id: firmwarePromotions.id })
  if (made.length === 0) throw new DomainError('conflict', 'firmware.requestedAlready')
  const params = { number: line.number, version: build.version, channel, board: boardRevision }
  record(ctx, overridden ? 'requestOverride' : 'requestPromotion', promotion, {
    ...params,
    ...(reason === null ? {} : { reason: reason[reason.source], against: refusals.map(({ code }) => code) }),
  })
  if (immediate) await putInForce(ctx, line, build, promotion)
  else announce(ctx, 'firmware.approvalAsked', line, { lineId: line.id, buildId, promotionId: promotion.id })
  return { promotionId: promotion.id, state: immediate ? 'approved' : 'requested' }
}

/** What cannot be overridden is said first; what can be, unless it is. */
function refuseFirst(refusals: readonly PromotionRefusal[], overriding: boolean): void {
  const first = refusals.find(({ overridable }) => !overridable) ?? (overriding ? undefined : refusals[0])
  if (first) throw new DomainError('conflict', `firmware.${first.code}`, first.params)
}

async function approversOf(
  { db }: MemberCtx,
  lineId: string,
  channel: RequestPromotion['channel'],
): Promise<readonly string[]> {
  const [row] = await db
    .select({ approverIds: firmwareChannelApprovers.approverIds })
    .from(firmwareChannelApprovers)
    .where(and(eq(firmwareChannelApprovers.lineId, lineId), eq(firmwareChannelApprovers.channel, channel)))
  return row?.approverIds ?? []
}

function requireSecond({ approverIds, requestedBy }: Omit<ApprovalFacts, 'approvedBy'>): void {
  if (approverIds.length === 0) throw new DomainError('conflict', 'firmware.approversNeeded')
  if (approverIds.every((id) => id === requestedBy)) throw new DomainError('conflict', 'firmware.otherApproverNeeded')
}
