import { formatDecimal, multiplyDecimals, parseDecimal, type Decimal } from '@/server/kernel/decimal'
import type { Workbook } from '@/server/platform/workbooks/read-workbook'
import {
  findColumns,
  sideInName,
  sideOf,
  unitInPreamble,
  unitNamed,
  unitOf,
  type FoundColumns,
  type LengthUnit,
} from './columns'
import type { PlacementRow } from './placement-row'

type Cells = Readonly<{ row: number; cells: readonly string[] }>

/** Placements in millimetres as the file says them, or null where it is no pick-and-place file. */
export type PlacementSheet = Readonly<{
  rows: readonly PlacementRow[]
  unit: LengthUnit
  /** Nothing in the file names the unit; it was read as millimetres. */
  unitAssumed: boolean
}>

const headingWithin = 80
export const mostPlacements = 50_000
/** Longest text kept of a cell. */
const longest = 200

/**
 * Reads a centroid file: CSV, TSV, XLSX, or text in columns of spaces (KiCad's `.pos`, Altium's reports, Eagle's mount
 * files without headings). Rows without a reference are left out; a place that is no number is left empty, so that the
 * check can say so.
 */
export function readPlacements(
  { sheets, delimiter }: Pick<Workbook, 'sheets' | 'delimiter'>,
  fileName: string,
): PlacementSheet | null {
  for (const { rows } of sheets) {
    const found =
      readTable(rows, fileName) ??
      readTable(spaced(rows, delimiter ?? ','), fileName) ??
      readBare(rows, delimiter ?? ',', fileName)
    if (found !== null && found.rows.length > 0) return found
  }
  return null
}

function readTable(rows: readonly Cells[], fileName: string): PlacementSheet | null {
  const at = rows.slice(0, headingWithin).findIndex(({ cells }) => findColumns(cells) !== null)
  const heading = rows[at]
  const columns = heading ? findColumns(heading.cells) : null
  if (!heading || !columns) return null
  const said =
    rows
      .slice(0, at)
      .map(({ cells }) => unitInPreamble(cells.join(' ')))
      .find((unit) => unit !== null) ??
    [columns.x, columns.y].map((column) => unitOf(heading.cells[column ?? 0] ?? '')).find((unit) => unit !== null) ??
    null
  return placed(rows.slice(at + 1), columns, said, fileName)
}

function placed(
  rows: readonly Cells[],
  columns: FoundColumns,
  said: LengthUnit | null,
  fileName: string,
): PlacementSheet {
  const whole = sideInName(fileName)
  let inCells: LengthUnit | null = null
  const found: PlacementRow[] = []
  for (const { row, cells } of rows) {
    const cell = (column: number | undefined) => (column === undefined ? '' : (cells[column] ?? '').trim())
    const ref = cell(columns.ref).normalize('NFKC').replace(/^'|'$/g, '').trim()
    if (ref === '' || ref.startsWith('#') || cells.length < 3 || found.length >= mostPlacements) continue
    const [x, y] = [lengthOf(cell(columns.x), said), lengthOf(cell(columns.y), said)]
    inCells ??= x.unit ?? y.unit
    found.push({
      row,
      ref: ref.slice(0, longest),
      x: x.mm,
      y: y.mm,
      rotation: cell(columns.rotation)
        .slice(0, longest)
        .replace(/\s*(?:°|deg(?:rees?)?\.?|度)$/i, ''),
      side: columns.side === undefined ? whole : sideOf(cell(columns.side)),
      value: cell(columns.value).slice(0, longest),
      package: cell(columns.package).slice(0, longest),
    })
  }
  const unit = said ?? inCells ?? 'mm'
  return { rows: found, unit, unitAssumed: said === null && inCells === null }
}

const factor: Readonly<Record<LengthUnit, Decimal>> = {
  mm: { unscaled: 1n, scale: 0 },
  mil: { unscaled: 254n, scale: 4 },
  inch: { unscaled: 254n, scale: 1 },
}

/** `2455.5mil`, `62.45`, `-1,25 mm` in millimetres; the unit of the cell goes before that of the column. */
function lengthOf(text: string, said: LengthUnit | null): { mm: string; unit: LengthUnit | null } {
  const found = /^\s*([-+]?[\d.,]+)\s*([a-z"]*|毫米|英寸)\s*$/i.exec(text.normalize('NFKC'))
  const unit = found?.[2] ? unitNamed(found[2]) : null
  const digits = (found?.[1] ?? '').replace(/^\+/, '')
  const plain = digits.includes('.') ? digits.replaceAll(',', '') : digits.replace(',', '.')
  const number = parseDecimal(plain)
  if (!found || number === null || (found[2] && unit === null)) return { mm: '', unit: null }
  return { mm: trimmed(formatDecimal(multiplyDecimals(number, factor[unit ?? said ?? 'mm']))), unit }
}

const trimmed = (decimal: string): string => (decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal)

/** The same rows cut at spaces: by number of words where it agrees with the heading's, else where its words begin. */
function spaced(rows: readonly Cells[], delimiter: string): Cells[] {
  const textOf = ({ cells }: Cells) => cells.join(delimiter)
  const at = rows.slice(0, headingWithin).findIndex((row) => findColumns(wordsOf(textOf(row))) !== null)
  const first = rows[at]
  if (!first) return []
  const heading = textOf(first)
  const names = wordsOf(heading)
  const starts: number[] = []
  for (const name of names) starts.push(heading.indexOf(name, starts.length === 0 ? 0 : (starts.at(-1) ?? 0) + 1))
  return rows.map((each, index) => {
    const text = textOf(each)
    const words = wordsOf(text)
    if (index < at || words.length === names.length || words.length < 3) return { row: each.row, cells: words }
    const cells = starts.map((from, column) => text.slice(column === 0 ? 0 : from, starts[column + 1]).trim())
    return { row: each.row, cells }
  })
}

const wordsOf = (text: string): string[] =>
  (text.replace(/^\s*#+\s+/, '').match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replace(/^"(.*)"$/, '$1'))

/** Eagle's mount files: reference, x, y, angle, value, package, and no heading. */
function readBare(rows: readonly Cells[], delimiter: string, fileName: string): PlacementSheet | null {
  // A table of something else is not cut at spaces to its end.
  if (!rows.slice(0, 20).some(({ cells }) => /^[A-Za-z_]+\d+\S*[\s,;]/.test(cells.join(delimiter)))) return null
  const cut = rows.map(({ row, cells }) => ({ row, cells: cells.length >= 4 ? cells : wordsOf(cells.join(delimiter)) }))
  const isPlaced = ({ cells }: Cells) =>
    /^[A-Za-z_]+\d+\S*$/.test(cells[0] ?? '') &&
    [1, 2, 3].every((column) => /^-?\d+(\.\d+)?$/.test((cells[column] ?? '').trim()))
  const good = cut.filter(isPlaced)
  if (good.length === 0 || good.length < cut.length * 0.8) return null
  return placed(good, { ref: 0, x: 1, y: 2, rotation: 3, value: 4, package: 5 }, null, fileName)
}
