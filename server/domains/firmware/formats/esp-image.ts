import { digestOf, hexOf, isFilled, u16, u32, u8 } from './bytes'
import { describeHeader, espChips, flashBytes } from './esp-chips'
import { appDescriptorAt, bootDescriptorAt } from './esp-descriptor'
import { signatureBehind } from './esp-signature'
import { collectFindings, type Findings } from './findings'
import {
  gitHashIn,
  type Integrity,
  noBuildInfo,
  noSecurity,
  noTarget,
  type Reading,
  readingOf,
  versionOf,
} from './inspection'
import { mergeSegments, type Segment } from './segments'

const headerBytes = 0x18
const mostSegments = 16
const descriptorAt = 0x20
const defaultPage = 0x1_0000

type Walk = Readonly<{ segments: readonly Segment[]; end: number; isWhole: boolean }>

/** Steps from segment to segment; `isWhole` where the last one ends inside the file. */
export function walkEspSegments(bytes: Uint8Array, from: number, count: number): Walk {
  const segments: Segment[] = []
  let at = from
  for (let i = 0; i < count; i++) {
    const length = u32(bytes, at + 4)
    if (at + 8 + length > bytes.length) return { segments, end: at, isWhole: false }
    segments.push({ addr: u32(bytes, at), data: bytes.subarray(at + 8, at + 8 + length) })
    at += 8 + length
  }
  return { segments, end: at, isWhole: true }
}

/** Does an ESP-IDF image begin here? Its header names a known chip and its segments end inside the file. */
export const isEspImage = (bytes: Uint8Array): boolean =>
  hasEspHeader(bytes) && walkEspSegments(bytes, headerBytes, u8(bytes, 1)).isWhole

/** A header that can be nothing else, though what follows it may be cut or damaged. */
export const hasEspHeader = (bytes: Uint8Array): boolean =>
  u8(bytes, 0) === 0xe9 &&
  bytes.length >= headerBytes &&
  espChips.has(u16(bytes, 0x0c)) &&
  u8(bytes, 1) >= 1 &&
  u8(bytes, 1) <= mostSegments &&
  u8(bytes, 0x17) <= 1

/**
 * ESP-IDF application or bootloader (rules, section 6). Segments at their load addresses; `imageBytes` is what lies in
 * flash. Findings: FW-E062 … FW-E065, FW-W066, FW-E068, FW-W069.
 */
export function readEspImage(bytes: Uint8Array): Reading {
  const findings = collectFindings()
  const chip = espChips.get(u16(bytes, 0x0c))
  const count = u8(bytes, 1)
  const none: Reading = {
    ...readingOf('esp-image'),
    target: { ...noTarget, family: chip?.chip ?? null, chip: chip?.chip ?? null, arch: chip?.arch ?? null },
    entry: u32(bytes, 4),
  }
  if (count === 0 || count > mostSegments) {
    findings.add('FW-E065', { n: count })
    return { ...none, findings: findings.list() }
  }
  const { segments, end, isWhole } = walkEspSegments(bytes, headerBytes, count)
  const app = appDescriptorAt(bytes, descriptorAt)
  const boot = app ? null : bootDescriptorAt(bytes, descriptorAt)
  const integrity: Integrity[] = []
  let imageBytes: number | null = null
  let isSigned: boolean | null = null
  if (!isWhole) findings.add('FW-E062', { n: segments.length })
  else {
    imageBytes = checkEnd(bytes, segments, end, integrity, findings)
    isSigned = checkRest(bytes, imageBytes, app?.mmuPageBytes ?? defaultPage, integrity, findings)
    const flash = flashBytes(u8(bytes, 3) >> 4)
    if (flash !== null && imageBytes > flash) findings.add('FW-E068', { n: imageBytes, m: flash })
  }
  if (app && (app.version === '' || app.version.endsWith('-dirty'))) findings.add('FW-W069', { version: app.version })
  const what = app ? 'application' : 'bootloader'
  return {
    ...none,
    formatVersion: `${what}, ${describeHeader(u8(bytes, 2), u8(bytes, 3), u16(bytes, 0x0f), u16(bytes, 0x11))}`,
    version: versionOf(app?.version ?? ''),
    spaces: [{ name: null, segments: mergeSegments(segments, findings) }],
    imageBytes,
    integrity,
    security: { ...noSecurity, signed: isSigned, secureVersion: app?.secureVersion ?? boot?.secureVersion ?? null },
    buildInfo: {
      ...noBuildInfo,
      project: app?.project || null,
      date: (app ? `${app.date} ${app.time}`.trim() : boot?.date) || null,
      toolchain: (app ?? boot)?.idfVersion || null,
      gitHash: gitHashIn(app?.version ?? ''),
    },
    appDescriptor: app,
    findings: findings.list(),
  }
}

/** Checksum byte and appended hash. Returns the length of the image with both. */
function checkEnd(
  bytes: Uint8Array,
  segments: readonly Segment[],
  end: number,
  integrity: Integrity[],
  findings: Findings,
): number {
  const checksumAt = ((end + 16) & ~15) - 1
  let sum = 0xef
  for (const { data } of segments) for (const byte of data) sum ^= byte
  const [expected, actual] = [hexOf(bytes.subarray(checksumAt, checksumAt + 1)), hexOf(Uint8Array.of(sum))]
  const isSound = expected === actual
  integrity.push({ check: 'XOR', expected, actual, ok: isSound })
  if (!isSound) findings.add('FW-E063')
  if (u8(bytes, 0x17) !== 1) return checksumAt + 1
  const imageBytes = checksumAt + 33
  const wanted = hexOf(bytes.subarray(checksumAt + 1, imageBytes))
  const hash = digestOf(bytes.subarray(0, checksumAt + 1))
  integrity.push({ check: 'SHA-256', expected: wanted, actual: hash, ok: wanted === hash })
  if (wanted !== hash) findings.add('FW-E064')
  return imageBytes
}

/** What follows the image: padding, a signature, or bytes that belong to neither. Returns whether it is signed. */
function checkRest(
  bytes: Uint8Array,
  length: number,
  page: number,
  integrity: Integrity[],
  findings: Findings,
): boolean {
  const signature = signatureBehind(bytes, length, page)
  if (signature) {
    const { scheme, ok } = signature
    integrity.push({ check: `${scheme}, CRC-32`, expected: '', actual: null, ok })
  }
  const from = signature?.end ?? length
  if (!isFilled(bytes, from, bytes.length, 0xff)) findings.add('FW-W066', { n: bytes.length - from })
  return signature?.ok ?? false
}
