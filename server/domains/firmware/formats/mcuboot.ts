import { digestOf, hasAt, hexOf, isFilled, u16, u32, u8 } from './bytes'
import { collectFindings, type Findings } from './findings'
import { type Integrity, noSecurity, type Reading, readingOf, type Version } from './inspection'
import { mergeSegments, type Segment } from './segments'

const magic = 0x96f3b83d
const legacyMagic = 0x96f3b83c
const headerBytes = 0x20
const protectedMagic = 0x6908
const plainMagic = 0x6907
const flag = { aes128: 0x04, aes256: 0x08, ramLoad: 0x20, romFixed: 0x100 } as const
const hashes = { 0x10: 'sha256', 0x11: 'sha384', 0x12: 'sha512' } as const
const tlv = { keyHash: 0x01, pure: 0x25, counter: 0x50 } as const
const signatures: ReadonlySet<number> = new Set([0x20, 0x21, 0x22, 0x23, 0x24])
/** End of a slot: the trailer's magic, and its newer form behind an alignment of more than 8. */
const trailers = [
  [0x77, 0xc2, 0x95, 0xf3, 0x60, 0xd2, 0xef, 0x7f, 0x35, 0x52, 0x50, 0x0f, 0x2c, 0xb6, 0x79, 0x80],
  [0x2d, 0xe1, 0x5d, 0x29, 0x41, 0x0b, 0x8d, 0x77, 0x67, 0x9c, 0x11, 0x0f, 0x1f, 0x8a],
]

type Tlv = Readonly<{ type: number; value: Uint8Array }>

export const isMcuboot = (bytes: Uint8Array): boolean => u32(bytes, 0) === magic || u32(bytes, 0) === legacyMagic

/**
 * MCUboot image (rules, section 7). The payload is one segment, at its load address where the header fixes one and else
 * counted from the start of the file. Findings: FW-E061, FW-W066, FW-W072 … FW-E075.
 */
export function readMcuboot(bytes: Uint8Array): Reading {
  const findings = collectFindings()
  const flags = u32(bytes, 0x10)
  const size = u32(bytes, 0x0c)
  const from = u16(bytes, 0x08)
  const version = versionAt(bytes, 0x14)
  const none: Reading = { ...readingOf('mcuboot-image'), version }
  if (u32(bytes, 0) === legacyMagic) {
    findings.add('FW-E061')
    return { ...none, formatVersion: '1', findings: findings.list() }
  }
  const isFixed = (flags & (flag.ramLoad | flag.romFixed)) !== 0
  const payload = bytes.subarray(from, from + size)
  const segment: Segment = { addr: isFixed ? u32(bytes, 4) : from, data: payload }
  const isEncrypted = (flags & (flag.aes128 | flag.aes256)) !== 0
  const base: Reading = {
    ...none,
    formatVersion: `2, flags ${flags.toString(16)}`,
    spaces: [{ name: null, segments: mergeSegments([segment], findings) }],
    addressed: isFixed,
    security: { ...noSecurity, encrypted: isEncrypted },
  }
  if (bytes.length < headerBytes || from < headerBytes || from + size > bytes.length) {
    findings.add('FW-E075')
    return { ...base, findings: findings.list() }
  }
  const integrity: Integrity[] = []
  const { tlvs, hashedEnd, end } = areasOf(bytes, from + size, u16(bytes, 0x0a), findings)
  checkHash(bytes.subarray(0, hashedEnd), tlvs, isEncrypted, integrity, findings)
  checkTrailer(bytes, end, findings)
  const value = (type: number): Uint8Array | undefined => tlvs.find((entry) => entry.type === type)?.value
  const counter = value(tlv.counter)
  const keyHash = value(tlv.keyHash)
  return {
    ...base,
    imageBytes: end,
    integrity,
    security: {
      signed: tlvs.some(({ type }) => signatures.has(type)),
      encrypted: isEncrypted,
      secureVersion: counter?.length === 4 ? u32(counter, 0) : null,
      keyHash: keyHash ? hexOf(keyHash) : null,
    },
    findings: findings.list(),
  }
}

function versionAt(bytes: Uint8Array, at: number): Version {
  const numeric = [u8(bytes, at), u8(bytes, at + 1), u16(bytes, at + 2)]
  const build = String(u32(bytes, at + 4))
  return { string: `${numeric.join('.')}+${build}`, numeric, build }
}

/** The protected area, where the header announces one, then the plain one. `hashedEnd`: up to where the hash covers. */
function areasOf(bytes: Uint8Array, from: number, protectedBytes: number, findings: Findings) {
  const guarded = protectedBytes > 0 ? areaAt(bytes, from, protectedMagic, findings) : { tlvs: [], end: from }
  if (protectedBytes > 0 && guarded.end !== from + protectedBytes) findings.add('FW-E075')
  const plain = areaAt(bytes, guarded.end, plainMagic, findings)
  return { tlvs: [...guarded.tlvs, ...plain.tlvs], hashedEnd: guarded.end, end: plain.end }
}

function areaAt(bytes: Uint8Array, from: number, wanted: number, findings: Findings): { tlvs: Tlv[]; end: number } {
  const end = from + u16(bytes, from + 2)
  const tlvs: Tlv[] = []
  if (u16(bytes, from) !== wanted || from + 4 > bytes.length) {
    findings.add(from >= bytes.length || wanted === protectedMagic ? 'FW-E075' : 'FW-E073')
    return { tlvs, end: from }
  }
  if (end > bytes.length || end < from + 4) findings.add('FW-E075')
  const last = Math.min(end, bytes.length)
  let at = from + 4
  while (at + 4 <= last) {
    const length = u16(bytes, at + 2)
    if (at + 4 + length > end) findings.add('FW-E075')
    tlvs.push({ type: u16(bytes, at), value: bytes.subarray(at + 4, Math.min(last, at + 4 + length)) })
    at += 4 + length
  }
  return { tlvs, end: Math.max(from, last) }
}

function checkHash(
  covered: Uint8Array,
  tlvs: readonly Tlv[],
  isHidden: boolean,
  integrity: Integrity[],
  findings: Findings,
) {
  for (const { type, value } of tlvs) {
    const algorithm = type === 0x10 || type === 0x11 || type === 0x12 ? hashes[type] : null
    if (algorithm === null) continue
    const expected = hexOf(value)
    // The hash of an encrypted image covers what only the device can read.
    const actual = isHidden ? null : digestOf(covered, algorithm)
    integrity.push({
      check: algorithm.toUpperCase().replace('SHA', 'SHA-'),
      expected,
      actual,
      ok: actual === null ? null : actual === expected,
    })
    if (actual === null) findings.add('FW-W072')
    else if (actual !== expected) findings.add('FW-E074')
    return
  }
  if (tlvs.some(({ type }) => type === tlv.pure)) findings.add('FW-W072')
  else findings.add('FW-E073')
}

function checkTrailer(bytes: Uint8Array, end: number, findings: Findings): void {
  const trailer = trailers.find((candidate) => hasAt(bytes, bytes.length - candidate.length, candidate))
  // Swap state of a slot dump lies before its magic; only a file without one must be empty behind the image.
  if (!trailer && !isFilled(bytes, end, bytes.length, 0xff)) findings.add('FW-W066', { n: bytes.length - end })
}
