import type { Ratio } from '@/server/kernel/ratio'
import { type Comparison, comparisonAfter, comparisonBefore, takenOver } from './comparisons'
import { type Draft, draftOf, numeralsOf, type Role } from './drafts'
import { measureAlike, rangeOf, shareUnits, sumOf } from './joining'
import { type Reading, readUnit } from './measures'
import { readDigits } from './numerals'
import { perOf, withRate } from './rates'

/** A number with its unit, or a range of two; offsets in the folded text. */
export type Quantity = Readonly<{
  form: 'quantity'
  role: Role
  /** As written, with sign; two for a range, the lower one first. */
  values: readonly Ratio[]
  readings: readonly Reading[]
  comparison: Comparison
  start: number
  end: number
  isSoft: boolean
  isDecimal: boolean
  /** Written in words. */
  isWord: boolean
  /** A part of a whole, in words. */
  isShare: boolean
  /** Latin word before the number (`USB` 3.0), or `汉` where Chinese stands before it. */
  before: string
}>

/** All quantities of a folded text in which names and dates are blotted out. */
export function readQuantities(text: string): Quantity[] {
  const drafts: Draft[] = []
  let from = 0
  for (const numeral of numeralsOf(text)) {
    if (numeral.start < from) continue
    const draft = draftOf(text, numeral, from)
    const last = drafts.at(-1)
    const sum = last ? sumOf(text, last, draft) : null
    const joined =
      sum ?? (last ? rangeOf(text, last, draft, last.role === 'range' ? last.end : beforeLast(drafts)) : null)
    if (joined) drafts[drafts.length - 1] = joined
    else drafts.push(draft)
    from = draft.end
  }
  shareUnits(text, drafts)
  for (let index = 1; index < drafts.length; index++) takeUnitSaidBefore(text, drafts, index)
  return attach(text, drafts)
}
const closesClause =
  /^ ?(?:[,;!?)，。；！？）、]|\.(?!\d)|\n|$|(?:instead|now|max|min|today|before|only|at (?:least|most))(?![a-z])|[了吧吗呢])/
const sentenceEnd = /[。\n!?！？;；]|\. /
/** `42 seconds, we need 36.`: a number that ends its clause may have the unit of the one before it. */
function takeUnitSaidBefore(text: string, drafts: readonly Draft[], index: number) {
  const draft = drafts[index]
  if (!draft || draft.hasUnit || draft.isShared || draft.role !== 'value' || draft.numeral.isSoft) return
  const neighbour = drafts[index - 1]
  if (!neighbour || !(neighbour.hasUnit || neighbour.isShared || neighbour.numeral.isSoft)) return
  if (!closesClause.test(text.slice(draft.end, draft.end + 9))) return
  const readings: Reading[] = []
  for (let at = index - 1, seen = 0; at >= 0 && seen < 2; at--) {
    const before = drafts[at]
    if (!before || draft.start - before.end > 60 || sentenceEnd.test(text.slice(before.end, draft.start))) break
    if (before.numeral.isSoft) continue
    if (!before.hasUnit && !before.isShared) break
    seen++
    // 16 hours, 10 minutes, another 2.
    if (readings.length === 0 || measureAlike({ readings }, before)) readings.push(...before.readings)
  }
  if (readings.length === 0) return
  draft.readings = [...new Set([...readings, ...draft.readings])]
  draft.isShared = true
}
const beforeLast = (drafts: readonly Draft[]): number => drafts.at(-2)?.end ?? 0

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
  const saidBehind: boolean[] = []
  const quantities = drafts.map((draft, index): Quantity => {
    const next = nextHard[index]
    const after = comparisonAfter(text, draft.end, next?.start ?? text.length, { from: taken, start: draft.start })
    saidBehind[index] = after !== null && draft.role === 'value'
    const own = after?.comparison ?? comparisonBefore(text, taken, draft.start, draft.readings[0]?.dimension === 'time')
    const comparison = previous
      ? takenOver(
          own,
          previous.comparison,
          text.slice(previous.draft.end, draft.start),
          measureAlike(previous.draft, draft),
        )
      : own
    const per = draft.role === 'value' ? perOf(text, draft, taken, next?.start ?? text.length) : null
    if (!draft.numeral.isSoft) {
      taken = Math.max(draft.end, after?.end ?? 0)
      previous = { draft, comparison }
    }
    return {
      form: 'quantity',
      role: draft.role,
      values: draft.values,
      readings: withRate(draft.readings, per),
      comparison: draft.role === 'value' ? comparison : {},
      start: draft.start,
      end: draft.end,
      isSoft: draft.numeral.isSoft,
      isDecimal: draft.numeral.isDecimal === true,
      isWord: draft.numeral.isWord,
      isShare: draft.numeral.isShare === true,
      before: wordBefore(text, draft.start),
    }
  })
  // `iOS 16 and Android 10 and later`: what is said behind the last of a list is meant of them all.
  for (let index = quantities.length - 2; index >= 0; index--) {
    const [quantity, following] = [quantities[index], quantities[index + 1]]
    if (!quantity || !following || !saidBehind[index + 1] || quantity.role !== 'value') continue
    const { signs } = following.comparison
    if (signs === undefined || quantity.comparison.signs !== undefined) continue
    if (!isListed(text.slice(quantity.end, following.start))) continue
    quantities[index] = { ...quantity, comparison: { signs, isOptional: true } }
    saidBehind[index] = true
  }
  return quantities.flatMap((quantity, index) =>
    quantity.comparison.signs === '≤' && isOfTime(text, quantity, quantities[index + 1])
      ? { ...quantity, comparison: { signs: '≤>≥' } }
      : isDoubled(text, drafts[index])
        ? twice(quantity)
        : quantity,
  )
}
const isListed = (between: string): boolean =>
  between.length <= 24 && /^ ?(?:,|\/|、|and\b|or\b|和|及|与|或)/.test(between) && !/[.;。；\n]/.test(between)
