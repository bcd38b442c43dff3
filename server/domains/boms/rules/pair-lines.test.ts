import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pairLines, type PairableLine } from './pair-lines'

const line = (over: Partial<PairableLine> = {}): PairableLine => ({
  parent: null,
  refs: [],
  ipn: '',
  mpn: '',
  manufacturer: '',
  text: '',
  quantity: '1',
  ...over,
})
const pairs = (before: readonly PairableLine[], after: readonly PairableLine[]) => pairLines(before, after)

/** Trees whose lines say few different things, so that much is alike. */
const lists = fc
  .array(
    fc.record({
      under: fc.option(fc.nat(30), { nil: null, freq: 2 }),
      refs: fc.uniqueArray(fc.constantFrom('R1', 'R2', 'R3', 'C1', 'C2', 'U1'), { maxLength: 4 }),
      ipn: fc.constantFrom('', '', '10-1', '10-2', '20-1'),
      mpn: fc.constantFrom('', 'RC0402FR-0710KL', 'GRM155', 'LM358'),
      manufacturer: fc.constantFrom('', 'YAGEO', '国巨', 'Murata'),
      text: fc.constantFrom('', '10k', '100nF', 'screw M3'),
      quantity: fc.constantFrom('1', '2', '0.5'),
    }),
    { maxLength: 25 },
  )
  .map((rows) =>
    rows.map(({ under, ...rest }, index): PairableLine => ({
      ...rest,
      parent: under === null || index === 0 ? null : under % index,
    })),
  )

const shuffled = (list: readonly PairableLine[], order: readonly number[]) => {
  const ranks = list.map((_, index) => index).toSorted((a, b) => (order[a] ?? 0) - (order[b] ?? 0) || a - b)
  const now = new Map(ranks.map((old, index) => [old, index]))
  const lines = ranks.map((old) => {
    const each = list[old] ?? line()
    return { ...each, parent: each.parent === null ? null : (now.get(each.parent) ?? null) }
  })
  return { lines, ranks }
}
/** What a line says with everything above and below it, whatever its index. */
function deep(list: readonly PairableLine[]): string[] {
  const own = list.map((each) => JSON.stringify({ ...each, parent: null, refs: each.refs.toSorted() }))
  const up = (index: number | null): string =>
    index === null ? '' : `${own[index]} < ${up(list[index]?.parent ?? null)}`
  return list.map((_, index) => up(index))
}

describe('pairing lines', () => {
  it('with themselves is the identity', () =>
    fc.assert(
      fc.property(lists, (list) => {
        expect(pairs(list, list)).toEqual(list.map((_, index) => index))
      }),
    ))

  it('is one to one', () =>
    fc.assert(
      fc.property(lists, lists, (before, after) => {
        const found = pairs(before, after).filter((index) => index !== null)
        expect(new Set(found).size).toBe(found.length)
      }),
    ))

  it('does not mind the order of either list', () =>
    fc.assert(
      fc.property(lists, fc.array(fc.nat(1_000), { minLength: 25, maxLength: 25 }), (list, order) => {
        const mixed = shuffled(list, order)
        const [names, mixedNames] = [deep(list), deep(mixed.lines)]
        // A shuffled list is the same list: everything is found again, and as what it was.
        pairs(list, mixed.lines).forEach((old, index) => {
          expect(old).not.toBeNull()
          expect(names[old ?? -1]?.split(' < ')[0]).toBe(mixedNames[index]?.split(' < ')[0])
        })
      }),
    ))

  it('answers the same for flat lists in any order', () =>
    fc.assert(
      fc.property(lists, lists, fc.array(fc.nat(1_000), { minLength: 25, maxLength: 25 }), (a, b, order) => {
        const [before, after] = [a, b].map((list) => list.map((each) => ({ ...each, parent: null })))
        if (!before || !after) return
        const told = (old: readonly PairableLine[], fresh: readonly PairableLine[]) =>
          pairs(old, fresh)
            .map((index, at) => `${deep(fresh)[at]} was ${index === null ? '' : deep(old)[index]}`)
            .toSorted()
        const first = told(before, after)
        expect(told(shuffled(before, order).lines, after)).toEqual(first)
        expect(told(before, shuffled(after, order).lines)).toEqual(first)
      }),
    ))

  it('follows references before numbers, and numbers before text', () => {
    const before = [
      line({ refs: ['R1', 'R2'], mpn: 'A' }),
      line({ refs: ['R3'], mpn: 'B' }),
      line({ ipn: '10-1', text: 'screw' }),
      line({ text: 'label' }),
    ]
    const after = [
      line({ refs: ['R3'], mpn: 'C' }),
      line({ refs: ['R1', 'R2', 'R4'], mpn: 'A' }),
      line({ ipn: '10-1', text: 'screw M3' }),
      line({ text: 'label' }),
      line({ refs: ['R9'], mpn: 'D' }),
    ]
    expect(pairs(before, after)).toEqual([1, 0, 2, 3, null])
  })

  it('keeps children with their parent, also when the parent gets another number', () => {
    const before = [
      line({ ipn: 'A', refs: ['M1'] }),
      line({ parent: 0, refs: ['R1'], mpn: 'X' }),
      line({ ipn: 'B', refs: ['M2'] }),
      line({ parent: 2, refs: ['R1'], mpn: 'X' }),
    ]
    const after = [
      line({ ipn: 'B', refs: ['M2'] }),
      line({ parent: 0, refs: ['R1'], mpn: 'X' }),
      line({ ipn: 'A2', refs: ['M1'] }),
      line({ parent: 2, refs: ['R1'], mpn: 'X' }),
    ]
    expect(pairs(before, after)).toEqual([2, 3, 0, 1])
  })

  it('takes seconds at most for 50,000 lines, alike or not', () => {
    const many = (same: boolean) =>
      Array.from({ length: 50_000 }, (_, n) =>
        line({ refs: [`R${n}`], mpn: same ? 'A' : `M${n % 997}`, text: same ? '10k' : `v${n}` }),
      )
    for (const same of [true, false]) {
      const before = many(same)
      const after = before.map((each, n) => ({ ...each, text: `${each.text}'`, refs: [`R${n}`, `X${n}`] }))
      const begun = performance.now()
      expect(pairs(before, after).filter((found, n) => found === n)).toHaveLength(50_000)
      expect(performance.now() - begun).toBeLessThan(20_000)
    }
  })
})
