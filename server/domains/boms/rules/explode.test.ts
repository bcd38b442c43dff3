import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatDecimal } from '@/server/kernel/decimal'
import { DomainError } from '@/server/kernel/errors'
import { explode, type ExplodeOptions, type StructureLine, type Structures } from './explode'

const line = (position: number, given: Partial<StructureLine> = {}): StructureLine => ({
  id: `l${position}`,
  key: `l${position}`,
  position,
  parentPosition: null,
  quantity: '1',
  uom: '',
  usage: 'normal',
  dnp: false,
  excludeFromBom: false,
  notFitted: [],
  childRevisionId: null,
  refs: '',
  partId: null,
  ipn: '',
  mpn: '',
  manufacturer: '',
  value: '',
  package: '',
  footprint: '',
  name: '',
  ...given,
})
const one = (lines: readonly StructureLine[]): Structures => new Map([['top', { bomId: 'top', label: 'Top', lines }]])
const options: ExplodeOptions = { quantity: '1', variant: null, includeOptional: false }
const totals = (structures: Structures, given: Partial<ExplodeOptions> = {}) =>
  Object.fromEntries(
    explode(structures, 'top', { ...options, ...given }).totals.map(({ identity, quantity, asRequired, role }) => [
      `${role} ${identity}`,
      `${formatDecimal(quantity)}${asRequired ? ' + as required' : ''}`,
    ]),
  )
const refusal = (run: () => unknown) => {
  try {
    run()
  } catch (error) {
    if (error instanceof DomainError) return [error.code, error.params]
    throw error
  }
  return null
}

