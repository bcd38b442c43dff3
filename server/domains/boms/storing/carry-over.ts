import { partNumberKey } from '@/server/domains/parts/rules/part-keys'
import { sameManufacturer } from '@/server/domains/parts/rules/manufacturers'
import { otherLanguage, type BilingualText } from '@/server/kernel/bilingual'
import type { CanonicalField } from '../importing/fields'
import type { ImportedLine } from '../importing/types'
import { foldText } from '../rules/search'
import type { LineAlternate } from '../rules/alternates'
import { TextList } from './column-arrays'
import type { KnownLine } from './known-lines'
import type { LineRow } from './line-rows'

/** What a row of a new file becomes when it is a line the BOM already has. */
export type CarriedRow = LineRow &
  Pick<KnownLine, 'key' | 'part_id' | 'owner_id' | 'due_on' | 'child_bom_id' | 'waivers'>

/** Columns that may say something about a field; where a file has none of them and says nothing, it is silent. */
const sources = {
  uom: ['uom'],
  cpn: ['cpn'],
  note: ['note'],
  mount: ['mount'],
  side: ['side'],
  footprint: ['package'],
  package: ['package'],
} as const satisfies Partial<Record<keyof LineRow, readonly CanonicalField[]>>
/** The same for fields that belong to the part: another part has others. */
const partSources = {
  ipn: ['ipn'],
  mpn: ['mpn'],
  manufacturer: ['manufacturer'],
  name: ['name'],
  value: ['value', 'name'],
  supplier: ['supplier', 'supplierPn', 'lcscPn'],
  supplier_part: ['supplierPn', 'lcscPn'],
} as const satisfies Partial<Record<keyof LineRow, readonly CanonicalField[]>>

/** What the line itself says of its role, whichever column says it. */
export type StatedRole = Pick<ImportedLine, 'usage' | 'suppliedBy'>
type Spoken = ReadonlySet<CanonicalField>
type TextField = keyof typeof sources | keyof typeof partSources

/**
 * A row of a file as the next state of a line: the file decides what it speaks of, the line keeps what the file is silent
 * about and what only the portal knows. What belongs to the part (numbers, prices, its entry in the library, waivers)
 * stays only while it is the same part.
 */
export function carryOver(row: LineRow, known: KnownLine, spoken: Spoken, line: StatedRole): CarriedRow {
  const same = isSamePart(row, known)
  const has = (...fields: readonly CanonicalField[]) => fields.some((field) => spoken.has(field))
  const text = (field: TextField, from: readonly CanonicalField[], keep: boolean): string =>
    row[field] === '' && keep && !has(...from) ? known[field] : row[field]
  const mpn = text('mpn', partSources.mpn, same)
  return {
    ...row,
    uom: text('uom', sources.uom, true),
    cpn: text('cpn', sources.cpn, true),
    note: text('note', sources.note, true),
    mount: text('mount', sources.mount, same),
    side: text('side', sources.side, true),
    footprint: text('footprint', sources.footprint, same),
    package: text('package', sources.package, same),
    ipn: text('ipn', partSources.ipn, same),
    mpn,
    manufacturer: text('manufacturer', partSources.manufacturer, same),
    name: text('name', partSources.name, same),
    value: text('value', partSources.value, same),
    supplier: text('supplier', partSources.supplier, same),
    supplier_part: text('supplier_part', partSources.supplier_part, same),
    description: describedBy(row.description, known.description, same && !has('description', 'name', 'symbol')),
    attributes:
      same && Object.keys(row.attributes).length === 0 && !has('tolerance', 'voltage', 'power', 'current', 'dielectric')
        ? known.attributes
        : row.attributes,
    ...(same && row.unit_price_micros === null && !has('unitPrice')
      ? { unit_price_micros: known.unit_price_micros, unit_price_currency: known.unit_price_currency }
      : {}),
    alternates: alternatesOf(row, known, same, has('alternates', 'altFlag', 'mpn')),
    usage: line.usage === null && !has('itemType') ? known.usage : row.usage,
    supplied_by: line.suppliedBy === null && !has('sourcing') ? known.supplied_by : row.supplied_by,
    attrition_pct: has('attritionPct') ? row.attrition_pct : known.attrition_pct,
    attrition_extra: has('attritionQty') ? row.attrition_extra : known.attrition_extra,
    pack_multiple: has('roundMultiple') ? row.pack_multiple : known.pack_multiple,
    not_fitted: has('variants') ? row.not_fitted : new TextList(known.not_fitted),
    key: known.key,
    part_id: same ? known.part_id : null,
    owner_id: known.owner_id,
    due_on: known.due_on,
    child_bom_id: same ? known.child_bom_id : null,
    waivers: known.waivers.filter(({ check }) => {
      if (!same) return false
      if (check === 'noManufacturerPart') return mpn === ''
      if (check === 'unresolvedFlag') return row.flags.texts.join() === known.flags.join()
      return true
    }),
  }
}

/** A row of a file that is no line the BOM had. */
export const asNewRow = (row: LineRow): Omit<CarriedRow, 'key'> => ({
  ...row,
  part_id: null,
  owner_id: null,
  due_on: null,
  child_bom_id: null,
  waivers: [],
})

/** Nothing the file says of the part contradicts what the line was. */
export function isSamePart(row: LineRow, known: KnownLine): boolean {
  const agree = (a: string, b: string, key: (text: string) => string) =>
    a === b || a === '' || b === '' || key(a) === key(b)
  if (!agree(row.ipn, known.ipn, partNumberKey) || !agree(row.mpn, known.mpn, partNumberKey)) return false
  // The same number says more than a value or a package that is spelt otherwise.
  if ((row.mpn !== '' && known.mpn !== '') || (row.ipn !== '' && known.ipn !== ''))
    return agree(row.manufacturer, known.manufacturer, sameManufacturer)
  return agree(row.value, known.value, foldText) && agree(row.package, known.package, foldText)
}

/** The text of the file; what people made of the same text before, translations and their states included, stays. */
function describedBy(fresh: BilingualText, known: BilingualText, silent: boolean): BilingualText {
  if (fresh.en === '' && fresh.zh === '') return silent ? known : fresh
  const said = fresh[fresh.source]
  if (said !== known.en && said !== known.zh) return fresh
  const other = fresh[otherLanguage(fresh.source)]
  return other === '' || other === known[otherLanguage(fresh.source)] ? known : fresh
}

const alternateKey = ({ mpn }: Pick<LineAlternate, 'mpn'>) => partNumberKey(mpn)

/** The file's alternates with the state the portal gave them; decided ones stay although the file does not list them. */
function alternatesOf(row: LineRow, known: KnownLine, same: boolean, spoken: boolean): LineAlternate[] {
  if (!same) return row.alternates
  const before = new Map(known.alternates.map((each) => [alternateKey(each), each]))
  const stated = row.alternates.map((each): LineAlternate => {
    const was = before.get(alternateKey(each))
    if (!was || !sameMaker(each.manufacturer, was.manufacturer)) return each
    before.delete(alternateKey(each))
    return { ...was, mpn: each.mpn, manufacturer: each.manufacturer || was.manufacturer }
  })
  const kept = [...before.values()].filter(
    ({ status, substitutionId }) => !spoken || status !== 'proposed' || substitutionId !== undefined,
  )
  return [...stated, ...kept].map((each, index) => ({ ...each, priority: index + 1 }))
}

const sameMaker = (a: string, b: string) => a === '' || b === '' || sameManufacturer(a) === sameManufacturer(b)
