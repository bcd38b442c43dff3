import { Unreadable } from '../effort'
import { decodedText } from './text'
import { Enumeration, Reference, Typed, type Value } from './values'

/** Lists within lists; surfaces have two, select types a few more. */
const deepest = 32

export const code = (character: string): number => character.charCodeAt(0)
export const codes = (characters: string): number[] => characters.split('').map(code)
const [quote, slash, star, open, close, comma, hash, dot, dollar, minus, plus] = codes(`'/*(),#.$-+`)
export const isDigit = (byte: number): boolean => byte >= 48 && byte <= 57
export const isLetter = (byte: number): boolean =>
  (byte >= 65 && byte <= 90) || byte === 95 || (byte >= 97 && byte <= 122)

/** Reads values out of the bytes of a file, from a place on. Throws `Unreadable` at what is no value. */
export class ValueReader {
  constructor(
    private readonly bytes: Buffer,
    public at: number,
  ) {}

  /** Over blanks and comments; answers the byte that follows, 0 at the end. */
  peek(): number {
    const { bytes } = this
    for (;;) {
      const byte = bytes[this.at] ?? 0
      if (byte === 0 && this.at >= bytes.length) return 0
      if (byte <= 32) this.at++
      else if (byte === slash && bytes[this.at + 1] === star) {
        const end = bytes.indexOf('*/', this.at + 2, 'latin1')
        this.at = end < 0 ? bytes.length : end + 2
      } else return byte
    }
  }

  /** `NAME`, or '' where none stands. */
  keyword(): string {
    if (!isLetter(this.peek())) return ''
    const from = this.at
    const { bytes } = this
    while (isLetter(bytes[this.at] ?? 0) || isDigit(bytes[this.at] ?? 0)) this.at++
    return bytes.toString('latin1', from, this.at).toUpperCase()
  }

  /** `( … )`. */
  list(depth = 0): Value[] {
    if (depth > deepest) throw new Unreadable('lists too deep')
    this.expect(open)
    const values: Value[] = []
    if (this.peek() === close) {
      this.at++
      return values
    }
    for (;;) {
      values.push(this.value(depth + 1))
      const next = this.peek()
      this.at++
      if (next === close) return values
      if (next !== comma) throw new Unreadable('a list without its end')
    }
  }

  expect(byte: number | undefined): void {
    if (this.peek() !== byte) throw new Unreadable('no record')
    this.at++
  }

  private value(depth: number): Value {
    const byte = this.peek()
    if (byte === hash) {
      this.at++
      return new Reference(this.digits())
    }
    if (byte === open) return this.list(depth)
    if (byte === quote) return this.text()
    if (byte === dot && isLetter(this.bytes[this.at + 1] ?? 0)) return this.enumeration()
    if (byte === dollar || byte === star) {
      this.at++
      return null
    }
    if (isDigit(byte) || byte === minus || byte === plus || byte === dot) return this.number()
    if (isLetter(byte)) return new Typed(this.keyword(), this.list(depth))
    if (byte === code('"')) return this.binary()
    throw new Unreadable('no value')
  }

  private digits(): number {
    let value = 0
    const from = this.at
    for (let byte = this.bytes[this.at] ?? 0; isDigit(byte); byte = this.bytes[++this.at] ?? 0)
      value = value * 10 + byte - 48
    if (this.at === from) throw new Unreadable('no digits')
    return value
  }

  private number(): number {
    const from = this.at
    for (let byte = this.bytes[this.at] ?? 0; ; byte = this.bytes[++this.at] ?? 0)
      if (!isDigit(byte) && byte !== dot && byte !== minus && byte !== plus && (byte | 32) !== 101) break
    const value = Number(this.bytes.toString('latin1', from, this.at))
    if (!Number.isFinite(value)) throw new Unreadable('no number')
    return value
  }

  private enumeration(): Enumeration {
    this.at++
    const name = this.keyword()
    this.expect(dot)
    return new Enumeration(name)
  }

  private text(): string {
    const from = this.at + 1
    const end = endOfText(this.bytes, from)
    this.at = end + 1
    return decodedText(this.bytes.toString('latin1', from, end))
  }

  private binary(): null {
    const end = this.bytes.indexOf(code('"'), this.at + 1)
    this.at = end < 0 ? this.bytes.length : end + 1
    return null
  }
}

/** Where the quote stands that ends a text begun before `from`: two quotes are one within it. */
export function endOfText(bytes: Buffer, from: number): number {
  for (let at = from; ; at += 2) {
    at = bytes.indexOf(quote ?? 0, at)
    if (at < 0) return bytes.length
    if (bytes[at + 1] !== quote) return at
  }
}
