import { withdrawLinks } from '@/server/domains/products/commands/withdraw-links'
import type { EventHandler, Subscriptions } from '../subscription'

/** Whoever leaves, or may not invite any more, leaves no open door to the brand's products. */
const membershipChanged: EventHandler = async (ctx, { payload, actorUserId }) => {
  const { orgId, userId } = payload
  if (typeof orgId === 'string' && typeof userId === 'string') {
    await withdrawLinks(ctx, { orgId, userId, by: actorUserId })
  }
}

/** What products make of changes elsewhere. */
export const productSubscriptions: Subscriptions = {
  'orgs.memberRemoved': membershipChanged,
  'orgs.memberChanged': membershipChanged,
}
