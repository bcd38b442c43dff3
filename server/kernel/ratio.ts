import type { Decimal } from './decimal'

/** An exact fraction in lowest terms; `per` is positive. */
export type Ratio = Readonly<{ of: bigint; per: bigint }>

/** `of / per`, reduced. `per` must not be zero. */
export function ratio(of: bigint, per = 1n): Ratio {
  if (per < 0n) return ratio(-of, -per)
  let [a, b] = [of < 0n ? -of : of, per]
  while (b !== 0n) [a, b] = [b, a % b]
  return { of: of / a, per: per / a }
}

export const plus = (a: Ratio, b: Ratio): Ratio => ratio(a.of * b.per + b.of * a.per, a.per * b.per)
export const minus = (a: Ratio, b: Ratio): Ratio => plus(a, negative(b))
export const times = (a: Ratio, b: Ratio): Ratio => ratio(a.of * b.of, a.per * b.per)
/** Throws a RangeError when `b` is zero. */
export const over = (a: Ratio, b: Ratio): Ratio => ratio(a.of * b.per, a.per * b.of)
export const negative = ({ of, per }: Ratio): Ratio => ({ of: -of, per })
export const powerOfTen = (exponent: number): Ratio =>
  exponent < 0 ? { of: 1n, per: 10n ** BigInt(-exponent) } : { of: 10n ** BigInt(exponent), per: 1n }

/** -1, 0 or 1 by value. */
export function compareRatios(a: Ratio, b: Ratio): -1 | 0 | 1 {
  const { of } = minus(a, b)
  return of < 0n ? -1 : of > 0n ? 1 : 0
}

/** The fraction a decimal stands for. */
export const toRatio = ({ unscaled, scale }: Decimal): Ratio => ratio(unscaled, 10n ** BigInt(scale))
