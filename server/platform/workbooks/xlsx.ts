import type { Archive } from './archive'
import { MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_SHEETS } from '@/server/kernel/workbook-limits'
import { WorkbookRefusal } from './refusal'
import { numericCell } from './number-text'
import type { CellKind, MergedRange, Sheet, SheetRow } from './sheet'
import { attribute, xmlFeed } from './xml'

type Styles = { format: (style: number) => { id: number; code: string | undefined }; indent: (style: number) => number }

async function readXml(archive: Archive, name: string, handlers: Parameters<typeof xmlFeed>[0]): Promise<void> {
  if (!archive.names.has(name)) return
  const feed = xmlFeed(handlers)
  await archive.read(name, feed.write)
  feed.end()
}

/** `_x000D_` and friends, as Excel escapes control characters. */
const unescapeText = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    : text

async function readSharedStrings(archive: Archive, name: string): Promise<string[]> {
  const strings: string[] = []
  let current = ''
  let inText = false
  let phonetic = 0
  await readXml(archive, name, {
    open: (tag) => {
      if (tag === 'si') current = ''
      else if (tag === 'rPh') phonetic++
      else if (tag === 't') inText = phonetic === 0
    },
    text: (text) => {
      if (inText) current += text
    },
    close: (tag) => {
      if (tag === 't') inText = false
      else if (tag === 'rPh') phonetic--
      else if (tag === 'si') {
        strings.push(unescapeText(current))
        if (strings.length > MAX_CELLS) throw new WorkbookRefusal('tooMany', { n: strings.length, max: MAX_CELLS })
      }
    },
  })
  return strings
}

async function readStyles(archive: Archive, name: string): Promise<Styles> {
  const codes = new Map<number, string>()
  const cells: { id: number; indent: number }[] = []
  let inCellXfs = false
  await readXml(archive, name, {
    open: (tag, attributes) => {
      if (tag === 'numFmt') codes.set(Number(attribute(attributes, 'numFmtId')), attribute(attributes, 'formatCode'))
      else if (tag === 'cellXfs') inCellXfs = true
      else if (tag === 'xf' && inCellXfs) cells.push({ id: Number(attribute(attributes, 'numFmtId')) || 0, indent: 0 })
      else if (tag === 'alignment' && inCellXfs) {
        const last = cells.at(-1)
        if (last !== undefined) last.indent = Number(attribute(attributes, 'indent')) || 0
      }
    },
    close: (tag) => {
      if (tag === 'cellXfs') inCellXfs = false
    },
  })
  return {
    format: (style) => {
      const id = cells[style]?.id ?? 0
      return { id, code: codes.get(id) }
    },
    indent: (style) => cells[style]?.indent ?? 0,
  }
}

type SheetEntry = { name: string; hidden: boolean; path: string }

