import { compareRatios, negative, ratio, type Ratio } from '@/server/kernel/ratio'
import type { Quantity } from './quantities'
import type { FindingKind } from './report'

/** A pair of tokens that differ, or one that has no counterpart. */
export type Difference<T> = Readonly<{ kind: FindingKind; en: T | null; zh: T | null }>
/** Differences beyond this many are told one by one, without looking for what they were meant to be. */
export const tooMany = 60
export type Scored<T> = Readonly<{ score: number; kind: FindingKind; en: T; zh: T }>

/** The likeliest pairs among what is left, each told by what it differs in; the rest stands alone. */
export function nearest(en: readonly Quantity[], zh: readonly Quantity[]): Difference<Quantity>[] {
  const pairs: Scored<Quantity>[] = []
  for (const [i, a] of en.slice(0, tooMany).entries())
    for (const [j, b] of zh.slice(0, tooMany).entries()) {
      const near = differenceOf(a, b)
      if (near) pairs.push({ ...near, score: near.score - Math.abs(i - j) / 10, en: a, zh: b })
    }
  return settled(pairs, en, zh, ({ role }) => (role === 'value' ? 'number' : role === 'range' ? 'range' : 'tolerance'))
}

/** Takes pairs from the best score down; what is left over stands alone. */
export function settled<T>(
  pairs: Scored<T>[],
  en: readonly T[],
  zh: readonly T[],
  kindOf: (token: T) => FindingKind,
): Difference<T>[] {
  const taken = new Set<T>()
  const differences: Difference<T>[] = []
  for (const { kind, en: a, zh: b } of pairs.toSorted((x, y) => y.score - x.score)) {
    if (taken.has(a) || taken.has(b)) continue
    taken.add(a).add(b)
    differences.push({ kind, en: a, zh: b })
  }
  for (const token of en) if (!taken.has(token)) differences.push({ kind: kindOf(token), en: token, zh: null })
  for (const token of zh) if (!taken.has(token)) differences.push({ kind: kindOf(token), en: null, zh: token })
  return differences
}

const absolute = (value: Ratio): Ratio => (value.of < 0n ? negative(value) : value)
const same = (a: Ratio | undefined, b: Ratio | undefined): boolean =>
  a !== undefined && b !== undefined && compareRatios(a, b) === 0
const zero = ratio(0n)

function differenceOf(a: Quantity, b: Quantity): { score: number; kind: FindingKind } | null {
  const [x, y] = [a.values[0] ?? zero, b.values[0] ?? zero]
  const isSameDimension = a.readings.some(({ dimension }) => b.readings.some((other) => other.dimension === dimension))
  const isSameSymbol = a.readings.some(({ symbol }) => b.readings.some((other) => other.symbol === symbol))
  const isSameNumber =
    a.values.length === b.values.length && a.values.every((value, index) => same(value, b.values[index]))
  const isTolerance = a.role !== 'value' && a.role !== 'range'
  if (a.role !== b.role) {
    if (a.role === 'range' || b.role === 'range') {
      const [range, single] = a.role === 'range' ? [a, b] : [b, a]
      return isSameDimension && range.values.some((value) => same(value, single.values[0]))
        ? { score: 70, kind: 'range' }
        : null
    }
    return isSameDimension && same(absolute(x), absolute(y)) ? { score: 88, kind: 'tolerance' } : null
  }
  if (isSameNumber) return { score: isSameDimension ? 97 : 95, kind: 'unit' }
  if (a.role === 'range') {
    if (!isSameDimension) return null
    const shared = a.values.filter((value, index) => same(value, b.values[index])).length
    return { score: 60 + 30 * shared, kind: 'range' }
  }
  if (isSameSymbol && same(absolute(x), absolute(y))) return { score: 96, kind: isTolerance ? 'tolerance' : 'sign' }
  if (!isSameDimension) return null
  return {
    score: (isSameSymbol ? 70 : 60) + 10 * alike(digitsOf(x), digitsOf(y)),
    kind: isTolerance ? 'tolerance' : 'number',
  }
}
const digitsOf = ({ of, per }: Ratio): string => `${of}${per}`.replace(/0+/g, '0')

/** Share of characters two short strings begin and end with in common, 0 to 1. */
export function alike(a: string, b: string): number {
  const longest = Math.max(a.length, b.length)
  const shortest = Math.min(a.length, b.length)
  let [head, tail] = [0, 0]
  while (head < shortest && a[head] === b[head]) head++
  while (tail < shortest - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++
  return longest === 0 ? 1 : (head + tail) / longest
}
