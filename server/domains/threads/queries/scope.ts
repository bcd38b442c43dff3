import { and, eq, or, sql, type SQL } from 'drizzle-orm'
import { members } from '@/db/schema/orgs'
import { productParties } from '@/db/schema/products'
import { posts, threadReads, threads } from '@/db/schema/threads'
import { DomainError } from '@/server/kernel/errors'
import type { MemberActor } from '@/server/kernel/actor'
import type { MemberCtx } from '@/server/platform/context'

/**
 * The threads an organisation may see: all of its own products, and as a partner those it is the other side of, while
 * it is active on the product and holds the grant its subject needs. A second partner matches neither.
 */
export function visibleTo({ member: { orgId } }: MemberActor): SQL {
  const stillGranted = sql`exists (select 1 from ${productParties}
    where ${productParties.productId} = ${threads.productId} and ${productParties.orgId} = ${orgId}
      and ${productParties.state} = 'active'
      and (${threads.requiredGrant} is null or ${threads.requiredGrant} = any(${productParties.grants})))`
  const visible = or(eq(threads.orgId, orgId), and(eq(threads.partnerOrgId, orgId), stillGranted))
  return visible ?? sql`false`
}

export type ThreadRow = typeof threads.$inferSelect

/** One thread or NOT_FOUND. `lock` holds it until the transaction ends, so that posts and states follow each other. */
export async function requireThread(ctx: MemberCtx, threadId: string, lock = false): Promise<ThreadRow> {
  const query = ctx.db
    .select()
    .from(threads)
    .where(and(eq(threads.id, threadId), visibleTo(ctx.actor)))
  const [thread] = await (lock ? query.for('update') : query)
  if (!thread) throw new DomainError('notFound', 'threads.notFound')
  return thread
}

/** Up to where the reader has read a thread: their mark, else the day they joined. Needs `threads` in the query. */
export const readUntil = ({ userId, member: { orgId } }: MemberActor): SQL<Date> =>
  sql`coalesce(
    (select ${threadReads.readAt} from ${threadReads}
      where ${threadReads.threadId} = ${threads.id} and ${threadReads.userId} = ${userId}),
    (select ${members.createdAt} from ${members} where ${members.orgId} = ${orgId} and ${members.userId} = ${userId}))`

/** Posts of others the reader has not seen. Needs `threads` in the query. */
export const unreadCount = (actor: MemberActor): SQL<number> =>
  sql<number>`(select count(*)::int from ${posts} where ${posts.threadId} = ${threads.id}
    and ${posts.authorId} <> ${actor.userId} and ${posts.createdAt} > ${readUntil(actor)})`

/** Whether there is any. */
export const isUnread = (actor: MemberActor): SQL =>
  sql`exists (select 1 from ${posts} where ${posts.threadId} = ${threads.id}
    and ${posts.authorId} <> ${actor.userId} and ${posts.createdAt} > ${readUntil(actor)})`
