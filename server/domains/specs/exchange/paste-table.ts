import { parseDecimal } from '@/server/kernel/decimal'
import { MAX_COLUMNS } from '@/server/kernel/workbook-limits'
import { cellOf, isEmptyRow, type SheetRow } from '@/server/platform/workbooks/sheet'
import { mostRequirements } from '../rules/limits'
import { findHeader, mapColumns, readFigure, readRows, type SheetProblem, type SpecSheet } from './read-spec-sheet'
import { isChinese, readChoice, sheetFields, type SheetField } from './sheet-fields'

export type PastedTable = SpecSheet &
  Readonly<{
    /** The field each column was taken for, by position; null where it was left out. */
    columns: readonly (SheetField | null)[]
    /** Whether the first rows named their columns; else they were told by what stands in them. */
    named: boolean
  }>

/**
 * Rows of a table copied from Excel, WPS or a web page, as the clipboard holds it: cells parted by tabs, cells of several
 * lines in quotes. `chosen` = what a person said each column is.
 */
export function pasteTable(text: string, chosen?: readonly (SheetField | null)[]): PastedTable {
  const rows = cutRows(text)
  const problems: SheetProblem[] = []
  const header = findHeader(rows)
  const body = header ? rows.slice(header.at + 1) : rows
  const mapped = chosen
    ? columnsOf(chosen)
    : header
      ? mapColumns(rows[header.at], body, problems)
      : columnsOf(guessColumns(body))
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length))
  const columns = Array.from({ length: width }, (_, at) => [...mapped].find(([, place]) => place === at)?.[0] ?? null)
  if (mapped.size === 0)
    return {
      rows: [],
      problems: [{ code: 'noTable', row: null, field: null, value: '' }],
      fields: [],
      columns,
      named: false,
    }
  return { ...readRows(body, mapped, problems), fields: [...mapped.keys()], columns, named: header !== null }
}

const columnsOf = (fields: readonly (SheetField | null)[]): Map<SheetField, number> => {
  const columns = new Map<SheetField, number>()
  fields.forEach((field, at) => {
    if (field !== null && !columns.has(field)) columns.set(field, at)
  })
  return columns
}

/**
 * Cells of a clipboard. Only a cell that begins with a quote and ends with one before a tab or a line end is a quoted one:
 * Excel leaves `"click" feel` and `5" pipe` as they are.
 */
export function cutRows(text: string): SheetRow[] {
  const rows: SheetRow[] = []
  let cells: string[] = []
  let at = 0
  const most = mostRequirements + 50
  const end = text.length
  while (at < end && rows.length < most) {
    const quoted = text[at] === '"' ? closing(text, at + 1) : -1
    const stop = quoted >= 0 ? quoted + 1 : nextStop(text, at)
    const cell = quoted >= 0 ? text.slice(at + 1, quoted).replaceAll('""', '"') : text.slice(at, stop)
    if (cells.length < MAX_COLUMNS) cells.push(cell)
    at = stop
    if (text[at] === '\t' && at + 1 < end) {
      at++
      continue
    }
    if (text[at] === '\t') cells.push('')
    rows.push({ row: rows.length + 1, cells })
    cells = []
    at += text.startsWith('\r\n', at) ? 2 : 1
  }
  return rows
}

function nextStop(text: string, from: number): number {
  let at = from
  while (at < text.length && text[at] !== '\t' && text[at] !== '\n' && text[at] !== '\r') at++
  return at
}

/** Where the quote closes that was opened before `from`; -1 where it never does at the end of a cell. */
function closing(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 1)) {
    if (text[at + 1] === '"') {
      at++
      continue
    }
    const next = text[at + 1]
    return next === undefined || next === '\t' || next === '\n' || next === '\r' ? at : -1
  }
  return -1
}

const sampled = 100
const unitShape =
  /^(?:[°℃℉Ω%‰µμ]|[fpnuµμmcdkKMGT]?[A-Za-zΩ]{1,4}(?:[·/][A-Za-z]{1,3}[²³]?)?|dBm|个|次|年|月|天|小时|分钟|秒|毫米|伏|安|瓦|度)$/

/** Columns without names, told by what stands in them: numbers in the order people write them, words by language. */
function guessColumns(body: readonly SheetRow[]): (SheetField | null)[] {
  const rows = body.filter((row) => !isEmptyRow(row)).slice(0, sampled)
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length))
  if (width === sheetFields.length || width === sheetFields.length - 1) return sheetFields.slice(0, width)
  const columns = Array.from({ length: width }, (_, at) => rows.flatMap((row) => cellOf(row, at).trim() || []))
  const found = columns.map(kindOf)
  // Short words are units only behind a number.
  const firstFigure = found.indexOf('figure')
  const kinds = found.map((kind, at) =>
    kind === 'values.unit' && (firstFigure < 0 || at < firstFigure) ? languageOf(columns[at] ?? []) : kind,
  )
  const figures = kinds.filter((kind) => kind === 'figure').length
  const figureFields = figureOrders[Math.min(figures, figureOrders.length - 1)] ?? []
  const texts: Record<'en' | 'zh', SheetField[]> = {
    en: ['title.en', 'text.en', 'condition.en'],
    zh: ['title.zh', 'text.zh', 'condition.zh'],
  }
  let figure = 0
  const taken = new Set<SheetField>()
  return kinds.map((kind) => {
    const field =
      kind === 'figure'
        ? (figureFields[figure++] ?? null)
        : kind === 'en' || kind === 'zh'
          ? (texts[kind].shift() ?? null)
          : kind
    if (field === null || taken.has(field)) return null
    taken.add(field)
    return field
  })
}

/** What one, two, three … columns of numbers are, from left to right. */
const figureOrders: readonly (readonly SheetField[])[] = [
  [],
  ['values.nominal'],
  ['values.min', 'values.max'],
  ['values.min', 'values.typ', 'values.max'],
  ['values.nominal', 'values.min', 'values.typ', 'values.max'],
]

type Guess = 'figure' | 'en' | 'zh' | Extract<SheetField, 'code' | 'section' | 'verification' | 'values.unit'>
function kindOf(cells: readonly string[]): Guess | null {
  const most = (fits: (cell: string) => boolean) => cells.filter(fits).length * 5 >= cells.length * 4
  if (cells.length === 0) return null
  if (most((cell) => /^R\s*-?\s*\d+$/i.test(cell.normalize('NFKC')))) return 'code'
  if (most((cell) => readFigure(cell) === '' || parseDecimal(readFigure(cell)) !== null)) return 'figure'
  if (most((cell) => readChoice('verification', cell) !== null)) return 'verification'
  if (most((cell) => readChoice('section', cell) !== null)) return 'section'
  if (most((cell) => unitShape.test(cell.normalize('NFC')))) return 'values.unit'
  return languageOf(cells)
}

const languageOf = (cells: readonly string[]): 'en' | 'zh' =>
  cells.filter(isChinese).length * 2 > cells.length ? 'zh' : 'en'
