import { Unreadable } from '../effort'
import type { Direction, Surface } from '../geometry/surface'
import { belt } from './belt'
import type { Cut } from './cut'
import { doubleAreaOf, isWithin, shifted, spanOf, type Ring } from './ring'
import type { Traced } from './trace'
import { isClosed, wholeOf } from './whole-surface'

/**
 * The rings about a face in the parameters of its surface, so that what an odd number of them lies about is the face. A
 * surface that goes round is cut open. `leftward`: whether the face lies to the left of its loops. Throws `Unreadable`.
 */
export function domainOf(cut: Cut, loops: readonly Traced[], leftward: boolean): Ring[] {
  const still = loops.filter(({ turns: [u, v] }) => u === 0 && v === 0).map(({ ring }) => ring)
  const round = loops.filter(({ turns: [u, v] }) => u !== 0 || v !== 0)
  if (round.length > 0) {
    const outer = belt(cut, round, still, leftward)
    return [outer, ...still.map((ring) => broughtWithin(ring, outer, cut.surface))]
  }
  const [largest] = still.toSorted((a, b) => Math.abs(doubleAreaOf(b)) - Math.abs(doubleAreaOf(a)))
  // A face without an outer loop is all of a closed surface but its holes.
  const isWhole = largest === undefined || doubleAreaOf(largest) > 0 !== leftward
  if (isWhole && isClosed(cut.surface)) {
    const outer = wholeOf(cut, still)
    return [outer, ...still.map((ring) => broughtWithin(ring, outer, cut.surface))]
  }
  if (largest === undefined) throw new Unreadable('a face without a border')
  return still.map((ring) => (ring === largest ? ring : broughtWithin(ring, largest, cut.surface)))
}

/** A hole, moved by whole turns to where its face is. */
function broughtWithin(ring: Ring, outer: Ring, surface: Surface): Ring {
  const steps = (direction: Direction): number[] => {
    const period = surface.periods[direction]
    if (period === null) return [0]
    const [low, high] = spanOf(outer, direction)
    const [from, to] = spanOf(ring, direction)
    const best = Math.round(((low + high) / 2 - (from + to) / 2) / period)
    return [best, best - 1, best + 1].map((turns) => turns * period)
  }
  const start = ring[0]?.at ?? [0, 0]
  for (const v of steps(1))
    for (const u of steps(0))
      if (isWithin([start[0] + u, start[1] + v], [outer])) return shifted(shifted(ring, 0, u), 1, v)
  return shifted(shifted(ring, 0, steps(0)[0] ?? 0), 1, steps(1)[0] ?? 0)
}
