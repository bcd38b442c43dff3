import { textAt, u16, u32 } from './bytes'
import { bytesAt, type Segment } from './segments'

const startMark = 0x7188ebf2
const endMark = 0xe71aa390
const searched = 256
const mostEntries = 1_024
const mostMappings = 64
const longestText = 256
/** Record type of an id with a string pointer; tag `RP`. */
const stringType = 6
const tag = 0x5052

const ids = {
  0x02031c86: 'program',
  0x11a9bc3a: 'version',
  0x9da22254: 'date',
  0xb63cffbb: 'board',
  0x5360b3ab: 'sdk',
} as const
type Fact = (typeof ids)[keyof typeof ids]
export type BinaryInfo = Readonly<Partial<Record<Fact, string>>>

const factOf = (id: number): Fact | null => Object.entries(ids).find(([known]) => Number(known) === id)?.[1] ?? null

/**
 * Binary info of the pico SDK (`binary_info/defs.h`): searched in 256 bytes from `from`. Pointers into RAM go through the
 * mapping table that says where their bytes lie in flash. Null where the program carries none.
 */
export function binaryInfoOf(segments: readonly Segment[], from: number): BinaryInfo | null {
  const head = bytesAt(segments, from, searched)
  for (let at = 0; at + 20 <= head.length; at += 4) {
    if (u32(head, at) !== startMark || u32(head, at + 16) !== endMark) continue
    const locate = translator(segments, u32(head, at + 12))
    return factsOf(segments, u32(head, at + 4), u32(head, at + 8), locate)
  }
  return null
}

function factsOf(
  segments: readonly Segment[],
  start: number,
  end: number,
  locate: (addr: number) => number,
): BinaryInfo {
  const facts: Partial<Record<Fact, string>> = {}
  for (let at = start, n = 0; at + 4 <= end && n < mostEntries; at += 4, n++) {
    const pointer = bytesAt(segments, locate(at), 4)
    if (pointer.length === 0) break
    const record = bytesAt(segments, locate(u32(pointer, 0)), 12)
    if (record.length === 0 || u16(record, 0) !== stringType || u16(record, 2) !== tag) continue
    const fact = factOf(u32(record, 4))
    if (fact !== null) facts[fact] ??= textIn(segments, locate(u32(record, 8)))
  }
  return facts
}

/** A C string; one that runs into the end of its segment is cut there. */
function textIn(segments: readonly Segment[], addr: number): string {
  const holder = segments.find((segment) => addr >= segment.addr && addr < segment.addr + segment.data.length)
  return holder ? textAt(holder.data, addr - holder.addr, longestText) : ''
}

/** The mapping table: flash source, RAM start, RAM end, until a zero source. */
function translator(segments: readonly Segment[], table: number): (addr: number) => number {
  const mappings: { source: number; from: number; to: number }[] = []
  for (let i = 0; i < mostMappings; i++) {
    const entry = bytesAt(segments, table + i * 12, 12)
    if (entry.length === 0 || u32(entry, 0) === 0) break
    mappings.push({ source: u32(entry, 0), from: u32(entry, 4), to: u32(entry, 8) })
  }
  return (addr) => {
    const mapping = mappings.find(({ from, to }) => addr >= from && addr < to)
    return mapping ? mapping.source + (addr - mapping.from) : addr
  }
}
