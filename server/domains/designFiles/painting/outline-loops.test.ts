import { expect, test } from 'vitest'
import { outlineLoops } from './outline-loops'

const lines = (...ways: number[][]) => ({
  passes: [{ dark: true, lines: [{ width: 100, ways }], areas: [], discs: [], pads: [], texts: [] }],
})

test('lines become a contour in whatever order and direction they were drawn', () => {
  const sides = [
    [0, 0, 40_000, 0],
    [0, 30_000, 0, 0],
    [40_020, 30_000, 40_000, 10],
    [40_000, 30_000, 0, 30_000],
  ]
  expect(outlineLoops(lines(...sides))).toHaveLength(1)
  expect(outlineLoops(lines(...sides.slice(1)))).toEqual([])
})

test('a line that comes back to where it began is a contour by itself, and a cut-out is one more', () => {
  const whole = [0, 0, 40_000, 0, 40_000, 30_000, 0, 30_000, 0, 0]
  const hole = [10_000, 10_000, 12_000, 10_000, 12_000, 12_000, 10_000, 10_000]
  expect(outlineLoops(lines(whole, hole))).toEqual([whole, hole])
})
