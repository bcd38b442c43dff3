import { agree } from './comparisons'
import type { Difference } from './nearest'
import type { Quantity } from './quantities'
import { keysOf } from './shelf'

type Sides<T> = Readonly<{ en: T; zh: T }>
const sides = ['en', 'zh'] as const

const isBare = ({ role, readings }: Quantity): boolean =>
  role === 'value' && readings.some(({ dimension, symbol }) => dimension === 'plain' && symbol === '')
const valueOf = ({ values: [value] }: Quantity): number => (value?.per === 1n ? Number(value.of) : Number.NaN)

/** What may stand behind a whole number whose unit goes without saying; anything else is what it counts. */
const nothingCounted =
  /^(?:$|\s?[,.;:!?)，。；：！？）、\n]|\s?-?(?:or so|without|with|under|over|for|in|on|at|by|if|when|while|but|and|or|is|was|are|were|before|after|instead|as|than|then|from|to|again|now|already|today|yesterday|tops|max|min|only|too|should|would|will|can|could|has|had|have|may|might|[a-z]{2,6}n't|though|because|so|not|last|this|again|it|we|they|you|i|that|there|the|once|after|since|until|flat|full|empty|nominal|typical|straight)(?![a-z])|\s?(?:左右|上下|以上|以下|以内|才|就|都|也|是|会|可|太|了|吧|吗|呢|的|时|后|前|到|至|比|和|与|或|不|还|则|为|有|最|要))/i

const about =
  /\b(?:about|approx(?:imately)?|around|roughly|nearly|almost|close to|some|maybe|or so|give or take)\b|[≈约]|左右|上下|大概|大致|差不多|将近|接近/gi
const vaguenessOf = (text: string): number => Array.from(text.matchAll(about)).length
/** `about one unit in thirty` and 大概三十台里一台: both are vague as often, each about another of the numbers. */
export function isVagueInBoth({ kind, en, zh }: Difference<Quantity>, texts: Sides<string>): boolean {
  const signs = [en?.comparison.signs, zh?.comparison.signs]
  return (
    kind === 'comparator' &&
    signs.includes('≈') &&
    signs.includes(undefined) &&
    vaguenessOf(texts.en) === vaguenessOf(texts.zh)
  )
}

/**
 * `30 N, we need 80 or so`: a number is bare because its own text has said the unit already, while the other text says
 * it again.
 */
export function isUnitUnderstood(
  { kind, en, zh }: Difference<Quantity>,
  all: Sides<readonly Quantity[]>,
  texts: Sides<string>,
): boolean {
  if (kind !== 'unit' || !en || !zh || !agree(en.comparison, zh.comparison)) return false
  for (const [own, side, other] of [
    [en, 'en', zh],
    [zh, 'zh', en],
  ] as const) {
    if (!isBare(own) || isBare(other)) continue
    if (!own.isDecimal && !nothingCounted.test(texts[side].slice(own.end, own.end + 12))) continue
    const isSaid = all[side].some(
      (each) =>
        each !== own &&
        each.readings.some(
          ({ symbol }) => symbol !== '' && other.readings.some((reading) => reading.symbol === symbol),
        ),
    )
    const isPoint = Array.from(texts[side].matchAll(/\d([A-Za-zΩμ])\d/g)).some(([, sign]) =>
      other.readings.some(({ symbol }) => symbol === sign),
    )
    if (isSaid || isPoint) return true
  }
  return false
}

/** 0%、50%、100%三点: the number of things just listed, which the other text leaves to be counted. */
export function isCountOfList(difference: Difference<Quantity>, texts: Sides<string>): boolean {
  for (const side of sides) {
    const token = difference[side]
    if (!token || difference[side === 'en' ? 'zh' : 'en'] || !isBareCount(token)) continue
    const count = valueOf(token)
    const listed = /[^。;；:：，\n]*$/.exec(texts[side].slice(Math.max(0, token.start - 60), token.start))?.[0] ?? ''
    const joints = listed.match(/、|,|和|及|与|\band\b|\//g)?.length ?? 0
    if (count >= 2 && count <= 6 && joints === count - 1) return true
  }
  return false
}
const isBareCount = ({ role, readings, comparison, isDecimal }: Quantity): boolean =>
  role === 'value' &&
  !isDecimal &&
  comparison.signs === undefined &&
  readings.some(({ dimension, per }) => dimension === 'plain' && per === undefined)

/**
 * A word for two or three that stands alone, `the two halves` and 上下半: languages drop it as they like. Not where
 * the other text has a word that may be the number it was changed to (`one`, 一次).
 */
export function isSmallWord(difference: Difference<Quantity>, soft: Sides<readonly Quantity[]>): boolean {
  for (const side of sides) {
    const other = side === 'en' ? 'zh' : 'en'
    const token = difference[side]
    if (!token?.isWord || difference[other] || !isBareCount(token)) continue
    const count = valueOf(token)
    if ((count === 2 || count === 3) && soft[other].length === 0) return true
  }
  return false
}

const eachBefore = /(?:各|分别|均|都)[\u4E00-\u9FFF]{0,3} ?$|\b(?:each|both|all)(?: [a-z]+){0,3} $/i
const eachAfter = /^(?: [a-z]+)? (?:each|apiece|both|all)\b/i
/** 黑白各10台: said once of each, which the other text says one by one. */
export function isSaidOfEach(
  difference: Difference<Quantity>,
  all: Sides<readonly Quantity[]>,
  texts: Sides<string>,
): boolean {
  for (const side of sides) {
    const other = side === 'en' ? 'zh' : 'en'
    const token = difference[side]
    if (!token || difference[other]) continue
    const keys = new Set(keysOf(token))
    const text = texts[other]
    const isEach = all[other].some(
      (each) =>
        keysOf(each).some((key) => keys.has(key)) &&
        (eachBefore.test(text.slice(Math.max(0, each.start - 24), each.start)) ||
          eachAfter.test(text.slice(each.end, each.end + 20))),
    )
    if (isEach) return true
  }
  return false
}
