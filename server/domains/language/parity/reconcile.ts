import { compareRatios } from '@/server/kernel/ratio'
import type { Code } from './codes'
import type { FoldedText } from './folded-text'
import { type Difference, tooMany } from './nearest'
import { decimal } from './numerals'
import type { Quantity } from './quantities'

type Token = Code | Quantity

/** A token with the Latin word before it and what clings to it, bare of separators: `Wi-Fi 6` and `WiFi6` are one. */
function bare({ text }: FoldedText, { start, end }: Token): string {
  const before = /[A-Za-z]+(?:-[A-Za-z]+)*[ .-]?$/.exec(text.slice(Math.max(0, start - 24), start))?.[0] ?? ''
  const after = /^[A-Za-z]+/.exec(text.slice(end, end + 12))?.[0] ?? ''
  return `${before}${text.slice(start, end)}${after}`
    .replace(/[^A-Za-z0-9.]/g, '')
    .replace(/(?<=[A-Za-z])\./g, '')
    .toUpperCase()
}
const own = ({ text }: FoldedText, { start, end }: Token): string =>
  text
    .slice(start, end)
    .replace(/[^A-Za-z0-9.]/g, '')
    .toUpperCase()

/**
 * Takes back differences between a name and a number that are written apart on one side and together on the other
 * (`USB2.0` and `USB 2.0`, `BT5.0` and 蓝牙5.0), where the readers of one text could not know how the other is set.
 */
export function reconcile(
  differences: readonly Difference<Token>[],
  en: FoldedText,
  zh: FoldedText,
): readonly Difference<Token>[] {
  const lonely = (side: 'en' | 'zh') =>
    differences.filter((difference) => difference[side === 'en' ? 'zh' : 'en'] === null).slice(0, tooMany)
  const gone = new Set<Difference<Token>>()
  for (const left of lonely('en'))
    for (const right of lonely('zh')) {
      const [a, b] = [left.en, right.zh]
      if (!a || !b || gone.has(left) || gone.has(right) || (a.form === 'quantity' && b.form === 'quantity')) continue
      if (sameName(a, b, en, zh)) {
        gone.add(left)
        gone.add(right)
      }
    }
  for (const side of ['en', 'zh'] as const) {
    const other = side === 'en' ? 'zh' : 'en'
    const numbers = lonely(other).flatMap((difference) => {
      const token = difference[other]
      return token?.form === 'quantity' && !gone.has(difference) ? [{ difference, token }] : []
    })
    for (const difference of lonely(side)) {
      const date = difference[side]
      if (date?.form !== 'code' || date.kind !== 'date' || gone.has(difference)) continue
      const said = numbersOfDate(date, numbers, other === 'en' ? en : zh)
      if (said) for (const each of [difference, ...said]) gone.add(each)
    }
  }
  return differences.filter((difference) => !gone.has(difference))
}

type Lonely = Readonly<{ difference: Difference<Token>; token: Quantity }>
/** `6/18` and 6.18 are two numbers, a fraction or a decimal, until the other text says that they are a day. */
function numbersOfDate(date: Code, numbers: readonly Lonely[], { text }: FoldedText): Difference<Token>[] | null {
  const days = date.keys.map((key) => /(?:^|-)(\d\d)-(\d\d)$/.exec(key)).filter((match) => match !== null)
  for (const [index, { token, difference }] of numbers.entries()) {
    const next = numbers[index + 1]
    for (const [end, ...said] of [
      [token.end, difference] as const,
      ...(next ? [[next.token.end, difference, next.difference] as const] : []),
    ]) {
      const [, a, b] = /^(\d{1,2})[/.](\d{1,2})$/.exec(text.slice(token.start, Math.min(end, token.start + 8))) ?? []
      if (a === undefined || b === undefined) continue
      const isDay = ([, month, day]: readonly string[]) =>
        (Number(month) === Number(a) && Number(day) === Number(b)) ||
        (Number(month) === Number(b) && Number(day) === Number(a) && text.charAt(token.start + a.length) === '/')
      if (days.some(isDay)) return said
    }
  }
  return null
}

/** 4k7, 3V3, 0R1, 2u2: the sign of the unit where the point would be. */
const pointed = /^(\d{1,4})([RVkKMGpnuμ])(\d{1,3})$/
const pointedUnits: Readonly<Record<string, readonly string[]>> = {
  R: ['Ω'],
  V: ['V'],
  k: ['kΩ'],
  K: ['kΩ'],
  M: ['MΩ'],
  G: ['GΩ'],
  p: ['pF'],
  n: ['nF', 'nH'],
  u: ['μF', 'μH'],
  μ: ['μF', 'μH'],
}
function samePointed(code: Code, { text }: FoldedText, quantity: Quantity): boolean {
  const [, whole, sign = '', parts] = pointed.exec(text.slice(code.start, code.end)) ?? []
  const [value] = quantity.values
  return (
    whole !== undefined &&
    value !== undefined &&
    quantity.role === 'value' &&
    quantity.readings.some(({ symbol }) => pointedUnits[sign]?.includes(symbol)) &&
    compareRatios(decimal(`${whole}.${parts}`), value) === 0
  )
}

function sameName(a: Token, b: Token, en: FoldedText, zh: FoldedText): boolean {
  const [x, y] = [bare(en, a), bare(zh, b)]
  if (x === y || x === own(zh, b) || own(en, a) === y) return true
  // A Chinese word stands where the other text has letters: 蓝牙5.0, 等级3, 第47周.
  const [code, codeText, number, numberText] = a.form === 'code' ? [a, en, b, zh] : [b, zh, a, en]
  if (code.form !== 'code' || number.form !== 'quantity' || number.role !== 'value') return false
  if (samePointed(code, codeText, number)) return true
  // 210D and `210 denier`
  const [, figures, sign = ''] = /^(\d+(?:\.\d+)?)([A-Z])$/.exec(own(codeText, code)) ?? []
  const behind = /^[ -]?([A-Za-z\u4E00-\u9FFF])/.exec(numberText.text.slice(number.end, number.end + 2))?.[1] ?? ''
  if (figures !== undefined && figures === own(numberText, number) && behind.toUpperCase() === sign) return true
  const [, letters = '', digits] = /^([A-Z]{1,6})(\d+(?:\.\d+)?)$/.exec(own(codeText, code)) ?? []
  return (
    digits !== undefined &&
    digits === own(numberText, number) &&
    (number.before === '汉' ||
      (/^(?:W|WK|CW|KW)$/.test(letters) && numberText.text.charAt(number.end - 1) === '周') ||
      (number.before !== '' && number.before.startsWith(letters.charAt(0))))
  )
}
