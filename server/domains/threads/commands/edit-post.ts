import { and, eq, sql } from 'drizzle-orm'
import { engineeringQueries, posts } from '@/db/schema/threads'
import {
  otherLanguage,
  reviseText,
  wantsTranslation,
  type BilingualText,
  type TextHand,
} from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { remember } from '@/server/domains/language/commands/remember'
import { withCounterpart, type WrittenCounterpart } from '@/server/domains/language/rules/vouch'
import { requireLive, requireProduct } from '@/server/domains/products/queries'
import type { AddTranslation, EditPost, TranslateEqTitle } from '../inputs'
import { mayEdit } from '../policy'
import { findEq, requireEq } from '../queries/engineering-queries'
import { requireThread } from '../queries/scope'
import { requireMentionable } from '../queries/sides'
import { eqGrams } from '../rules/eq-likeness'
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
  // Somebody decided, or will decide, on these very words.
  if (post.act !== null) throw new DomainError('conflict', 'threads.actStands')
  const after = reviseText(post.body, body)
  const other = otherLanguage(post.body.source)
  const kept = post.mentions.filter((userId) => mentions.includes(userId))
  const added = await requireMentionable(
    ctx,
    thread,
    mentions.filter((userId) => !kept.includes(userId)),
  )
  const [changed] = await ctx.db
    .update(posts)
    .set({
      body: after,
      mentions: [...kept, ...added],
      editedAt: ctx.now(),
      // The counterpart is the author's again once they typed over it.
      ...(after[other] === post.body[other] ? {} : { translatedBy: null, translatedAt: null }),
      version: sql`${posts.version} + 1`,
    })
    .where(and(eq(posts.id, postId), eq(posts.version, version), eq(posts.authorId, ctx.actor.userId)))
    .returning({ version: posts.version })
  if (!changed) throw new DomainError('conflict', 'threads.postChangedMeanwhile')
  await tell(ctx, { type: 'threads.postEdited', thread, postId, params: { before: post.body, after } })
  return { postId, version: changed.version }
}

/** The proposal and the decision of a query are words of its posts: they get the other language with them. */
async function translateEq(
  ctx: MemberCtx,
  threadId: string,
  before: BilingualText,
  after: BilingualText,
): Promise<void> {
  const query = await findEq(ctx, threadId)
  if (!query) return
  const same = (text: BilingualText | null) => text !== null && text[text.source] === before[before.source]
  const proposal = same(query.proposal) ? after : query.proposal
  await ctx.db
    .update(engineeringQueries)
    .set({
      proposal,
      ...(same(query.decision) ? { decision: after } : {}),
      grams: eqGrams({ title: query.title, proposal }),
      version: sql`${engineeringQueries.version} + 1`,
    })
    .where(eq(engineeringQueries.threadId, threadId))
}

/**
 * A text with the counterpart somebody wrote or vouches for. Refused where a counterpart of a person stands already,
 * unless to vouch for it; what was vouched for stays as it is.
 */
function translated(body: BilingualText, said: WrittenCounterpart, hand: TextHand): BilingualText {
  if (!wantsTranslation(body) && !(said.verify && body.state === 'human')) {
    throw new DomainError('conflict', 'threads.translationExists')
  }
  return withCounterpart(body, said, hand)
}

/** Adds the language the title of an engineering query lacks, or vouches for it, by a person of either side. */
export async function translateEqTitle(ctx: MemberCtx, { threadId, ...said }: TranslateEqTitle) {
  requireWriter(ctx)
  const { thread, eq: query } = await requireEq(ctx, threadId)
  requireLive(await requireProduct(ctx, thread.productId))
  const title = translated(query.title, said, { userId: ctx.actor.userId, at: ctx.now() })
  const written = await ctx.db
    .update(engineeringQueries)
    .set({ title, grams: eqGrams({ ...query, title }), version: sql`${engineeringQueries.version} + 1` })
    .where(and(eq(engineeringQueries.threadId, threadId), eq(engineeringQueries.version, query.version)))
    .returning({ threadId: engineeringQueries.threadId })
  if (written.length === 0) throw new DomainError('conflict', 'language.textChanged')
  await remember(ctx, title)
  await tell(ctx, { type: 'threads.eqTitleTranslated', thread, params: { code: query.code, after: title } })
  return { threadId }
}

/** Adds the language a post lacks, or vouches for it, by a person of either side. */
export async function addTranslation(ctx: MemberCtx, { postId, version, ...said }: AddTranslation) {
  requireWriter(ctx)
  const { post, thread } = await requirePost(ctx, postId)
  const { body } = post
  const after = translated(body, said, { userId: ctx.actor.userId, at: ctx.now() })
  const other = otherLanguage(body.source)
  const typed = after[other] !== body[other]
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
  if (post.act !== null) await translateEq(ctx, thread.id, body, after)
  await remember(ctx, after)
  const type = after.state === 'verified' ? 'threads.postVerified' : 'threads.postTranslated'
  await tell(ctx, { type, thread, postId, params: { before: body, after } })
  return { postId, version: changed.version }
}
