import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareFirmware } from './compare'
import { inspect } from './fixtures/inspected'
import { counting, noise } from './fixtures/little-endian'
import { writeElf } from './fixtures/write-elf'
import { writeIntelHex, writeSrec } from './fixtures/write-text'
import type { Segment } from './segments'

const hex = (...segments: Segment[]) => inspect(writeIntelHex(segments))
const large = noise(16_384)
const changedAt = (at: number): Uint8Array => large.slice().fill(0x5a, at, at + 1)

describe('regions', () => {
  test('are the pages that differ, neighbours joined', () => {
    const before = hex({ addr: 0x0800_0000, data: large })
    const two = changedAt(5_000).fill(0xa5, 8_200, 8_210)
    expect(compareFirmware(before, hex({ addr: 0x0800_0000, data: two })).regions).toEqual([
      { space: null, addr: 0x0800_1000, end: 0x0800_3000, kind: 'changed' },
    ])
  })

  test('tell what was added and removed', () => {
    const before = hex({ addr: 0, data: large }, { addr: 0x1_0000, data: counting(16) })
    const after = hex({ addr: 0, data: large }, { addr: 0x2_0000, data: counting(32) })
    expect(compareFirmware(before, after).regions).toEqual([
      { space: null, addr: 0x1_0000, end: 0x1_0010, kind: 'removed' },
      { space: null, addr: 0x2_0000, end: 0x2_0020, kind: 'added' },
    ])
  })

  test('are none between containers of one program', () => {
    const segments = [{ addr: 0x0800_0123, data: large }]
    const comparison = compareFirmware(inspect(writeIntelHex(segments)), inspect(writeSrec(segments)))
    expect(comparison).toMatchObject({ isSameImage: true, regions: [], sizes: [] })
  })

  test('hold every changed byte, and lie within the image', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 16_383 }), fc.integer({ min: 0, max: 8_191 }), (at, addr) => {
        const after = large.slice()
        after[at] = (after[at] ?? 0) ^ 1
        const { regions, isSameImage } = compareFirmware(hex({ addr, data: large }), hex({ addr, data: after }))
        expect(isSameImage).toBe(false)
        expect(regions).toHaveLength(1)
        const [region] = regions
        expect(region && region.addr <= addr + at && region.end > addr + at).toBe(true)
        expect(region && region.addr >= addr && region.end <= addr + large.length).toBe(true)
      }),
      { numRuns: 50 },
    )
  })
})

test('sizes go by section where both sides have them, else by segment', () => {
  const elf = (size: number) =>
    inspect(
      writeElf([{ addr: 0, data: counting(8) }], {
        sections: [
          { name: '.text', addr: 0, size },
          { name: '.bss', addr: 0x2000_0000, size: 64 },
        ],
      }),
    )
  expect(compareFirmware(elf(100), elf(120)).sizes).toEqual([{ name: '.text', before: 100, after: 120 }])
  const [one, two] = [hex({ addr: 0x100, data: counting(8) }), hex({ addr: 0x100, data: counting(9) })]
  expect(compareFirmware(one, two)).toMatchObject({
    payload: { before: 8, after: 9 },
    sizes: [{ name: '00000100', before: 8, after: 9 }],
  })
})

test('without addresses nothing is called the same', () => {
  const raw = inspect(Buffer.concat([Buffer.from([0, 0x40, 0, 0x20, 1, 1, 0, 8]), noise(64)]))
  expect(compareFirmware(raw, raw)).toMatchObject({ isSameImage: null, regions: [] })
})
