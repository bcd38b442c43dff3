import { expect, test } from 'vitest'
import { ExchangeFile } from '../exchange/exchange-file'
import { CountedEffort } from '../fixtures/counted-effort'
import { Brep } from '../fixtures/brep'
import { measured, modelOf } from '../fixtures/measured'
import { polygon, prism } from '../fixtures/prisms'
import { StepText } from '../fixtures/step-text'
import { Colours } from './colours'
import { placedBodies } from './place-bodies'

test('ways that come round in a circle are paid for as those that do not', () => {
  const step = new StepText()
  const [context, place] = [step.context(), step.placement([0, 0, 0])]
  const [first, second] = ['a', 'b'].map((name) => step.part(name, [place], context, 'SHAPE_REPRESENTATION').shape)
  const move = step.add(`ITEM_DEFINED_TRANSFORMATION('','',${place},${place})`)
  const relations = 400
  for (const [child, parent] of [
    [first, second],
    [second, first],
  ])
    for (let time = 0; time < relations; time++)
      step.add(
        `(REPRESENTATION_RELATIONSHIP('','',${child},${parent})REPRESENTATION_RELATIONSHIP_WITH_TRANSFORMATION(${move})SHAPE_REPRESENTATION_RELATIONSHIP())`,
      )
  const file = new ExchangeFile(Buffer.from(step.written('circle.step')), new CountedEffort())
  const effort = new CountedEffort()
  expect(placedBodies(file, new Colours(file), effort)).toEqual([])
  // From either, all ways to the other and all of those back.
  expect(effort.taken).toBeGreaterThan(2 * relations * relations * 50)
})

test('bodies whose styles are invisible are not shown, unless another style of them is visible', () => {
  const brep = new Brep()
  const { step } = brep
  const cubes = [1, 2, 3].map((size) => {
    const corners = polygon([
      [0, 0],
      [size, 0],
      [size, size],
      [0, size],
    ])
    return prism(brep, [corners], 0, size)
  })
  const styled = (cube = '') => step.add(`STYLED_ITEM('',(),${cube})`)
  const [hidden, once] = [styled(cubes[2]), styled(cubes[1])]
  styled(cubes[1])
  step.add(`INVISIBILITY((${hidden},${once}))`)
  const model = modelOf(brep.file('hidden', cubes))
  expect(measured(model).volume).toBeCloseTo(1 + 8, 6)
})
