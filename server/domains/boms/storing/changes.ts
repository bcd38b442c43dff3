import { canonicalDecimal } from '../importing/quantity'
import { refsIn } from '../rules/refs'
import type { CarriedRow } from './carry-over'
import { bothTexts, type KnownLine } from './known-lines'

/** What a change may be about, in the order they are told. */
export const changedFields = [
  'refs',
  'quantity',
  'uom',
  'parent',
  'ipn',
  'cpn',
  'mpn',
  'manufacturer',
  'value',
  'footprint',
  'name',
  'description',
  'dnp',
  'usage',
  'suppliedBy',
  'notFitted',
  'alternates',
  'attritionPct',
  'attritionExtra',
  'packMultiple',
  'excludeFromBom',
  'mount',
  'side',
  'supplier',
  'supplierPart',
  'attributes',
  'section',
  'note',
  'price',
  'extra',
] as const
export type ChangedField = (typeof changedFields)[number]

/** One cell that differs. Texts are as stored; words of the portal (`dnp`, `usage` …) are codes the reader's screen names. */
export type CellChange = Readonly<{ field: ChangedField; before: string; after: string }>

/** A line as a list of changes names it. */
export type LineLabel = Readonly<{ position: number; refs: string; ipn: string; mpn: string; text: string }>

export type LineChange =
  | Readonly<{ kind: 'added'; after: LineLabel; row: number; cells: readonly [] }>
  | Readonly<{ kind: 'removed'; before: LineLabel; cells: readonly [] }>
  | Readonly<{ kind: 'changed'; before: LineLabel; after: LineLabel; row: number; cells: readonly CellChange[] }>

export type ChangeCounts = Readonly<{ added: number; removed: number; changed: number; unchanged: number }>

type Told = Pick<KnownLine, 'position' | 'refs' | 'ipn' | 'mpn' | 'value' | 'name' | 'description'>

export const labelOf = ({ position, refs, ipn, mpn, value, name, description }: Told): LineLabel => ({
  position,
  refs,
  ipn,
  mpn,
  text: [value, name, description[description.source]].find(Boolean) ?? '',
})

type Compared = Omit<KnownLine, 'not_fitted' | 'flags' | 'key' | 'part_id' | 'owner_id' | 'due_on' | 'waivers'> & {
  not_fitted: readonly string[]
}

const plain = (text: string | null): string => (text === null ? '' : canonicalDecimal(text))
const flag = (value: boolean): string => (value ? 'yes' : 'no')

/** Every compared cell of a line as text. `parent` is what the line hangs below, named the same in both lists. */
function cellsOf(line: Compared, parent: string): Record<ChangedField, string> {
  const price =
    line.unit_price_micros === null ? '' : `${line.unit_price_micros} ${line.unit_price_currency ?? ''}`.trim()
  return {
    refs: line.refs,
    quantity: plain(line.quantity),
    uom: line.uom,
    parent,
    ipn: line.ipn,
    cpn: line.cpn,
    mpn: line.mpn,
    manufacturer: line.manufacturer,
    value: line.value,
    footprint: line.footprint,
    name: line.name,
    description: bothTexts(line.description),
    dnp: flag(line.dnp),
    usage: line.usage,
    suppliedBy: line.supplied_by,
    notFitted: line.not_fitted.toSorted().join(', '),
    alternates: line.alternates
      .map(({ mpn, manufacturer }) => (manufacturer === '' ? mpn : `${mpn} (${manufacturer})`))
      .join('; '),
    attritionPct: plain(line.attrition_pct),
    attritionExtra: plain(line.attrition_extra),
    packMultiple: plain(line.pack_multiple),
    excludeFromBom: flag(line.exclude_from_bom),
    mount: line.mount,
    side: line.side,
    supplier: line.supplier,
    supplierPart: line.supplier_part,
    attributes: pairsText(line.attributes),
    section: line.section,
    note: line.note,
    price,
    extra: pairsText(line.extra),
  }
}

const pairsText = (pairs: Readonly<Record<string, string | null | undefined>>): string =>
  Object.entries(pairs)
    .filter(([, text]) => text !== null && text !== undefined && text !== '')
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, text]) => `${key}: ${text}`)
    .join('; ')

/** The cells in which a line differs from what it was. */
export function changedCells(
  before: KnownLine,
  after: CarriedRow,
  parents: Readonly<{ before: string; after: string }>,
): CellChange[] {
  const old = cellsOf(before, parents.before)
  const fresh = cellsOf({ ...after, not_fitted: after.not_fitted.texts }, parents.after)
  return changedFields.flatMap((field) =>
    old[field] === fresh[field] || (field === 'refs' && sameRefs(old.refs, fresh.refs))
      ? []
      : [{ field, before: old[field], after: fresh[field] }],
  )
}

/** The same references in another order are the same references. */
const sameRefs = (a: string, b: string): boolean =>
  a !== b && refsIn(a, true).toSorted().join() === refsIn(b, true).toSorted().join()
