import { expect, test } from 'vitest'
import { sample, withChannel } from '@/server/domains/specs/contracts/fixtures/sample'
import { linesOf, mergeContracts } from './merge'

test('what only one side changed is taken over from each', () => {
  const mine = { ...withChannel('telemetry', { maxBytes: 2_048 }), version: '1.3.0' }
  const theirs = { ...withChannel('commands', { maxBytes: 99 }), ota: null }
  const { merged, clashes } = mergeContracts(sample, mine, theirs)
  expect(clashes).toEqual([])
  expect(merged).toMatchObject({ version: '1.3.0', ota: null })
  expect(merged.channels.slice(0, 2).map(({ maxBytes }) => maxBytes)).toEqual([2_048, 99])
})

test('what both changed differently is a clash, and is settled as chosen', () => {
  const mine = withChannel('telemetry', { maxBytes: 2_048 })
  const theirs = withChannel('telemetry', { maxBytes: 512 })
  const first = mergeContracts(sample, mine, theirs)
  expect(first.clashes.map(({ name }) => name)).toEqual(['channel telemetry'])
  expect(first.merged).toEqual(mine)
  expect(mergeContracts(sample, mine, theirs, { 'channel telemetry': 'theirs' }).merged).toEqual(theirs)
})

test('of one channel, different fields go together', () => {
  const { merged, clashes } = mergeContracts(
    sample,
    withChannel('telemetry', { maxBytes: 2_048 }),
    withChannel('telemetry', { maxPerHour: 6, qos: 0 }),
  )
  expect(clashes).toEqual([])
  expect(merged.channels[0]).toMatchObject({ maxBytes: 2_048, maxPerHour: 6, qos: 0 })
})

test('a removal against a change is a clash; two equal changes are none', () => {
  const gone = { ...sample, channels: sample.channels.slice(1) }
  const changed = withChannel('telemetry', { maxBytes: 1 })
  expect(mergeContracts(sample, gone, changed).clashes[0]).toMatchObject({ mine: null })
  expect(mergeContracts(sample, changed, changed).clashes).toEqual([])
  expect(mergeContracts(sample, gone, sample).merged.channels).toHaveLength(sample.channels.length - 1)
})

test('two first contracts without a common ground clash part by part', () => {
  const { clashes } = mergeContracts(null, sample, { ...sample, version: '9.0.0' })
  expect(clashes.map(({ name }) => name)).toEqual(['version'])
})

test('schemas are shown as they were written', () => {
  const [telemetry] = sample.channels
  expect(linesOf(telemetry)).toContain('\n  "type": "object"')
  expect(linesOf(null)).toBe('')
})
