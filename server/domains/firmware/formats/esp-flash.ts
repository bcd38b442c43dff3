import { isFilled } from './bytes'
import { hasEspHeader, readEspImage } from './esp-image'
import { hasPartitionTable, partitionsOf, partitionTableAt, partitionTableBytes } from './esp-partitions'
import { collectFindings, finding, type Finding, type Findings } from './findings'
import { type Integrity, type Part, type Partition, type Reading, readingOf } from './inspection'

const bootloaderPlaces = [0, 0x1000, 0x2000]
const appType = 0
const bootloaderType = 2

const bootloaderIn = (bytes: Uint8Array): number | undefined =>
  bootloaderPlaces.find((at) => isFilled(bytes, 0, at, 0xff) && hasEspHeader(bytes.subarray(at)))

/** A whole ESP flash: bootloader where its chip wants it, and a partition table at 8000h. */
export const isEspFlash = (bytes: Uint8Array): boolean => hasPartitionTable(bytes) && bootloaderIn(bytes) !== undefined

/**
 * A merged ESP flash (rules, section 6): every image in it is read as if alone, and must fit its partition (FW-E067).
 * The flash itself is one segment at 0; version and descriptor are those of the first application.
 */
export function readEspFlash(bytes: Uint8Array): Reading {
  const findings = collectFindings()
  const integrity: Integrity[] = []
  const bootloaderAt = bootloaderIn(bytes) ?? 0
  const table = bytes.subarray(partitionTableAt, partitionTableAt + partitionTableBytes)
  const partitions = partitionsOf(table, integrity, findings)
  const bootloader = readEspImage(bytes.subarray(bootloaderAt, partitionTableAt))
  checkFit(bootloader, 'bootloader', partitionTableAt - bootloaderAt, findings)
  const found = disjoint(partitions).filter((entry) => isApp(entry) && hasEspHeader(bytes.subarray(entry.offset)))
  const apps = found.map((partition) => {
    const app = readEspImage(bytes.subarray(partition.offset, partition.offset + partition.size))
    checkFit(app, partition.label, partition.size, findings)
    return { partition, app }
  })
  const [first] = apps
  const main = first?.app ?? bootloader
  const parts = [
    partOf('bootloader', bootloaderAt, bootloader),
    ...apps.map(({ partition, app }) => partOf(partition.label, partition.offset, app)),
  ]
  return {
    ...main,
    format: 'esp-flash',
    formatVersion: bootloader.formatVersion,
    spaces: [{ name: null, segments: [{ addr: 0, data: bytes }] }],
    imageBytes: bytes.length,
    integrity: [
      ...named('bootloader', bootloader),
      ...integrity,
      ...apps.flatMap(({ partition, app }) => named(partition.label, app)),
    ],
    sections: [],
    partitions,
    parts,
    findings: [
      ...findings.list(),
      ...inPart('bootloader', bootloader),
      ...apps.flatMap(({ partition, app }) => inPart(partition.label, app)),
    ],
  }
}

/** Partitions that begin behind the one before: a table may claim the same megabytes a hundred times. */
function disjoint(partitions: readonly Partition[]): Partition[] {
  let end = 0
  return partitions
    .toSorted((a, b) => a.offset - b.offset)
    .filter(({ offset, size }) => {
      if (offset < end) return false
      end = offset + size
      return true
    })
}

const isApp = ({ type }: Partition): boolean => type === appType || type === bootloaderType

function checkFit({ imageBytes }: Reading, p: string, room: number, findings: Findings): void {
  if (imageBytes !== null && imageBytes > room) findings.add('FW-E067', { n: imageBytes, p, m: room })
}

const named = (part: string, { integrity }: Reading): Integrity[] =>
  integrity.map((entry) => ({ ...entry, check: `${part}: ${entry.check}` }))

/** What follows an image inside its partition is the flash's business, not the image's. */
const inPart = (part: string, { findings }: Reading): Finding[] =>
  findings.filter(({ code }) => code !== 'FW-W066').map(({ code, params }) => finding(code, { ...params, part }))

const partOf = (name: string, addr: number, reading: Reading): Part => ({
  name,
  format: readingOf('esp-image').format,
  addr,
  bytes: reading.imageBytes ?? 0,
  version: reading.version.string,
  target: reading.target.chip,
  imageHash: null,
})
