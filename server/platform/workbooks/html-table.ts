import { MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_SHEETS } from '@/server/kernel/workbook-limits'
import { WorkbookRefusal } from './refusal'
import type { Sheet, SheetRow } from './sheet'

const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  micro: 'µ',
  plusmn: '±',
  deg: '°',
  ohm: 'Ω',
  Omega: 'Ω',
  mu: 'μ',
}

function unescapeHtml(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(#x?[0-9a-f]{1,6}|[a-z]{2,8});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? whole
    const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
}

/** Source line breaks are white space in HTML; `<br>` and paragraphs are real ones (already `\n` marks here). */
const cellText = (html: string): string =>
  unescapeHtml(html.replace(/[ \t\r\n]+/g, ' ').replaceAll('\u0001', '\n')).trim()

const span = (tag: string, name: string): number => {
  const value = Number(new RegExp(`\\b${name}\\s*=\\s*["']?(\\d{1,3})`, 'i').exec(tag)?.[1] ?? 1)
  return Math.max(1, Math.min(value, MAX_COLUMNS))
}

/** Tables of an HTML page (ERP systems save them as `.xls`), each as one sheet. Only text is taken, nothing is run. */
export function readHtmlTables(html: string): Sheet[] {
  const sheets: Sheet[] = []
  const tags = /<!--[\s\S]*?-->|<(script|style)\b[\s\S]*?<\/\1>|<(\/?)(table|tr|td|th|br|p|div)\b([^>]*)>|<[^>]*>/gi
  let sheet: Sheet | null = null
  let row: SheetRow | null = null
  let cell: string | null = null
  let across = 1
  let last = 0
  let total = 0

  const endCell = (): void => {
    if (cell === null || row === null) return
    if (row.cells.length + across > MAX_COLUMNS)
      throw new WorkbookRefusal('tooMany', { n: row.cells.length + across, max: MAX_COLUMNS })
    if ((total += across) > MAX_CELLS) throw new WorkbookRefusal('tooMany', { n: total, max: MAX_CELLS })
    if (across > 1) {
      sheet?.merges.push({
        top: row.row,
        bottom: row.row,
        left: row.cells.length,
        right: row.cells.length + across - 1,
      })
    }
    row.cells.push(cellText(cell))
    for (let i = 1; i < across; i++) row.cells.push('')
    cell = null
  }
  const endRow = (): void => {
    endCell()
    if (row === null || sheet === null) return
    sheet.rows.push(row)
    if (sheet.rows.length > MAX_ROWS) throw new WorkbookRefusal('tooMany', { n: sheet.rows.length, max: MAX_ROWS })
    row = null
  }

  for (const match of html.matchAll(tags)) {
    if (cell !== null) cell += html.slice(last, match.index)
    last = match.index + match[0].length
    const name = match[3]?.toLowerCase()
    const closing = match[2] === '/'
    if (name === 'table') {
      endRow()
      if (!closing && sheets.length < MAX_SHEETS) {
        sheet = { name: `table ${sheets.length + 1}`, hidden: false, rows: [], merges: [] }
        sheets.push(sheet)
      }
    } else if (name === 'tr') {
      endRow()
      if (!closing && sheet !== null) row = { row: sheet.rows.length + 1, cells: [] }
    } else if (name === 'td' || name === 'th') {
      endCell()
      if (!closing && sheet !== null) {
        row ??= { row: sheet.rows.length + 1, cells: [] }
        cell = ''
        across = span(match[4] ?? '', 'colspan')
      }
    } else if (
      cell !== null &&
      cell !== '' &&
      (name === 'br' || name === 'p' || name === 'div') &&
      !(closing && name !== 'br')
    )
      cell += '\u0001'
  }
  endRow()
  return sheets.filter(({ rows }) => rows.length > 0)
}
