import type { Range } from './curve'
import type { Knots } from './spline-basis'
import { seedsOf, type Seed } from './spline-seeds'
import type { Direction, Pair, Pole, Surface } from './surface'
import { distance, dot, lengthOf, minus, type Vector } from './vectors'

/** Places of a net that are tried: one of the next turn of a spiral may lie nearer than one of the right turn. */
const mostTried = 10

/** A B-spline surface, rational or not; its points row by row, the second direction running faster. */
export class SplineSurface implements Surface {
  readonly ranges: readonly [Range, Range]
  readonly periods: readonly [number | null, number | null]
  readonly poles: readonly Pole[]
  readonly isFlat: boolean
  evaluations = 0
  private seeds: readonly Seed[] | null = null
  /** What one place takes, beside one of degree three. */
  private readonly price: number

  constructor(
    private readonly across: Knots,
    private readonly up: Knots,
    private readonly points: Float64Array,
    private readonly size: number,
  ) {
    this.ranges = [across.range, up.range]
    const [p, q] = [across.degree, up.degree]
    this.price = Math.max(1, ((p + 1) * (q + 1) + p * p + q * q) / 34)
    this.periods = [null, null]
    this.periods = [this.periodIn(0), this.periodIn(1)]
    this.poles = this.collapsed()
    this.isFlat = across.degree === 1 && up.degree === 1 && across.points === 2 && up.points === 2 && this.isPlanar()
  }

  at(u: number, v: number): Vector {
    return this.reckon(u, v).place
  }

  parametersOf(place: Vector, near: Pair | null): Pair {
    if (near) {
      const found = this.approach(place, near)
      if (found.off <= this.size * 1e-4) return found.at
    }
    let best: Readonly<{ at: Pair; off: number }> | null = null
    for (const seed of this.nearestSeeds(place)) {
      const found = this.approach(place, seed)
      if (best === null || found.off < best.off) best = found
      if (best.off <= this.size * 1e-6) break
    }
    return best?.at ?? [this.ranges[0][0], this.ranges[1][0]]
  }

  /** Steps of Gauss and Newton from a pair on. */
  private approach(place: Vector, from: Pair): Readonly<{ at: Pair; off: number }> {
    let at = from
    let here = this.reckon(...at)
    let off = distance(here.place, place)
    for (let step = 0; step < 24 && off > this.size * 1e-12; step++) {
      const away = minus(place, here.place)
      const [uu, uv, vv] = [dot(here.u, here.u), dot(here.u, here.v), dot(here.v, here.v)]
      const [ru, rv] = [dot(away, here.u), dot(away, here.v)]
      const determinant = uu * vv - uv * uv
      const steep = determinant > 1e-12 * uu * vv
      const [du, dv] = steep
        ? [(ru * vv - rv * uv) / determinant, (rv * uu - ru * uv) / determinant]
        : [uu > 0 ? ru / uu : 0, vv > 0 ? rv / vv : 0]
      let [part, next, there] = [1, at, here]
      let gained = false
      for (let half = 0; half < 6 && !gained; half++, part /= 2) {
        next = [this.within(0, at[0] + part * du), this.within(1, at[1] + part * dv)]
        there = this.reckon(...next)
        gained = distance(there.place, place) < off
      }
      if (!gained) break
      const before = off
      ;[at, here, off] = [next, there, distance(there.place, place)]
      if (before - off < this.size * 1e-13) break
    }
    return { at, off }
  }

