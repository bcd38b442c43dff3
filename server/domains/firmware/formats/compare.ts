import { type FirmwareInspection, pageBytes, type SegmentFacts } from './inspect-firmware'

/** Null on the side that has no such section or segment. */
export type SizeChange = Readonly<{ name: string; before: number | null; after: number | null }>
/** Flash that differs, in whole pages of 4 KB cut to what either side holds. `end` exclusive. */
export type ChangedRegion = Readonly<{
  space: string | null
  addr: number
  end: number
  kind: 'added' | 'removed' | 'changed'
}>
export type FirmwareComparison = Readonly<{
  /** The same program, whatever the containers; null where addresses are unknown on a side. */
  isSameImage: boolean | null
  payload: SizeChange
  /** By section where both sides name them, else by segment. Only what changed in size. */
  sizes: readonly SizeChange[]
  regions: readonly ChangedRegion[]
}>

/** Is this the ELF that the ESP application was made from? Null where the other file does not name one. */
export const isDebugElfOf = (elf: FirmwareInspection, bin: FirmwareInspection): boolean | null =>
  bin.appDescriptor === null ? null : elf.sha256 === bin.appDescriptor.elfSha256

/** What changed from one inspected file to another. Pure, and linear in the pages of both. */
export function compareFirmware(before: FirmwareInspection, after: FirmwareInspection): FirmwareComparison {
  const byName = before.sections.length > 0 && after.sections.length > 0
  const name = ({ space, addr }: SegmentFacts): string =>
    `${space === null ? '' : `${space} `}${addr.toString(16).toUpperCase().padStart(8, '0')}`
  const sizesOf = (side: FirmwareInspection): Map<string, number> =>
    byName
      ? summed(side.sections.map(({ name: section, size }) => [section, size]))
      : summed(side.segments.map((segment) => [name(segment), segment.length]))
  const [old, fresh] = [sizesOf(before), sizesOf(after)]
  const sizes = [...new Set([...old.keys(), ...fresh.keys()])]
    .map((key): SizeChange => ({ name: key, before: old.get(key) ?? null, after: fresh.get(key) ?? null }))
    .filter((change) => change.before !== change.after)
  const isKnown = before.imageHash !== null && after.imageHash !== null
  return {
    isSameImage: isKnown ? before.imageHash === after.imageHash : null,
    payload: { name: 'payload', before: before.payloadBytes, after: after.payloadBytes },
    sizes,
    regions: regionsOf(before.segments, after.segments),
  }
}

/** Sections may share a name. */
function summed(entries: readonly (readonly [string, number])[]): Map<string, number> {
  const sums = new Map<string, number>()
  for (const [name, size] of entries) sums.set(name, (sums.get(name) ?? 0) + size)
  return sums
}

type Page = Readonly<{ space: string | null; addr: number; end: number; hash: string }>

/** Pages by space and page number. Several segments may share one page: what it holds is then all of them in order. */
function pagesOf(segments: readonly SegmentFacts[]): Map<string, Page> {
  const pages = new Map<string, Page>()
  for (const { space, addr, length, pages: hashes } of segments) {
    let at = addr
    for (const hash of hashes) {
      const number = Math.floor(at / pageBytes)
      const end = Math.min(addr + length, (number + 1) * pageBytes)
      const key = `${space ?? ''} ${number}`
      const shared = pages.get(key)
      const mark = `${at}-${end}:${hash}`
      pages.set(key, shared ? { ...shared, end, hash: `${shared.hash} ${mark}` } : { space, addr: at, end, hash: mark })
      at = end
    }
  }
  return pages
}

function regionsOf(before: readonly SegmentFacts[], after: readonly SegmentFacts[]): ChangedRegion[] {
  const [old, fresh] = [pagesOf(before), pagesOf(after)]
  const changed = [...new Set([...old.keys(), ...fresh.keys()])].flatMap((key): ChangedRegion[] => {
    const [a, b] = [old.get(key), fresh.get(key)]
    if (a && b)
      return a.hash === b.hash
        ? []
        : [{ space: a.space, addr: Math.min(a.addr, b.addr), end: Math.max(a.end, b.end), kind: 'changed' }]
    const page = a ?? b
    return page ? [{ space: page.space, addr: page.addr, end: page.end, kind: a ? 'removed' : 'added' }] : []
  })
  return joined(changed)
}

/** Neighbouring pages of one kind become one region. */
function joined(regions: readonly ChangedRegion[]): ChangedRegion[] {
  const spaces = (region: ChangedRegion): string => region.space ?? ''
  const sorted = regions.toSorted((a, b) => spaces(a).localeCompare(spaces(b)) || a.addr - b.addr)
  const out: ChangedRegion[] = []
  for (const region of sorted) {
    const last = out.at(-1)
    if (last && last.space === region.space && last.kind === region.kind && last.end === region.addr)
      out[out.length - 1] = { ...last, end: region.end }
    else out.push(region)
  }
  return out
}
