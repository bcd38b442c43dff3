import { and, asc, desc, eq, inArray, type SQL } from 'drizzle-orm'
import { firmwareApprovals, firmwareBuilds, firmwarePromotions } from '@/db/schema/firmware'
import type { MemberCtx } from '@/server/platform/context'
import { isAsked, requiredApprovers } from '../rules/approval'
import type { FirmwareAccess } from './access'
import { approversNow } from './approvers'
import { shownTo } from './in-force'
import { personOf, readPeople } from './people'

/**
 * Promotions, newest first, with who asked and who said what. A factory reads those that were put on a channel for it,
 * without the people.
 */
export async function readPromotions(ctx: MemberCtx, access: FirmwareAccess, which: SQL | undefined) {
  const rows = await ctx.db
    .select({ promotion: firmwarePromotions, version: firmwareBuilds.version })
    .from(firmwarePromotions)
    .innerJoin(firmwareBuilds, eq(firmwareBuilds.id, firmwarePromotions.buildId))
    .where(and(which, eq(firmwarePromotions.productId, access.productId), shownTo(access)))
    .orderBy(desc(firmwarePromotions.requestedAt), desc(firmwarePromotions.id))
  const ids = rows.map(({ promotion: { id } }) => id)
  const said = access.owner
    ? await ctx.db
        .select()
        .from(firmwareApprovals)
        .where(inArray(firmwareApprovals.promotionId, ids))
        .orderBy(asc(firmwareApprovals.at))
    : []
  const named = rows.flatMap(({ promotion }) => [promotion.requestedBy, ...promotion.approverIds])
  const people = access.owner ? await readPeople(ctx, [...named, ...said.map(({ userId }) => userId)]) : []
  const fit = await approversNow(
    ctx,
    access.orgId,
    said.map(({ userId }) => userId),
  )
  return rows.map(({ promotion, version }) => {
    const { approverIds, requestedBy } = promotion
    const facts = { approverIds, requestedBy, overridden: promotion.overrideReason !== null }
    const verdicts = said.filter(({ promotionId }) => promotionId === promotion.id)
    const asked = promotion.state === 'requested' && access.approve && isAsked(facts, ctx.actor.userId)
    return {
      ...{ id: promotion.id, lineId: promotion.lineId, buildId: promotion.buildId, buildVersion: version },
      ...{ channel: promotion.channel, boardRevision: promotion.boardRevision, state: promotion.state },
      ...{ refusals: promotion.refusals, findings: promotion.findings, overrideReason: promotion.overrideReason },
      ...{ requestedAt: promotion.requestedAt, decidedAt: promotion.decidedAt, inForceAt: promotion.inForceAt },
      endedAt: promotion.endedAt,
      requestedBy: personOf(people, requestedBy),
      /** Named people whose word is still wanted, or counts no more. */
      awaited:
        promotion.state === 'requested' && access.owner
          ? requiredApprovers(facts)
              .filter((id) => verdicts.every(({ userId }) => userId !== id || !fit.includes(id)))
              .map((id) => personOf(people, id))
          : [],
      verdicts: verdicts.map(({ userId, verdict, reason, at }) => ({
        ...{ verdict, reason, at, by: personOf(people, userId) },
      })),
      mayDecide: asked && verdicts.every(({ userId }) => userId !== ctx.actor.userId),
      mayWithdraw: access.edit && promotion.state === 'requested',
    }
  })
}
export type FirmwarePromotionView = Awaited<ReturnType<typeof readPromotions>>[number]
