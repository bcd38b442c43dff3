import { notifications, type MessageParams } from '@/db/schema/notifications'
import { newId } from '@/server/kernel/ids'
import { publish } from '@/server/platform/journal'
import type { AnyCtx } from '@/server/platform/context'
import type { NotificationKind } from '../rules'

export type Notice = Readonly<{
  /** The event it follows from: telling it twice makes one notice per person. */
  eventId: string
  kind: NotificationKind
  userId: string
  /** The organisation the person is told as; the notice shows while they act for it. */
  orgId: string
  params: MessageParams
  /** Address inside the portal. */
  path: string
  productId?: string | null
  threadId?: string | null
  at: Date
  /** Seen already, because the reader had the thread open. */
  readAt?: Date | null
}>

/** Puts notices into inboxes and tells open screens that there are some. For event handlers, which run as the system. */
export async function notify(ctx: AnyCtx, notices: readonly Notice[]): Promise<void> {
  if (notices.length === 0) return
  const added = await ctx.db
    .insert(notifications)
    .values(
      notices.map(({ at, productId = null, threadId = null, readAt = null, ...notice }) => ({
        id: newId('notification'),
        ...notice,
        productId,
        threadId,
        readAt,
        createdAt: at,
      })),
    )
    .onConflictDoNothing({ target: [notifications.eventId, notifications.userId] })
    .returning({ orgId: notifications.orgId })
  const orgs = [...new Set(added.map(({ orgId }) => orgId))]
  // One event per organisation: neither side learns from an audience who else was told.
  for (const orgId of orgs) publish(ctx, { type: 'notifications.added', audience: [orgId], payload: {} })
}
