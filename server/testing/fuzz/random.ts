/** Random numbers that come again with the same seed (mulberry32). */
export type Random = Readonly<{
  /** A whole number from 0 to below `limit`; 0 where there is no choice. */
  below: (limit: number) => number
  pick: <T>(list: readonly [T, ...T[]]) => T
}>

/** The generator of one input: every index of a run has its own, so that any input can be made again alone. */
export function randomOf(seed: number, index: number): Random {
  let state = (Math.imul(seed ^ 0x9e37_79b9, 0x85eb_ca6b) ^ Math.imul(index + 1, 0xc2b2_ae35)) >>> 0
  const next = (): number => {
    state = (state + 0x6d2b_79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
  }
  const below = (limit: number): number => (limit > 0 ? Math.floor(next() * limit) : 0)
  return { below, pick: (list) => list[below(list.length)] ?? list[0] }
}
