import { attachAlternate, isAlternateRow } from './alternate-rows'
import { classifyRow } from './classify'
import { sampleColumn } from './column-content'
import { mapColumns, type ColumnMap } from './columns'
import { headerCells, isHeader, mayBeHeader, scoreHeader } from './header-detect'
import { saysDnp } from './dnp'
import { looksLikeRefs } from './refdes'
import { BLANK_ROWS_END } from './limits'
import { readLine, type LineContext } from './line'
import { doubtfulRate, parseRate } from './losses'
import { MessageList } from './messages'
import { isMetricColumn } from './packages'
import { RowReader } from './row-reader'
import { isEmptyRow, type Sheet, type SheetRow } from '@/server/platform/workbooks/sheet'
import type { ImportedLine, ImportSettings, Mount } from './types'
import type { VariantRule } from './variants'

/** A header and the rows up to the next one; a sheet may stack several tables. */
export type Segment = {
  header: string[]
  headerIndex: number
  rows: SheetRow[]
  map: ColumnMap
  lines: ImportedLine[]
  /** What lines say about variants, by row. */
  rules: Map<number, VariantRule>
  decimalComma: boolean
}

export type TablePlan = {
  sheet: Sheet
  /** Index of the header in `sheet.rows`, -1 for a table without one. */
  headerAt: number
  headerRows: 1 | 2
  header: string[]
  settings: ImportSettings
  decimalCommaAllowed: boolean
  currency: string
}

/** Splits the rows below the header at every further header that names other columns. */
function splitSegments({
  sheet,
  headerAt,
  headerRows,
  header,
}: TablePlan): { header: string[]; at: number; rows: SheetRow[] }[] {
  const segments: { header: string[]; at: number; rows: SheetRow[] }[] = []
  let current = { header, at: headerAt, rows: [] as SheetRow[] }
  for (let i = headerAt + (headerAt >= 0 ? headerRows : 0); i < sheet.rows.length; i++) {
    const row = sheet.rows[i]
    if (row === undefined) continue
    if (headerAt >= 0 && mayBeHeader(row) && isHeader(scoreHeader(row.cells))) {
      segments.push(current)
      current = { header: headerCells(sheet, i), at: i, rows: [] }
      continue
    }
    current.rows.push(row)
  }
  return [...segments, current]
}

const same = (a: readonly string[], b: readonly string[]): boolean => {
  const text = (cells: readonly string[], column: number): string => (cells[column] ?? '').trim().toLowerCase()
  return Array.from({ length: Math.max(a.length, b.length) }, (_, column) => text(a, column) === text(b, column)).every(
    Boolean,
  )
}

function usesDecimalComma(map: ColumnMap, rows: readonly SheetRow[], allowed: boolean): boolean {
  const column = map.byField.get('qty') ?? map.byField.get('unitPrice')
  if (!allowed || column === undefined) return false
  const { cells } = sampleColumn(rows, column.index)
  return cells.some((text) => /^\d+,\d+$/.test(text)) && !cells.some((text) => /\d,\d{3}\b/.test(text))
}

function isUpperCaseOnly(map: ColumnMap, rows: readonly SheetRow[]): boolean {
  const column = map.byField.get('value')
  return column !== undefined && !sampleColumn(rows, column.index).cells.some((text) => /[a-z]/.test(text))
}

/** Long reference lists run on in rows of their own (OrCAD): such a row is joined to the one above. */
function joinContinuations(rows: readonly SheetRow[], map: ColumnMap): SheetRow[] {
  const refs = map.byField.get('refdes')?.index
  const qty = map.byField.get('qty')?.index
  if (refs === undefined) return [...rows]
  const out: SheetRow[] = []
  for (const row of rows) {
    const above = out.at(-1)
    const filled = row.cells.flatMap((cell, column) => (cell.trim() === '' ? [] : [column]))
    const [column] = filled
    const text = column === undefined ? '' : (row.cells[column] ?? '').trim()
    if (above === undefined || column === undefined || filled.length > 1 || !looksLikeRefs(text)) {
      out.push(row)
      continue
    }
    const before = (above.cells[refs] ?? '').trim()
    const counted = before.split(/[\s,;]+/).filter((part) => part !== '').length
    const isShort = column === refs && before !== '' && qty !== undefined && Number(above.cells[qty]) > counted
    if (!/[,;]$/.test(before) && !isShort) {
      out.push(row)
      continue
    }
    const cells = [...above.cells]
    cells[refs] = `${before} ${text}`
    out[out.length - 1] = { ...above, cells }
  }
  return out
}

