import { codePageDecoder, RecordReader } from './biff-strings'
import { readCompoundFile } from './compound-file'
import { MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_SHEETS } from '@/server/kernel/workbook-limits'
import { WorkbookRefusal } from './refusal'
import { numericCell } from './number-text'
import type { CellKind, MergedRange, Sheet, SheetRow } from './sheet'

const BOF = 0x0809
const EOF = 0x000a
const ERRORS: Record<number, string> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
}

type BiffRecord = { id: number; data: Uint8Array; view: DataView; at: number }

function* records(bytes: Uint8Array, from: number): Generator<BiffRecord> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = from
  while (at + 4 <= bytes.length) {
    const id = view.getUint16(at, true)
    const size = view.getUint16(at + 2, true)
    const end = Math.min(at + 4 + size, bytes.length)
    const data = bytes.subarray(at + 4, end)
    yield { id, data, view: new DataView(data.buffer, data.byteOffset, data.byteLength), at }
    at = at + 4 + size
  }
}

type Globals = {
  is8: boolean
  decoder: TextDecoder
  strings: string[]
  formats: Map<number, string>
  cellFormats: { id: number; indent: number }[]
  sheets: { name: string; hidden: boolean; offset: number }[]
}

function byteString(globals: Globals, data: Uint8Array, at: number, length: number): string {
  return globals.decoder.decode(data.subarray(at, at + length))
}

function readSharedStrings(parts: readonly Uint8Array[]): string[] {
  const reader = new RecordReader(parts)
  reader.u32()
  const count = Math.min(reader.u32(), MAX_CELLS)
  const strings: string[] = []
  while (strings.length < count && !reader.done) strings.push(reader.unicodeString())
  return strings
}

function readGlobals(bytes: Uint8Array): Globals {
  const globals: Globals = {
    is8: true,
    decoder: codePageDecoder(1252),
    strings: [],
    formats: new Map(),
    cellFormats: [],
    sheets: [],
  }
  let table: Uint8Array[] | null = null
  let first = true
  for (const { id, data, view } of records(bytes, 0)) {
    if (first) {
      if (id !== BOF || data.length < 4) throw new WorkbookRefusal('damaged')
      globals.is8 = view.getUint16(0, true) >= 0x0600
      first = false
      continue
    }
    if (id === 0x3c && table !== null) {
      table.push(data)
      continue
    }
    if (table !== null) {
      globals.strings = readSharedStrings(table)
      table = null
    }
    if (id === EOF) break
    if (id === 0x2f) throw new WorkbookRefusal('locked')
    if (id === 0xfc) table = [data]
    else if (id === 0x42 && data.length >= 2) globals.decoder = codePageDecoder(view.getUint16(0, true))
    else if (id === 0x41e && data.length > 3) {
      const code = globals.is8
        ? new RecordReader([data.subarray(2)]).unicodeString()
        : byteString(globals, data, 3, data[2] ?? 0)
      globals.formats.set(view.getUint16(0, true), code)
    } else if (id === 0xe0 && data.length >= 4) {
      globals.cellFormats.push({ id: view.getUint16(2, true), indent: globals.is8 ? (data[8] ?? 0) & 15 : 0 })
    } else if (id === 0x85 && data.length > 7 && globals.sheets.length < MAX_SHEETS) {
      if (data[5] !== 0) continue
      const name = globals.is8
        ? new RecordReader([data.subarray(7)]).unicodeString(data[6] ?? 0)
        : byteString(globals, data, 7, data[6] ?? 0)
      globals.sheets.push({ name, hidden: data[4] !== 0, offset: view.getUint32(0, true) })
    }
  }
  if (first) throw new WorkbookRefusal('damaged')
  return globals
}

/** The packed 30-bit number of RK cells: an integer or the top of a double, optionally in hundredths. */
function rkNumber(rk: number): number {
  let value: number
  if ((rk & 2) !== 0) value = rk >> 2
  else {
    const view = new DataView(new ArrayBuffer(8))
    view.setUint32(4, rk & 0xfffffffc, true)
    value = view.getFloat64(0, true)
  }
  return (rk & 1) !== 0 ? value / 100 : value
}

class SheetBuilder {
  readonly rows = new Map<number, SheetRow>()
  readonly merges: MergedRange[] = []
  readonly #globals: Globals
  #cells = 0

  constructor(globals: Globals) {
    this.#globals = globals
  }

  row(index: number): SheetRow {
    let row = this.rows.get(index)
    if (row === undefined) {
      row = { row: index + 1, cells: [] }
      this.rows.set(index, row)
      if (this.rows.size > MAX_ROWS + 1_000) throw new WorkbookRefusal('tooMany', { n: this.rows.size, max: MAX_ROWS })
    }
    return row
  }

