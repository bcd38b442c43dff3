import { MAX_CELL_CHARS, MAX_ROWS } from '@/server/kernel/workbook-limits'
import type { Opened } from '@/server/platform/workbooks/container'
import { parseFixedWidth } from '@/server/platform/workbooks/delimited'
import type { EncodingName } from '@/server/platform/workbooks/encoding'
import { boundCells } from '@/server/platform/workbooks/read-workbook'
import { WorkbookRefusal } from '@/server/platform/workbooks/refusal'
import type { Sheet, SheetRow } from '@/server/platform/workbooks/sheet'
import { cutText, detectDelimiter, textBody, textSheet } from '@/server/platform/workbooks/text-table'
import { inferColumns } from './columns'
import { findHeader, isHeader, scoreHeader } from './header-detect'
import { lookupHeader } from './header-lookup'
import type { MessageList } from './messages'
import { columnLetter } from './text'
import type { BomFormat, ImportSettings } from './types'
import { readXmlTable } from './xml-tables'

export type Tables = { format: BomFormat; sheets: Sheet[]; encoding?: EncodingName; delimiter?: string }

const isBom = (rows: SheetRow[]): boolean => findHeader(textSheet(rows)) !== null || inferColumns(rows) !== null

function cutBom(text: string, settings: ImportSettings, messages: MessageList): { sheet: Sheet; delimiter: string } {
  const body = textBody(text, settings.delimiter)
  const best =
    body.delimiter === undefined ? detectDelimiter(body.text, isBom) : { delimiter: body.delimiter, found: true }
  if (!best.found) {
    const isName = (cell: string): boolean => lookupHeader(cell).candidates.length > 0
    const rows = parseFixedWidth(body.text, (cells) => isHeader(scoreHeader(cells)), isName)
    if (rows !== null && rows.length <= MAX_ROWS)
      return { sheet: textSheet(rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))), delimiter: ' ' }
  }
  const { sheet, unclosedRow } = cutText(body, best.delimiter)
  if (unclosedRow !== null) messages.add('BOM-W017', {}, { row: unclosedRow })
  return { sheet, delimiter: best.delimiter }
}

/** Cells that are too long are cut with a message. */
function bound(sheets: readonly Sheet[], messages: MessageList): void {
  for (const { row, column } of boundCells(sheets))
    messages.add('BOM-W018', { max: MAX_CELL_CHARS }, { row, column: columnLetter(column) })
}

/** Whatever the file was, as sheets of rows of raw text. */
export function toTables(opened: Opened, settings: ImportSettings, messages: MessageList): Tables {
  if (opened.decoded?.uncertain === true) messages.add('BOM-W004')
  if (opened.kind === 'text') {
    const { sheet, delimiter } = cutBom(opened.decoded.text, settings, messages)
    bound([sheet], messages)
    return { format: 'csv', sheets: [sheet], encoding: opened.decoded.encoding, delimiter }
  }
  const table = opened.kind === 'sheets' ? opened : readXmlTable(opened.decoded.text)
  if (table === null) throw new WorkbookRefusal('foreign', { type: 'XML' })
  bound(table.sheets, messages)
  return { format: table.format, sheets: table.sheets, encoding: opened.decoded?.encoding }
}
