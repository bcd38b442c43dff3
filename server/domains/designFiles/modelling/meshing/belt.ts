import { Unreadable } from '../effort'
import type { Direction, Pair, Surface } from '../geometry/surface'
import { cuts, straight, type Cut } from './cut'
import { crosses, shifted, type Corner, type Ring } from './ring'
import { cornersOfPole, type Traced } from './trace'

/** A face that goes round: between two loops, or between a loop and a pole. */
export function belt(cut: Cut, round: readonly Traced[], holes: readonly Ring[], leftward: boolean): Ring {
  const { surface } = cut
  const direction: Direction = round[0]?.turns[0] === 0 ? 1 : 0
  const aside = direction === 0 ? 1 : 0
  const period = surface.periods[direction]
  if (period === null || round.some(({ turns }) => Math.abs(turns[direction]) !== 1 || turns[aside] !== 0))
    throw new Unreadable('a loop that winds')
  // Round the second parameter, left and right change places.
  const upward = leftward === (direction === 0)
  const forward = ({ ring, turns }: Traced): Corner[] => (turns[direction] > 0 ? [...ring] : ring.toReversed())
  const below = round.filter(({ turns }) => turns[direction] > 0 === upward).map(forward)
  const above = round.filter(({ turns }) => turns[direction] > 0 !== upward).map(forward)
  if (below.length > 1 || above.length > 1) throw new Unreadable('a face that goes round several times')
  const [lower, upper] = [below[0], above[0]]
  if (lower && upper) {
    const [a, b] = inOrder(lower, upper, surface, aside)
    return between(cut, a, b, direction, period, holes)
  }
  const only = lower ?? upper
  if (!only) throw new Unreadable('a face without a border')
  return toPole(cut, only, direction, period, lower !== undefined, holes)
}

const meanOf = (ring: Ring, direction: Direction): number =>
  ring.reduce((sum, { at }) => sum + at[direction], 0) / Math.max(1, ring.length)

/** The lower loop first; where the surface goes round this way too, the upper one is moved to lie next above. */
function inOrder(lower: Corner[], upper: Corner[], { periods }: Surface, aside: Direction): [Corner[], Corner[]] {
  const period = periods[aside]
  const gap = meanOf(upper, aside) - meanOf(lower, aside)
  if (period !== null) return [lower, shifted(upper, aside, -Math.floor(gap / period) * period)]
  return gap >= 0 ? [lower, upper] : [upper, lower]
}

/** The ring of `from`, begun at a corner and closed a turn further on, with that corner there again. */
function unrolled(ring: readonly Corner[], start: number, direction: Direction, period: number): Corner[] {
  const turned = [...ring.slice(start), ...shifted(ring.slice(0, start), direction, period)]
  return [...turned, ...shifted(turned.slice(0, 1), direction, period)]
}

function starts(count: number): number[] {
  return Array.from({ length: Math.min(cuts, count) }, (_, index) =>
    Math.floor((index * count) / Math.min(cuts, count)),
  )
}

function between(
  cut: Cut,
  lower: readonly Corner[],
  upper: readonly Corner[],
  direction: Direction,
  period: number,
  holes: readonly Ring[],
): Ring {
  const around = [-1, 0, 1].flatMap((turn) => holes.map((hole) => shifted(hole, direction, turn * period)))
  let best: Readonly<{ a: Corner[]; b: Corner[] }> | null = null
  for (const start of starts(lower.length)) {
    const a = unrolled(lower, start, direction, period)
    const from = a[0]?.at ?? [0, 0]
    const b = opposite(upper, from, direction, period)
    const to = b[0]?.at ?? from
    best ??= { a, b }
    if ([...around, openRing(a), openRing(b)].some((ring) => crosses(from, to, ring))) continue
    best = { a, b }
    break
  }
  if (!best) throw new Unreadable('a face without a border')
  const [from, to]: Pair[] = [best.a[0]?.at ?? [0, 0], best.b[0]?.at ?? [0, 0]]
  if (!from || !to) throw new Unreadable('a face without a border')
  const seam = straight(cut, from, to)
  return [...best.a, ...shifted(seam, direction, period), ...best.b.toReversed(), ...seam.toReversed()]
}

/** An open way as a ring that comes back over itself, so that it is crossed as often as it is met. */
const openRing = (way: readonly Corner[]): Corner[] => [...way, ...way.slice(1, -1).toReversed()]

/** The other ring, begun where it is nearest to a place. */
function opposite(ring: readonly Corner[], from: Pair, direction: Direction, period: number): Corner[] {
  const away = ({ at }: Corner): number => {
    const off = at[direction] - from[direction]
    return Math.abs(off - period * Math.round(off / period))
  }
  const start = ring.reduce((best, each, index) => (away(each) < away(ring[best] ?? each) ? index : best), 0)
  const turned = unrolled(ring, start, direction, period)
  const off = (turned[0]?.at[direction] ?? 0) - from[direction]
  return shifted(turned, direction, -period * Math.round(off / period))
}

/** From a loop to the pole above it or below it. */
function toPole(
  cut: Cut,
  ring: readonly Corner[],
  direction: Direction,
  period: number,
  isAbove: boolean,
  holes: readonly Ring[],
): Ring {
  const aside = direction === 0 ? 1 : 0
  const mean = meanOf(ring, aside)
  const poles = cut.surface.poles.filter(({ fixed }) => fixed === aside)
  const pole = poles.find(({ at }) => at > mean === isAbove) ?? poles[0]
  if (!pole) throw new Unreadable('a face without an end')
  const vertex = cut.mesh.add(pole.place)
  const around = [-1, 0, 1].flatMap((turn) => holes.map((hole) => shifted(hole, direction, turn * period)))
  const endOf = (at: Pair): Pair => (direction === 0 ? [at[0], pole.at] : [pole.at, at[1]])
  const ways = starts(ring.length).map((start) => unrolled(ring, start, direction, period))
  const way = ways.find(
    (each) => !around.some((hole) => crosses(each[0]?.at ?? [0, 0], endOf(each[0]?.at ?? [0, 0]), hole)),
  )
  const chosen = way ?? ways[0] ?? []
  const from = chosen[0]?.at ?? [0, 0]
  const last = chosen.at(-1)?.at ?? from
  const seam = straight(cut, from, endOf(from))
  return [
    ...chosen,
    ...shifted(seam, direction, period),
    ...cornersOfPole(pole, vertex, endOf(last), endOf(from)),
    ...seam.toReversed(),
  ]
}
