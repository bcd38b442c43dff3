import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addDecimals,
  compareDecimals,
  formatDecimal,
  multiplyDecimals,
  negateDecimal,
  parseDecimal,
  type Decimal,
} from './decimal'

const read = (text: string): Decimal => {
  const found = parseDecimal(text)
  if (!found) throw new Error(`not a number: ${text}`)
  return found
}

test.each([
  ['3.30', '3.30'],
  ['-0.05', '-0.05'],
  ['−５．５', '-5.5'],
  ['1e-3', '0.001'],
  ['2.5e3', '2500'],
  ['+7', '7'],
  ['007.0', '7.0'],
])('%s reads as %s', (text, written) => expect(formatDecimal(read(text))).toBe(written))

test.each(['', '.', '5.', '.5', '1,000', '1 000', '0x10', 'NaN', '1e9999', '5V', '1'.repeat(50)])(
  '%s is no number',
  (text) => expect(parseDecimal(text)).toBeNull(),
)

test('values compare by value, and arithmetic is exact', () => {
  expect(compareDecimals(read('3.3'), read('3.30'))).toBe(0)
  expect(compareDecimals(read('-1'), read('0.001'))).toBe(-1)
  expect(formatDecimal(addDecimals(read('0.1'), read('0.2')))).toBe('0.3')
  expect(formatDecimal(multiplyDecimals(read('1.10'), negateDecimal(read('3'))))).toBe('-3.30')
})

test('what is written is read back', () => {
  fc.assert(
    fc.property(fc.bigInt(-(10n ** 20n), 10n ** 20n), fc.nat(12), (unscaled, scale) => {
      expect(parseDecimal(formatDecimal({ unscaled, scale }))).toEqual({ unscaled, scale })
    }),
  )
})
