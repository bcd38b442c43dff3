import { and, eq, sql } from 'drizzle-orm'
import { posts } from '@/db/schema/threads'
import { otherLanguage, reviseText, translateText, wantsTranslation } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { remember } from '@/server/domains/language/commands/remember'
import { vouchedText } from '@/server/domains/language/rules/vouch'
import { requireLive, requireProduct } from '@/server/domains/products/queries'
import type { AddTranslation, EditPost } from '../inputs'
import { mayEdit } from '../policy'
import { requireThread } from '../queries/scope'
import { requireMentionable } from '../queries/sides'
import { requireWriter, tell } from './posting'

/** A post with its thread, inside the reader's scope, or NOT_FOUND. */
async function requirePost(ctx: MemberCtx, postId: string) {
  const [post] = await ctx.db.select().from(posts).where(eq(posts.id, postId))
  if (!post) throw new DomainError('notFound', 'threads.postNotFound')
  const thread = await requireThread(ctx, post.threadId)
  requireLive(await requireProduct(ctx, thread.productId))
  return { post, thread }
}

/** Replaces the author's own words; the post is marked edited, and the words before stay in the audit trail. */
export async function editPost(ctx: MemberCtx, { postId, version, body, mentions }: EditPost) {
  requireWriter(ctx)
  const { post, thread } = await requirePost(ctx, postId)
  if (!mayEdit(ctx.actor.userId, post)) throw new DomainError('forbidden', 'threads.notAuthor')
  const after = reviseText(post.body, body)
  const kept = post.mentions.filter((userId) => mentions.includes(userId))
  const added = await requireMentionable(ctx, thread, mentions.filter((userId) => !kept.includes(userId)))
  const [changed] = await ctx.db
    .update(posts)
    .set({
      body: after,
      mentions: [...kept, ...added],
      editedAt: ctx.now(),
      // The counterpart is the author's again once they typed over it.
      ...(after.state === post.body.state ? {} : { translatedBy: null, translatedAt: null }),
      version: sql`${posts.version} + 1`,
    })
    .where(and(eq(posts.id, postId), eq(posts.version, version), eq(posts.authorId, ctx.actor.userId)))
    .returning({ version: posts.version })
  if (!changed) throw new DomainError('conflict', 'threads.postChangedMeanwhile')
  await tell(ctx, { type: 'threads.postEdited', thread, postId, params: { before: post.body, after } })
  return { postId, version: changed.version }
}

/**
 * Adds the language a post lacks, or vouches for it, by a person of either side. Refused where a counterpart of a person
 * stands already, unless to vouch for it; what was vouched for stays as it is.
 */
export async function addTranslation(ctx: MemberCtx, { postId, version, text, verify, differs, machine }: AddTranslation) {
  requireWriter(ctx)
  const { post, thread } = await requirePost(ctx, postId)
  const { body } = post
  if (!wantsTranslation(body) && !(verify && body.state === 'human')) {
    throw new DomainError('conflict', 'threads.translationExists')
  }
  const hand = { userId: ctx.actor.userId, at: ctx.now() }
  const { en, zh, source } = body
  const after = verify
    ? vouchedText(body, { ...{ en, zh, source }, [otherLanguage(source)]: text, verify, differs }, hand)
    : translateText(body, text, hand, machine ? 'machine' : 'human')
  const typed = after[otherLanguage(source)] !== body[otherLanguage(source)]
  const [changed] = await ctx.db
    .update(posts)
    .set({
      body: after,
      ...(typed ? { translatedBy: ctx.actor.userId, translatedAt: ctx.now() } : {}),
      version: sql`${posts.version} + 1`,
    })
    .where(and(eq(posts.id, postId), eq(posts.version, version)))
    .returning({ version: posts.version })
  if (!changed) throw new DomainError('conflict', 'threads.postChangedMeanwhile')
  await remember(ctx, after)
  const type = after.state === 'verified' ? 'threads.postVerified' : 'threads.postTranslated'
  await tell(ctx, { type, thread, postId, params: { before: body, after } })
  return { postId, version: changed.version }
}
