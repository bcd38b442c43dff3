import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { conversion, converted, convertedPrice, type ExchangeRate } from './rates'

const rate = (base: string, quote: string, value: string, day: string): ExchangeRate => ({
  base,
  quote,
  rate: value,
  day,
  source: 'People’s Bank of China',
})
const rates = [
  rate('USD', 'CNY', '7.1000', '2026-11-20'),
  rate('USD', 'CNY', '7.2000', '2026-11-27'),
  rate('USD', 'CNY', '9.9000', '2026-12-01'),
  rate('EUR', 'USD', '1.1000', '2026-11-25'),
]
const on = (from: string, to: string, day = '2026-11-29') => conversion(rates, from, to, day)

describe('exchange rates', () => {
  it('takes the newest that is not after the day', () => {
    expect(on('USD', 'CNY')?.rates).toEqual([rates[1]])
    expect(on('USD', 'CNY', '2026-11-21')?.rates).toEqual([rates[0]])
    expect(on('USD', 'CNY', '2026-11-01')).toBeNull()
  })

  it('turns a rate round, and goes by way of the dollar, and says so', () => {
    const back = on('CNY', 'USD')
    expect(back && converted(72_000_000n, back, 'USD')).toBe(10_000_000n)
    const cross = on('EUR', 'CNY')
    expect(cross?.rates).toEqual([rates[3], rates[1]])
    expect(cross && converted(100_000_000n, cross, 'CNY')).toBe(792_000_000n)
    expect(on('JPY', 'CNY')).toBeNull()
    expect(on('JPY', 'JPY')?.rates).toEqual([])
  })

  it('rounds an amount half up to the smallest coin, and a price to the millionth', () => {
    const back = on('CNY', 'USD')
    expect(back && converted(10_000_000n, back, 'USD')).toBe(1_390_000n)
    expect(back && convertedPrice(10_000_000n, back)).toBe(1_388_889n)
  })

  it('ignores a rate of nothing', () => {
    expect(conversion([rate('USD', 'CNY', '0', '2026-11-01')], 'CNY', 'USD', '2026-11-29')).toBeNull()
  })

  it('comes back to the amount it left, to the millionth', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 15n }),
        fc.integer({ min: 10_000, max: 900_000 }),
        (amount, scaled) => {
          const noted = [
            rate(
              'USD',
              'CNY',
              `${Math.trunc(scaled / 10_000)}.${String(scaled % 10_000).padStart(4, '0')}`,
              '2026-01-01',
            ),
          ]
          const there = conversion(noted, 'USD', 'CNY', '2026-01-01')
          const back = conversion(noted, 'CNY', 'USD', '2026-01-01')
          if (!there || !back) throw new Error('no rate')
          const again = convertedPrice(convertedPrice(amount, there), back)
          expect(again - amount <= 1n && amount - again <= 1n).toBe(true)
        },
      ),
    )
  })
})
