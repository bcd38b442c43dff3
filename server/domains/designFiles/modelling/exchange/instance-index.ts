import { TooMuchModel } from '../effort'
import { codes, endOfText, isDigit, isLetter } from './value-reader'

/** Instances of one file; a file of 100 MB has two million. */
export const mostInstances = 6_000_000
/** Names of entities; all of AP242 has two thousand. */
const mostNames = 5_000
const largestId = 0xffff_ffff

const [quote, slash, star, semicolon, hash, equals, open, close] = codes(`'/*;#=()`)

/** Where every instance of a file lies, and what it is: ten bytes for each, whatever it holds. */
export class InstanceIndex {
  private ids = new Uint32Array(1_024)
  private places = new Uint32Array(1_024)
  private kinds = new Uint16Array(1_024)
  private count = 0
  private isSorted = true
  private readonly names = new Map<string, number>([['', 0]])
  /** Of complex instances: the places of those that have a part of a name. */
  private readonly parts = new Map<string, number[]>()

  /** Linear in the length of the file. Throws `TooMuchModel`. */
  constructor(private readonly bytes: Buffer) {
    let at = 0
    while (at < bytes.length) at = this.statement(at)
    if (!this.isSorted) this.sort()
  }

  get size(): number {
    return this.count
  }

  /** Where the record of an instance begins, behind its equals sign; null where there is none. */
  placeOf(id: number): number | null {
    const { ids } = this
    let [low, high] = [0, this.count - 1]
    while (low <= high) {
      const middle = (low + high) >> 1
      const found = ids[middle] ?? 0
      if (found === id) return this.places[middle] ?? null
      if (found < id) low = middle + 1
      else high = middle - 1
    }
    return null
  }

  /** The instances of an entity, complex ones that have it as a part included, in the order of their numbers. */
  of(name: string): number[] {
    const found = [...(this.parts.get(name) ?? [])]
    const kind = this.names.get(name)
    if (kind !== undefined && kind !== 0)
      for (let row = 0; row < this.count; row++) if (this.kinds[row] === kind) found.push(this.ids[row] ?? 0)
    return found
  }

  /** Names of the entities in the file. */
  named(wanted: RegExp): string[] {
    return [...new Set([...this.names.keys(), ...this.parts.keys()])].filter((name) => wanted.test(name))
  }

  /** One statement from its beginning to behind its semicolon; an instance is put down. */
  private statement(from: number): number {
    const { bytes } = this
    let at = this.overBlanks(from)
    if (bytes[at] !== hash) return this.toSemicolon(at, null)
    let id = 0
    for (at++; isDigit(bytes[at] ?? 0); at++) id = id * 10 + (bytes[at] ?? 48) - 48
    at = this.overBlanks(at)
    if (bytes[at] !== equals || id > largestId) return this.toSemicolon(at, null)
    const place = at + 1
    at = this.overBlanks(place)
    if (bytes[at] === open) {
      this.put(id, place, 0)
      return this.toSemicolon(at, id)
    }
    const begin = at
    while (isLetter(bytes[at] ?? 0) || isDigit(bytes[at] ?? 0)) at++
    this.put(id, place, this.kindOf(bytes.toString('latin1', begin, Math.min(at, begin + 80))))
    return this.toSemicolon(at, null)
  }

  /** Behind the semicolon that ends a statement. `complex`: the instance whose parts are put down on the way. */
  private toSemicolon(from: number, complex: number | null): number {
    const { bytes } = this
    const end = bytes.length
    let depth = 0
    for (let at = from; at < end; at++) {
      const byte = bytes[at] ?? 0
      if (byte === semicolon) return at + 1
      if (byte === quote) at = endOfText(bytes, at + 1)
      else if (byte === slash && bytes[at + 1] === star) at = this.overBlanks(at) - 1
      else if (complex !== null) {
        if (byte === open) depth++
        else if (byte === close) depth--
        else if (depth === 1 && isLetter(byte)) at = this.part(at, complex) - 1
      }
    }
    return end
  }

  private part(from: number, id: number): number {
    const { bytes } = this
    let at = from
    while (isLetter(bytes[at] ?? 0) || isDigit(bytes[at] ?? 0)) at++
    const name = bytes.toString('latin1', from, Math.min(at, from + 80))
    const held = this.parts.get(name)
    if (held) held.push(id)
    else if (this.parts.size < mostNames) this.parts.set(name, [id])
    return at
  }

  private overBlanks(from: number): number {
    const { bytes } = this
    for (let at = from; ; at++) {
      const byte = bytes[at]
      if (byte === slash && bytes[at + 1] === star) {
        const end = bytes.indexOf('*/', at + 2, 'latin1')
        if (end < 0) return bytes.length
        at = end + 1
      } else if (byte === undefined || byte > 32) return at
    }
  }

  private kindOf(name: string): number {
    const known = this.names.get(name)
    if (known !== undefined) return known
    if (this.names.size >= mostNames) return 0
    this.names.set(name, this.names.size)
    return this.names.size - 1
  }

  private put(id: number, place: number, kind: number): void {
    if (this.count >= mostInstances) throw new TooMuchModel('more instances than are read')
    if (this.count === this.ids.length) this.grow()
    const before = this.count === 0 ? -1 : (this.ids[this.count - 1] ?? 0)
    if (id <= before) this.isSorted = false
    this.ids[this.count] = id
    this.places[this.count] = place
    this.kinds[this.count] = kind
    this.count++
  }

  private grow(): void {
    const larger = <T extends Uint32Array | Uint16Array>(from: T, to: T): T => {
      to.set(from)
      return to
    }
    const size = this.count * 2
    this.ids = larger(this.ids, new Uint32Array(size))
    this.places = larger(this.places, new Uint32Array(size))
    this.kinds = larger(this.kinds, new Uint16Array(size))
  }

  private sort(): void {
    const { ids, places, kinds, count } = this
    const order = Uint32Array.from({ length: count }, (_, row) => row)
    order.sort((a, b) => (ids[a] ?? 0) - (ids[b] ?? 0))
    this.ids = Uint32Array.from(order, (row) => ids[row] ?? 0)
    this.places = Uint32Array.from(order, (row) => places[row] ?? 0)
    this.kinds = Uint16Array.from(order, (row) => kinds[row] ?? 0)
  }
}
