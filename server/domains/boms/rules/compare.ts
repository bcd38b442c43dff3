import { alternateKey, type LineAlternate } from './alternates'
import { labelOf, type LineState } from './line-state'

/** A cell that a comparison can name, in reading order. */
export const compareFields = [
  'refs',
  'quantity',
  'uom',
  'ipn',
  'cpn',
  'name',
  'mpn',
  'manufacturer',
  'part',
  'value',
  'footprint',
  'package',
  'descriptionEn',
  'descriptionZh',
  'dnp',
  'excludeFromBom',
  'notFitted',
  'usage',
  'suppliedBy',
  'alternates',
  'parent',
  'level',
  'child',
  'lineNo',
  'section',
  'mount',
  'side',
  'attritionPct',
  'attritionExtra',
  'packMultiple',
  'supplier',
  'supplierPart',
  'price',
  'note',
] as const
export type CompareField = (typeof compareFields)[number]

/** Kinds of change that people look for. `data` changes nothing that is built. */
export const changeGroups = [
  'added',
  'removed',
  'refs',
  'quantity',
  'part',
  'alternates',
  'fitting',
  'supply',
  'structure',
  'text',
  'data',
] as const
export type ChangeGroup = (typeof changeGroups)[number]

const groupOfField: Readonly<Record<CompareField, ChangeGroup>> = {
  refs: 'refs',
  quantity: 'quantity',
  uom: 'quantity',
  ipn: 'part',
  cpn: 'part',
  name: 'part',
  mpn: 'part',
  manufacturer: 'part',
  part: 'part',
  value: 'part',
  footprint: 'part',
  package: 'part',
  descriptionEn: 'text',
  descriptionZh: 'text',
  dnp: 'fitting',
  excludeFromBom: 'fitting',
  notFitted: 'fitting',
  usage: 'fitting',
  suppliedBy: 'supply',
  alternates: 'alternates',
  parent: 'structure',
  level: 'structure',
  child: 'structure',
  lineNo: 'data',
  section: 'data',
  mount: 'fitting',
  side: 'fitting',
  attritionPct: 'data',
  attritionExtra: 'data',
  packMultiple: 'data',
  supplier: 'data',
  supplierPart: 'data',
  price: 'data',
  note: 'text',
}
export const groupOf = (field: CompareField): ChangeGroup => groupOfField[field]

/** One cell, old and new; empty text where there was or is nothing. Enumerations stay codes (`yes`, `brand`). */
export type CellChange = Readonly<{ field: CompareField; from: string; to: string }>

/** What a line is called in a comparison. */
export type LineFace = Readonly<{
  id: string
  position: number
  label: string
  refs: string
  quantity: string | null
  uom: string
  mpn: string
  manufacturer: string
  ipn: string
  value: string
  description: LineState['description']
  name: string
}>

export type LineDiff = Readonly<{
  key: string
  kind: 'added' | 'removed' | 'changed'
  before: LineFace | null
  after: LineFace | null
  /** In reading order; none for lines that came or went. */
  cells: readonly CellChange[]
  /** Designators that came (`+R7`) and went (`−C3`); one that is not placed reads `R2(DNP)`. */
  refs: Readonly<{ added: readonly string[]; removed: readonly string[] }>
  groups: readonly ChangeGroup[]
}>

export type BomDiff = Readonly<{
  /** In the order of the newer revision; lines that went stand where they stood, after the line before them. */
  rows: readonly LineDiff[]
  counts: Readonly<Record<ChangeGroup, number>>
}>

const yes = (is: boolean): string => (is ? 'yes' : 'no')

/** Alternates as one text, a line each: part, maker, state, between tabs. */
export const alternatesText = (alternates: readonly LineAlternate[]): string =>
  alternates
    .toSorted((a, b) => a.priority - b.priority || (alternateKey(a) < alternateKey(b) ? -1 : 1))
    .map(({ mpn, manufacturer, status }) => [mpn, manufacturer, status].join('\t'))
    .join('\n')

