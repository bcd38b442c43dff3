import { sortedBreaks } from '../rules/check-breaks'
import { readCurrency, type Currency } from '../rules/currencies'
import { readChoiceCell } from '../exchange/sheet-words'
import { mslOf } from '../exchange/sheet-fields'
import { complianceStates, partLifecycles, type ComplianceState, type PartLifecycle } from '../lifecycle'
import type { MslLevel } from '../rules/limits'
import { microsFrom } from '../rules/price-text'
import type { PriceBreak } from '../rules/price-breaks'

/** An unknown value as the text it is, or blank; numbers become their shortest decimal text. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value.trim()
  return typeof value === 'number' && Number.isFinite(value) ? plainNumber(value) : ''
}

/** A JSON number without exponent: 1.2e-7 is how a price in millionths can come. */
const plainNumber = (value: number): string =>
  /e/i.test(String(value)) ? value.toFixed(12).replace(/\.?0+$/, '') : String(value)

/** A path into an answer whose shape is somebody else's. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (node, step) => (typeof node === 'object' && node !== null ? Reflect.get(node, step) : undefined),
    value,
  )
}
export const listAt = (value: unknown, ...path: readonly (string | number)[]): readonly unknown[] => {
  const found = at(value, ...path)
  return Array.isArray(found) ? found : []
}
/** The first of several places that holds words. */
export const firstText = (value: unknown, ...places: readonly (readonly (string | number)[])[]): string =>
  places.map((path) => textOf(at(value, ...path))).find((text) => text !== '') ?? ''

/** A price of more than six places is rounded up: nobody is promised less than they will pay. */
export function microsOf(price: string): string | null {
  const plain = price.replace(/[^\d.]/g, '')
  const [, whole = '', fraction = ''] = /^(\d*)(?:\.(\d*))?$/.exec(plain) ?? []
  const exact = microsFrom(`${whole || '0'}.${fraction.slice(0, 6)}`)
  if (plain === '' || exact === null) return null
  const rest = /[1-9]/.test(fraction.slice(6)) ? 1n : 0n
  const micros = BigInt(exact) + rest
  return micros > 0n ? micros.toString() : null
}

/** Breaks out of whatever a source calls quantity and price; rows without both are left out, a quantity once. */
export function breaksOf(rows: readonly Readonly<{ min: string; price: string }>[]): PriceBreak[] {
  const seen = new Set<string>()
  const breaks = rows.flatMap(({ min, price }) => {
    const micros = microsOf(price)
    if (micros === null || !/^[1-9]\d{0,11}$/.test(min) || seen.has(min)) return []
    seen.add(min)
    return [{ min, micros }]
  })
  return sortedBreaks(breaks)
}

export const currencyOf = (text: string, otherwise: Currency): Currency => readCurrency(text) ?? otherwise

/** `Not For New Designs`, `Last Time Buy`, `停产` as a state; absent where nothing is said. */
export function lifecycleOf(text: string): PartLifecycle | undefined {
  const known = readChoiceCell('lifecycle', text)
  const found = partLifecycles.find((state) => state === known)
  if (found !== undefined && found !== 'unknown') return found
  if (/not (?:recommended )?for new design|nrnd/i.test(text)) return 'nrnd'
  if (/end of life|last time buy|last.?buy|\beol\b/i.test(text)) return 'eol'
  if (/obsolete|discontinued/i.test(text)) return 'obsolete'
  return /active|in production|new product/i.test(text) ? 'active' : undefined
}

/** `ROHS3 Compliant`, `RoHS non-compliant`, `REACH Unaffected` as a state. */
export function complianceOf(text: string): ComplianceState | undefined {
  const known = readChoiceCell('compliance', text)
  const found = complianceStates.find((state) => state === known)
  if (found !== undefined && found !== 'unknown') return found
  if (/non.?compliant|not compliant|affected(?<!unaffected)/i.test(text)) return 'notCompliant'
  if (/exempt/i.test(text)) return 'exempt'
  return /compliant|unaffected/i.test(text) ? 'compliant' : undefined
}

/** `1 (Unlimited)` as a level. */
export const levelOf = (text: string): MslLevel | undefined => mslOf(text) ?? undefined

/** `16 weeks`, `91 Days` as days. */
export function daysOf(text: string): number | null {
  const [, count, unit = ''] = /^(\d{1,4})\s*(\w*)/.exec(text.trim()) ?? []
  if (count === undefined) return null
  return Number(count) * (/^w/i.test(unit) ? 7 : 1)
}

export const linkOf = (text: string): string => {
  const whole = text.startsWith('//') ? `https:${text}` : text
  return /^https?:\/\/\S+$/i.test(whole) && whole.length <= 1_000 ? whole : ''
}

/** Without what nobody said. */
export const said = <T extends object>(facts: T): T =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined && value !== '')) as T
