import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Effort } from '../effort'
import { BorderedTriangles } from './bordered-triangles'
import { gridSize, next, previous } from './triangles'

type Flat = readonly [number, number]

function within(rings: readonly (readonly Flat[])[]): { triangles: BorderedTriangles; area: number; shown: number } {
  const triangles = new BorderedTriangles(new Effort(1e6))
  const vertices = rings.map((ring) => ring.map(([x, y]) => triangles.insert(x, y).vertex))
  for (const ring of vertices) for (const [at, to] of ring.entries()) triangles.border(ring.at(at - 1) ?? to, to)
  triangles.mark()
  let [area, shown] = [0, 0]
  for (let base = 0; base < triangles.vertex.length; base += 3) {
    const [a = 0, b = 0, c = 0] = triangles.vertex.slice(base, base + 3)
    const turn = triangles.turn(a, b, c)
    expect(turn).toBeGreaterThan(0)
    if (triangles.inside[base / 3] !== true) continue
    area += turn / 2
    shown++
  }
  return { triangles, area, shown }
}

const square = (from: number, to: number): Flat[] => [
  [from, from],
  [to, from],
  [to, to],
  [from, to],
]

test('a ring with a hole is what lies between', () => {
  const { area, shown, triangles } = within([square(0, 900), square(300, 600)])
  expect(area).toBe(900 * 900 - 300 * 300)
  expect(shown).toBe(8)
  expect(triangles.crossings).toBe(0)
})

test('corners on a straight side stay corners, and rings may touch', () => {
  const sides: Flat[] = [
    [0, 0],
    [400, 0],
    [900, 0],
    [900, 900],
    [500, 900],
    [0, 900],
    [0, 300],
  ]
  expect(within([sides]).shown).toBe(5)
  const touching: Flat[] = [
    [400, 0],
    [600, 300],
    [200, 300],
  ]
  expect(within([sides, touching]).area).toBe(900 * 900 - 60_000)
})

test('any number of places in any order is one Delaunay triangulation', () => {
  const coordinate = fc.integer({ min: 0, max: gridSize })
  const small = fc.integer({ min: 0, max: 12 })
  const places = fc.oneof(
    fc.array(fc.tuple(coordinate, coordinate), { maxLength: 60 }),
    // Many on one line, on one circle and in one place.
    fc.array(fc.tuple(small, small), { maxLength: 60 }),
  )
  fc.assert(
    fc.property(places, (all) => {
      const triangles = new BorderedTriangles(new Effort(1e6))
      for (const [x, y] of all) triangles.insert(x, y)
      const count = new Set(all.map(([x, y]) => `${x} ${y}`)).size
      expect(triangles.x).toHaveLength(count + 3)
      expect(triangles.count).toBe(2 * count + 1)
      for (let corner = 0; corner < triangles.vertex.length; corner++) {
        const mate = triangles.mate[corner] ?? -1
        if (mate < 0) continue
        expect(triangles.mate[mate]).toBe(corner)
        expect(triangles.vertex[next(corner)]).toBe(triangles.vertex[previous(mate)])
      }
    }),
    { numRuns: 200 },
  )
})

test('whatever crosses, every triangle keeps its turn', () => {
  const coordinate = fc.integer({ min: 0, max: 1_000 })
  fc.assert(
    fc.property(fc.array(fc.tuple(coordinate, coordinate), { minLength: 3, maxLength: 40 }), (ring) => {
      within([ring])
    }),
    { numRuns: 200 },
  )
})
