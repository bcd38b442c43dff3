import { isFilled, u32 } from './bytes'
import { finding } from './findings'
import { noTarget, type Reading, readingOf } from './inspection'

/** Room that a build leaves for the header its signing tool will write: powers of two, most often 200h. */
const headerRooms = [0x20, 0x40, 0x80, 0x100, 0x200, 0x400, 0x800, 0x1000]

/** Do the first two words look like a Cortex-M vector table: a stack in RAM, a reset vector with the Thumb bit? */
export function isVectorTable(bytes: Uint8Array, at = 0): boolean {
  if (at + 8 > bytes.length) return false
  const stack = u32(bytes, at)
  const reset = u32(bytes, at + 4)
  return stack >= 0x2000_0000 && stack <= 0x2fff_ffff && stack % 4 === 0 && reset % 2 === 1 && reset <= 0x1fff_ffff
}

/** Where a vector table lies behind an empty header, or null. */
export const vectorTableBehindRoom = (bytes: Uint8Array): number | null =>
  headerRooms.find(
    (room) => isVectorTable(bytes, room) && (isFilled(bytes, 0, room, 0) || isFilled(bytes, 0, room, 0xff)),
  ) ?? null

/** A plain Cortex-M binary: only people know its address (FW-W010). Behind an empty header it is yet unsigned (FW-I011). */
export function readRaw(bytes: Uint8Array): Reading {
  const room = isVectorTable(bytes) ? 0 : (vectorTableBehindRoom(bytes) ?? 0)
  return {
    ...readingOf('raw-bin'),
    target: { ...noTarget, arch: 'arm' },
    spaces: [{ name: null, segments: [{ addr: 0, data: bytes }] }],
    addressed: false,
    entry: u32(bytes, room + 4),
    findings: [finding('FW-W010'), ...(room > 0 ? [finding('FW-I011', { n: room })] : [])],
  }
}
