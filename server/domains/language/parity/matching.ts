import { compareRatios, over, type Ratio } from '@/server/kernel/ratio'
import type { Code } from './codes'
import { agree } from './comparisons'
import { plain } from './measures'
import type { Quantity } from './quantities'
import { alike, type Difference, nearest, type Scored, settled, tooMany } from './nearest'
import { isNone, isPartOfDate, isRestatement } from './restatement'
import { keysOf, pair, Shelf } from './shelf'
import { isCountOfList, isSaidOfEach, isSmallWord, isUnitUnderstood, isVagueInBoth } from './weak-evidence'

export type Matched<T> = Readonly<{ differences: readonly Difference<T>[]; sameValue: readonly (readonly [T, T])[] }>

const perOf = ({ readings }: Quantity): string | undefined => readings.find(({ per }) => per !== undefined)?.per
/** A word may stand for a number written without decimals, and half for 0.5. */
const inWords = (hard: Quantity, soft: Quantity): boolean => (!hard.isDecimal || soft.isShare) && samePer(hard, soft)
/** Rates agree when what they are per does; one side may leave it to the sentence. */
const samePer = (a: Quantity, b: Quantity): boolean => {
  const [left, right] = [perOf(a), perOf(b)]
  if (left === undefined || right === undefined || left === right) return true
  // 60/min and 1/s
  return a.readings.some(
    (x) =>
      x.dimension.includes('/') &&
      b.readings.some(
        (y) => x.dimension === y.dimension && keysOf({ ...a, readings: [x] })[0] === keysOf({ ...b, readings: [y] })[0],
      ),
  )
}

/** Every quantity must stand on both sides, each as often; `texts` are the folded texts they were read from. */
export function matchQuantities(
  en: readonly Quantity[],
  zh: readonly Quantity[],
  texts: Readonly<{ en: string; zh: string }>,
): Matched<Quantity> {
  const differences: Difference<Quantity>[] = []
  const sameValue: (readonly [Quantity, Quantity])[] = []
  const hard = (tokens: readonly Quantity[]) => tokens.filter(({ isSoft }) => !isSoft)
  const soft = (tokens: readonly Quantity[]) => tokens.filter(({ isSoft }) => isSoft)
  const shelf = new Shelf(plainest(hard(zh)), keysOf)
  const first = (token: Quantity) => keysOf(token).slice(0, 1)
  const noted = (a: Quantity, b: Quantity) => {
    if (isOtherUnit(a, b)) sameValue.push([a, b])
  }
  const asWritten = (a: Quantity, b: Quantity) => a.readings[0]?.symbol === b.readings[0]?.symbol
  let open = plainest(hard(en))
  // `Class 3` first looks for Class 3, and leaves the 3.0 of USB to USB.
  const isNamed = (a: Quantity, b: Quantity) => a.before !== '' && a.before !== '汉' && a.before === b.before
  open = pair(open, shelf, first, (a, b) => isNamed(a, b) && agree(a.comparison, b.comparison) && samePer(a, b))
  open = pair(open, shelf, first, (a, b) => asWritten(a, b) && agree(a.comparison, b.comparison) && samePer(a, b))
  open = pair(open, shelf, keysOf, (a, b) => agree(a.comparison, b.comparison) && samePer(a, b), noted)
  open = pair(open, shelf, keysOf, samePer, (a, b) => {
    if (!agree(a.comparison, b.comparison)) differences.push({ kind: 'comparator', en: a, zh: b })
  })
  // A range on one side, its two ends on the other.
  open = pairRanges(open, shelf)
  const others = new Shelf(open, keysOf)
  const ranges = pairRanges(shelf.left, others)
  const openToo = new Set(others.left)
  open = open.filter((token) => openToo.has(token))
  const apart = new Set(ranges)
  for (const token of shelf.left) if (!apart.has(token)) shelf.take(token)
  let rest = shelf.left
  const inOrder = (a: Quantity, b: Quantity) => a.start - b.start
  const withoutFractions = (enWords: readonly Quantity[], zhWords: readonly Quantity[]) => {
    for (const [shares, parts, words, whole] of [
      [open, rest, zhWords, texts.zh],
      [rest, open, enWords, texts.en],
    ] as const)
      for (const { share, of, per } of fractions(shares, [...parts, ...words].toSorted(inOrder), whole)) {
        shares.splice(shares.indexOf(share), 1)
        for (const part of [of, per]) if (parts.includes(part)) parts.splice(parts.indexOf(part), 1)
      }
  }
  withoutFractions([], [])
  // Words that may be numbers answer for what is left.
  open = withoutVagueRanges(open, soft(zh))
  const zhSoft = new Shelf(soft(zh), keysOf)
  open = pair(open, zhSoft, keysOf, inWords)
  const enSoft = new Shelf(soft(en), keysOf)
  rest = pair(withoutVagueRanges(rest, soft(en)), enSoft, keysOf, inWords)
  withoutFractions(enSoft.left, zhSoft.left)
  const left = nearest(open.toSorted(inOrder), rest.toSorted(inOrder))
  const [enHard, zhHard] = [hard(en), hard(zh)]
  const isSaidAgain = ({ en: a, zh: b }: Difference<Quantity>) => {
    if (a !== null && b !== null) return false
    const lonely = a ?? b
    return lonely !== null && (isNone(lonely) || isRestatement(lonely, a ? enHard : zhHard, a ? texts.en : texts.zh))
  }
  return {
    differences: [
      ...withoutTransposed(differences.filter((difference) => !isVagueInBoth(difference, texts))),
      ...left.filter(
        (difference, index) =>
          index >= tooMany ||
          !(
            isSaidAgain(difference) ||
            isUnitUnderstood(difference, { en, zh }, texts) ||
            isSaidOfEach(difference, { en, zh }, texts) ||
            isCountOfList(difference, texts) ||
            isSmallWord(difference, { en: enSoft.left, zh: zhSoft.left })
          ),
      ),
    ],
    sameValue,
  }
}

