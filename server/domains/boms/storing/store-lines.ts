import { bomLineOrders } from '@/db/schema/boms'
import type { MemberCtx } from '@/server/platform/context'
import type { Accepted, Chunk } from '../reading/protocol'
import { insertColumns, lineColumns, refColumns } from './column-arrays'

type Place = Readonly<{ orgId: string; productId: string; bomId: string; revisionId: string }>

const insertLines = insertColumns('bom_lines', ['org_id', 'product_id', 'revision_id', 'bom_id'], lineColumns)
const insertRefs = insertColumns('bom_line_refs', ['org_id', 'product_id', 'revision_id'], refColumns)

/**
 * Writes the lines of a revision, a thousand to a statement, a column to an array: neither this process nor the database
 * handles a parameter per cell. (JSON records took the database four times as long to take apart.)
 */
export async function storeLines(
  { db }: MemberCtx,
  { orgId, productId, bomId, revisionId }: Place,
  { chunks, orders }: Accepted,
  chunk: (index: number) => Promise<Chunk>,
): Promise<void> {
  for (let index = 0; index < chunks; index++) {
    const { lines, refs } = await chunk(index)
    // Not through drizzle, whose errors repeat every parameter: here that would be a thousand lines in the log.
    await db.$client.query(insertLines, [orgId, productId, revisionId, bomId, ...lines])
    await db.$client.query(insertRefs, [orgId, productId, revisionId, ...refs])
  }
  await db.insert(bomLineOrders).values(
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
