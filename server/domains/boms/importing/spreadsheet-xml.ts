import { MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_SHEETS } from './limits'
import { ImportRefusal } from './messages'
import { decimalText } from './number-text'
import type { CellKind, Sheet, SheetRow } from './sheet'
import { attribute, xmlFeed } from './xml'

const KINDS: Record<string, CellKind> = { Number: 'number', DateTime: 'date', Boolean: 'bool', Error: 'error' }

function readWorkbookXml(text: string): Sheet[] {
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
            throw new ImportRefusal('BOM-E002', { n: sheets.length + 1, max: MAX_SHEETS })
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
          if (column >= MAX_COLUMNS) throw new ImportRefusal('BOM-E002', { n: column + 1, max: MAX_COLUMNS })
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
        if (++total > MAX_CELLS) throw new ImportRefusal('BOM-E002', { n: total, max: MAX_CELLS })
        while (row.cells.length < column) row.cells.push('')
        row.cells[column] =
          kind === 'number' ? decimalText(value) : kind === 'bool' ? (value === '1' ? 'TRUE' : 'FALSE') : value
        if (kind !== undefined) (row.kinds ??= new Map()).set(column, kind)
      } else if (tag === 'Row') {
        const rows = sheets.at(-1)?.rows
        if (rows === undefined || row.cells.length === 0) return
        rows.push(row)
        if (rows.length > MAX_ROWS) throw new ImportRefusal('BOM-E002', { n: rows.length, max: MAX_ROWS })
      }
    },
  })
  feed.write(text)
  feed.end()
  return sheets
}

const MAX_XML_DEPTH = 200

const NETLIST_COLUMNS = ['Reference', 'Value', 'Footprint', 'Datasheet', 'Description']

/** A KiCad netlist (`<export><components><comp ref=…>`) as one row per part, its fields as further columns. */
function readNetlist(text: string): Sheet[] {
  const header = [...NETLIST_COLUMNS]
  const rows: SheetRow[] = [{ row: 1, cells: header }]
  let cells: string[] | null = null
  let field = ''
  let value = ''
  const put = (name: string, content: string): void => {
    let at = header.indexOf(name)
    if (at === -1 && header.length < MAX_COLUMNS) at = header.push(name) - 1
    if (cells !== null && at !== -1) {
      while (cells.length < at) cells.push('')
      cells[at] = content
    }
  }
  const feed = xmlFeed({
    open: (tag, attributes) => {
      value = ''
      if (tag === 'comp') cells = [attribute(attributes, 'ref')]
      else if (tag === 'field') field = attribute(attributes, 'name')
      else if (tag === 'property' && cells !== null && attribute(attributes, 'name') === 'dnp') put('DNP', 'DNP')
      else if (tag === 'property' && cells !== null && attribute(attributes, 'name') === 'exclude_from_bom')
        put('Exclude from BOM', 'X')
    },
    text: (chunk) => {
      value += chunk
    },
    close: (tag) => {
      if (cells === null) return
      if (tag === 'value') put('Value', value)
      else if (tag === 'footprint') put('Footprint', value)
      else if (tag === 'datasheet') put('Datasheet', value)
      else if (tag === 'description') put('Description', value)
      else if (tag === 'field' && value !== '') put(field, value)
      else if (tag === 'comp') {
        rows.push({ row: rows.length + 1, cells })
        if (rows.length > MAX_ROWS) throw new ImportRefusal('BOM-E002', { n: rows.length, max: MAX_ROWS })
        cells = null
      }
      value = ''
    },
  })
  feed.write(text)
  feed.end()
  return [{ name: 'netlist', hidden: false, rows, merges: [] }]
}

type Open = { name: string; fields: Map<string, string>; text: string; isLeaf: boolean }

/** XML that is a list of records (`<ROW Designator=… />`, `<component><Reference>…`): the commonest kind of element. */
function readRecords(text: string): Sheet | null {
  const byName = new Map<string, Map<string, string>[]>()
  const stack: Open[] = []
  let total = 0
  const feed = xmlFeed({
    open: (name, attributes) => {
      const above = stack.at(-1)
      if (above !== undefined) above.isLeaf = false
      stack.push({ name, fields: new Map(Object.entries(attributes)), text: '', isLeaf: true })
      if (stack.length > MAX_XML_DEPTH) throw new ImportRefusal('BOM-E008')
    },
    text: (chunk) => {
      const top = stack.at(-1)
      if (top !== undefined) top.text += chunk
    },
    close: () => {
      const element = stack.pop()
      const above = stack.at(-1)
      if (element === undefined) return
      if (element.isLeaf && element.fields.size === 0) above?.fields.set(element.name, element.text.trim())
      else if (element.fields.size > 1) {
        if ((total += element.fields.size) > MAX_CELLS)
          throw new ImportRefusal('BOM-E002', { n: total, max: MAX_CELLS })
        const same = byName.get(element.name)
        if (same === undefined) byName.set(element.name, [element.fields])
        else same.push(element.fields)
      }
    },
  })
  feed.write(text)
  feed.end()
  const [records = []] = [...byName.values()].toSorted((a, b) => b.length - a.length)
  const header = [...new Set(records.slice(0, 1_000).flatMap((fields) => [...fields.keys()]))].slice(0, MAX_COLUMNS)
  if (records.length === 0 || records.length > MAX_ROWS) return null
  const rows = records.map((fields, i) => ({ row: i + 2, cells: header.map((name) => fields.get(name) ?? '') }))
  return { name: 'records', hidden: false, rows: [{ row: 1, cells: header }, ...rows], merges: [] }
}

/** Excel 2003 XML, a KiCad netlist or a plain list of records; null for any other XML. */
export function readXmlTable(
  text: string,
): { format: 'spreadsheetml' | 'kicad-netlist' | 'xml'; sheets: Sheet[] } | null {
  const head = text.slice(0, 4096)
  if (head.includes('<!DOCTYPE') || head.includes('<!ENTITY')) throw new ImportRefusal('BOM-E015')
  if (/<(\w+:)?Workbook[\s>]/.test(head)) return { format: 'spreadsheetml', sheets: readWorkbookXml(text) }
  if (/<export[\s>]/.test(head)) return { format: 'kicad-netlist', sheets: readNetlist(text) }
  const records = readRecords(text)
  return records === null ? null : { format: 'xml', sheets: [records] }
}
