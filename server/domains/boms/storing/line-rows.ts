import { bilingual, bilingualFrom, type BilingualText } from '@/server/kernel/bilingual'
import type { ElectricalAttributes, ImportedLine } from '../importing/types'
import type { ImportMessage } from '../importing/messages'
import type { LineUsage, SuppliedBy } from '../lifecycle'
import type { LineAlternate } from '../rules/alternates'
import { pricedIn, type SourceColumn } from '../rules/columns'
import { refsText } from '../rules/refs'
import { searchTextOf } from '../rules/search-text'
import { TextList } from './column-arrays'

/**
 * A row of `bom_lines`, keys as the columns are named. Its id and what is the same for all lines are added when it is
 * stored: the same file may be accepted twice.
 */
export type LineRow = Readonly<{
  position: number
  source_row: number
  line_no: string
  level: number | null
  parent_position: number | null
  section: string
  refs: string
  ref_count: number
  quantity: string | null
  uom: string
  ipn: string
  cpn: string
  name: string
  mpn: string
  manufacturer: string
  supplier: string
  supplier_part: string
  value: string
  footprint: string
  package: string
  description: BilingualText
  attributes: Partial<ElectricalAttributes>
  mount: string
  side: string
  dnp: boolean
  exclude_from_bom: boolean
  alternates: LineAlternate[]
  usage: LineUsage
  supplied_by: SuppliedBy
  attrition_pct: string | null
  attrition_extra: string | null
  pack_multiple: string | null
  not_fitted: TextList
  unit_price_micros: string | null
  unit_price_currency: string | null
  note: string
  extra: Record<string, string>
  raw: Record<string, string>
  flags: TextList
  search_text: string
}>

/** A row of `bom_line_refs`. */
export type RefRow = Readonly<{ line_id: string; ref: string; ordinal: number; dnp: boolean }>

/** Codes of what was said about a row, for the line that came from it. */
export function flagsByRow(messages: readonly ImportMessage[]): Map<number, string[]> {
  const flags = new Map<number, Set<string>>()
  for (const { row, code, severity } of messages) {
    if (row === undefined || severity === 'Q') continue
    const known = flags.get(row)
    if (known) known.add(code)
    else flags.set(row, new Set([code]))
  }
  return new Map([...flags].map(([row, codes]) => [row, [...codes].toSorted()]))
}

/** The words of a line; empty text where the file said nothing. */
const saidBy = (line: ImportedLine) => ({
  section: line.section ?? '',
  ipn: line.ipn ?? '',
  cpn: line.cpn ?? '',
  name: line.name ?? '',
  mpn: line.mpn ?? '',
  manufacturer: line.manufacturer ?? '',
  supplier: line.supplier ?? '',
  supplierPart: line.supplierPart ?? '',
  value: line.value ?? '',
  footprint: line.footprint ?? '',
  package: line.package ?? '',
  note: line.note ?? '',
})

/** Turns the accepted lines into rows, in file order; positions count from 1 without gaps. */
export function lineRows(
  lines: readonly ImportedLine[],
  messages: readonly ImportMessage[],
  columns: readonly SourceColumn[],
): LineRow[] {
  const flags = flagsByRow(messages)
  const positionOf = new Map(lines.map(({ row }, index) => [row, index + 1]))
  const { isPricedExtra } = pricedIn(columns)
  return lines.map((line, index) => {
    const description = descriptionOf(line)
    const refs = refsText(line.refs, line.dnp)
    const said = saidBy(line)
    const alternates = line.alternates.map((each) => ({
      ...each,
      manufacturer: each.manufacturer ?? '',
      status: 'proposed' as const,
    }))
    const row = {
      position: index + 1,
      source_row: line.row,
      line_no: line.lineNo ?? '',
      level: line.level,
      parent_position: line.parentRow === null ? null : (positionOf.get(line.parentRow) ?? null),
      section: said.section,
      refs,
      ref_count: line.refs.length,
      quantity: line.quantity,
      uom: line.uom ?? '',
      ipn: said.ipn,
      cpn: said.cpn,
      name: said.name,
      mpn: said.mpn,
      manufacturer: said.manufacturer,
      supplier: said.supplier,
      supplier_part: said.supplierPart,
      value: said.value,
      footprint: said.footprint,
      package: said.package,
      description,
      attributes: Object.fromEntries(Object.entries(line.attributes).filter(([, text]) => text !== null)),
      mount: line.mount ?? '',
      side: line.side ?? '',
      dnp: line.dnp,
      exclude_from_bom: line.excludeFromBom,
      alternates,
      usage: line.usage ?? 'normal',
      supplied_by: line.suppliedBy ?? 'factory',
      attrition_pct: line.attritionPct,
      attrition_extra: line.attritionExtra,
      pack_multiple: line.packMultiple,
      not_fitted: new TextList(line.notFitted),
      unit_price_micros: line.unitPrice?.micros ?? null,
      unit_price_currency: line.unitPrice === null || line.unitPrice.currency === '' ? null : line.unitPrice.currency,
      note: said.note,
      extra: line.extra,
      raw: line.raw,
      flags: new TextList(flags.get(line.row) ?? []),
    }
    return Object.assign(row, { search_text: searchText(row, line, isPricedExtra) })
  })
}

/** What a line is found by, folded: all of it but prices. `value` as it is measured (`4.7k`) where it is written otherwise. */
export function searchText(
  row: Omit<LineRow, 'search_text' | 'flags'>,
  { refs, valueDisplay }: Pick<ImportedLine, 'refs' | 'valueDisplay'>,
  isPricedExtra: (key: string) => boolean,
): string {
  const { ipn, cpn, mpn, manufacturer, value, name, description, footprint, section, note, alternates, extra } = row
  const { supplier, supplier_part: supplierPart, package: size } = row
  const searched = {
    ipn,
    cpn,
    mpn,
    manufacturer,
    value,
    name,
    description,
    footprint,
    section,
    note,
    alternates,
    extra,
  }
  // Written out: copying whole rows costs more than all their words.
  return searchTextOf(
    {
      ...searched,
      ...{ supplier, supplierPart, package: size, refs: row.refs },
      refNames: refs.map(({ ref }) => ref),
      valueDisplay: valueDisplay ?? '',
    },
    isPricedExtra,
  )
}

/** Both languages where the file has both. */
function descriptionOf({ description, descriptionLanguage, translation }: ImportedLine): BilingualText {
  const text = description ?? ''
  return descriptionLanguage === null ? bilingualFrom(text) : bilingual(descriptionLanguage, text, translation ?? '')
}

export const refRows = (lineId: string, { refs }: ImportedLine): RefRow[] =>
  refs.map(({ ref, dnp }, index) => ({ line_id: lineId, ref, ordinal: index + 1, dnp }))

/** Parts to place on one unit: references that are fitted, or the quantity where a line has none. */
export function placements({ dnp, excludeFromBom, refs, quantity }: ImportedLine): number {
  if (dnp || excludeFromBom) return 0
  if (refs.length > 0) return refs.filter((each) => !each.dnp).length
  return quantity !== null && /^\d{1,9}$/.test(quantity) ? Number(quantity) : 0
}
