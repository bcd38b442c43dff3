import { and, asc, eq, gt, inArray, isNull, lt, lte, notLike, or, sql } from 'drizzle-orm'
import { notificationPreferences, notifications } from '@/db/schema/notifications'
import { members } from '@/db/schema/orgs'
import { sessions, users } from '@/db/schema/people'
import type { AnyCtx } from '@/server/platform/context'
import {
  isDueForMail,
  isMailable,
  mailableKinds,
  mailsByDefault,
  patienceMs,
  presentMs,
  quietMs,
  staleMs,
} from '../rules'

const most = 500

/**
 * Unread notices that are to be mailed now, oldest first, locked until the transaction ends: the reader wants mail of
 * this kind, has a mailbox, is still a member, and is away. For the schedule, which runs as the system.
 */
export async function listUnmailed({ db, now }: AnyCtx) {
  const at = now().getTime()
  const lastSeen = sql<Date | null>`(select max(${sessions.lastSeenAt}) from ${sessions} where ${sessions.userId} = ${users.id})`
  const rows = await db
    .select({
      id: notifications.id,
      kind: notifications.kind,
      params: notifications.params,
      path: notifications.path,
      orgId: notifications.orgId,
      productId: notifications.productId,
      threadId: notifications.threadId,
      createdAt: notifications.createdAt,
      user: { id: users.id, email: users.email, locale: users.locale, timeZone: users.timeZone },
      lastSeenAt: lastSeen.mapWith(sessions.lastSeenAt),
      wanted: notificationPreferences.email,
    })
    .from(notifications)
    .innerJoin(users, eq(users.id, notifications.userId))
    .innerJoin(
      members,
      and(eq(members.userId, users.id), eq(members.orgId, notifications.orgId), eq(members.state, 'active')),
    )
    .leftJoin(
      notificationPreferences,
      and(eq(notificationPreferences.userId, users.id), eq(notificationPreferences.kind, notifications.kind)),
    )
    .where(
      and(
        isNull(notifications.readAt),
        isNull(notifications.emailedAt),
        gt(notifications.createdAt, new Date(at - staleMs)),
        lt(notifications.createdAt, new Date(at - quietMs)),
        // As `canBeMailed`.
        notLike(users.email, '%.invalid'),
        // What nobody wants by mail, or not yet, must not fill the page before what is due.
        inArray(notifications.kind, [...mailableKinds]),
        sql`coalesce(${notificationPreferences.email}, ${inArray(notifications.kind, mailableKinds.filter(mailsByDefault))})`,
        or(
          lte(notifications.createdAt, new Date(at - patienceMs)),
          sql`coalesce(${lastSeen} < ${new Date(at - presentMs).toISOString()}::timestamptz, true)`,
        ),
      ),
    )
    .orderBy(asc(notifications.createdAt))
    .limit(most)
    .for('update', { of: notifications, skipLocked: true })
  return rows.filter(({ kind, wanted, createdAt, lastSeenAt }) => {
    if (!isMailable(kind) || !(wanted ?? mailsByDefault(kind))) return false
    return isDueForMail(at - createdAt.getTime(), lastSeenAt === null ? null : at - lastSeenAt.getTime())
  })
}
export type Unmailed = Awaited<ReturnType<typeof listUnmailed>>[number]

/** Notes that these were mailed, with whatever queued the mail. */
export async function markMailed({ db, now }: AnyCtx, notificationIds: readonly string[]): Promise<void> {
  if (notificationIds.length === 0) return
  await db
    .update(notifications)
    .set({ emailedAt: now() })
    .where(inArray(notifications.id, [...notificationIds]))
}
