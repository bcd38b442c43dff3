import { digestOf } from './bytes'
import { scanContent } from './content-scan'
import { withContents } from './contents'
import { finding, type Finding } from './findings'
import { identify } from './identify'
import {
  type BuildInfo,
  type EspAppDescriptor,
  type FirmwareFormat,
  type Integrity,
  noBuildInfo,
  noSecurity,
  noTarget,
  noVersion,
  type Part,
  type Partition,
  type Reading,
  type Section,
  type Security,
  type Target,
  type Version,
} from './inspection'
import { mostFirmwareBytes } from './limits'
import { imageHashOf, type Segment } from './segments'

export { mostFirmwareBytes } from './limits'

/** Changes are told by sectors of flash of the commonest size, aligned to their address. */
export const pageBytes = 4_096
const pageDigits = 12

/** `pages` holds a shortened hash of every 4 KB page of the segment, so that two versions can be compared by sector. */
export type SegmentFacts = Readonly<{
  addr: number
  length: number
  sha256: string
  /** The board, family or component whose addresses these are, where a file holds several. */
  space: string | null
  pages: readonly string[]
}>

/** All that is known of an uploaded file. Addresses and lengths in bytes, hashes hex. Plain JSON, without the bytes. */
export type FirmwareInspection = Readonly<{
  fileName: string
  byteLength: number
  /** Null only for a file over the cap. The factory compares this one at the station. */
  sha256: string | null
  format: FirmwareFormat | null
  formatVersion: string | null
  target: Target
  version: Version
  segments: readonly SegmentFacts[]
  /** Canonical hash; null where addresses are unknown or several spaces share them. */
  imageHash: string | null
  /** Null where addresses count from the start of the file. `endAddr` is exclusive. */
  loadAddr: number | null
  endAddr: number | null
  /** Sum of segment data. */
  payloadBytes: number
  /** Bytes in flash, with headers, hashes and signatures. */
  imageBytes: number
  entry: number | null
  integrity: readonly Integrity[]
  security: Security
  buildInfo: BuildInfo
  sections: readonly Section[]
  appDescriptor: EspAppDescriptor | null
  partitions: readonly Partition[]
  parts: readonly Part[]
  findings: readonly Finding[]
}>

/** Does the file carry what refuses it? */
export const isRefused = ({ findings }: Pick<FirmwareInspection, 'findings'>): boolean =>
  findings.some(({ severity }) => severity === 'error')

/**
 * Reads a firmware file of any supported format by its bytes. Never throws: what is wrong becomes findings, those of
 * severity `error` refuse the file. Memory and time are bounded by the 64 MB cap.
 */
export function inspectFirmware(bytes: Uint8Array, fileName: string): FirmwareInspection {
  try {
    return inspectUnguarded(bytes, fileName)
  } catch {
    // A reader's own fault must not stop an upload of others; the file counts as unreadable.
    return refusal({ fileName, byteLength: bytes.length, sha256: digestOf(bytes) }, finding('FW-E007'))
  }
}

/** The same without the guard: a proof must see a reader stumble, where people must not. */
export function inspectUnguarded(bytes: Uint8Array, fileName: string): FirmwareInspection {
  const file = { fileName, byteLength: bytes.length, sha256: null }
  if (bytes.length > mostFirmwareBytes) return refusal(file, finding('FW-E005', { max: mostFirmwareBytes / 1_048_576 }))
  const hashed = { ...file, sha256: digestOf(bytes) }
  const identified = identify(bytes)
  if ('refused' in identified) return refusal(hashed, identified.refused)
  return inspectionOf(hashed, withContents(identified.read(bytes)))
}

type FileFacts = Pick<FirmwareInspection, 'fileName' | 'byteLength' | 'sha256'>

const refusal = (file: FileFacts, reason: Finding): FirmwareInspection => ({
  ...file,
  format: null,
  formatVersion: null,
  target: noTarget,
  version: noVersion,
  segments: [],
  imageHash: null,
  loadAddr: null,
  endAddr: null,
  payloadBytes: 0,
  imageBytes: 0,
  entry: null,
  integrity: [],
  security: noSecurity,
  buildInfo: noBuildInfo,
  sections: [],
  appDescriptor: null,
  partitions: [],
  parts: [],
  findings: [reason],
})

function inspectionOf(file: FileFacts, { spaces, addressed, ...reading }: Reading): FirmwareInspection {
  const all = spaces.flatMap(({ segments }) => segments)
  const facts = spaces.flatMap(({ name, segments }) => segments.map((segment) => factsOf(segment, name)))
  const payloadBytes = all.reduce((sum, { data }) => sum + data.length, 0)
  const [only] = spaces
  const isOne = addressed && spaces.length === 1 && only !== undefined && all.length > 0
  return {
    ...file,
    ...reading,
    segments: facts,
    imageHash: isOne ? imageHashOf(only.segments) : null,
    loadAddr: addressed && all.length > 0 ? facts.reduce((low, { addr }) => Math.min(low, addr), Infinity) : null,
    endAddr:
      addressed && all.length > 0 ? facts.reduce((high, { addr, length }) => Math.max(high, addr + length), 0) : null,
    payloadBytes,
    imageBytes: reading.imageBytes ?? payloadBytes,
    findings: [...reading.findings, ...emptiness(reading.findings, payloadBytes), ...scanContent(all)],
  }
}

/** A whole file that writes nothing; where something else is said already, that is why. */
const emptiness = (findings: readonly Finding[], payloadBytes: number): Finding[] =>
  payloadBytes === 0 && findings.every(({ severity }) => severity === 'information') ? [finding('FW-E004')] : []

function factsOf({ addr, data }: Segment, space: string | null): SegmentFacts {
  const pages: string[] = []
  for (let at = 0; at < data.length;) {
    const end = Math.min(data.length, at + pageBytes - ((addr + at) % pageBytes))
    pages.push(digestOf(data.subarray(at, end)).slice(0, pageDigits))
    at = end
  }
  return { addr, length: data.length, sha256: digestOf(data), space, pages }
}
