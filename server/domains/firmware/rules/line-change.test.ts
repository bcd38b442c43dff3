import { expect, test } from 'vitest'
import { asksLess, changeOfLine, type LineGround } from './line-change'

const ground: LineGround = {
  ...{ boardSetId: 'dset_1', bomId: 'bom_1', specId: 'spec_1', chips: ['ESP32-C3'], arch: 'riscv' },
  ...{ memory: [{ addr: 0, end: 16 }], slotBytes: 1024 },
}

test.each<[Partial<LineGround>, boolean]>([
  [{}, false],
  [{ boardSetId: 'dset_2', chips: ['ESP32-C6'], slotBytes: 2048, memory: [{ addr: 0, end: 32 }] }, false],
  [{ boardSetId: null }, true],
  [{ bomId: null }, true],
  [{ specId: null }, true],
  [{ chips: [] }, true],
  [{ memory: [] }, true],
])('%j asks less: %s', (change, less) => {
  expect(asksLess(ground, { ...ground, ...change })).toBe(less)
})

test('what was not asked need not be asked', () => {
  const bare: LineGround = {
    ...{ boardSetId: null, bomId: null, specId: null, chips: [], arch: null, memory: [], slotBytes: null },
  }
  expect(asksLess(bare, bare)).toBe(false)
})

test('a change is told with what was and what is', () => {
  expect(changeOfLine(ground, { ...ground, memory: [{ end: 16, addr: 0 }], bomId: 'bom_2', slotBytes: null })).toEqual({
    fields: ['bomId', 'slotBytes'],
    before: { bomId: 'bom_1', slotBytes: 1024 },
    after: { bomId: 'bom_2', slotBytes: null },
  })
})
