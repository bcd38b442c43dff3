import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { breaksText, pasteBreaks, quantityFrom, readBreaks } from './break-cells'
import { checkBreaks, isQuantity, mostBreaks, sortedBreaks, tidyQuantity } from './check-breaks'
import { microsFrom, priceText } from './price-text'

const at = (min: string, price: string) => ({ min, micros: microsFrom(price) ?? '0' })

describe('price breaks', () => {
  test('hold together when quantities rise and prices are above zero', () => {
    const breaks = [at('1', '0.10'), at('100', '0.08'), at('1000', '0.0123')]
    expect(checkBreaks(breaks)).toEqual({ faults: [], rises: [] })
    expect(checkBreaks([])).toEqual({ faults: [], rises: [] })
  })
  test('a rising price is pointed out and no fault', () => {
    expect(checkBreaks([at('1', '0.10'), at('100', '0.12')])).toEqual({ faults: [], rises: [1] })
  })
  test.each([
    ['0', '1', 'minInvalid'],
    ['-5', '1', 'minInvalid'],
    ['ten', '1', 'minInvalid'],
    ['1.0000001', '1', 'minInvalid'],
    ['1', '0', 'priceInvalid'],
  ])('%s at %s is %s', (min, price, code) => {
    expect(checkBreaks([at(min, price)]).faults.map((fault) => fault.code)).toEqual([code])
  })
  test('a quantity stands once, and later ones are larger', () => {
    const codes = (...mins: string[]) => checkBreaks(mins.map((min) => at(min, '1'))).faults
    expect(codes('1', '1.0')).toEqual([{ code: 'duplicate', at: 1 }])
    expect(codes('100', '10')).toEqual([{ code: 'notAscending', at: 1 }])
    expect(codes(...Array.from({ length: mostBreaks + 1 }, (_, i) => String(i + 1)))).toEqual([
      { code: 'tooMany', at: mostBreaks },
    ])
  })
  test('quantities are plain numbers above zero', () => {
    expect(['1', '0.5', '999999999999'].map(isQuantity)).toEqual([true, true, true])
    expect(['0', '0.000', '', '1e3', '-1', '1,000'].map(isQuantity)).toEqual(Array(6).fill(false))
    expect(['100.000000', '0.500', '20'].map(tidyQuantity)).toEqual(['100', '0.5', '20'])
  })
})

describe('a price', () => {
  test.each([
    ['0.0125', '12500'],
    ['¥1,234.50', '1234500000'],
    ['０．１', '100000'],
    ['USD 0.1', '100000'],
    ['3 元', '3000000'],
    ['.5', '500000'],
    ['7', '7000000'],
    ['0.1234560', '123456'],
  ])('%s is %s millionths', (text, micros) => expect(microsFrom(text)).toBe(micros))
  test.each(['', '-1', 'abc', '0.1234567', '1.2.3', '1e3', '9999999999'])('%s is none', (text) =>
    expect(microsFrom(text)).toBeNull(),
  )
  test('is the same after it was written and read', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 999_999_999_999_999n }), (micros) => {
        expect(microsFrom(priceText(micros.toString()))).toBe(micros.toString())
      }),
    )
  })
})

const ladder = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 1_000_000 }), fc.bigInt({ min: 1n, max: 10n ** 12n })), {
    selector: ([min]) => min,
    maxLength: 12,
  })
  .map((rows) => sortedBreaks(rows.map(([min, micros]) => ({ min: String(min), micros: micros.toString() }))))

describe('breaks in a cell', () => {
  test('come back as they were written, and sorting leaves them sound', () => {
    fc.assert(
      fc.property(ladder, (breaks) => {
        expect(readBreaks(breaksText(breaks))).toEqual(breaks)
        expect(checkBreaks(breaks).faults).toEqual([])
      }),
    )
  })
  test('a price alone counts from the first piece; other words are no price', () => {
    expect(readBreaks('0.25')).toEqual([{ min: '1', micros: '250000' }])
    expect(readBreaks('１：０．１；１００：０．０８')).toEqual([at('1', '0.1'), at('100', '0.08')])
    expect(readBreaks('')).toEqual([])
    expect([readBreaks('on request'), readBreaks('1: x'), readBreaks('1:2:3')]).toEqual([null, null, null])
  })
  test('quantities are read as people head columns', () => {
    expect(['1,000+', '≥100', '5k', '10 pcs', '200个', '12'].map(quantityFrom)).toEqual([
      '1000',
      '100',
      '5000',
      '10',
      '200',
      '12',
    ])
    expect(['MOQ', '', '1.5k'].map(quantityFrom)).toEqual([null, null, null])
  })
})

describe('a pasted block', () => {
  test('of two columns, with a heading, becomes rows', () => {
    expect(pasteBreaks('Qty\tPrice\r\n1\t$0.10\r\n1,000\t0.0123\r\n')).toEqual([
      { min: '1', price: '0.10' },
      { min: '1000', price: '0.0123' },
    ])
  })
  test('that lies on its side is turned', () => {
    expect(pasteBreaks('1+\t10+\t100+\n0.5\t0.4\t0.3')).toEqual([
      { min: '1', price: '0.50' },
      { min: '10', price: '0.40' },
      { min: '100', price: '0.30' },
    ])
  })
  test('keeps what it cannot read, so that somebody sees it', () => {
    expect(pasteBreaks('1\tn/a')).toEqual([{ min: '1', price: 'n/a' }])
    expect(pasteBreaks('0.05')).toBeNull()
  })
})
