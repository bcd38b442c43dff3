import { alternateLifecycle, alternateStates } from '../lifecycle'
import type { ManufacturerPartRow, PartRow, SupplierPartRow } from '../queries/access'
import { checkBreaks } from '../rules/check-breaks'
import { grouped } from '../rules/grouped'
import { manufacturerPartKey, partNumberKey, supplierPartKey } from '../rules/part-keys'
import { cellsOfOffer, cellsOfPart, cellsOfSource, offerOf } from './cells'
import type { ReadRow } from './read-sheet'
import {
  offerSheetFields,
  partSheetFields,
  sourceSheetFields,
  type OfferSheetField,
  type PartSheetField,
  type SheetCells,
  type SheetField,
  type SourceSheetField,
} from './sheet-fields'

export const rowProblems = [
  'numberMissing',
  'nameMissing',
  'mpnMissing',
  'supplierMissing',
  'skuMissing',
  'currencyMissing',
  'differsAbove',
  'offerTwice',
  'archived',
  'approvalNeeded',
  'decideOnPage',
  'breaksWrong',
  'partRefused',
] as const
export type RowProblem = (typeof rowProblems)[number] | NonNullable<ReadRow['problem']>['code']

export type CellChange = Readonly<{ field: SheetField; from: string; to: string }>
/** What a row would do. `problem` where it does nothing: one sentence under `parts:sheet.problem`. */
export type RowResult = Readonly<{
  row: number
  number: string
  result: 'new' | 'changed' | 'unchanged' | 'error'
  changes: readonly CellChange[]
  problem: Readonly<{ code: RowProblem; field: SheetField | null; value: string }> | null
}>

type Cells<F extends string> = Record<F, string>
/** Something that is there already, with what is to be written over it, or something new. */
export type Planned<F extends string, R> = { before: R | null; cells: Cells<F>; fields: string[] }
export type PlannedPart = Planned<PartSheetField, PartRow> & {
  key: string
  row: number
  sources: Map<string, Planned<SourceSheetField, ManufacturerPartRow>>
  /** By the supplier's key; `source` is the key of the maker's part it sends. */
  offers: Map<string, Planned<OfferSheetField, SupplierPartRow> & { source: string | null; row: number }>
}
export type SheetPlan = Readonly<{ results: readonly RowResult[]; parts: readonly PlannedPart[] }>

/** What the library holds of the parts a sheet names. */
export type Library = Readonly<{
  parts: readonly PartRow[]
  sources: readonly ManufacturerPartRow[]
  offers: readonly SupplierPartRow[]
}>
/** The same, to look up by number and by the keys of the parts below. */
type Index = Readonly<{
  parts: ReadonlyMap<string, PartRow>
  sources: ReadonlyMap<string, readonly ManufacturerPartRow[]>
  offers: ReadonlyMap<string, readonly SupplierPartRow[]>
}>
type Given = Readonly<{ fields: readonly SheetField[]; mayApprove: boolean }>

class Refused extends Error {
  constructor(
    readonly code: RowProblem,
    readonly field: SheetField | null = null,
    readonly value = '',
  ) {
    super(code)
  }
}

/**
 * What a sheet would do to a library, row by row. Rows of one number belong together: the first says what the part is, a
 * later one may leave that blank or repeat it. A column that is missing touches nothing, a blank cell empties. Nothing is
 * ever taken away because a row is missing. Pure: the same sheet planned after it was accepted plans nothing.
 */
export function planSheet(rows: readonly ReadRow[], library: Library, given: Given): SheetPlan {
  const index: Index = {
    parts: new Map(library.parts.map((part) => [part.numberKey, part])),
    sources: grouped(library.sources, ({ partId }) => partId),
    offers: grouped(library.offers, ({ partId }) => partId),
  }
  const parts = new Map<string, PlannedPart>()
  const refused = new Map<string, number>()
  const results = rows.map((row): RowResult => {
    const number = row.cells.number ?? ''
    try {
      if (row.problem) throw new Refused(row.problem.code, row.problem.field, row.problem.value)
      const changes = planRow(row, parts, refused, index, given)
      const isNew = changes.isNew && changes.list.length > 0
      const result = isNew ? 'new' : changes.list.length > 0 ? 'changed' : 'unchanged'
      return { row: row.row, number, result, changes: changes.list, problem: null }
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      const key = partNumberKey(number)
      if (!parts.has(key) && !refused.has(key)) refused.set(key, row.row)
      const { code, field, value } = error
      return { row: row.row, number, result: 'error', changes: [], problem: { code, field, value } }
    }
  })
  return { results, parts: [...parts.values()] }
}

