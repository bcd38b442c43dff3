import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseMicros } from '@/server/kernel/micros'
import { bestOrder, breakChange, priceAt, risingBreak, type PriceBreak, type PricedOffer } from './price-breaks'

const tiers = (text: string): PriceBreak[] =>
  text.split(' ').map((tier) => {
    const [min = '', price = ''] = tier.split(':')
    return { min, micros: String(parseMicros(price)) }
  })
const published = tiers('1:4.20 100:3.65 500:3.10 1000:2.78 5000:2.45')
const offer = (over: Partial<PricedOffer> = {}): PricedOffer => ({
  currency: 'USD',
  breaks: published,
  moq: null,
  multiple: null,
  ...over,
})

describe('price breaks (planning.md §1)', () => {
  it.each([
    ['1', '4200000'],
    ['99.999999', '4200000'],
    ['100', '3650000'],
    ['4999', '2780000'],
    ['5000', '2450000'],
    ['900000', '2450000'],
  ])('a piece of %s costs %s', (quantity, micros) => {
    expect(priceAt(published, quantity)?.micros).toBe(micros)
  })

  it.each([
    ['90', '378.00', '100', '365.00'],
    ['100', '365.00', '100', '365.00'],
    ['450', '1642.50', '500', '1550.00'],
    ['910', '2821.00', '1000', '2780.00'],
    ['4500', '12510.00', '5000', '12250.00'],
  ])('%s costs %s as it is and %s cost %s', (need, naive, quantity, best) => {
    const order = bestOrder(need, offer())
    expect(order?.naive.amountMicros).toBe(parseMicros(naive))
    expect(order?.best).toMatchObject({ quantity, amountMicros: parseMicros(best) })
    expect(order?.boughtUp).toBe(quantity !== need)
  })

  it.each([
    ['22660', '10000', '10000', '30000'],
    ['14280', '4000', '4000', '16000'],
    ['1005', '1', '1', '1005'],
    ['2020', '500', '100', '2100'],
  ])('%s of at least %s in packs of %s orders %s', (need, moq, multiple, quantity) => {
    expect(bestOrder(need, offer({ breaks: tiers('1:0.01'), moq, multiple }))?.best.quantity).toBe(quantity)
  })

  it('orders nothing for nothing, and the first break where less cannot be had', () => {
    expect(bestOrder('0', offer())?.best).toMatchObject({ quantity: '0', amountMicros: 0n })
    expect(bestOrder('3', offer({ breaks: tiers('10:1.00') }))?.best).toMatchObject({ quantity: '10' })
    expect(bestOrder('3', offer({ breaks: [] }))).toBeNull()
  })

  it('rounds each line half up to the smallest coin of the currency', () => {
    const half = tiers('1:0.005')
    expect(bestOrder('1', offer({ breaks: half }))?.best.amountMicros).toBe(10_000n)
    expect(bestOrder('100', offer({ breaks: half, currency: 'JPY' }))?.best.amountMicros).toBe(1_000_000n)
    expect(bestOrder('99', offer({ breaks: half, currency: 'JPY' }))?.best.amountMicros).toBe(0n)
  })

  it('names the break above and what it saves, and one that is dearer', () => {
    const order = bestOrder('600', offer())
    expect(order?.next?.min).toBe('1000')
    expect(order && order.next && breakChange(order.best.break, order.next)).toBe(-103)
    expect(risingBreak(published)).toBeNull()
    expect(risingBreak(tiers('1:1.00 10:1.20'))?.min).toBe('10')
  })

  it('never costs more than ordering what is needed, and always covers it in whole packs', () => {
    const priced = fc.record({
      breaks: fc.uniqueArray(
        fc.record({ min: fc.integer({ min: 1, max: 20_000 }), micros: fc.integer({ min: 0, max: 9_000_000 }) }),
        { selector: ({ min }) => min, minLength: 1, maxLength: 8 },
      ),
      moq: fc.option(fc.integer({ min: 1, max: 9_000 })),
      multiple: fc.option(fc.integer({ min: 1, max: 5_000 })),
      need: fc.integer({ min: 1, max: 50_000 }),
    })
    fc.assert(
      fc.property(priced, ({ breaks, moq, multiple, need }) => {
        const order = bestOrder(
          String(need),
          offer({
            breaks: breaks.map(({ min, micros }) => ({ min: String(min), micros: String(micros) })),
            moq: moq === null ? null : String(moq),
            multiple: multiple === null ? null : String(multiple),
          }),
        )
        if (order === null) throw new Error('offered and not ordered')
        const quantity = Number(order.best.quantity)
        expect(order.best.amountMicros <= order.naive.amountMicros).toBe(true)
        expect(quantity).toBeGreaterThanOrEqual(Math.max(need, moq ?? 0))
        expect(quantity % (multiple ?? 1)).toBe(0)
        // The break it names is the one its quantity reaches.
        expect(Number(order.best.break.min)).toBeLessThanOrEqual(quantity)
      }),
    )
  })
})
