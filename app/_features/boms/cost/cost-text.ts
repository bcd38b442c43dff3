import { groupDecimal } from '@/app/_lib/format'
import { microsText } from '@/server/kernel/micros'

/** `1234500000` millionths → `1,234.50`; coins always shown, so that columns of money line up. */
export function amountText(micros: bigint | null): string {
  if (micros === null) return ''
  const [whole = '0', fraction = ''] = microsText(micros).split('.')
  return `${groupDecimal(whole)}.${fraction.padEnd(2, '0')}`
}

/** The same with its currency. */
export const moneyText = (micros: bigint | null, currency: string): string =>
  micros === null ? '' : `${amountText(micros)} ${currency}`

/** With a sign, for differences. */
export const deltaText = (micros: bigint): string =>
  micros > 0n ? `+${amountText(micros)}` : micros < 0n ? `−${amountText(-micros)}` : '0.00'

/** Tenths of a percent: `-103` → `−10.3`, `40` → `+4`. */
export function percentText(tenths: number, signed = true): string {
  const size = Math.abs(tenths)
  const text = size % 10 === 0 ? String(size / 10) : `${Math.trunc(size / 10)}.${size % 10}`
  if (!signed || tenths === 0) return text
  return tenths < 0 ? `−${text}` : `+${text}`
}
