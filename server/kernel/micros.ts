import { parseDecimal } from './decimal'

/** Quantities and amounts reckoned as integers: a million to one. */
export const million = 1_000_000n

/**
 * Millionths of a decimal text: `2.5` is 2,500,000. Null for what is no number or has more than six decimals that count:
 * nothing is rounded on the way in.
 */
export function parseMicros(text: string): bigint | null {
  // Most quantities of a BOM are plain whole numbers.
  if (/^\d{1,9}$/.test(text)) return BigInt(Number(text) * 1_000_000)
  const read = parseDecimal(text)
  if (read === null) return null
  if (read.scale <= 6) return read.unscaled * 10n ** BigInt(6 - read.scale)
  const over = 10n ** BigInt(read.scale - 6)
  return read.unscaled % over === 0n ? read.unscaled / over : null
}

/** Plain decimal text of millionths, without trailing zeros: `2.5` for 2,500,000. */
export function microsText(micros: bigint): string {
  const digits = (micros < 0n ? -micros : micros).toString().padStart(7, '0')
  const fraction = digits.slice(-6).replace(/0+$/, '')
  const text = fraction === '' ? digits.slice(0, -6) : `${digits.slice(0, -6)}.${fraction}`
  return micros < 0n ? `-${text}` : text
}

/** `of / per` to the nearest integer, halves away from zero. `per` must be positive. */
export function divideHalfUp(of: bigint, per: bigint): bigint {
  return of < 0n ? -divideHalfUp(-of, per) : (2n * of + per) / (2n * per)
}

/** The smallest multiple of `step` that is not less than `value`. `step` must be positive. */
export const roundUpTo = (value: bigint, step: bigint): bigint => ((value + step - 1n) / step) * step

/** Digits after the point of what is paid in a currency (ISO 4217); the other currencies of the trade have two. */
const minorDigits = (currency: string): number =>
  currency === 'JPY' || currency === 'KRW' || currency === 'VND' ? 0 : 2

/** Millionths in the smallest coin of a currency. */
export const coinOf = (currency: string): bigint => (minorDigits(currency) === 0 ? million : 10_000n)

/** An amount in millionths, to the currency's smallest coin: halves up (planning.md, arithmetic rules). */
export function toMinorUnit(micros: bigint, currency: string): bigint {
  const coin = coinOf(currency)
  return divideHalfUp(micros, coin) * coin
}
