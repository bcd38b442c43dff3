import { u8 } from './bytes'
import { collectFindings } from './findings'
import { noBuildInfo, type Reading, readingOf } from './inspection'
import { lockingRegions } from './option-bytes'
import { collectSegments } from './segments'
import { eachLine, hexBytes } from './text-records'

/** Address bytes by record type; S4 is reserved. */
const addressBytes: readonly number[] = [2, 2, 3, 4, 0, 2, 3, 4, 3, 2]

const addressOf = (record: Uint8Array, length: number): number => {
  let addr = 0
  for (let i = 1; i <= length; i++) addr = addr * 256 + u8(record, i)
  return addr
}

/** The ones' complement of the sum of count, address and data. */
const isSound = (record: Uint8Array): boolean => {
  let sum = 0
  for (const byte of record) sum += byte
  return (sum & 0xff) === 0xff
}

/**
 * Motorola S-records (rules, section 3). Findings: FW-E030 checksum, FW-E031 length, FW-E032 record count, FW-E033 no
 * end, FW-E034 reserved type, FW-E024 data after the end.
 */
export function readSrec(bytes: Uint8Array): Reading {
  const findings = collectFindings()
  const image = collectSegments(findings)
  let header: string | null = null
  let entry: number | null = null
  let isEnded = false
  let dataRecords = 0
  const take = (line: Uint8Array, n: number): void => {
    const type = u8(line, 1) - 0x30
    const isRecord = line[0] === 0x53 && type >= 0 && type <= 9
    if (isEnded) return findings.add(isRecord && type >= 1 && type <= 3 ? 'FW-E024' : 'FW-W021', { n })
    const record = isRecord ? hexBytes(line, 2) : null
    if (isRecord && type === 4) return findings.add('FW-E034', { n })
    const wide = addressBytes[type] ?? 0
    // A data record with a wrong checksum still counts: the line is there, and one fault is said once.
    if (isRecord && type >= 1 && type <= 3) dataRecords++
    if (record === null || record.length < wide + 2 || record.length !== u8(record, 0) + 1)
      return findings.add('FW-E031', { n })
    if (!isSound(record)) return findings.add('FW-E030', { n })
    const addr = addressOf(record, wide)
    const data = record.subarray(1 + wide, record.length - 1)
    if (type === 0)
      header =
        Buffer.from(data)
          .toString('latin1')
          .replace(/[^\x20-\x7e]/g, ' ')
          .trim() || null
    else if (type <= 3) image.add(addr, data)
    else if (type <= 6) {
      if (addr !== dataRecords) findings.add('FW-E032', { n: addr, m: dataRecords })
    } else {
      entry = addr
      isEnded = true
    }
  }
  eachLine(bytes, (line, n) => {
    take(line, n)
    return !image.isFull()
  })
  if (!isEnded && !image.isFull()) findings.add('FW-E033')
  const segments = image.merge()
  for (const region of lockingRegions(segments)) findings.add('FW-W028', region)
  return {
    ...readingOf('motorola-srec'),
    spaces: [{ name: null, segments }],
    entry,
    buildInfo: { ...noBuildInfo, project: header },
    findings: findings.list(),
  }
}
