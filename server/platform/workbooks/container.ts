import { openArchive } from './archive'
import { decodeText, type Decoded, type EncodingName } from './encoding'
import { readHtmlTables } from './html-table'
import { MAX_FILE_BYTES, MAX_FILE_MB } from '@/server/kernel/workbook-limits'
import { WorkbookRefusal } from './refusal'
import { readOds } from './ods'
import type { Sheet } from './sheet'
import { readWorkbookXml } from './spreadsheet-xml'
import { readXls } from './xls'
import { readXlsx } from './xlsx'

/** What a spreadsheet program saves. */
export type SheetFormat = 'xlsx' | 'xls' | 'ods' | 'spreadsheetml' | 'html'
export type Opened =
  | { kind: 'sheets'; format: SheetFormat; sheets: Sheet[]; decoded?: Decoded }
  /** XML that is no workbook: a domain may know its records. */
  | { kind: 'xml'; decoded: Decoded }
  | { kind: 'text'; decoded: Decoded }

const MAGIC: [string, number[]][] = [
  ['PDF', [0x25, 0x50, 0x44, 0x46]],
  ['PNG', [0x89, 0x50, 0x4e, 0x47]],
  ['JPEG', [0xff, 0xd8, 0xff]],
  ['GIF', [0x47, 0x49, 0x46, 0x38]],
  ['EXE', [0x4d, 0x5a]],
  ['ELF', [0x7f, 0x45, 0x4c, 0x46]],
  ['GZIP', [0x1f, 0x8b]],
  ['RAR', [0x52, 0x61, 0x72, 0x21]],
  ['7Z', [0x37, 0x7a, 0xbc, 0xaf]],
  ['UF2', [0x55, 0x46, 0x32, 0x0a]],
  ['RTF', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
]

const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean => magic.every((byte, i) => bytes[i] === byte)

/** Text that is clearly another kind of file, by its first characters. */
function foreignText(text: string): string | null {
  const head = text.slice(0, 600).replace(/^[\s\ufeff]+/, '')
  if (/^<svg[\s>]/i.test(head) || /^<\?xml[\s\S]*<svg[\s>]/i.test(head)) return 'SVG'
  if (/^\((kicad|export|footprint|module)\b/.test(head)) return 'KiCad'
  if (/^\({20}/.test(head)) return 'S-expression'
  if (head.startsWith('#!/')) return 'script'
  if (/^(\[\s*[[{"]|\{\s*")/.test(head)) return 'JSON'
  if (/^(G04|%FS|%MO|%TF)/.test(head)) return 'Gerber'
  if (/^(M48|%\s*\n?M48)/.test(head)) return 'Excellon'
  if (/^ISO-10303-21/.test(head)) return 'STEP'
  if (/^:[0-9A-F]{10,}\s/.test(head)) return 'Intel HEX'
  return null
}

/** Bytes that no text encoding explains: control characters all over. */
function isBinary(text: string): boolean {
  const sample = text.slice(0, 4_000)
  let odd = 0
  for (let i = 0; i < sample.length; i++) {
    const code = sample.charCodeAt(i)
    if ((code < 32 && code !== 9 && code !== 10 && code !== 13) || code === 0xfffd) odd++
  }
  return odd > sample.length * 0.15
}

const HTML_START = /^[\s\ufeff]*(<\?xml[^>]*>\s*)?(<!doctype\s+html|<(html|table|head|meta|body|style|div)\b)/i

/** What the bytes are, magic first and the name's extension never: sheets, or text to be cut into rows. */
export async function openContainer(bytes: Uint8Array, encoding?: EncodingName): Promise<Opened> {
  if (bytes.length === 0) throw new WorkbookRefusal('empty')
  if (bytes.length > MAX_FILE_BYTES) throw new WorkbookRefusal('tooLarge', { max: MAX_FILE_MB })
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0x50, 0x4b, 0x05, 0x06])) {
    const archive = await openArchive(bytes)
    if (archive.names.has('xl/workbook.xml')) return { kind: 'sheets', format: 'xlsx', sheets: await readXlsx(archive) }
    if (archive.names.has('content.xml')) return { kind: 'sheets', format: 'ods', sheets: await readOds(archive) }
    throw new WorkbookRefusal('foreign', { type: 'ZIP' })
  }
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return { kind: 'sheets', format: 'xls', sheets: readXls(bytes) }
  for (const [type, magic] of MAGIC) if (startsWith(bytes, magic)) throw new WorkbookRefusal('foreign', { type })

  const result = decodeText(bytes, encoding)
  if (!result.ok) throw new WorkbookRefusal('encoding', { enc: 'UTF-32' })
  const { decoded } = result
  const head = decoded.text.slice(0, 65_536)
  const foreign = foreignText(head)
  if (foreign !== null) throw new WorkbookRefusal('foreign', { type: foreign })
  if (/^[\s\ufeff]*<(\?xml|[A-Za-z][\w.-]*[\s>])/.test(head) && !HTML_START.test(head)) {
    const start = decoded.text.slice(0, 4_096)
    if (start.includes('<!DOCTYPE') || start.includes('<!ENTITY')) throw new WorkbookRefusal('entities')
    if (!/<(\w+:)?Workbook[\s>]/.test(start)) return { kind: 'xml', decoded }
    return { kind: 'sheets', format: 'spreadsheetml', sheets: readWorkbookXml(decoded.text), decoded }
  }
  if (HTML_START.test(head)) {
    if (!/<table[\s>]/i.test(decoded.text)) throw new WorkbookRefusal('foreign', { type: 'HTML' })
    return { kind: 'sheets', format: 'html', sheets: readHtmlTables(decoded.text), decoded }
  }
  if (isBinary(decoded.text)) throw new WorkbookRefusal('damaged')
  return { kind: 'text', decoded }
}
