import type { Opened } from './container'
import { delimiterScore, parseDelimited, parseFixedWidth, sepLine } from './delimited'
import { findHeader, isHeader, scoreHeader } from './header-detect'
import { inferColumns } from './columns'
import { lookupHeader } from './header-lookup'
import { MAX_CELL_CHARS, MAX_COLUMNS, MAX_ROWS } from './limits'
import { ImportRefusal, type MessageList } from './messages'
import type { Sheet, SheetRow } from './sheet'
import { columnLetter } from './text'
import type { BomFormat, EncodingName, ImportSettings } from './types'

export type Tables = { format: BomFormat; sheets: Sheet[]; encoding?: EncodingName; delimiter?: string }

const DELIMITERS = ['\t', ',', ';', '|', ':']
const PROBE_ROWS = 150

const textSheet = (rows: SheetRow[]): Sheet => ({ name: '', hidden: false, rows, merges: [] })

/** KiCad's semicolon preset quotes with apostrophes. */
function quoteOf(text: string, delimiter: string): string {
  const head = text.slice(0, 2_000)
  return head.startsWith("'") && head.includes(`'${delimiter}'`) ? "'" : '"'
}

type Probe = { delimiter: string; found: boolean; score: number }

function probe(text: string, delimiter: string): Probe {
  const { rows } = parseDelimited(text, { delimiter, quote: quoteOf(text, delimiter), maxRows: PROBE_ROWS })
  const found = findHeader(textSheet(rows)) !== null || inferColumns(rows) !== null
  return { delimiter, found, score: delimiterScore(rows) }
}

/** A delimiter under which a header appears beats any regularity; then the rule's score; ties in the given order. */
function detectDelimiter(text: string): Probe {
  const probes = DELIMITERS.map((delimiter) => probe(text, delimiter))
  const [best] = probes.toSorted((a, b) => Number(b.found) - Number(a.found) || b.score - a.score)
  return best ?? { delimiter: ',', found: false, score: 0 }
}

function cutText(text: string, settings: ImportSettings, messages: MessageList): { sheet: Sheet; delimiter: string } {
  const sep = settings.delimiter === undefined ? sepLine(text) : null
  const body = (sep === null ? text : text.slice(sep.start)).replace(/^\ufeff+/, '')
  const offset = sep === null ? 0 : 1
  const detected = settings.delimiter ?? sep?.delimiter
  const best: Probe = detected === undefined ? detectDelimiter(body) : { delimiter: detected, found: true, score: 1 }
  if (!best.found) {
    const isName = (cell: string): boolean => lookupHeader(cell).candidates.length > 0
    const rows = parseFixedWidth(body, (cells) => isHeader(scoreHeader(cells)), isName)
    if (rows !== null && rows.length <= MAX_ROWS)
      return { sheet: textSheet(rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))), delimiter: ' ' }
  }
  const { rows, unclosedRow } = parseDelimited(body, {
    delimiter: best.delimiter,
    quote: quoteOf(body, best.delimiter),
    maxRows: MAX_ROWS + 1,
  })
  if (rows.length > MAX_ROWS) throw new ImportRefusal('BOM-E002', { n: rows.length, max: MAX_ROWS })
  if (offset > 0) for (const row of rows) row.row += offset
  if (unclosedRow !== null) messages.add('BOM-W017', {}, { row: unclosedRow + offset })
  return { sheet: textSheet(rows), delimiter: best.delimiter }
}

/** Rows and cells within the limits: too many columns refuse, too long cells are cut with a message. */
function enforceLimits(sheet: Sheet, messages: MessageList): void {
  for (const row of sheet.rows) {
    while (row.cells.length > 0 && row.cells[row.cells.length - 1]?.trim() === '') row.cells.pop()
    if (row.cells.length > MAX_COLUMNS) throw new ImportRefusal('BOM-E002', { n: row.cells.length, max: MAX_COLUMNS })
    for (let column = 0; column < row.cells.length; column++) {
      const text = row.cells[column] ?? ''
      if (text.length <= MAX_CELL_CHARS) continue
      row.cells[column] = text.slice(0, MAX_CELL_CHARS)
      messages.add('BOM-W018', { max: MAX_CELL_CHARS }, { row: row.row, column: columnLetter(column) })
    }
  }
}

/** Whatever the file was, as sheets of rows of raw text. */
export function toTables(opened: Opened, settings: ImportSettings, messages: MessageList): Tables {
  if (opened.decoded?.uncertain === true) messages.add('BOM-W004')
  if (opened.kind === 'sheets') {
    for (const sheet of opened.sheets) enforceLimits(sheet, messages)
    return { format: opened.format, sheets: opened.sheets, encoding: opened.decoded?.encoding }
  }
  const { sheet, delimiter } = cutText(opened.decoded.text, settings, messages)
  enforceLimits(sheet, messages)
  return { format: 'csv', sheets: [sheet], encoding: opened.decoded.encoding, delimiter }
}
