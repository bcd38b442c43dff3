import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalDecimal, fromMicro, parseQuantity, toMicro } from './quantity'

describe('parseQuantity', () => {
  test.each([
    ['2', '2'],
    ['2.0', '2'],
    ['２', '2'],
    ['2pcs', '2'],
    ['2个', '2'],
    ['x2', '2'],
    ['×2', '2'],
    ['1,000', '1000'],
    ['12 PCS', '12'],
    ['0.35 m', '0.35'],
    ['二', '2'],
    ['十', '10'],
    ['三', '3'],
    ['一卷', '1'],
    ['0', '0'],
    ['007', '7'],
    ['.5', '0.5'],
    ['4 Stk', '4'],
  ])('%s is %s', (text, expected) => {
    expect(parseQuantity(text, false)).toMatchObject({ quantity: expected, asRequired: false, note: null })
  })

  test('units of measure are kept, counting words are not', () => {
    expect(parseQuantity('0.35 m', false).uom).toBe('m')
    expect(parseQuantity('5只', false).uom).toBeNull()
  })

  test('a decimal comma is read only where the file allows it', () => {
    expect(parseQuantity('1,5', true).quantity).toBe('1.5')
    expect(parseQuantity('1,5', false)).toMatchObject({ quantity: null, note: { code: 'BOM-E042' } })
    expect(parseQuantity('1.000,5', false).note?.code).toBe('BOM-E042')
  })

  test.each([
    ['1/10', '0.1', 'BOM-W043'],
    ['1/8', '0.125', 'BOM-W043'],
    ['½', '0.5', 'BOM-W043'],
    ['1e3', '1000', 'BOM-W032'],
  ])('%s is %s with a warning', (text, quantity, code) => {
    expect(parseQuantity(text, false)).toMatchObject({ quantity, note: { code } })
  })

  test.each(['适量', '若干', 'AR', 'as required', '少量'])('%s is as required', (text) => {
    expect(parseQuantity(text, false)).toMatchObject({ quantity: null, asRequired: true, note: { code: 'BOM-W045' } })
  })

  test.each(['2+1', '-1', 'NaN', 'Infinity', '0x10', '99999999999999999999', '1/0', 'abc'])('%s is refused', (text) => {
    expect(parseQuantity(text, false)).toMatchObject({ quantity: null, note: { code: 'BOM-E041' } })
  })

  test.each(['', '-', '/', '~'])('"%s" says nothing', (text) => {
    expect(parseQuantity(text, false)).toMatchObject({ quantity: null, blank: true, note: null })
  })

  test('a canonical quantity reads as itself', () => {
    fc.assert(
      fc.property(fc.nat(999_999), fc.nat(999_999), (whole, part) => {
        const text = canonicalDecimal(`${whole}.${String(part).padStart(6, '0')}`)
        expect(parseQuantity(text, false).quantity).toBe(text)
        expect(fromMicro(toMicro(text) ?? -1n)).toBe(text)
      }),
    )
  })
})
