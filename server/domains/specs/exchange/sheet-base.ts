import { createHash } from 'node:crypto'
import { cellOf, type Sheet } from '@/server/platform/workbooks/sheet'
import type { XlsxSheet } from '@/server/platform/workbooks/write-xlsx'
import { readFigure, tidyCell, type RowField, type SpecRow } from './read-spec-sheet'
import { isFigure, sheetFields } from './sheet-fields'

/**
 * What a workbook said when it was exported. Drafts keep no earlier states, so the workbook brings its own: what was
 * edited in it can be told from what was changed in the draft since.
 */
export type SheetBase = Readonly<{
  /** The revision as people call it: `0.3`, `A (0.4)`. */
  revision: string
  /** Marks of the cells of each requirement, in the order of the rows. */
  rows: ReadonlyMap<string, BaseRow>
}>
/** A mark for each field, end to end. */
export type BaseRow = string

type Cells = Readonly<Record<RowField, string>>
const marked = sheetFields.filter((field): field is RowField => field !== 'code' && field !== 'id')
/** Characters of a mark, six bits each: one edit in 70,000 million would be taken for none. */
const length = 6
const [sign, format] = ['Mortise', '1']

/** A cell as it will be read again, in one spelling. */
const asRead = (field: RowField, text: string): string => {
  const tidy = tidyCell(text)
  if (field === 'owner') return tidy.normalize('NFKC').toLowerCase()
  return isFigure(field) ? readFigure(tidy) : tidy
}
const markOf = (field: RowField, text: string): string =>
  createHash('sha256').update(asRead(field, text)).digest('base64url').slice(0, length)

const marksOf = (cells: Cells): BaseRow => marked.map((field) => markOf(field, cells[field])).join('')
const markAt = (row: BaseRow, field: RowField): string => {
  const at = marked.indexOf(field) * length
  return row.slice(at, at + length)
}

/** Whether a field says what it said when the row was exported. */
export const isUnchanged = (row: BaseRow, field: RowField, text: string): boolean =>
  markAt(row, field) === markOf(field, text)

const mostZeros = 8
/** Whether nobody edited a cell since it was exported. Spreadsheets that make a number of 3.30 drop its zero. */
export function isUntouched(row: BaseRow, field: RowField, { cells, counted }: SpecRow): boolean {
  const text = cells[field] ?? ''
  if (isUnchanged(row, field, text)) return true
  if (text === '' || !counted.includes(field)) return false
  const point = text.includes('.') ? text : `${text}.`
  return Array.from({ length: mostZeros }, (_, zeros) => point + '0'.repeat(zeros + 1)).some((each) =>
    isUnchanged(row, field, each),
  )
}

/** The sheet that nobody sees, with what all other cells say: a few characters for each of them. */
export const baseSheet = (
  { specId, revision }: Readonly<{ specId: string; revision: string }>,
  rows: readonly Readonly<{ id: string; cells: Cells }>[],
): XlsxSheet => ({
  name: sign,
  hidden: true,
  headerRows: 0,
  rows: [[sign, format, specId, revision], ...rows.map(({ id, cells }) => [id, marksOf(cells)])],
})

/** What a workbook says of itself; null where it was not exported from this specification, or no longer knows. */
export function readBase(sheets: readonly Sheet[], specId: string): SheetBase | null {
  for (const { rows } of sheets) {
    const [head, ...body] = rows
    if (!head || cellOf(head, 0) !== sign || cellOf(head, 1) !== format || cellOf(head, 2) !== specId) continue
    const known = body.flatMap((row) => {
      const marks = cellOf(row, 1)
      return marks.length === marked.length * length ? [[cellOf(row, 0), marks] as const] : []
    })
    return { revision: cellOf(head, 3), rows: new Map(known) }
  }
  return null
}
