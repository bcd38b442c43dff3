import { parseDecimal } from '@/server/kernel/decimal'
import { over, plus, powerOfTen, ratio, type Ratio, times, toRatio } from '@/server/kernel/ratio'
import { readUnit } from './measures'

/** A number as it stands in a text, without sign and unit. */
export type Numeral = Readonly<{
  value: Ratio
  start: number
  end: number
  /** Words that may be no quantity (`one`, 一, 双, first): they can answer a number, but nobody misses them. */
  isSoft: boolean
  isWord: boolean
  /** Written with decimals: no word stands for 2.0. */
  isDecimal?: true
  /** What 万 or `million` behind it multiplied it by; it may go for the number before as well: 2~3万. */
  scale?: Ratio
  /** The upper end of what two figures side by side say: 两三个, 二三十. */
  upTo?: Ratio
  /** A part of a whole, which a percentage may say as well. */
  isShare?: true
}>

const glyphs: Readonly<Record<string, Ratio>> = {
  '½': ratio(1n, 2n),
  '¼': ratio(1n, 4n),
  '¾': ratio(3n, 4n),
  '⅓': ratio(1n, 3n),
  '⅔': ratio(2n, 3n),
  '⅛': ratio(1n, 8n),
  '⅜': ratio(3n, 8n),
  '⅝': ratio(5n, 8n),
  '⅞': ratio(7n, 8n),
}
const digits =
  /(\d{1,3}(?:,\d{3})+(?!\d)|\d{1,3}(?: 000)+(?!\d)|\d+)(\.\d+)?([½¼¾⅓⅔⅛⅜⅝⅞])?|(?<![A-Za-z\d])(\.\d+)|([½¼¾⅓⅔⅛⅜⅝⅞])/y
const fraction = / ?(\d{1,2})\/(2|3|4|5|8|10|16|32|64)(?![\d/.])/y
/** `two and a half hours`, `one-and-a-half times`. */
export const andAHalf = /[ -]and[ -]a[ -]half(?![a-z])/iy
const power = /\^([+-]?\d{1,2})(?!\d)/y
const scientific = /[eE]([+-]?\d{1,2})(?![\dA-Za-z])| ?[×xX*·] ?10\^([+-]?\d{1,2})(?!\d)/y
const chineseScale = /[十百千万亿]+/y
const englishScale = / ?(hundred|thousand|million|billion)(?![a-z])/iy
export const scales: Readonly<Record<string, bigint>> = {
  hundred: 100n,
  thousand: 1000n,
  million: 1_000_000n,
  billion: 1_000_000_000n,
  十: 10n,
  百: 100n,
  千: 1000n,
  万: 10_000n,
  亿: 100_000_000n,
}
export const longestNumber = 19

export const stick = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at
  return pattern.exec(text)
}
export const decimal = (text: string): Ratio =>
  toRatio(parseDecimal(text.replace(/[, ]/g, '')) ?? { unscaled: 0n, scale: 0 })

/** The number written in digits at `at`, with thousands separators, fraction, exponent and 万, 亿, million. */
export function readDigits(text: string, at: number): Numeral | null {
  const match = stick(digits, text, at)
  if (!match || match[0].length > longestNumber) return null
  const [whole, integer, decimals = '', glyph, bare, alone] = match
  let value =
    alone !== undefined
      ? (glyphs[alone] ?? ratio(0n))
      : decimal(bare === undefined ? `${integer ?? ''}${decimals}` : `0${bare}`)
  if (glyph !== undefined) value = plus(value, glyphs[glyph] ?? ratio(0n))
  let end = at + whole.length
  const isInteger = bare === undefined && decimals === '' && glyph === undefined && alone === undefined
  if (isInteger) {
    const split = simpleFraction(text, at, value, end)
    if (split) return { ...split, start: at, isSoft: false, isWord: false }
    const raised = stick(power, text, end)
    if (raised) {
      const exponent = BigInt(raised[1] ?? '0')
      value = exponent < 0n ? ratio(1n, value.of ** -exponent || 1n) : ratio(value.of ** exponent)
      return { value, start: at, end: end + raised[0].length, isSoft: false, isWord: false }
    }
  }
  const half = isInteger ? stick(andAHalf, text, end) : null
  if (half)
    return {
      value: plus(value, ratio(1n, 2n)),
      start: at,
      end: end + half[0].length,
      isSoft: false,
      isWord: false,
    }
  const exponent = stick(scientific, text, end)
  if (exponent) {
    value = times(value, powerOfTen(Number(exponent[1] ?? exponent[2])))
    end += exponent[0].length
  }
  const scaled = scale(text, value, end)
  return {
    ...scaled,
    start: at,
    isSoft: false,
    isWord: false,
    ...(decimals !== '' && { isDecimal: true }),
    ...(scaled.end > end && value.of > 0n && { scale: over(scaled.value, value) }),
  }
}

function hyphenated(text: string, end: number): readonly string[] | null {
  const match = /^-\d/.test(text.slice(end, end + 2)) ? stick(fraction, text, end + 1) : null
  return match && [`-${match[0]}`, ...match.slice(1)]
}
/** `1/4`, `3/4`, `1 1/2`: fractions of the rulers and of the workshop. */
function simpleFraction(text: string, at: number, first: Ratio, end: number): { value: Ratio; end: number } | null {
  if (/[/\d]/.test(text.charAt(at - 1))) return null
  // `1 1/2` and `1-1/2`
  const joint = text.charAt(end)
  const mixed = joint === ' ' ? stick(fraction, text, end) : joint === '-' ? hyphenated(text, end) : null
  if (mixed) {
    const [all = '', of = '0', per = '1'] = mixed
    if (Number(of) < Number(per)) return { value: plus(first, ratio(BigInt(of), BigInt(per))), end: end + all.length }
  }
  const plainFraction = stick(fraction, text, at)
  if (!plainFraction) return null
  const [all, of = '0', per = '1'] = plainFraction
  return Number(of) < Number(per) && Number(of) > 0
    ? { value: ratio(BigInt(of), BigInt(per)), end: at + all.length }
    : null
}

function scale(text: string, first: Ratio, from: number): { value: Ratio; end: number } {
  const english = stick(englishScale, text, from)
  if (english)
    return { value: times(first, ratio(scales[english[1]?.toLowerCase() ?? ''] ?? 1n)), end: from + english[0].length }
  let [total, part, end] = [ratio(0n), first, from]
  for (;;) {
    const match = stick(chineseScale, text, text.charAt(end) === ' ' ? end + 1 : end)
    const at = text.charAt(end) === ' ' ? end + 1 : end
    // 5千克 are kilograms and 3万用表 are multimeters.
    if (
      !match ||
      /^十[一二]?月/.test(text.slice(at, at + 3)) ||
      startsUnit(text, at) ||
      /^万[用向能]/.test(text.slice(at, at + 2))
    )
      break
    const sign = match[0]
    // 5万千瓦: the last sign belongs to the unit.
    const length = sign.length > 1 && startsUnit(text, at + sign.length - 1) ? sign.length - 1 : sign.length
    for (const character of sign.slice(0, length)) part = times(part, ratio(scales[character] ?? 1n))
    total = plus(total, part)
    part = ratio(0n)
    end = at + length
    // 1万2千
    const more = /^(\d{1,4})(?=[百千万])/.exec(text.slice(end, end + 6))
    if (!more?.[1]) break
    part = decimal(more[1])
    end += more[1].length
  }
  return { value: plus(total, part), end }
}
export const startsUnit = (text: string, at: number): boolean =>
  /^[百千]/.test(text.charAt(at)) && readUnit(text, at) !== null
