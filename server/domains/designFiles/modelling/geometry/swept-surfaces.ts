import type { Curve, Range } from './curve'
import { Line } from './conics'
import { localTo, placeIn, type Frame } from './frame'
import { nearestParameter } from './nearest'
import type { Pair, Pole, Surface } from './surface'
import { along, dot, lengthOf, minus, type Vector } from './vectors'

const whole = 2 * Math.PI
const endless: Range = [-Infinity, Infinity]
/** What a nearest place on a curve takes, beside the first look at each of its pieces. */
const searchSteps = 60
const coarse = { chord: Infinity, angle: 0.4 }

const stopsOf = (curve: Curve): number[] => {
  const [from, to] = curve.range
  return Number.isFinite(from) && Number.isFinite(to) ? curve.stops(from, to, coarse) : []
}

/** A curve moved along a vector. */
export class Extrusion implements Surface {
  readonly ranges: readonly [Range, Range]
  readonly periods: readonly [number | null, null]
  readonly poles = []
  readonly isFlat: boolean
  evaluations = 0
  private readonly stops: readonly number[]

  constructor(
    private readonly curve: Curve,
    private readonly way: Vector,
  ) {
    this.ranges = [curve.range, endless]
    this.periods = [curve.period, null]
    this.isFlat = curve instanceof Line
    this.stops = stopsOf(curve)
  }

  at(u: number, v: number): Vector {
    this.evaluations += this.curve.price
    return along(this.curve.at(u), this.way, v)
  }

  parametersOf(place: Vector): Pair {
    const { curve, way } = this
    this.evaluations += (searchSteps + 3 * this.stops.length) * curve.price
    const square = dot(way, way)
    const flat = (a: Vector) => along(a, way, -dot(a, way) / square)
    const aside = flat(place)
    const u =
      curve instanceof Line
        ? dot(minus(place, curve.origin), flat(curve.step)) / dot(flat(curve.step), flat(curve.step))
        : nearestParameter((t) => lengthOf(minus(flat(curve.at(t)), aside)), curve.range, this.stops, 3)
    return [u, dot(minus(place, curve.at(u)), way) / square]
  }
}

/** A curve turned about the z of a frame. The first parameter is the angle, the second that of the curve. */
export class Revolution implements Surface {
  readonly ranges: readonly [Range, Range]
  readonly periods: readonly [number, number | null]
  readonly poles: readonly Pole[]
  readonly isFlat = false
  evaluations = 0
  private readonly stops: readonly number[]

  constructor(
    private readonly curve: Curve,
    private readonly frame: Frame,
    size: number,
  ) {
    this.ranges = [[0, whole], curve.range]
    this.periods = [whole, curve.period]
    this.stops = stopsOf(curve)
    this.poles = this.onAxis(size)
  }

  at(u: number, v: number): Vector {
    this.evaluations += this.curve.price
    const [x, y, z] = localTo(this.frame, this.curve.at(v))
    const [c, s] = [Math.cos(u), Math.sin(u)]
    return placeIn(this.frame, x * c - y * s, x * s + y * c, z)
  }

  parametersOf(place: Vector): Pair {
    const [x, y, z] = localTo(this.frame, place)
    const radius = Math.hypot(x, y)
    const v = this.curve instanceof Line ? this.alongLine(this.curve, radius, z) : this.alongCurve(radius, z)
    const [cx, cy] = localTo(this.frame, this.curve.at(v))
    const angle = Math.atan2(y, x) - Math.atan2(cy, cx)
    return [((angle % whole) + whole) % whole, v]
  }

  private alongCurve(radius: number, z: number): number {
    this.evaluations += (searchSteps + 4 * this.stops.length) * this.curve.price
    const far = (t: number) => {
      const [a, b, c] = localTo(this.frame, this.curve.at(t))
      return Math.hypot(Math.hypot(a, b) - radius, c - z)
    }
    return nearestParameter(far, this.curve.range, this.stops, 4)
  }

  /** A line beside the axis: by its height, or where it stands across, by its radius. */
  private alongLine({ origin, step }: Line, radius: number, z: number): number {
    const [x, y, height] = localTo(this.frame, origin)
    const { x: fx, y: fy, z: fz } = this.frame
    const rise = dot(step, fz)
    if (Math.abs(rise) > 1e-6 * lengthOf(step)) return (z - height) / rise
    const [dx, dy] = [dot(step, fx), dot(step, fy)]
    const square = dx * dx + dy * dy
    const closest = -(x * dx + y * dy) / square
    const gap = (x + closest * dx) ** 2 + (y + closest * dy) ** 2
    return closest + Math.sqrt(Math.max(0, radius * radius - gap) / square)
  }

  /** Ends of the curve that lie on the axis; of a line that crosses it, where it does. */
  private onAxis(size: number): Pole[] {
    const { curve, frame } = this
    const [from, to] = curve.range
    const ends = Number.isFinite(from) && curve.period === null ? [from, to] : []
    if (curve instanceof Line) {
      const [x, y] = localTo(frame, curve.origin)
      const [dx, dy] = [dot(curve.step, frame.x), dot(curve.step, frame.y)]
      const square = dx * dx + dy * dy
      if (square > 0) ends.push(-(x * dx + y * dy) / square)
    }
    return ends.flatMap((at): Pole[] => {
      const place = curve.at(at)
      const [x, y] = localTo(frame, place)
      return Math.hypot(x, y) <= Math.max(size, 1) * 1e-7 ? [{ fixed: 1, at, place }] : []
    })
  }
}

/** A surface some way beside another. */
export class Offset implements Surface {
  readonly ranges
  readonly periods
  readonly poles = []
  readonly isFlat
  private own = 0

  constructor(
    private readonly basis: Surface,
    private readonly away: number,
  ) {
    this.ranges = basis.ranges
    this.periods = basis.periods
    this.isFlat = basis.isFlat
  }

  get evaluations(): number {
    return this.basis.evaluations + this.own
  }

  at(u: number, v: number): Vector {
    this.own++
    const step = (range: Range) => (Number.isFinite(range[1] - range[0]) ? (range[1] - range[0]) * 1e-5 : 1e-5)
    const [du, dv] = [step(this.ranges[0]), step(this.ranges[1])]
    const [a, b] = [
      minus(this.basis.at(u + du, v), this.basis.at(u - du, v)),
      minus(this.basis.at(u, v + dv), this.basis.at(u, v - dv)),
    ]
    const normal: Vector = [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
    const length = lengthOf(normal)
    return length > 0 ? along(this.basis.at(u, v), normal, this.away / length) : this.basis.at(u, v)
  }

  parametersOf(place: Vector, near: Pair | null): Pair {
    return this.basis.parametersOf(place, near)
  }
}
