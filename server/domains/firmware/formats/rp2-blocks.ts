import { u16, u32, u8 } from './bytes'
import type { Version } from './inspection'
import { noVersion } from './inspection'

const startMark = 0xffffded3
const endMark = 0xab123579
const searched = 4_096
const longest = 0x280
const item = { imageType: 0x42, version: 0x48, signature: 0x09, entry: 0x44, last: 0xff } as const

/** What an RP2350 image definition says. `cpu` and `chip` as the header's flags; secure version from the rollback word. */
export type ImageDefinition = Readonly<{
  kind: 'executable' | 'data' | 'other'
  cpu: 'arm' | 'riscv'
  chip: 'RP2040' | 'RP2350'
  security: 'unspecified' | 'non-secure' | 'secure'
  version: Version
  rollback: number | null
  isSigned: boolean
  entry: number | null
}>

/** The first image definition in the first 4 KB: a block whose items end in LAST and whose end mark stands. */
export function imageDefinitionIn(bytes: Uint8Array): ImageDefinition | null {
  const end = Math.min(bytes.length, searched)
  for (let at = 0; at + 20 <= end; at += 4) {
    if (u32(bytes, at) !== startMark) continue
    const items = itemsOf(bytes, at + 4)
    const image = items?.find(({ type }) => type === item.imageType)
    if (items && image) return definitionOf(bytes, items, image.at)
  }
  return null
}

type Item = Readonly<{ type: number; at: number; words: number }>

/** The items of a block; null where they do not end as a block does. */
function itemsOf(bytes: Uint8Array, from: number): Item[] | null {
  const items: Item[] = []
  let at = from
  while (at + 4 <= Math.min(bytes.length, from + longest)) {
    const first = u8(bytes, at)
    // Bit 7 says that the size takes two bytes; the type is written with it.
    const words = first & 0x80 ? u16(bytes, at + 1) : u8(bytes, at + 1)
    if (first === item.last) return u32(bytes, at + 8) === endMark ? items : null
    if (words === 0) return null
    items.push({ type: first, at, words })
    at += words * 4
  }
  return null
}

function definitionOf(bytes: Uint8Array, items: readonly Item[], image: number): ImageDefinition {
  const flags = u16(bytes, image + 2)
  const find = (type: number): Item | undefined => items.find((candidate) => candidate.type === type)
  const version = find(item.version)
  const entry = find(item.entry)
  const numeric = version ? [u16(bytes, version.at + 6), u16(bytes, version.at + 4)] : null
  return {
    kind: (['other', 'executable', 'data'] as const)[flags & 15] ?? 'other',
    security: (['unspecified', 'non-secure', 'secure'] as const)[(flags >> 4) & 3] ?? 'unspecified',
    cpu: ((flags >> 8) & 7) === 1 ? 'riscv' : 'arm',
    chip: ((flags >> 12) & 7) === 0 ? 'RP2040' : 'RP2350',
    version: numeric ? { string: numeric.join('.'), numeric, build: null } : noVersion,
    rollback: version && version.words > 2 ? u16(bytes, version.at + 8) : null,
    isSigned: find(item.signature) !== undefined,
    entry: entry ? u32(bytes, entry.at + 4) : null,
  }
}
