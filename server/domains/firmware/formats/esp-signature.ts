import { crc32 } from 'node:zlib'
import { alignUp, isFilled, u32 } from './bytes'

const sector = 4_096
const blockBytes = 1_216
const crcAt = 1_196
const blockMagic = 0xe7
const ecdsaBytes = 68

/** `end` is where the signature ends; `ok` whether a block is whole. The signature itself needs the key. */
export type EspSignature = Readonly<{ scheme: 'secure boot v1' | 'secure boot v2'; end: number; ok: boolean }>

/**
 * Finds the signature behind an image of `length` bytes. Version 2: a sector of up to three blocks, on the next page
 * boundary (64 KB for applications, 4 KB for bootloaders). Version 1: 68 bytes, the first word zero.
 */
export function signatureBehind(bytes: Uint8Array, length: number, pageBytes: number): EspSignature | null {
  for (const page of new Set([sector, pageBytes])) {
    const at = alignUp(length, page)
    if (at + blockBytes > bytes.length || bytes[at] !== blockMagic) continue
    const blocks = [at, at + blockBytes, at + 2 * blockBytes].filter((block) => bytes[block] === blockMagic)
    const ok = blocks.some((block) => crc32(bytes.subarray(block, block + crcAt)) === u32(bytes, block + crcAt))
    return { scheme: 'secure boot v2', end: Math.min(at + sector, bytes.length), ok }
  }
  const end = length + ecdsaBytes
  const isFirst = end <= bytes.length && u32(bytes, length) === 0 && !isFilled(bytes, length, end, 0)
  return isFirst && (end === bytes.length || isFilled(bytes, end, bytes.length, 0xff))
    ? { scheme: 'secure boot v1', end, ok: true }
    : null
}
