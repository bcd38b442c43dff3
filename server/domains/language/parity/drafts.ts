import { compareRatios, negative, over, plus, ratio, type Ratio, times } from '@/server/kernel/ratio'
import { plain, type Reading, readUnit, share } from './measures'
import { readChineseFractions, readChineseWords } from './chinese-figures'
import { readEnglishWords } from './english-figures'
import { type Numeral, readDigits } from './numerals'

/** What a number is there for: a value, one end of `+0.1/-0.05`, a ± tolerance, or both ends of a range. */
export type Role = 'value' | 'upper' | 'lower' | 'tolerance' | 'range'

/** A number on its way to a quantity. */
export type Draft = {
  role: Role
  values: Ratio[]
  readings: readonly Reading[]
  hasUnit: boolean
  /** Has the unit of a neighbour. */
  isShared?: true
  start: number
  end: number
  numeral: Numeral
  explicit: '' | '+' | '-'
}

const isDigit = /[\d½¼¾⅓⅔⅛⅜⅝⅞]/

/** All numbers of a text, in order; digits first, words where no digit was read. */
export function numeralsOf(text: string): Numeral[] {
  const found: Numeral[] = []
  const covered: [number, number][] = []
  for (const numeral of readChineseFractions(text)) {
    found.push(numeral)
    covered.push([numeral.start, numeral.end])
  }
  const starts = new Map(covered)
  for (let at = 0; at < text.length; at++) {
    const jump = starts.get(at)
    if (jump !== undefined) {
      at = jump - 1
      continue
    }
    const character = text.charAt(at)
    if (
      !isDigit.test(character) &&
      !(character === '.' && /\d/.test(text.charAt(at + 1)) && !/[\dA-Za-z\u2E80-\u9FFF]/.test(text.charAt(at - 1)))
    )
      continue
    const numeral = readDigits(text, at)
    if (!numeral) {
      // Too long for a number: nothing of it is one.
      while (/[\d,.]/.test(text.charAt(at + 1))) at++
      continue
    }
    found.push(numeral)
    covered.push([numeral.start, numeral.end])
    at = numeral.end - 1
  }
  covered.sort(([a], [b]) => a - b)
  const words = [...readEnglishWords(text), ...readChineseWords(text)].toSorted((a, b) => a.start - b.start)
  let next = 0
  for (const numeral of words) {
    while (next < covered.length && (covered[next]?.[1] ?? 0) <= numeral.start) next++
    const [from = Infinity] = covered[next] ?? []
    if (from >= numeral.end) found.push(numeral)
  }
  return found.toSorted((a, b) => a.start - b.start)
}

