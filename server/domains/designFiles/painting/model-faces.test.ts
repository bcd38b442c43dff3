import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '@/db/root'
import { modelFormat, type Model } from '../modelling/model'
import { modelStep } from '../modelling/model-step'
import { paintFaces } from './body'
import { modelFaces } from './model-faces'

/** One triangle of 1 by 2 mm; as it lies in its file, and turned about Z and moved by 10 mm. */
const twice: Model = {
  ...{ format: modelFormat, units: 'um', triangles: 1, facesLeftOut: 0 },
  bodies: [
    {
      places: [0, 0, 0, 1_000, 0, 0, -1_000, 2_000, 0],
      triangles: [0, 1, 1],
      faces: [1],
      colours: [{ colour: -1, faces: 1 }],
      edges: [],
    },
  ],
  placements: [
    { body: 0, colour: 0xff0000, turn: [1, 0, 0, 0, 1, 0, 0, 0, 1], at: [0, 0, 0] },
    { body: 0, colour: -1, turn: [0, 1, 0, -1, 0, 0, 0, 0, 1], at: [10_000, 0, 0] },
    { body: 7, colour: -1, turn: [1, 0, 0, 0, 1, 0, 0, 0, 1], at: [0, 0, 0] },
  ],
}

test('a body stands as often as it is placed, turned and moved, in the colour of its place', () => {
  const { corners, colours } = modelFaces(twice)
  expect([...corners.subarray(0, 9)]).toEqual([0, 0, 0, 1_000, 0, 0, 0, 2_000, 0])
  expect([...corners.subarray(9)]).toEqual([10_000, 0, 0, 10_000, 1_000, 0, 8_000, 0, 0])
  // Red, and the plain grey; both a little lighter than they say.
  expect([...(colours ?? [])]).toEqual([255, 33, 33, 194, 203, 208])
})

test('the housing of the demo is painted', () => {
  const model = modelStep(readFileSync(join(projectRoot(), 'db/seed/models/wl-20-housing.step')))
  if (typeof model === 'string') throw new Error(model)
  const picture = paintFaces(modelFaces(model), { width: 160, height: 120 })
  expect(picture?.data.filter((value, index) => index % 4 === 3 && value > 0).length).toBeGreaterThan(4_000)
})
