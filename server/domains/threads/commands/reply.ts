import { eq, sql } from 'drizzle-orm'
import { threads } from '@/db/schema/threads'
import type { MemberCtx } from '@/server/platform/context'
import { requireLive, requireProduct } from '@/server/domains/products/queries'
import type { Reply } from '../inputs'
import { eqLifecycle, threadLifecycle } from '../lifecycle'
import { requireThread } from '../queries/scope'
import { requireMentionable } from '../queries/sides'
import { writeBody } from '../rules'
import { afterLast, findPosted, insertPost, requireWriter, tell, type Posted } from './posting'

/**
 * Answers. A resolved question is open again afterwards; a decided engineering query stays decided. Needs no version: an answer is never refused because somebody
 * else answered first. Repeating it with the same `clientKey` is the same post.
 */
export async function reply(ctx: MemberCtx, input: Reply): Promise<Posted> {
  requireWriter(ctx)
  const done = await findPosted(ctx, input.clientKey)
  const thread = await requireThread(ctx, input.threadId, true)
  if (done) return done
  requireLive(await requireProduct(ctx, thread.productId))
  const mentions = await requireMentionable(ctx, thread, input.mentions)

  const state = (thread.kind === 'eq' ? eqLifecycle : threadLifecycle).next(thread.state, 'reply')
  const reopens = state !== thread.state
  const at = afterLast(ctx, thread)
  const postId = await insertPost(ctx, {
    thread,
    body: writeBody(input.body),
    mentions,
    clientKey: input.clientKey,
    at,
  })
  await ctx.db
    .update(threads)
    .set({
      state,
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
