import { cellOf, isEmptyRow, type Sheet, type SheetRow } from '@/server/platform/workbooks/sheet'
import { readCell, type CellProblem } from './read-cell'
import type { SheetCells, SheetField } from './sheet-fields'
import { fieldOfHeader } from './sheet-words'

/** Most rows of one file. */
export const mostSheetRows = 5_000
const headerWithin = 40

export type ReadRow = Readonly<{
  row: number
  cells: SheetCells
  /** The first cell that could not be read, and what stands there. */
  problem: Readonly<{ code: CellProblem; field: SheetField; value: string }> | null
}>
/** `fields` have a column; `ignored` are headings nobody knows; `cut` rows lie beyond what one file may hold. */
export type PartSheet = Readonly<{
  rows: readonly ReadRow[]
  fields: readonly SheetField[]
  ignored: readonly string[]
  cut: number
}>

/**
 * Reads rows of parts out of a workbook or a delimited text: columns in any order under names of either language, some
 * missing. Null where no sheet has a column of part numbers. Never throws: what a cell does not say is told with its row.
 */
export function readPartSheet(sheets: readonly Sheet[]): PartSheet | null {
  const tables = sheets.flatMap((sheet) => {
    const found = findHeader(sheet.rows)
    return found ? [{ sheet, ...found }] : []
  })
  const [best] = tables.toSorted((a, b) => b.columns.size - a.columns.size)
  if (!best) return null
  const { sheet, at, columns, ignored } = best
  const body = spreadMerges(sheet)
    .slice(at + 1)
    .filter((row) => !isEmptyRow(row))
  const rows = body.slice(0, mostSheetRows).map((row) => readRow(row, columns))
  return { rows, fields: [...columns.keys()], ignored, cut: Math.max(0, body.length - mostSheetRows) }
}

function readRow(source: SheetRow, columns: ReadonlyMap<SheetField, number>): ReadRow {
  const cells: Partial<Record<SheetField, string>> = {}
  let problem: ReadRow['problem'] = null
  for (const [field, at] of columns) {
    const raw = cellOf(source, at)
    const value = raw.trim().slice(0, 60)
    if (source.kinds?.get(at) === 'error') {
      problem ??= { code: 'cellError', field, value }
      continue
    }
    const read = readCell(field, raw)
    if ('problem' in read) problem ??= { code: read.problem, field, value }
    else if (read.text !== '') cells[field] = read.text
  }
  return { row: source.row, cells, problem }
}

/** The row whose headings name the most fields, a column of numbers among them. */
function findHeader(rows: readonly SheetRow[]) {
  let best: { at: number; columns: Map<SheetField, number>; ignored: string[] } | null = null
  for (const [at, row] of rows.slice(0, headerWithin).entries()) {
    const columns = new Map<SheetField, number>()
    const ignored: string[] = []
    for (const [column, cell] of row.cells.entries()) {
      if (cell.trim() === '') continue
      const field = fieldOfHeader(cell)
      if (field !== null && !columns.has(field)) columns.set(field, column)
      else ignored.push(cell.trim().slice(0, 60))
    }
    if (columns.has('number') && columns.size > (best?.columns.size ?? 1)) best = { at, columns, ignored }
  }
  return best
}

/** Every cell of a merged range says what its first cell says. */
function spreadMerges({ rows, merges }: Sheet): SheetRow[] {
  if (merges.length === 0) return rows
  const byNumber = new Map(rows.map((row) => [row.row, { ...row, cells: [...row.cells] }]))
  for (const { top, left, bottom, right } of merges) {
    const text = byNumber.get(top)?.cells[left] ?? ''
    for (let at = top; at <= Math.min(bottom, top + mostSheetRows); at++) {
      const row = byNumber.get(at)
      if (!row) continue
      for (let column = left; column <= right; column++) {
        while (row.cells.length <= column) row.cells.push('')
        row.cells[column] = text
      }
    }
  }
  return [...byNumber.values()]
}
