import { MAX_CELL_CHARS, MAX_COLUMNS } from '@/server/kernel/workbook-limits'
import { openContainer, type SheetFormat } from './container'
import type { EncodingName } from './encoding'
import { WorkbookRefusal } from './refusal'
import type { Sheet } from './sheet'
import { cutText, detectDelimiter, textBody } from './text-table'

/** A cell of a sheet: 1-based row as the file counts, 0-based column. */
export type CellPlace = Readonly<{ sheet: number; row: number; column: number }>

/** A file as sheets of cells. Nothing is evaluated and nothing is guessed about what the cells mean. */
export type Workbook = Readonly<{
  format: SheetFormat | 'csv'
  sheets: Sheet[]
  /** Of text files. */
  encoding?: EncodingName
  delimiter?: string
  /** What a person should look at before trusting the cells. */
  doubts: Readonly<{
    encoding: boolean
    unclosedRow: number | null
    /** Cells that were longer than a spreadsheet allows and were cut. */
    cut: readonly CellPlace[]
  }>
}>

/** What a person chose for a text file; absent = detect. */
export type ReadOptions = Readonly<{ encoding?: EncodingName; delimiter?: string }>

/**
 * Reads XLSX, XLS, ODS, Excel 2003 XML, HTML tables and delimited text, told apart by their bytes and never by a name.
 * Throws a `WorkbookRefusal`. A large file keeps the thread busy for seconds: on a server use `readWorkbookApart`.
 */
export async function readWorkbook(bytes: Uint8Array, { encoding, delimiter }: ReadOptions = {}): Promise<Workbook> {
  const opened = await openContainer(bytes, encoding)
  if (opened.kind === 'xml') throw new WorkbookRefusal('foreign', { type: 'XML' })
  const decoded = { encoding: opened.decoded?.encoding, uncertain: opened.decoded?.uncertain ?? false }
  if (opened.kind === 'sheets') {
    const { format, sheets } = opened
    const cut = boundCells(sheets)
    return {
      format,
      sheets,
      encoding: decoded.encoding,
      doubts: { encoding: decoded.uncertain, unclosedRow: null, cut },
    }
  }
  const body = textBody(opened.decoded.text, delimiter)
  const chosen = body.delimiter ?? detectDelimiter(body.text, () => true).delimiter
  const { sheet, unclosedRow } = cutText(body, chosen)
  const sheets = [sheet]
  const doubts = { encoding: decoded.uncertain, unclosedRow, cut: boundCells(sheets) }
  return { format: 'csv', sheets, encoding: decoded.encoding, delimiter: chosen, doubts }
}

/** Takes empty cells off the ends of rows, refuses too many columns, and cuts cells that are too long: their places. */
export function boundCells(sheets: readonly Sheet[]): CellPlace[] {
  const cut: CellPlace[] = []
  sheets.forEach(({ rows }, sheet) => {
    for (const { row, cells } of rows) {
      while (cells.length > 0 && cells[cells.length - 1]?.trim() === '') cells.pop()
      if (cells.length > MAX_COLUMNS) throw new WorkbookRefusal('tooMany', { n: cells.length, max: MAX_COLUMNS })
      for (let column = 0; column < cells.length; column++) {
        const text = cells[column] ?? ''
        if (text.length <= MAX_CELL_CHARS) continue
        cells[column] = text.slice(0, MAX_CELL_CHARS)
        cut.push({ sheet, row, column })
      }
    }
  })
  return cut
}
