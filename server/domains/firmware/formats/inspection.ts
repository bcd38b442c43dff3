import type { Finding } from './findings'
import type { Segment } from './segments'

/** What a file is, by its bytes; the name is never asked. */
export const firmwareFormats = [
  'intel-hex',
  'microbit-universal-hex',
  'motorola-srec',
  'elf',
  'uf2',
  'esp-image',
  'esp-flash',
  'esp-partition-table',
  'esp8266-image',
  'mcuboot-image',
  'dfuse',
  'dfu',
  'nrf-dfu-zip',
  'ncs-dfu-zip',
  'rp2040-bin',
  'rp2350-bin',
  'raw-bin',
] as const
export type FirmwareFormat = (typeof firmwareFormats)[number]

/** `family` as UF2 and the makers group chips, `arch` the instruction set, `boardId` a board or USB vendor:product. */
export type Target = Readonly<{
  family: string | null
  chip: string | null
  arch: string | null
  boardId: string | null
}>
/** `string` as the file says it, `numeric` its ordered parts, `build` the part that does not order. */
export type Version = Readonly<{ string: string | null; numeric: readonly number[] | null; build: string | null }>
/** One check a file carries on itself. `ok` is null where it cannot be verified here. */
export type Integrity = Readonly<{ check: string; expected: string; actual: string | null; ok: boolean | null }>
/** Null where the format says nothing. `keyHash`: SHA-256 of the public key, hex. */
export type Security = Readonly<{
  signed: boolean | null
  encrypted: boolean | null
  secureVersion: number | null
  keyHash: string | null
}>
export type BuildInfo = Readonly<{
  project: string | null
  date: string | null
  toolchain: string | null
  gitHash: string | null
  /** GNU build id of an ELF, hex. */
  buildId: string | null
}>
export type Section = Readonly<{ name: string; addr: number; size: number }>
/** ESP-IDF application descriptor. Revisions as major × 100 + minor. */
export type EspAppDescriptor = Readonly<{
  secureVersion: number
  version: string
  project: string
  time: string
  date: string
  idfVersion: string
  elfSha256: string
  minBlockRev: number
  maxBlockRev: number
  mmuPageBytes: number | null
  spiMode: number
}>
export type Partition = Readonly<{
  label: string
  type: number
  subtype: number
  offset: number
  size: number
  encrypted: boolean
  readOnly: boolean
}>
/** An image inside the file: a member of a package, a region of a flash dump, what one chip family takes of a UF2. */
export type Part = Readonly<{
  name: string
  format: FirmwareFormat
  /** Where it lies in flash; null where the file does not say. */
  addr: number | null
  bytes: number
  version: string | null
  target: string | null
  /** Canonical hash of the part alone; null where its address is unknown. */
  imageHash: string | null
}>

/** What a reader found. Segments carry bytes here; the inspection keeps hashes of them. */
export type Reading = Readonly<{
  format: FirmwareFormat
  formatVersion: string | null
  target: Target
  version: Version
  /** By address space: boards or families in one file may use the same addresses. Sorted and merged in each. */
  spaces: readonly Readonly<{ name: string | null; segments: readonly Segment[] }>[]
  /** False where addresses count from the start of the file. */
  addressed: boolean
  entry: number | null
  /** Bytes the image takes in flash; null for the sum of its segments. */
  imageBytes: number | null
  integrity: readonly Integrity[]
  security: Security
  buildInfo: BuildInfo
  sections: readonly Section[]
  appDescriptor: EspAppDescriptor | null
  partitions: readonly Partition[]
  parts: readonly Part[]
  findings: readonly Finding[]
}>

export const noTarget: Target = { family: null, chip: null, arch: null, boardId: null }
export const noVersion: Version = { string: null, numeric: null, build: null }
export const noSecurity: Security = { signed: null, encrypted: null, secureVersion: null, keyHash: null }
export const noBuildInfo: BuildInfo = { project: null, date: null, toolchain: null, gitHash: null, buildId: null }

/** A reading that says nothing yet but its format; readers spread what they found over it. */
export const readingOf = (format: FirmwareFormat): Reading => ({
  format,
  formatVersion: null,
  target: noTarget,
  version: noVersion,
  spaces: [],
  addressed: true,
  entry: null,
  imageBytes: null,
  integrity: [],
  security: noSecurity,
  buildInfo: noBuildInfo,
  sections: [],
  appDescriptor: null,
  partitions: [],
  parts: [],
  findings: [],
})

/** The commit in a version that `git describe` wrote, such as `v1.2-3-g1a2b3c4-dirty`. */
export const gitHashIn = (version: string): string | null => /-g([0-9a-f]{7,40})(-dirty)?$/.exec(version)?.[1] ?? null

/**
 * A version as text, with the numbers that order it: `v1.2.3`, `1.2.3+4`, `1.2.3-rc1`. Empty text is no version.
 * Parts beyond what a number holds exactly are not ordered by.
 */
export function versionOf(text: string): Version {
  if (text === '') return noVersion
  const match = /^v?(\d{1,9}(?:\.\d{1,9}){0,3})(?:[-+. ]?(.{0,64}))?$/i.exec(text)
  const numeric = match?.[1]?.split('.').map(Number) ?? null
  return { string: text, numeric, build: match?.[2] || null }
}
