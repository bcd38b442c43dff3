import { decodeText } from '@/server/platform/workbooks/encoding'
import { headOf } from './text'
import { textKind } from './text-kind'

/** What a design file can be. Look-alikes (`html`, `svg`, `executable`) are named, so that nobody takes them for another. */
export const fileKinds = [
  'gerber',
  'gerberJob',
  'drill',
  'kicadBoard',
  'kicadSchematic',
  'kicadOther',
  'eagleBoard',
  'eagleSchematic',
  'altiumDocument',
  'step',
  'stl',
  'dxf',
  'ipc2581',
  'pdf',
  'png',
  'jpeg',
  'gif',
  'webp',
  'bmp',
  'tiff',
  'svg',
  'html',
  'spreadsheet',
  'document',
  'pickAndPlace',
  'archive',
  'firmware',
  'executable',
  'json',
  'xml',
  'text',
  'empty',
  'unknown',
] as const
export type FileKind = (typeof fileKinds)[number]

/** `format`: the dialect within the kind, such as `zip`, `xlsx`, `binary`, `legacy`; '' where there is one only. */
export type DetectedKind = Readonly<{ kind: FileKind; format: string }>

type Magic = readonly [string, FileKind, string]

/** First bytes in hexadecimal; `..` is any byte. */
const magics: readonly Magic[] = [
  ['255044462d', 'pdf', ''],
  ['89504e470d0a1a0a', 'png', ''],
  ['ffd8ff', 'jpeg', ''],
  ['474946383761', 'gif', ''],
  ['474946383961', 'gif', ''],
  ['52494646........57454250', 'webp', ''],
  ['49492a00', 'tiff', ''],
  ['4d4d002a', 'tiff', ''],
  ['526172211a07', 'archive', 'rar'],
  ['377abcaf271c', 'archive', '7z'],
  ['1f8b08', 'archive', 'gzip'],
  ['425a68', 'archive', 'bzip2'],
  ['fd377a585a00', 'archive', 'xz'],
  ['7f454c46', 'firmware', 'elf'],
  ['5546320a', 'firmware', 'uf2'],
  ['4466755365', 'firmware', 'dfu'],
  ['4d5a', 'executable', 'pe'],
  ['7b5c727466', 'document', 'rtf'],
]

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes.subarray(0, 24)).toString('hex')
const matches = (hex: string, magic: string): boolean => {
  for (let at = 0; at < magic.length; at += 2) {
    const wanted = magic.slice(at, at + 2)
    if (wanted !== '..' && hex.slice(at, at + 2) !== wanted) return false
  }
  return true
}

/** The last part of a name after its dot, in lower case; '' where it has none. */
export const extensionOf = (fileName: string): string => /\.([^./\\\s]{1,16})$/.exec(fileName)?.[1]?.toLowerCase() ?? ''

/**
 * What a file is. Bytes decide; the name only where they leave it open (flat binaries, and the empty remainder of
 * text). Never throws; looks at the first `HEAD_BYTES` and the length.
 */
export function detectFileKind(bytes: Uint8Array, fileName: string): DetectedKind {
  if (bytes.length === 0) return { kind: 'empty', format: '' }
  const extension = extensionOf(fileName)
  const hex = hexOf(bytes)
  for (const [magic, kind, format] of magics) if (matches(hex, magic)) return { kind, format }
  if (/^504b(0304|0506|0708)/.test(hex)) return zipKind(bytes)
  if (hex.startsWith('d0cf11e0a1b11ae1')) return compoundKind(extension)
  const tar = Buffer.from(bytes.subarray(257, 262)).toString('latin1')
  if (tar === 'ustar') return { kind: 'archive', format: 'tar' }
  if (hex.startsWith('424d') && isBitmap(bytes)) return { kind: 'bmp', format: '' }
  if (isBinaryStl(bytes, extension)) return { kind: 'stl', format: 'binary' }

  const decoded = decodeText(headOf(bytes))
  if (!decoded.ok) return { kind: 'text', format: '' }
  const { text } = decoded.decoded
  if (isBinary(text)) return binaryKind(extension)
  return textKind(text, extension)
}

/** Office documents are ZIP files whose first member says so. */
function zipKind(bytes: Uint8Array): DetectedKind {
  const head = Buffer.from(bytes.subarray(30, 160)).toString('latin1')
  if (head.startsWith('mimetypeapplication/vnd.oasis.opendocument.'))
    return head.startsWith('spreadsheet', 43)
      ? { kind: 'spreadsheet', format: 'ods' }
      : { kind: 'document', format: '' }
  if (/^(\[Content_Types\]\.xml|_rels\/|docProps\/|xl\/|word\/|ppt\/)/.test(head)) {
    const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const directory = whole.subarray(Math.max(0, whole.length - 1024 * 1024))
    if (directory.includes('xl/workbook.xml')) return { kind: 'spreadsheet', format: 'xlsx' }
    return { kind: 'document', format: 'office' }
  }
  return { kind: 'archive', format: 'zip' }
}

/** Compound files are one container for many programs; their streams would have to be read to tell them apart. */
function compoundKind(extension: string): DetectedKind {
  if (/^(pcbdoc|schdoc|schlib|pcblib|intlib|outjob)$/.test(extension))
    return { kind: 'altiumDocument', format: extension }
  if (/^(doc|ppt|vsd|msg)$/.test(extension)) return { kind: 'document', format: 'office' }
  return { kind: 'spreadsheet', format: 'xls' }
}

const isBitmap = (bytes: Uint8Array): boolean => {
  const header = bytes[14] ?? 0
  return bytes.length >= 26 && [12, 40, 52, 56, 64, 108, 124].includes(header)
}

/** 80 bytes of anything, a count, and 50 bytes for each triangle: only the length gives it away, else the name. */
function isBinaryStl(bytes: Uint8Array, extension: string): boolean {
  if (bytes.length < 84) return false
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const count = view.getUint32(80, true)
  if (count > 0 && bytes.length === 84 + count * 50) return true
  if (extension !== 'stl') return false
  const body = Buffer.from(bytes.subarray(0, 1024)).toString('latin1')
  return !/^\s*solid[\s\S]*\bfacet\b/.test(body) && !/^\s*</.test(body) && bytes.subarray(80).includes(0)
}

/** Control characters all over: no text. */
function isBinary(text: string): boolean {
  const sample = text.slice(0, 4_000)
  let odd = 0
  for (let at = 0; at < sample.length; at++) {
    const code = sample.charCodeAt(at)
    if ((code < 32 && code !== 9 && code !== 10 && code !== 13 && code !== 12 && code !== 26) || code === 0xfffd) odd++
  }
  return odd > sample.length * 0.1
}

const binaryKind = (extension: string): DetectedKind =>
  /^(bin|img|rom|fw|ota|dfu)$/.test(extension) ? { kind: 'firmware', format: 'flat' } : { kind: 'unknown', format: '' }
