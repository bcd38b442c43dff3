import { digestOf, hasAt, hexOf, isFilled, textAt, u16, u32, u8 } from './bytes'
import { collectFindings, type Findings } from './findings'
import { type Integrity, type Partition, type Reading, readingOf } from './inspection'

export const partitionTableAt = 0x8000
export const partitionTableBytes = 0xc00
const entryBytes = 32
const entryMagic = 0x50aa
const digestMagic = 0xebeb

/** A file of nothing but a partition table: entries of 32 bytes from the first byte, at most C00h in all. */
export const isPartitionTable = (bytes: Uint8Array): boolean =>
  u16(bytes, 0) === entryMagic && bytes.length <= partitionTableBytes && bytes.length % entryBytes === 0

/** Entries up to the end mark, with the MD5 over them where there is one. Findings: FW-E120, FW-E121, FW-E007. */
export function partitionsOf(bytes: Uint8Array, integrity: Integrity[], findings: Findings): Partition[] {
  const partitions: Partition[] = []
  for (let at = 0; at + entryBytes <= Math.min(bytes.length, partitionTableBytes); at += entryBytes) {
    const magic = u16(bytes, at)
    if (magic === digestMagic) {
      const expected = hexOf(bytes.subarray(at + 16, at + 32))
      const actual = digestOf(bytes.subarray(0, at), 'md5')
      integrity.push({ check: 'MD5', expected, actual, ok: expected === actual })
      if (expected !== actual) findings.add('FW-E120')
      break
    }
    if (magic !== entryMagic) {
      if (!isFilled(bytes, at, at + entryBytes, 0xff)) findings.add('FW-E007', { addr: at })
      break
    }
    const flags = u32(bytes, at + 28)
    partitions.push({
      label: textAt(bytes, at + 12, 16),
      type: u8(bytes, at + 2),
      subtype: u8(bytes, at + 3),
      offset: u32(bytes, at + 4),
      size: u32(bytes, at + 8),
      encrypted: (flags & 1) !== 0,
      readOnly: (flags & 2) !== 0,
    })
  }
  const sorted = partitions.toSorted((a, b) => a.offset - b.offset)
  sorted.forEach(({ label, offset, size }, i) => {
    const next = sorted[i + 1]
    if (next && offset + size > next.offset) findings.add('FW-E121', { a: label, b: next.label })
  })
  return partitions
}

/** ESP-IDF partition table as a file of its own (rules, section 6); it belongs at 8000h unless a project says otherwise. */
export function readPartitionTable(bytes: Uint8Array): Reading {
  const findings = collectFindings()
  const integrity: Integrity[] = []
  const partitions = partitionsOf(bytes, integrity, findings)
  return {
    ...readingOf('esp-partition-table'),
    spaces: [{ name: null, segments: [{ addr: 0, data: bytes }] }],
    addressed: false,
    integrity,
    partitions,
    findings: findings.list(),
  }
}

/** Does a whole flash carry a table at its usual place? */
export const hasPartitionTable = (bytes: Uint8Array): boolean => hasAt(bytes, partitionTableAt, [0xaa, 0x50])
