import { manufacturerPartKey, partNumberKey } from '@/server/domains/parts/rules/part-keys'

/** What a line is recognised by in another list. */
export type PairableLine = Readonly<{
  /** Index of the line it hangs below, in the same list; null at the top. */
  parent: number | null
  refs: readonly string[]
  ipn: string
  mpn: string
  manufacturer: string
  /** Value, package, description: what a line without a number is known by. */
  text: string
  quantity: string
}>

/** Lines that share a reference are compared with at most this many others: a list that repeats itself stays linear. */
const mostRivals = 8

/**
 * Finds for every line of `after` the line of `before` it was, or null. One to one. A line keeps its place below the same
 * parent where it can; there it is found by everything it says, then by its references, its house number, its maker's
 * part, its text; what is left is looked for elsewhere in the structure. Neither list's order matters, save between
 * lines that say exactly the same. Time grows as the lists do.
 */
export function pairLines(before: readonly PairableLine[], after: readonly PairableLine[]): (number | null)[] {
  const state = new Pairing(before, after)
  const [olds, news] = [byDepth(before), byDepth(after)]
  for (let depth = 0; depth < Math.max(olds.length, news.length); depth++)
    state.pairBelowParents(olds[depth] ?? [], news[depth] ?? [])
  state.pairAnywhere()
  return state.found
}

/** Indexes by depth. Lines of a cycle count as top lines. */
function byDepth(lines: readonly PairableLine[]): number[][] {
  const depths = new Array<number>(lines.length).fill(-1)
  for (let start = 0; start < lines.length; start++) {
    const path: number[] = []
    const onPath = new Set<number>()
    let at: number | null = start
    while (at !== null && depths[at] === -1 && !onPath.has(at)) {
      path.push(at)
      onPath.add(at)
      at = lines[at]?.parent ?? null
    }
    let depth = at === null || onPath.has(at) ? -1 : (depths[at] ?? -1)
    for (const each of path.toReversed()) depths[each] = ++depth
  }
  const levels: number[][] = []
  depths.forEach((depth, index) => (levels[depth] ??= []).push(index))
  return levels
}

class Pairing {
  readonly found: (number | null)[]
  readonly #taken: Uint8Array
  readonly #before: readonly PairableLine[]
  readonly #after: readonly PairableLine[]
  /** Everything a line says, by which ties are settled. */
  readonly #old: string[]
  readonly #new: string[]

  constructor(before: readonly PairableLine[], after: readonly PairableLine[]) {
    this.#before = before
    this.#after = after
    this.found = new Array<number | null>(after.length).fill(null)
    this.#taken = new Uint8Array(before.length)
    this.#old = before.map(content)
    this.#new = after.map(content)
  }