/** What a line says, cell by cell, as text that is compared. */
function cellsOf(line: LineState): Readonly<Record<CompareField, string>> {
  return {
    refs: line.refs,
    quantity: line.quantity ?? '',
    uom: line.uom,
    ipn: line.ipn,
    cpn: line.cpn,
    name: line.name,
    mpn: line.mpn,
    manufacturer: line.manufacturer,
    part: line.partId ?? '',
    value: line.value,
    footprint: line.footprint,
    package: line.package,
    descriptionEn: line.description.en,
    descriptionZh: line.description.zh,
    dnp: yes(line.dnp),
    excludeFromBom: yes(line.excludeFromBom),
    notFitted: [...line.notFitted].toSorted().join(', '),
    usage: line.usage,
    suppliedBy: line.suppliedBy,
    alternates: alternatesText(line.alternates),
    parent: line.parentKey ?? '',
    level: line.level === null ? '' : String(line.level),
    child: line.childBomId === null ? '' : `${line.childBomId} ${line.childRevisionId ?? ''}`,
    lineNo: line.lineNo,
    section: line.section,
    mount: line.mount,
    side: line.side,
    attritionPct: line.attritionPct ?? '',
    attritionExtra: line.attritionExtra ?? '',
    packMultiple: line.packMultiple ?? '',
    supplier: line.supplier,
    supplierPart: line.supplierPart,
    price: line.unitPriceMicros === null ? '' : `${line.unitPriceMicros} ${line.unitPriceCurrency ?? ''}`.trim(),
    note: line.note,
  }
}

/** Ids are compared, names are shown. */
function shown(field: CompareField, line: LineState, cell: string): string {
  if (field === 'parent') return line.parentLabel
  if (field === 'child') return line.childLabel
  return cell
}

const face = (line: LineState): LineFace => ({
  id: line.id,
  position: line.position,
  label: labelOf(line),
  refs: line.refs,
  quantity: line.quantity,
  uom: line.uom,
  mpn: line.mpn,
  manufacturer: line.manufacturer,
  ipn: line.ipn,
  value: line.value,
  description: line.description,
  name: line.name,
})

type RefsOf = (line: LineState) => readonly string[]

/** One line in two revisions; null where nothing differs that is compared. */
export function compareLine(before: LineState, after: LineState, refsOf: RefsOf): LineDiff | null {
  const [from, to] = [cellsOf(before), cellsOf(after)]
  const cells = compareFields
    .filter((field) => from[field] !== to[field])
    .map((field) => ({ field, from: shown(field, before, from[field]), to: shown(field, after, to[field]) }))
  if (cells.length === 0) return null
  const refs = from.refs === to.refs ? { added: [], removed: [] } : setDifference(refsOf(before), refsOf(after))
  return {
    key: after.key,
    kind: 'changed',
    before: face(before),
    after: face(after),
    cells,
    refs,
    groups: changeGroups.filter((group) => cells.some(({ field }) => groupOfField[field] === group)),
  }
}

function setDifference(before: readonly string[], after: readonly string[]) {
  const [old, now] = [new Set(before), new Set(after)]
  return { added: after.filter((ref) => !old.has(ref)), removed: before.filter((ref) => !now.has(ref)) }
}

/**
 * Two revisions of one BOM, lines paired by their key, in time linear in the number of lines. `refsOf` is asked only for
 * lines whose references matter.
 */
export function compareLines(before: readonly LineState[], after: readonly LineState[], refsOf: RefsOf): BomDiff {
  const old = new Map(before.map((line) => [line.key, line]))
  const now = new Set(after.map(({ key }) => key))
  const rows: LineDiff[] = []
  const gone = before.filter(({ key }) => !now.has(key)).toSorted((a, b) => a.position - b.position)
  let next = 0
  /** Lines that went and stood before `position` in the older revision. */
  const passGone = (position: number) => {
    for (let line = gone[next]; line && line.position < position; line = gone[++next])
      rows.push({
        key: line.key,
        kind: 'removed',
        before: face(line),
        after: null,
        cells: [],
        refs: { added: [], removed: refsOf(line) },
        groups: ['removed'],
      })
  }
  for (const line of after.toSorted((a, b) => a.position - b.position)) {
    const earlier = old.get(line.key)
    if (earlier) {
      passGone(earlier.position)
      const diff = compareLine(earlier, line, refsOf)
      if (diff) rows.push(diff)
    } else
      rows.push({
        key: line.key,
        kind: 'added',
        before: null,
        after: face(line),
        cells: [],
        refs: { added: refsOf(line), removed: [] },
        groups: ['added'],
      })
  }
  passGone(Number.POSITIVE_INFINITY)
  return { rows, counts: countGroups(rows) }
}

function countGroups(rows: readonly LineDiff[]): Readonly<Record<ChangeGroup, number>> {
  const counts: Record<ChangeGroup, number> = {
    added: 0,
    removed: 0,
    refs: 0,
    quantity: 0,
    part: 0,
    alternates: 0,
    fitting: 0,
    supply: 0,
    structure: 0,
    text: 0,
    data: 0,
  }
  for (const { groups } of rows) for (const group of groups) counts[group]++
  return counts
}
