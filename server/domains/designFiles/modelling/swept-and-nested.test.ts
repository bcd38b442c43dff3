import { expect, test } from 'vitest'
import { measured, modelOf } from './fixtures/measured'
import { disc, dome, facets, hollow, mapped, pins } from './fixtures/swept-and-nested'

const near = (found: number, wanted: number) => expect(Math.abs(found / wanted - 1)).toBeLessThan(0.005)

test.each(pins())('the side of a pin as %s', (_, text) => {
  const model = modelOf(text)
  const { volume, open } = measured(model)
  expect([open, model.facesLeftOut]).toEqual([0, 0])
  near(volume, Math.PI * 225)
})

test('an arc turned about its end is a dome, bounded by one circle', () => {
  const { volume, open } = measured(modelOf(dome()))
  expect(open).toBe(0)
  near(volume, (2 / 3) * Math.PI * 125)
})

test('an edge may be several curves, one after another', () => {
  near(measured(modelOf(disc())).area, Math.PI * 12.5)
})

test('facets have corners alone, and need no surface', () => {
  const { volume, open, triangles } = measured(modelOf(facets()))
  expect([open, triangles]).toEqual([0, 4])
  expect(volume).toBeCloseTo(36, 6)
})

test('what is hollow within is taken away', () => {
  expect(measured(modelOf(hollow())).volume).toBeCloseTo(1_000 - 64, 6)
})

test('a mapped shape stands where it is mapped to, as large as it is mapped', () => {
  const model = modelOf(mapped())
  expect(model.bodies).toHaveLength(1)
  const { volume, min, max } = measured(model)
  expect(volume).toBeCloseTo(9, 6)
  expect([min, max]).toEqual([
    [0, 0, 0],
    [12, 6, 2],
  ])
})
