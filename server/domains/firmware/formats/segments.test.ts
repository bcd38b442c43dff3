import fc from 'fast-check'
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { collectFindings } from './findings'
import { inspect } from './fixtures/inspected'
import { bytesOf, le32 } from './fixtures/little-endian'
import { writeElf } from './fixtures/write-elf'
import { writeDfuse } from './fixtures/write-dfu'
import { writeIntelHex, writeSrec } from './fixtures/write-text'
import { writeUf2 } from './fixtures/write-uf2'
import { collectSegments, imageHashOf, mergeSegments, mostSegments, type Segment } from './segments'

/** Programs of up to six segments with gaps between them, where no chip keeps its option bytes. */
const program = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 5_000 }), fc.uint8Array({ minLength: 1, maxLength: 300 })), {
    minLength: 1,
    maxLength: 6,
  })
  .map((pieces) => {
    let addr = 0x0801_0000 - 128
    return pieces.map(([gap, data]): Segment => {
      const segment = { addr: addr + gap, data }
      addr = segment.addr + data.length
      return segment
    })
  })

const expectedHash = (segments: readonly Segment[]): string => {
  const hash = createHash('sha256')
  for (const { addr, data } of segments) hash.update(bytesOf(le32(addr), le32(data.length), data))
  return hash.digest('hex')
}

describe('one program', () => {
  test('has one canonical hash in every container, and it is that of the rules', () => {
    fc.assert(
      fc.property(program, fc.integer({ min: 1, max: 64 }), (segments, width) => {
        const files = [
          writeIntelHex(segments, { width }),
          writeSrec(segments, { width }),
          writeUf2(segments, { width: width * 4 }),
          writeElf(segments),
          writeDfuse(segments),
        ]
        for (const file of files) {
          const { imageHash, findings } = inspect(file)
          expect(findings).toEqual([])
          expect(imageHash).toBe(expectedHash(segments))
        }
      }),
      { numRuns: 60 },
    )
  })

  test('is read back byte for byte, in whatever order its pieces come', () => {
    fc.assert(
      fc.property(program, fc.infiniteStream(fc.nat()), fc.integer({ min: 1, max: 64 }), (segments, order, size) => {
        const pieces = segments.flatMap(({ addr, data }) =>
          Array.from({ length: Math.ceil(data.length / size) }, (_, i) => ({
            addr: addr + i * size,
            data: data.subarray(i * size, (i + 1) * size),
          })),
        )
        const keys = new Map(pieces.map((piece) => [piece, order.next().value]))
        const shuffled = pieces.toSorted((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0))
        const findings = collectFindings()
        const image = collectSegments(findings)
        for (const { addr, data } of shuffled) image.add(addr, data)
        expect(image.merge()).toEqual(segments)
        expect(findings.list()).toEqual([])
      }),
    )
  })
})

describe('merging', () => {
  const merged = (...segments: Segment[]) => {
    const findings = collectFindings()
    return { segments: mergeSegments(segments, findings), codes: findings.list().map(({ code }) => code) }
  }
  const at = (addr: number, ...data: number[]): Segment => ({ addr, data: Uint8Array.from(data) })

  test('joins what touches and fills no gap', () => {
    expect(merged(at(4, 3), at(0, 1, 2), at(2, 9, 9))).toEqual({ segments: [at(0, 1, 2, 9, 9, 3)], codes: [] })
    expect(merged(at(0, 1), at(2, 3)).segments).toEqual([at(0, 1), at(2, 3)])
  })

  test('keeps the first of two bytes at one address, and tells whether they differ', () => {
    expect(merged(at(0, 1, 2, 3), at(1, 2))).toEqual({ segments: [at(0, 1, 2, 3)], codes: ['FW-W027'] })
    expect(merged(at(0, 1, 2), at(1, 7, 8))).toEqual({ segments: [at(0, 1, 2, 8)], codes: ['FW-E026'] })
    expect(merged(at(0, 1), at(1, 2), at(0, 1, 9)).codes).toEqual(['FW-W027', 'FW-E026'])
  })

  test('stops at more ranges than any program has', () => {
    const scattered = Array.from({ length: mostSegments + 5 }, (_, i) => at(i * 2, i & 0xff))
    const { segments, codes } = merged(...scattered)
    expect(segments).toHaveLength(mostSegments)
    expect(codes).toEqual(['FW-E006'])
  })

  test('the hash of nothing is that of the empty text', () => {
    expect(imageHashOf([])).toBe(createHash('sha256').digest('hex'))
  })
})
