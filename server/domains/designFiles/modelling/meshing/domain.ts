import { Unreadable } from '../effort'
import type { Fineness } from '../geometry/curve'
import type { Direction, Pair, Pole, Surface } from '../geometry/surface'
import { distance, middle } from '../geometry/vectors'
import type { BodyMesh } from './body-mesh'
import { crosses, doubleAreaOf, isWithin, shifted, spanOf, type Corner, type Ring } from './ring'
import { cornersOfPole, type Traced } from './trace'

/** Places at which a closed surface is tried to be cut open. */
const cuts = 16

type Cut = Readonly<{ surface: Surface; mesh: BodyMesh; fineness: Fineness }>

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

const isClosed = (surface: Surface): boolean =>
  ([0, 1] as const).every((direction) => ends(surface, direction) !== null)

/** How a surface ends in a direction: it comes round, or closes to a pole on either side; null where it does neither. */
function ends({ periods, poles }: Surface, direction: Direction): 'round' | readonly [Pole, Pole] | null {
  if (periods[direction] !== null) return 'round'
  const [low, high] = poles.filter(({ fixed }) => fixed === direction).toSorted((a, b) => a.at - b.at)
  return low && high ? [low, high] : null
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

/** A straight way in the parameters with as many corners as its surface bends; both ends left out. */
function straight({ surface, mesh, fineness }: Cut, from: Pair, to: Pair, depth = 0): Corner[] {
  const at: Pair = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]
  const [p, m, q] = [surface.at(...from), surface.at(...at), surface.at(...to)]
  const off = distance(m, middle(p, q))
  const isBent = off > fineness.chord || off > 0.05 * distance(p, q)
  if (depth > 9 || off < fineness.chord / 50 || (depth > 1 && !isBent)) return []
  const before = straight({ surface, mesh, fineness }, from, at, depth + 1)
  const corner = { at, vertex: mesh.add(m) }
  return [...before, corner, ...straight({ surface, mesh, fineness }, at, to, depth + 1)]
}

/** A face that goes round: between two loops, or between a loop and a pole. */
function belt(cut: Cut, round: readonly Traced[], holes: readonly Ring[], leftward: boolean): Ring {
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

/** All of a closed surface, cut open where no hole is. */
function wholeOf(cut: Cut, holes: readonly Ring[]): Ring {
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
