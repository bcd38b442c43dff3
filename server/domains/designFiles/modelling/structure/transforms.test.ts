import { describe, expect, test } from 'vitest'
import { ExchangeFile } from '../exchange/exchange-file'
import { Brep } from '../fixtures/brep'
import { CountedEffort } from '../fixtures/counted-effort'
import { measured, modelOf } from '../fixtures/measured'
import { polygon, prism } from '../fixtures/prisms'
import { StepText } from '../fixtures/step-text'
import { fromTo } from './transforms'

const way = {
  x: [1, 0, 0],
  y: [0, 1, 0],
  z: [0, 0, 1],
  down: [0, -1, 0],
} as const

/** What x, y and z become by an operator of axes that are given or left open. */
function turnOf([first, second, third]: readonly (keyof typeof way | null)[], isComplex = false): number[] {
  const step = new StepText()
  const axis = (name: keyof typeof way | null = null) => (name === null ? '$' : step.direction(way[name]))
  const [a, b, c, origin] = [axis(first), axis(second), axis(third), step.point([0, 0, 0])]
  const operator = isComplex
    ? `(CARTESIAN_TRANSFORMATION_OPERATOR(${a},${b},${origin},1.)CARTESIAN_TRANSFORMATION_OPERATOR_3D(${c})FUNCTIONALLY_DEFINED_TRANSFORMATION('','')GEOMETRIC_REPRESENTATION_ITEM()REPRESENTATION_ITEM(''))`
    : `CARTESIAN_TRANSFORMATION_OPERATOR_3D('',$,$,${a},${b},${origin},1.,${c})`
  const to = step.add(operator)
  const from = step.placement([0, 0, 0])
  const file = new ExchangeFile(Buffer.from(step.written('operator.step')), new CountedEffort())
  const { x, y, z } = fromTo(file, Number(from.slice(1)), Number(to.slice(1)), 1, 1)
  return [...x, ...y, ...z].map((each) => each + 0)
}

describe('an operator', () => {
  test.each([
    ['with its second axis left open', ['y', null, 'x'], [0, 1, 0, 0, 0, 1, 1, 0, 0]],
    ['with all of its axes', ['x', 'y', 'z'], [1, 0, 0, 0, 1, 0, 0, 0, 1]],
    ['with no axis', [null, null, null], [1, 0, 0, 0, 1, 0, 0, 0, 1]],
    ['that mirrors', ['x', 'down', 'z'], [1, 0, 0, 0, -1, 0, 0, 0, 1]],
  ] as const)('%s', (_, axes, wanted) => {
    expect(turnOf(axes)).toEqual(wanted)
    expect(turnOf(axes, true)).toEqual(wanted)
  })
})

test('a mapped shape that is mirrored stands on the other side, its volume below zero as its corners run the other way', () => {
  const brep = new Brep()
  const { step } = brep
  const context = step.context()
  const outline = polygon([
    [0, 0],
    [2, 0],
    [0, 3],
  ])
  const shape = step.add(`ADVANCED_BREP_SHAPE_REPRESENTATION('',(${prism(brep, [outline], 0, 1)}),${context})`)
  const map = step.add(`REPRESENTATION_MAP(${step.placement([0, 0, 0])},${shape})`)
  const axes = [step.direction(way.x), step.direction(way.down), step.point([0, 0, 0]), '1.', step.direction(way.z)]
  const to = step.add(`CARTESIAN_TRANSFORMATION_OPERATOR_3D('',$,$,${axes.join(',')})`)
  step.part('mirrored', [step.add(`MAPPED_ITEM('',${map},${to})`)], context)
  const { volume, min, max } = measured(modelOf(step.written('mirrored.step')))
  expect([min, max]).toEqual([
    [0, -3, 0],
    [2, 0, 1],
  ])
  expect(volume).toBeCloseTo(-3, 6)
})
