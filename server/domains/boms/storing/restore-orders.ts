import { and, asc, eq, sql } from 'drizzle-orm'
import { bomLineOrders, bomLines } from '@/db/schema/boms'
import type { AnyCtx } from '@/server/platform/context'
import { readMeasure } from '../importing/measure'
import { storedSorts, type StoredSort } from '../rules/ordering'
import { lineOrders, type LineOrder } from './orders'

type Of = Readonly<{ id: string; orgId: string; productId: string }>

const ordered = {
  refs: bomLines.refs,
  quantity: sql<string | null>`trim_scale(${bomLines.quantity})::text`,
  ipn: bomLines.ipn,
  mpn: bomLines.mpn,
  manufacturer: bomLines.manufacturer,
  value: bomLines.value,
  package: bomLines.package,
  footprint: bomLines.footprint,
  description: bomLines.description,
  name: bomLines.name,
  unit_price_micros: sql<string | null>`${bomLines.unitPriceMicros}::text`,
  unit_price_currency: bomLines.unitPriceCurrency,
}

/** Orders of the stored lines of a revision, worked out anew. Positions count from 1 without gaps. */
export async function workOutOrders(
  { db }: AnyCtx,
  { id, productId }: Pick<Of, 'id' | 'productId'>,
  sorts: readonly StoredSort[],
): Promise<LineOrder[]> {
  if (sorts.length === 0) return []
  const rows = await db
    .select(ordered)
    .from(bomLines)
    .where(and(eq(bomLines.revisionId, id), eq(bomLines.productId, productId)))
    .orderBy(asc(bomLines.position))
  const measures = sorts.includes('value') ? rows.map(readMeasure) : []
  return lineOrders(rows, measures, sorts)
}

/** Stores the orders that edits left out, so that windows into a released revision cost what they always cost. */
export async function storeOrders(ctx: AnyCtx, revision: Of): Promise<void> {
  const { id: revisionId, orgId, productId } = revision
  const kept = await ctx.db
    .select({ sort: bomLineOrders.sort })
    .from(bomLineOrders)
    .where(eq(bomLineOrders.revisionId, revisionId))
  const missing = storedSorts.filter((sort) => !kept.some((each) => each.sort === sort))
  const orders = await workOutOrders(ctx, revision, missing)
  if (orders.length === 0) return
  await ctx.db.insert(bomLineOrders).values(
    orders.map(({ sort, positions, filled }) => ({
      revisionId,
      orgId,
      productId,
      sort,
      positions: [...positions],
      filled,
    })),
  )
}
