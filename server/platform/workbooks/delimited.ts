import { MAX_CELLS, MAX_COLUMNS, MAX_ROWS } from '@/server/kernel/workbook-limits'
import { WorkbookRefusal } from './refusal'
import type { SheetRow } from './sheet'

export type DelimitedText = {
  rows: SheetRow[]
  /** Row whose opening quote never closes; that quote was read as an ordinary character. */
  unclosedRow: number | null
}

type Options = { delimiter: string; quote?: string; maxRows?: number }

const CR = 13
const LF = 10
const SPACE = 32

/** The closing quote of a field opened at `start`, or -1. Doubled quotes are content. */
function closingQuote(text: string, start: number, quote: string): number {
  let at = text.indexOf(quote, start)
  while (at !== -1 && text.startsWith(quote, at + 1)) at = text.indexOf(quote, at + 2)
  return at
}

/** A quoted cell over dozens of lines is a forgotten closing quote that swallows the table. */
const MAX_CELL_LINES = 60
const MAX_UNCLOSED = 20

function isRunaway(text: string, from: number, to: number): boolean {
  if (to - from < MAX_CELL_LINES * 2) return false
  let lines = 0
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1))
    if (++lines > MAX_CELL_LINES) return true
  return false
}

/**
 * RFC 4180 with the liberties real files take: blanks before a quote, text after a closing quote, lone CR line ends,
 * line breaks inside quotes. Rows are numbered as a spreadsheet shows them, so a quoted line break is not a new row.
 */
export function parseDelimited(text: string, { delimiter, quote = '"', maxRows = MAX_ROWS }: Options): DelimitedText {
  const rows: SheetRow[] = []
  const delimiterCode = delimiter.charCodeAt(0)
  const quoteCode = quote.charCodeAt(0)
  const length = text.length
  let cells: string[] = []
  let total = 0
  let row = 1
  let unclosedRow: number | null = null
  let unclosed = 0
  let i = 0
  while (i < length) {
    let start = i
    let field = ''
    let probe = i
    while (text.charCodeAt(probe) === SPACE) probe++
    if (text.charCodeAt(probe) === quoteCode && unclosed < MAX_UNCLOSED) {
      const close = closingQuote(text, probe + 1, quote)
      if (close === -1 || isRunaway(text, probe + 1, close)) {
        unclosedRow ??= row
        unclosed++
      } else {
        field = text.slice(probe + 1, close)
        if (field.includes(quote)) field = field.replaceAll(quote + quote, quote)
        i = close + 1
        start = i
      }
    }
    let code = text.charCodeAt(i)
    while (i < length && code !== delimiterCode && code !== LF && code !== CR) code = text.charCodeAt(++i)
    const rest = text.slice(start, i)
    cells.push(field === '' ? rest : rest.trim() === '' ? field : field + rest)
    if (cells.length > MAX_COLUMNS * 60) throw new WorkbookRefusal('tooMany', { n: cells.length, max: MAX_COLUMNS })
    if (i < length && code === delimiterCode) {
      i++
      if (i < length) continue
      cells.push('')
    }
    if (code === CR && text.charCodeAt(i + 1) === LF) i++
    i++
    total += cells.length
    if (total > MAX_CELLS) throw new WorkbookRefusal('tooMany', { n: total, max: MAX_CELLS })
    rows.push({ row, cells })
    cells = []
    row++
    if (rows.length >= maxRows) break
  }
  return { rows, unclosedRow }
}

/** How regular a delimiter makes the text: lines at the commonest width × log2(width + 1); 0 when nothing splits. */
export function delimiterScore(rows: readonly SheetRow[]): number {
  const widths = new Map<number, number>()
  let seen = 0
  for (const { cells } of rows) {
    if (cells.every((cell) => cell.trim() === '')) continue
    widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1)
    if (++seen === 30) break
  }
  let mode = 1
  let count = 0
  for (const [width, lines] of widths)
    if (width > 1 && (lines > count || (lines === count && width > mode))) [mode, count] = [width, lines]
  return mode === 1 ? 0 : count * Math.log2(mode + 1)
}

/** `sep=;` on the first line, as Excel reads it: the delimiter and where the table starts. */
export function sepLine(text: string): { delimiter: string; start: number } | null {
  const match = /^\ufeff*"?sep=(.)"?[ \t]*(\r\n|\n|\r|$)/i.exec(text)
  return match?.[1] === undefined ? null : { delimiter: match[1], start: match[0].length }
}

/**
 * Tables drawn with spaces (EAGLE part lists, printed reports): cut where at least two blanks stand in a row, at the
 * columns where the widest header line starts its words.
 */
export function parseFixedWidth(
  text: string,
  isHeader: (cells: string[]) => boolean,
  isName: (cell: string) => boolean,
): SheetRow[] | null {
  const lines = text.split(/\r\n|\n|\r/)
  const at = lines.findIndex((line, i) => i < 60 && isHeader(headings(line, isName).map(({ text: name }) => name)))
  const header = lines[at]
  if (header === undefined) return null
  const starts = headings(header, isName).map(({ from }) => from)
  return lines.slice(0, MAX_ROWS + 1).map((line, i) => {
    if (i < at || line.trim() === '') return { row: i + 1, cells: [line] }
    const cells = starts.map((from, k) => cut(line, from, starts[k + 1], k === 0))
    return { row: i + 1, cells }
  })
}

/** Names of a drawn header and where they start. `Qty Value` a blank apart are two when only the words are known. */
function headings(line: string, isName: (cell: string) => boolean): { text: string; from: number }[] {
  if (line.length > 2_000) return []
  return Array.from(line.matchAll(/\S+(?: \S+)*/g)).flatMap(({ 0: text, index }) => {
    const words = Array.from(text.matchAll(/\S+/g), (word) => ({ text: word[0], from: index + word.index }))
    return words.length > 1 && !isName(text) && words.every((word) => isName(word.text))
      ? words
      : [{ text, from: index }]
  })
}

/** One cell of a drawn table; a word that runs over the column's edge belongs to where it starts. */
function cut(line: string, from: number, to: number | undefined, first: boolean): string {
  let start = first ? 0 : from
  let end = to ?? line.length
  while (!first && start < line.length && start > 0 && line[start - 1] !== ' ' && line[start] !== ' ') start++
  while (to !== undefined && end < line.length && line[end - 1] !== ' ' && line[end] !== ' ') end++
  return line.slice(start, Math.max(start, end)).trim()
}
