import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fuzz } from '@/server/testing/fuzz/run'
import { collectFindings } from '../reading/findings'
import { readStep } from '../reading/step'
import { back, Brep, reversed } from './fixtures/brep'
import { modelParsers } from './fixtures/fuzzed'
import { housing } from './fixtures/housing'
import { measured, modelOf } from './fixtures/measured'
import { circle, hole, polygon, prism, rounded } from './fixtures/prisms'
import { assembly, ball, cone, flatNurbs, octant, ring } from './fixtures/solids'
import { millimetre, type Place } from './fixtures/step-text'
import { tessellated } from './fixtures/tessellated'
import { modelStep } from './model-step'

const box = (width: number, depth: number) =>
  polygon([
    [0, 0],
    [width, 0],
    [width, depth],
    [0, depth],
  ])
const fileOf = (make: (brep: Brep) => string, unit = millimetre): string => {
  const brep = new Brep()
  return brep.file('part', [make(brep)], brep.step.context(unit))
}
const near = (found: number, wanted: number, part = 0.005) => expect(Math.abs(found / wanted - 1)).toBeLessThan(part)

describe('bodies of known size', () => {
  test('a cube is twelve triangles', () => {
    const model = modelOf(fileOf((brep) => prism(brep, [box(10, 20)], 0, 30)))
    expect(measured(model)).toEqual({
      ...{ volume: expect.closeTo(6_000, 6), area: expect.closeTo(2_200, 6), triangles: 12, open: 0 },
      ...{ min: [0, 0, 0], max: [10, 20, 30] },
    })
    expect(model).toMatchObject({ units: 'um', triangles: 12, facesLeftOut: 0 })
    expect(model.bodies[0]?.faces).toHaveLength(6)
    expect(model.bodies[0]?.edges).toHaveLength(12)
  })

  test.each([
    ['a cylinder', fileOf((brep) => prism(brep, [circle([0, 0], 5)], 0, 20)), Math.PI * 500, Math.PI * 250],
    [
      'a box with a hole through it',
      fileOf((brep) => prism(brep, [box(40, 30), hole(circle([20, 15], 6))], 0, 8)),
      9_600 - Math.PI * 36 * 8,
      2 * 1_200 + 140 * 8 - 2 * Math.PI * 36 + 2 * Math.PI * 6 * 8,
    ],
    [
      'a plate with round corners and slots',
      fileOf((brep) => prism(brep, [rounded([0, 0], 50, 30, 5), hole(rounded([0, 0], 20, 4, 2))], -1, 1)),
      2 * (1_500 - (4 - Math.PI) * 25 - (80 - (4 - Math.PI) * 4)),
      2 * (1_500 - (4 - Math.PI) * 25 - (80 - (4 - Math.PI) * 4)) + 2 * (120 + 10 * Math.PI + 32 + 4 * Math.PI),
    ],
    ['a ball', ball(7), (4 / 3) * Math.PI * 343, 4 * Math.PI * 49],
    ['an eighth of a ball', octant(9), (Math.PI / 6) * 729, (Math.PI / 2) * 81 + (Math.PI / 4) * 243],
    ['a ring', ring(10, 3), 2 * Math.PI ** 2 * 10 * 9, 4 * Math.PI ** 2 * 30],
    ['a cone to its tip', cone(6, 8, true), Math.PI * 36 * (8 / 3), Math.PI * (36 + 60)],
    [
      'a cone cut off, without a seam',
      cone(6, 8, false),
      Math.PI * (36 + 18 + 9) * (8 / 3),
      Math.PI * (36 + 9 + 9 * Math.sqrt(73)),
    ],
  ])('%s', (_, text, volume, area) => {
    const model = modelOf(text)
    const { open, ...found } = measured(model)
    expect(open).toBe(0)
    expect(model.facesLeftOut).toBe(0)
    near(found.volume, volume)
    near(found.area, area)
  })

  test('the housing of the demo is closed, in two colours, and stands in the demo as it is written here', () => {
    const model = modelOf(housing())
    expect(measured(model)).toMatchObject({ open: 0, min: [-28, -19.5, 0], max: [28, 19.5, 15] })
    expect(model.facesLeftOut).toBe(0)
    expect(model.bodies.map(({ colours }) => colours)).toEqual([
      [{ colour: 0xdbded9, faces: 85 }],
      [{ colour: 0x1f6b45, faces: 10 }],
    ])
    expect(readFileSync(resolve('db/seed/models/wl-20-housing.step'), 'utf8')).toBe(housing())
  })

  test('a body written inside out is turned over', () => {
    const inside = fileOf((brep) => prism(brep, [box(1, 1)], 0, 1)).replaceAll(/(ADVANCED_FACE.*)\.T\.\)/g, '$1.F.)')
    expect(measured(modelOf(inside)).volume).toBeCloseTo(1, 6)
  })

  test('a patch of splines lies where its points say', () => {
    const { area, min, max } = measured(modelOf(flatNurbs()))
    expect(area).toBeCloseTo(200, 3)
    expect([min, max]).toEqual([
      [0, 0, 0],
      [20, 10, 0],
    ])
  })
})

