import { and, asc, desc, eq, lt, sql } from 'drizzle-orm'
import { products } from '@/db/schema/products'
import { posts } from '@/db/schema/threads'
import type { MemberCtx } from '@/server/platform/context'
import type { GetThread } from '../inputs'
import { mayWrite } from '../policy'
import { namePeople, nameOrgs } from './people'
import { readUntil, requireThread } from './scope'
import { threads } from '@/db/schema/threads'

const page = 100

/**
 * One question with its newest posts, oldest first, at most 100; `earlier` says there are more before the first
 * (`before`: its id). `readUntil` is the reader's mark from before this visit.
 */
export async function getThread(ctx: MemberCtx, { threadId, before }: GetThread) {
  const { db, actor } = ctx
  const thread = await requireThread(ctx, threadId)
  const beforePost = sql`(select ${posts.createdAt} from ${posts} where ${posts.id} = ${before ?? ''})`
  const [found, [about]] = await Promise.all([
    db
      .select({
        id: posts.id,
        authorId: posts.authorId,
        authorOrgId: posts.authorOrgId,
        body: posts.body,
        mentions: posts.mentions,
        clientKey: posts.clientKey,
        createdAt: posts.createdAt,
        editedAt: posts.editedAt,
        translatedBy: posts.translatedBy,
        version: posts.version,
      })
      .from(posts)
      .where(and(eq(posts.threadId, threadId), before ? lt(posts.createdAt, beforePost) : undefined))
      .orderBy(desc(posts.createdAt))
      .limit(page + 1),
    db
      .select({ code: products.code, name: products.name, readUntil: readUntil(actor).mapWith(posts.createdAt) })
      .from(threads)
      .innerJoin(products, eq(products.id, threads.productId))
      .where(eq(threads.id, threadId))
      .orderBy(asc(threads.id)),
  ])
  const shown = found.slice(0, page).toReversed()
  const people = await namePeople(ctx, [
    thread.openedBy,
    ...(thread.resolvedBy ? [thread.resolvedBy] : []),
    ...shown.flatMap((post) => [post.authorId, ...post.mentions, ...(post.translatedBy ? [post.translatedBy] : [])]),
  ])
  return {
    ...thread,
    product: { code: about?.code ?? '', name: about?.name ?? null },
    readUntil: about?.readUntil ?? null,
    posts: shown,
    earlier: found.length > page,
    people,
    orgs: await nameOrgs(ctx, [thread.orgId, ...(thread.partnerOrgId ? [thread.partnerOrgId] : [])]),
    mayWrite: mayWrite(actor.member.role),
  }
}
