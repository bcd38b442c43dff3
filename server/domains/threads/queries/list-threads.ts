import { and, desc, eq, inArray, sql, type SQL } from 'drizzle-orm'
import { products } from '@/db/schema/products'
import { engineeringQueries, posts, threads } from '@/db/schema/threads'
import type { MemberActor } from '@/server/kernel/actor'
import type { MemberCtx } from '@/server/platform/context'
import { requireProduct } from '@/server/domains/products/queries'
import type { ListThreads } from '../inputs'
import type { SubjectKind, ThreadFilter } from '../rules'
import { sameLine } from './line-identity'
import { nameOrgs, namePeople } from './people'
import { isUnread, unreadCount, visibleTo } from './scope'

const filtered = (filter: ThreadFilter, actor: MemberActor): SQL | undefined => {
  const byMe = sql`exists (select 1 from ${posts} where ${posts.threadId} = ${threads.id} and ${posts.authorId} = ${actor.userId})`
  const namesMe = sql`exists (select 1 from ${posts} where ${posts.threadId} = ${threads.id} and ${actor.userId} = any(${posts.mentions}))`
  switch (filter) {
    case 'open':
    case 'resolved':
      return eq(threads.state, filter)
    case 'unread':
      return isUnread(actor)
    case 'mine':
      return byMe
    case 'mentions':
      return namesMe
    case 'all':
      return undefined
  }
}

/**
 * Questions the reader's organisation may see, the last spoken in first, in keyset pages. Give a product, a BOM or one
 * subject to narrow; a line also shows what was asked about it in earlier revisions. A partner without the grant for
 * BOMs gets an empty list of them, never a count.
 */
export async function listThreads(ctx: MemberCtx, input: ListThreads) {
  const { db, actor } = ctx
  if (input.productId) await requireProduct(ctx, input.productId)
  const { subject, cursor } = input
  const rows = await db
    .select(summaryColumns(actor))
    .from(threads)
    .innerJoin(products, eq(products.id, threads.productId))
    .leftJoin(engineeringQueries, eq(engineeringQueries.threadId, threads.id))
    .where(
      and(
        visibleTo(actor),
        input.productId ? eq(threads.productId, input.productId) : undefined,
        input.bomId ? eq(threads.bomId, input.bomId) : undefined,
        subject ? isAbout(subject) : undefined,
        input.kind ? eq(threads.kind, input.kind) : undefined,
        filtered(input.filter, actor),
        cursor
          ? sql`(${threads.lastPostAt}, ${threads.id}) < (${cursor.lastPostAt.toISOString()}::timestamptz, ${cursor.threadId})`
          : undefined,
      ),
    )
    .orderBy(desc(threads.lastPostAt), desc(threads.id))
    .limit(input.limit + 1)

  const shown = rows.slice(0, input.limit)
  const last = shown.at(-1)
  return {
    ...(await dress(ctx, shown)),
    next: rows.length > input.limit && last ? { lastPostAt: last.lastPostAt, threadId: last.id } : null,
  }
}

/** Threads about an object; of a line also those about it in earlier revisions. Needs `threads` in the query. */
export const isAbout = ({ kind, id }: Readonly<{ kind: SubjectKind; id: string }>): SQL | undefined =>
  and(eq(threads.subjectKind, kind), kind === 'bomLine' ? sameLine(id) : eq(threads.subjectId, id))

/** Columns of a thread in a list. Needs `threads`, `products` and `engineeringQueries` in the query. */
export const summaryColumns = (actor: MemberActor) => ({
  id: threads.id,
  orgId: threads.orgId,
  partnerOrgId: threads.partnerOrgId,
  productId: threads.productId,
  productCode: products.code,
  kind: threads.kind,
  subjectKind: threads.subjectKind,
  subjectId: threads.subjectId,
  bomId: threads.bomId,
  specId: threads.specId,
  designSetId: threads.designSetId,
  subjectLabel: threads.subjectLabel,
  state: threads.state,
  openedBy: threads.openedBy,
  openedByOrgId: threads.openedByOrgId,
  postCount: threads.postCount,
  lastPostAt: threads.lastPostAt,
  lastPostOrgId: threads.lastPostOrgId,
  createdAt: threads.createdAt,
  version: threads.version,
  unread: unreadCount(actor),
  eq: {
    code: engineeringQueries.code,
    title: engineeringQueries.title,
    raisedByOrgId: engineeringQueries.raisedByOrgId,
    dueAt: engineeringQueries.dueAt,
    outcome: engineeringQueries.outcome,
  },
})
type Row = Readonly<{ id: string; orgId: string; partnerOrgId: string | null; openedBy: string }>

/** Rows of a list with their first and latest words, and the names of everybody in them. */
export async function dress<R extends Row>(ctx: MemberCtx, shown: readonly R[]) {
  const ends = await firstAndLast(
    ctx,
    shown.map(({ id }) => id),
  )
  const [people, orgs] = await Promise.all([
    namePeople(ctx, [...shown.map(({ openedBy }) => openedBy), ...ends.map(({ authorId }) => authorId)]),
    nameOrgs(
      ctx,
      shown.flatMap(({ orgId, partnerOrgId }) => (partnerOrgId ? [orgId, partnerOrgId] : [orgId])),
    ),
  ])
  return {
    threads: shown.map((thread) => {
      const [first, latest] = [
        ends.find((post) => post.threadId === thread.id && post.first),
        ends.findLast((post) => post.threadId === thread.id),
      ]
      return {
        ...thread,
        question: first?.body ?? null,
        latest: latest && !latest.first ? { body: latest.body, authorId: latest.authorId } : null,
      }
    }),
    people,
    orgs,
  }
}

/** The first and the newest post of each thread, in this order. */
async function firstAndLast({ db }: MemberCtx, threadIds: readonly string[]) {
  if (threadIds.length === 0) return []
  const numbered = db.$with('numbered').as(
    db
      .select({
        threadId: posts.threadId,
        body: posts.body,
        authorId: posts.authorId,
        createdAt: posts.createdAt,
        fromStart: sql<number>`row_number() over (partition by ${posts.threadId} order by ${posts.createdAt})`.as(
          'from_start',
        ),
        fromEnd: sql<number>`row_number() over (partition by ${posts.threadId} order by ${posts.createdAt} desc)`.as(
          'from_end',
        ),
      })
      .from(posts)
      .where(inArray(posts.threadId, [...threadIds])),
  )
  return db
    .with(numbered)
    .select({
      threadId: numbered.threadId,
      body: numbered.body,
      authorId: numbered.authorId,
      first: sql<boolean>`${numbered.fromStart} = 1`,
    })
    .from(numbered)
    .where(sql`${numbered.fromStart} = 1 or ${numbered.fromEnd} = 1`)
    .orderBy(numbered.createdAt)
}
