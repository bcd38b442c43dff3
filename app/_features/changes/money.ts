import { microsText } from '@/server/kernel/micros'
import { parseDecimal } from '@/server/kernel/decimal'

/** Currencies the two shores settle in. */
export const currencies = ['CNY', 'USD', 'EUR', 'HKD'] as const

const scale = 6

/** `0.35` as people type it → `350000`, in millionths; null for what is no amount or finer than a millionth. */
export function microsOf(text: string): string | null {
  const number = parseDecimal(text)
  if (number === null || number.scale > scale) return null
  return String(number.unscaled * 10n ** BigInt(scale - number.scale))
}

/** The other way round, for a field that shows what was stored. */
export const amountOf = (micros: string | null | undefined): string =>
  micros === null || micros === undefined ? '' : microsText(BigInt(micros))
