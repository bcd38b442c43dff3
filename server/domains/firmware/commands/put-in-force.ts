import { and, eq, sql } from 'drizzle-orm'
import { firmwarePromotions } from '@/db/schema/firmware'
import type { MemberCtx } from '@/server/platform/context'
import { firmwarePromotionLifecycle } from '../lifecycle'
import type { FirmwareBuildRow, FirmwareLineRow, FirmwarePromotionRow } from '../queries/access'
import { announce, channelAudience, record } from './announce'

type Promotion = Pick<FirmwarePromotionRow, 'id' | 'channel' | 'boardRevision' | 'orgId' | 'productId'> &
  Readonly<{ overrideReason: FirmwarePromotionRow['overrideReason'] }>

/** A promotion is approved: it takes the place of what its channel and board had. The line is held. */
export async function putInForce(
  ctx: MemberCtx,
  line: FirmwareLineRow,
  build: FirmwareBuildRow,
  promotion: Promotion,
): Promise<void> {
  const { channel, boardRevision } = promotion
  const now = ctx.now()
  const next = sql`${firmwarePromotions.version} + 1`
  await ctx.db
    .update(firmwarePromotions)
    .set({ state: firmwarePromotionLifecycle.next('approved', 'supersede'), endedAt: now, version: next })
    .where(
      and(
        eq(firmwarePromotions.lineId, line.id),
        eq(firmwarePromotions.channel, channel),
        eq(firmwarePromotions.boardRevision, boardRevision),
        eq(firmwarePromotions.state, 'approved'),
      ),
    )
  await ctx.db
    .update(firmwarePromotions)
    .set({
      state: firmwarePromotionLifecycle.next('requested', 'approve'),
      ...{ decidedAt: now, inForceAt: now, version: next },
    })
    .where(and(eq(firmwarePromotions.id, promotion.id), eq(firmwarePromotions.state, 'requested')))
  const audience = await channelAudience(ctx, line, channel)
  const params = { number: line.number, version: build.version, channel, board: boardRevision }
  record(ctx, promotion.overrideReason === null ? 'putInForce' : 'putInForceOverridden', promotion, params, audience)
  const payload = { lineId: line.id, buildId: build.id, promotionId: promotion.id }
  announce(ctx, 'firmware.inForce', line, payload, audience)
}
