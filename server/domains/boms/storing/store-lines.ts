import { bomLineOrders } from '@/db/schema/boms'
import type { MemberCtx } from '@/server/platform/context'
import type { Accepted, Chunk } from '../reading/protocol'

type Place = Readonly<{ orgId: string; productId: string; bomId: string; revisionId: string }>

/** Columns of `LineRow` with their types, for reading a JSON array of them. */
const lineColumns = {
  id: 'text',
  position: 'int',
  source_row: 'int',
  line_no: 'text',
  level: 'int',
  parent_position: 'int',
  section: 'text',
  refs: 'text',
  ref_count: 'int',
  quantity: 'numeric',
  uom: 'text',
  ipn: 'text',
  cpn: 'text',
  name: 'text',
  mpn: 'text',
  manufacturer: 'text',
  supplier: 'text',
  supplier_part: 'text',
  value: 'text',
  footprint: 'text',
  package: 'text',
  description: 'jsonb',
  attributes: 'jsonb',
  mount: 'text',
  side: 'text',
  dnp: 'boolean',
  exclude_from_bom: 'boolean',
  alternates: 'jsonb',
  unit_price_micros: 'bigint',
  unit_price_currency: 'text',
  note: 'text',
  extra: 'jsonb',
  raw: 'jsonb',
  flags: 'text[]',
  search_text: 'text',
} as const
const refColumns = { line_id: 'text', ref: 'text', ordinal: 'int', dnp: 'boolean' } as const

const statement = (table: string, place: string, columns: Readonly<Record<string, string>>): string => {
  const names = Object.keys(columns).join(', ')
  const types = Object.entries(columns).map((column) => column.join(' '))
  const given = place.split(', ').map((_, index) => `$${index + 2}`)
  return `insert into ${table} (${place}, ${names}) select ${given.join(', ')}, ${names}
    from json_to_recordset($1::json) as given(${types.join(', ')})`
}
const insertLines = statement('bom_lines', 'org_id, product_id, revision_id, bom_id', lineColumns)
const insertRefs = statement('bom_line_refs', 'org_id, product_id, revision_id', refColumns)

/**
 * Writes the lines of a revision, a thousand to a statement. The chunks come as JSON and are taken apart by the
 * database, so this process neither builds nor binds a parameter per cell.
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
    await db.$client.query(insertLines, [lines, orgId, productId, revisionId, bomId])
    await db.$client.query(insertRefs, [refs, orgId, productId, revisionId])
  }
  await db.insert(bomLineOrders).values(
    orders.map(({ sort, positions, filled }) => ({ revisionId, orgId, productId, sort, positions: [...positions], filled })),
  )
}
