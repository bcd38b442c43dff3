import { expect, test } from 'vitest'
import { back, Brep, reversed, type Run } from './fixtures/brep'
import { measured, modelOf } from './fixtures/measured'
import { cap, circle, loopOf, polygon, prism, walls } from './fixtures/prisms'
import type { Place } from './fixtures/step-text'

const near = (found: number, wanted: number) => expect(Math.abs(found / wanted - 1)).toBeLessThan(0.005)
const box = (from: number, to: number) =>
  polygon([
    [from, from],
    [to, from],
    [to, to],
    [from, to],
  ])

/** A pin of radius 5 and height 9 whose side lies on a surface of its own kind. */
function pin(side: (brep: Brep) => string): string {
  const brep = new Brep()
  const outline = circle([0, 0], 5)
  const seam = brep.line([5, 0, 0], [5, 0, 9])
  const loop = [...loopOf(brep, outline, 0), seam, ...reversed(loopOf(brep, outline, 9)), back(seam)]
  const faces = [cap(brep, [outline], 0, false), brep.face(side(brep), [loop]), cap(brep, [outline], 9, true)]
  return brep.file('pin', [brep.solid(faces)])
}
const axis = (brep: Brep) =>
  brep.step.add(`AXIS1_PLACEMENT('',${brep.step.point([0, 0, 0])},${brep.step.direction([0, 0, 1])})`)
const vector = (brep: Brep, way: Place) => brep.step.add(`VECTOR('',${brep.step.direction(way)},1.)`)

test.each<[string, (brep: Brep) => string]>([
  [
    'a line turned',
    (brep) => {
      const line = brep.step.add(`LINE('',${brep.step.point([5, 0, 0])},${vector(brep, [0, 0, 1])})`)
      return brep.step.add(`SURFACE_OF_REVOLUTION('',${line},${axis(brep)})`)
    },
  ],
  [
    'a circle pulled',
    (brep) => {
      const ring = brep.step.add(`CIRCLE('',${brep.step.placement([0, 0, 0])},5.)`)
      return brep.step.add(`SURFACE_OF_LINEAR_EXTRUSION('',${ring},${vector(brep, [0, 0, 1])})`)
    },
  ],
  [
    'a surface beside another',
    (brep) => {
      const inner = brep.step.add(`CYLINDRICAL_SURFACE('',${brep.step.placement([0, 0, 0])},4.)`)
      return brep.step.add(`OFFSET_SURFACE('',${inner},1.,.F.)`)
    },
  ],
  [
    'a trimmed surface',
    (brep) => {
      const whole = brep.step.add(`CYLINDRICAL_SURFACE('',${brep.step.placement([0, 0, 0])},5.)`)
      return brep.step.add(`RECTANGULAR_TRIMMED_SURFACE('',${whole},0.,6.28,0.,9.,.T.,.T.)`)
    },
  ],
])('the side of a pin as %s', (_, side) => {
  const model = modelOf(pin(side))
  const { volume, open } = measured(model)
  expect([open, model.facesLeftOut]).toEqual([0, 0])
  near(volume, Math.PI * 225)
})

test('an arc turned about its end is a dome, bounded by one circle', () => {
  const brep = new Brep()
  const floor = loopOf(brep, circle([0, 0], 5), 0)
  const whole = brep.step.add(`CIRCLE('',${brep.step.placement([0, 0, 0], [0, -1, 0])},5.)`)
  const ends = ['0.', '1.5707963267949'].map((each) => `(PARAMETER_VALUE(${each}))`)
  const arc = brep.step.add(`TRIMMED_CURVE('',${whole},${ends.join(',')},.T.,.PARAMETER.)`)
  const dome = brep.face(brep.step.add(`SURFACE_OF_REVOLUTION('',${arc},${axis(brep)})`), [floor])
  const body = brep.solid([dome, cap(brep, [circle([0, 0], 5)], 0, false)])
  const { volume, open } = measured(modelOf(brep.file('dome', [body])))
  expect(open).toBe(0)
  near(volume, (2 / 3) * Math.PI * 125)
})

