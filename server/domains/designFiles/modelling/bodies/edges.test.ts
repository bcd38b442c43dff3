import { expect, test } from 'vitest'
import { ExchangeFile } from '../exchange/exchange-file'
import { CountedEffort } from '../fixtures/counted-effort'
import { StepText } from '../fixtures/step-text'
import { edgePlaces, edgeValues } from './edges'

/** What the places along an edge take beside reading it: a spline of a degree through so many points in a row. */
function priceOf(degree: number, points: number): number {
  const step = new StepText()
  const places = Array.from({ length: points }, (_, x) => step.point([x, 0, 0]))
  const curve = step.add(`QUASI_UNIFORM_CURVE('',${degree},(${places.join(',')}),.UNSPECIFIED.,.F.,.F.)`)
  const ends = [0, points - 1].map((x) => step.add(`VERTEX_POINT('',${step.point([x, 0, 0])})`))
  const edge = step.add(`EDGE_CURVE('',${ends.join(',')},${curve},.T.)`)
  const [reads, effort] = [new CountedEffort(), new CountedEffort()]
  const file = new ExchangeFile(Buffer.from(step.written('edge.step')), reads)
  const reading = { file, radian: 1, effort }
  expect(
    edgePlaces(reading, edgeValues(reading, Number(edge.slice(1))), { chord: 1, angle: 1 }).length,
  ).toBeGreaterThan(1)
  return effort.taken
}

test('looking for the ends of an edge on a spline costs what its pieces and its degree make of it', () => {
  // Both ends are looked for at sixteen places of each piece.
  expect(priceOf(3, 1_003)).toBeGreaterThan(2 * 16 * 1_000)
  expect(priceOf(24, 1_024)).toBeGreaterThan(20 * priceOf(3, 1_003))
})
