import { compareDecimals, parseDecimal } from '@/server/kernel/decimal'
import { divideHalfUp, toMinorUnit } from '@/server/kernel/micros'
import { over, ratio, times, toRatio, type Ratio } from '@/server/kernel/ratio'

/** Units of `quote` for one of `base` (decimal text), of which day (`2026-11-29`), from where. */
export type ExchangeRate = Readonly<{ base: string; quote: string; rate: string; day: string; source: string }>

/** What an amount of one currency is in another: `amount × factor`, and the rates that say so. */
export type Conversion = Readonly<{ factor: Ratio; rates: readonly ExchangeRate[] }>

const same: Conversion = { factor: ratio(1n), rates: [] }
const zero = { unscaled: 0n, scale: 0 }

/** The newest rate between two currencies that is not after the day, turned round where it was noted the other way. */
function direct(rates: readonly ExchangeRate[], from: string, to: string, day: string): Conversion | null {
  let newest: ExchangeRate | null = null
  for (const rate of rates) {
    const forward = rate.base === from && rate.quote === to
    if (!forward && !(rate.base === to && rate.quote === from)) continue
    const read = parseDecimal(rate.rate)
    if (rate.day > day || read === null || compareDecimals(read, zero) <= 0) continue
    if (newest === null || rate.day > newest.day || (rate.day === newest.day && forward)) newest = rate
  }
  const read = newest === null ? null : parseDecimal(newest.rate)
  if (newest === null || read === null) return null
  const factor = toRatio(read)
  return { factor: newest.base === from ? factor : over(ratio(1n), factor), rates: [newest] }
}

/**
 * From one currency to another on a day: by a rate between the two, in either direction, else by way of the US dollar.
 * Null where no rate says it. Exact: rounding is the amount's.
 */
export function conversion(rates: readonly ExchangeRate[], from: string, to: string, day: string): Conversion | null {
  if (from === to) return same
  const straight = direct(rates, from, to, day)
  if (straight) return straight
  const [first, second] = [direct(rates, from, 'USD', day), direct(rates, 'USD', to, day)]
  if (first === null || second === null) return null
  return { factor: times(first.factor, second.factor), rates: [...first.rates, ...second.rates] }
}

/** An amount in millionths of one currency, in another's smallest coin, half up. */
export const converted = (micros: bigint, { factor }: Conversion, currency: string): bigint =>
  toMinorUnit(convertedPrice(micros, { factor }), currency)

/** A unit price in millionths, kept to the millionth. */
export const convertedPrice = (micros: bigint, { factor }: Pick<Conversion, 'factor'>): bigint =>
  factor.of === factor.per ? micros : divideHalfUp(micros * factor.of, factor.per)
