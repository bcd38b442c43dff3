import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { manufacturingBom, standingOf, type EngineeringLine } from './mbom'

const line = (key: string, given: Partial<EngineeringLine> = {}): EngineeringLine => ({
  key,
  ipn: '',
  mpn: '',
  dnp: false,
  excludeFromBom: false,
  ...given,
})

describe('a factory’s BOM', () => {
  it('is the brand’s, once what was added is taken away', () => {
    const keys = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { maxLength: 20 })
    const added = fc.array(
      fc.record({
        id: fc.string(),
        kind: fc.constantFrom('consumable' as const, 'packaging' as const),
        number: fc.constant(''),
      }),
    )
    fc.assert(
      fc.property(keys, added, (known, more) => {
        const lines = known.map((key) => line(key))
        const rows = manufacturingBom(lines, more)
        expect(rows.filter(({ kind }) => kind === 'line')).toEqual(lines.map((each) => ({ kind: 'line', line: each })))
        expect(standingOf(rows, lines, []).same).toBe(true)
        if (lines.length === 0) return
        expect(standingOf(rows.slice(1), lines, []).same).toBe(false)
        expect(standingOf([...rows, { kind: 'line', line: line('a foreign one') }], lines, []).same).toBe(false)
        expect(standingOf(manufacturingBom([...lines, ...lines.slice(0, 1)], more), lines, []).same).toBe(false)
      }),
    )
  })

  it('counts losses of lines that are gone, and additions of what is placed', () => {
    const lines = [line('a', { mpn: 'RC0402FR-0710KL' }), line('b', { ipn: 'WL-1', dnp: true })]
    const rows = manufacturingBom(lines, [
      { id: '1', kind: 'consumable', number: 'rc0402fr 0710kl' },
      { id: '2', kind: 'packaging', number: 'WL-1' },
      { id: '3', kind: 'packaging', number: '' },
    ])
    expect(standingOf(rows, lines, ['a', 'gone'])).toEqual({ same: true, stated: 1, stale: 1, doubled: ['1'] })
  })
})