/** 双85 is 85/85: 85 °C and 85 % humidity. */
const isDoubled = (text: string, draft: Draft | undefined): boolean =>
  draft?.hasUnit === false && draft.role === 'value' && !draft.numeral.isWord && text.charAt(draft.start - 1) === '双'
function twice(quantity: Quantity): Quantity[] {
  const readings = ['℃', '%RH'].flatMap((unit) => readUnit(unit, 0)?.readings ?? [])
  const one = { ...quantity, readings: [...quantity.readings, ...readings] }
  return [one, { ...one, isSoft: true }]
}
/** `must not exceed 260 °C for more than 10 s` limits the time above 260 °C. */
const isOfTime = (text: string, { end, comparison }: Quantity, next: Quantity | undefined): boolean =>
  next !== undefined &&
  comparison.isTurned === true &&
  next.readings[0]?.dimension === 'time' &&
  /^ for (?:more|longer) than $/i.test(text.slice(end, next.start))

function wordBefore(text: string, start: number): string {
  const lead = text.slice(Math.max(0, start - 12), start)
  const word = /([A-Za-z][A-Za-z-]*)[ .]?$/.exec(lead)?.[1]
  if (word !== undefined) return word.replace(/-/g, '').toUpperCase()
  return /[\u2E80-\u9FFF] ?$/.test(lead) ? '汉' : ''
}

const longestWord = 40
/** Whether a word reads as numbers and units from end to end: `5V2A`, `100nF`, `10x20mm`, `24h`, `100-240V`. */
export function isQuantityText(text: string, start: number, end: number): boolean {
  const word = text.slice(start, end)
  if (word.length > longestWord) return false
  // 4K7 and 3V3 have the unit for a point.
  if (/^\d+[kKMRVGuUnpmμ]\d+$/.test(word)) return false
  // 34465A is a meter, not a current.
  if (/^\d{5,}[A-Z]$/.test(word) && !/[VWNKR]$/.test(word)) return false
  let at = 0
  while (at < word.length) {
    const numeral = readDigits(word, at)
    if (!numeral) return false
    at = numeral.end
    // 1kS/s goes on behind the word.
    const unit = readUnit(text.slice(0, start + word.length + 4), start + at)
    if (unit && unit.end > end) return true
    // A word in one piece with the number: 16pin, 3layers, 2nd.
    const plainWord =
      /^-?(?:[a-z]{2,20}|[A-Z][a-z]{2,20}|[A-Z]{2,4}|(?=[A-Za-z]*[a-z])(?=[A-Za-z]*[A-Z])[A-Za-z]{3,8})(?![A-Za-z\d])/.exec(
        word.slice(at),
      )
    at = Math.max(unit ? unit.end - start : at, plainWord ? at + plainWord[0].length : at)
    if (at < word.length) {
      const joint = /^(?:[-~+xX×*/](?=[\d.])|(?=\d))/.exec(word.slice(at))
      // Letters and digits in turn without a unit between them are a code.
      if (!joint || (joint[0] === '' && !unit)) return false
      at += joint[0].length
    }
  }
  return true
}
