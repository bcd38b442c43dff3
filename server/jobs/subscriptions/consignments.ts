import { and, eq, inArray, ne, sql } from 'drizzle-orm'
import { bomConsignments } from '@/db/schema/boms'
import { members } from '@/db/schema/orgs'
import { productParties, products } from '@/db/schema/products'
import { notify } from '@/server/domains/notifications/commands/notify'
import type { MemberRole } from '@/server/kernel/actor'
import type { EventHandler, Subscriptions } from '../subscription'

/** Who deals with parts that come and go. */
const told: readonly MemberRole[] = ['owner', 'admin', 'engineer', 'purchaser', 'quality']

/** Tells the other side of a sending, while it still works on the product and sees its BOMs, without the one who did it. */
const toldTo =
  (side: 'factory' | 'brand', kind: 'boms.consignmentShipped' | 'boms.consignmentReceived'): EventHandler =>
  async (ctx, event) => {
    const consignmentId = event.payload['consignmentId']
    if (typeof consignmentId !== 'string') return
    const [found] = await ctx.db
      .select({
        orgId: bomConsignments.orgId,
        partnerOrgId: bomConsignments.partnerOrgId,
        productId: bomConsignments.productId,
        bomId: bomConsignments.bomId,
        part: bomConsignments.label,
        sent: sql<string>`trim_scale(${bomConsignments.quantity})::text`,
        received: sql<string | null>`trim_scale(${bomConsignments.receivedQuantity})::text`,
        product: products.code,
      })
      .from(bomConsignments)
      .innerJoin(products, eq(products.id, bomConsignments.productId))
      .where(eq(bomConsignments.id, consignmentId))
    if (!found) return
    const people = await ctx.db
      .select({ userId: members.userId, orgId: members.orgId })
      .from(members)
      .innerJoin(
        productParties,
        and(
          eq(productParties.productId, found.productId),
          eq(productParties.orgId, members.orgId),
          eq(productParties.state, 'active'),
          sql`(${productParties.role} = 'owner' or 'boms' = any(${productParties.grants}))`,
        ),
      )
      .where(
        and(
          eq(members.orgId, side === 'brand' ? found.orgId : found.partnerOrgId),
          eq(members.state, 'active'),
          inArray(members.role, [...told]),
          event.actorUserId === null ? undefined : ne(members.userId, event.actorUserId),
        ),
      )
    const quantity = side === 'brand' ? (found.received ?? '') : found.sent
    await notify(
      ctx,
      people.map(({ userId, orgId }) => ({
        ...{ eventId: event.id, at: event.at, kind, userId, orgId, productId: found.productId },
        params: { actorId: event.actorUserId ?? '', part: found.part, quantity, product: found.product },
        // The brand may send to several factories; a factory sees its own.
        path: `/products/${found.productId}/boms/${found.bomId}/supply${side === 'brand' ? `?factory=${found.partnerOrgId}` : ''}`,
      })),
    )
  }

/** Parts the brand sends to a factory itself. */
export const consignmentSubscriptions: Subscriptions = {
  'boms.consignmentShipped': toldTo('factory', 'boms.consignmentShipped'),
  'boms.consignmentReceived': toldTo('brand', 'boms.consignmentReceived'),
}
