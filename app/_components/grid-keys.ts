import { neutralised } from '@/server/kernel/csv'

/** A cell of a grid, both counted from 0. */
export type GridCell = Readonly<{ row: number; column: number }>
export type GridSize = Readonly<{ rows: number; columns: number; pageRows: number }>

type Key = Readonly<{ key: string; ctrlKey?: boolean; metaKey?: boolean }>

/** Where a key leads from a cell; null for keys that do not move (WAI-ARIA grid pattern). */
export function moveBy({ key, ctrlKey, metaKey }: Key, from: GridCell, size: GridSize): GridCell | null {
  const far = ctrlKey === true || metaKey === true
  const to = (row: number, column: number): GridCell => ({
    row: Math.max(0, Math.min(size.rows - 1, row)),
    column: Math.max(0, Math.min(size.columns - 1, column)),
  })
  switch (key) {
    case 'ArrowDown':
      return to(far ? size.rows - 1 : from.row + 1, from.column)
    case 'ArrowUp':
      return to(far ? 0 : from.row - 1, from.column)
    case 'ArrowRight':
      return to(from.row, far ? size.columns - 1 : from.column + 1)
    case 'ArrowLeft':
      return to(from.row, far ? 0 : from.column - 1)
    case 'PageDown':
      return to(from.row + size.pageRows, from.column)
    case 'PageUp':
      return to(from.row - size.pageRows, from.column)
    case 'Home':
      return to(far ? 0 : from.row, 0)
    case 'End':
      return to(far ? size.rows - 1 : from.row, size.columns - 1)
    default:
      return null
  }
}

/**
 * Cells as tab-separated text for the clipboard: what would break the table becomes a space, and nothing in it is a
 * formula where it is pasted.
 */
export const tsvRow = (cells: readonly string[]): string =>
  cells.map((cell) => neutralised(cell.replace(/[\t\r\n]+/g, ' '))).join('\t')