/**
 * A limit that one text sets at one number and the other at its neighbour: `never exceeds 70 % of 320 KB` and
 * 不超过320KB的70%. Both differences fall away, because the limit stands in both texts.
 */
function withoutTransposed(differences: readonly Difference<Quantity>[]): Difference<Quantity>[] {
  const gone = new Set<Difference<Quantity>>()
  const signsOf = (token: Quantity | null) => token?.comparison.signs
  for (const one of differences.slice(0, tooMany)) {
    if (gone.has(one) || signsOf(one.en) === undefined || signsOf(one.zh) !== undefined) continue
    const other = differences.find(
      ({ en, zh }) => signsOf(en) === undefined && zh && one.en && agree(zh.comparison, one.en.comparison),
    )
    if (other && !gone.has(other)) gone.add(one).add(other)
  }
  // `over 3 thou, about 8 丝` and 超过8丝（约3 thou）: a limit and its approximation.
  for (const one of differences.slice(0, tooMany)) {
    const { en, zh } = one
    if (gone.has(one) || !en || !zh || (signsOf(en) === '≈') === (signsOf(zh) === '≈')) continue
    const other = differences
      .slice(0, tooMany)
      .find(
        (each) =>
          each !== one &&
          !gone.has(each) &&
          each.en &&
          each.zh &&
          agree(en.comparison, each.zh.comparison) &&
          agree(zh.comparison, each.en.comparison),
      )
    if (other) gone.add(one).add(other)
  }
  return differences.filter((difference) => !gone.has(difference))
}

/** Those that can be read in one way before those that can be read in several, which take what is left. */
const plainest = (tokens: readonly Quantity[]): Quantity[] => tokens.toSorted((a, b) => vagueness(a) - vagueness(b))
const vagueness = ({ readings, comparison }: Quantity): number =>
  readings.length + (comparison.signs === '*' ? 0.5 : comparison.isOptional ? 0.25 : 0)

const workshop: readonly string[] = ['丝', '斤', '度电', '成']
/** Another unit of the same value that is not merely how the workshop says it. */
function isOtherUnit(a: Quantity, b: Quantity): boolean {
  const [left, right] = [a.readings[0], b.readings[0]]
  if (
    !left ||
    !right ||
    left.symbol === right.symbol ||
    left.dimension !== right.dimension ||
    left.dimension === 'plain' ||
    left.per !== undefined
  )
    return false
  return (
    compareRatios(left.factor, right.factor) !== 0 &&
    !workshop.includes(left.symbol) &&
    !workshop.includes(right.symbol)
  )
}