  pairBelowParents(olds: readonly number[], news: readonly number[]): void {
    // The scope of a line is the old line its parent was; below a new parent there is nothing to find yet.
    const oldScope = (index: number) => String(this.#before[index]?.parent ?? '')
    const newScope = (index: number): string | null => {
      const parent = this.#after[index]?.parent ?? null
      if (parent === null) return ''
      const was = this.found[parent] ?? null
      return was === null ? null : String(was)
    }
    const within = (key: (line: PairableLine) => string | null) => ({
      old: (index: number) => joined(oldScope(index), key(at(this.#before, index))),
      new: (index: number) => joined(newScope(index), key(at(this.#after, index))),
    })
    this.#round(olds, news, {
      old: (index) => joined(oldScope(index), this.#old[index] ?? ''),
      new: (index) => joined(newScope(index), this.#new[index] ?? ''),
    })
    this.#byRefs(olds, news, oldScope, newScope)
    for (const key of keys) this.#round(olds, news, within(key))
  }

  pairAnywhere(): void {
    const olds = this.#before.map((_, index) => index)
    const news = this.#after.map((_, index) => index)
    this.#round(olds, news, { old: (index) => this.#old[index] ?? '', new: (index) => this.#new[index] ?? '' })
    for (const key of [everyRef, ...numbers])
      this.#round(olds, news, {
        old: (index) => key(at(this.#before, index)),
        new: (index) => key(at(this.#after, index)),
      })
  }

  /** Pairs lines with the same key, in the order of what they say. */
  #round(
    olds: readonly number[],
    news: readonly number[],
    key: Readonly<Record<'old' | 'new', (index: number) => string | null>>,
  ): void {
    const waiting = new Map<string, number[]>()
    for (const index of olds) {
      if (this.#taken[index]) continue
      const own = key.old(index)
      if (own === null) continue
      const others = waiting.get(own)
      if (others) others.push(index)
      else waiting.set(own, [index])
    }
    const wanted = new Map<string, number[]>()
    for (const index of news) {
      if (this.found[index] !== null) continue
      const own = key.new(index)
      if (own === null || !waiting.has(own)) continue
      const others = wanted.get(own)
      if (others) others.push(index)
      else wanted.set(own, [index])
    }
    for (const [own, indexes] of wanted) {
      const candidates = waiting.get(own) ?? []
      if (indexes.length > 1) indexes.sort((a, b) => compare(this.#new[a], this.#new[b]))
      if (candidates.length > 1) candidates.sort((a, b) => compare(this.#old[a], this.#old[b]))
      indexes.slice(0, candidates.length).forEach((index, n) => this.#pair(index, at(candidates, n)))
    }
  }

  /** Pairs by shared references: the greatest share first, and among equals the same part first. */
  #byRefs(
    olds: readonly number[],
    news: readonly number[],
    oldScope: (index: number) => string,
    newScope: (index: number) => string | null,
  ): void {
    const holders = new Map<string, number[]>()
    for (const index of olds) {
      if (this.#taken[index]) continue
      for (const ref of at(this.#before, index).refs) {
        const key = `${oldScope(index)} ${ref}`
        const known = holders.get(key)
        if (!known) holders.set(key, [index])
        else if (known.length < mostRivals && known.at(-1) !== index) known.push(index)
      }
    }
    const matches: { old: number; new: number; score: number }[] = []
    for (const index of news) {
      const scope = newScope(index)
      if (scope === null || this.found[index] !== null) continue
      const line = at(this.#after, index)
      const shared = new Map<number, number>()
      for (const ref of line.refs)
        for (const old of holders.get(`${scope} ${ref}`) ?? []) shared.set(old, (shared.get(old) ?? 0) + 1)
      for (const [old, count] of shared) {
        const was = at(this.#before, old)
        const share = count / (was.refs.length + line.refs.length - count)
        const same = samePart(was, line)
        if (same || share >= 0.5) matches.push({ old, new: index, score: share + (same ? 1 : 0) })
      }
    }
    matches.sort(
      (a, b) =>
        b.score - a.score || compare(this.#old[a.old], this.#old[b.old]) || compare(this.#new[a.new], this.#new[b.new]),
    )
    for (const match of matches) this.#pair(match.new, match.old)
  }

  #pair(index: number, old: number): void {
    if (this.#taken[old] || this.found[index] !== null) return
    this.#taken[old] = 1
    this.found[index] = old
  }
}

const ipnKey = ({ ipn }: PairableLine) => (ipn === '' ? null : `i${partNumberKey(ipn)}`)
const makerKey = ({ mpn, manufacturer }: PairableLine) =>
  mpn === '' ? null : `m${manufacturerPartKey(mpn, manufacturer)}`
const mpnKey = ({ mpn }: PairableLine) => (mpn === '' ? null : `p${partNumberKey(mpn)}`)
/** Only lines that have nothing better: the text of a resistor stands on many lines. */
const textKey = ({ ipn, mpn, refs, text }: PairableLine) =>
  text.trim() === '' || (ipn !== '' && mpn !== '') || refs.length > 0 ? null : `t${text}`
const everyRef = ({ refs }: PairableLine) => (refs.length === 0 ? null : `r${refs.toSorted().join()}`)

const numbers = [ipnKey, makerKey, mpnKey]
const keys = [...numbers, textKey]

const samePart = (a: PairableLine, b: PairableLine): boolean =>
  a.ipn !== '' && b.ipn !== ''
    ? partNumberKey(a.ipn) === partNumberKey(b.ipn)
    : a.mpn !== '' && partNumberKey(a.mpn) === partNumberKey(b.mpn)

const content = ({ refs, ipn, mpn, manufacturer, text, quantity }: PairableLine): string =>
  JSON.stringify([refs.toSorted(), ipn, mpn, manufacturer, text, quantity])

const joined = (scope: string | null, key: string | null): string | null =>
  scope === null || key === null ? null : `${scope} ${key}`

/** Code unit order, the same on every machine. */
const compare = (a = '', b = ''): number => (a < b ? -1 : a > b ? 1 : 0)

function at<T>(list: readonly T[], index: number): T {
  const found = list[index]
  if (found === undefined) throw new Error('index outside the list')
  return found
}
