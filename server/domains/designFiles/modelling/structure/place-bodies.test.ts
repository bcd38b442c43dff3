import { expect, test } from 'vitest'
import { ExchangeFile } from '../exchange/exchange-file'
import { CountedEffort } from '../fixtures/counted-effort'
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
