const tooLong = 4_096

/** Calls back for each line that holds anything, without its blanks; `n` counts from 1. Stops where told `false`. */
export function eachLine(bytes: Uint8Array, each: (line: Uint8Array, n: number) => boolean | void): void {
  let n = 1
  let start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  for (let at = start; at <= bytes.length; at++) {
    const byte = bytes[at]
    const isEnd = byte === undefined || byte === 0x0a || byte === 0x0d
    if (!isEnd) continue
    if (at > start) {
      const line = trimmed(bytes, start, at)
      if (line.length > 0 && each(line, n) === false) return
    }
    if (byte === 0x0d && bytes[at + 1] === 0x0a) at++
    n++
    start = at + 1
  }
}

function trimmed(bytes: Uint8Array, from: number, to: number): Uint8Array {
  const isBlank = (byte: number | undefined): boolean => byte === 0x20 || byte === 0x09 || byte === 0x1a
  while (from < to && isBlank(bytes[from])) from++
  while (to > from && isBlank(bytes[to - 1])) to--
  return bytes.subarray(from, to)
}

/** The first line that holds anything, as text; empty where it is longer than any record. */
export function firstLine(bytes: Uint8Array): string {
  let first = ''
  eachLine(bytes.subarray(0, 65_536), (line) => {
    if (line.length <= tooLong) first = Buffer.from(line).toString('latin1')
    return false
  })
  return first
}

const nibble = (byte: number | undefined): number => {
  if (byte === undefined) return -1
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const letter = byte | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1
}

/** The bytes a row of hexadecimal digits spells; null where it is odd, has another character, or is past any record. */
export function hexBytes(line: Uint8Array, from: number): Uint8Array | null {
  const digits = line.length - from
  if (digits % 2 !== 0 || digits < 0 || digits > tooLong) return null
  const out = new Uint8Array(digits / 2)
  for (let i = 0; i < out.length; i++) {
    const high = nibble(line[from + i * 2])
    const low = nibble(line[from + i * 2 + 1])
    if (high < 0 || low < 0) return null
    out[i] = (high << 4) | low
  }
  return out
}
