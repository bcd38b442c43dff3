import { and, eq } from 'drizzle-orm'
import { bomLines } from '@/db/schema/boms'
import { members } from '@/db/schema/orgs'
import { products } from '@/db/schema/products'
import { notify } from '@/server/domains/notifications/commands/notify'
import type { EventHandler, Subscriptions } from '../subscription'

/** Tells the person who is to find the part of a line, unless they took it themselves. */
const assigned: EventHandler = async (ctx, event) => {
  const { lineId, ownerId } = event.payload
  if (typeof lineId !== 'string' || typeof ownerId !== 'string' || ownerId === event.actorUserId) return
  const [line] = await ctx.db
    .select({ line: bomLines, product: products.code })
    .from(bomLines)
    .innerJoin(products, eq(products.id, bomLines.productId))
    .innerJoin(
      members,
      and(eq(members.orgId, bomLines.orgId), eq(members.userId, ownerId), eq(members.state, 'active')),
    )
    .where(and(eq(bomLines.id, lineId), eq(bomLines.ownerId, ownerId)))
  if (!line) return
  const { orgId, productId, bomId, refs, name, value, position } = line.line
  await notify(ctx, [
    {
      eventId: event.id,
      at: event.at,
      kind: 'boms.lineAssigned',
      userId: ownerId,
      orgId,
      params: {
        actorId: event.actorUserId ?? '',
        product: line.product,
        line: (refs || name || value || `#${position}`).slice(0, 80),
      },
      path: `/products/${productId}/boms/${bomId}?line=${lineId}`,
      productId,
    },
  ])
}

/** Lines whose part somebody has to find. */
export const findingSubscriptions: Subscriptions = { 'boms.lineAssigned': assigned }
