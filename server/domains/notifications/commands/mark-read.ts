import { and, eq, inArray, isNull, lte, or } from 'drizzle-orm'
import { notifications } from '@/db/schema/notifications'
import type { MemberCtx } from '@/server/platform/context'
import type { MarkNoticesRead } from '../inputs'

const mine = ({ actor }: MemberCtx) =>
  and(eq(notifications.userId, actor.userId), eq(notifications.orgId, actor.member.orgId), isNull(notifications.readAt))

/** Marks some notices of the reader as read; those of others are silently not theirs. */
export async function markRead(ctx: MemberCtx, { notificationIds }: MarkNoticesRead): Promise<void> {
  await ctx.db
    .update(notifications)
    .set({ readAt: ctx.now() })
    .where(and(mine(ctx), inArray(notifications.id, [...notificationIds])))
}

/** Marks everything as read that had arrived when the reader looked (`until`). */
export async function markAllRead(ctx: MemberCtx, { until }: { until: Date }): Promise<void> {
  await ctx.db
    .update(notifications)
    .set({ readAt: ctx.now() })
    .where(and(mine(ctx), lte(notifications.createdAt, until)))
}

/** What the inbox says of a thread is read with the thread, up to the post that was seen. */
export async function markThreadRead(ctx: MemberCtx, threadId: string, until: Date): Promise<void> {
  const statesOnly = inArray(notifications.kind, ['threads.resolved', 'threads.reopened'])
  await ctx.db
    .update(notifications)
    .set({ readAt: ctx.now() })
    .where(and(mine(ctx), eq(notifications.threadId, threadId), or(lte(notifications.createdAt, until), statesOnly)))
}
