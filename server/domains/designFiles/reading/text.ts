import { decodeText } from '@/server/platform/workbooks/encoding'
import type { Findings } from './findings'
import { HEAD_BYTES, MAX_TEXT_BYTES } from './limits'

/** The first bytes, not cut within a character of any encoding: half of one would speak against the right encoding. */
export function headOf(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= HEAD_BYTES) return bytes
  let end = HEAD_BYTES
  while (end > HEAD_BYTES - 64 && (bytes[end - 1] ?? 0) >= 0x80) end--
  return bytes.subarray(0, end)
}

/** A file's text up to `MAX_TEXT_BYTES`, in the encoding its beginning shows. */
export function textOf(bytes: Uint8Array, findings: Findings): string {
  const read = bounded(bytes, findings)
  const judged = decodeText(headOf(read))
  const encoding = judged.ok ? judged.decoded.encoding : 'utf-8'
  // A head of plain ASCII says nothing about what follows, and UTF-8 then is the likeliest.
  return new TextDecoder(encoding).decode(read)
}

/** One character for each byte: for formats that are ASCII with bytes in between. */
export function bytesAsText(bytes: Uint8Array, findings: Findings): string {
  const read = bounded(bytes, findings)
  return Buffer.from(read.buffer, read.byteOffset, read.byteLength).toString('latin1')
}

function bounded(bytes: Uint8Array, findings: Findings): Uint8Array {
  if (bytes.length <= MAX_TEXT_BYTES) return bytes
  findings.add('cutShort')
  return bytes.subarray(0, MAX_TEXT_BYTES)
}
