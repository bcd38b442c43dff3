import { eq } from 'drizzle-orm'
import { products } from '@/db/schema/products'
import { notify } from '@/server/domains/notifications/commands/notify'
import {
  findParticipants,
  findPostContext,
  findReaders,
  findReadMarks,
  findThread,
} from '@/server/domains/threads/queries/find-readers'
import { recipientsOf } from '@/server/domains/threads/rules/recipients'
import type { AnyCtx } from '@/server/platform/context'
import type { EventHandler, PublishedEvent, Subscriptions } from '../subscription'

const idIn = (event: PublishedEvent, key: 'threadId' | 'postId'): string => {
  const value = event.payload[key]
  return typeof value === 'string' ? value : ''
}

type Thread = NonNullable<Awaited<ReturnType<typeof findThread>>>

/** What every notice about a thread says; names and words are looked up when it is read. */
async function noticeOf({ db }: AnyCtx, thread: Thread, event: PublishedEvent) {
  const [product] = await db.select({ code: products.code }).from(products).where(eq(products.id, thread.productId))
  return {
    eventId: event.id,
    path: `/products/${thread.productId}/threads?thread=${thread.id}`,
    productId: thread.productId,
    threadId: thread.id,
    params: {
      actorId: event.actorUserId ?? '',
      subject: thread.subjectLabel,
      subjectKind: thread.subjectKind,
      product: product?.code ?? '',
    },
  }
}

/** Tells those concerned, as far as they may see the thread now. Who had it open on the screen gets it as read. */
const posted: EventHandler = async (ctx, event) => {
  const thread = await findThread(ctx, idIn(event, 'threadId'))
  const context = thread && (await findPostContext(ctx, thread.id, idIn(event, 'postId')))
  if (!thread || !context) return
  const { post, participants } = context
  const told = recipientsOf(post, await findReaders(ctx, thread.id), participants)
  const marks = await findReadMarks(
    ctx,
    thread.id,
    told.map(({ reader }) => reader.userId),
  )
  const notice = await noticeOf(ctx, thread, event)
  await notify(
    ctx,
    told.map(({ reader: { userId, orgId }, kind }) => {
      const mark = marks.get(userId)
      return {
        ...notice,
        kind,
        userId,
        orgId,
        params: { ...notice.params, postId: post.id },
        at: post.createdAt,
        readAt: mark && mark >= post.createdAt ? mark : null,
      }
    }),
  )
}

/** Tells those who took part that the question is settled, or open again. */
const settled =
  (kind: 'threads.resolved' | 'threads.reopened'): EventHandler =>
  async (ctx, event) => {
    const thread = await findThread(ctx, idIn(event, 'threadId'))
    if (!thread) return
    const participants = await findParticipants(ctx, thread.id)
    const readers = await findReaders(ctx, thread.id)
    const concerned = readers.filter(
      ({ userId }, index) =>
        participants.has(userId) &&
        userId !== event.actorUserId &&
        readers.findIndex((other) => other.userId === userId) === index,
    )
    const notice = await noticeOf(ctx, thread, event)
    await notify(
      ctx,
      concerned.map(({ userId, orgId }) => ({ ...notice, kind, userId, orgId, at: event.at })),
    )
  }

export const threadSubscriptions: Subscriptions = {
  'threads.opened': posted,
  'threads.replied': posted,
  'threads.resolved': settled('threads.resolved'),
  'threads.reopened': settled('threads.reopened'),
}
