import type { Effort } from '../effort'
import type { Direction, Pair, Pole, Surface } from '../geometry/surface'
import { distance, isFinitePlace, type Vector } from '../geometry/vectors'
import { Unreadable } from '../effort'
import type { Corner, Ring } from './ring'

/** A vertex of a loop and where it lies. */
export type LoopVertex = Readonly<{ vertex: number; place: Vector }>

/** A loop in the parameters of a surface. `turns`: how often it goes round in each direction before it closes. */
export type Traced = Readonly<{ ring: Ring; turns: readonly [number, number] }>

/** Steps of one point of a spline surface. */
export const weightOfEvaluation = 3

/** Radians between the corners that stand for one pole. */
const poleStep = Math.PI / 10

/**
 * Follows a loop in the parameters of a surface, over its seams. `leftward`: whether the face lies to the left of the
 * loop there. `close`: how near a pole a vertex is the pole. Throws `Unreadable`.
 */
export function traced(
  surface: Surface,
  loop: readonly LoopVertex[],
  leftward: boolean,
  close: number,
  effort: Effort,
): Traced {
  const poleOf = ({ place }: LoopVertex) => surface.poles.find((pole) => distance(pole.place, place) <= close) ?? null
  const start = loop.findIndex((each) => poleOf(each) === null)
  if (start < 0) throw new Unreadable('a loop of poles')
  const turned = [...loop.slice(start), ...loop.slice(0, start)]
  const ring: Corner[] = []
  let before: Pair | null = null
  let pole: Readonly<{ pole: Pole; vertex: number }> | null = null
  for (const each of [...turned, turned[0] ?? { vertex: 0, place: [0, 0, 0] }]) {
    const here = poleOf(each)
    if (here !== null && before !== null) {
      effort.take(1)
      const at = nearestOf(here.at, before[here.fixed], surface.periods[here.fixed])
      pole = { pole: { ...here, at }, vertex: each.vertex }
      continue
    }
    const evaluations = surface.evaluations
    const found = surface.parametersOf(each.place, before)
    effort.take(12 + (surface.evaluations - evaluations) * weightOfEvaluation)
    if (!isFinitePlace([...found, 0])) throw new Unreadable('a place beside its surface')
    let at: Pair = before === null ? found : [beside(found, before, 0, surface), beside(found, before, 1, surface)]
    if (pole !== null && before !== null) {
      at = throughPole(surface, pole.pole, before, at, leftward)
      ring.push(...cornersOfPole(pole.pole, pole.vertex, before, at))
      pole = null
    }
    ring.push({ at, vertex: each.vertex })
    before = at
  }
  const last = ring.pop()
  const first = ring[0]
  if (!first || !last) throw new Unreadable('a loop of nothing')
  const turns = (direction: Direction): number => {
    const period = surface.periods[direction]
    return period === null ? 0 : Math.round((last.at[direction] - first.at[direction]) / period)
  }
  return { ring, turns: [turns(0), turns(1)] }
}

/** The value that is nearest to the one before, of those that mean the same place. */
const beside = (found: Pair, before: Pair, direction: Direction, { periods }: Surface): number =>
  nearestOf(found[direction], before[direction], periods[direction])

const nearestOf = (value: number, before: number, period: number | null): number =>
  period === null ? value : value + period * Math.round((before - value) / period)

/** Behind a pole the way goes on where the face lies on its proper side: over the top to the left, and below to the right. */
function throughPole(surface: Surface, { fixed, at: value }: Pole, before: Pair, found: Pair, leftward: boolean): Pair {
  const free = fixed === 0 ? 1 : 0
  const period = surface.periods[free]
  if (period === null) return found
  const isTop = value > before[fixed]
  const down = (isTop === (fixed === 1)) === leftward
  const way = (((found[free] - before[free]) % period) + period) % period
  const isNone = way < period * 1e-6 || way > period * (1 - 1e-6)
  const goes = isNone ? 0 : down ? way - period : way
  return free === 0 ? [before[0] + goes, found[1]] : [found[0], before[1] + goes]
}

/** A pole as a row of corners from one value of the free parameter to another. */
export function cornersOfPole({ fixed, at }: Pole, vertex: number, from: Pair, to: Pair): Corner[] {
  const free = fixed === 0 ? 1 : 0
  const way = to[free] - from[free]
  const parts = Math.max(1, Math.min(64, Math.ceil(Math.abs(way) / poleStep)))
  return Array.from({ length: parts + 1 }, (_, index): Corner => {
    const value = from[free] + (way * index) / parts
    return { at: fixed === 0 ? [at, value] : [value, at], vertex }
  })
}
