import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitted, inMm, panned, toBoard, toScreen, zoomed, type Camera } from './camera'

const size = { width: 800, height: 600 }
const coordinate = fc.double({ min: -300_000, max: 300_000, noNaN: true })
const camera: fc.Arbitrary<Camera> = fc.record({
  ...{ x: coordinate, y: coordinate, mirrored: fc.boolean() },
  scale: fc.double({ min: 1e-4, max: 10, noNaN: true }),
})
const point = fc.record({
  x: fc.double({ min: 0, max: 800, noNaN: true }),
  y: fc.double({ min: 0, max: 600, noNaN: true }),
})

test('a place on the screen and its point on the board are each other’s', () => {
  fc.assert(
    fc.property(camera, point, (looking, at) => {
      const back = toScreen(looking, size, toBoard(looking, size, at))
      expect(back.x).toBeCloseTo(at.x, 3)
      expect(back.y).toBeCloseTo(at.y, 3)
    }),
  )
})

test('zooming holds what is under the pointer, and panning moves it by as many pixels', () => {
  fc.assert(
    fc.property(camera, point, fc.double({ min: 0.2, max: 5, noNaN: true }), (looking, at, factor) => {
      const held = toBoard(looking, size, at)
      const there = toScreen(zoomed(looking, size, factor, at), size, held)
      expect(there.x).toBeCloseTo(at.x, 2)
      expect(there.y).toBeCloseTo(at.y, 2)
      const moved = toScreen(panned(looking, 30, -20), size, held)
      expect(moved.x).toBeCloseTo(at.x + 30, 2)
      expect(moved.y).toBeCloseTo(at.y - 20, 2)
    }),
  )
})

test('a board that fits is in the middle, and seen from below it is mirrored', () => {
  const box = [0, 0, 48_000, 31_000] as const
  const above = fitted(box, size, false)
  expect(toScreen(above, size, { x: 24_000, y: 15_500 })).toEqual({ x: 400, y: 300 })
  expect(toScreen(above, size, { x: 0, y: 0 }).x).toBeGreaterThan(0)
  expect(toScreen(fitted(box, size, true), size, { x: 0, y: 0 }).x).toBeGreaterThan(400)
  expect(inMm(12_345.4)).toBe('12.345')
})
