import { negative, over, plus, ratio, type Ratio, times, compareRatios } from '@/server/kernel/ratio'
import { type Comparison, comparisonAfter, comparisonBefore, takenOver } from './comparisons'
import { type Numeral, readChineseFractions, readChineseWords, readDigits, readEnglishWords } from './numerals'
import { perKey, plain, share, type Reading, readUnit } from './measures'

/** What a number is there for: a value, one end of `+0.1/-0.05`, a ± tolerance, or both ends of a range. */
export type Role = 'value' | 'upper' | 'lower' | 'tolerance' | 'range'

/** A number with its unit, or a range of two; offsets in the folded text. */
export type Quantity = Readonly<{
  form: 'quantity'
  role: Role
  /** As written, with sign; two for a range, the lower one first. */
  values: readonly Ratio[]
  readings: readonly Reading[]
  comparison: Comparison
  /** Stands in the text without a unit of its own, and may have that of its neighbour in a list. */
  start: number
  end: number
  isSoft: boolean
  /** Latin word before the number (`USB` 3.0), or `汉` where Chinese stands before it. */
  before: string
}>

type Draft = {
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
  per: { key: string; dimension: string; factor: Ratio } | null
}

const isDigit = /[\d½¼¾⅓⅔⅛⅜⅝⅞]/