/** `5 per 1,000`, `4 defects per 100 units` */
const isPer = ({ end }: Quantity, { start }: Quantity, text: string): boolean =>
  start - end <= 8 || (start - end <= 28 && /(?:\b(?:per|in|out of)|每|\/) ?$/i.test(text.slice(end, start)))

/** Parts of a whole that the other text says in two numbers: 千分之五, `5 per 1,000`. */
function fractions(shares: readonly Quantity[], parts: readonly Quantity[], text: string) {
  const found: { share: Quantity; of: Quantity; per: Quantity }[] = []
  const taken = new Set<Quantity>()
  for (const share of shares.slice(0, tooMany))
    for (const [index, of] of parts.slice(0, tooMany).entries()) {
      const per = parts[index + 1]
      const [value, x, y] = [share.values[0], of.values[0], per?.values[0]]
      if (!share.isShare || !per || !value || !x || !y || taken.has(of) || taken.has(per)) continue
      if (!isPer(of, per, text) || y.of === 0n || compareRatios(over(x, y), value) !== 0) continue
      taken.add(of).add(per)
      found.push({ share, of, per })
      break
    }
  return found
}

function pairRanges(open: readonly Quantity[], shelf: Shelf<Quantity>): Quantity[] {
  return open.filter((token) => {
    const [low, high] = token.values
    if (token.role !== 'range' || !low || !high) return true
    const end = (value: Ratio) => keysOf({ ...token, role: 'value', values: [value] })
    const isLow = ({ comparison: { signs } }: Quantity) => signs === undefined || /[>≥*]/.test(signs)
    const isHigh = ({ comparison: { signs } }: Quantity) => signs === undefined || /[<≤*]/.test(signs)
    // `from 0 to 50 %`: the lower end may stand without the unit.
    const bare = keysOf({ ...token, role: 'value', values: [low], readings: [plain] })
    const a = shelf.find([...end(low), ...bare], isLow)
    if (!a) return true
    const b = shelf.find(end(high), (candidate) => candidate !== a && isHigh(candidate))
    if (!b) return true
    shelf.take(a)
    shelf.take(b)
    return false
  })
}

/** 两三个 is `2 or 3` as well. */
function withoutVagueRanges(open: readonly Quantity[], vague: readonly Quantity[]): Quantity[] {
  const ranges = vague.filter(({ role }) => role === 'range')
  if (ranges.length === 0) return [...open]
  const shelf = new Shelf(open, keysOf)
  pairRanges(ranges, shelf)
  const left = new Set(shelf.left)
  return open.filter((token) => left.has(token))
}

/** Names must be the same on both sides, each as often; soft ones are compared only with something alike. */
export function matchCodes(en: readonly Code[], zh: readonly Code[]): Matched<Code> {
  const keys = (code: Code) => code.keys
  const shelf = new Shelf(zh, keys)
  const differences: Difference<Code>[] = []
  const open = pair(
    [...en],
    shelf,
    keys,
    () => true,
    (a, b) => {
      if (a.comparison?.signs && b.comparison?.signs && !agree(a.comparison, b.comparison))
        differences.push({ kind: 'comparator', en: a, zh: b })
    },
  )
  const rest = shelf.left
  const pairs: Scored<Code>[] = []
  for (const [i, a] of open.slice(0, tooMany).entries())
    for (const [j, b] of rest.slice(0, tooMany).entries()) {
      const likeness = alike(a.keys[0] ?? '', b.keys[0] ?? '')
      const isSoft = a.isSoft === true || b.isSoft === true
      const least = isSoft
        ? 0.6
        : a.kind === b.kind
          ? a.kind === 'designator' || a.kind === 'date' || a.kind === 'time'
            ? 0
            : 0.3
          : 0.5
      if (likeness >= least && (a.kind === b.kind || !isSoft))
        pairs.push({
          score: likeness + (a.kind === b.kind ? 1 : 0) - Math.abs(i - j) / 1000,
          kind: a.kind,
          en: a,
          zh: b,
        })
    }
  const alone = settled(pairs, open, rest, ({ kind }) => kind)
  const told = alone.filter(({ en: a, zh: b }, index) => {
    if (a !== null && b !== null) return true
    const token = a ?? b
    return token?.isSoft !== true && !(token && index < tooMany && isPartOfDate(token, a ? en : zh))
  })
  return { differences: [...differences, ...told], sameValue: [] }
}
