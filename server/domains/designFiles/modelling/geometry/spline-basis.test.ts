import { expect, test } from 'vitest'
import { Unreadable } from '../effort'
import { repeatedKnots } from './spline-basis'

test('knots count as often as they say, and as often as there are points for', () => {
  expect([...repeatedKnots([2, 1, 2], [0, 1, 3], 5)]).toEqual([0, 0, 1, 3, 3])
  expect(() => repeatedKnots([1_000_000, 999_000], [0, 1], 5)).toThrow(Unreadable)
  expect(() => repeatedKnots([6, -1], [0, 1], 5)).toThrow(Unreadable)
})
