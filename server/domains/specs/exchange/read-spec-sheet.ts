import { parseDecimal } from '@/server/kernel/decimal'
import { cellOf, isEmptyRow, type Sheet, type SheetRow } from '@/server/platform/workbooks/sheet'
import { longestText, longestTitle, mostRequirements } from '../rules/limits'
import { requirementCode } from '../rules/requirement'
import { fieldsOfHeader, isChinese, isChoice, isFigure, readChoice, sheetFields, type SheetField } from './sheet-fields'

export const sheetProblems = [
  'noTable',
  'columnUnknown',
  'columnTwice',
  'valueUnknown',
  'notANumber',
  'dateInstead',
  'errorInstead',
  'tooLong',
  'idTwice',
  'codeTwice',
  'nothingSaid',
  'tooMany',
  'codeUnknown',
  'idUnknown',
  'codeDiffers',
  'ownerUnknown',
] as const
export type SheetProblemCode = (typeof sheetProblems)[number]
/** Something to be told about a cell; texts are under `specs:sheet.problem`. `row` counts as the spreadsheet does. */
export type SheetProblem = Readonly<{
  code: SheetProblemCode
  row: number | null
  field: SheetField | null
  /** What stands there, shortened. */
  value: string
}>

/** What may stand in a row beside who it is. Choices are their keys, `critical` is `yes` or `no`. */
export type RowField = Exclude<SheetField, 'code' | 'id'>
/** A row as it was read: only fields whose column is there and whose cell could be understood. */
export type SpecRow = Readonly<{
  row: number
  /** Absent for a new requirement. */
  id: string | null
  code: string | null
  cells: Readonly<Partial<Record<RowField, string>>>
  /** Figures that came as numbers of the spreadsheet, which drops zeros at their end: 3.3 may have been 3.30. */
  counted: readonly RowField[]
  /** `±0.1` in one cell, so that the figure of the other side was never written: 0.1. */
  even: string | null
}>
export type SpecSheet = Readonly<{
  rows: readonly SpecRow[]
  problems: readonly SheetProblem[]
  /** Fields that have a column, in the order of the sheet. */
  fields: readonly SheetField[]
}>

type Columns = Map<SheetField, number>

/**
 * Reads requirements out of a workbook that was exported, edited, and perhaps rearranged: columns in any order and under
 * names of either language, some missing; words of either language in cells; digits of either width; merged cells; new
 * rows without an id. Never throws and never decides: what could not be understood is a problem and left out.
 */
export function readSpecSheet(sheets: readonly Sheet[]): SpecSheet {
  const tables = sheets.flatMap((sheet) => {
    const found = findHeader(sheet.rows)
    return found ? [{ sheet, ...found }] : []
  })
  const [best] = tables.toSorted((a, b) => b.known - a.known)
  if (!best) return { rows: [], fields: [], problems: [{ code: 'noTable', row: null, field: null, value: '' }] }
  const { sheet, at } = best
  const rows = spreadMerges(sheet)
  const body = rows.slice(at + 1)
  const problems: SheetProblem[] = []
  const columns = mapColumns(rows[at], body, problems)
  return { ...readRows(body, columns, problems), fields: [...columns.keys()] }
}

/** Rows below a header whose columns are known. */
export function readRows(
  body: readonly SheetRow[],
  columns: ReadonlyMap<SheetField, number>,
  problems: SheetProblem[],
): Pick<SpecSheet, 'rows' | 'problems'> {
  const rows: SpecRow[] = []
  const seen = { id: new Set<string>(), code: new Set<string>() }
  let section = ''
  for (const source of body) {
    if (isEmptyRow(source)) continue
    if (rows.length >= mostRequirements) {
      problems.push({ code: 'tooMany', row: source.row, field: null, value: String(mostRequirements) })
      break
    }
    const read = readRow(source, columns, problems)
    // A section is often written once, above the rows it is for.
    if (columns.has('section')) {
      if (read.cells.section === undefined && section !== '' && cell(source, columns, 'section') === '')
        read.cells.section = section
      section = read.cells.section ?? section
    }
    const { id, code } = read
    const said = Object.entries(read.cells).some(([field, text]) => !isChoiceField(field) && text !== '')
    if (!said && id === null && code === null) {
      problems.push({ code: 'nothingSaid', row: source.row, field: null, value: cellOf(source, 0).slice(0, 40) })
      continue
    }
    const twice = id !== null && seen.id.has(id) ? 'idTwice' : code !== null && seen.code.has(code) ? 'codeTwice' : null
    if (twice) {
      problems.push({
        code: twice,
        row: source.row,
        field: twice === 'idTwice' ? 'id' : 'code',
        value: code ?? id ?? '',
      })
      continue
    }
    if (id !== null) seen.id.add(id)
    if (code !== null) seen.code.add(code)
    rows.push(read)
  }
  return { rows, problems }
}

const isChoiceField = (field: string): boolean => isChoice(field as SheetField)

const cell = (row: SheetRow, columns: ReadonlyMap<SheetField, number>, field: SheetField): string => {
  const at = columns.get(field)
  return at === undefined ? '' : tidyCell(cellOf(row, at))
}

/** Line ends of every system as one, no space at the ends of lines. */
export const tidyCell = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+$/gm, '')
    .trim()

type OpenRow = {
  row: number
  id: string | null
  code: string | null
  cells: Partial<Record<RowField, string>>
  counted: RowField[]
  even: string | null
}