function planRow(
  { row, cells }: ReadRow,
  parts: Map<string, PlannedPart>,
  refused: ReadonlyMap<string, number>,
  library: Index,
  given: Given,
): Readonly<{ list: CellChange[]; isNew: boolean }> {
  const key = partNumberKey(cells.number ?? '')
  if (key === '') throw new Refused('numberMissing', 'number')
  const known = parts.get(key)
  const part = known ?? startPart(key, row, cells, library, given)
  if (!known && part.before === null && refused.has(key))
    throw new Refused('partRefused', null, String(refused.get(key)))
  const list: CellChange[] = []
  let isNew = false
  if (known) requireSame(known.cells, partSheetFields, cells, given)
  else {
    list.push(...differences(part, part.before && cellsOfPart(part.before), partSheetFields))
    isNew = part.before === null
  }
  const source = planSource(part, cells, library, given)
  const offer = planOffer(part, row, cells, source?.key ?? null, library, given)
  // Only now, when nothing can be refused any more, is anything kept of the row.
  parts.set(key, part)
  if (source && !part.sources.has(source.key)) {
    part.sources.set(source.key, source.planned)
    const before = source.planned.before && cellsOfSource(source.planned.before)
    list.push(...differences(source.planned, before, sourceSheetFields))
    isNew ||= source.planned.before === null
  }
  if (offer) {
    part.offers.set(offer.key, offer.planned)
    const before = offer.planned.before && cellsOfOffer(offer.planned.before)
    list.push(...differences(offer.planned, before, offerSheetFields))
    isNew ||= offer.planned.before === null
  }
  return { list, isNew }
}

function startPart(key: string, row: number, cells: SheetCells, library: Index, given: Given): PlannedPart {
  const before = library.parts.get(key) ?? null
  if (before?.archivedAt) throw new Refused('archived', 'number', before.number)
  const planned = laid(before ? cellsOfPart(before) : null, partSheetFields, cells, given)
  if (before && partNumberKey(planned.number) === before.numberKey) planned.number = before.number
  if (planned.nameEn === '' && planned.nameZh === '') throw new Refused('nameMissing', 'nameEn')
  return { key, row, before, cells: planned, fields: [], sources: new Map(), offers: new Map() }
}

function planSource(part: PlannedPart, cells: SheetCells, library: Index, given: Given) {
  const mpn = cells.mpn ?? ''
  if (mpn === '') {
    if ((cells.manufacturer ?? '') !== '') throw new Refused('mpnMissing', 'mpn')
    return null
  }
  const there = library.sources.get(part.before?.id ?? '') ?? []
  const key = sourceKey(part, there, mpn, cells.manufacturer ?? '')
  const known = part.sources.get(key)
  if (known) {
    requireSame(known.cells, sourceSheetFields, cells, given)
    return { key, planned: known }
  }
  const before = there.find((source) => source.key === key) ?? null
  const planned = laid(before ? cellsOfSource(before) : null, sourceSheetFields, cells, given)
  if (before) {
    // Which part it is stays; another spelling of the same is no change.
    planned.mpn = before.mpn
    planned.manufacturer = before.manufacturer
  }
  planned.status = statusOf(before, cells.status ?? '', given)
  return { key, planned: { before, cells: planned, fields: [] } }
}

/** A row that names no maker means the one part of that number there is; with none or several it names its own. */
function sourceKey(
  part: PlannedPart,
  there: readonly ManufacturerPartRow[],
  mpn: string,
  manufacturer: string,
): string {
  const key = manufacturerPartKey(mpn, manufacturer)
  if (manufacturer.trim() !== '') return key
  const alike = new Set(
    [...part.sources.keys(), ...there.map((source) => source.key)].filter((each) => each.startsWith(key)),
  )
  const [only] = alike
  return alike.size === 1 && only !== undefined ? only : key
}

