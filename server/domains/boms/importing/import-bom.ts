import { openContainer } from '@/server/platform/workbooks/container'
import { WorkbookRefusal } from '@/server/platform/workbooks/refusal'
import type { Sheet } from '@/server/platform/workbooks/sheet'
import { checkLines, divideQuantities, statesTotals, totalsMatchOneUnit } from './checks'
import { describeColumns, inferColumns } from './columns'
import {
  MIN_HEADER_SCORE,
  findHeader,
  headerCells,
  scoreHeader,
  isHeader,
  scoreSheet,
  mayBeHeader,
} from './header-detect'
import { linkLevels, levelHint } from './levels'
import { MAX_MESSAGES_PER_CODE, PREVIEW_ROWS } from './limits'
import { applyMerges, proposeMerges } from './merge'
import { message, MessageList, refusalMessage, type ImportMessage } from './messages'
import { harvestPreamble } from './preamble'
import { currencyIn } from './price'
import { wholeNumber, parseQuantity } from './quantity'
import { dropRepeatedTables, readTables, type Segment, type TablePlan } from './read-table'
import { RowReader } from './row-reader'
import { describeValues } from './distinct-cells'
import { toTables, type Tables } from './table'
import type { BomImport, Detected, DetectedSheet, ImportSettings } from './types'
import { notFittedIn, variantCodes, variantOfHeader } from './variants'

export type { CanonicalField } from './fields'
export { CANONICAL_FIELDS } from './fields'
export type { ImportMessage, MessageCode, Severity } from './messages'
export type * from './types'

const EMPTY: Detected = {
  sheets: [],
  sheet: 0,
  headerRow: 0,
  headerRows: 1,
  columns: [],
  values: [],
  variants: [],
  preamble: {},
}

/** A refusal gives its one reason; what was doubted on the way to it would only distract. */
function refuse(file: string, reason: ImportMessage, rest: Partial<BomImport> = {}): BomImport {
  return {
    file,
    format: 'unknown',
    detected: EMPTY,
    lines: [],
    merges: [],
    refused: true,
    table: [],
    totalRows: 0,
    ...rest,
    messages: [reason],
  }
}

/**
 * Reads a BOM from the bytes of a file. Never throws: a file that cannot be read comes back `refused` with one message
 * saying why; everything the reader guessed is in `detected`, and `settings` overrides any of it.
 */
export async function importBom(
  bytes: Uint8Array,
  fileName: string,
  settings: ImportSettings = {},
): Promise<BomImport> {
  const messages = new MessageList(MAX_MESSAGES_PER_CODE)
  try {
    const tables = toTables(await openContainer(bytes, settings.encoding), settings, messages)
    return readSheets(tables, fileName, settings, messages)
  } catch (failure) {
    return refuse(fileName, failure instanceof WorkbookRefusal ? refusalMessage(failure) : message('BOM-E008'))
  }
}

function readSheets(tables: Tables, file: string, settings: ImportSettings, messages: MessageList): BomImport {
  const sheets = tables.sheets.map((sheet, index): DetectedSheet => ({
    index,
    name: sheet.name,
    hidden: sheet.hidden,
    rows: sheet.rows.length,
    score: scoreSheet(sheet),
  }))
  const best = sheets.toSorted(
    (a, b) => b.score - a.score || Number(a.hidden) - Number(b.hidden) || b.rows - a.rows || a.index - b.index,
  )[0]
  const chosen = settings.sheet ?? best?.index ?? 0
  const sheet = tables.sheets[chosen]
  const detected: Detected = { ...EMPTY, encoding: tables.encoding, delimiter: tables.delimiter, sheets, sheet: chosen }
  const base = { format: tables.format, detected, totalRows: sheet?.rows.length ?? 0 }
  if (sheet === undefined || sheet.rows.every(({ cells }) => cells.every((cell) => /^[\s,;|:]*$/.test(cell))))
    return refuse(file, message('BOM-E013'), base)
  const others = sheets.filter(({ index, score, hidden }) => index !== chosen && !hidden && score >= MIN_HEADER_SCORE)
  if (settings.sheet === undefined && others.length > 0)
    messages.add('BOM-W099', { sheet: sheet.name, names: others.map(({ name }) => name).join(', ') })
  const table = sheet.rows
    .slice(0, PREVIEW_ROWS)
    .map(({ row, cells }) => ({ row, cells: cells.map((cell) => cell.slice(0, 500)) }))
  const plan = planTable(sheet, tables, settings, messages)
  if (plan === null) {
    const columns = describeColumns({ columns: mapNothing(sheet), byField: new Map() }, sheet.rows)
    return refuse(file, message('BOM-E010'), { ...base, table, detected: { ...detected, columns } })
  }
  return readPlanned(plan, { ...base, file, table, detected }, messages)
}

const mapNothing = (sheet: Sheet): Parameters<typeof describeColumns>[0]['columns'] =>
  Array.from({ length: Math.max(0, ...sheet.rows.slice(0, 200).map(({ cells }) => cells.length)) }, (_, index) => ({
    index,
    letter: '',
    header: '',
    field: null,
    rank: 0,
    hint: '',
    merged: false,
    confidence: 0,
  }))

