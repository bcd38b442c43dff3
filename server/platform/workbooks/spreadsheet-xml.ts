import { MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_SHEETS } from '@/server/kernel/workbook-limits'
import { WorkbookRefusal } from './refusal'
import { decimalText } from './number-text'
import type { CellKind, Sheet, SheetRow } from './sheet'
import { attribute, xmlFeed } from './xml'

const KINDS: Record<string, CellKind> = { Number: 'number', DateTime: 'date', Boolean: 'bool', Error: 'error' }

/** Worksheets of an Excel 2003 XML file. */
export function readWorkbookXml(text: string): Sheet[] {
  const sheets: Sheet[] = []
  let row: SheetRow = { row: 0, cells: [] }
  let column = -1
  let type = ''
  let value = ''
  let inData = false
  let hasFormula = false
  let total = 0
  const feed = xmlFeed({
    open: (tag, attributes) => {
      switch (tag) {
        case 'Worksheet':
          if (sheets.length >= MAX_SHEETS)
            throw new WorkbookRefusal('tooMany', { n: sheets.length + 1, max: MAX_SHEETS })
          sheets.push({ name: attribute(attributes, 'Name'), hidden: false, rows: [], merges: [] })
          row = { row: 0, cells: [] }
          break
        case 'Row': {
          const index = Number(attribute(attributes, 'Index'))
          row = { row: index > 0 ? index : row.row + 1, cells: [] }
          if (attribute(attributes, 'Hidden') === '1') row.hidden = true
          column = -1
          break
        }
        case 'Cell': {
          const index = Number(attribute(attributes, 'Index'))
          column = index > 0 ? index - 1 : column + 1
          if (column >= MAX_COLUMNS) throw new WorkbookRefusal('tooMany', { n: column + 1, max: MAX_COLUMNS })
          hasFormula = attribute(attributes, 'Formula') !== ''
          value = ''
          type = ''
          const across = Number(attribute(attributes, 'MergeAcross')) || 0
          if (across > 0)
            sheets.at(-1)?.merges.push({ top: row.row, bottom: row.row, left: column, right: column + across })
          break
        }
        case 'Data':
          inData = true
          type = attribute(attributes, 'Type')
          break
        default:
      }
    },
    text: (chunk) => {
      if (inData) value += chunk
    },
    close: (tag) => {
      if (tag === 'Data') inData = false
      else if (tag === 'Cell') {
        const kind = value === '' && hasFormula ? 'formula' : KINDS[type]
        if (value === '' && kind !== 'formula') return
        if (++total > MAX_CELLS) throw new WorkbookRefusal('tooMany', { n: total, max: MAX_CELLS })
        while (row.cells.length < column) row.cells.push('')
        row.cells[column] =
          kind === 'number' ? decimalText(value) : kind === 'bool' ? (value === '1' ? 'TRUE' : 'FALSE') : value
        if (kind !== undefined) (row.kinds ??= new Map()).set(column, kind)
      } else if (tag === 'Row') {
        const rows = sheets.at(-1)?.rows
        if (rows === undefined || row.cells.length === 0) return
        rows.push(row)
        if (rows.length > MAX_ROWS) throw new WorkbookRefusal('tooMany', { n: rows.length, max: MAX_ROWS })
      }
    },
  })
  feed.write(text)
  feed.end()
  return sheets
}
