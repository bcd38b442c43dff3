/** What a spreadsheet says about a cell beyond its text; absent = text. */
export type CellKind = 'number' | 'date' | 'bool' | 'error' | 'formula'

export type SheetRow = {
  /** 1-based, as a spreadsheet shows it. */
  row: number
  /** Raw text by 0-based column; trailing empties may be missing. */
  cells: string[]
  kinds?: Map<number, CellKind>
  hidden?: boolean
  /** Excel cell indent of the first text cell, used for indented BOMs. */
  indent?: number
}

export type MergedRange = { top: number; left: number; bottom: number; right: number }

export type Sheet = { name: string; hidden: boolean; rows: SheetRow[]; merges: MergedRange[] }

export const cellOf = (row: SheetRow, column: number): string => row.cells[column] ?? ''

/** No cell with visible text. */
export function isEmptyRow(row: SheetRow): boolean {
  for (const cell of row.cells) if (cell.trim() !== '') return false
  return true
}
