import { fromScientific } from './quantity'
import { working } from './text'
import type { UnitPrice } from './types'

const SYMBOLS: [RegExp, string][] = [
  [/US\$|USD|\$/i, 'USD'],
  [/RMB|CNY|¥|￥|元/i, 'CNY'],
  [/EUR|€/i, 'EUR'],
  [/GBP|£/i, 'GBP'],
  [/JPY|円/i, 'JPY'],
  [/TWD|NT\$/i, 'TWD'],
  [/HKD|HK\$/i, 'HKD'],
  [/CAD/i, 'CAD'],
]

/** ISO 4217 code named in a text (`单价(元)` → CNY), '' when none is. */
export function currencyIn(text: string): string {
  for (const code of ['HKD', 'TWD', 'CAD']) if (text.toUpperCase().includes(code)) return code
  for (const [pattern, code] of SYMBOLS) if (pattern.test(text)) return code
  return ''
}

/** Price cell as exact millionths; null when it is no plain price (`询价`, price breaks). */
export function parsePrice(raw: string, decimalComma: boolean, fallbackCurrency: string): UnitPrice | null {
  const text = working(raw)
  const bare = text.replace(/US\$|NT\$|HK\$|[$¥€£元円]|\b(?:USD|RMB|CNY|EUR|GBP|JPY|TWD|HKD|CAD)\b/gi, '').trim()
  const plain = /e/i.test(bare) ? fromScientific(bare) : bare
  if (plain === null) return null
  const dotted =
    decimalComma && /^\d{1,9},\d+$/.test(plain) ? plain.replace(',', '.') : plain.replace(/(\d),(?=\d{3}(\D|$))/g, '$1')
  const match = /^(\d{1,12})?(?:\.(\d{1,18}))?$/.exec(dotted)
  if (match === null || (match[1] === undefined && match[2] === undefined)) return null
  const fraction = (match[2] ?? '').padEnd(7, '0')
  const roundUp = fraction.charCodeAt(6) >= 53 ? 1n : 0n
  const micros = BigInt(match[1] ?? '0') * 1_000_000n + BigInt(fraction.slice(0, 6)) + roundUp
  return { micros: micros.toString(), currency: currencyIn(text) || fallbackCurrency }
}
