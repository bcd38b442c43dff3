import { crc32 } from 'node:zlib'
import { ascii, hasAt, hex32, textAt, u16, u32, u8 } from './bytes'
import { collectFindings, type Findings } from './findings'
import { type Integrity, noBuildInfo, noTarget, noVersion, type Part, type Reading, readingOf } from './inspection'
import { lockingRegions } from './option-bytes'
import { collectSegments, imageHashOf } from './segments'

const suffixBytes = 16
const prefixBytes = 11
const targetBytes = 274
const dfuseVersion = 0x011a
const anyId = 0xffff
const mostTargets = 16

export const isDfuse = (bytes: Uint8Array): boolean => hasAt(bytes, 0, ascii('DfuSe'))

/** Does the file end in a DFU suffix? */
export const hasDfuSuffix = (bytes: Uint8Array): boolean =>
  bytes.length > suffixBytes && hasAt(bytes, bytes.length - 8, ascii('UFD')) && u8(bytes, bytes.length - 5) === 0x10

/** CRC-32 of all but the last four bytes, without the final inversion (rules, section 8). */
export const dfuCrc = (bytes: Uint8Array): number => ~crc32(bytes.subarray(0, bytes.length - 4)) >>> 0

/** What the suffix says: USB ids for the target, the device's release as version, and whether the CRC holds. */
function suffixOf(bytes: Uint8Array, findings: Findings) {
  const at = bytes.length - suffixBytes
  const id = (value: number): string => (value === anyId ? '*' : hex32(value).slice(4))
  const [expected, actual] = [hex32(u32(bytes, at + 12)), hex32(dfuCrc(bytes))]
  const integrity: Integrity[] = [{ check: 'CRC-32', expected, actual, ok: expected === actual }]
  if (expected !== actual) findings.add('FW-E080')
  const release = u16(bytes, at)
  return {
    integrity,
    dfuVersion: u16(bytes, at + 6),
    target: { ...noTarget, boardId: `${id(u16(bytes, at + 4))}:${id(u16(bytes, at + 2))}` },
    version: release === anyId ? noVersion : bcdVersion(release),
  }
}

const bcdVersion = (release: number) => {
  const digits = hex32(release).slice(4)
  const numeric = [Number(digits.slice(0, 2)), Number(digits.slice(2))]
  return {
    string: `${digits.slice(0, 2)}.${digits.slice(2)}`,
    numeric: numeric.some(Number.isNaN) ? null : numeric,
    build: null,
  }
}

/**
 * ST DfuSe 1.x: targets by alternate setting, each of addressed elements. Findings: FW-E080 … FW-E083, FW-W028. Several
 * targets are address spaces of their own, for they name different memories.
 */
export function readDfuse(bytes: Uint8Array): Reading {
  const findings = collectFindings()
  const hasSuffix = hasDfuSuffix(bytes)
  if (!hasSuffix) findings.add('FW-E080')
  const suffix = hasSuffix ? suffixOf(bytes, findings) : null
  if (suffix && suffix.dfuVersion !== dfuseVersion)
    findings.add('FW-E081', { version: hex32(suffix.dfuVersion).slice(4) })
  if (u8(bytes, 5) !== 1) findings.add('FW-E081', { version: u8(bytes, 5) })
  const end = bytes.length - (hasSuffix ? suffixBytes : 0)
  if (u32(bytes, 6) !== end) findings.add('FW-E082', { n: u32(bytes, 6), m: end })
  const targets = targetsOf(bytes.subarray(0, end), u8(bytes, 10), findings)
  const segments = targets.flatMap((target) => target.segments)
  for (const region of lockingRegions(segments)) findings.add('FW-W028', region)
  return {
    ...readingOf('dfuse'),
    formatVersion: String(u8(bytes, 5)),
    target: suffix?.target ?? noTarget,
    version: suffix?.version ?? noVersion,
    spaces: targets.map(({ name, segments: own }) => ({ name: targets.length > 1 ? name : null, segments: own })),
    parts: targets.length > 1 ? targets.map(partOf) : [],
    buildInfo: { ...noBuildInfo, project: targets[0]?.label || null },
    integrity: suffix?.integrity ?? [],
    findings: findings.list(),
  }
}

type DfuTarget = ReturnType<typeof targetsOf>[number]

const partOf = ({ name, segments }: DfuTarget): Part => ({
  name,
  format: 'dfuse',
  addr: segments[0]?.addr ?? null,
  bytes: segments.reduce((sum, { data }) => sum + data.length, 0),
  version: null,
  target: null,
  imageHash: imageHashOf(segments),
})

function targetsOf(bytes: Uint8Array, count: number, findings: Findings) {
  const targets = []
  let at = prefixBytes
  if (count > mostTargets) findings.add('FW-E006', { max: mostTargets })
  for (let i = 0; i < Math.min(count, mostTargets); i++) {
    if (at + targetBytes > bytes.length || !hasAt(bytes, at, ascii('Target'))) {
      findings.add('FW-E083', { n: i })
      break
    }
    const alternate = u8(bytes, at + 6)
    const label = u32(bytes, at + 7) === 0 ? '' : textAt(bytes, at + 11, 255)
    const size = u32(bytes, at + 266)
    const elements = u32(bytes, at + 270)
    const image = collectSegments(findings)
    const from = at + targetBytes
    at = from
    for (let n = 0; n < elements; n++) {
      const length = u32(bytes, at + 4)
      if (at + 8 + length > bytes.length) {
        findings.add('FW-E083', { n })
        break
      }
      image.add(u32(bytes, at), bytes.subarray(at + 8, at + 8 + length))
      at += 8 + length
    }
    if (at - from !== size) findings.add('FW-E082', { n: size, m: at - from })
    targets.push({ name: `${alternate}`, label, segments: image.merge() })
  }
  return targets
}

/** A raw binary with a plain DFU suffix. Its address is known to the device alone: FW-W010. */
export function readDfu(bytes: Uint8Array): Reading {
  const findings = collectFindings()
  const { integrity, target, version, dfuVersion } = suffixOf(bytes, findings)
  findings.add('FW-W010')
  return {
    ...readingOf('dfu'),
    formatVersion: hex32(dfuVersion).slice(4),
    target,
    version,
    spaces: [{ name: null, segments: [{ addr: 0, data: bytes.subarray(0, bytes.length - suffixBytes) }] }],
    addressed: false,
    integrity,
    findings: findings.list(),
  }
}
