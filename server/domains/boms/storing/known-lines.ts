import type { BilingualText } from '@/server/kernel/bilingual'
import type { LineWaiver } from '../rules/waivers'
import { canonicalDecimal } from '../importing/quantity'
import type { LineRow } from './line-rows'

/** A line as a revision has it: what a file says of it, and what only the portal knows. Keys as the columns are named. */
export type KnownLine = Readonly<
  Omit<LineRow, 'flags' | 'not_fitted' | 'search_text' | 'raw' | 'source_row'> & {
    flags: readonly string[]
    not_fitted: readonly string[]
    key: string
    part_id: string | null
    owner_id: string | null
    due_on: string | null
    child_bom_id: string | null
    waivers: readonly LineWaiver[]
  }
>

/** How a column leaves the database: decimals and long numbers as text, which JSON numbers are not exact enough for. */
const columns: Record<keyof KnownLine, 'plain' | 'decimal' | 'text'> = {
  key: 'plain',
  position: 'plain',
  line_no: 'plain',
  level: 'plain',
  parent_position: 'plain',
  section: 'plain',
  refs: 'plain',
  ref_count: 'plain',
  quantity: 'decimal',
  uom: 'plain',
  ipn: 'plain',
  cpn: 'plain',
  name: 'plain',
  mpn: 'plain',
  manufacturer: 'plain',
  supplier: 'plain',
  supplier_part: 'plain',
  value: 'plain',
  footprint: 'plain',
  package: 'plain',
  description: 'plain',
  attributes: 'plain',
  mount: 'plain',
  side: 'plain',
  dnp: 'plain',
  exclude_from_bom: 'plain',
  alternates: 'plain',
  usage: 'plain',
  supplied_by: 'plain',
  attrition_pct: 'decimal',
  attrition_extra: 'decimal',
  pack_multiple: 'decimal',
  not_fitted: 'plain',
  part_id: 'plain',
  owner_id: 'plain',
  due_on: 'text',
  child_bom_id: 'plain',
  waivers: 'plain',
  unit_price_micros: 'text',
  unit_price_currency: 'plain',
  note: 'plain',
  extra: 'plain',
  flags: 'plain',
}
// The keys of the record are the columns by its type.
const names = Object.keys(columns) as (keyof KnownLine)[]

/** Lines of a revision (`$1`), a thousand to a text of JSON: the process that asks does not take them apart. */
export const knownLinesSql = `select json_agg(json_build_array(${names
  .map((name) => (columns[name] === 'plain' ? name : `${name}::text`))
  .join(', ')}) order by position)::text as lines
  from bom_lines where revision_id = $1 and product_id = $2 group by (position - 1) / 1000 order by (position - 1) / 1000`

/** Takes the texts of `knownLinesSql` apart. */
export function readKnownLines(texts: readonly string[]): KnownLine[] {
  return texts.flatMap((text) => {
    const rows: unknown = JSON.parse(text)
    return Array.isArray(rows) ? rows.map(knownLine) : []
  })
}

function knownLine(cells: unknown): KnownLine {
  const values: readonly unknown[] = Array.isArray(cells) ? cells : []
  const line = Object.fromEntries(
    names.map((name, index) => {
      const value = values[index] ?? null
      return [name, columns[name] === 'decimal' && typeof value === 'string' ? canonicalDecimal(value) : value]
    }),
  )
  // The texts come from the statement above, whose columns are those of the type.
  return line as unknown as KnownLine
}

/** Text in both languages, for showing what a description was. */
export const bothTexts = ({ en, zh }: BilingualText): string => [en, zh].filter(Boolean).join(' · ')