/** All numbers of a text, in order; digits first, words where no digit was read. */
function numeralsOf(text: string): Numeral[] {
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
    if (!isDigit.test(character) && !(character === '.' && /\d/.test(text.charAt(at + 1)) && !/[\dA-Za-z\u2E80-\u9FFF]/.test(text.charAt(at - 1)))) continue
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

const currency = /(US\$|\$|¥|€|USD|RMB|CNY|EUR|AWG|HRC|Shore ?[AD]|邵氏? ?[AD])[ #]?$/
const minusBefore = /(?:^|[\s([{,;:=<>≤≥~@±、。，/|"'→\u2E80-\u9FFF\u0001])-$/u
const worded = /(?:\bminus |\bnegative |负 ?|零下 ?)$/i
const plusMinus = /(?:±|\+ ?\/ ?-|\+-|\bplus(?: or |\/)minus|正负) ?$/i
const half = /^个?半(?=小时|天|月|年|个|分|秒|[^\u2E80-\u9FFF]|$)/

function draftOf(text: string, numeral: Numeral, from: number): Draft {
  const lookBack = text.slice(Math.max(from, numeral.start - 16), numeral.start)
  let { value, end } = numeral
  // 一个半小时, 两年半
  const extra = half.exec(text.slice(end, end + 4))
  if (extra && value.per === 1n) {
    value = plus(value, ratio(1n, 2n))
    end += extra[0].length
  }
  let unit = readUnit(text, end)
  if (unit && numeral.isSoft && /^(?:every|each|per|a|an)$/i.test(text.slice(numeral.start, numeral.end)) && unit.readings.every(({ dimension }) => dimension !== 'time' && dimension !== 'months')) unit = null
  const prefix = currency.exec(lookBack)
  const fromPrefix = prefix?.[1] ? readUnit(prefix[1].replace(/邵氏? ?/, 'Shore ').replace(/Shore ?(?=[AD])/, 'Shore '), 0) : null
  let readings: readonly Reading[] = unit?.readings ?? (numeral.isShare ? [plain, share(1n)] : [plain])
  if (fromPrefix) readings = unit ? [...readings, ...fromPrefix.readings] : [...fromPrefix.readings, plain]
  if (unit) end = unit.end
  const trailing = unit ? /^ ?半(?![\u2E80-\u9FFF]*[导])/.exec(text.slice(end, end + 3)) : null
  if (trailing && value.per === 1n && /[年天月时]$/.test(text.slice(0, end).slice(-1))) {
    value = plus(value, ratio(1n, 2n))
    end += trailing[0].length
  }
  const isTolerance = plusMinus.exec(lookBack)
  let start = numeral.start
  let explicit: Draft['explicit'] = ''
  if (isTolerance) start -= isTolerance[0].length
  else {
    const words = worded.exec(lookBack)
    if (words) [explicit, start] = ['-', start - words[0].length]
    else if (minusBefore.test(text.slice(Math.max(from, numeral.start - 2), numeral.start))) [explicit, start] = ['-', start - 1]
    else if (lookBack.endsWith('+') && !/[A-Za-z\d]\+$/.test(lookBack)) [explicit, start] = ['+', start - 1]
  }
  if (explicit === '-') value = negative(value)
  return {
    role: isTolerance ? 'tolerance' : 'value',
    values: [value],
    readings,
    hasUnit: unit !== null || fromPrefix !== null,
    start,
    end,
    numeral,
    explicit,
    per: null,
  }
}

const summable: readonly string[] = ['time', 'mass', 'months', 'length', 'angle']
/** `1 h 30 min`, 1小时30分, `1 lb 4 oz`: one quantity in two units, the second one smaller. */
function sumOf(text: string, a: Draft, b: Draft): Draft | null {
  const [x, y] = [a.readings[0], b.readings[0]]
  if (!x || !y || a.role !== 'value' || b.role !== 'value' || b.explicit !== '' || a.numeral.isSoft || b.numeral.isSoft) return null
  if (x.dimension !== y.dimension || !summable.includes(x.dimension) || compareRatios(x.factor, y.factor) <= 0) return null
  if (!/^ ?(?:and |又|零)?$/.test(text.slice(a.end, b.numeral.start))) return null
  const [whole, part] = [a.values[0], b.values[0]]
  if (!whole || !part || compareRatios(times(part, y.factor), x.factor) >= 0) return null
  return { ...a, values: [plus(whole, over(times(part, y.factor), x.factor))], readings: [x], end: b.end, numeral: { ...b.numeral, start: a.numeral.start } }
}

const rangeGap = /^ ?(?:~|-{1,2}|…|\.{2,3}|to|through|thru|至|到) ?([+-])?(?:负|零下|minus )? ?$/i
const betweenGap = /^ ?(?:and|和|与|及|到|至) ?([+-])?(?:负|零下|minus )? ?$/i
const betweenBefore = /(?:\bbetween|介于|在|\bbetween [a-z ]{1,20}) ?[+-]?(?:负|零下|minus )? ?$/i
const deviationGap = /^ ?[/,、]? ?-$/
const listGap = /^ ?(?:,|、|\/|×|x|X|\*|;|,? ?and|,? ?or|和|及|与|或|以及|by)? ?[±+-]?(?:and|or)? ?$/i

const dimensionsOf = ({ readings }: { readings: readonly Reading[] }): Set<string> => new Set(readings.map(({ dimension }) => dimension))
const agree = (a: { readings: readonly Reading[] }, b: { readings: readonly Reading[] }): boolean => {
  const left = dimensionsOf(a)
  return [...dimensionsOf(b)].some((dimension) => left.has(dimension))
}

/** Joins two numbers into a range, or answers null where they stand for themselves. */
function rangeOf(text: string, a: Draft, b: Draft, from: number): Draft | null {
  if (a.role !== 'value' || b.role !== 'value' || a.numeral.isSoft || b.numeral.isSoft) return null
  const gap = text.slice(a.end, b.numeral.start)
  if (gap.length > 14) return null
  const simple = rangeGap.exec(gap)
  const between = !simple && betweenGap.exec(gap) ? betweenBefore.test(text.slice(Math.max(from, a.start - 28), a.start)) || /^ ?之?间/.test(text.slice(b.end, b.end + 3)) : false
  if (!simple && !between) return null
  const match = simple ?? betweenGap.exec(gap)
  // `5-10`: the stroke is no sign. `-20~-10`, `5--3`: it is.
  const stroke = /^ ?-{1,2} ?$/.exec(gap)
  const isNegative = stroke ? gap.includes('--') : match?.[1] === '-' || /负|零下|minus/.test(gap)
  const isMagnitude = compareRatios(b.values[0] ?? ratio(0n), ratio(0n)) < 0
  let second = b.values[0] ?? ratio(0n)
  if (isMagnitude !== isNegative) second = negative(second)
  if (a.hasUnit && b.hasUnit && !agree(a, b)) return null
  // `Table 3 - 5 V`: a spaced stroke between a bare number and one with a unit is more often a dash.
  const first = a.values[0] ?? ratio(0n)
  const readings = b.hasUnit ? b.readings : a.readings
  const [low, high] = compareRatios(first, second) <= 0 || (a.hasUnit && b.hasUnit) ? [first, second] : [second, first]
  const scaledLow = a.hasUnit && b.hasUnit ? inUnitOf(low, a, b) : low
  return { ...a, role: 'range', values: [scaledLow, high], readings, hasUnit: a.hasUnit || b.hasUnit, end: b.end, numeral: { ...b.numeral, start: a.numeral.start } }
}
/** `500 mV to 3 V`: the first end in the unit of the second. */
function inUnitOf(value: Ratio, a: Draft, b: Draft): Ratio {
  const [from, to] = [a.readings[0], b.readings[0]]
  if (!from || !to || from.dimension !== to.dimension || from.symbol === to.symbol || to.factor.of === 0n) return value
  return over(plus(plus(times(value, from.factor), from.offset), negative(to.offset)), to.factor)
}

const perAfter = /^(?: [a-z]{2,14}){0,3} ?(?:\/|\bper\b|\ban?\b|\beach\b|\bevery\b|每) ?$/i
const timePer = / ?(?:\/|per |an? |each |every |每个?)(?=[A-Za-z\u2E80-\u9FFF])/gi

/** What a rate is per: `10 times per minute`, `8 hours a day`, 每分钟20次. Only of time. */
function perOf(text: string, draft: Draft, from: number, to: number): Draft['per'] {
  const after = text.slice(draft.end, Math.min(to, draft.end + 48))
  timePer.lastIndex = 0
  for (let match = timePer.exec(after); match; match = timePer.exec(after)) {
    if (!perAfter.test(after.slice(0, match.index + match[0].length)) && !/^ ?\/ ?$|^ ?每$/.test(after.slice(0, match.index + match[0].length))) continue
    const unit = timeUnit(after, match.index + match[0].length)
    if (unit) return unit
  }
  const before = text.slice(Math.max(from, draft.start - 24), draft.start)
  const each = before.lastIndexOf('每')
  if (each < 0 || /[,，。;；、()!?\n:：]/.test(before.slice(each))) return null
  return timeUnit(before, each + 1 + (/^[一1]?个?(?=[小月])/.exec(before.slice(each + 1))?.[0].length ?? 0))
}
function timeUnit(text: string, at: number): Draft['per'] {
  const found = readUnit(text, at)
  const unit = found?.unit
  if (!unit || (unit.dimension !== 'time' && unit.dimension !== 'months')) return null
  return { key: perKey(unit), dimension: unit.dimension, factor: unit.factor }
}

/** All quantities of a folded text in which names and dates are blotted out. */
export function readQuantities(text: string): Quantity[] {
  const drafts: Draft[] = []
  let from = 0
  for (const numeral of numeralsOf(text)) {
    if (numeral.start < from) continue
    const draft = draftOf(text, numeral, from)
    const last = drafts.at(-1)
    const sum = last ? sumOf(text, last, draft) : null
    const joined = sum ?? (last ? rangeOf(text, last, draft, last.role === 'range' ? last.end : beforeLast(drafts)) : null)
    if (joined) drafts[drafts.length - 1] = joined
    else drafts.push(draft)
    from = draft.end
  }
  shareUnits(text, drafts)
  return attach(text, drafts)
}
const beforeLast = (drafts: readonly Draft[]): number => drafts.at(-2)?.end ?? 0

/** Numbers of a list have the unit of its end; a value has that of its tolerance; `+0.1/-0.05` is a pair. */
function shareUnits(text: string, drafts: readonly Draft[]) {
  for (let index = drafts.length - 2; index >= 0; index--) {
    const [draft, next] = [drafts[index], drafts[index + 1]]
    if (!draft || !next) continue
    const gap = text.slice(draft.end, next.numeral.start)
    if (draft.role === 'value' && next.role === 'value' && draft.explicit === '+' && next.explicit === '-' && deviationGap.test(gap)) {
      draft.role = 'upper'
      next.role = 'lower'
    }
    if (!draft.hasUnit && (next.hasUnit || next.isShared) && !draft.numeral.isSoft) {
      const isTolerated = next.role === 'tolerance' && /^ ?(?:±|\+ ?\/ ?-|\+-|正负) ?$/.test(gap)
      if (isTolerated && next.readings.some(({ dimension }) => dimension === 'ratio')) continue
      if (isTolerated || draft.role === 'upper' || (gap.length <= 8 && listGap.test(gap) && gap.trim() !== '')) {
        draft.readings = [...draft.readings, ...next.readings]
        draft.isShared = true
      }
    }
    // 25 mm ± 0.1
    if (draft.hasUnit && !next.hasUnit && (next.role === 'tolerance' || next.role === 'lower') && gap.length <= 12) next.readings = [...next.readings, ...draft.readings]
  }
}

function attach(text: string, drafts: readonly Draft[]): Quantity[] {
  // What one number took after itself, the next one cannot have before itself.
  let taken = 0
  let previous: { draft: Draft; comparison: Comparison } | undefined
  // A word that may be no number (`no`, `per`, 一) does not come between a number and what is said about it.
  const nextHard: (Draft | undefined)[] = []
  for (let index = drafts.length - 1, next: Draft | undefined; index >= 0; index--) {
    nextHard[index] = next
    if (drafts[index]?.numeral.isSoft === false) next = drafts[index]
  }
  return drafts.map((draft, index): Quantity => {
    const next = nextHard[index]
    const after = comparisonAfter(text, draft.end, next?.start ?? text.length)
    const own = after?.comparison ?? comparisonBefore(text, taken, draft.start, draft.readings[0]?.dimension === 'time')
    const comparison = previous ? takenOver(own, previous.comparison, text.slice(previous.draft.end, draft.start), agree(previous.draft, draft)) : own
    const per = draft.role === 'value' ? perOf(text, draft, taken, next?.start ?? text.length) : null
    if (!draft.numeral.isSoft) {
      taken = Math.max(draft.end, after?.end ?? 0)
      previous = { draft, comparison }
    }
    const readings = per ? [...draft.readings.flatMap((reading) => rateOf(reading, per)), ...draft.readings.map((reading) => ({ ...reading, per: reading.per ?? per.key }))] : draft.readings
    const lead = text.slice(Math.max(0, draft.start - 12), draft.start)
    const before2 = /([A-Za-z][A-Za-z-]*)[ .]?$/.exec(lead)?.[1]?.replace(/-/g, '').toUpperCase()
    return {
      form: 'quantity',
      role: draft.role,
      values: draft.values,
      readings,
      comparison: draft.role === 'value' ? comparison : {},
      start: draft.start,
      end: draft.end,
      isSoft: draft.numeral.isSoft,
      before: before2 ?? (/[\u2E80-\u9FFF] ?$/.test(lead) ? '汉' : ''),
    }
  })
}
function rateOf(reading: Reading, per: NonNullable<Draft['per']>): Reading[] {
  if (reading.per !== undefined || reading.dimension.includes('/') || reading.offset.of !== 0n) return []
  return [{ ...reading, dimension: `${reading.dimension}/${per.dimension}`, factor: over(reading.factor, per.factor), per: per.key }]
}

/** Whether a word reads as numbers and units from end to end: `5V2A`, `100nF`, `10x20mm`, `24h`, `100-240V`. */
export function isQuantityText(text: string, start: number, end: number): boolean {
  const word = text.slice(start, end)
  // 34465A is a meter, not a current.
  if (/^\d{5,}[A-Z]$/.test(word) && !/[VWNKR]$/.test(word)) return false
  let at = 0
  while (at < word.length) {
    const numeral = readDigits(word, at)
    if (!numeral) return false
    at = numeral.end
    const unit = readUnit(word, at)
    // A word in one piece with the number: 16pin, 3layers, 2nd.
    const plainWord = /^-?(?:[a-z]{2,20}|[A-Z][a-z]{2,20}|[A-Z]{2,4})(?![A-Za-z\d])/.exec(word.slice(at))
    at = Math.max(unit?.end ?? at, plainWord ? at + plainWord[0].length : at)
    if (at < word.length) {
      const joint = /^(?:[-~+xX×*/](?=[\d.])|(?=\d))/.exec(word.slice(at))
      // Letters and digits in turn without a unit between them are a code.
      if (!joint || (joint[0] === '' && !unit)) return false
      at += joint[0].length
    }
  }
  return true
}
