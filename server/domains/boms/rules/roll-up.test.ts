import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PriceBreak } from '@/server/domains/parts/rules/price-breaks'
import type { ExchangeRate } from '@/server/domains/parts/rules/rates'
import { parseMicros } from '@/server/kernel/micros'
import { costChanges } from './cost-changes'
import { demandsOf, type CostableLine } from './cost-demands'
import { explode } from './explode'
import { perUnit, rollUp, type CostOffer } from './roll-up'

let counter = 0
const line = (over: Partial<CostableLine>): CostableLine => {
  const position = over.position ?? ++counter
  return {
    ...{ id: `l${position}`, key: `k${position}`, position, parentPosition: null, quantity: '1', uom: '' },
    ...{ usage: 'normal', dnp: false, excludeFromBom: false, notFitted: [], childRevisionId: null },
    ...{ refs: '', partId: null, ipn: '', mpn: `M${position}`, manufacturer: 'Acme', value: '', package: '' },
    ...{ footprint: '', name: '', mount: '', suppliedBy: 'factory', packMultiple: null },
    ...{ attritionPct: '0', attritionExtra: null, unitPriceMicros: null, unitPriceCurrency: null },
    ...over,
  }
}
const breaks = (text: string): PriceBreak[] =>
  text.split(' ').map((tier) => {
    const [min = '', price = ''] = tier.split(':')
    return { min, micros: String(parseMicros(price)) }
  })
const offer = (id: string, prices: string, over: Partial<CostOffer> = {}): CostOffer => ({
  ...{ id, currency: 'USD', breaks: breaks(prices), moq: null, multiple: null, leadTimeDays: null, validUntil: null },
  ...over,
})
const rates: ExchangeRate[] = [{ base: 'USD', quote: 'CNY', rate: '7.1', day: '2026-11-27', source: 'PBoC' }]

function cost(
  lines: readonly CostableLine[],
  {
    quantity = '1000',
    offers = {},
    currency = 'USD',
  }: { quantity?: string; offers?: Record<string, CostOffer[]>; currency?: string } = {},
) {
  const { nodes } = explode(new Map([['r', { bomId: 'b', label: 'B', lines }]]), 'r', {
    quantity,
    variant: null,
    includeOptional: false,
  })
  return rollUp(demandsOf(nodes), {
    ...{ boards: Number(quantity), currency, day: '2026-11-29', rates },
    offersOf: ({ mpn }) => offers[mpn] ?? [],
    knownOf: () => undefined,
  })
}

