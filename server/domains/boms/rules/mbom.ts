import { partNumberKey } from '@/server/domains/parts/rules/part-keys'
import type { AdditionKind } from '../lifecycle'

/** A line of the brand's BOM, as far as a factory's BOM is held against it. */
export type EngineeringLine = Readonly<{ key: string; ipn: string; mpn: string; dnp: boolean; excludeFromBom: boolean }>
export type Added = Readonly<{ id: string; kind: AdditionKind; number: string }>

/** A row of the factory's BOM: one of the brand's lines, or something the factory adds to build it. */
export type ManufacturingRow<L> = Readonly<{ kind: 'line'; line: L } | { kind: 'added'; added: Added }>

/** What a factory builds from: the brand's lines as they stand, then what it adds. There is no third kind of row. */
export const manufacturingBom = <L>(lines: readonly L[], added: readonly Added[]): ManufacturingRow<L>[] => [
  ...lines.map((line) => ({ kind: 'line' as const, line })),
  ...added.map((each) => ({ kind: 'added' as const, added: each })),
]

/** How a factory's BOM stands to the brand's. */
export type Standing = Readonly<{
  /** The brand's lines are all there, each once and none besides: MBOM − added classes ≡ EBOM (lifecycle.md §3). */
  same: boolean
  /** Losses stated for lines that this revision has not: they are reckoned with nowhere. */
  stale: number
  /** Losses stated for lines it has. */
  stated: number
  /** Additions under a number that the brand's own BOM places: a fitted part is not added, it is asked for. */
  doubled: readonly string[]
}>

export function standingOf(
  rows: readonly ManufacturingRow<EngineeringLine>[],
  engineering: readonly EngineeringLine[],
  statedKeys: readonly string[],
): Standing {
  const built = rows.flatMap((row) => (row.kind === 'line' ? [row.line.key] : []))
  const meant = new Set(engineering.map(({ key }) => key))
  const stated = statedKeys.filter((key) => meant.has(key)).length
  return {
    same: built.length === meant.size && new Set(built).size === built.length && built.every((key) => meant.has(key)),
    stated,
    stale: statedKeys.length - stated,
    doubled: doubled(
      rows.flatMap((row) => (row.kind === 'added' ? [row.added] : [])),
      engineering,
    ),
  }
}

/** Ids of additions under a number that is placed already. */
export function doubled(
  added: readonly Pick<Added, 'id' | 'number'>[],
  lines: readonly Omit<EngineeringLine, 'key'>[],
): string[] {
  if (added.every(({ number }) => number === '')) return []
  const fitted = new Set(
    lines.flatMap(({ ipn, mpn, dnp, excludeFromBom }) =>
      dnp || excludeFromBom ? [] : [ipn, mpn].filter((text) => text !== '').map(partNumberKey),
    ),
  )
  return added.flatMap(({ id, number }) => (number !== '' && fitted.has(partNumberKey(number)) ? [id] : []))
}
