import { u8 } from './bytes'
import { collectFindings, type Findings } from './findings'
import { type Reading, readingOf } from './inspection'
import { lockingRegions } from './option-bytes'
import { collectSegments } from './segments'
import { eachLine, hexBytes } from './text-records'

/** One record, checked: its data lies from byte 4 to the checksum. */
export type HexRecord = Readonly<{ type: number; offset: number; data: Uint8Array; n: number }>

/**
 * The records of an Intel HEX text that are sound, in order; the others become findings: FW-E020 checksum, FW-E022
 * length, FW-E024 and FW-W021 after the end, FW-E025 no end. `each` returns false for a type it does not know (FW-E023);
 * `isOver` ends the reading early.
 */
export function eachHexRecord(
  bytes: Uint8Array,
  findings: Findings,
  each: (record: HexRecord) => boolean,
  isOver: () => boolean,
): void {
  let isEnded = false
  const take = (line: Uint8Array, n: number): void => {
    const record = line[0] === 0x3a ? hexBytes(line, 1) : null
    if (isEnded) {
      const isData = record !== null && isSound(record) && u8(record, 3) !== 1
      return findings.add(isData ? 'FW-E024' : 'FW-W021', { n })
    }
    if (record === null || record.length < 5 || record.length !== u8(record, 0) + 5)
      return findings.add('FW-E022', { n })
    if (!isSound(record)) return findings.add('FW-E020', { n })
    const type = u8(record, 3)
    const data = record.subarray(4, record.length - 1)
    const wanted = fixedLengths[type]
    if (wanted !== undefined && data.length !== wanted) return findings.add('FW-E022', { n })
    if (type === 1) isEnded = true
    else if (!each({ type, offset: (u8(record, 1) << 8) | u8(record, 2), data, n }))
      findings.add('FW-E023', { n, type: type.toString(16).toUpperCase().padStart(2, '0') })
  }
  eachLine(bytes, (line, n) => {
    take(line, n)
    return !isOver()
  })
  if (!isEnded && !isOver()) findings.add('FW-E025')
}

const fixedLengths: Readonly<Record<number, number>> = { 1: 0, 2: 2, 3: 4, 4: 2, 5: 4 }

const isSound = (record: Uint8Array): boolean => {
  let sum = 0
  for (const byte of record) sum += byte
  return (sum & 0xff) === 0
}

/** The address part of the format: base from records 02 and 04, entry from 03 and 05. */
export function hexAddresses() {
  let base = 0
  let isSegmented = false
  let entry: number | null = null
  return {
    entry: () => entry,
    /** Takes an address record; false for any other type. */
    take: ({ type, data }: HexRecord): boolean => {
      const high = (u8(data, 0) << 8) | u8(data, 1)
      const low = (u8(data, 2) << 8) | u8(data, 3)
      if (type === 2 || type === 4) {
        isSegmented = type === 2
        base = isSegmented ? high * 16 : high * 0x1_0000
      } else if (type === 3) entry = high * 16 + low
      else if (type === 5) entry = high * 0x1_0000 + low
      else return false
      return true
    },
    /** Where the record's data goes: in segment mode it wraps at 64 K, in linear mode it runs on. */
    place: ({ offset, data }: HexRecord, write: (addr: number, data: Uint8Array) => void): void => {
      const fits = isSegmented ? Math.min(data.length, 0x1_0000 - offset) : data.length
      write(base + offset, data.subarray(0, fits))
      if (fits < data.length) write(base, data.subarray(fits))
    },
  }
}

/** Intel HEX (rules, section 2): one image, addresses as the records say. */
export function readIntelHex(bytes: Uint8Array): Reading {
  const findings = collectFindings()
  const image = collectSegments(findings)
  const addresses = hexAddresses()
  eachHexRecord(
    bytes,
    findings,
    (record) => {
      if (record.type !== 0) return addresses.take(record)
      addresses.place(record, image.add)
      return true
    },
    image.isFull,
  )
  const segments = image.merge()
  for (const region of lockingRegions(segments)) findings.add('FW-W028', region)
  return {
    ...readingOf('intel-hex'),
    spaces: [{ name: null, segments }],
    entry: addresses.entry(),
    findings: findings.list(),
  }
}
