import { expect, test } from 'vitest'
import { Unreadable } from '../effort'
import { ExchangeFile } from '../exchange/exchange-file'
import { CountedEffort } from '../fixtures/counted-effort'
import { BodyMesh } from '../meshing/body-mesh'
import { StepText } from '../fixtures/step-text'
import { edgePlaces, Edges, edgeValues, runsOf, type Run } from './edges'

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

/** A circle that starts at its vertex, by a file that holds it. */
function circle() {
  const step = new StepText()
  const start = step.add(`VERTEX_POINT('',${step.point([5, 0, 0])})`)
  const edge = step.add(
    `EDGE_CURVE('',${start},${start},${step.add(`CIRCLE('',${step.placement([0, 0, 0])},5.)`)},.T.)`,
  )
  const file = new ExchangeFile(Buffer.from(step.written('circle.step')), new CountedEffort())
  const reading = { file, radian: 1, effort: new CountedEffort() }
  const edges = new Edges(reading, new BodyMesh(), { chord: 0.001, angle: 0.1 })
  const run = (forward: boolean): Run => ({ edge: Number(edge.slice(1)), forward })
  return { reading, edges, run }
}

test('each run pays for the vertices it is copied from, and no loop runs along an edge more than there and back', () => {
  const { reading, edges, run } = circle()
  const once = edges.around([run(true)], 1).length
  const before = reading.effort.taken
  expect(edges.around([run(true), run(false)], 2)).toHaveLength(2 * once)
  expect(reading.effort.taken - before).toBe(2 * (once + 1))
  expect(() => edges.around([run(true), run(true), run(true)], 3)).toThrow(Unreadable)
})

test('a loop is left without what goes to and fro, wherever it begins', () => {
  const orient = (edge: number, forward: boolean) => `ORIENTED_EDGE('',*,*,#${edge},.${forward ? 'T' : 'F'}.)`
  const ways = [
    ...[1, 2].map((edge) => orient(edge, true)),
    ...[3, 4, 5].map((edge) => orient(edge, true)),
    ...[orient(6, true), orient(6, false)],
    ...[2, 1].map((edge) => orient(edge, false)),
  ]
  const lines = ways.map((way, index) => `#${index + 10}=${way};`)
  const file = new ExchangeFile(
    Buffer.from(`${lines.join('')}#9=EDGE_LOOP('',(${ways.map((_, index) => `#${index + 10}`).join(',')}));`),
    new CountedEffort(),
  )
  const runs = runsOf({ file, radian: 1, effort: new CountedEffort() }, file.get(9).own)
  expect(runs.map(({ edge }) => edge)).toEqual([3, 4, 5])
})
