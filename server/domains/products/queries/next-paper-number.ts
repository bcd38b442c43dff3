import { and, eq, sql, type SQL } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { products } from '@/db/schema/products'
import type { AnyCtx } from '@/server/platform/context'

type Counted = Readonly<{
  /** What stands between the code of the product and the number: `SPEC`, `DES`, `FW`. */
  kind: string
  table: PgTable
  /** Holds the numbers that were given. */
  column: PgColumn
  /** Among which rows it counts on: those of the product, or of the product with one partner. */
  among: SQL | undefined
  digits?: number
}>

/**
 * The next number of a thing as it stands on paper, such as `WL-20-DES-02`: one after the highest that was given, archived
 * ones too. Two at once get the same one; the unique key of the table decides.
 */
export async function nextPaperNumber(
  { db }: Pick<AnyCtx, 'db'>,
  productId: string,
  { kind, table, column, among, digits = 2 }: Counted,
): Promise<string> {
  const [product] = await db.select({ code: products.code }).from(products).where(eq(products.id, productId))
  const stem = `${product?.code ?? ''}-${kind}-`
  const [taken] = await db
    .select({ last: sql<number>`coalesce(max(substring(${column} from '(\\d{1,6})$')::int), 0)` })
    .from(table)
    .where(and(among, sql`starts_with(${column}, ${stem})`))
  return `${stem}${String((taken?.last ?? 0) + 1).padStart(digits, '0')}`
}