/** Where the table starts: as the person says, as a header row says, or by content alone. */
function planTable(sheet: Sheet, tables: Tables, settings: ImportSettings, messages: MessageList): TablePlan | null {
  const common = {
    sheet,
    settings,
    decimalCommaAllowed: tables.delimiter === ';' || tables.delimiter === '\t',
    currency: '',
  }
  if (settings.headerRow !== undefined && settings.headerRow > 0) {
    const at = sheet.rows.findIndex(({ row }) => row >= (settings.headerRow ?? 0))
    if (at === -1) return null
    return { ...common, headerAt: at, headerRows: settings.headerRows ?? 1, header: headerCells(sheet, at) }
  }
  const none = { ...common, headerAt: -1, headerRows: 1 as const, header: [] }
  const found = settings.headerRow === 0 ? null : findHeader(sheet)
  if (found !== null) {
    const at = earlierTable(sheet, found.at)
    const isSame = at === found.at
    return {
      ...common,
      headerAt: at,
      headerRows: settings.headerRows ?? (isSame ? found.rows : 1),
      header: isSame ? found.cells : headerCells(sheet, at),
    }
  }
  if (settings.columns !== undefined && settings.headerRow === 0) return none
  const columns = inferColumns(sheet.rows)
  if (columns === null) return settings.columns === undefined ? null : none
  messages.add('BOM-W010')
  return { ...none, settings: { ...settings, columns: { ...columns, ...settings.columns } } }
}

/** A weaker header above the best one that has a table of its own (two rows and more, one with a quantity). */
function earlierTable(sheet: Sheet, best: number): number {
  for (let at = 0; at < best; at++) {
    const row = sheet.rows[at]
    if (row === undefined || !mayBeHeader(row) || !isHeader(scoreHeader(row.cells))) continue
    const body = sheet.rows.slice(at + 1, best)
    const counted = body.filter(
      ({ cells }) =>
        cells.length > 1 &&
        cells.some((cell) => /^\d/.test(cell.trim()) && parseQuantity(cell, false).quantity !== null),
    )
    if (
      counted.length >= 1 &&
      body.filter(({ cells }) => cells.filter((cell) => cell.trim() !== '').length > 1).length >= 2
    )
      return at
  }
  return best
}

function readPlanned(
  plan: TablePlan,
  base: Pick<BomImport, 'file' | 'format' | 'table' | 'totalRows' | 'detected'>,
  messages: MessageList,
): BomImport {
  const { sheet, settings } = plan
  const preamble = plan.headerAt > 0 ? harvestPreamble(sheet.rows.slice(0, plan.headerAt)) : {}
  const hidden = sheet.rows.filter((row, at) => row.hidden === true && at > plan.headerAt).length
  if (hidden > 0)
    messages.add('BOM-W005', {
      n: hidden,
      context: settings.answers?.includeHiddenRows === false ? 'skipped' : 'included',
    })
  const segments = readTables({ ...plan, currency: currencyIn(preamble.currency ?? '') }, messages)
  const { kept, dropped } = dropRepeatedTables(segments)
  if (dropped > 0) messages.add('BOM-W019', { n: dropped })
  const main = kept[0] ?? segments[0]
  const detected: Detected = {
    ...base.detected,
    headerRow: sheet.rows[main?.headerIndex ?? -1]?.row ?? 0,
    headerRows: plan.headerRows,
    columns: main === undefined ? [] : describeColumns(main.map, main.rows),
    preamble,
  }
  const lines = kept.flatMap(({ lines: own }) => own)
  if (lines.length === 0) return refuse(base.file, message('BOM-E016'), { ...base, detected })
  const variants = settleVariants(kept)
  finishLines(kept, preamble, settings, variants, messages)
  const merges = proposeMerges(lines)
  const result = settings.mergeDuplicates === true ? applyMerges(lines) : lines
  const values = describeValues(detected.columns, lines, settings.values)
  return {
    ...base,
    detected: { ...detected, values, variants },
    lines: result,
    merges,
    refused: false,
    messages: messages.list(),
  }
}

/** Which variants each line is left out of, once all of them are known. Answers with the codes. */
function settleVariants(kept: readonly Segment[]): string[] {
  const own = kept.flatMap(({ map }) =>
    map.columns.flatMap(({ field, header }) => (field === 'variants' ? (variantOfHeader(header) ?? []) : [])),
  )
  const codes = variantCodes(
    kept.flatMap(({ rules }) => [...rules.values()]),
    own,
  )
  for (const { lines, rules } of kept)
    for (const line of lines) line.notFitted = notFittedIn(rules.get(line.row) ?? null, codes)
  return codes
}

const TREE_FIELDS = ['level', 'parentPn', 'lineNo', 'itemType', 'sourcing']

/** Tree, totals and cross-line checks over everything that was kept. */
function finishLines(
  kept: readonly Segment[],
  preamble: Record<string, string>,
  settings: ImportSettings,
  variants: readonly string[],
  messages: MessageList,
): void {
  const silent = new MessageList(0)
  for (const { lines, map, rows } of kept) {
    const hasTree = TREE_FIELDS.some((field) => map.columns.some((column) => column.field === field))
    if (!hasTree && !rows.some(({ cells }) => cells.some((cell) => /^[ \t\u3000]{1,40}\S/.test(cell)))) continue
    const byRow = new Map(rows.map((row) => [row.row, row] as const))
    const hints = lines.map((line) =>
      levelHint(new RowReader(byRow.get(line.row) ?? { row: line.row, cells: [] }, map, silent), line),
    )
    linkLevels(lines, hints, messages)
  }
  const lines = kept.flatMap(({ lines: own }) => own)
  const boards = wholeNumber(parseQuantity(preamble.buildQty ?? '', false).quantity) ?? 0
  const divideBy = settings.answers?.divideBy
  const onlyTotals = kept.every(({ map }) => !map.byField.has('qty') && map.byField.has('qtyTotal'))
  const totals = statesTotals(lines, boards)
  if (divideBy !== undefined && (totals || onlyTotals)) divideQuantities(lines, divideBy)
  else if (onlyTotals && !totalsMatchOneUnit(lines)) messages.add('BOM-E049')
  else if (totals) messages.add('BOM-Q047', { n: boards })
  checkLines(lines, boards, totals && divideBy === undefined, variants, messages)
}
