import { Unreadable } from '../effort'
import type { Direction, Pair, Pole, Surface } from '../geometry/surface'
import { cuts, straight, type Cut } from './cut'
import { shifted, spanOf, type Corner, type Ring } from './ring'
import { cornersOfPole } from './trace'

/** Whether a surface has no border at all. */
export const isClosed = (surface: Surface): boolean =>
  ([0, 1] as const).every((direction) => ends(surface, direction) !== null)

/** How a surface ends in a direction: it comes round, or closes to a pole on either side; null where it does neither. */
function ends({ periods, poles }: Surface, direction: Direction): 'round' | readonly [Pole, Pole] | null {
  if (periods[direction] !== null) return 'round'
  const [low, high] = poles.filter(({ fixed }) => fixed === direction).toSorted((a, b) => a.at - b.at)
  return low && high ? [low, high] : null
}

/** All of a closed surface, cut open where no hole is. */
export function wholeOf(cut: Cut, holes: readonly Ring[]): Ring {
  const { surface, mesh } = cut
  const free = (direction: Direction): number => {
    const period = surface.periods[direction]
    const [from] = surface.ranges[direction]
    if (period === null) return from
    const hits = (value: number) =>
      holes.some((hole) => {
        const [low, high] = spanOf(hole, direction)
        return Math.ceil((low - value) / period) <= Math.floor((high - value) / period)
      })
    const tried = Array.from({ length: cuts }, (_, index) => from + (period * index) / cuts)
    return tried.find((value) => !hits(value)) ?? from
  }
  const [u, v] = [ends(surface, 0), ends(surface, 1)]
  const [uSpan, vSpan] = ([0, 1] as const).map((direction) => {
    const from = free(direction)
    const period = surface.periods[direction]
    return period === null ? surface.ranges[direction] : ([from, from + period] as const)
  })
  if (!uSpan || !vSpan || u === null || v === null) throw new Unreadable('a surface without an end')
  const [[u0, u1], [v0, v1]] = [uSpan, vSpan]
  const side = (from: Pair, to: Pair) => straight(cut, from, to)
  if (u === 'round' && v === 'round') {
    const [bottom, left] = [side([u0, v0], [u1, v0]), side([u0, v0], [u0, v1])]
    const vertex = mesh.add(surface.at(u0, v0))
    const corner = (a: number, b: number): Corner => ({ at: [a, b], vertex })
    const right = shifted(left, 0, u1 - u0)
    const top = shifted(bottom, 1, v1 - v0)
    return [
      ...[corner(u0, v0), ...bottom, corner(u1, v0), ...right],
      ...[corner(u1, v1), ...top.toReversed(), corner(u0, v1), ...left.toReversed()],
    ]
  }
  const poles = u === 'round' ? v : u
  if (poles === 'round') throw new Unreadable('a surface without an end')
  const [low, high] = poles
  const rows =
    u === 'round'
      ? ([
          [u0, low.at],
          [u1, low.at],
          [u1, high.at],
          [u0, high.at],
        ] as const)
      : ([
          [low.at, v0],
          [low.at, v1],
          [high.at, v1],
          [high.at, v0],
        ] as const)
  const meridian = side(rows[0], rows[3])
  const [direction, period] = u === 'round' ? ([0, u1 - u0] as const) : ([1, v1 - v0] as const)
  return [
    ...cornersOfPole(low, mesh.add(low.place), rows[0], rows[1]),
    ...shifted(meridian, direction, period),
    ...cornersOfPole(high, mesh.add(high.place), rows[2], rows[3]),
    ...meridian.toReversed(),
  ]
}
