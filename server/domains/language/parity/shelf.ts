import { plus, type Ratio, times } from '@/server/kernel/ratio'
import type { Reading } from './measures'
import type { Quantity } from './quantities'

const text = ({ of, per }: Ratio): string => `${of}/${per}`
const inBase = (value: Ratio, reading: Reading): Ratio => plus(times(value, reading.factor), reading.offset)
const tolerance = (value: Ratio, reading: Reading): Ratio => times(value, reading.factor)

/** What a quantity is found by: role, dimension and exact value in the base unit, once for each reading of its unit. */
export function keysOf(quantity: Quantity): readonly string[] {
  const known = made.get(quantity)
  if (known) return known
  const keys = makeKeys(quantity)
  made.set(quantity, keys)
  return keys
}
const made = new WeakMap<Quantity, readonly string[]>()
function makeKeys({ role, values, readings }: Quantity): string[] {
  const measure = role === 'value' || role === 'range' ? inBase : tolerance
  return readings.map(
    (reading) => `${role} ${reading.dimension} ${values.map((value) => text(measure(value, reading))).join('..')}`,
  )
}

type Row<T> = Readonly<{
  tokens: T[]
  /** For each token the place to look on from: itself while it is open, a later one once it is taken. */
  onwards: number[]
}>

/** The first open token at or after `at`; shortens the way for those who ask next. */
function openFrom<T>({ tokens, onwards }: Row<T>, at: number, isOpen: (token: T) => boolean): number {
  let place = at
  for (;;) {
    const token = tokens[place]
    if (token === undefined) break
    const next = onwards[place] ?? place
    if (next !== place) place = next
    else if (isOpen(token)) break
    else {
      onwards[place] = place + 1
      place++
    }
  }
  for (let step = at; step < place;) {
    const next = onwards[step] ?? place
    onwards[step] = place
    step = next
  }
  return place
}

/** How many tokens under one key are looked at for one that suits. */
const patience = 64

/** Tokens of one side that still lack a counterpart, found by key. */
export class Shelf<T> {
  private readonly byKey = new Map<string, Row<T>>()
  private readonly open: Set<T>
  constructor(tokens: readonly T[], keysOfToken: (token: T) => readonly string[]) {
    this.open = new Set(tokens)
    for (const token of tokens)
      for (const key of new Set(keysOfToken(token))) {
        const row = this.byKey.get(key)
        if (row) row.onwards.push(row.tokens.push(token) - 1)
        else this.byKey.set(key, { tokens: [token], onwards: [0] })
      }
  }
  get left(): T[] {
    return [...this.open]
  }
  take(token: T) {
    this.open.delete(token)
  }
  /** The first token under one of the keys that suits; looks at no more than `patience` open ones of each. */
  find(keys: readonly string[], suits: (token: T) => boolean): T | undefined {
    const isOpen = (token: T) => this.open.has(token)
    for (const key of keys) {
      const row = this.byKey.get(key)
      if (!row) continue
      let at = openFrom(row, 0, isOpen)
      for (let seen = 0; seen < patience; seen++) {
        const token = row.tokens[at]
        if (token === undefined) break
        if (suits(token)) return token
        at = openFrom(row, at + 1, isOpen)
      }
    }
    return undefined
  }
}

/** Moves every token of `open` that has a counterpart on the shelf off both. */
export function pair<T>(
  open: readonly T[],
  shelf: Shelf<T>,
  keysOfToken: (token: T) => readonly string[],
  suits: (a: T, b: T) => boolean,
  met?: (a: T, b: T) => void,
): T[] {
  return open.filter((token) => {
    const other = shelf.find(keysOfToken(token), (candidate) => suits(token, candidate))
    if (other === undefined) return true
    shelf.take(other)
    met?.(token, other)
    return false
  })
}
