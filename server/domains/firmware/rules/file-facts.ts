import type { Finding } from '../formats/findings'
import type { FirmwareInspection } from '../formats/inspect-firmware'
import type { LineExpectation } from './expectation'
import type { FirmwareFileRole } from './firmware-file'

/** Flash that an image takes. */
export type Stretch = Readonly<{ addr: number; length: number; space: string | null }>

/** What is shown of an inspected file: all but the hashes of its pages. Addresses and lengths in bytes. */
export type FileFacts = Omit<FirmwareInspection, 'fileName' | 'byteLength' | 'sha256' | 'segments' | 'findings'> &
  Readonly<{
    segments: readonly Stretch[]
    findings: readonly Finding[]
    /** Room that the application leaves in its slot; negative where it does not fit. Null where no slot is told. */
    freeBytes: number | null
  }>

/** Segments shown of one file; scattered images have hundreds. */
const mostSegments = 64

export function fileFacts(
  inspection: FirmwareInspection,
  role: FirmwareFileRole,
  { slotBytes }: Pick<LineExpectation, 'slotBytes'>,
): FileFacts {
  const { format, formatVersion, target, version, segments, imageHash, loadAddr, endAddr, payloadBytes } = inspection
  const { imageBytes, entry, integrity, security, buildInfo, sections, appDescriptor } = inspection
  const { partitions, parts, findings } = inspection
  return {
    ...{ format, formatVersion, target, version, imageHash, loadAddr, endAddr, payloadBytes, imageBytes, entry },
    ...{ integrity, security, buildInfo, sections, appDescriptor, partitions, parts, findings },
    segments: segments.slice(0, mostSegments).map(({ addr, length, space }) => ({ addr, length, space })),
    freeBytes: role === 'application' && slotBytes !== null ? slotBytes - imageBytes : null,
  }
}
