import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  isSoundBlock,
  nextFirst,
  overlaps,
  placeIn,
  serialAt,
  serialRange,
  tidySerial,
  type SerialBlock,
} from './serials'

const block: SerialBlock = { prefix: 'WL20-', first: 1, count: 500, digits: 6 }
const blocks = fc
  .record({
    prefix: fc.constantFrom('A', 'A0', 'A00', 'A1', 'B'),
    first: fc.nat(900),
    count: fc.integer({ min: 1, max: 90 }),
    digits: fc.integer({ min: 3, max: 5 }),
  })
  .filter(isSoundBlock)

test.each([
  ['WL20-000001', 0],
  ['WL20-000500', 499],
  ['WL20-000501', null],
  ['WL20-000000', null],
  ['WL20-00001', null],
  ['WL20-0000001', null],
  ['WL21-000001', null],
  ['WL20-00000A', null],
])('the place of %s', (serial, place) => expect(placeIn(block, serial)).toBe(place))

test('every serial of a block is in its place, and the next one is not', () =>
  fc.assert(
    fc.property(blocks, (each) => {
      for (let index = 0; index < each.count; index++) expect(placeIn(each, serialAt(each, index))).toBe(index)
      expect(placeIn(each, serialAt(each, each.count))).toBeNull()
    }),
  ))

test('two blocks overlap exactly where they share a serial', () =>
  fc.assert(
    fc.property(blocks, blocks, (a, b) => {
      const serials = new Set(Array.from({ length: a.count }, (_, index) => serialAt(a, index)))
      const shared = Array.from({ length: b.count }, (_, index) => serialAt(b, index)).some((one) => serials.has(one))
      expect(overlaps(a, b)).toBe(shared)
    }),
  ))

test.each([
  [block, true],
  [{ ...block, prefix: '' }, true],
  [{ ...block, digits: 3, count: 999 }, true],
  [{ ...block, digits: 3, count: 1_000 }, false],
  [{ ...block, count: 0 }, false],
  [{ ...block, first: -1 }, false],
  [{ ...block, first: 0.5 }, false],
  [{ ...block, prefix: 'WL 20' }, false],
  [{ ...block, prefix: '序列' }, false],
  [{ ...block, prefix: 'A'.repeat(36) }, false],
])('block %#: %j', (each, sound) => expect(isSoundBlock(each)).toBe(sound))

test('a scanner in a Chinese input method says the same serial', () =>
  expect(tidySerial(' ｗｌ20－000001 ')).toBe('WL20-000001'))

test('the next block of a factory follows its own, and says nothing of the others', () => {
  const other = { ...block, first: 20_001, count: 300 }
  expect(nextFirst([], [])).toBeNull()
  expect(nextFirst([block], [block, other])?.first).toBe(501)
  expect(nextFirst([], [block, other])?.first).toBe(30_001)
  expect(nextFirst([block], [block, { ...block, first: 501 }])?.first).toBe(10_001)
})

test('serial numbers that begin alike are a range in the order of bytes', () => {
  const range = serialRange(' ｗｌ20-_%')
  expect(range?.from).toBe('WL20-_%')
  expect([serialRange('WL'), serialRange(' w '), serialRange('A'.repeat(41))]).toEqual([null, null, null])
  const inside = (serial: string) =>
    range !== null &&
    Buffer.compare(Buffer.from(serial), Buffer.from(range.from)) >= 0 &&
    Buffer.compare(Buffer.from(serial), Buffer.from(range.to)) < 0
  expect(['WL20-_%', 'WL20-_%001', 'WL20-_%电'].map(inside)).toEqual([true, true, true])
  expect(['WL20-_', 'WL20-_&1', 'WL20-A%1'].map(inside)).toEqual([false, false, false])
})