describe('exploding a BOM', () => {
  it('multiplies down: 50 × TOP(1) → PCBA(2) → C1(10) takes 1000', () => {
    const lines = [
      line(1, { ipn: 'TOP' }),
      line(2, { ipn: 'PCBA', parentPosition: 1, quantity: '2' }),
      line(3, { ipn: 'C1', parentPosition: 2, quantity: '10' }),
    ]
    expect(totals(one(lines), { quantity: '50' })).toEqual({
      'make own:TOP': '50',
      'make own:PCBA': '100',
      'buy own:C1': '1000',
    })
  })

  it('goes through sub-BOMs, and counts the same part of several places together', () => {
    const structures: Structures = new Map([
      [
        'top',
        {
          bomId: 'a',
          label: 'Assembly',
          lines: [line(1, { childRevisionId: 'pcba', quantity: '2' }), line(2, { mpn: 'x-1', quantity: '3' })],
        },
      ],
      ['pcba', { bomId: 'b', label: 'Board', lines: [line(1, { mpn: 'X1', quantity: '5', refs: 'C1-C5' })] }],
    ])
    const { totals: found, nodes } = explode(structures, 'top', options)
    const bought = found.find(({ role }) => role === 'buy')
    expect(bought && formatDecimal(bought.quantity)).toBe('13')
    expect(bought?.nodes.map((index) => nodes[index]?.depth)).toEqual([2, 1])
  })

  it('passes demand through a phantom without counting it', () => {
    const lines = [
      line(1, { ipn: 'KIT', usage: 'phantom', quantity: '3' }),
      line(2, { ipn: 'BOLT', parentPosition: 1, quantity: '4' }),
    ]
    expect(totals(one(lines))).toEqual({ 'buy own:BOLT': '12' })
  })

  it('takes nothing of what is not placed, left out, not fitted or optional, nor of what is below it', () => {
    const lines = [
      line(1, { ipn: 'A', dnp: true }),
      line(2, { ipn: 'B', parentPosition: 1 }),
      line(3, { ipn: 'TP', excludeFromBom: true }),
      line(4, { ipn: 'ANT', notFitted: ['US'] }),
      line(5, { ipn: 'CASE', usage: 'optional' }),
      line(6, { ipn: 'SCREW', parentPosition: 5, quantity: '4' }),
    ]
    expect(totals(one(lines))).toEqual({ 'buy own:ANT': '1' })
    expect(totals(one(lines), { variant: 'US' })).toEqual({})
    expect(totals(one(lines), { variant: 'EU', includeOptional: true })).toEqual({
      'buy own:ANT': '1',
      'make own:CASE': '1',
      'buy own:SCREW': '4',
    })
  })

  it('keeps consumables apart and puts no number on what is as required', () => {
    const lines = [
      line(1, { ipn: 'GLUE', usage: 'consumable', quantity: null }),
      line(2, { ipn: 'TAPE', quantity: '2' }),
      line(3, { ipn: 'TAPE', quantity: null }),
      line(4, { ipn: 'KIT', quantity: null }),
      line(5, { ipn: 'PIN', parentPosition: 4, quantity: '9' }),
    ]
    expect(totals(one(lines), { quantity: '10' })).toEqual({
      'consumable own:GLUE': '0 + as required',
      'buy own:TAPE': '20 + as required',
      'make own:KIT': '0 + as required',
      'buy own:PIN': '0 + as required',
    })
  })

  it('never adds metres to pieces, and loses no digit on the way', () => {
    const lines = [
      line(1, { ipn: 'WIRE', quantity: '0.000001', uom: 'm' }),
      line(2, { ipn: 'WIRE', quantity: '2', uom: 'pcs' }),
      line(3, { ipn: 'HALF', quantity: '0.333333' }),
      line(4, { ipn: 'PASTE', quantity: '0.333333', uom: 'g', parentPosition: 3 }),
    ]
    expect(totals(one(lines))).toEqual({
      'buy own:WIRE|m': '0.000001',
      'buy own:WIRE': '2',
      'make own:HALF': '0.333333',
      'buy own:PASTE|g': '0.111110888889',
    })
  })

  it('refuses a ring of BOMs with its path', () => {
    const ring: Structures = new Map([
      ['top', { bomId: 'a', label: 'Assembly', lines: [line(1, { childRevisionId: 'b1' })] }],
      ['b1', { bomId: 'b', label: 'Board', lines: [line(1, { childRevisionId: 'a0' })] }],
      // An older revision of the assembly: still the same thing inside itself.
      ['a0', { bomId: 'a', label: 'Assembly', lines: [] }],
    ])
    expect(refusal(() => explode(ring, 'top', options))).toEqual([
      'boms.cycle',
      { path: 'Assembly → Board → Assembly' },
    ])
  })

  it('refuses lines that hang in a ring, and more than twenty levels', () => {
    const ring = [line(1, { ipn: 'A', parentPosition: 2 }), line(2, { ipn: 'B', parentPosition: 1 })]
    expect(refusal(() => explode(one(ring), 'top', options))).toEqual(['boms.cycle', { path: 'A → B → A' }])
    const chain = (levels: number) =>
      Array.from({ length: levels }, (_, index) =>
        line(index + 1, { ipn: `N${index + 1}`, parentPosition: index || null }),
      )
    expect(refusal(() => explode(one(chain(20)), 'top', options))).toBeNull()
    expect(refusal(() => explode(one(chain(21)), 'top', options))).toEqual(['boms.tooDeep', { most: 20, path: 'N21' }])
  })

  it('equals a naive recursive count', () => {
    const anyLine = fc.record({
      up: fc.integer({ min: 0, max: 6 }),
      quantity: fc.option(fc.integer({ min: 0, max: 40 }), { nil: null }),
      ipn: fc.constantFrom('A', 'B', 'C', 'D', 'E'),
      usage: fc.constantFrom(
        'normal' as const,
        'normal' as const,
        'phantom' as const,
        'optional' as const,
        'consumable' as const,
      ),
      dnp: fc.integer({ min: 0, max: 9 }).map((roll) => roll === 0),
      notFitted: fc.constantFrom([], [], ['EU'], ['US']),
    })
    fc.assert(
      fc.property(
        fc.array(anyLine, { maxLength: 18 }),
        fc.integer({ min: 0, max: 500 }),
        fc.constantFrom(null, 'EU', 'US'),
        fc.boolean(),
        (rows, built, variant, includeOptional) => {
          const lines = rows.map(({ up, quantity, ...rest }, index) =>
            line(index + 1, {
              ...rest,
              quantity: quantity === null ? null : String(quantity),
              parentPosition: index - up > 0 && up > 0 ? index - up + 1 : null,
            }),
          )
          const count = (position: number | null, ipn: string): number =>
            lines
              .filter(({ parentPosition }) => parentPosition === position)
              .reduce((sum, each) => {
                if (each.dnp || (variant !== null && each.notFitted.includes(variant))) return sum
                if (each.usage === 'optional' && !includeOptional) return sum
                if (each.quantity === null) return sum
                const isParent = lines.some(({ parentPosition }) => parentPosition === each.position)
                const own =
                  each.ipn === ipn && !isParent && (each.usage === 'normal' || each.usage === 'optional') ? 1 : 0
                return sum + Number(each.quantity) * (own + count(each.position, ipn))
              }, 0)
          const { totals: found } = explode(one(lines), 'top', { quantity: String(built), variant, includeOptional })
          for (const ipn of ['A', 'B', 'C', 'D', 'E']) {
            const total = found.find(({ role, identity }) => role === 'buy' && identity === `own:${ipn}`)
            expect(total ? formatDecimal(total.quantity) : '0').toBe(String(built * count(null, ipn)))
          }
        },
      ),
    )
  })
})
