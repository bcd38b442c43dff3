import { addDecimals, negateDecimal, parseDecimal, type Decimal } from '@/server/kernel/decimal'
import type { Values } from './requirement'

export type Limits = Readonly<{ lower: Decimal | null; upper: Decimal | null }>

const read = (text: string): Decimal | null => (text === '' ? null : parseDecimal(text))
const isSigned = (text: string): boolean => /^[+-]/.test(text.normalize('NFKC').replace(/[−–]/g, '-').trim())

/**
 * Between which values the tolerances let the nominal one lie. A sign that was written counts: a shaft of 10 −0.1/−0.3
 * is never 10. Without one, plus adds and minus takes away.
 */
export function tolerated(values: Values): Limits {
  const [nominal, plus, minus] = [read(values.nominal), read(values.tolerancePlus), read(values.toleranceMinus)]
  return {
    upper: nominal && plus ? addDecimals(nominal, plus) : null,
    lower:
      nominal && minus ? addDecimals(nominal, isSigned(values.toleranceMinus) ? minus : negateDecimal(minus)) : null,
  }
}

/** Between which values something has to lie: the limits as written, else nominal with its tolerances. */
export function limitsOf(values: Values): Limits {
  const { lower, upper } = tolerated(values)
  return { lower: read(values.min) ?? lower, upper: read(values.max) ?? upper }
}
