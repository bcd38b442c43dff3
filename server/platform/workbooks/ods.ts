import type { Archive } from './archive'
import { MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_SHEETS } from '@/server/kernel/workbook-limits'
import { WorkbookRefusal } from './refusal'
import { decimalText } from './number-text'
import type { CellKind, Sheet, SheetRow } from './sheet'
import { attribute, xmlFeed } from './xml'

const KINDS: Record<string, CellKind> = {
  float: 'number',
  percentage: 'number',
  currency: 'number',
  date: 'date',
  boolean: 'bool',
}

/** Sheets of an OpenDocument spreadsheet. Repeated empty rows and cells only move the counters. */
export async function readOds(archive: Archive): Promise<Sheet[]> {
  const sheets: Sheet[] = []
  let sheet: Sheet | null = null
  let row: SheetRow = { row: 0, cells: [] }
  let rowNumber = 0
  let rowRepeat = 1
  let column = 0
  let cellRepeat = 1
  let type = ''
  let stored = ''
  let text = ''
  let paragraphs = 0
  let inCell = false
  let annotation = 0
  let total = 0

  const put = (value: string, kind: CellKind | undefined): void => {
    const copies = Math.min(cellRepeat, MAX_COLUMNS + 1)
    for (let i = 0; i < copies; i++) {
      const at = column + i
      if (at >= MAX_COLUMNS) throw new WorkbookRefusal('tooMany', { n: at + 1, max: MAX_COLUMNS })
      if (++total > MAX_CELLS) throw new WorkbookRefusal('tooMany', { n: total, max: MAX_CELLS })
      while (row.cells.length < at) row.cells.push('')
      row.cells[at] = value
      if (kind !== undefined) (row.kinds ??= new Map()).set(at, kind)
    }
  }

  const finishRow = (): void => {
    if (sheet === null) return
    const copies = row.cells.length === 0 ? 0 : Math.min(rowRepeat, MAX_ROWS)
    for (let i = 0; i < copies; i++) {
      sheet.rows.push(i === 0 ? row : { ...row, row: row.row + i })
      total += i === 0 ? 0 : row.cells.length
      if (sheet.rows.length > MAX_ROWS || total > MAX_CELLS) {
        throw new WorkbookRefusal('tooMany', { n: sheet.rows.length, max: MAX_ROWS })
      }
    }
    rowNumber += rowRepeat
  }

  const feed = xmlFeed({
    open: (tag, attributes) => {
      const count = (name: string): number => Math.max(1, Number(attribute(attributes, name)) || 1)
      switch (tag) {
        case 'table':
          if (sheets.length >= MAX_SHEETS)
            throw new WorkbookRefusal('tooMany', { n: sheets.length + 1, max: MAX_SHEETS })
          sheet = { name: attribute(attributes, 'name'), hidden: false, rows: [], merges: [] }
          sheets.push(sheet)
          rowNumber = 0
          break
        case 'table-row': {
          rowRepeat = count('number-rows-repeated')
          row = { row: rowNumber + 1, cells: [] }
          const visibility = attribute(attributes, 'visibility')
          if (visibility === 'collapse' || visibility === 'filter') row.hidden = true
          column = 0
          break
        }
        case 'table-cell':
        case 'covered-table-cell':
          cellRepeat = count('number-columns-repeated')
          type = attribute(attributes, 'value-type')
          stored = attribute(
            attributes,
            type === 'boolean' ? 'boolean-value' : type === 'date' ? 'date-value' : 'value',
          )
          text = ''
          paragraphs = 0
          inCell = true
          break
        case 'annotation':
          annotation++
          break
        case 'p':
          if (inCell && annotation === 0 && paragraphs++ > 0) text += '\n'
          break
        case 's':
          if (inCell && annotation === 0) text += ' '.repeat(Math.min(count('c'), 100))
          break
        case 'line-break':
          if (inCell && annotation === 0) text += '\n'
          break
        default:
      }
    },
    text: (chunk) => {
      if (inCell && annotation === 0 && paragraphs > 0) text += chunk
    },
    close: (tag) => {
      if (tag === 'annotation') annotation--
      else if (tag === 'table-cell' || tag === 'covered-table-cell') {
        const value =
          type === 'float' ? decimalText(stored) : type === 'boolean' ? stored.toUpperCase() : text || stored
        if (value !== '') put(value, KINDS[type])
        column += cellRepeat
        inCell = false
      } else if (tag === 'table-row') finishRow()
      else if (tag === 'table') sheet = null
    },
  })
  await archive.read('content.xml', feed.write)
  feed.end()
  return sheets
}
