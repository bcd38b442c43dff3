export type EncodingName = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'big5' | 'shift_jis' | 'windows-1252'

export type Decoded = {
  encoding: EncodingName
  text: string
  /** The person should look at the preview (BOM-W004). */
  uncertain: boolean
}

/** UTF-32 has no decoder in any browser or runtime; the caller refuses it by name. */
export type EncodingResult = { ok: true; decoded: Decoded } | { ok: false; encoding: 'utf-32' }

function decode(bytes: Uint8Array, encoding: EncodingName): string {
  return new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes)
}

function decodes(bytes: Uint8Array, encoding: EncodingName): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

/** UTF-16 without a mark: a fifth of the bytes are zero, nearly all on one parity. */
function markless16(bytes: Uint8Array): EncodingName | null {
  let odd = 0
  let even = 0
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] !== 0) continue
    if (i % 2 === 1) odd++
    else even++
  }
  const zeros = odd + even
  if (zeros === 0 || zeros < bytes.length * 0.2) return null
  if (odd >= zeros * 0.9) return 'utf-16le'
  return even >= zeros * 0.9 ? 'utf-16be' : null
}

/**
 * Western single-byte text: no high byte has a high neighbour. Needed before GB18030, where `B5 46` (`µF`) is a valid
 * hanzi; real Chinese text is full of pairs of high bytes.
 */
function isLonelyHighBytes(bytes: Uint8Array): boolean {
  let previous = 0
  let found = false
  for (const byte of bytes) {
    if (byte >= 0x80) {
      if (previous >= 0x80) return false
      found = true
    }
    previous = byte
  }
  return found
}

/** Share of two-byte characters whose bytes fall in the given everyday block. */
function pairShare(bytes: Uint8Array, everyday: (lead: number, trail: number) => boolean): number {
  let total = 0
  let common = 0
  for (let i = 0; i < bytes.length; i++) {
    const lead = bytes[i] ?? 0
    if (lead < 0x80) continue
    const trail = bytes[i + 1] ?? 0
    total++
    if (trail >= 0x30 && trail <= 0x39) {
      i += 3
      common += 0.5
      continue
    }
    if (everyday(lead, trail)) common++
    i++
  }
  return total === 0 ? 0 : common / total
}

const isGb2312Common = (lead: number, trail: number): boolean =>
  trail >= 0xa1 && ((lead >= 0xb0 && lead <= 0xd7) || (lead >= 0xa1 && lead <= 0xa3) || lead === 0xa6)
const isBig5Common = (lead: number, trail: number): boolean =>
  lead >= 0xa1 && lead <= 0xc6 && ((trail >= 0x40 && trail <= 0x7e) || trail >= 0xa1)
const isSjisCommon = (lead: number, trail: number): boolean =>
  (lead >= 0x81 && lead <= 0x97 && trail >= 0x40 && trail <= 0xfc) || (lead >= 0xa6 && lead <= 0xdf)

/** Share of high bytes that belong to well-formed UTF-8 sequences. */
function utf8Share(bytes: Uint8Array): number {
  let high = 0
  let good = 0
  for (let i = 0; i < bytes.length; i++) {
    const lead = bytes[i] ?? 0
    if (lead < 0x80) continue
    const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 1
    let valid = length > 1
    for (let k = 1; k < length; k++) if (((bytes[i + k] ?? 0) & 0xc0) !== 0x80) valid = false
    high += valid ? length : 1
    if (valid) {
      good += length
      i += length - 1
    }
  }
  return high === 0 ? 0 : good / high
}

function guess(bytes: Uint8Array): EncodingName {
  if (utf8Share(bytes) >= 0.5) return 'utf-8'
  const candidates: [EncodingName, number][] = [
    ['gb18030', pairShare(bytes, isGb2312Common)],
    ['big5', decodes(bytes, 'big5') ? pairShare(bytes, isBig5Common) * 0.95 : 0],
    ['shift_jis', decodes(bytes, 'shift_jis') ? pairShare(bytes, isSjisCommon) * 0.9 : 0],
    ['windows-1252', 0.3],
  ]
  candidates.sort((a, b) => b[1] - a[1])
  return candidates[0]?.[0] ?? 'windows-1252'
}

/**
 * Text of a file. Order of the tests is: marks, zero-byte parity, strict UTF-8, lonely high
 * bytes (Windows-1252), GB18030 by everyday characters, else the likeliest with `uncertain`.
 */
export function decodeText(bytes: Uint8Array, wanted?: EncodingName): EncodingResult {
  const done = (encoding: EncodingName, skip: number, uncertain = false): EncodingResult => ({
    ok: true,
    decoded: { encoding, text: decode(skip === 0 ? bytes : bytes.subarray(skip), encoding), uncertain },
  })
  const [a, b, c, d] = bytes
  const mark8 = a === 0xef && b === 0xbb && c === 0xbf ? 3 : 0
  const mark16 = (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff) ? 2 : 0
  if (wanted !== undefined) return done(wanted, wanted === 'utf-8' ? mark8 : wanted.startsWith('utf-16') ? mark16 : 0)
  if (mark8 > 0) return done('utf-8', mark8)
  if ((a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe && d === 0xff)) {
    return { ok: false, encoding: 'utf-32' }
  }
  if (mark16 > 0) return done(a === 0xff ? 'utf-16le' : 'utf-16be', mark16)
  const wide = markless16(bytes)
  if (wide !== null) return done(wide, 0)
  if (decodes(bytes, 'utf-8')) return done('utf-8', 0)
  if (isLonelyHighBytes(bytes)) return done('windows-1252', 0)
  if (decodes(bytes, 'gb18030') && pairShare(bytes, isGb2312Common) >= 0.6) return done('gb18030', 0)
  return done(guess(bytes), 0, true)
}
