import type { CellKind } from './sheet'

/** Built-in spreadsheet formats that show a date or time. */
const BUILTIN_DATES = new Set([
  14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47, 50, 51, 52, 53, 54, 55, 56,
  57, 58,
])

export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return BUILTIN_DATES.has(id)
  const bare = code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, '')
  return /[ymdhs]/i.test(bare) && !/general/i.test(bare) && !/[0#]/.test(bare.replace(/\.0+/g, ''))
}

/** Plain decimal text of a stored number, without exponent and without binary noise (`0.1`, not `0.1000…0001`). */
export function decimalText(stored: string): string {
  const text = stored.trim()
  if (/^-?\d{1,15}(\.\d{1,12})?$/.test(text)) return text.includes('.') ? text.replace(/\.?0+$/, '') : text
  const value = Number(text)
  if (!Number.isFinite(value)) return text
  return expand(Number(value.toPrecision(15)).toString())
}

/** `1.5e+21` → `1500000000000000000000`, digits only. */
function expand(text: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text)
  if (match === null) return text
  const [, sign = '', whole = '', fraction = '', power = '0'] = match
  const exponent = Number(power)
  if (Math.abs(exponent) > 60) return text
  const digits = whole + fraction
  const point = whole.length + exponent
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  return point >= digits.length
    ? sign + digits + '0'.repeat(point - digits.length)
    : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`
}

/** A serial day as ISO text (1900 system); only shown to the person, never imported as a part number. */
function serialDate(stored: string): string {
  const days = Number(stored)
  if (!Number.isFinite(days) || days < 1 || days > 2_958_465) return decimalText(stored)
  return new Date(Math.round((days - 25_569) * 86_400_000)).toISOString().slice(0, 10)
}

/** Text and kind of a numeric cell under its number format; `0000` keeps leading zeros (`402` shown as `0402`). */
export function numericCell(
  stored: string,
  formatId: number,
  formatCode: string | undefined,
): { text: string; kind: CellKind } {
  if (isDateFormat(formatId, formatCode)) return { text: serialDate(stored), kind: 'date' }
  const text = decimalText(stored)
  const zeros = formatCode === undefined ? null : /^0{2,}$/.exec(formatCode)
  if (zeros !== null && /^\d+$/.test(text)) return { text: text.padStart(zeros[0].length, '0'), kind: 'number' }
  return { text, kind: 'number' }
}
