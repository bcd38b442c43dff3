import { expect, test } from 'vitest'
import { Brep } from './fixtures/brep'
import { modelOf } from './fixtures/measured'
import { circle, polygon, prism } from './fixtures/prisms'
import { ball } from './fixtures/solids'
import { unpackedBody, type UnpackedBody } from './unpacked-body'

function bodyOf(text: string): UnpackedBody {
  const [body] = modelOf(text).bodies
  if (!body) throw new Error('no body')
  return unpackedBody(body)
}
const normals = ({ normals: all }: UnpackedBody) =>
  Array.from({ length: all.length / 3 }, (_, at) => [...all.slice(at * 3, at * 3 + 3)])

test('a box has four corners for each face, square to it, and twelve edges', () => {
  const brep = new Brep()
  const outline = polygon([
    [0, 0],
    [2, 0],
    [2, 3],
    [0, 3],
  ])
  const body = bodyOf(brep.file('box', [prism(brep, [outline], 0, 4)]))
  expect(body.positions).toHaveLength(24 * 3)
  expect(Math.max(...body.positions)).toBe(4)
  for (const normal of normals(body)) expect(normal.map(Math.abs).toSorted((a, b) => a - b)).toEqual([0, 0, 1])
  expect(body.lines).toHaveLength(12 * 6)
  expect([...new Set(body.colours)]).toEqual([-1])
})

test('a ball is smooth all over, its normals pointing out', () => {
  const body = bodyOf(ball(10))
  for (const [at, normal] of normals(body).entries()) {
    const [x = 0, y = 0, z = 0] = body.positions.slice(at * 3, at * 3 + 3)
    const [nx = 0, ny = 0, nz = 0] = normal
    expect(((x - 1) * nx + (y - 2) * ny + (z - 3) * nz) / 10).toBeGreaterThan(0.98)
  }
  expect(body.lines).toHaveLength(0)
})

test('the rim of a cylinder stays an edge', () => {
  const brep = new Brep()
  const body = bodyOf(brep.file('pin', [prism(brep, [circle([0, 0], 5)], 0, 9)]))
  for (const [x = 0, y = 0, z = 0] of normals(body)) {
    const isCap = Math.abs(z) > 0.999
    expect(isCap || Math.abs(Math.hypot(x, y) - 1) < 1e-3).toBe(true)
  }
  expect(body.lines.length).toBeGreaterThan(2 * 20 * 6)
})
