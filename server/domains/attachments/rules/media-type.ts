/** What may be attached. Everything else is refused, whatever it calls itself. */
export const mediaTypes = [
  'image/png',
  'image/jpeg',
  'image/webp',
  'image/gif',
  'image/heic',
  'application/pdf',
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'text/plain',
] as const
export type MediaType = (typeof mediaTypes)[number]
export const isMediaType = (text: string): text is MediaType => mediaTypes.some((type) => type === text)

/** What file choosers offer. */
export const acceptedNames = '.png,.jpg,.jpeg,.webp,.gif,.heic,.heif,.pdf,.csv,.xlsx,.txt'

/** Pictures that every browser draws; HEIC, the iPhone's own, is kept but only some can show it. */
export const isPicture = (type: string): boolean =>
  type === 'image/png' || type === 'image/jpeg' || type === 'image/webp' || type === 'image/gif'

/** What a browser may show on our origin: raster pictures and PDF hold nothing that runs there. */
export const mayShowInline = (type: string): boolean =>
  isPicture(type) || type === 'image/heic' || type === 'application/pdf'

/** What of a file decides its type: how it begins, how it ends, and whether a NUL byte is anywhere in it. */
export type Sample = Readonly<{ head: Uint8Array; tail: Uint8Array; nul: boolean }>
export const headBytes = 4_096
/** The directory of a spreadsheet's archive stands at its end. */
export const tailBytes = 262_144

/** Bytes as text of one character each, so that signatures can be looked for. */
const latin = (bytes: Uint8Array, from = 0, to = bytes.length): string => {
  let text = ''
  for (const byte of bytes.subarray(from, to)) text += String.fromCharCode(byte)
  return text
}

/** Major brands of HEIC and HEIF stills (ISO/IEC 23008-12); `mif1` names a generic one, which phones write as well. */
const heicBrands = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1']

/** Text that a browser might take for a page or a drawing with scripts in it. */
const markup = /^\s*(<\?|<!|<[a-z])/i

/**
 * The type of a file, read from its bytes: the signatures of the formats themselves. Text has none, so there the name
 * says which of the two kinds of text it is, and text that begins like markup is neither. Null: not one of ours.
 */
export function mediaTypeOf({ head, tail, nul }: Sample, name: string): MediaType | null {
  const start = latin(head, 0, 16)
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (start.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (start.startsWith('GIF87a') || start.startsWith('GIF89a')) return 'image/gif'
  if (start.startsWith('RIFF') && start.slice(8, 12) === 'WEBP') return 'image/webp'
  if (start.slice(4, 8) === 'ftyp') return heicBrands.includes(start.slice(8, 12)) ? 'image/heic' : null
  if (start.startsWith('%PDF-')) return 'application/pdf'
  if (start.startsWith('PK\x03\x04')) return isWorkbook(tail) ? mediaTypes[7] : null
  return textType(head, nul, name)
}

/** A workbook without macros: its archive has the part that lists the sheets, and no program beside it. */
function isWorkbook(tail: Uint8Array): boolean {
  const directory = latin(tail)
  return (
    directory.includes('[Content_Types].xml') &&
    directory.includes('xl/workbook.xml') &&
    !directory.includes('xl/vbaProject.bin')
  )
}

function textType(head: Uint8Array, nul: boolean, name: string): MediaType | null {
  const wide = head[0] === 0xff ? head[1] === 0xfe : head[0] === 0xfe && head[1] === 0xff
  // UTF-16, which Excel writes as "Unicode text", has a NUL in every Latin character; nothing else that is text has any.
  if (nul && !wide) return null
  const words = wide ? latin(head, 2).replaceAll('\0', '') : latin(head).replace(/^\xef\xbb\xbf/, '')
  if (markup.test(words)) return null
  const extension = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase()
  if (extension === 'csv') return 'text/csv'
  return extension === 'txt' ? 'text/plain' : null
}
