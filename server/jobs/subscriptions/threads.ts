import { eq } from 'drizzle-orm'
import { products } from '@/db/schema/products'
import { engineeringQueries } from '@/db/schema/threads'
import { notify } from '@/server/domains/notifications/commands/notify'
import {
  findParticipants,
  findPostContext,
  findReaders,
  findReadMarks,
  findThread,
} from '@/server/domains/threads/queries/find-readers'
import { recipientsOf, type EqNotice } from '@/server/domains/threads/rules/recipients'
import type { AnyCtx } from '@/server/platform/context'
import type { EventHandler, PublishedEvent, Subscriptions } from '../subscription'

const idIn = (event: PublishedEvent, key: 'threadId' | 'postId'): string => {
  const value = event.payload[key]
  return typeof value === 'string' ? value : ''
}

type Thread = NonNullable<Awaited<ReturnType<typeof findThread>>>

/** What every notice about a thread says; names and words are looked up when it is read. */
async function noticeOf({ db }: AnyCtx, thread: Thread, event: PublishedEvent) {
  const [about] = await db
    .select({ product: products.code, code: engineeringQueries.code, dueAt: engineeringQueries.dueAt })
    .from(products)
    .leftJoin(engineeringQueries, eq(engineeringQueries.threadId, thread.id))
    .where(eq(products.id, thread.productId))
  return {
    eventId: event.id,
    path: `/products/${thread.productId}/threads?${thread.kind === 'eq' ? 'kind=eq&' : ''}thread=${thread.id}`,
    productId: thread.productId,
    threadId: thread.id,
    params: {
      actorId: event.actorUserId ?? '',
      subject: thread.subjectLabel,
      subjectKind: thread.subjectKind,
      product: about?.product ?? '',
      ...(about?.code ? { code: about.code, dueAt: about.dueAt?.toISOString() ?? '' } : {}),
    },
  }
}

/**
 * Tells those concerned, as far as they may see the thread now. Who had it open on the screen gets it as read. An act on
 * an engineering query is told as what it is to everybody but those named in its words.
 */
const posted =
  (as?: EqNotice): EventHandler =>
  async (ctx, event) => {
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
          kind: kind === 'threads.mentioned' ? kind : (as ?? kind),
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
  'threads.opened': posted(),
  'threads.replied': posted(),
  'threads.resolved': settled('threads.resolved'),
  'threads.reopened': settled('threads.reopened'),
  'threads.eqRaised': posted('threads.eqRaised'),
  'threads.eqDecided': posted('threads.eqDecided'),
  'threads.eqReopened': posted('threads.eqReopened'),
  'threads.eqWithdrawn': posted('threads.eqWithdrawn'),
}
