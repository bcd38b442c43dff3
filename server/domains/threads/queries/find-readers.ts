import { and, asc, eq, inArray, lt, sql } from 'drizzle-orm'
import { members } from '@/db/schema/orgs'
import { productParties } from '@/db/schema/products'
import { posts, threadReads, threads } from '@/db/schema/threads'
import type { AnyCtx } from '@/server/platform/context'
import type { Reader } from '../rules/recipients'

/** A thread for a handler that runs as the system; null when it is gone. */
export async function findThread({ db }: AnyCtx, threadId: string) {
  const [thread] = await db.select().from(threads).where(eq(threads.id, threadId))
  return thread ?? null
}

/**
 * Active members of the organisations that may see the thread at this moment, for handlers that run as the system. A
 * partner that was revoked, or lost the grant, is no longer among them.
 */
export async function findReaders({ db }: AnyCtx, threadId: string): Promise<Reader[]> {
  return db
    .select({ userId: members.userId, orgId: members.orgId, role: members.role })
    .from(threads)
    .innerJoin(
      productParties,
      and(
        eq(productParties.productId, threads.productId),
        eq(productParties.state, 'active'),
        sql`(${productParties.orgId} = ${threads.orgId} or ${productParties.orgId} = ${threads.partnerOrgId})`,
        sql`(${productParties.role} = 'owner' or ${threads.requiredGrant} is null or ${threads.requiredGrant} = any(${productParties.grants}))`,
      ),
    )
    .innerJoin(members, and(eq(members.orgId, productParties.orgId), eq(members.state, 'active')))
    .where(eq(threads.id, threadId))
    .orderBy(asc(members.userId))
}

/** A post, everybody who wrote or was named before it, and how far each person has read the thread. */
export async function findPostContext({ db }: AnyCtx, threadId: string, postId: string) {
  const [post] = await db
    .select()
    .from(posts)
    .where(and(eq(posts.id, postId), eq(posts.threadId, threadId)))
  if (!post) return null
  const before = await db
    .select({ authorId: posts.authorId, mentions: posts.mentions })
    .from(posts)
    .where(and(eq(posts.threadId, threadId), lt(posts.createdAt, post.createdAt)))
  return {
    post: { ...post, first: before.length === 0 },
    participants: new Set(before.flatMap(({ authorId, mentions }) => [authorId, ...mentions])),
  }
}

/** Everybody who wrote in a thread or was named there. */
export async function findParticipants({ db }: AnyCtx, threadId: string): Promise<Set<string>> {
  const found = await db
    .select({ authorId: posts.authorId, mentions: posts.mentions })
    .from(posts)
    .where(eq(posts.threadId, threadId))
  return new Set(found.flatMap(({ authorId, mentions }) => [authorId, ...mentions]))
}

/** Up to where people have read a thread. */
export async function findReadMarks(
  { db }: AnyCtx,
  threadId: string,
  userIds: readonly string[],
): Promise<Map<string, Date>> {
  if (userIds.length === 0) return new Map()
  const found = await db
    .select({ userId: threadReads.userId, readAt: threadReads.readAt })
    .from(threadReads)
    .where(and(eq(threadReads.threadId, threadId), inArray(threadReads.userId, [...userIds])))
  return new Map(found.map(({ userId, readAt }) => [userId, readAt]))
}
