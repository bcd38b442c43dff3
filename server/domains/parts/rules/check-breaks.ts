import { compareDecimals, parseDecimal } from '@/server/kernel/decimal'
import type { PriceBreak } from './price-breaks'

/** Most steps of one supplier's price; the longest real ones have about a dozen. */
export const mostBreaks = 40

export const breakFaults = ['minInvalid', 'priceInvalid', 'duplicate', 'notAscending', 'tooMany'] as const
export type BreakFault = (typeof breakFaults)[number]
/** `at` counts from 0. A rising price is real now and then, so it is only pointed out. */
export type BreakCheck = Readonly<{
  faults: readonly Readonly<{ code: BreakFault; at: number }>[]
  rises: readonly number[]
}>

const whole = /^[1-9]\d{0,23}$/
/** A quantity the database keeps: above zero, at most six places. */
export const isQuantity = (text: string): boolean => /^\d{1,12}(?:\.\d{1,6})?$/.test(text) && /[1-9]/.test(text)

/**
 * Looks at price breaks as they are stored: every quantity above zero, each larger than the one before, every price above
 * zero. Nothing is sorted or repaired here, because two rows for one quantity can only be settled by a person.
 */
export function checkBreaks(breaks: readonly PriceBreak[]): BreakCheck {
  const faults: { code: BreakFault; at: number }[] = []
  const rises: number[] = []
  breaks.forEach(({ min, micros }, at) => {
    if (at === mostBreaks) faults.push({ code: 'tooMany', at })
    if (!isQuantity(min)) faults.push({ code: 'minInvalid', at })
    if (!whole.test(micros)) faults.push({ code: 'priceInvalid', at })
    const before = breaks[at - 1]
    if (!before) return
    const [own, last] = [parseDecimal(min), parseDecimal(before.min)]
    const order = own && last ? compareDecimals(own, last) : 1
    if (order === 0) faults.push({ code: 'duplicate', at })
    if (order === -1) faults.push({ code: 'notAscending', at })
    if (whole.test(micros) && whole.test(before.micros) && BigInt(micros) > BigInt(before.micros)) rises.push(at)
  })
  return { faults, rises }
}

/** Breaks by ascending quantity, without zeros that say nothing: `100.000` is `100`. */
export const sortedBreaks = (breaks: readonly PriceBreak[]): PriceBreak[] =>
  breaks
    .map(({ min, micros }) => ({ min: tidyQuantity(min), micros }))
    .toSorted((a, b) => {
      const [left, right] = [parseDecimal(a.min), parseDecimal(b.min)]
      return left && right ? compareDecimals(left, right) : 0
    })

/** `100` for `100.000000`, as quantities come back from the database. */
export const tidyQuantity = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text)
