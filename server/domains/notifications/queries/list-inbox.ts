import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { notificationPreferences, notifications } from '@/db/schema/notifications'
import { orgs } from '@/db/schema/orgs'
import { users } from '@/db/schema/people'
import { posts } from '@/db/schema/threads'
import type { Actor } from '@/server/kernel/actor'
import type { Ctx, MemberCtx } from '@/server/platform/context'
import type { ListInbox } from '../inputs'
import { mailableKinds, mailsByDefault } from '../rules'
import { inboxOf } from './scope'

/**
 * The reader's notices, newest first, in keyset pages. Names and words are read now, not when they were told: an edited
 * post shows as edited, and a person by the name they have.
 */
export async function listInbox(ctx: MemberCtx, { unreadOnly, cursor, limit }: ListInbox) {
  const rows = await ctx.db
    .select({
      id: notifications.id,
      kind: notifications.kind,
      params: notifications.params,
      path: notifications.path,
      productId: notifications.productId,
      threadId: notifications.threadId,
      readAt: notifications.readAt,
      createdAt: notifications.createdAt,
      actorNameEn: users.displayNameEn,
      actorNameZh: users.displayNameZh,
      actorHonorific: users.honorific,
      orgNameEn: orgs.legalNameEn,
      orgNameZh: orgs.legalNameZh,
      body: posts.body,
    })
    .from(notifications)
    .leftJoin(users, eq(users.id, sql`${notifications.params}->>'actorId'`))
    .leftJoin(orgs, eq(orgs.id, sql`${notifications.params}->>'orgId'`))
    .leftJoin(
      posts,
      and(eq(posts.id, sql`${notifications.params}->>'postId'`), eq(posts.threadId, notifications.threadId)),
    )
    .where(
      and(
        inboxOf(ctx.actor),
        unreadOnly ? isNull(notifications.readAt) : undefined,
        cursor
          ? sql`(${notifications.createdAt}, ${notifications.id}) < (${cursor.createdAt.toISOString()}::timestamptz, ${cursor.id})`
          : undefined,
      ),
    )
    .orderBy(desc(notifications.createdAt), desc(notifications.id))
    .limit(limit + 1)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    notices: shown.map(({ actorNameEn, actorNameZh, actorHonorific, orgNameEn, orgNameZh, ...notice }) => ({
      ...notice,
      actor:
        actorNameEn === null
          ? null
          : { displayNameEn: actorNameEn, displayNameZh: actorNameZh ?? '', honorific: actorHonorific ?? '' },
      org: orgNameEn === null ? null : { legalNameEn: orgNameEn, legalNameZh: orgNameZh ?? '' },
    })),
    next: rows.length > limit && last ? { createdAt: last.createdAt, id: last.id } : null,
  }
}

/** How many notices the reader has not seen; `99` means 99 or more. */
export async function countUnread(ctx: MemberCtx): Promise<{ unread: number }> {
  const some = ctx.db
    .select({ one: sql`1`.as('one') })
    .from(notifications)
    .where(and(inboxOf(ctx.actor), isNull(notifications.readAt)))
    .limit(99)
    .as('some')
  const [row] = await ctx.db.select({ unread: sql<number>`count(*)::int` }).from(some)
  return { unread: row?.unread ?? 0 }
}

/** Every kind of notice that can come by mail, and whether it does. */
export async function getPreferences(ctx: Ctx<Actor>) {
  const chosen = await ctx.db
    .select({ kind: notificationPreferences.kind, email: notificationPreferences.email })
    .from(notificationPreferences)
    .where(
      and(
        eq(notificationPreferences.userId, ctx.actor.userId),
        inArray(notificationPreferences.kind, [...mailableKinds]),
      ),
    )
  return mailableKinds.map((kind) => ({
    kind,
    email: chosen.find((row) => row.kind === kind)?.email ?? mailsByDefault(kind),
  }))
}