describe('cost roll-up', () => {
  it('buys the same part of several lines at once, at the break all of it reaches', () => {
    const part = { mpn: 'X', manufacturer: 'Acme' }
    const { parts, summary } = cost([line({ ...part, quantity: '0.6' }), line({ ...part, quantity: '0.31' })], {
      offers: { X: [offer('o', '1:4.20 100:3.65 500:3.10 1000:2.78 5000:2.45')] },
    })
    expect(parts).toHaveLength(1)
    expect(parts[0]).toMatchObject({ gross: '910', need: '910', order: '1000', boughtUp: true, nextChange: -119 })
    expect(parts[0]?.break?.min).toBe('1000')
    expect(summary.totalMicros).toBe(2_780_000_000n)
    // Ninety pieces are left over.
    expect(summary.excessMicros).toBe(250_200_000n)
  })

  it('loses as the line, the library or the class says, and orders whole packs', () => {
    const { parts } = cost([line({ mpn: 'R', refs: 'R1', package: '0402', quantity: '22', attritionPct: null })], {
      offers: { R: [offer('o', '1:0.001', { moq: '10000', multiple: '10000' })] },
    })
    expect(parts[0]).toMatchObject({ gross: '22000', need: '22660', order: '30000' })
  })

  it('changes money once per line and adds up rounded amounts', () => {
    const { parts, summary } = cost([line({ mpn: 'A', quantity: '0.001' }), line({ mpn: 'B', quantity: '0.001' })], {
      offers: { A: [offer('a', '1:1.00', { currency: 'CNY' })], B: [offer('b', '1:1.00', { currency: 'CNY' })] },
    })
    // 1 / 7.1 = 0.1408…
    expect(parts.map(({ amountMicros }) => amountMicros)).toEqual([140_000n, 140_000n])
    expect(summary.totalMicros).toBe(280_000n)
    expect(summary.rates).toEqual([{ base: 'USD', quote: 'CNY', rate: '7.1', day: '2026-11-27', source: 'PBoC' }])
  })

  it('prefers an offer that holds, says when only one is left that ran out, and falls back to the line', () => {
    const old = { validUntil: '2026-11-28' }
    const { parts, summary } = cost(
      [
        line({ mpn: 'A' }),
        line({ mpn: 'B' }),
        line({ mpn: 'C', unitPriceMicros: '500000', unitPriceCurrency: 'USD' }),
        line({ mpn: 'D', unitPriceMicros: '500000' }),
        line({ mpn: 'E' }),
        line({ mpn: 'F', quantity: null }),
        line({ mpn: 'G' }),
      ],
      {
        quantity: '100',
        offers: {
          A: [offer('cheap', '1:1.00', old), offer('holds', '1:2.00', { validUntil: '2026-11-29', leadTimeDays: 20 })],
          B: [offer('b', '1:1.00', { ...old, leadTimeDays: 90 })],
          G: [offer('g', '1:1.00', { currency: 'THB' })],
        },
      },
    )
    expect(parts.map(({ source, offerId }) => [source, offerId])).toEqual([
      ['offer', 'holds'],
      ['expired', 'b'],
      ['line', null],
      ['noCurrency', null],
      ['unpriced', null],
      ['asRequired', null],
      ['noRate', null],
    ])
    expect(summary).toMatchObject({
      ...{ partCount: 6, pricedCount: 3, expiredCount: 1, asRequiredCount: 1, totalMicros: 350_000_000n },
      ...{ partsCovered: 500, valueCovered: 571, leadTimeDays: 90 },
    })
  })

  it('shows apart what the brand brings, also of a part both bring', () => {
    const part = { mpn: 'X', manufacturer: 'Acme' }
    const { parts, summary } = cost([line(part), line({ ...part, suppliedBy: 'brand' })], {
      quantity: '10',
      offers: { X: [offer('o', '1:1.00')] },
    })
    expect(parts.map(({ order }) => order)).toEqual(['10', '10'])
    expect(summary).toMatchObject({
      totalMicros: 10_000_000n,
      consignedMicros: 10_000_000n,
      consignedCount: 1,
      partCount: 1,
    })
  })

  it('buys no parts of an assembly the brand brings whole', () => {
    const lines = [
      line({ position: 901, mpn: 'DISPLAY', suppliedBy: 'brand' }),
      line({ position: 902, mpn: 'GLASS', parentPosition: 901 }),
      line({ position: 903, mpn: 'BOARD' }),
      line({ position: 904, mpn: 'CHIP', parentPosition: 903 }),
    ]
    expect(cost(lines).parts.map(({ demand }) => demand.line.mpn)).toEqual(['DISPLAY', 'CHIP'])
  })

  it('says what a unit costs to the hundredth of a cent', () => {
    expect(perUnit(32_903_970_000n, '2000')).toBe(16_452_000n)
    expect(perUnit(1n, '0')).toBeNull()
  })

  it('sums what it shows, and never buys less than is needed', () => {
    const some = fc.array(
      fc.record({
        quantity: fc.integer({ min: 0, max: 50 }).map(String),
        price: fc.option(fc.integer({ min: 1, max: 3_000_000 })),
        currency: fc.constantFrom('USD', 'CNY', 'THB'),
        multiple: fc.option(fc.integer({ min: 1, max: 500 }).map(String)),
        suppliedBy: fc.constantFrom('factory' as const, 'brand' as const),
      }),
      { maxLength: 30 },
    )
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 3000 }), (rows, built) => {
        const offers: Record<string, CostOffer[]> = {}
        const lines = rows.map(({ quantity, price, currency, multiple, suppliedBy }, index) => {
          const breaksOf = [{ min: '1', micros: String(price) }]
          if (price !== null) offers[`P${index}`] = [{ ...offer('o', '1:1'), currency, multiple, breaks: breaksOf }]
          return line({ mpn: `P${index}`, quantity, suppliedBy, attritionPct: '1.5' })
        })
        const { parts, summary } = cost(lines, { quantity: String(built), offers })
        const sum = (by: 'factory' | 'brand') =>
          parts
            .filter(({ demand }) => demand.suppliedBy === by)
            .reduce((total, { amountMicros }) => total + (amountMicros ?? 0n), 0n)
        expect(summary.totalMicros).toBe(sum('factory'))
        expect(summary.consignedMicros).toBe(sum('brand'))
        for (const { need, order, gross, excessMicros } of parts) {
          expect(Number(order)).toBeGreaterThanOrEqual(Number(need))
          expect(Number(need)).toBeGreaterThanOrEqual(Number(gross))
          expect((excessMicros ?? 0n) >= 0n).toBe(true)
        }
      }),
    )
  })
})

describe('what changed since last time', () => {
  const kept = (key: string, unit: string | null, order: string) => ({
    ...{ key, label: key, order, unitMicros: unit, offerId: unit === null ? null : 'o' },
    amountMicros: unit === null ? null : String(BigInt(unit) * BigInt(order)),
    source: unit === null ? ('unpriced' as const) : ('offer' as const),
  })

  it('names price, offer and quantity, what came and what went, the heaviest first', () => {
    const changes = costChanges(
      [kept('same', '5', '10'), kept('dearer', '5', '10'), kept('more', '5', '10'), kept('gone', '1', '1')],
      [kept('same', '5', '10'), kept('dearer', '9', '10'), kept('more', '5', '11'), kept('new', null, '4')],
    )
    expect(
      changes.map(({ key, price, offer: by, order, deltaMicros }) => [key, price, by, order, deltaMicros]),
    ).toEqual([
      ['dearer', true, false, false, 40n],
      ['more', false, false, true, 5n],
      ['gone', true, true, true, -1n],
      ['new', true, true, true, 0n],
    ])
  })

  it('adds up to the difference of the totals', () => {
    const rows = fc.uniqueArray(
      fc.record({
        key: fc.string({ minLength: 1, maxLength: 3 }),
        unit: fc.option(fc.integer({ min: 0, max: 99 }).map(String)),
        order: fc.integer({ min: 0, max: 99 }).map(String),
      }),
      { selector: ({ key }) => key, maxLength: 20 },
    )
    fc.assert(
      fc.property(rows, rows, (was, is) => {
        const [before, after] = [was, is].map((list) => list.map(({ key, unit, order }) => kept(key, unit, order)))
        const total = (list: ReturnType<typeof kept>[] = []) =>
          list.reduce((sum, { amountMicros }) => sum + BigInt(amountMicros ?? '0'), 0n)
        const changes = costChanges(before ?? [], after ?? [])
        expect(changes.reduce((sum, { deltaMicros }) => sum + deltaMicros, 0n)).toBe(total(after) - total(before))
      }),
    )
  })
})
