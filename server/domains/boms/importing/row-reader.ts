import { isCarried } from './cell-values'
import type { ColumnMap, MappedColumn } from './columns'
import type { CanonicalField } from './fields'
import { looksLikeMpn } from './column-content'
import { isLossCarried } from './losses'
import type { CellMeanings } from './meanings'
import type { MessageList } from './messages'
import { cellOf, type SheetRow } from '@/server/platform/workbooks/sheet'
import { columnLetter, orNull, working } from './text'

const ERROR_TEXT = /^#(N\/A|REF!|VALUE!|NAME\?|NULL!|NUM!|DIV\/0!)$/i
const DATE_TEXT =
  /^(\d{1,2}[-/]?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[-/]?\d{1,2}|\d{1,2}月\d{1,2}日)$/i
const SCIENTIFIC = /^\d(\.\d+)?E[+-]?\d{1,3}$/

/** Cells of one row by field, with Excel's damage reported (rules §2). */
export class RowReader {
  readonly row: SheetRow
  readonly #map: ColumnMap
  readonly #messages: MessageList
  readonly #said: CellMeanings

  constructor(row: SheetRow, map: ColumnMap, messages: MessageList, said: CellMeanings = {}) {
    this.#said = said
    this.row = row
    this.#map = map
    this.#messages = messages
  }

  has(field: CanonicalField): boolean {
    return this.#map.byField.has(field)
  }

  column(field: CanonicalField): MappedColumn | undefined {
    return this.#map.byField.get(field)
  }

  /** Every column of a field, the main one first. */
  columns(field: CanonicalField): MappedColumn[] {
    return this.#map.columns.filter((column) => column.field === field).toSorted((a, b) => a.rank - b.rank)
  }

  /** Raw text of a column; spreadsheet errors and missing formula results read as empty. */
  cell(column: MappedColumn): string {
    const raw = cellOf(this.row, column.index)
    const kind = this.row.kinds?.get(column.index)
    const place = { row: this.row.row, column: column.letter }
    if (kind === 'formula') {
      this.#messages.add('BOM-E006', {}, place)
      return ''
    }
    if (kind === 'error' || (raw.startsWith('#') && ERROR_TEXT.test(raw))) {
      this.#messages.add('BOM-W033', { t: raw }, place)
      return ''
    }
    return unguarded(raw)
  }

  /** Text as written, trimmed; null when the cell is empty or holds a placeholder. */
  text(field: CanonicalField): string | null {
    const column = this.column(field)
    if (column === undefined) return null
    const text = orNull(this.cell(column))
    if (text === null || column.field === field) return text
    // The column mainly means something else; take it as a part number only when it looks like one.
    return field === 'mpn' && !looksLikeMpn(working(text)) ? null : text
  }

  /** Part number or code, checked for what Excel does to them. */
  code(field: CanonicalField): string | null {
    const text = this.text(field)
    const column = this.column(field)
    if (text === null || column === undefined) return text
    const place = { row: this.row.row, column: column.letter }
    if (this.row.kinds?.get(column.index) === 'date' || DATE_TEXT.test(text))
      this.#messages.add('BOM-E031', { t: text }, place)
    else if (SCIENTIFIC.test(text)) this.#messages.add('BOM-E032', { t: text }, place)
    return text
  }

  /** All columns of a joined field in one text. */
  joined(field: CanonicalField): string | null {
    const columns = this.columns(field)
    if (columns.length <= 1) return this.text(field)
    const parts: string[] = []
    for (const column of columns) {
      const text = orNull(this.cell(column))
      if (text !== null && !parts.includes(text)) parts.push(text)
    }
    return parts.length === 0 ? null : parts.join(' / ')
  }

  /** Cells no field took, by header (or column letter when it has none). */
  extra(): Record<string, string> {
    const out: Record<string, string> = {}
    for (const column of this.#map.columns) {
      if (column.field === 'ignore' || (column.field !== null && !EXTRA_FIELDS.has(column.field))) continue
      const text = unguarded(cellOf(this.row, column.index).trim())
      if (text === '' || (column.field !== null && this.#isCarried(column.field, text))) continue
      const name = column.header === '' ? column.letter : column.header
      out[out[name] === undefined ? name : `${name} (${column.letter})`] = text
    }
    return out
  }

  /** Columns whose cells the line carries are not repeated beside it. */
  #isCarried(field: CanonicalField, text: string): boolean {
    if (field === 'sourcing' || field === 'itemType') return isCarried(field, text, this.#said)
    return LOSSES.has(field) && isLossCarried(field, text)
  }

  raw(): Record<string, string> {
    const out: Record<string, string> = {}
    for (let column = 0; column < this.row.cells.length; column++) {
      const text = this.row.cells[column] ?? ''
      if (text !== '') out[columnLetter(column)] = text
    }
    return out
  }
}

/** Without the apostrophe that keeps a spreadsheet from changing or running a cell. */
const unguarded = (text: string): string => (/^'(?=\d|[=+\-@])/.test(text) ? text.slice(1) : text)

const LOSSES: ReadonlySet<CanonicalField> = new Set(['attritionPct', 'attritionQty', 'roundMultiple'])

/** Recognised columns that have no place of their own on a line; kept by their header. */
const EXTRA_FIELDS: ReadonlySet<CanonicalField> = new Set([
  'symbol',
  'attritionPct',
  'attritionQty',
  'roundMultiple',
  'sourcing',
  'extPrice',
  'currency',
  'moq',
  'leadTime',
  'msl',
  'rohs',
  'lifecycle',
  'datasheet',
  'hsCode',
  'coo',
  'critical',
  'itemType',
  'lcscPn',
  'supplierPn',
  'altFlag',
  'parentPn',
])
