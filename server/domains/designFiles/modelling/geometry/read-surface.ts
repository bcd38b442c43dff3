import { Unreadable } from '../effort'
import type { ExchangeFile, Instance } from '../exchange/exchange-file'
import { listAt, numberAt, numbers, referenceAt, senseAt, type Values } from '../exchange/values'
import { Cone, Plane, Sphere, Torus } from './elementary-surfaces'
import { curveOf, extentOf, type Reading } from './read-curve'
import { frameAt, pointOf, vectorOf } from './read-places'
import { impliedKnots, Knots, repeatedKnots } from './spline-basis'
import { weighted } from './spline-curve'
import { SplineSurface } from './spline-surface'
import type { Surface } from './surface'
import { Extrusion, Offset, Revolution } from './swept-surfaces'
import type { Vector } from './vectors'

const deepest = 6

/** `flipped`: its outside is the other one. */
export type ReadSurface = Readonly<{ surface: Surface; flipped: boolean }>

/** The surface of an instance. `size`: of the body it belongs to. Throws `Unreadable`. */
export function surfaceOf(reading: Reading, id: number, size: number, depth = 0): ReadSurface {
  if (depth > deepest) throw new Unreadable('surfaces within surfaces')
  const { file } = reading
  const instance = file.get(id)
  if (isSpline(instance)) return { surface: splineOf(file, instance), flipped: false }
  const values = instance.own
  const plain = (surface: Surface): ReadSurface => ({ surface, flipped: false })
  const frame = () => frameAt(file, referenceAt(values, 1))
  switch (instance.name) {
    case 'PLANE':
      return plain(new Plane(frame()))
    case 'CYLINDRICAL_SURFACE':
      return plain(new Cone(frame(), sized(numberAt(values, 2)), 0))
    case 'CONICAL_SURFACE':
      return plain(new Cone(frame(), numberAt(values, 2), Math.tan(numberAt(values, 3) * reading.radian)))
    case 'SPHERICAL_SURFACE':
      return plain(new Sphere(frame(), sized(numberAt(values, 2))))
    case 'TOROIDAL_SURFACE':
    case 'DEGENERATE_TOROIDAL_SURFACE':
      return plain(new Torus(frame(), numberAt(values, 2), sized(numberAt(values, 3))))
    case 'SURFACE_OF_LINEAR_EXTRUSION':
      return plain(new Extrusion(curveOf(reading, referenceAt(values, 1)), vectorOf(file, referenceAt(values, 2))))
    case 'SURFACE_OF_REVOLUTION':
      return plain(
        new Revolution(curveOf(reading, referenceAt(values, 1)), frameAt(file, referenceAt(values, 2)), size),
      )
    case 'RECTANGULAR_TRIMMED_SURFACE': {
      const basis = surfaceOf(reading, referenceAt(values, 1), size, depth + 1)
      return { ...basis, flipped: basis.flipped !== (senseAt(values, 6) !== senseAt(values, 7)) }
    }
    case 'CURVE_BOUNDED_SURFACE':
      return surfaceOf(reading, referenceAt(values, 1), size, depth + 1)
    case 'OFFSET_SURFACE': {
      const { surface, flipped } = surfaceOf(reading, referenceAt(values, 1), size, depth + 1)
      return { surface: new Offset(surface, numberAt(values, 2)), flipped }
    }
    default:
      throw new Unreadable(`a surface: ${instance.name}`)
  }
}

const sized = (radius: number): number => {
  if (!(radius > 0)) throw new Unreadable('a radius')
  return radius
}

const implied = { BEZIER_SURFACE: 'bezier', UNIFORM_SURFACE: 'uniform', QUASI_UNIFORM_SURFACE: 'quasi' } as const

const isSpline = (instance: Instance): boolean =>
  instance.is('B_SPLINE_SURFACE') ||
  instance.is('B_SPLINE_SURFACE_WITH_KNOTS') ||
  Object.keys(implied).some((name) => instance.is(name))

function splineOf(file: ExchangeFile, instance: Instance): SplineSurface {
  const [name, at] = instance.is('B_SPLINE_SURFACE') ? ['B_SPLINE_SURFACE', 0] : [instance.name, 1]
  const values = instance.values(name)
  const rows = listAt(values, at + 2).map((_, row) => listAt(listAt(values, at + 2), row))
  const width = rows[0]?.length ?? 0
  if (rows.some((row) => row.length !== width)) throw new Unreadable('rows of different lengths')
  const points = rows.flatMap((row) => row.map((_, index): Vector => pointOf(file, referenceAt(row, index))))
  const weights = instance.is('RATIONAL_B_SPLINE_SURFACE')
    ? listAt(instance.values('RATIONAL_B_SPLINE_SURFACE'), 0).flatMap((_, row) =>
        numbers(listAt(listAt(instance.values('RATIONAL_B_SPLINE_SURFACE'), 0), row)),
      )
    : null
  if (weights !== null && (weights.length !== points.length || weights.some((each) => !(each > 0))))
    throw new Unreadable('weights that do not fit')
  const [across, up] = knotsOf(instance, name, [numberAt(values, at), numberAt(values, at + 1)], [rows.length, width])
  return new SplineSurface(across, up, weighted(points, weights), extentOf(points))
}

function knotsOf(
  instance: Instance,
  name: string,
  degrees: readonly [number, number],
  counts: readonly [number, number],
): [Knots, Knots] {
  const made = (direction: 0 | 1, knots: Float64Array) => new Knots(degrees[direction], counts[direction], knots)
  if (!instance.is('B_SPLINE_SURFACE_WITH_KNOTS')) {
    const form = Object.entries(implied).find(([each]) => instance.is(each))?.[1] ?? 'quasi'
    return [made(0, impliedKnots(form, degrees[0], counts[0])), made(1, impliedKnots(form, degrees[1], counts[1]))]
  }
  const values: Values = instance.values('B_SPLINE_SURFACE_WITH_KNOTS')
  const at = name === 'B_SPLINE_SURFACE_WITH_KNOTS' ? 8 : 0
  const repeated = (direction: 0 | 1) =>
    repeatedKnots(
      numbers(listAt(values, at + direction)),
      numbers(listAt(values, at + 2 + direction)),
      counts[direction] + degrees[direction] + 1,
    )
  return [made(0, repeated(0)), made(1, repeated(1))]
}
