import { eq, sql } from 'drizzle-orm'
import { threads } from '@/db/schema/threads'
import type { MemberCtx } from '@/server/platform/context'
import { requireLive, requireProduct } from '@/server/domains/products/queries'
import type { Reply } from '../inputs'
import { threadLifecycle } from '../lifecycle'
import { requireThread } from '../queries/scope'
import { requireMentionable } from '../queries/sides'
import { writeBody } from '../rules'
import { findPosted, insertPost, requireWriter, tell, type Posted } from './posting'

/**
 * Answers. A resolved question is open again afterwards. Needs no version: an answer is never refused because somebody
 * else answered first. Repeating it with the same `clientKey` is the same post.
 */
export async function reply(ctx: MemberCtx, input: Reply): Promise<Posted> {
  requireWriter(ctx)
  const done = await findPosted(ctx, input.clientKey)
  const thread = await requireThread(ctx, input.threadId, true)
  if (done) return done
  requireLive(await requireProduct(ctx, thread.productId))
  const mentions = await requireMentionable(ctx, thread, input.mentions)

  const reopens = thread.state === 'resolved'
  // Posts of one thread have one order, whatever the clocks of several servers say.
  const at = new Date(Math.max(ctx.now().getTime(), thread.lastPostAt.getTime() + 1))
  const postId = await insertPost(ctx, { thread, body: writeBody(input.body), mentions, clientKey: input.clientKey, at })
  await ctx.db
    .update(threads)
    .set({
      state: threadLifecycle.next(thread.state, 'reply'),
      ...(reopens ? { resolvedAt: null, resolvedBy: null } : {}),
      postCount: sql`${threads.postCount} + 1`,
      lastPostAt: at,
      lastPostOrgId: ctx.actor.member.orgId,
      version: sql`${threads.version} + 1`,
      updatedAt: at,
    })
    .where(eq(threads.id, thread.id))
  await tell(ctx, { type: 'threads.replied', thread, postId, params: reopens ? { reopened: true } : {} })
  return { threadId: thread.id, postId }
}