test('any prism holds what its outline holds, wherever it stands', () => {
  const size = fc.double({ min: 1, max: 200, noNaN: true })
  fc.assert(
    fc.property(size, size, size, fc.double({ min: 0.02, max: 0.9, noNaN: true }), (width, depth, height, part) => {
      const radius = (Math.min(width, depth) / 2) * part
      const outline = rounded([width, -depth], width, depth, radius)
      const { volume, open } = measured(modelOf(fileOf((brep) => prism(brep, [outline], 3, 3 + height))))
      expect(open).toBe(0)
      near(volume, (width * depth - (4 - Math.PI) * radius * radius) * height, 0.01)
    }),
    { numRuns: 40 },
  )
})

describe('units and places', () => {
  const inch = (step: Brep['step']) => {
    const mm = step.add(millimetre)
    const measure = step.add(`LENGTH_MEASURE_WITH_UNIT(LENGTH_MEASURE(25.4),${mm})`)
    return `(CONVERSION_BASED_UNIT('INCH',${measure})LENGTH_UNIT()NAMED_UNIT(*))`
  }

  test('inches and metres are shown in millimetres', () => {
    const brep = new Brep()
    const body = prism(brep, [box(1, 1)], 0, 1)
    expect(measured(modelOf(brep.file('inch', [body], brep.step.context(inch(brep.step))))).max).toEqual([
      25.4, 25.4, 25.4,
    ])
    const metres = fileOf(
      (each) => prism(each, [box(0.01, 0.02)], 0, 0.03),
      '(LENGTH_UNIT()NAMED_UNIT(*)SI_UNIT($,.METRE.))',
    )
    expect(measured(modelOf(metres)).max).toEqual([10, 20, 30])
  })

  test('degrees are degrees', () => {
    const degrees = cone(6, 8, true).replace(
      '(NAMED_UNIT(*)PLANE_ANGLE_UNIT()SI_UNIT($,.RADIAN.))',
      "(CONVERSION_BASED_UNIT('DEGREE',#1)NAMED_UNIT(*)PLANE_ANGLE_UNIT())",
    )
    const angle = (Math.atan(6 / 8) * 180) / Math.PI
    const text = degrees.replace(/(CONICAL_SURFACE\('',#\d+,[\d.]+),[\d.]+\)/, `$1,${angle})`)
    near(measured(modelOf(text)).volume, Math.PI * 36 * (8 / 3))
  })

  test('a part that is placed twice, turned and moved, is sent once', () => {
    const model = modelOf(assembly())
    expect(model.bodies).toHaveLength(1)
    expect(model.placements).toHaveLength(2)
    const { volume, min, max } = measured(model)
    expect(volume).toBeCloseTo(12, 6)
    // One stands where it was drawn; one is turned by a quarter about z, and moved by 100 along x.
    expect([min, max]).toEqual([
      [0, 0, 0],
      [100, 2, 3],
    ])
  })
})

test('bodies of triangles are shown as they are, unless they stand for an exact one', () => {
  const model = modelOf(tessellated())
  expect(model.bodies).toHaveLength(2)
  expect(model.bodies[0]?.faces).toEqual([2, 2])
  const { volume, open } = measured(model)
  expect(volume).toBeCloseTo(1_000 / 6 + 1, 6)
  expect(open).toBe(0)
})

test('faces of a kind that is not known are left out and counted, and the rest is shown', () => {
  const text = fileOf((brep) => prism(brep, [circle([0, 0], 5)], 0, 5)).replace('CYLINDRICAL_SURFACE', 'WAVY_SURFACE')
  const model = modelOf(text)
  expect(model.facesLeftOut).toBe(1)
  expect(model.bodies[0]?.faces).toHaveLength(2)
})

test.each([
  ['nothing', ''],
  ['no STEP file', 'solid part'],
  ['a part without a body', fileOf((brep) => brep.step.point([0, 0, 0]))],
  ['a body without a shell', "ISO-10303-21;DATA;#1=MANIFOLD_SOLID_BREP('',#2);"],
  ['a shell of itself', "ISO-10303-21;DATA;#1=MANIFOLD_SOLID_BREP('',#2);#2=ORIENTED_CLOSED_SHELL('',*,#2,.T.);"],
  [
    'a curve of itself',
    fileOf((brep) => prism(brep, [circle([0, 0], 5)], 0, 5)).replaceAll(
      /(#\d+)=(CIRCLE|LINE).*;/g,
      "$1=SURFACE_CURVE('',$1,(),.CURVE_3D.);",
    ),
  ],
])('%s: no body', (_, text) => {
  expect(modelStep(Buffer.from(text))).toBe('noBodies')
})

test('assemblies that multiply without end are refused', () => {
  expect(modelStep(Buffer.from(assembly(40)))).toBe('tooMuch')
})

test('loops run either way, and edges are shared by both faces', () => {
  const brep = new Brep()
  const corner: Place = [1, 1, 0]
  expect(brep.line([0, 0, 0], corner)).toEqual(back(brep.line(corner, [0, 0, 0])))
  const loop = [brep.line([0, 0, 0], corner)]
  expect(reversed(reversed(loop))).toEqual(loop)
})

// Real files stay where they are; where they lie beside the checkout, all of their faces are shown.
const folder = process.env.MORTISE_CAD_DATA ?? resolve('../shared/data/cad')
describe.runIf(existsSync(folder))('real files', () => {
  // As another kernel reckons them: volume, area, corners of the box; and edges at which a face touches its own border.
  const known: Readonly<Record<string, readonly [number, number, readonly number[], readonly number[], number]>> = {
    'step_fan_holder.step': [10_106.3, 7_430.2, [-66, -20, -10.5], [20, 20, 7], 0],
    'step_t1-backplate.STEP': [20_158.8, 22_142.3, [-62.519, -3, -33.6], [69.59, 14.75, 33.6], 0],
    'step_电机架0.step': [37_027.4, 11_912.5, [-23.887, -56, -10], [23.887, 0, 42.499], 12],
  }
  test.each(Object.entries(known))('%s', (name, [volume, area, min, max, touching]) => {
    const bytes = readFileSync(join(folder, name))
    const model = modelOf(bytes)
    const found = measured(model)
    expect(found.open).toBe(touching)
    expect(model.facesLeftOut).toBe(0)
    expect(model.bodies).toHaveLength(readStep(bytes.toString('latin1'), collectFindings()).solids)
    near(found.volume, volume)
    near(found.area, area)
    for (const axis of [0, 1, 2]) {
      expect(found.min[axis]).toBeCloseTo(min[axis] ?? 0, 1)
      expect(found.max[axis]).toBeCloseTo(max[axis] ?? 0, 1)
    }
  })
})

test.each(modelParsers)(
  '$name takes whatever a broken file holds',
  async (parser) => {
    expect(await fuzz([parser], { seed: 20_261, from: 0, to: 40 })).toEqual([])
  },
  120_000,
)
