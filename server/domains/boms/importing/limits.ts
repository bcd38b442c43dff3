/** What one BOM import may hold beyond the bounds every file has (`server/kernel/workbook-limits`). */
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
