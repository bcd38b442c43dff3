import { ANCHOR_FIELDS, fieldWeight, type CanonicalField } from './fields'
import { CAPTION_MARK, lookupHeader } from './header-lookup'
import { HEADER_SCAN_ROWS } from './limits'
import { cellOf, type MergedRange, type Sheet, type SheetRow } from '@/server/platform/workbooks/sheet'

export const MIN_HEADER_SCORE = 5

export type HeaderScore = { score: number; fields: Set<CanonicalField> }

/** Score of a row as a header (rules §3): distinct field weights, minus numeric cells, minus loneliness. */
export function scoreHeader(cells: readonly string[]): HeaderScore {
  const fields = new Set<CanonicalField>()
  let filled = 0
  let numeric = 0
  for (const cell of cells) {
    const text = cell.trim()
    if (text === '') continue
    filled++
    if (/^-?[\d.,]+$/.test(text)) numeric++
    const [first] = lookupHeader(cell).candidates
    if (first !== undefined) fields.add(first.field)
  }
  let score = -numeric - (filled < 2 ? 2 : 0)
  for (const field of fields) score += fieldWeight(field)
  return { score, fields }
}

export function isHeader({ score, fields }: HeaderScore): boolean {
  if (score < MIN_HEADER_SCORE || fields.size < 2) return false
  for (const field of fields) if (ANCHOR_FIELDS.has(field)) return true
  return false
}

const covering = (merges: readonly MergedRange[], row: number, column: number): MergedRange | undefined =>
  merges.find((range) => range.top <= row && row <= range.bottom && range.left <= column && column <= range.right)

/**
 * Header cells with merged ranges copied into place, and group captions of the row above joined to their children
 * (`替代料1` over `型号` → both). Data rows never get merged values.
 */
export function headerCells(sheet: Sheet, at: number): string[] {
  const row = sheet.rows[at]
  if (row === undefined) return []
  const above = sheet.rows[at - 1]
  const isAdjacent = above !== undefined && above.row === row.row - 1
  if (sheet.merges.length === 0) return row.cells
  let width = row.cells.length
  for (const range of sheet.merges)
    if (range.top <= row.row && row.row <= range.bottom) width = Math.max(width, range.right + 1)
  const value = (target: number, column: number): string =>
    sheet.rows.find((r) => r.row === target)?.cells[column] ?? ''
  return Array.from({ length: width }, (_, column) => {
    const own = cellOf(row, column)
    const range = covering(sheet.merges, row.row, column)
    if (range !== undefined && own === '' && range.top < row.row) return value(range.top, range.left)
    if (!isAdjacent || own === '') return own
    const group = covering(sheet.merges, above.row, column)
    if (group === undefined || group.bottom >= row.row || group.right === group.left) return own
    const caption = value(group.top, group.left)
    return caption === '' ? own : `${caption}${CAPTION_MARK}${own}`
  })
}

export type FoundHeader = { at: number; cells: string[]; rows: 1 | 2; score: number; fields: Set<CanonicalField> }

const mapsSame = (a: readonly string[], b: readonly string[]): boolean => {
  let same = 0
  for (let column = 0; column < Math.max(a.length, b.length); column++) {
    const [x] = lookupHeader(a[column] ?? '').candidates
    const entries = lookupHeader(b[column] ?? '').candidates
    if (x === undefined || entries.length === 0) continue
    if (!entries.some((entry) => lookupHeader(a[column] ?? '').candidates.some((own) => own.field === entry.field)))
      return false
    same++
  }
  return same >= 2
}

/** Does the row below repeat the header in the other language? */
function isSecondHeader(sheet: Sheet, at: number, header: HeaderScore, cells: readonly string[]): boolean {
  const next = sheet.rows[at + 1]
  const row = sheet.rows[at]
  if (next === undefined || row === undefined || next.row !== row.row + 1) return false
  const below = scoreHeader(next.cells)
  return below.score >= header.score * 0.6 && isHeader(below) && mapsSame(cells, next.cells)
}

/** The best header among the first rows; ties go to the earliest. Null when no row qualifies. */
export function findHeader(sheet: Sheet): FoundHeader | null {
  let best: FoundHeader | null = null
  const limit = Math.min(sheet.rows.length, HEADER_SCAN_ROWS)
  for (let at = 0; at < limit; at++) {
    const cells = headerCells(sheet, at)
    const scored = scoreHeader(cells)
    if (!isHeader(scored) || (best !== null && scored.score <= best.score)) continue
    best = { at, cells, rows: 1, score: scored.score, fields: scored.fields }
  }
  if (best === null) return null
  return isSecondHeader(sheet, best.at, best, best.cells) ? { ...best, rows: 2 } : best
}

const PREFERRED_NAME = /^(bom|物料清单|bom表|明细|元件清单|材料清单)/i
const AVOIDED_NAME = /变更|change|history|封面|cover|ecn|revision|说明|readme/i

/** How likely this sheet is the BOM: its header score, a bonus for telling names, none for change logs and covers. */
export function scoreSheet(sheet: Sheet): number {
  const header = findHeader(sheet)
  const base = header?.score ?? 0
  if (base === 0) return 0
  const bonus = PREFERRED_NAME.test(sheet.name.trim()) ? 3 : 0
  const penalty = AVOIDED_NAME.test(sheet.name) ? 100 : sheet.hidden ? 50 : 0
  return base + bonus - penalty + Math.min(sheet.rows.length, 50) / 100
}

/** Plain data rows cannot be headers; this cheap test keeps the look-ups off them. */
export function mayBeHeader(row: SheetRow): boolean {
  let filled = 0
  for (const cell of row.cells) {
    if (cell === '') continue
    const text = cell.trim()
    if (text === '') continue
    if (text.length > 60 || /^-?[\d.,]+$/.test(text) || /^[A-Za-z]{1,3}\d/.test(text)) return false
    filled++
  }
  return filled >= 2
}
