/** Reads across a record and its CONTINUE records, where a string's character width may change at each seam. */
export class RecordReader {
  readonly #parts: readonly Uint8Array[]
  #part = 0
  #at = 0

  constructor(parts: readonly Uint8Array[]) {
    this.#parts = parts
  }

  get done(): boolean {
    while (this.#part < this.#parts.length && this.#at >= (this.#parts[this.#part]?.length ?? 0)) {
      this.#part++
      this.#at = 0
    }
    return this.#part >= this.#parts.length
  }

  u8(): number {
    return this.done ? 0 : (this.#parts[this.#part]?.[this.#at++] ?? 0)
  }

  u16(): number {
    return this.u8() | (this.u8() << 8)
  }

  u32(): number {
    return (this.u16() | (this.u16() << 16)) >>> 0
  }

  skip(count: number): void {
    let left = count
    while (left > 0 && !this.done) {
      const room = (this.#parts[this.#part]?.length ?? 0) - this.#at
      const step = Math.min(room, left)
      this.#at += step
      left -= step
    }
  }

  /** `count` characters; `wide` = two bytes each. A seam inside the text starts with a fresh width byte. */
  chars(count: number, wide: boolean): string {
    let out = ''
    let isWide = wide
    let left = count
    while (left > 0 && !this.done) {
      const part = this.#parts[this.#part] ?? new Uint8Array()
      const room = Math.floor((part.length - this.#at) / (isWide ? 2 : 1))
      const step = Math.min(room, left)
      for (let i = 0; i < step; i++) out += String.fromCharCode(isWide ? this.u16() : this.u8())
      left -= step
      if (left === 0) break
      const before = this.#part
      this.#at = part.length
      if (this.done) break
      if (this.#part !== before) isWide = (this.u8() & 1) !== 0
    }
    return out
  }

  /** A rich string with a 16-bit length, as in the shared string table and in labels. */
  unicodeString(length = this.u16()): string {
    const flags = this.u8()
    const runs = (flags & 8) !== 0 ? this.u16() : 0
    const extension = (flags & 4) !== 0 ? this.u32() : 0
    const text = this.chars(length, (flags & 1) !== 0)
    this.skip(runs * 4 + extension)
    return text
  }
}

const CODE_PAGES: Record<number, string> = {
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gb18030',
  949: 'euc-kr',
  950: 'big5',
  1250: 'windows-1250',
  1251: 'windows-1251',
  1253: 'windows-1253',
  1254: 'windows-1254',
  10000: 'macintosh',
}

/** Decoder for the byte strings of the 1995 format. */
export const codePageDecoder = (page: number): TextDecoder => new TextDecoder(CODE_PAGES[page] ?? 'windows-1252')
