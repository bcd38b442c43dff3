import { Unreadable, type Effort } from '../effort'
import type { ExchangeFile, Instance } from '../exchange/exchange-file'
import {
  enumerationAt,
  listAt,
  numberAt,
  numbers,
  Reference,
  referenceAt,
  references,
  senseAt,
  Typed,
  type Values,
} from '../exchange/values'
import { Ellipse, Hyperbola, Line, Parabola } from './conics'
import { heldWithin, priceOfSearch, type Curve } from './curve'
import { CompositeCurve, Polyline, TrimmedCurve } from './derived-curves'
import { frameAt, pointOf, pointsOf, vectorOf } from './read-places'
import { impliedKnots, Knots, repeatedKnots } from './spline-basis'
import { SplineCurve, weighted } from './spline-curve'
import type { Vector } from './vectors'

/** Curves made of curves. */
const deepest = 12

/** What a curve is read with: `radian` is the unit of angles in radians; `effort` pays for places that are looked for. */
export type Reading = Readonly<{ file: ExchangeFile; radian: number; effort: Effort }>

/** The parameter of the place on a curve that is nearest. Throws `Unreadable` and `TooMuchModel`. */
export function soughtParameter({ effort }: Reading, curve: Curve, place: Vector): number {
  effort.take(priceOfSearch(curve))
  return curve.parameterOf(place)
}

const positive = (value: number): number => {
  if (!(value > 0 && Number.isFinite(value))) throw new Unreadable('a size')
  return value
}

/** The curve of an instance. Throws `Unreadable` where it is of a kind that is not known, or makes no sense. */
export function curveOf(reading: Reading, id: number, depth = 0): Curve {
  if (depth > deepest) throw new Unreadable('curves within curves')
  const { file } = reading
  const instance = file.get(id)
  if (isSpline(instance)) return splineOf(file, instance)
  const { name } = instance
  const values = instance.own
  const frame = () => frameAt(file, referenceAt(values, 1))
  switch (name) {
    case 'LINE':
      return lineOf(file, values)
    case 'CIRCLE': {
      const radius = positive(numberAt(values, 2))
      return new Ellipse(frame(), radius, radius)
    }
    case 'ELLIPSE':
      return new Ellipse(frame(), positive(numberAt(values, 2)), positive(numberAt(values, 3)))
    case 'PARABOLA':
      return new Parabola(frame(), positive(numberAt(values, 2)))
    case 'HYPERBOLA':
      return new Hyperbola(frame(), positive(numberAt(values, 2)), positive(numberAt(values, 3)))
    case 'POLYLINE':
      return new Polyline(several(pointsOf(file, listAt(values, 1))))
    case 'TRIMMED_CURVE':
      return trimmedOf(reading, values, depth)
    case 'COMPOSITE_CURVE':
    case 'COMPOSITE_CURVE_ON_SURFACE':
    case 'BOUNDARY_CURVE':
    case 'OUTER_BOUNDARY_CURVE':
      return compositeOf(reading, values, depth)
    case 'SURFACE_CURVE':
    case 'SEAM_CURVE':
    case 'INTERSECTION_CURVE':
    case 'BOUNDED_SURFACE_CURVE':
      return curveOf(reading, referenceAt(values, 1), depth + 1)
    default:
      throw new Unreadable(`a curve: ${name}`)
  }
}

function several(places: readonly Vector[]): [Vector, Vector, ...Vector[]] {
  const [first, second, ...others] = places
  if (!first || !second) throw new Unreadable('a way of one place')
  return [first, second, ...others]
}

function lineOf(file: ExchangeFile, values: Values): Line {
  const step = vectorOf(file, referenceAt(values, 2))
  if (!(Math.hypot(...step) > 0)) throw new Unreadable('a line without direction')
  return new Line(pointOf(file, referenceAt(values, 1)), step)
}

const implied = {
  BEZIER_CURVE: 'bezier',
  UNIFORM_CURVE: 'uniform',
  QUASI_UNIFORM_CURVE: 'quasi',
} as const

const isSpline = (instance: Instance): boolean =>
  instance.is('B_SPLINE_CURVE') ||
  instance.is('B_SPLINE_CURVE_WITH_KNOTS') ||
  Object.keys(implied).some((name) => instance.is(name))

