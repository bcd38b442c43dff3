import { and, asc, desc, eq, isNotNull, ne, sql, type SQL } from 'drizzle-orm'
import { products } from '@/db/schema/products'
import { engineeringQueries, threads } from '@/db/schema/threads'
import { requireProduct } from '@/server/domains/products/queries'
import type { MemberActor } from '@/server/kernel/actor'
import type { MemberCtx } from '@/server/platform/context'
import type { ListEqs, SuggestEqs } from '../inputs'
import { eqGrams, eqLikeness, likeEnough } from '../rules/eq-likeness'
import type { EqFilter } from '../rules/engineering-query'
import { dress, isAbout, summaryColumns } from './list-threads'
import { visibleTo } from './scope'
import { choosePartner } from './sides'

const filtered = (filter: EqFilter, { member: { orgId } }: MemberActor): SQL | undefined => {
  switch (filter) {
    case 'open':
      return eq(threads.state, 'open')
    // As `ballWith` says: the side that did not speak last is to move.
    case 'toAnswer':
      return and(eq(threads.state, 'open'), ne(threads.lastPostOrgId, orgId))
    case 'decided':
      return isNotNull(engineeringQueries.outcome)
    case 'all':
      return undefined
  }
}

/**
 * Engineering queries the reader's organisation may see, in keyset pages: what is open by its due date, the longest
 * overdue first; the rest by who spoke last. Give a product or an object to narrow.
 */
export async function listEqs(ctx: MemberCtx, { productId, subject, filter, cursor, limit }: ListEqs) {
  const { db, actor } = ctx
  if (productId) await requireProduct(ctx, productId)
  const byDue = filter === 'open' || filter === 'toAnswer'
  const at = byDue ? engineeringQueries.dueAt : threads.lastPostAt
  const rows = await db
    .select(summaryColumns(actor))
    .from(threads)
    .innerJoin(products, eq(products.id, threads.productId))
    .innerJoin(engineeringQueries, eq(engineeringQueries.threadId, threads.id))
    .where(
      and(
        visibleTo(actor),
        productId ? eq(threads.productId, productId) : undefined,
        subject ? isAbout(subject) : undefined,
        filtered(filter, actor),
        cursor
          ? sql`(${at}, ${threads.id}) ${sql.raw(byDue ? '>' : '<')} (${cursor.at.toISOString()}::timestamptz, ${cursor.threadId})`
          : undefined,
      ),
    )
    .orderBy(...(byDue ? [asc(at), asc(threads.id)] : [desc(at), desc(threads.id)]))
    .limit(limit + 1)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    ...(await dress(ctx, shown)),
    next: rows.length > limit && last ? { at: byDue ? last.eq.dueAt : last.lastPostAt, threadId: last.id } : null,
  }
}

const mostCandidates = 40
const mostSuggestions = 3

/**
 * Decided queries between the same brand and the same partner, on any of their products that the reader may see, which
 * are like the one being written; the likest first, at most three. Those of another partner are never looked at.
 */
export async function suggestEqs(ctx: MemberCtx, { productId, partnerOrgId, title, proposal }: SuggestEqs) {
  const { db, actor } = ctx
  const access = await requireProduct(ctx, productId)
  const partner = await choosePartner(ctx, access, 'product', partnerOrgId)
  const typed = { title, proposal }
  const grams = eqGrams(typed)
  if (partner === null || grams.length === 0) return []
  const wanted = sql`array[${sql.join(grams, sql`, `)}]::text[]`
  const found = await db
    .select({
      threadId: threads.id,
      productId: threads.productId,
      productCode: products.code,
      subjectLabel: threads.subjectLabel,
      code: engineeringQueries.code,
      title: engineeringQueries.title,
      disposition: engineeringQueries.disposition,
      proposal: engineeringQueries.proposal,
      outcome: engineeringQueries.outcome,
      decision: engineeringQueries.decision,
      decidedAt: engineeringQueries.decidedAt,
    })
    .from(engineeringQueries)
    .innerJoin(threads, eq(threads.id, engineeringQueries.threadId))
    .innerJoin(products, eq(products.id, threads.productId))
    .where(
      and(
        visibleTo(actor),
        eq(engineeringQueries.orgId, access.orgId),
        eq(engineeringQueries.partnerOrgId, partner),
        isNotNull(engineeringQueries.outcome),
        sql`${engineeringQueries.grams} && ${wanted}`,
      ),
    )
    .orderBy(
      desc(sql`cardinality(array(select unnest(${engineeringQueries.grams}) intersect select unnest(${wanted})))`),
    )
    .limit(mostCandidates)
  return found
    .flatMap((earlier) => {
      const { outcome, decision, decidedAt } = earlier
      const likeness = eqLikeness(typed, earlier)
      if (outcome === null || decision === null || decidedAt === null || likeness < likeEnough) return []
      return [{ ...earlier, outcome, decision, decidedAt, likeness }]
    })
    .toSorted((a, b) => b.likeness - a.likeness)
    .slice(0, mostSuggestions)
}