/** The state a row asks for. Whoever may decide approves through a sheet; refusing takes a reason, so it is done on the page. */
function statusOf(before: ManufacturerPartRow | null, asked: string, { mayApprove }: Given): string {
  const from = before?.status ?? 'proposed'
  const to = alternateStates.find((state) => state === asked) ?? from
  if (to === from) return from
  const reached = alternateLifecycle.allows(from, 'approve') && to === 'approved'
  if (!reached) throw new Refused('decideOnPage', 'status')
  if (!mayApprove) throw new Refused('approvalNeeded', 'status')
  return to
}

function planOffer(
  part: PlannedPart,
  row: number,
  cells: SheetCells,
  source: string | null,
  library: Index,
  given: Given,
) {
  const [supplier, sku] = [cells.supplier ?? '', cells.sku ?? '']
  if (supplier === '' && sku === '') {
    const stray = offerSheetFields.find((field) => (cells[field] ?? '') !== '')
    if (stray !== undefined) throw new Refused('supplierMissing', stray)
    return null
  }
  if (supplier === '') throw new Refused('supplierMissing', 'supplier')
  if (sku === '') throw new Refused('skuMissing', 'sku')
  const key = supplierPartKey(supplier, sku)
  const twice = part.offers.get(key)
  if (twice) throw new Refused('offerTwice', 'sku', String(twice.row))
  const before = (library.offers.get(part.before?.id ?? '') ?? []).find((offer) => offer.key === key) ?? null
  const planned = laid(before ? cellsOfOffer(before) : null, offerSheetFields, cells, given)
  if (before) {
    planned.supplier = before.supplier
    planned.sku = before.sku
  }
  const { breaks } = offerOf(planned)
  if (planned.currency === '' && breaks.length > 0) throw new Refused('currencyMissing', 'currency')
  if (planned.currency === '') planned.currency = before?.currency ?? 'USD'
  if (checkBreaks(breaks).faults.length > 0) throw new Refused('breaksWrong', 'breaks', planned.breaks.slice(0, 60))
  return { key, planned: { before, cells: planned, fields: [], source, row } }
}

/** What stands there, with what the columns of the sheet say laid over it. */
function laid<F extends SheetField>(
  before: Readonly<Record<F, string>> | null,
  fields: readonly F[],
  cells: SheetCells,
  given: Given,
): Record<F, string> {
  const entries = fields.map((field) => {
    const said = given.fields.includes(field) ? (cells[field] ?? '') : (before?.[field] ?? '')
    return [field, said]
  })
  return Object.fromEntries(entries) as Record<F, string>
}

/** A later row of the same thing may be blank or say the same. */
function requireSame<F extends SheetField>(
  first: Readonly<Record<F, string>>,
  fields: readonly F[],
  cells: SheetCells,
  { fields: columns }: Given,
): void {
  const identity: readonly SheetField[] = ['number', 'mpn', 'manufacturer']
  for (const field of fields) {
    const said = cells[field] ?? ''
    if (said === '' || !columns.includes(field) || identity.includes(field)) continue
    if (said !== first[field]) throw new Refused('differsAbove', field, said.slice(0, 60))
  }
}

/** Cells that would be otherwise, noted on what is planned. */
function differences<F extends SheetField>(
  planned: { cells: Readonly<Record<F, string>>; fields: string[] },
  before: Readonly<Record<F, string>> | null,
  fields: readonly F[],
): CellChange[] {
  const changes = fields.flatMap((field): CellChange[] => {
    const [from, to] = [before?.[field] ?? '', planned.cells[field]]
    return from === to ? [] : [{ field, from, to }]
  })
  planned.fields.push(...changes.map(({ field }) => field))
  return changes
}

/** Whether something is to be written of a planned thing. */
export const isDue = ({ before, fields }: Planned<string, unknown>): boolean => before === null || fields.length > 0
