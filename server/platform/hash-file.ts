import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { StoredBlob } from './blob'

/** The SHA-256 of a file in hex and its size in bytes, read in pieces of a megabyte. */
export async function hashFile(path: string): Promise<StoredBlob> {
  const hash = createHash('sha256')
  let size = 0
  for await (const chunk of createReadStream(path, { highWaterMark: 1_048_576 }) as AsyncIterable<Buffer>) {
    size += chunk.byteLength
    hash.update(chunk)
  }
  return { sha256: hash.digest('hex'), size }
}
