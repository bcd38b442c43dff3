import { and, eq, sql } from 'drizzle-orm'
import { posts, threadReads } from '@/db/schema/threads'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { markThreadRead } from '@/server/domains/notifications/commands/mark-read'
import type { MarkRead } from '../inputs'
import { requireThread } from '../queries/scope'

/** Notes that the reader has seen a thread up to a post, and with it what the inbox says about it. Never goes back. */
export async function markRead(ctx: MemberCtx, { threadId, postId }: MarkRead): Promise<void> {
  await requireThread(ctx, threadId)
  const [post] = await ctx.db
    .select({ createdAt: posts.createdAt })
    .from(posts)
    .where(and(eq(posts.id, postId), eq(posts.threadId, threadId)))
  if (!post) throw new DomainError('notFound', 'threads.postNotFound')
  await ctx.db
    .insert(threadReads)
    .values({ threadId, userId: ctx.actor.userId, readAt: post.createdAt })
    .onConflictDoUpdate({
      target: [threadReads.threadId, threadReads.userId],
      set: { readAt: sql`greatest(${threadReads.readAt}, excluded.read_at)` },
    })
  await markThreadRead(ctx, threadId, post.createdAt)
}
