import { and, eq, sql } from 'drizzle-orm'
import { posts, threadReads } from '@/db/schema/threads'
import type { BilingualText } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import { publish, recordAudit } from '@/server/platform/journal'
import type { MemberCtx } from '@/server/platform/context'
import type { ThreadEventPayload, ThreadEventType } from '../events'
import type { PostAct } from '../lifecycle'
import { mayWrite } from '../policy'
import { audienceOf } from '../queries/sides'
import type { ThreadRow } from '../queries/scope'

/** Refuses people who only read. */
export function requireWriter({ actor }: MemberCtx): void {
  if (!mayWrite(actor.member.role)) throw new DomainError('forbidden', 'threads.readOnly')
}

export type Posted = Readonly<{ threadId: string; postId: string }>

/**
 * The post this client already made with the key, if any. Holds the key until the transaction ends, so that two
 * attempts at the same moment become one post and not an error.
 */
export async function findPosted({ db, actor }: MemberCtx, clientKey: string): Promise<Posted | null> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${clientKey}, 0))`)
  const [done] = await db
    .select({ threadId: posts.threadId, postId: posts.id })
    .from(posts)
    .where(and(eq(posts.clientKey, clientKey), eq(posts.authorId, actor.userId)))
  return done ?? null
}

type NewPost = Readonly<{
  thread: Pick<ThreadRow, 'id' | 'orgId' | 'partnerOrgId'>
  body: BilingualText
  mentions: string[]
  act?: PostAct
  clientKey: string
  at: Date
}>

/** Adds a post and, for its author, counts the thread as read up to it. */
export async function insertPost(
  { db, actor }: MemberCtx,
  { thread, body, mentions, act, clientKey, at }: NewPost,
): Promise<string> {
  const id = newId('post')
  const [made] = await db
    .insert(posts)
    .values({
      id,
      threadId: thread.id,
      orgId: thread.orgId,
      partnerOrgId: thread.partnerOrgId,
      authorId: actor.userId,
      authorOrgId: actor.member.orgId,
      body,
      mentions,
      act: act ?? null,
      clientKey,
      createdAt: at,
      updatedAt: at,
    })
    .onConflictDoNothing({ target: posts.clientKey })
    .returning({ id: posts.id })
  // Somebody else's post holds the key: not a retry of ours.
  if (!made) throw new DomainError('conflict', 'threads.clientKeyTaken')
  await db
    .insert(threadReads)
    .values({ threadId: thread.id, userId: actor.userId, readAt: at })
    .onConflictDoUpdate({
      target: [threadReads.threadId, threadReads.userId],
      set: { readAt: sql`greatest(${threadReads.readAt}, excluded.read_at)` },
    })
  return id
}

/** Posts of one thread have one order, whatever the clocks of several servers say. */
export const afterLast = ({ now }: MemberCtx, { lastPostAt }: Pick<ThreadRow, 'lastPostAt'>): Date =>
  new Date(Math.max(now().getTime(), lastPostAt.getTime() + 1))

type Told = Readonly<{
  type: ThreadEventType
  thread: Pick<
    ThreadRow,
    | 'id'
    | 'orgId'
    | 'partnerOrgId'
    | 'productId'
    | 'subjectKind'
    | 'subjectId'
    | 'bomId'
    | 'specId'
    | 'designSetId'
    | 'subjectLabel'
  >
  postId?: string
  params?: Readonly<Record<string, unknown>>
}>

const actions: Record<ThreadEventType, string> = {
  'threads.opened': 'threads.openThread',
  'threads.replied': 'threads.reply',
  'threads.resolved': 'threads.resolve',
  'threads.reopened': 'threads.reopen',
  'threads.postEdited': 'threads.editPost',
  'threads.postTranslated': 'threads.addTranslation',
  'threads.postVerified': 'threads.verifyTranslation',
  'threads.eqRaised': 'threads.raiseEq',
  'threads.eqDecided': 'threads.decideEq',
  'threads.eqReopened': 'threads.reopenEq',
  'threads.eqWithdrawn': 'threads.withdrawEq',
  'threads.eqTitleTranslated': 'threads.translateEqTitle',
}

/** Writes it into the chains of those who may see it now, and tells them: a partner that lost access learns nothing more. */
export async function tell(ctx: MemberCtx, { type, thread, postId, params }: Told): Promise<void> {
  const audience = await audienceOf(ctx, thread)
  recordAudit(ctx, {
    action: actions[type],
    subjectId: thread.id,
    productId: thread.productId,
    orgs: audience,
    params: { subject: thread.subjectLabel, ...(postId ? { postId } : {}), ...params },
  })
  const payload: ThreadEventPayload = {
    threadId: thread.id,
    subjectKind: thread.subjectKind,
    subjectId: thread.subjectId,
    ...(postId ? { postId } : {}),
    ...(thread.bomId ? { bomId: thread.bomId } : {}),
    ...(thread.specId ? { specId: thread.specId } : {}),
    ...(thread.designSetId ? { designSetId: thread.designSetId } : {}),
  }
  publish(ctx, { type, audience, productId: thread.productId, payload })
}