const unitBefore = /(US\$|\$|¥|€|USD|RMB|CNY|EUR|AWG|HRC|Shore ?[AD]|邵氏? ?[AD])[ #]?$/
const minusBefore = /(?:^|[\s([{,;:=<>≤≥~@±、。，/|"'→\u2E80-\u9FFF\uFFFC])-$/u
const worded = /(?:\bminus |\bnegative |负 ?|零下 ?)$/i
const plusMinus = /(?:±|\+ ?\/ ?-|\+-|\bplus(?: or |\/|[ -])minus|正负) ?$/i
const halfBefore = /^个?半(?=小时|钟|天|日|周|星期|圈|月|年|个|分|秒|[^\u2E80-\u9FFF]|$)/

/** What stands for a tolerance or a sign before a number, and where it begins. */
function signBefore(text: string, numeral: Numeral, from: number): Pick<Draft, 'role' | 'explicit' | 'start'> {
  const { start } = numeral
  const lookBack = text.slice(Math.max(from, start - 16), start)
  const tolerance = plusMinus.exec(lookBack)
  if (tolerance) return { role: 'tolerance', explicit: '', start: start - tolerance[0].length }
  const words = worded.exec(lookBack)
  if (words) return { role: 'value', explicit: '-', start: start - words[0].length }
  if (minusBefore.test(lookBack.slice(-2))) return { role: 'value', explicit: '-', start: start - 1 }
  const isPlus = lookBack.endsWith('+') && !/[A-Za-z\d]\+$/.test(lookBack)
  return { role: 'value', explicit: isPlus ? '+' : '', start: isPlus ? start - 1 : start }
}

/** `every carton` and `a screw` measure nothing; `every minute` and `a day` do. */
function unitOf(text: string, numeral: Numeral, end: number) {
  // 一半时: half of it, not half an hour.
  if (text.charAt(numeral.start) === '半' && text.charAt(numeral.start - 1) === '一') return null
  const unit = readUnit(text, end)
  const isArticle = numeral.isSoft && /^(?:every|each|a|an)$/i.test(text.slice(numeral.start, numeral.end))
  return isArticle && unit?.readings.every(({ dimension }) => dimension !== 'time' && dimension !== 'months')
    ? null
    : unit
}

/** Half an hour and one minute are measured, whatever else half and one may say. */
function isMeasured(text: string, numeral: Numeral, unit: ReturnType<typeof unitOf>): boolean {
  return (
    unit?.readings[0]?.dimension === 'time' &&
    /^(?:half|one|(?:a )?quarter|一个?|半)/i.test(text.slice(numeral.start, numeral.end)) &&
    /(?:小时|分钟|刻钟|钟头|hours?|minutes?|h|min)$/.test(text.slice(numeral.end, unit.end))
  )
}

/** 1块2, 三块五 and 3毛5: yuan or jiao, and tenths of them. */
const spokenMoney = /^([块毛])([1-9一二三四五六七八九])(?![\d.十百千万点]|[个件只台套箱片])毛?/
const tenths = (digit: string): bigint => {
  const figure = '一二三四五六七八九'.indexOf(digit)
  return BigInt(figure < 0 ? digit : figure + 1)
}
const moneyScales: Readonly<Record<string, bigint>> = { k: 1000n, K: 1000n, M: 1_000_000n, m: 1_000_000n }
const isMoney = ({ readings }: { readings: readonly Reading[] }): boolean =>
  readings.some(({ dimension }) => dimension === 'usd' || dimension === 'cny' || dimension === 'eur')
const degrees: readonly string[] = ['temperature', 'fahrenheit', 'angle']
const belowZeroAfter = /^ below (?:zero|freezing)(?: (?:Celsius|centigrade|Fahrenheit))?(?![a-z])/i
/** Whether 第 stands before a number. */
export const isOrdinal = (text: string, start: number): boolean =>
  /第 ?$/.test(text.slice(Math.max(0, start - 2), start))
/** What something is per: 每1小时, 1美元兑7.15元. Languages without an article leave the one out. */
const isPerOne = (text: string, { value, start, isDecimal }: Numeral, end: number): boolean =>
  value.of === 1n &&
  value.per === 1n &&
  !isDecimal &&
  (/(?:每|\bper |\bevery |\beach )$/i.test(text.slice(Math.max(0, start - 7), start)) ||
    /^ ?[兑=]/.test(text.slice(end, end + 2)))

/** `the 2nd half` is 下半. */
const isHalfOfYear = (text: string, { end }: Numeral): boolean => /^(?:st|nd) half/.test(text.slice(end, end + 8))
/** `100 % inspection` is 全检 as well. */
const isAllOf = ({ value, start }: Numeral, readings: readonly Reading[], text: string, end: number): boolean =>
  value.of === 100n &&
  value.per === 1n &&
  readings[0]?.symbol === '%' &&
  (/^ ?(?:inspect|test|check|screen|sort|verif|visual|functional|全|检|测|筛|目检)/i.test(text.slice(end, end + 12)) ||
    /(?:inspected|tested|checked|screened|sorted|verified|measured)(?: to| at)? $/i.test(
      text.slice(Math.max(0, start - 14), start),
    ))

/** A number with its sign, its unit and the half that Chinese puts behind either: 一个半小时, 两年半. */
export function draftOf(text: string, numeral: Numeral, from: number): Draft {
  const sign = signBefore(text, numeral, from)
  let { value, end } = numeral
  const addHalf = (match: RegExpExecArray | null) => {
    if (!match || value.per !== 1n) return
    value = plus(value, ratio(1n, 2n))
    end += match[0].length
  }
  addHalf(halfBefore.exec(text.slice(end, end + 4)))
  const spoken = spokenMoney.exec(text.slice(end, end + 4))
  if (spoken) {
    value = plus(value, ratio(tenths(spoken[2] ?? ''), 10n))
    end += spoken[0].length
    const money = readUnit(spoken[1] === '毛' ? '毛' : '元', 0)
    return { ...sign, values: [value], readings: money?.readings ?? [plain], hasUnit: true, end, numeral }
  }
  const unit = unitOf(text, numeral, end)
  // 九五折 is 9.5 折.
  if (unit && text.charAt(unit.end - 1) === '折' && compareRatios(value, ratio(10n)) > 0)
    value = over(value, ratio(10n))
  const prefix = unitBefore.exec(text.slice(Math.max(from, numeral.start - 16), numeral.start))?.[1]
  const fromPrefix = prefix === undefined ? null : readUnit(prefix.replace(/^(?:Shore|邵氏) ?/, 'Shore '), 0)
  let readings: readonly Reading[] = unit?.readings ?? (numeral.isShare ? [plain, share(1n)] : [plain])
  if (fromPrefix) readings = unit ? [...readings, ...fromPrefix.readings] : [...fromPrefix.readings, plain]
  // 6.8万比3.4万 compares two amounts.
  const proportion = unit || numeral.scale !== undefined ? null : proportionAfter(text, end)
  if (unit) end = unit.end
  // US$35k, 20k RMB: thousands of money.
  const money =
    fromPrefix ?? (unit && moneyScales[text.slice(unit.end - 1, unit.end)] ? readUnit(text, unit.end) : null)
  const thousands = unit && unit.unit === null ? moneyScales[text.slice(numeral.end, unit.end).trim()] : undefined
  if (money && thousands !== undefined && isMoney(money)) {
    readings = [...money.readings, plain]
    value = times(value, ratio(thousands))
    end = Math.max(end, fromPrefix ? end : money.end)
  }
  const belowZero = unit?.readings.some(({ dimension }) => degrees.includes(dimension))
    ? belowZeroAfter.exec(text.slice(end, end + 34))
    : null
  if (belowZero && sign.explicit === '') {
    sign.explicit = '-'
    end += belowZero[0].length
  }
  // Several 18650s are cells.
  if (unit && /^\d{4,}s$/.test(text.slice(numeral.start, end))) readings = [...readings, plain]
  if (unit) readings = [...readings, ...inContext(text, numeral.start, unit)]
  // 第3字节 is byte 3, 第2小时 hour 2: counted, not measured.
  if (unit && isOrdinal(text, numeral.start)) readings = [plain, ...readings]
  if (proportion) [readings, value, end] = [[inProportion], over(value, proportion.to), proportion.end]
  if (unit && /[年天月时周位倍圈寸斤打成度]/.test(text.charAt(end - 1)))
    addHalf(/^ ?半(?![导径成自透双圆波高长年])/.exec(text.slice(end, end + 3)))
  const isCell =
    /^ ?号(?:碱性|干|锂|充电)?电池/.test(text.slice(end, end + 6)) && /^[57]$/.test(text.slice(numeral.start, end))
  return {
    ...sign,
    ...(numeral.upTo && { role: 'range' as const }),
    values: numeral.upTo ? [value, numeral.upTo] : [sign.explicit === '-' ? negative(value) : value],
    readings,
    hasUnit: unit !== null || fromPrefix !== null,
    end,
    numeral:
      isPerOne(text, numeral, end) || isCell || isHalfOfYear(text, numeral) || isAllOf(numeral, readings, text, end)
        ? { ...numeral, isSoft: true }
        : numeral.isSoft && isMeasured(text, numeral, unit)
          ? { ...numeral, isSoft: false }
          : numeral,
  }
}

/** What a unit says beside certain words: an ounce of copper is 35 µm thick, 4C is printed in four colours. */
function inContext(text: string, start: number, { end }: { end: number }): readonly Reading[] {
  const sign = text.slice(Math.max(start, end - 2), end)
  if (/^ ?oz$/.test(sign))
    return /copper|\bCu\b|foil|铜/i.test(text.slice(Math.max(0, start - 24), end + 24)) ? [copper] : []
  if (!/^[1-8]C$/.test(text.slice(start, end))) return []
  return /print|offset|CMYK|\bink|artwork|label|colou?r|印|彩/i.test(text.slice(Math.max(0, start - 24), end + 24))
    ? [plain]
    : []
}
const copper: Reading = { ...plain, dimension: 'length', factor: ratio(35n, 1_000_000n), symbol: 'oz Cu' }
const inProportion: Reading = { ...plain, dimension: 'proportion', symbol: ':1' }
/** `1:10`, `2比1`. A number with a unit behind the colon begins something else: `Step 1: 5 V`. */
function proportionAfter(text: string, at: number): { to: Ratio; end: number } | null {
  const joint = /^(?:[:∶]| [:∶] | ?比 ?)(?=\d)/.exec(text.slice(at, at + 4))
  const to = joint ? readDigits(text, at + joint[0].length) : null
  return to && to.value.of > 0n && readUnit(text, to.end) === null && text.charAt(to.end) !== ':'
    ? { to: to.value, end: to.end }
    : null
}
