import { expect, test } from 'vitest'
import { CountedEffort } from '../fixtures/counted-effort'
import { Cone, Plane } from '../geometry/elementary-surfaces'
import { worldFrame } from '../geometry/frame'
import type { Surface } from '../geometry/surface'
import { BodyMesh } from './body-mesh'
import { domainOf } from './domain'
import type { Ring } from './ring'
import type { Traced } from './trace'

/** A square, or what is round where it has many corners, counter-clockwise. */
const ringAbout = (u: number, v: number, size: number, corners = 4): Ring =>
  Array.from({ length: corners }, (_, index) => {
    const angle = ((index + 0.5) / corners) * 2 * Math.PI
    return { at: [u + size * Math.cos(angle), v + size * Math.sin(angle)] as const, vertex: index }
  })
const still = (ring: Ring): Traced => ({ ring, turns: [0, 0] })
const cutOf = (surface: Surface) => ({ surface, mesh: new BodyMesh(), fineness: { chord: 1, angle: 1 } })

test('holes are moved by whole turns to where their face is, and pay for the border they are tried against', () => {
  const effort = new CountedEffort()
  const outer = ringAbout(0, 0, 2, 400)
  const holes = [0.5, 2 * Math.PI, -4 * Math.PI].map((u) => ringAbout(u, 0, 0.1).toReversed())
  const rings = domainOf(cutOf(new Cone(worldFrame, 5, 0)), [...holes, outer].map(still), true, effort)
  expect(rings[0]).toEqual(outer)
  for (const [index, wanted] of [0.5, 0, 0].entries()) {
    const hole = rings[index + 1] ?? []
    expect(hole.reduce((sum, { at }) => sum + at[0], 0) / hole.length).toBeCloseTo(wanted, 9)
  }
  expect(effort.taken).toBe(3 * 100)
})

test('on a plane there is nothing to be tried', () => {
  const effort = new CountedEffort()
  const holes = Array.from({ length: 50 }, (_, index) => ringAbout(index / 50, 0, 0.001))
  const rings = domainOf(cutOf(new Plane(worldFrame)), [ringAbout(0, 0, 9, 400), ...holes].map(still), true, effort)
  expect(rings).toHaveLength(51)
  expect(effort.taken).toBe(0)
})