function resolvePath(base: string, target: string): string {
  const parts = target.startsWith('/') ? [] : base.split('/').slice(0, -1)
  for (const part of target.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return parts.join('/')
}

async function readRelations(archive: Archive, name: string): Promise<Map<string, { target: string; type: string }>> {
  const relations = new Map<string, { target: string; type: string }>()
  await readXml(archive, name, {
    open: (tag, attributes) => {
      if (tag !== 'Relationship') return
      relations.set(attribute(attributes, 'Id'), {
        target: attribute(attributes, 'Target'),
        type: attribute(attributes, 'Type'),
      })
    },
  })
  return relations
}

/** `BC12` → row 12, column 54. */
function cellAddress(reference: string): { row: number; column: number } | null {
  let column = 0
  let i = 0
  for (; i < reference.length; i++) {
    const code = reference.charCodeAt(i) | 32
    if (code < 97 || code > 122) break
    column = column * 26 + (code - 96)
  }
  const row = Number(reference.slice(i))
  return column > 0 && column <= 16_384 && Number.isInteger(row) && row > 0 ? { row, column: column - 1 } : null
}

function mergedRange(reference: string): MergedRange | null {
  const [from = '', to = ''] = reference.split(':')
  const a = cellAddress(from)
  const b = cellAddress(to)
  return a === null || b === null
    ? null
    : { top: a.row, left: a.column, bottom: b.row, right: Math.min(b.column, MAX_COLUMNS) }
}

const KIND_BY_TYPE: Record<string, CellKind> = { b: 'bool', e: 'error', d: 'date' }

async function readSheet(
  archive: Archive,
  path: string,
  strings: string[],
  styles: Styles,
): Promise<Pick<Sheet, 'rows' | 'merges'>> {
  const rows: SheetRow[] = []
  const merges: MergedRange[] = []
  let row: SheetRow = { row: 0, cells: [] }
  let cells = 0
  let column = -1
  let type = ''
  let style = 0
  let value = ''
  let hasFormula = false
  let collecting = false

  const put = (text: string, kind?: CellKind): void => {
    if (text === '' && kind === undefined) return
    if (column >= MAX_COLUMNS) throw new WorkbookRefusal('tooMany', { n: column + 1, max: MAX_COLUMNS })
    if (++cells > MAX_CELLS) throw new WorkbookRefusal('tooMany', { n: cells, max: MAX_CELLS })
    while (row.cells.length < column) row.cells.push('')
    row.cells[column] = text
    if (kind !== undefined) (row.kinds ??= new Map()).set(column, kind)
    const indent = styles.indent(style)
    if (indent > 0 && row.indent === undefined) row.indent = indent
  }

  const finishCell = (): void => {
    if (type === 's') return put(strings[Number(value)] ?? '')
    if (type === 'str' || type === 'inlineStr') return put(unescapeText(value))
    if (value === '') return hasFormula ? put('', 'formula') : undefined
    if (type === '' || type === 'n') {
      const format = styles.format(style)
      const { text, kind } = numericCell(value, format.id, format.code)
      return put(text, kind)
    }
    put(type === 'b' ? (value === '1' ? 'TRUE' : 'FALSE') : value, KIND_BY_TYPE[type])
  }

  await readXml(archive, path, {
    open: (tag, attributes) => {
      switch (tag) {
        case 'row': {
          const number = Number(attribute(attributes, 'r'))
          row = { row: Number.isInteger(number) && number > 0 ? number : row.row + 1, cells: [] }
          const hidden = attribute(attributes, 'hidden')
          if (hidden === '1' || hidden === 'true') row.hidden = true
          column = -1
          break
        }
        case 'c': {
          const address = cellAddress(attribute(attributes, 'r'))
          column = address?.column ?? column + 1
          type = attribute(attributes, 't')
          style = Number(attribute(attributes, 's')) || 0
          value = ''
          hasFormula = false
          break
        }
        case 'f':
          hasFormula = true
          break
        case 'v':
        case 't':
          collecting = true
          break
        case 'rPh':
          collecting = false
          break
        case 'mergeCell': {
          const range = mergedRange(attribute(attributes, 'ref'))
          if (range !== null && merges.length < 5_000) merges.push(range)
          break
        }
        default:
      }
    },
    text: (text) => {
      if (collecting) value += text
    },
    close: (tag) => {
      if (tag === 'v' || tag === 't') collecting = false
      else if (tag === 'c') finishCell()
      else if (tag === 'row' && row.cells.length > 0) {
        rows.push(row)
        if (rows.length > MAX_ROWS) throw new WorkbookRefusal('tooMany', { n: rows.length, max: MAX_ROWS })
      }
    },
  })
  return { rows, merges }
}

/** All worksheets of an XLSX, chart sheets left out. Formulas are never evaluated: their saved value is read. */
export async function readXlsx(archive: Archive): Promise<Sheet[]> {
  const workbook = archive.names.has('xl/workbook.xml') ? 'xl/workbook.xml' : ''
  const relations = await readRelations(archive, 'xl/_rels/workbook.xml.rels')
  const entries: SheetEntry[] = []
  await readXml(archive, workbook, {
    open: (tag, attributes) => {
      if (tag !== 'sheet' || entries.length >= MAX_SHEETS) return
      const relation = relations.get(attribute(attributes, 'id'))
      if (relation !== undefined && !relation.type.endsWith('/worksheet')) return
      const path =
        relation === undefined ? `xl/worksheets/sheet${entries.length + 1}.xml` : resolvePath(workbook, relation.target)
      const state = attribute(attributes, 'state')
      entries.push({ name: attribute(attributes, 'name'), hidden: state === 'hidden' || state === 'veryHidden', path })
    },
  })
  const part = (suffix: string, fallback: string): string => {
    for (const { target, type } of relations.values()) if (type.endsWith(suffix)) return resolvePath(workbook, target)
    return fallback
  }
  const strings = await readSharedStrings(archive, part('/sharedStrings', 'xl/sharedStrings.xml'))
  const styles = await readStyles(archive, part('/styles', 'xl/styles.xml'))
  const sheets: Sheet[] = []
  for (const { name, hidden, path } of entries)
    sheets.push({ name, hidden, ...(await readSheet(archive, path, strings, styles)) })
  return sheets
}
