import { decodeText } from '@/server/platform/workbooks/encoding'

/** The upper half of the character set DOS programs write names in (IBM code page 437). */
const cp437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0'

const judgedBytes = 64 * 1024

export type RawName = Readonly<{ bytes: Uint8Array; isUtf8: boolean }>

/**
 * Names of an archive's members as text. Those marked as UTF-8 are; the others have no mark, so all of them are judged
 * together: UTF-8, a Chinese or Japanese encoding where the bytes are everyday characters of one, else code page 437.
 */
export function decodeNames(names: readonly RawName[]): string[] {
  const judged = decodeText(sampleOf(names.filter(({ isUtf8 }) => !isUtf8)))
  const encoding = judged.ok ? judged.decoded.encoding : 'windows-1252'
  return names.map(({ bytes, isUtf8 }) => {
    if (isUtf8 || encoding === 'utf-8') return new TextDecoder('utf-8').decode(bytes)
    if (/^(gb18030|big5|shift_jis)$/.test(encoding)) return new TextDecoder(encoding).decode(bytes)
    return Array.from(bytes, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : cp437.charAt(byte - 0x80))).join('')
  })
}

/** Whole names, one below the other, up to `judgedBytes`: enough to tell an encoding by. */
function sampleOf(names: readonly RawName[]): Uint8Array {
  const parts: Uint8Array[] = []
  let length = 0
  for (const { bytes } of names) {
    if (length + bytes.length > judgedBytes) break
    parts.push(bytes, Buffer.from('/'))
    length += bytes.length + 1
  }
  return Buffer.concat(parts)
}

/** A member's path with forward slashes and nothing empty in it, and whether it stays inside its folder. */
export type MemberPath = Readonly<{ path: string; isSafe: boolean; isFolder: boolean }>

export function memberPath(name: string): MemberPath {
  const slashed = name.replaceAll('\\', '/')
  const steps = slashed.split('/').filter((step) => step !== '' && step !== '.')
  const path = steps.join('/')
  // A drive letter may come to the front only once empty steps are gone.
  const isSafe =
    path !== '' &&
    !slashed.startsWith('/') &&
    !/^[A-Za-z]:/.test(path) &&
    !steps.includes('..') &&
    !/\p{Cc}/u.test(name)
  return { path, isSafe, isFolder: slashed.endsWith('/') }
}