function readRow(source: SheetRow, columns: ReadonlyMap<SheetField, number>, problems: SheetProblem[]): OpenRow {
  const open: OpenRow = { row: source.row, id: null, code: null, cells: {}, counted: [], even: null }
  for (const [field, at] of columns) {
    const text = cell(source, columns, field)
    const tell = (code: SheetProblemCode) => problems.push({ code, row: source.row, field, value: text.slice(0, 40) })
    const kind = source.kinds?.get(at)
    if (kind === 'error') tell('errorInstead')
    else if (field === 'id') open.id = text === '' ? null : text
    else if (field === 'code') open.code = readCode(text)
    else if (isChoice(field)) {
      const key = text === '' ? blankChoice(field) : readChoice(field, text)
      if (key !== null) open.cells[field] = key
      else if (text !== '') tell('valueUnknown')
    } else if (isFigure(field)) {
      if (kind === 'date') {
        tell('dateInstead')
        continue
      }
      const figure = readFigure(text)
      if (figure !== '' && parseDecimal(figure) === null) tell('notANumber')
      open.cells[field] = figure
      if (field === 'values.tolerancePlus' && text.normalize('NFKC').startsWith('±')) open.even = figure
      if (kind === 'number') open.counted.push(field)
    } else if (text.length > longest(field)) tell('tooLong')
    else open.cells[field] = text
  }
  if ((open.cells['values.toleranceMinus'] ?? '') !== '') open.even = null
  if (open.even !== null) open.cells['values.toleranceMinus'] = open.even
  return open
}

const longest = (field: RowField): number =>
  field.startsWith('title.') ? longestTitle : field === 'values.unit' ? 24 : field === 'owner' ? 254 : longestText

/** A blank cell means something where people leave it blank: not critical, no method yet. */
const blankChoice = (field: RowField): string | null =>
  field === 'critical' ? 'no' : field === 'verification' ? '' : null

/** `R-012` for `R-12`, `r012` and `12`; another numbering is kept as it is. */
export function readCode(text: string): string | null {
  const plain = text
    .normalize('NFKC')
    .replace(/[‐‑–—−]/g, '-')
    .trim()
    .toUpperCase()
  if (plain === '') return null
  const [, ordinal] = /^(?:R\s*-?\s*)?0*(\d{1,6})$/.exec(plain) ?? []
  return ordinal === undefined ? plain.slice(0, 40) : requirementCode(Number(ordinal))
}

/** Digits in one width, a plain minus, no separators between thousands; `/` and `-` alone mean that there is none. */
export function readFigure(text: string): string {
  const plain = text.normalize('NFKC').replace(/[−–]/g, '-').replace(/^±/, '').replace(/\s+/g, '')
  if (/^(?:[-/—]+|n\/?a|无)$/i.test(plain)) return ''
  return /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(plain) ? plain.replaceAll(',', '') : plain
}

const searchedRows = 30
/** The row among the first ones that names the most columns; at least two, or it is no header. */
export function findHeader(rows: readonly SheetRow[]): { at: number; known: number } | null {
  let best: { at: number; known: number } | null = null
  rows.slice(0, searchedRows).forEach((row, at) => {
    const known = new Set(row.cells.flatMap((text) => (text.length > 60 ? [] : fieldsOfHeader(text)))).size
    if (known >= 2 && known > (best?.known ?? 0)) best = { at, known }
  })
  return best
}

/** Which column holds which field. The first of two that name the same one counts. */
export function mapColumns(header: SheetRow | undefined, body: readonly SheetRow[], problems: SheetProblem[]): Columns {
  const columns: Columns = new Map()
  header?.cells.forEach((text, at) => {
    if (text.trim() === '') return
    const fields = fieldsOfHeader(text)
    const field = fields.length > 1 ? inLanguage(fields, body, at) : (fields[0] ?? null)
    const tell = (code: SheetProblemCode) =>
      problems.push({ code, row: header.row, field, value: tidyCell(text).replace(/\s+/g, ' ').slice(0, 40) })
    if (field === null) tell('columnUnknown')
    else if (columns.has(field)) tell('columnTwice')
    else columns.set(field, at)
  })
  return columns
}

/** Of both languages of one text, the one its column is written in; null where the fields are no such pair. */
function inLanguage(fields: readonly SheetField[], body: readonly SheetRow[], at: number): SheetField | null {
  const [first = '', second = ''] = fields.map((field) => field.replace(/\.(en|zh)$/, ''))
  if (fields.length !== 2 || first !== second) return null
  const cells = body.slice(0, 200).flatMap((row) => cellOf(row, at).trim() || [])
  const chinese = cells.filter(isChinese).length * 2 > cells.length
  return sheetFields.find((field) => field === `${first}.${chinese ? 'zh' : 'en'}`) ?? null
}

/** Cells merged downwards say the same in each row; sideways, what stands at the left. */
function spreadMerges({ rows, merges }: Sheet): SheetRow[] {
  if (merges.length === 0) return rows
  const byRow = new Map(rows.map((row) => [row.row, { ...row, cells: [...row.cells] }]))
  for (const { top, left, bottom } of merges) {
    const source = byRow.get(top)
    const text = source?.cells[left] ?? ''
    if (text === '') continue
    for (let at = top + 1; at <= bottom; at++) {
      const row = byRow.get(at)
      if (!row || (row.cells[left] ?? '') !== '') continue
      while (row.cells.length <= left) row.cells.push('')
      row.cells[left] = text
    }
  }
  return rows.map((row) => byRow.get(row.row) ?? row)
}
