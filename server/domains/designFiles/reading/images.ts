import type { Findings } from './findings'
import { MAX_PIXELS } from './limits'

export type ImageFacts = Readonly<{
  kind: 'png' | 'jpeg' | 'gif' | 'webp' | 'bmp'
  width: number
  height: number
}>

/** Width and height from the header, before anything is decoded; null where the header cannot be read. */
export function readImage(bytes: Uint8Array, kind: ImageFacts['kind'], findings: Findings): ImageFacts | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const size = dimensions(buffer, kind)
  if (size === null || size[0] === 0 || size[1] === 0) {
    findings.add('imageDamaged')
    return null
  }
  const [width, height] = size
  if (width * height > MAX_PIXELS) findings.add('imageTooLarge', { width, height })
  return { kind, width, height }
}

function dimensions(buffer: Buffer, kind: ImageFacts['kind']): readonly [number, number] | null {
  if (kind === 'jpeg') return jpegSize(buffer)
  if (buffer.length < 26) return null
  if (kind === 'png') return [buffer.readUInt32BE(16), buffer.readUInt32BE(20)]
  if (kind === 'gif') return [buffer.readUInt16LE(6), buffer.readUInt16LE(8)]
  if (kind === 'bmp') return [Math.abs(buffer.readInt32LE(18)), Math.abs(buffer.readInt32LE(22))]
  return webpSize(buffer)
}

function webpSize(buffer: Buffer): readonly [number, number] | null {
  if (buffer.length < 30) return null
  const form = buffer.toString('latin1', 12, 16)
  if (form === 'VP8X') return [buffer.readUIntLE(24, 3) + 1, buffer.readUIntLE(27, 3) + 1]
  if (form === 'VP8 ') return [buffer.readUInt16LE(26) & 0x3fff, buffer.readUInt16LE(28) & 0x3fff]
  if (form !== 'VP8L') return null
  const bits = buffer.readUInt32LE(21)
  return [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1]
}

/** Goes from marker to marker to the frame header. */
function jpegSize(buffer: Buffer): readonly [number, number] | null {
  let at = 2
  while (at + 9 <= buffer.length) {
    if (buffer[at] !== 0xff) return null
    const marker = buffer[at + 1] ?? 0
    if (marker === 0xff || (marker >= 0xd0 && marker <= 0xd8) || marker === 0x01) {
      at += marker === 0xff ? 1 : 2
      continue
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
    if (isFrame) return [buffer.readUInt16BE(at + 7), buffer.readUInt16BE(at + 5)]
    const length = buffer.readUInt16BE(at + 2)
    if (length < 2) return null
    at += 2 + length
  }
  return null
}