function splineOf(file: ExchangeFile, instance: Instance): SplineCurve {
  const [name, at] = instance.is('B_SPLINE_CURVE') ? ['B_SPLINE_CURVE', 0] : [instance.name, 1]
  const values = instance.values(name)
  const degree = numberAt(values, at)
  const points = pointsOf(file, listAt(values, at + 1))
  const weights = instance.is('RATIONAL_B_SPLINE_CURVE')
    ? numbers(listAt(instance.values('RATIONAL_B_SPLINE_CURVE'), 0)).map(positive)
    : null
  if (weights !== null && weights.length !== points.length) throw new Unreadable('weights that do not fit')
  const knots = new Knots(degree, points.length, knotsOf(instance, name, degree, points.length))
  return new SplineCurve(knots, weighted(points, weights), extentOf(points))
}

function knotsOf(instance: Instance, name: string, degree: number, points: number): Float64Array {
  if (instance.is('B_SPLINE_CURVE_WITH_KNOTS')) {
    const values = instance.values('B_SPLINE_CURVE_WITH_KNOTS')
    const at = name === 'B_SPLINE_CURVE_WITH_KNOTS' ? 6 : 0
    return repeatedKnots(numbers(listAt(values, at)), numbers(listAt(values, at + 1)), points + degree + 1)
  }
  const form = Object.entries(implied).find(([each]) => instance.is(each))?.[1] ?? 'quasi'
  return impliedKnots(form, degree, points)
}

/** The longest side of the box about some places. */
export function extentOf(places: readonly Vector[]): number {
  const side = (axis: 0 | 1 | 2): number => {
    let [low, high] = [Infinity, -Infinity]
    for (const place of places) [low, high] = [Math.min(low, place[axis]), Math.max(high, place[axis])]
    return high - low
  }
  return Math.max(side(0), side(1), side(2), 0)
}

function trimmedOf(reading: Reading, values: Values, depth: number): Curve {
  const basis = curveOf(reading, referenceAt(values, 1), depth + 1)
  const angular = basis instanceof Ellipse
  const isByPlace = enumerationAt(values, 5) === 'CARTESIAN'
  const trim = (at: number): number => {
    const choice = listAt(values, at)
    const parameter = choice.find((each) => each instanceof Typed || typeof each === 'number')
    const place = choice.find((each) => each instanceof Reference)
    if (place instanceof Reference && (isByPlace || parameter === undefined))
      return soughtParameter(reading, basis, pointOf(reading.file, place.id))
    return numberAt([parameter ?? null], 0) * (angular ? reading.radian : 1)
  }
  const isForward = senseAt(values, 4)
  return piece(basis, trim(2), trim(3), isForward)
}

/**
 * From one parameter to another in the sense given, over the end where the curve goes on there, and not beyond it where it
 * does not. Throws `Unreadable` where a parameter is none.
 */
export function piece(basis: Curve, begin: number, end: number, isForward: boolean): TrimmedCurve {
  const { period, range } = basis
  if (!Number.isFinite(begin) || !Number.isFinite(end)) throw new Unreadable('a parameter')
  if (period === null) return new TrimmedCurve(basis, ...heldWithin(basis, begin, end))
  // Whole turns say nothing, and of a number that is huge nothing else would be left.
  const turned = (t: number) => range[0] + ((t - range[0]) % period)
  const [from, to] = [turned(begin), turned(end)]
  const turns = Math.floor((isForward ? to - from : from - to) / period - 1e-9)
  return new TrimmedCurve(basis, from, isForward ? to - turns * period : to + turns * period)
}

function compositeOf(reading: Reading, values: Values, depth: number): Curve {
  const parts = references(listAt(values, 1)).map((id): Curve => {
    const segment = reading.file.get(id)
    const own = segment.own
    const parent = curveOf(reading, referenceAt(own, 2), depth + 1)
    const [from, to] = parent.range
    if (!Number.isFinite(from) || !Number.isFinite(to)) throw new Unreadable('an endless part')
    return senseAt(own, 1) ? new TrimmedCurve(parent, from, to) : new TrimmedCurve(parent, to, from)
  })
  const [first, ...others] = parts
  if (!first) throw new Unreadable('a curve of nothing')
  return new CompositeCurve([first, ...others])
}
