import { and, asc, desc, eq, lt, sql } from 'drizzle-orm'
import { products } from '@/db/schema/products'
import { posts, threads } from '@/db/schema/threads'
import { listAttachments } from '@/server/domains/attachments/queries'
import type { MemberCtx } from '@/server/platform/context'
import type { GetThread } from '../inputs'
import { mayWrite } from '../policy'
import { ballWith, isWithdrawn, mayDecide, mayReopen, mayWithdraw } from '../rules/engineering-query'
import { namePeople, nameOrgs } from './people'
import { findEq, sidesOfEq } from './engineering-queries'
import { readUntil, requireThread, type ThreadRow } from './scope'

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
        act: posts.act,
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
  const query = thread.kind === 'eq' ? await getEq(ctx, thread) : null
  const shown = found.slice(0, page).toReversed()
  const people = await namePeople(ctx, [
    thread.openedBy,
    ...(thread.resolvedBy ? [thread.resolvedBy] : []),
    ...(query?.decidedBy ? [query.decidedBy] : []),
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
    eq: query,
  }
}

/** What makes the thread an engineering query: proposal, evidence, decision, and what the reader may do about it. */
async function getEq(ctx: MemberCtx, thread: ThreadRow) {
  const row = await findEq(ctx, thread.id)
  if (!row) return null
  const { attachmentIds, grams: _, version: __, ...query } = row
  const { orgId, role } = ctx.actor.member
  const sides = sidesOfEq(thread, row)
  const open = thread.state === 'open'
  const writes = mayWrite(role)
  return {
    ...query,
    attachments: await listAttachments(ctx, attachmentIds),
    withdrawn: isWithdrawn(sides),
    ballOrgId: ballWith(sides),
    mayDecide: open && mayDecide(sides, { orgId, role }),
    mayWithdraw: open && writes && mayWithdraw(sides, orgId),
    mayReopen: !open && writes && mayReopen(sides, orgId),
  }
}