  private reckon(u: number, v: number): Readonly<{ place: Vector; u: Vector; v: Vector }> {
    this.evaluations += this.price
    const { across, up, points } = this
    const row = across.weigh(this.wrapped(0, u))
    const column = up.weigh(this.wrapped(1, v))
    let [x, y, z, w] = [0, 0, 0, 0]
    let [xu, yu, zu, wu] = [0, 0, 0, 0]
    let [xv, yv, zv, wv] = [0, 0, 0, 0]
    for (let i = 0; i <= across.degree; i++) {
      const [a, da] = [across.weights[i] ?? 0, across.slopes[i] ?? 0]
      const begin = ((row + i) * up.points + column) * 4
      for (let j = 0; j <= up.degree; j++) {
        const [b, db] = [up.weights[j] ?? 0, up.slopes[j] ?? 0]
        const at = begin + j * 4
        const [px, py, pz, pw] = [points[at] ?? 0, points[at + 1] ?? 0, points[at + 2] ?? 0, points[at + 3] ?? 0]
        const [ab, dab, adb] = [a * b, da * b, a * db]
        x += ab * px
        y += ab * py
        z += ab * pz
        w += ab * pw
        xu += dab * px
        yu += dab * py
        zu += dab * pz
        wu += dab * pw
        xv += adb * px
        yv += adb * py
        zv += adb * pz
        wv += adb * pw
      }
    }
    const place: Vector = [x / w, y / w, z / w]
    return {
      place,
      u: [(xu - wu * place[0]) / w, (yu - wu * place[1]) / w, (zu - wu * place[2]) / w],
      v: [(xv - wv * place[0]) / w, (yv - wv * place[1]) / w, (zv - wv * place[2]) / w],
    }
  }

  /** A parameter of the surface itself. */
  private wrapped(direction: Direction, value: number): number {
    const [from, to] = this.ranges[direction]
    const period = this.periods[direction]
    if (period !== null && (value < from || value > to)) return from + ((((value - from) % period) + period) % period)
    return Math.min(to, Math.max(from, value))
  }

  /** A parameter that is looked at while a place is sought: over a seam, but not over an end. */
  private within(direction: Direction, value: number): number {
    const [from, to] = this.ranges[direction]
    return this.periods[direction] === null ? Math.min(to, Math.max(from, value)) : value
  }

  private nearestSeeds(place: Vector): Pair[] {
    this.seeds ??= seedsOf(this.across, this.up, (u, v) => this.at(u, v))
    this.evaluations += this.seeds.length / 32
    const nearest: { at: Pair; off: number }[] = []
    for (const { at, place: there } of this.seeds) {
      const off = distance(there, place)
      if (nearest.length === mostTried && off >= (nearest.at(-1)?.off ?? 0)) continue
      const index = nearest.findIndex((each) => off < each.off)
      nearest.splice(index < 0 ? nearest.length : index, 0, { at, off })
      if (nearest.length > mostTried) nearest.pop()
    }
    return nearest.map(({ at }) => at)
  }

  /** Places along a side: the parameter of the other direction is fixed at one of its ends. */
  private side(fixed: Direction, value: number): Vector[] {
    const [from, to] = this.ranges[fixed === 0 ? 1 : 0]
    return [0, 0.13, 0.37, 0.5, 0.71, 1].map((part) => {
      const other = from + part * (to - from)
      return fixed === 0 ? this.at(value, other) : this.at(other, value)
    })
  }

  private periodIn(direction: Direction): number | null {
    const [from, to] = this.ranges[direction]
    const [begin, end] = [this.side(direction, from), this.side(direction, to)]
    const isClosed = begin.every((place, index) => distance(place, end[index] ?? place) <= this.size * 1e-6)
    return isClosed && this.extends(direction) ? to - from : null
  }

  /** Whether the surface goes anywhere in a direction: one that is a line there is not closed. */
  private extends(direction: Direction): boolean {
    const [from, to] = this.ranges[direction]
    const quarter = this.side(direction, from + (to - from) / 3)
    return this.side(direction, from).some(
      (place, index) => distance(place, quarter[index] ?? place) > this.size * 1e-4,
    )
  }

  private collapsed(): Pole[] {
    return ([0, 1] as const).flatMap((fixed) =>
      this.ranges[fixed].flatMap((at): Pole[] => {
        const [first, ...others] = this.side(fixed, at)
        const isPoint = first && others.every((place) => distance(place, first) <= this.size * 1e-6)
        return isPoint ? [{ fixed, at, place: first }] : []
      }),
    )
  }

  private isPlanar(): boolean {
    const [[u0, u1], [v0, v1]] = this.ranges
    const [a, b, c, d] = [this.at(u0, v0), this.at(u1, v0), this.at(u0, v1), this.at(u1, v1)]
    const off = minus([a[0] + d[0], a[1] + d[1], a[2] + d[2]], [b[0] + c[0], b[1] + c[1], b[2] + c[2]])
    return lengthOf(off) <= this.size * 1e-9
  }
}