test('an edge may be several curves, one after another', () => {
  const brep = new Brep()
  const { step } = brep
  const ring = step.add(`CIRCLE('',${step.placement([0, 0, 0])},5.)`)
  const [a, b, c] = [
    [5, 0, 0],
    [0, 5, 0],
    [-5, 0, 0],
  ].map((place) => step.point(place as [number, number, number]))
  const segments = [
    [a, b],
    [b, c],
  ].map(([from, to]) => {
    const part = step.add(`TRIMMED_CURVE('',${ring},(${from}),(${to}),.T.,.CARTESIAN.)`)
    return step.add(`COMPOSITE_CURVE_SEGMENT(.CONTINUOUS.,.T.,${part})`)
  })
  const arc = step.add(`COMPOSITE_CURVE('',(${segments.join(',')}),.F.)`)
  const corners = [
    [-5, 0, 0],
    [0, 0, 0],
    [5, 0, 0],
  ].map((place) => step.point(place as [number, number, number]))
  const chord = step.add(`POLYLINE('',(${corners.join(',')}))`)
  const loop: Run[] = [brep.curve([5, 0, 0], [-5, 0, 0], arc), brep.curve([-5, 0, 0], [5, 0, 0], chord)]
  const shell = step.add(`OPEN_SHELL('',(${brep.face(brep.plane([0, 0, 0], [0, 0, 1]), [loop])}))`)
  near(
    measured(modelOf(brep.file('disc', [step.add(`SHELL_BASED_SURFACE_MODEL('',(${shell}))`)]))).area,
    Math.PI * 12.5,
  )
})

test('facets have corners alone, and need no surface', () => {
  const brep = new Brep()
  const { step } = brep
  const points = (
    [
      [0, 0, 0],
      [6, 0, 0],
      [0, 6, 0],
      [0, 0, 6],
    ] as Place[]
  ).map((place) => step.point(place))
  const faces = [
    [0, 2, 1],
    [0, 1, 3],
    [0, 3, 2],
    [1, 2, 3],
  ].map((corners) => {
    const loop = step.add(`POLY_LOOP('',(${corners.map((each) => points[each]).join(',')}))`)
    return step.add(`FACE('',(${step.add(`FACE_OUTER_BOUND('',${loop},.T.)`)}))`)
  })
  const body = step.add(`FACETED_BREP('',${step.add(`CLOSED_SHELL('',(${faces.join(',')}))`)})`)
  const { volume, open, triangles } = measured(modelOf(brep.file('facets', [body])))
  expect([open, triangles]).toEqual([0, 4])
  expect(volume).toBeCloseTo(36, 6)
})

test('what is hollow within is taken away', () => {
  const brep = new Brep()
  const shellOf = (from: number, to: number) => {
    const faces = [
      cap(brep, [box(from, to)], from, false),
      ...walls(brep, box(from, to), from, to),
      cap(brep, [box(from, to)], to, true),
    ]
    return brep.step.add(`CLOSED_SHELL('',(${faces.join(',')}))`)
  }
  const hollow = brep.step.add(`ORIENTED_CLOSED_SHELL('',*,${shellOf(2, 6)},.F.)`)
  const body = brep.step.add(`BREP_WITH_VOIDS('',${shellOf(0, 10)},(${hollow}))`)
  expect(measured(modelOf(brep.file('hollow', [body]))).volume).toBeCloseTo(1_000 - 64, 6)
})

test('a mapped shape stands where it is mapped to, as large as it is mapped', () => {
  const brep = new Brep()
  const { step } = brep
  const context = step.context()
  const origin = step.placement([0, 0, 0])
  const shape = step.add(`ADVANCED_BREP_SHAPE_REPRESENTATION('',(${prism(brep, [box(0, 1)], 0, 1)}),${context})`)
  const map = step.add(`REPRESENTATION_MAP(${origin},${shape})`)
  const to = step.add(`CARTESIAN_TRANSFORMATION_OPERATOR_3D('','','',$,$,${step.point([10, 0, 0])},2.,$)`)
  step.part(
    'whole',
    [step.add(`MAPPED_ITEM('',${map},${step.placement([0, 5, 0])})`), step.add(`MAPPED_ITEM('',${map},${to})`)],
    context,
  )
  const model = modelOf(step.written('mapped.step'))
  expect(model.bodies).toHaveLength(1)
  const { volume, min, max } = measured(model)
  expect(volume).toBeCloseTo(9, 6)
  expect([min, max]).toEqual([
    [0, 0, 0],
    [12, 6, 2],
  ])
})
