import { MAX_CELLS, MAX_COLUMNS, MAX_ROWS } from '@/server/kernel/workbook-limits'
import { WorkbookRefusal } from '@/server/platform/workbooks/refusal'
import type { Sheet, SheetRow } from '@/server/platform/workbooks/sheet'
import { attribute, xmlFeed } from '@/server/platform/workbooks/xml'

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
        if (rows.length > MAX_ROWS) throw new WorkbookRefusal('tooMany', { n: rows.length, max: MAX_ROWS })
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
      if (stack.length > MAX_XML_DEPTH) throw new WorkbookRefusal('damaged')
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
          throw new WorkbookRefusal('tooMany', { n: total, max: MAX_CELLS })
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

/** A KiCad netlist or a plain list of records; null for any other XML. */
export function readXmlTable(text: string): { format: 'kicad-netlist' | 'xml'; sheets: Sheet[] } | null {
  if (/<export[\s>]/.test(text.slice(0, 4096))) return { format: 'kicad-netlist', sheets: readNetlist(text) }
  const records = readRecords(text)
  return records === null ? null : { format: 'xml', sheets: [records] }
}
