import { MAX_QUANTITY } from './limits'
import type { MessageCode, MessageParams } from './messages'
import { saysNothing, working } from './text'

export type ParsedQuantity = {
  /** Canonical decimal text, or null when there is none. */
  quantity: string | null
  uom: string | null
  asRequired: boolean
  /** The cell says nothing: the number of references decides. */
  blank: boolean
  note: { code: MessageCode; params: MessageParams } | null
}

const PIECES =
  'pcs?|pieces?|ea|each|nos?|units?|st|stk|stck|szt|ks|kpl|pz|uds?|шт|个|個|只|颗|顆|片|粒|套|set|sets|条|條|支|张|張|根|块|塊|枚|对|對|双|副|台|件|卷|盘|瓶|把|组|箱|包|개'
const MEASURES = 'mm|cm|km|m|米|厘米|毫米|g|kg|mg|克|千克|公斤|ml|l|升|毫升|ft|in|inch|roll|rolls'
const NUMBER = new RegExp(`^[x×*]?\\s*(\\d{1,3}(?:,\\d{3})+|\\d+)?(\\.\\d+)?\\s*(${PIECES}|${MEASURES})?\\.?$`, 'i')
const AS_REQUIRED = /^(适量|若干|少量|少许|按需|ar|a\/r|as ?req(uired|'?d)?|as needed)$/i
const CHINESE_DIGITS = '零一二三四五六七八九十'
const MEASURE = new RegExp(`^(${MEASURES})$`, 'i')

const NOTHING: ParsedQuantity = { quantity: null, uom: null, asRequired: false, blank: true, note: null }

/** `007.50` → `7.5`. */
export function canonicalDecimal(text: string): string {
  const [whole = '0', fraction = ''] = text.split('.')
  const left = whole.replace(/^0+(?=\d)/, '') || '0'
  const right = fraction.replace(/0+$/, '')
  return right === '' ? left : `${left}.${right}`
}

/** Whole number of a canonical decimal, or null when it has a fraction. */
export const wholeNumber = (quantity: string | null): number | null =>
  quantity !== null && /^\d{1,9}$/.test(quantity) ? Number(quantity) : null

const bad = (text: string): ParsedQuantity => ({
  ...NOTHING,
  blank: false,
  note: { code: 'BOM-E041', params: { t: text } },
})

const good = (quantity: string, uom: string | null = null, note: ParsedQuantity['note'] = null): ParsedQuantity => ({
  quantity: canonicalDecimal(quantity),
  uom,
  asRequired: false,
  blank: false,
  note,
})

function chineseNumber(text: string): number | null {
  const match = /^([一二两三四五六七八九十])\s*(\S{0,2})$/.exec(text)
  if (match === null) return null
  const digit = match[1] === '两' ? 2 : CHINESE_DIGITS.indexOf(match[1] ?? '')
  const unit = match[2] ?? ''
  return digit > 0 && (unit === '' || new RegExp(`^(${PIECES})$`).test(unit)) ? digit : null
}

/** Exact `a/b` when it ends within 6 decimals (`1/10` → `0.1`, `1/8` → `0.125`), rounded at 6 otherwise. */
function fraction(a: string, b: string): string | null {
  const divisor = BigInt(b)
  if (divisor === 0n) return null
  const scaled = (BigInt(a) * 10_000_000n) / divisor
  const rounded = (scaled + 5n) / 10n
  const digits = rounded.toString().padStart(7, '0')
  return canonicalDecimal(`${digits.slice(0, -6)}.${digits.slice(-6)}`)
}

/** `1e3`, `1.5E+3` as plain digits; null when it is no such number or absurd. */
export function fromScientific(text: string): string | null {
  const match = /^(\d+)(?:\.(\d+))?e\+?(-?\d{1,2})$/i.exec(text)
  if (match === null) return null
  const [, whole = '', rest = '', power = '0'] = match
  const point = whole.length + Number(power)
  const digits = whole + rest
  if (point > 20 || point < -6) return null
  if (point <= 0) return canonicalDecimal(`0.${'0'.repeat(-point)}${digits}`)
  return canonicalDecimal(
    point >= digits.length ? digits.padEnd(point, '0') : `${digits.slice(0, point)}.${digits.slice(point)}`,
  )
}

/**
 * Quantity of one cell as an exact decimal. `decimalComma`: the file separates columns with `;` and writes no
 * thousands, so `1,5` means 1.5; otherwise such a cell is BOM-E042.
 */
export function parseQuantity(raw: string, decimalComma: boolean): ParsedQuantity {
  const text = working(raw).replace(/^'/, '')
  if (/^\d{1,9}$/.test(text)) return good(text)
  if (saysNothing(text)) return NOTHING
  if (AS_REQUIRED.test(text))
    return { ...NOTHING, blank: false, asRequired: true, note: { code: 'BOM-W045', params: {} } }
  const match = NUMBER.exec(text)
  if (match !== null && (match[1] !== undefined || match[2] !== undefined)) {
    if (decimalComma && /^\d{1,3},\d{3}$/.test(match[1] ?? '') && match[2] === undefined) {
      return { ...NOTHING, blank: false, note: { code: 'BOM-E042', params: { t: text } } }
    }
    const number = `${(match[1] ?? '0').replaceAll(',', '')}${match[2] ?? ''}`
    if (BigInt(number.split('.')[0] ?? '0') > MAX_QUANTITY) return bad(text)
    const unit = match[3]
    return good(number, unit !== undefined && MEASURE.test(unit) ? unit : null)
  }
  const comma = /^(\d{1,9}),(\d{1,6})\s*(\D*)$/.exec(text)
  if (comma !== null) {
    const [, whole = '', rest = ''] = comma
    if (decimalComma) return good(`${whole}.${rest}`)
    return { ...NOTHING, blank: false, note: { code: 'BOM-E042', params: { t: text } } }
  }
  if (/^\d{1,3}(\.\d{3})+,\d+$/.test(text))
    return { ...NOTHING, blank: false, note: { code: 'BOM-E042', params: { t: text } } }
  const ratio = /^(\d{1,9})\s*[/⁄]\s*(\d{1,9})$/.exec(text)
  if (ratio !== null) {
    const value = fraction(ratio[1] ?? '0', ratio[2] ?? '0')
    return value === null ? bad(text) : good(value, null, { code: 'BOM-W043', params: { q: value } })
  }
  const scientific = fromScientific(text)
  if (scientific !== null) {
    if (BigInt(scientific.split('.')[0] ?? '0') > MAX_QUANTITY) return bad(text)
    return good(scientific, null, { code: 'BOM-W032', params: { t: text, v: scientific } })
  }
  const chinese = chineseNumber(text)
  return chinese === null ? bad(text) : good(String(chinese))
}

/** `5` for `1000` → `0.005`, rounded at 6 decimals; null when there is nothing to divide by. */
export function divided(quantity: string, by: string): string | null {
  const [a, b] = [toMicro(quantity), toMicro(by)]
  if (a === null || b === null || b === 0n) return null
  return fromMicro((a * 1_000_000n + b / 2n) / b)
}

/** Canonical decimal in millionths; null past 6 decimals or when it is no decimal. */
export function toMicro(decimal: string): bigint | null {
  const match = /^(\d+)(?:\.(\d{1,6}))?$/.exec(decimal)
  return match === null ? null : BigInt(match[1] ?? '0') * 1_000_000n + BigInt((match[2] ?? '').padEnd(6, '0'))
}

export function fromMicro(micro: bigint): string {
  const digits = micro.toString().padStart(7, '0')
  return canonicalDecimal(`${digits.slice(0, -6)}.${digits.slice(-6)}`)
}
