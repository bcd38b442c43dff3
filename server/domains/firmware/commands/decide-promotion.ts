import { and, eq, sql } from 'drizzle-orm'
import { firmwareApprovals, firmwarePromotions } from '@/db/schema/firmware'
import { bilingualOf, type BilingualText } from '@/server/kernel/bilingual'
import { canonicalJson } from '@/server/kernel/canonical-json'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import type { RefusePromotion } from '../inputs'
import { firmwarePromotionLifecycle, type FirmwarePromotionState, type FirmwareVerdict } from '../lifecycle'
import {
  holdBuild,
  holdLine,
  requireApprove,
  requireEdit,
  requirePromotion,
  type FirmwareBuildRow,
  type FirmwareLineRow,
  type FirmwarePromotionRow,
} from '../queries/access'
import { approversNow } from '../queries/approvers'
import { readPromotionFacts } from '../queries/promotion-facts'
import { isApproved, isAsked } from '../rules/approval'
import { judgePromotion, type PromotionRefusal } from '../rules/promotion'
import { announce, record } from './announce'
import { putInForce } from './put-in-force'

type OfPromotion = Readonly<{ promotionId: string }>
type Held = Readonly<{ promotion: FirmwarePromotionRow; line: FirmwareLineRow; build: FirmwareBuildRow }>

/** A promotion as it is once its line is held: what two people decide at once is decided one after the other. */
async function holdPromotion(ctx: MemberCtx, { promotionId }: OfPromotion): Promise<Held> {
  const { promotion: seen } = await requirePromotion(ctx, promotionId)
  const line = await holdLine(ctx, seen.lineId)
  const build = await holdBuild(ctx, seen.buildId)
  const { promotion } = await requirePromotion(ctx, promotionId)
  return { promotion, line, build }
}

const factsOf = ({ approverIds, requestedBy, overrideReason }: FirmwarePromotionRow) => ({
  ...{ approverIds, requestedBy, overridden: overrideReason !== null },
})
const said = ({ line, build, promotion: { channel, boardRevision } }: Held) => ({
  ...{ number: line.number, version: build.version, channel, board: boardRevision },
})
const idsOf = ({ line, build, promotion }: Held) => ({ lineId: line.id, buildId: build.id, promotionId: promotion.id })

/** The acting person is asked. Errors: firmware.ownOverride for whoever asked for it, firmware.notAsked. */
function requireAsked({ promotion }: Held, userId: string): void {
  if (isAsked(factsOf(promotion), userId)) return
  const own = promotion.overrideReason !== null && promotion.requestedBy === userId
  throw new DomainError('forbidden', own ? 'firmware.ownOverride' : 'firmware.notAsked')
}

async function sayVerdict(
  ctx: MemberCtx,
  { id: promotionId, orgId, productId }: FirmwarePromotionRow,
  verdict: FirmwareVerdict,
  reason: BilingualText | null,
): Promise<void> {
  await ctx.db
    .insert(firmwareApprovals)
    .values({ promotionId, userId: ctx.actor.userId, orgId, productId, verdict, reason, at: ctx.now() })
    .onConflictDoNothing()
}

/**
 * A named person agrees; with the last of them the build goes in force. What came to stand against it since it was asked
 * for refuses it still, and a word counts while whoever gave it may approve. Said twice, it is said. Errors: firmware.notAsked, firmware.ownOverride, firmware.illegalTransition,
 * and the codes of `promotionRefusalCodes`.
 */
export async function approvePromotion(
  ctx: MemberCtx,
  { promotionId }: OfPromotion,
): Promise<{ state: FirmwarePromotionState }> {
  requireApprove((await requirePromotion(ctx, promotionId)).access)
  const held = await holdPromotion(ctx, { promotionId })
  const { promotion, line, build } = held
  requireAsked(held, ctx.actor.userId)
  firmwarePromotionLifecycle.next(promotion.state, 'approve')
  await refuseNew(ctx, held)
  await sayVerdict(ctx, promotion, 'approved', null)
  record(ctx, 'approvePromotion', promotion, said(held))
  const approvals = await ctx.db
    .select({ userId: firmwareApprovals.userId })
    .from(firmwareApprovals)
    .where(and(eq(firmwareApprovals.promotionId, promotionId), eq(firmwareApprovals.verdict, 'approved')))
  const userIds = approvals.map(({ userId }) => userId)
  if (isApproved({ ...factsOf(promotion), approvedBy: await approversNow(ctx, line.orgId, userIds) })) {
    await putInForce(ctx, line, build, promotion)
    return { state: 'approved' }
  }
  announce(ctx, 'firmware.changed', line, idsOf(held))
  return { state: 'requested' }
}

/** What two people agreed to let pass, as they read it: the same code about another board is another thing. */
const whole = ({ code, params }: PromotionRefusal): string => canonicalJson([code, params])

/** Refuses for what stands against it now and was not overridden when it was asked for. */
async function refuseNew(ctx: MemberCtx, { promotion, line, build }: Held): Promise<void> {
  const { refusals } = judgePromotion(await readPromotionFacts(ctx, line, build, promotion), ctx.now())
  const overridden = new Set(promotion.refusals.map(whole))
  const fresh = refusals.find((refusal) => !overridden.has(whole(refusal)))
  if (fresh) throw new DomainError('conflict', `firmware.${fresh.code}`, fresh.params)
}

/** A named person says no: that ends it. Errors: as for approving. */
export async function refusePromotion(ctx: MemberCtx, { promotionId, reason: typed }: RefusePromotion): Promise<void> {
  requireApprove((await requirePromotion(ctx, promotionId)).access)
  const held = await holdPromotion(ctx, { promotionId })
  requireAsked(held, ctx.actor.userId)
  const reason = bilingualOf(ctx.actor.locale, typed)
  await end(ctx, held, 'refuse')
  await sayVerdict(ctx, held.promotion, 'refused', reason)
  record(ctx, 'refusePromotion', held.promotion, { ...said(held), reason: reason[reason.source] })
  announce(ctx, 'firmware.refused', held.line, idsOf(held))
}

/** Takes a request back, as long as nothing is decided. */
export async function withdrawPromotion(ctx: MemberCtx, { promotionId }: OfPromotion): Promise<void> {
  requireEdit((await requirePromotion(ctx, promotionId)).access)
  const held = await holdPromotion(ctx, { promotionId })
  // What is in force ends with its build or with the next one, never by itself.
  if (held.promotion.state === 'approved') throw new DomainError('conflict', 'firmware.decidedAlready')
  await end(ctx, held, 'withdraw')
  record(ctx, 'withdrawPromotion', held.promotion, said(held))
  announce(ctx, 'firmware.changed', held.line, idsOf(held))
}

async function end(ctx: MemberCtx, { promotion }: Held, step: 'refuse' | 'withdraw'): Promise<void> {
  await ctx.db
    .update(firmwarePromotions)
    .set({
      state: firmwarePromotionLifecycle.next(promotion.state, step),
      ...{ decidedAt: ctx.now(), version: sql`${firmwarePromotions.version} + 1` },
    })
    .where(and(eq(firmwarePromotions.id, promotion.id), eq(firmwarePromotions.version, promotion.version)))
}
