import { ascii, hasAt, isFilled, u8 } from './bytes'

const magics: readonly (readonly [kind: string, magic: readonly number[]])[] = [
  ['PNG', [0x89, 0x50, 0x4e, 0x47]],
  ['JPEG', [0xff, 0xd8, 0xff]],
  ['GIF', ascii('GIF8')],
  ['PDF', ascii('%PDF')],
  ['EXE', ascii('MZ')],
  ['ZIP', [0x50, 0x4b, 0x03, 0x04]],
  ['ZIP', [0x50, 0x4b, 0x05, 0x06]],
  ['GZIP', [0x1f, 0x8b, 0x08]],
  ['BZIP2', ascii('BZh')],
  ['XZ', [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ['RAR', ascii('Rar!')],
  ['7Z', [0x37, 0x7a, 0xbc, 0xaf]],
  ['OLE', [0xd0, 0xcf, 0x11, 0xe0]],
  ['git-LFS', ascii('version https://git-lfs')],
]
const markup = /^[\s\ufeff]*<(!doctype\s+html|html|head|body|\?xml|svg)\b/i

/** A kind of file people know; `context: repeated` where it is one byte all through. */
export type LookAlike = Readonly<{ kind: string; context?: 'repeated' }>

/** What a file is that is no firmware, by its first bytes. Null where it may be firmware. */
export function lookAlike(bytes: Uint8Array): LookAlike | null {
  const known = magics.find(([, magic]) => hasAt(bytes, 0, magic))
  if (known) return { kind: known[0] }
  const head = Buffer.from(bytes.subarray(0, 512)).toString('latin1')
  const match = markup.exec(head)
  const word = match?.[1]?.toLowerCase()
  if (word !== undefined) return { kind: word === '?xml' ? 'XML' : word === 'svg' ? 'SVG' : 'HTML' }
  const first = u8(bytes, 0)
  if (!isFilled(bytes, 0, bytes.length, first)) return null
  return { kind: `${first.toString(16).toUpperCase().padStart(2, '0')}h`, context: 'repeated' }
}
