import { expect, test } from 'vitest'
import { Ellipse } from './conics'
import { priceOfSearch } from './curve'
import { CompositeCurve, Polyline, TrimmedCurve } from './derived-curves'
import { Plane } from './elementary-surfaces'
import { worldFrame } from './frame'
import { impliedKnots, Knots } from './spline-basis'
import { weighted } from './spline-curve'
import { SplineSurface } from './spline-surface'
import { Offset } from './swept-surfaces'
import type { Vector } from './vectors'

const steps = (count: number) => Array.from({ length: count }, (_, index) => index)

test('a curve of curves costs what its parts do', () => {
  const circle = new TrimmedCurve(new Ellipse(worldFrame, 1, 1), 0, 1)
  const way = new Polyline([[0, 0, 0], ...steps(500).map((x): Vector => [x, 1, 0])])
  expect(priceOfSearch(way)).toBeGreaterThan(2 * 500)
  const ways = new CompositeCurve([circle, new TrimmedCurve(way, 0, 500), new TrimmedCurve(way, 500, 0)])
  expect(priceOfSearch(ways)).toBeGreaterThan(2 * priceOfSearch(way))
})

test('places of a surface count by its degree, and those beside another by how many they are made of', () => {
  const patch = (degree: number): SplineSurface => {
    const points = steps(degree + 1).flatMap((x) => steps(degree + 1).map((y): Vector => [x, y, x * y]))
    const knots = () => new Knots(degree, degree + 1, impliedKnots('bezier', degree, degree + 1))
    return new SplineSurface(knots(), knots(), weighted(points, null), degree)
  }
  const counted = (surface: SplineSurface | Offset) => {
    const before = surface.evaluations
    surface.at(0.5, 0.5)
    return surface.evaluations - before
  }
  expect(counted(patch(3))).toBe(1)
  expect(counted(patch(24))).toBeGreaterThan(40)
  expect(counted(new Offset(new Offset(new Plane(worldFrame), 1), 1))).toBeGreaterThan(5)
})
