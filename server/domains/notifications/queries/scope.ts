import { and, eq, sql, type SQL } from 'drizzle-orm'
import { notifications } from '@/db/schema/notifications'
import { productParties } from '@/db/schema/products'
import { threads } from '@/db/schema/threads'
import type { MemberActor } from '@/server/kernel/actor'

/**
 * Notices of the reader for the organisation they act for, as long as that organisation may see what they are about:
 * with the access, what was told of it goes as well.
 */
export function inboxOf({ userId, member: { orgId } }: MemberActor): SQL {
  const party = sql`${productParties.orgId} = ${orgId} and ${productParties.state} = 'active'`
  const productSeen = sql`(${notifications.productId} is null or exists (select 1 from ${productParties}
    where ${productParties.productId} = ${notifications.productId} and ${party}
      and (${notifications.kind} not like 'boms.%' or ${productParties.role} = 'owner' or 'boms' = any(${productParties.grants}))
      and ((${notifications.kind} not like 'gates.%' and ${notifications.kind} not like 'specs.%') or ${productParties.role} = 'owner' or 'specs' = any(${productParties.grants}))))`
  const threadSeen = sql`(${notifications.threadId} is null or exists (select 1 from ${threads}
    join ${productParties} on ${productParties.productId} = ${threads.productId} and ${party}
    where ${threads.id} = ${notifications.threadId}
      and (${threads.orgId} = ${orgId} or ${threads.partnerOrgId} = ${orgId})
      and (${productParties.role} = 'owner' or ${threads.requiredGrant} is null or ${threads.requiredGrant} = any(${productParties.grants}))))`
  return and(eq(notifications.userId, userId), eq(notifications.orgId, orgId), productSeen, threadSeen) ?? sql`false`
}