  put(index: number, column: number, style: number, text: string, kind?: CellKind): void {
    if (text === '' && kind === undefined) return
    if (column >= MAX_COLUMNS) throw new WorkbookRefusal('tooMany', { n: column + 1, max: MAX_COLUMNS })
    if (++this.#cells > MAX_CELLS) throw new WorkbookRefusal('tooMany', { n: this.#cells, max: MAX_CELLS })
    const row = this.row(index)
    while (row.cells.length < column) row.cells.push('')
    row.cells[column] = text
    if (kind !== undefined) (row.kinds ??= new Map()).set(column, kind)
    const indent = this.#globals.cellFormats[style]?.indent ?? 0
    if (indent > 0 && row.indent === undefined) row.indent = indent
  }

  putNumber(index: number, column: number, style: number, value: number): void {
    const id = this.#globals.cellFormats[style]?.id ?? 0
    const { text, kind } = numericCell(String(value), id, this.#globals.formats.get(id))
    this.put(index, column, style, text, kind)
  }
}

function readSheet(bytes: Uint8Array, globals: Globals, offset: number): Pick<Sheet, 'rows' | 'merges'> {
  const builder = new SheetBuilder(globals)
  let pending: { row: number; column: number; style: number } | null = null
  let depth = 0
  for (const { id, data, view } of records(bytes, offset)) {
    if (id === BOF) {
      depth++
      continue
    }
    if (id === EOF) {
      if (--depth <= 0) break
      continue
    }
    if (depth > 1) continue
    if (id === 0x207 && pending !== null) {
      const text = globals.is8
        ? new RecordReader([data]).unicodeString()
        : byteString(globals, data, 2, view.getUint16(0, true))
      builder.put(pending.row, pending.column, pending.style, text)
      pending = null
      continue
    }
    if (id === 0xe5 && data.length >= 2) {
      const count = Math.min(view.getUint16(0, true), Math.floor((data.length - 2) / 8))
      for (let i = 0; i < count; i++) {
        const at = 2 + i * 8
        const [top, bottom] = [view.getUint16(at, true) + 1, view.getUint16(at + 2, true) + 1]
        builder.merges.push({ top, bottom, left: view.getUint16(at + 4, true), right: view.getUint16(at + 6, true) })
      }
      continue
    }
    if (data.length < 6) continue
    const row = view.getUint16(0, true)
    const column = view.getUint16(2, true)
    const style = view.getUint16(4, true)
    switch (id) {
      case 0xfd:
        if (data.length >= 10) builder.put(row, column, style, globals.strings[view.getUint32(6, true)] ?? '')
        break
      case 0x204:
      case 0xd6: {
        if (data.length < 8) break
        const length = view.getUint16(6, true)
        const text = globals.is8
          ? new RecordReader([data.subarray(6)]).unicodeString()
          : byteString(globals, data, 8, length)
        builder.put(row, column, style, text)
        break
      }
      case 0x203:
        if (data.length >= 14) builder.putNumber(row, column, style, view.getFloat64(6, true))
        break
      case 0x27e:
        if (data.length >= 10) builder.putNumber(row, column, style, rkNumber(view.getInt32(6, true)))
        break
      case 0xbd:
        for (let at = 4, next = column; at + 6 <= data.length - 2; at += 6, next++) {
          builder.putNumber(row, next, view.getUint16(at, true), rkNumber(view.getInt32(at + 2, true)))
        }
        break
      case 0x205: {
        const value = data[6] ?? 0
        if (data[7] === 1) builder.put(row, column, style, ERRORS[value] ?? '#VALUE!', 'error')
        else builder.put(row, column, style, value === 1 ? 'TRUE' : 'FALSE', 'bool')
        break
      }
      case 0x06:
      case 0x206:
      case 0x406: {
        if (data.length < 14) break
        if (view.getUint16(12, true) !== 0xffff) builder.putNumber(row, column, style, view.getFloat64(6, true))
        else if (data[6] === 0) pending = { row, column, style }
        else if (data[6] === 1) builder.put(row, column, style, data[8] === 1 ? 'TRUE' : 'FALSE', 'bool')
        else if (data[6] === 2) builder.put(row, column, style, ERRORS[data[8] ?? 0] ?? '#VALUE!', 'error')
        break
      }
      case 0x208:
        if (data.length >= 16 && (view.getUint16(12, true) & 0x20) !== 0) builder.row(row).hidden = true
        break
      default:
    }
  }
  const rows = [...builder.rows.values()].filter(({ cells }) => cells.length > 0).toSorted((a, b) => a.row - b.row)
  return { rows, merges: builder.merges }
}

/** Worksheets of an Excel 97–2003 file (BIFF8), and of Excel 5/95 (BIFF5). Encrypted files are refused. */
export function readXls(bytes: Uint8Array): Sheet[] {
  const streams = readCompoundFile(bytes)
  if (streams.size === 0) throw new WorkbookRefusal('damaged')
  if (streams.has('EncryptedPackage')) throw new WorkbookRefusal('locked')
  const workbook = streams.get('Workbook') ?? streams.get('Book') ?? streams.get('WORKBOOK') ?? streams.get('BOOK')
  if (workbook === undefined) throw new WorkbookRefusal('foreign', { type: 'OLE' })
  const globals = readGlobals(workbook)
  return globals.sheets.map(({ name, hidden, offset }) => ({ name, hidden, ...readSheet(workbook, globals, offset) }))
}
