import { Unreadable, type Effort } from '../effort'
import type { Direction, Surface } from '../geometry/surface'
import { belt } from './belt'
import type { Cut } from './cut'
import { doubleAreaOf, isWithin, shifted, spanOf, type Ring } from './ring'
import type { Traced } from './trace'
import { isClosed, wholeOf } from './whole-surface'

/**
 * The rings about a face in the parameters of its surface, so that what an odd number of them lies about is the face. A
 * surface that goes round is cut open. `leftward`: whether the face lies to the left of its loops. Throws `Unreadable` and
 * `TooMuchModel`.
 */
export function domainOf(cut: Cut, loops: readonly Traced[], leftward: boolean, effort: Effort): Ring[] {
  const { surface } = cut
  const still = loops.filter(({ turns: [u, v] }) => u === 0 && v === 0).map(({ ring }) => ring)
  const round = loops.filter(({ turns: [u, v] }) => u !== 0 || v !== 0)
  if (round.length > 0) {
    const outer = belt(cut, round, still, leftward)
    return [outer, ...broughtWithin(still, outer, surface, effort)]
  }
  const areas = still.map(doubleAreaOf)
  const at = areas.reduce((best, area, index) => (Math.abs(area) > Math.abs(areas[best] ?? 0) ? index : best), 0)
  const largest = still[at]
  // A face without an outer loop is all of a closed surface but its holes.
  const isWhole = largest === undefined || (areas[at] ?? 0) > 0 !== leftward
  if (isWhole && isClosed(surface)) {
    const outer = wholeOf(cut, still)
    return [outer, ...broughtWithin(still, outer, surface, effort)]
  }
  if (largest === undefined) throw new Unreadable('a face without a border')
  const holes = still.filter((_, index) => index !== at)
  return [largest, ...broughtWithin(holes, largest, surface, effort)]
}

/** Holes, moved by whole turns to where their face is. */
function broughtWithin(holes: readonly Ring[], outer: Ring, { periods }: Surface, effort: Effort): Ring[] {
  const spans = [spanOf(outer, 0), spanOf(outer, 1)] as const
  const steps = (ring: Ring, direction: Direction): readonly [number, ...number[]] => {
    const period = periods[direction]
    if (period === null) return [0]
    const [low, high] = spans[direction]
    const [from, to] = spanOf(ring, direction)
    const best = Math.round(((low + high) / 2 - (from + to) / 2) / period)
    return [best * period, (best - 1) * period, (best + 1) * period]
  }
  return holes.map((ring) => {
    const start = ring[0]?.at ?? [0, 0]
    const [us, vs] = [steps(ring, 0), steps(ring, 1)]
    // On a surface that does not come round there is nothing to choose from.
    if (us.length === 1 && vs.length === 1) return ring
    for (const v of vs)
      for (const u of us) {
        effort.take(outer.length / 4)
        if (isWithin([start[0] + u, start[1] + v], [outer])) return shifted(shifted(ring, 0, u), 1, v)
      }
    return shifted(shifted(ring, 0, us[0]), 1, vs[0])
  })
}
