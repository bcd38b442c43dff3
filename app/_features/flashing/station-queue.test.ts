import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answered, keyOf, nextBatch, type StationUnit } from './station-queue'

const unit = (serial: string, minute = 0): StationUnit => ({
  ...{ serial, station: 'S1', at: new Date(minute * 60_000).toISOString(), outcome: 'PASS' },
  ...{ sha256: 'a1'.repeat(32), note: '' },
})
const codes = ['future', 'changed', 'repeated', 'badHash', 'noSerial', null] as const

test('of a clock that is ahead everything goes on waiting', () => {
  const sent = [unit('A'), unit('B')]
  const refusals = sent.map(({ at }, index) => ({ row: index + 1, code: 'future' as const, said: at }))
  expect(answered(sent, refusals)).toEqual({ kept: [], ahead: sent, refused: [] })
})

test('what the portal refuses for good is handed back with why', () => {
  const sent = [unit('A'), unit('B')]
  expect(answered(sent, [{ row: 2, code: 'changed', said: 'B' }])).toEqual({
    ...{ kept: [sent[0]], ahead: [] },
    refused: [{ unit: sent[1], code: 'changed', said: 'B' }],
  })
})

test('nothing that was sent is lost, but for what stood twice', () =>
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...codes), { maxLength: 20 }), (said) => {
      const sent = said.map((_, index) => unit(`N-${index}`))
      const refusals = said.flatMap((code, index) => (code === null ? [] : [{ row: index + 1, code, said: '' }]))
      const { kept, ahead, refused } = answered(sent, refusals)
      const left = [...kept, ...ahead, ...refused.map((each) => each.unit)].map(({ serial }) => serial)
      const once = sent.filter((_, index) => said[index] !== 'repeated').map(({ serial }) => serial)
      expect(left.toSorted()).toEqual(once.toSorted())
    }),
  ))

test('what is ahead stands in nobody’s way, and comes again with the earliest first', () => {
  const late = Array.from({ length: 250 }, (_, index) => unit(`L-${index}`, 250 - index))
  const ahead = new Set(late.map(keyOf))
  const fresh = unit('N-1')
  expect(nextBatch([...late, fresh], ahead, false)).toEqual([fresh])
  expect(nextBatch(late, ahead, false)).toEqual([])
  const again = nextBatch([...late, fresh], ahead, true)
  expect([again.length, again[0], again[1]]).toEqual([200, fresh, late.at(-1)])
})
