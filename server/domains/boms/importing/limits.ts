/** What one import may cost. Anything past these bounds is refused or cut with a message, never attempted. */
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
export const MAX_RANGE = 500
export const MAX_REFS_PER_LINE = 10_000
export const HEADER_SCAN_ROWS = 60
export const BLANK_ROWS_END = 20
export const MAX_LEVEL_DEPTH = 20
/** Rows handed to the preview, and sample cells per column. */
export const PREVIEW_ROWS = 200
export const SAMPLE_CELLS = 5
export const CONTENT_SAMPLE = 200
/** Messages kept per code; the rest of a flood is counted in the last one's `more` parameter. */
export const MAX_MESSAGES_PER_CODE = 500
export const MAX_QUANTITY = 1_000_000_000n
