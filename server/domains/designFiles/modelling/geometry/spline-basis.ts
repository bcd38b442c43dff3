import { Unreadable } from '../effort'
import type { Range } from './curve'

/** Degrees above are written by nobody; twenty-four is the most a kernel takes. */
const highestDegree = 25

/** The knots of one direction of a spline, each as often as it counts, and what they do to a parameter. */
export class Knots {
  /** Weights of the `degree + 1` points that a parameter is made of, and how they change with it. */
  readonly weights: Float64Array
  readonly slopes: Float64Array
  private readonly left: Float64Array
  private readonly right: Float64Array
  private readonly lower: Float64Array

  /** Throws `Unreadable` where knots and points do not fit. */
  constructor(
    readonly degree: number,
    readonly points: number,
    private readonly knots: Float64Array,
  ) {
    if (!Number.isInteger(degree) || degree < 1 || degree > highestDegree) throw new Unreadable('a degree')
    if (points <= degree || knots.length !== points + degree + 1) throw new Unreadable('knots that do not fit')
    for (let index = 1; index < knots.length; index++)
      if (!((knots[index] ?? 0) >= (knots[index - 1] ?? 0))) throw new Unreadable('knots out of order')
    const [from, to] = this.range
    if (!(to > from)) throw new Unreadable('a spline without length')
    this.weights = new Float64Array(degree + 1)
    this.slopes = new Float64Array(degree + 1)
    this.lower = new Float64Array(degree + 1)
    this.left = new Float64Array(degree + 1)
    this.right = new Float64Array(degree + 1)
  }

  get range(): Range {
    return [this.knots[this.degree] ?? 0, this.knots[this.points] ?? 0]
  }

  /** Knots strictly between two parameters, each once. */
  between(from: number, to: number): number[] {
    const found: number[] = []
    const [first, last] = this.range
    for (const knot of this.knots)
      if (knot > from && knot < to && knot > first && knot < last && knot !== found.at(-1)) found.push(knot)
    return found
  }

  /** Fills `weights` and `slopes` and answers the first of the points they are for. */
  weigh(t: number): number {
    const { degree, knots, weights, slopes, lower, left, right } = this
    const span = this.spanOf(t)
    weights[0] = 1
    for (let order = 1; order <= degree; order++) {
      left[order] = t - (knots[span + 1 - order] ?? 0)
      right[order] = (knots[span + order] ?? 0) - t
      if (order === degree) lower.set(weights)
      let saved = 0
      for (let index = 0; index < order; index++) {
        const width = (right[index + 1] ?? 0) + (left[order - index] ?? 0)
        const part = width > 0 ? (weights[index] ?? 0) / width : 0
        weights[index] = saved + (right[index + 1] ?? 0) * part
        saved = (left[order - index] ?? 0) * part
      }
      weights[order] = saved
    }
    for (let index = 0; index <= degree; index++) {
      const at = span - degree + index
      const slope = (from: number, below: number): number => {
        const width = (knots[from + degree] ?? 0) - (knots[from] ?? 0)
        return width > 0 ? (degree * below) / width : 0
      }
      slopes[index] =
        slope(at, index > 0 ? (lower[index - 1] ?? 0) : 0) - slope(at + 1, index < degree ? (lower[index] ?? 0) : 0)
    }
    return span - degree
  }

  private spanOf(t: number): number {
    const { knots, degree, points } = this
    let [low, high] = [degree, points]
    if (t >= (knots[high] ?? 0)) {
      // The last span that has a length.
      let span = points - 1
      while (span > degree && (knots[span] ?? 0) >= (knots[points] ?? 0)) span--
      return span
    }
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (t < (knots[middle] ?? 0)) high = middle
      else low = middle
    }
    return low
  }
}

/** Knots as they are written, each with how often it counts, `length` in all. Throws `Unreadable`. */
export function repeatedKnots(
  multiplicities: readonly number[],
  knots: readonly number[],
  length: number,
): Float64Array {
  if (multiplicities.length !== knots.length) throw new Unreadable('knots that do not fit')
  const total = multiplicities.reduce((sum, each) => sum + each, 0)
  if (total !== length || multiplicities.some((each) => !Number.isInteger(each) || each < 1))
    throw new Unreadable('knots that count oddly')
  const repeated = new Float64Array(total)
  let at = 0
  for (const [index, times] of multiplicities.entries()) {
    repeated.fill(knots[index] ?? 0, at, at + times)
    at += times
  }
  return repeated
}

/** The knots of splines that do not write them. Throws `Unreadable`. */
export function impliedKnots(form: 'uniform' | 'quasi' | 'bezier', degree: number, points: number): Float64Array {
  if (!(degree >= 1 && degree <= highestDegree) || points <= degree) throw new Unreadable('a degree')
  const length = points + degree + 1
  if (form === 'uniform') return Float64Array.from({ length }, (_, index) => index - degree)
  const step = form === 'bezier' ? degree : 1
  const last = form === 'bezier' ? Math.ceil((points - 1) / degree) : points - degree
  return Float64Array.from({ length }, (_, index) => Math.min(last, Math.max(0, Math.ceil((index - degree) / step))))
}
