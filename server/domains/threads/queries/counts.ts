import { and, eq, inArray, sql } from 'drizzle-orm'
import { bomLines, boms } from '@/db/schema/boms'
import { specs } from '@/db/schema/specs'
import { threads } from '@/db/schema/threads'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { requireProduct } from '@/server/domains/products/queries'
import type { CountsForBom, CountsForSpec } from '../inputs'
import { lineIdentity } from './line-identity'
import { isUnread, visibleTo } from './scope'

/** Threads on one object: `open` ones, `total` with the resolved, and `unread` of the reader among them all. */
export type ThreadCounts = { open: number; unread: number; total: number }

const add = (into: Record<string, ThreadCounts>, key: string, more: Readonly<ThreadCounts>) => {
  const { open, unread, total } = into[key] ?? { open: 0, unread: 0, total: 0 }
  into[key] = { open: open + more.open, unread: unread + more.unread, total: total + more.total }
}

/**
 * Numbers for the grid: by line id of the shown revision (questions of earlier revisions count on the line that took
 * over), and for the BOM as a whole. Lines without questions are left out.
 */
export async function countsForBom(ctx: MemberCtx, { productId, bomId, revisionId }: CountsForBom) {
  const { db, actor } = ctx
  await requireProduct(ctx, productId, 'boms')
  const [bom] = await db
    .select({ current: boms.currentRevisionId })
    .from(boms)
    .where(and(eq(boms.id, bomId), eq(boms.productId, productId)))
  if (!bom) throw new DomainError('notFound', 'boms.notFound')
  const shown = revisionId ?? bom.current
  const counted = await db
    .select({
      kind: threads.subjectKind,
      subjectId: threads.subjectId,
      revisionId: bomLines.revisionId,
      total: sql<number>`count(*)::int`,
      open: sql<number>`(count(*) filter (where ${threads.state} = 'open'))::int`,
      unread: sql<number>`(count(*) filter (where ${isUnread(actor)}))::int`,
    })
    .from(threads)
    .leftJoin(bomLines, and(eq(threads.subjectKind, 'bomLine'), eq(bomLines.id, threads.subjectId)))
    .where(and(visibleTo(actor), eq(threads.productId, productId), eq(threads.bomId, bomId)))
    .groupBy(threads.subjectKind, threads.subjectId, bomLines.revisionId)

  const moved = counted.filter((row) => row.kind === 'bomLine' && row.revisionId !== shown)
  const heirs = shown
    ? await findHeirs(
        ctx,
        shown,
        moved.map(({ subjectId }) => subjectId),
      )
    : new Map<string, string>()
  const lines: Record<string, ThreadCounts> = {}
  const whole: Record<'bom' | 'gone', ThreadCounts> = {
    bom: { open: 0, unread: 0, total: 0 },
    gone: { open: 0, unread: 0, total: 0 },
  }
  for (const row of counted) {
    const lineId = row.revisionId === shown ? row.subjectId : heirs.get(row.subjectId)
    if (row.kind !== 'bomLine') add(whole, 'bom', row)
    else if (lineId === undefined) add(whole, 'gone', row)
    else add(lines, lineId, row)
  }
  return { lines, ...whole }
}

/** Lines of a revision that stand for lines of other ones. */
async function findHeirs(
  { db }: MemberCtx,
  revisionId: string,
  lineIds: readonly string[],
): Promise<Map<string, string>> {
  if (lineIds.length === 0) return new Map()
  const rows = await db.execute<{ old_id: string; now_id: string }>(
    sql`select distinct on (old.id) old.id as old_id, now.id as now_id from ${bomLines} old, ${bomLines} now
      where ${inArray(sql`old.id`, [...lineIds])} and now.revision_id = ${revisionId}
        and ${lineIdentity('old')} = ${lineIdentity('now')}
      order by old.id, now.position`,
  )
  return new Map(rows.rows.map(({ old_id, now_id }) => [old_id, now_id]))
}

/**
 * Numbers for a specification: by requirement id, which all revisions share, and for the document as a whole.
 * Requirements without questions are left out.
 */
export async function countsForSpec(ctx: MemberCtx, { productId, specId }: CountsForSpec) {
  const { db, actor } = ctx
  await requireProduct(ctx, productId, 'specs')
  const [spec] = await db
    .select({ id: specs.id })
    .from(specs)
    .where(and(eq(specs.id, specId), eq(specs.productId, productId)))
  if (!spec) throw new DomainError('notFound', 'specs.notFound')
  const counted = await db
    .select({
      kind: threads.subjectKind,
      subjectId: threads.subjectId,
      total: sql<number>`count(*)::int`,
      open: sql<number>`(count(*) filter (where ${threads.state} = 'open'))::int`,
      unread: sql<number>`(count(*) filter (where ${isUnread(actor)}))::int`,
    })
    .from(threads)
    .where(and(visibleTo(actor), eq(threads.productId, productId), eq(threads.specId, specId)))
    .groupBy(threads.subjectKind, threads.subjectId)
  const requirements: Record<string, ThreadCounts> = {}
  const whole: Record<'spec', ThreadCounts> = { spec: { open: 0, unread: 0, total: 0 } }
  for (const row of counted) {
    if (row.kind === 'requirement') add(requirements, row.subjectId, row)
    else add(whole, 'spec', row)
  }
  return { requirements, ...whole }
}

/** Open and unread questions of a product, or of everything the organisation works on. */
export async function countUnread(ctx: MemberCtx, { productId }: { productId?: string | null }) {
  if (productId) await requireProduct(ctx, productId)
  const [row] = await ctx.db
    .select({
      open: sql<number>`(count(*) filter (where ${threads.state} = 'open'))::int`,
      unread: sql<number>`(count(*) filter (where ${isUnread(ctx.actor)}))::int`,
    })
    .from(threads)
    .where(and(visibleTo(ctx.actor), productId ? eq(threads.productId, productId) : undefined))
  return { open: row?.open ?? 0, unread: row?.unread ?? 0 }
}
