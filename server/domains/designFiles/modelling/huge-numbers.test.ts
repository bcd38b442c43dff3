import { expect, test, vi } from 'vitest'
import { Effort } from './effort'
import { Brep, type Run } from './fixtures/brep'
import { heldWithin } from './geometry/curve'
import { CompositeCurve, Polyline, TrimmedCurve } from './geometry/derived-curves'
import { modelStep } from './model-step'

/** A face whose first edge is a piece of a curve, from one parameter to another. */
function faceOn(curve: (brep: Brep) => string, from: string, to: string): Buffer {
  const brep = new Brep()
  const { step } = brep
  const ends = [from, to].map((each) => `(PARAMETER_VALUE(${each}))`)
  const trimmed = step.add(`TRIMMED_CURVE('',${curve(brep)},${ends.join(',')},.T.,.PARAMETER.)`)
  const loop: Run[] = [
    brep.curve([0, 0, 0], [5, 0, 0], trimmed),
    brep.line([5, 0, 0], [0, 5, 0]),
    brep.line([0, 5, 0], [0, 0, 0]),
  ]
  const shell = step.add(`OPEN_SHELL('',(${brep.face(brep.plane([0, 0, 0], [0, 0, 1]), [loop])}))`)
  return Buffer.from(brep.file('face', [step.add(`SHELL_BASED_SURFACE_MODEL('',(${shell}))`)]))
}

const way = ({ step }: Brep, closed = false): string => {
  const points = [step.point([0, 0, 0]), step.point([5, 0, 0]), step.point([5, -1, 0])]
  return step.add(`POLYLINE('',(${(closed ? [...points, points[0]] : points.slice(0, 2)).join(',')}))`)
}
const ring = ({ step }: Brep): string => step.add(`CIRCLE('',${step.placement([0, 0, 0])},5.)`)
const composite = (brep: Brep, curve: string): string =>
  brep.step.add(`COMPOSITE_CURVE('',(${brep.step.add(`COMPOSITE_CURVE_SEGMENT(.CONTINUOUS.,.T.,${curve})`)}),.F.)`)

const curves: readonly [string, (brep: Brep) => string][] = [
  ['straight pieces', way],
  ['straight pieces that close', (brep) => way(brep, true)],
  ['a circle', ring],
  ['curves one after another', (brep) => composite(brep, way(brep))],
  ['curves that close', (brep) => composite(brep, ring(brep))],
]

test.each(
  curves.flatMap(([name, curve]) =>
    [
      ['0.', '2.E8'],
      ['0.', '5.E9'],
      ['-1.E300', '1.E300'],
      ['1.E300', '-5.E9'],
    ].map(([from = '', to = '']) => [name, from, to, curve] as const),
  ),
)('%s from %s to %s end where they end', (_, from, to, curve) => {
  expect(typeof modelStep(faceOn(curve, from, to))).toBe('object')
})

test('a way of two places has no stops beyond them, and one that closes those of two turns at most', () => {
  const open = new Polyline([
    [0, 0, 0],
    [1, 0, 0],
  ])
  expect(open.stops(-1e300, 5e9)).toHaveLength(0)
  expect(new CompositeCurve([new TrimmedCurve(open, 0, 1)]).stops(-1e300, 1e300, { chord: 1, angle: 1 })).toEqual([])
  const closed = new Polyline([
    [0, 0, 0],
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 0],
  ])
  expect(heldWithin(closed, -1e300, 5e9)).toEqual([-6, 9])
  expect(closed.stops(-1e300, 5e9)).toHaveLength(14)
})

test('a list longer than there can be ends nothing but its file', () => {
  const take = vi.spyOn(Effort.prototype, 'take').mockImplementation(() => {
    throw new RangeError('Invalid array length')
  })
  try {
    expect(modelStep(faceOn(way, '0.', '1.'))).toBe('noBodies')
  } finally {
    take.mockRestore()
  }
})