function readSegment(segment: Segment, context: LineContext, includeHidden: boolean): void {
  let blanks = 0
  let previous = 0
  let section: string | null = null
  let mount: Mount | null = null
  let sectionDnp = false
  for (const row of joinContinuations(segment.rows, segment.map)) {
    if (row.hidden === true && !includeHidden) continue
    blanks = isEmptyRow(row) ? blanks + 1 : 0
    if (blanks >= BLANK_ROWS_END || (previous > 0 && row.row - previous > BLANK_ROWS_END && segment.lines.length > 0))
      break
    if (blanks > 0) continue
    previous = row.row
    const found = classifyRow(row, segment.map)
    if (found.kind === 'footer') break
    if (found.kind === 'section') {
      section = found.section
      mount = found.mount
      sectionDnp = saysDnp(found.section, null)
      continue
    }
    if (found.kind !== 'line') continue
    // A row's messages count only once it is known to be a line of its own.
    const own = new MessageList(50)
    const { line, variants } = readLine(row, { ...context, messages: own, section, mount, sectionDnp })
    const main = segment.lines.at(-1)
    if (main !== undefined && isAlternateRow(line, new RowReader(row, segment.map, own), main)) {
      attachAlternate(main, line)
      continue
    }
    context.messages.addAll(own.list())
    segment.lines.push(line)
    if (variants !== null) segment.rules.set(line.row, variants)
  }
}

/** Reads all tables of the sheet. A repeated header (page break) continues the table before it. */
export function readTables(plan: TablePlan, messages: MessageList): Segment[] {
  const { settings } = plan
  const segments: Segment[] = []
  for (const { header, at, rows } of splitSegments(plan)) {
    const last = segments.at(-1)
    const continues = last !== undefined && same(last.header, header) && !isNewBlock(plan.sheet, at)
    if (continues) {
      last.rows.push(...rows)
      continue
    }
    const own = segments.length === 0 ? settings : { ...settings, columns: undefined }
    const map = mapColumns(header, rows, own, messages)
    segments.push({
      header,
      headerIndex: at,
      rows,
      map,
      lines: [],
      rules: new Map(),
      decimalComma: usesDecimalComma(map, rows, plan.decimalCommaAllowed),
    })
  }
  for (const segment of segments) {
    const packageColumn = segment.map.byField.get('package')
    const packages = packageColumn === undefined ? [] : sampleColumn(segment.rows, packageColumn.index).cells
    const metricColumn = isMetricColumn(packages)
    if (
      metricColumn &&
      settings.answers?.packageCodes === undefined &&
      packages.some((text) => /^[RCL]?(0402|0603)$/i.test(text))
    )
      messages.add('BOM-Q061')
    const doubt = doubtfulRate(segment.map, segment.rows)
    if (doubt !== null && settings.answers?.attrition === undefined)
      messages.add('BOM-Q098', { t: doubt, v: parseRate(doubt, true) ?? '' })
    readSegment(
      segment,
      {
        map: segment.map,
        messages,
        settings,
        decimalComma: segment.decimalComma,
        currency: plan.currency,
        section: null,
        mount: null,
        sectionDnp: false,
        metricColumn,
        upperCaseValues: isUpperCaseOnly(segment.map, segment.rows),
        attritionShares: doubt !== null && settings.answers?.attrition !== 'percent',
      },
      settings.answers?.includeHiddenRows !== false,
    )
  }
  return segments
}

/** The same header again after a blank or a caption starts a new block; directly after a line it is a page break. */
function isNewBlock(sheet: Sheet, at: number): boolean {
  const row = sheet.rows[at]
  const above = sheet.rows[at - 1]
  if (row === undefined || above === undefined) return false
  return row.row - above.row > 1 || above.cells.filter((cell) => cell.trim() !== '').length <= 1
}

/**
 * Drops the table that lists the same parts again (KiCad writes them one by one, then grouped): the one with fewer
 * lines stays. Returns the rows dropped.
 */
export function dropRepeatedTables(segments: Segment[]): { kept: Segment[]; dropped: number } {
  const refsOf = (segment: Segment): Set<string> =>
    new Set(segment.lines.flatMap(({ refs }) => refs.map(({ ref }) => ref)))
  let kept = segments.filter(({ lines }) => lines.length > 0)
  let dropped = 0
  for (let i = 0; i < kept.length; i++) {
    for (let j = i + 1; j < kept.length; j++) {
      const [a, b] = [kept[i], kept[j]]
      if (a === undefined || b === undefined) continue
      const [refsA, refsB] = [refsOf(a), refsOf(b)]
      const smaller = Math.min(refsA.size, refsB.size)
      const shared = [...refsA].filter((ref) => refsB.has(ref)).length
      if (smaller < 3 || shared < smaller * 0.8 || smaller < Math.max(refsA.size, refsB.size) * 0.8) continue
      const loser = a.lines.length > b.lines.length ? a : b
      dropped += loser.lines.length
      kept = kept.filter((segment) => segment !== loser)
      j = i
    }
  }
  return { kept, dropped }
}
