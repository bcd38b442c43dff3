import { compareRatios, negative, over, plus, ratio, type Ratio, times } from '@/server/kernel/ratio'
import { type Draft, isOrdinal } from './drafts'
import { plain, type Reading } from './measures'

const summable: readonly string[] = ['time', 'mass', 'months', 'length', 'angle']
/** `1 h 30 min`, 1小时30分, `1 lb 4 oz`: one quantity in two units, the second one smaller. */
export function sumOf(text: string, a: Draft, b: Draft): Draft | null {
  const [x, y] = [a.readings[0], b.readings[0]]
  if (!x || !y || a.role !== 'value' || b.role !== 'value' || b.explicit !== '' || a.numeral.isSoft || b.numeral.isSoft)
    return null
  if (x.dimension !== y.dimension || !summable.includes(x.dimension) || compareRatios(x.factor, y.factor) <= 0)
    return null
  if (!/^ ?(?:and |又|零)?$/.test(text.slice(a.end, b.numeral.start))) return null
  const [whole, part] = [a.values[0], b.values[0]]
  if (!whole || !part || compareRatios(times(part, y.factor), x.factor) >= 0) return null
  return {
    ...a,
    values: [plus(whole, over(times(part, y.factor), x.factor))],
    readings: [x],
    end: b.end,
    numeral: { ...b.numeral, start: a.numeral.start },
  }
}

const rangeGap = /^ ?(?:~|-{1,2}|…|\.{2,3}|to|through|thru|至|到) ?([+-])?(?:负|正|零下|零上|minus |plus )? ?$/i
const betweenGap = /^ ?(?:and|和|与|及|到|至) ?([+-])?(?:负|正|零下|零上|minus |plus )? ?$/i
const betweenBefore = /(?:\bbetween|介于|在|\bbetween [a-z ]{1,20}) ?[+-]?(?:负|零下|minus )? ?$/i
const deviationGap = /^ ?[/,、，]? ?(?:下偏差|下公差|下差|lower(?: deviation)?)? ?-$/
const listGap = /^ ?(?:,|、|\/|×|x|X|\*|;|,? ?and|,? ?or|和|及|与|或|以及|by)? ?[±+-]?(?:and|or)? ?$/i

const dimensionsOf = ({ readings }: { readings: readonly Reading[] }): Set<string> =>
  new Set(readings.map(({ dimension }) => dimension))
/** Whether two numbers can be read in one dimension. */
export const measureAlike = (a: { readings: readonly Reading[] }, b: { readings: readonly Reading[] }): boolean => {
  const left = dimensionsOf(a)
  return [...dimensionsOf(b)].some((dimension) => left.has(dimension))
}

/** Joins two numbers into a range, or answers null where they stand for themselves. */
export function rangeOf(text: string, a: Draft, b: Draft, from: number): Draft | null {
  if (a.role !== 'value' || b.role !== 'value' || b.numeral.isSoft) return null
  const gap = text.slice(a.end, b.numeral.start)
  if (gap.length > 14) return null
  // `one to two weeks`
  const opensInWords =
    b.numeral.isWord && /^(?:one|一)$/i.test(text.slice(a.start, a.end)) && /^ ?(?:to|-|~|至|到) ?$/.test(gap)
  if (a.numeral.isSoft && !opensInWords) return null
  const simple = rangeGap.exec(gap)
  const between =
    !simple && betweenGap.exec(gap)
      ? betweenBefore.test(text.slice(Math.max(from, a.start - 28), a.start)) ||
        /^ ?之?间/.test(text.slice(b.end, b.end + 3))
      : false
  if (!simple && !between) return null
  // `raised by a factor of 1.5 to 300 nits`: the second number is where it got to.
  if (b.hasUnit && !a.hasUnit && /\bfactor of $/i.test(text.slice(Math.max(from, a.start - 12), a.start))) return null
  const match = simple ?? betweenGap.exec(gap)
  // `5-10`: the stroke is no sign. `-20~-10`, `5--3`: it is.
  const stroke = /^ ?-{1,2} ?$/.exec(gap)
  const isNegative = stroke ? gap.includes('--') : match?.[1] === '-' || /负|零下|minus/.test(gap)
  const isMagnitude = compareRatios(b.values[0] ?? ratio(0n), ratio(0n)) < 0
  let second = b.values[0] ?? ratio(0n)
  if (isMagnitude !== isNegative) second = negative(second)
  if (a.hasUnit && b.hasUnit && !measureAlike(a, b)) return null
  const first = scaledAlike(a, b, second)
  const readings = [...(isOrdinal(text, a.start) ? [plain] : []), ...(b.hasUnit ? b.readings : a.readings)]
  const [low, high] = compareRatios(first, second) <= 0 || (a.hasUnit && b.hasUnit) ? [first, second] : [second, first]
  const scaledLow = a.hasUnit && b.hasUnit ? inUnitOf(low, a, b) : low
  return {
    ...a,
    role: 'range',
    values: [scaledLow, high],
    readings,
    hasUnit: a.hasUnit || b.hasUnit,
    end: b.end,
    numeral: { ...b.numeral, start: a.numeral.start },
  }
}
/** 2~3万 and `20–30 thousand`: both ends are meant in the scale of the second; 5000~1万 is as it stands. */
function scaledAlike(a: Draft, b: Draft, second: Ratio): Ratio {
  const first = a.values[0] ?? ratio(0n)
  const { scale } = b.numeral
  if (scale === undefined || a.hasUnit || a.numeral.scale !== undefined) return first
  const scaled = times(first, scale)
  return compareRatios(scaled, second) < 0 ? scaled : first
}
/** `500 mV to 3 V`: the first end in the unit of the second. */
function inUnitOf(value: Ratio, a: Draft, b: Draft): Ratio {
  const [from, to] = [a.readings[0], b.readings[0]]
  if (!from || !to || from.dimension !== to.dimension || from.symbol === to.symbol || to.factor.of === 0n) return value
  return over(plus(plus(times(value, from.factor), from.offset), negative(to.offset)), to.factor)
}

/** Numbers of a list have the unit of its end; a value has that of its tolerance; `+0.1/-0.05` is a pair. */
export function shareUnits(text: string, drafts: readonly Draft[]) {
  for (let index = drafts.length - 2; index >= 0; index--) {
    const [draft, next] = [drafts[index], drafts[index + 1]]
    if (!draft || !next) continue
    const gap = text.slice(draft.end, next.numeral.start)
    if (
      draft.role === 'value' &&
      next.role === 'value' &&
      draft.explicit === '+' &&
      next.explicit === '-' &&
      deviationGap.test(gap)
    ) {
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
    // 25 mm +0.1/-0.2
    if (draft.hasUnit && next.role === 'upper' && !next.hasUnit && gap.length <= 12) {
      next.readings = [...next.readings, ...draft.readings]
      const lower = drafts[index + 2]
      if (lower?.role === 'lower' && !lower.hasUnit) lower.readings = [...lower.readings, ...draft.readings]
    }
    // 25 mm ± 0.1
    if (draft.hasUnit && !next.hasUnit && (next.role === 'tolerance' || next.role === 'lower') && gap.length <= 12)
      next.readings = [...next.readings, ...draft.readings]
  }
}
