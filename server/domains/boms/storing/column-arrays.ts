import type { StorableRow } from './against'
import type { RefRow } from './line-rows'

/** How a column travels in an array and what it is in the table. */
type Column = Readonly<{
  travels: 'text' | 'int' | 'boolean' | 'numeric' | 'bigint' | 'date'
  becomes?: 'jsonb' | 'text[]'
}>
const text: Column = { travels: 'text' }
const int: Column = { travels: 'int' }
const boolean: Column = { travels: 'boolean' }
const jsonb: Column = { travels: 'text', becomes: 'jsonb' }

export const lineColumns: Record<'id' | keyof StorableRow, Column> = {
  id: text,
  key: text,
  position: int,
  source_row: int,
  line_no: text,
  level: int,
  parent_position: int,
  section: text,
  refs: text,
  ref_count: int,
  quantity: { travels: 'numeric' },
  uom: text,
  ipn: text,
  cpn: text,
  name: text,
  mpn: text,
  manufacturer: text,
  supplier: text,
  supplier_part: text,
  value: text,
  footprint: text,
  package: text,
  description: jsonb,
  attributes: jsonb,
  mount: text,
  side: text,
  dnp: boolean,
  exclude_from_bom: boolean,
  alternates: jsonb,
  usage: text,
  supplied_by: text,
  attrition_pct: { travels: 'numeric' },
  attrition_extra: { travels: 'numeric' },
  pack_multiple: { travels: 'numeric' },
  not_fitted: { travels: 'text', becomes: 'text[]' },
  part_id: text,
  owner_id: text,
  due_on: { travels: 'date' },
  child_bom_id: text,
  waivers: jsonb,
  unit_price_micros: { travels: 'bigint' },
  unit_price_currency: text,
  note: text,
  extra: jsonb,
  raw: jsonb,
  flags: { travels: 'text', becomes: 'text[]' },
  search_text: text,
}
export const refColumns: Record<keyof RefRow, Column> = { line_id: text, ref: text, ordinal: int, dnp: boolean }

/** One array literal of PostgreSQL per column, in the order of `columns`. */
export function columnArrays<K extends string>(
  columns: Record<K, Column>,
  rows: readonly Record<K, unknown>[],
): string[] {
  // The keys of a record are its keys.
  return (Object.keys(columns) as K[]).map((name) => arrayLiteral(rows.map((row) => row[name])))
}

const arrayLiteral = (values: readonly unknown[]): string => `{${values.map(element).join(',')}}`

function element(value: unknown): string {
  if (value === null || value === undefined) return 'NULL'
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return quote(value)
  return quote(value instanceof TextList ? arrayLiteral(value.texts) : storableJson(value))
}

/** A column of type text[], which inside an array looks like any other value. */
export class TextList {
  constructor(readonly texts: readonly string[]) {}
}

/** PostgreSQL knows no NUL in a text. */
const quote = (value: string): string => `"${value.replace(/[\\"]/g, '\\$&').replaceAll('\u0000', '\ufffd')}"`

const unstorable = /\\u0000|\\ud[89a-f]/i
const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** JSON that PostgreSQL can read: its texts hold neither NUL nor half a character. */
export function storableJson(value: unknown): string {
  const json = JSON.stringify(value)
  if (!unstorable.test(json)) return json
  return JSON.stringify(value, (_, item: unknown) =>
    typeof item === 'string' ? item.replaceAll('\u0000', '\ufffd').replace(loneSurrogate, '\ufffd') : item,
  )
}

/** An insert that takes `constants` first (`$1` …) and then one array per column. */
export function insertColumns(
  table: string,
  constants: readonly string[],
  columns: Readonly<Record<string, Column>>,
): string {
  const names = Object.keys(columns)
  const given = Object.values(columns).map(({ travels }, index) => `$${constants.length + index + 1}::${travels}[]`)
  const taken = Object.entries(columns).map(([name, { becomes }]) => (becomes ? `${name}::${becomes}` : name))
  return `insert into ${table} (${[...constants, ...names].join(', ')})
    select ${constants.map((_, index) => `$${index + 1}`).join(', ')}, ${taken.join(', ')}
    from unnest(${given.join(', ')}) as given(${names.join(', ')})`
}
