import type { Curve, Range } from './curve'
import { nearestParameter } from './nearest'
import type { Knots } from './spline-basis'
import { distance, type Vector } from './vectors'

/** Points of a spline with their weights: x·w, y·w, z·w, w. */
export function weighted(points: readonly Vector[], weights: readonly number[] | null): Float64Array {
  const flat = new Float64Array(points.length * 4)
  for (const [index, [x, y, z]] of points.entries()) {
    const w = weights?.[index] ?? 1
    flat.set([x * w, y * w, z * w, w], index * 4)
  }
  return flat
}

/** A B-spline, rational or not. */
export class SplineCurve implements Curve {
  readonly range: Range
  readonly period: number | null
  readonly price: number
  readonly pieces: number

  constructor(
    private readonly knots: Knots,
    private readonly points: Float64Array,
    size: number,
  ) {
    this.range = knots.range
    this.price = 1 + (knots.degree * knots.degree) / 16
    this.pieces = 2 * (knots.points - knots.degree)
    const [from, to] = this.range
    this.period = null
    if (distance(this.at(from), this.at(to)) <= size * 1e-7) this.period = to - from
  }

  at(t: number): Vector {
    const { knots, points } = this
    const first = knots.weigh(this.within(t))
    let [x, y, z, w] = [0, 0, 0, 0]
    for (let index = 0; index <= knots.degree; index++) {
      const weight = knots.weights[index] ?? 0
      const at = (first + index) * 4
      x += weight * (points[at] ?? 0)
      y += weight * (points[at + 1] ?? 0)
      z += weight * (points[at + 2] ?? 0)
      w += weight * (points[at + 3] ?? 0)
    }
    return [x / w, y / w, z / w]
  }

  parameterOf(place: Vector): number {
    const steps = Math.min(16, this.knots.degree * 3)
    return nearestParameter((t) => distance(this.at(t), place), this.range, this.knots.between(...this.range), steps)
  }

  /** Its knots, and of each curved piece the middle: a curve that swings back must not be taken for a line. */
  stops(from: number, to: number): number[] {
    const { period } = this
    const turns = period === null ? [0] : [-period, 0, period]
    const knots = turns.flatMap((turn) => this.knots.between(from - turn, to - turn).map((knot) => knot + turn))
    const ends = turns.flatMap((turn) => this.range.map((end) => end + turn)).filter((end) => end > from && end < to)
    const stops = [...new Set([from, ...knots, ...ends, to])].toSorted((a, b) => a - b)
    if (this.knots.degree === 1) return stops.slice(1, -1)
    return stops
      .flatMap((stop, index) => (index === 0 ? [] : [((stops[index - 1] ?? 0) + stop) / 2, stop]))
      .slice(0, -1)
  }

  private within(t: number): number {
    const [from, to] = this.range
    const { period } = this
    if (period !== null && (t < from || t > to)) return from + ((((t - from) % period) + period) % period)
    return Math.min(to, Math.max(from, t))
  }
}
