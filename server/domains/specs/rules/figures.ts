import { checkParity } from '@/server/domains/language/parity/check-parity'
import { addDecimals, negateDecimal, type Decimal } from '@/server/kernel/decimal'
import { findUnit, sameQuantity } from '@/server/kernel/units'
import type { Values } from './requirement'
import { limitsOf } from './tolerance'

/** Whether a unit is one that figures can be compared in, however it is spelled. */
export const knowsUnit = (unit: string): boolean => findUnit(unit) !== null

/** Whether two sides mean the same limits: `3.2…3.4 V` is `3.3 V ±0.1 V` and `3300 mV ±100 mV`. Typical values only inform. */
export function sameLimits(required: Values, restated: Values): boolean {
  const same = (a: Decimal | null, b: Decimal | null): boolean => {
    if (a === null || b === null) return a === b
    const [one, other] = [findUnit(required.unit), findUnit(restated.unit)]
    if (one && other) return sameQuantity({ value: a, unit: one }, { value: b, unit: other }) === true
    return required.unit.trim() === restated.unit.trim() && sameValue(a, b)
  }
  const [wanted, said] = [limitsOf(required), limitsOf(restated)]
  return same(wanted.lower, said.lower) && same(wanted.upper, said.upper)
}

const sameValue = (a: Decimal, b: Decimal): boolean => addDecimals(a, negateDecimal(b)).unscaled === 0n

/** Whether the figures of a text's two languages agree; true where there is nothing to compare. */
export const figuresAgree = ({ en, zh }: Readonly<{ en: string; zh: string }>): boolean =>
  en === '' || zh === '' || checkParity(en, zh).ok

/**
 * Whether a statement restated in words names the same figures as the requirement: what was restated in one language is
 * held against the requirement in the other. Null where there is no language to compare in.
 */
export function sameFigures(
  required: Readonly<{ en: string; zh: string }>,
  restated: Readonly<{ en: string; zh: string }>,
): boolean | null {
  const compared = [
    ...(restated.zh !== '' && required.en !== '' ? [checkParity(required.en, restated.zh).ok] : []),
    ...(restated.en !== '' && required.zh !== '' ? [checkParity(restated.en, required.zh).ok] : []),
  ]
  return compared.length === 0 ? null : compared.every(Boolean)
}
