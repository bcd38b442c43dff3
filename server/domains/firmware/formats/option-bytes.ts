import { hex32 } from './bytes'
import type { Segment } from './segments'

/** Regions that configure or lock a chip (rules, section 2): `end` is exclusive. */
const regions = [
  { kind: 'uicr', addr: 0x1000_1000, end: 0x1000_2000 },
  { kind: 'optionBytes', addr: 0x1fff_7800, end: 0x1fff_8000 },
  { kind: 'optionBytes', addr: 0x1fff_c000, end: 0x1fff_c100 },
  { kind: 'optionBytes', addr: 0x5200_0000, end: 0x5201_0000 },
  { kind: 'eeprom', addr: 0x0081_0000, end: 0x0082_0000 },
  { kind: 'fuses', addr: 0x0082_0000, end: 0x0083_0000 },
  { kind: 'configWords', addr: 0x0030_0000, end: 0x0030_0010 },
] as const

/**
 * The regions a file writes on purpose. A segment counts where it begins inside one: a large program that merely runs
 * through such an address is for a chip that has flash there.
 */
export function lockingRegions(segments: readonly Segment[]): { kind: string; addr: string }[] {
  return segments.flatMap(({ addr }) => {
    const region = regions.find((candidate) => addr >= candidate.addr && addr < candidate.end)
    return region ? [{ kind: region.kind, addr: hex32(addr) }] : []
  })
}
