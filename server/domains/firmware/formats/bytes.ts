import { createHash } from 'node:crypto'

/** Readers ask for any offset: past the end there are zeros, and whoever needs more checks the length first. */
export const u8 = (bytes: Uint8Array, at: number): number => bytes[at] ?? 0
export const u16 = (bytes: Uint8Array, at: number): number => u8(bytes, at) | (u8(bytes, at + 1) << 8)
export const u24 = (bytes: Uint8Array, at: number): number => u16(bytes, at) | (u8(bytes, at + 2) << 16)
export const u32 = (bytes: Uint8Array, at: number): number => (u16(bytes, at) | (u16(bytes, at + 2) << 16)) >>> 0

/** Are these the bytes at `at`? */
export const hasAt = (bytes: Uint8Array, at: number, wanted: readonly number[]): boolean =>
  at >= 0 && at + wanted.length <= bytes.length && wanted.every((byte, i) => bytes[at + i] === byte)

export const ascii = (text: string): number[] => Array.from(text, (char) => char.charCodeAt(0))

/** The text of a fixed field up to its first NUL; what is no printable character becomes a space. */
export function textAt(bytes: Uint8Array, at: number, room: number): string {
  const field = bytes.subarray(Math.max(0, at), Math.max(0, at + room))
  const end = field.indexOf(0)
  return new TextDecoder()
    .decode(end === -1 ? field : field.subarray(0, end))
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .trim()
}

const pairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

export function hexOf(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += pairs[byte]
  return text
}

/** `08004000`: an address or code as the field writes it. */
export const hex32 = (value: number): string => value.toString(16).toUpperCase().padStart(8, '0')

export const digestOf = (bytes: Uint8Array, algorithm: 'sha256' | 'sha384' | 'sha512' | 'md5' = 'sha256'): string =>
  createHash(algorithm).update(bytes).digest('hex')

/** Does every byte from `from` to `to` equal `byte`? */
export function isFilled(bytes: Uint8Array, from: number, to: number, byte: number): boolean {
  for (let i = from; i < to; i++) if (bytes[i] !== byte) return false
  return true
}

export const alignUp = (value: number, unit: number): number => Math.ceil(value / unit) * unit
