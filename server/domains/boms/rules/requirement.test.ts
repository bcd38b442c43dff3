import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareDecimals, formatDecimal, parseDecimal, type Decimal } from '@/server/kernel/decimal'
import { isCounted, requirementOf } from './requirement'

const number = (text: string): Decimal => {
  const read = parseDecimal(text)
  if (!read) throw new Error(`not a number: ${text}`)
  return read
}
const texts = ({ gross, need, order }: ReturnType<typeof requirementOf>) => [gross, need, order].map(formatDecimal)

describe('gross, need and order', () => {
  it.each([
    ['R 0402', '22000', '3', '100', '10000', '10000', '22660', '30000'],
    ['C 0603', '14000', '2', '50', '4000', '4000', '14280', '16000'],
    ['QFN MCU', '1000', '0.5', '5', '1', '1', '1005', '1005'],
    ['connector', '2000', '1', '5', '500', '100', '2020', '2100'],
  ])('reckons %s as planning.md §1 does', (_, gross, pct, extra, moq, multiple, need, order) => {
    expect(texts(requirementOf(number(gross), { pct, extra }, { moq, multiple }))).toEqual([gross, need, order])
  })

  it('orders what InvenTree orders for its documented example: 3 × 100, 2 %, +10, in 25s', () => {
    const { order } = requirementOf(number('300'), { pct: '2', extra: '10' }, { moq: null, multiple: '25' })
    expect(formatDecimal(order)).toBe('325')
  })

  it('never orders more than InvenTree, which adds both losses up', () => {
    const count = fc.integer({ min: 1, max: 5_000 })
    fc.assert(
      fc.property(
        count,
        count,
        fc.integer({ min: 0, max: 30 }),
        count,
        fc.integer({ min: 1, max: 500 }),
        (base, n, pct, setup, multiple) => {
          const scaled = base * n * (100 + pct) + setup * 100
          const theirs = Math.ceil(scaled / (100 * multiple)) * multiple
          const { order } = requirementOf(
            number(String(base * n)),
            { pct: String(pct), extra: String(setup) },
            { moq: null, multiple: String(multiple) },
          )
          expect(Number(formatDecimal(order))).toBeLessThanOrEqual(theirs)
          expect(Number(formatDecimal(order)) % multiple).toBe(0)
        },
      ),
    )
  })

  it('keeps nothing nothing', () => {
    const nothing = requirementOf(number('0'), { pct: '5', extra: '200' }, { moq: '1000', multiple: '1000' })
    expect(texts(nothing)).toEqual(['0', '0', '0'])
  })

  it('rounds pieces up and leaves metres alone', () => {
    const loss = { pct: '3', extra: '0' }
    const lot = { moq: null, multiple: null }
    expect(texts(requirementOf(number('1.5'), loss, lot))).toEqual(['1.5', '2', '2'])
    expect(texts(requirementOf(number('1.5'), loss, lot, false))).toEqual(['1.5', '1.545', '1.545'])
  })

  it('never orders less than is needed, nor needs less than is built in', () => {
    const amount = fc
      .integer({ min: 0, max: 10_000_000 })
      .map((unscaled): Decimal => ({ unscaled: BigInt(unscaled), scale: 3 }))
    const few = fc.integer({ min: 0, max: 999 }).map(String)
    fc.assert(
      fc.property(amount, few, few, few, few, fc.boolean(), (gross, pct, extra, moq, multiple, counted) => {
        const { need, order } = requirementOf(gross, { pct, extra }, { moq, multiple }, counted)
        expect(compareDecimals(need, gross)).not.toBe(-1)
        expect(compareDecimals(order, need)).not.toBe(-1)
      }),
    )
  })
})

it('knows pieces in both languages', () => {
  expect(['', 'PCS', '个', 'ea.', ' pcs '].every(isCounted)).toBe(true)
  expect(['m', 'g', '米', 'kg', 'roll'].some(isCounted)).toBe(false)
})
