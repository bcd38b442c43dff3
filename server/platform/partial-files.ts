import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { mkdir, open, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { errorCode, storageFailure } from '@/db/embedded/failure'
import type { StoredBlob } from './blob'

/** What is still arriving, a file per upload under `dir`, on the disk of this machine whatever the store is. */
export type PartialFiles = Readonly<{
  /**
   * Writes a piece at an offset, waits until the disk has it, and says what it was. Whoever meant another does not count
   * it, and writes the same place again.
   */
  write: (id: string, offset: number, piece: Readable) => Promise<StoredBlob>
  /** Where the bytes are. */
  pathOf: (id: string) => string
  remove: (id: string) => Promise<void>
  /** Ids of all that lies there. */
  list: () => Promise<string[]>
}>

const isName = (name: string): boolean => /^[a-z]{3}_[0-9a-z]{26}$/.test(name)

const namesIn = (dir: string): Promise<string[]> =>
  readdir(dir).catch((error) => (errorCode(error) === 'ENOENT' ? [] : Promise.reject(storageFailure(error, dir))))

export function partialFiles(dir: string): PartialFiles {
  const pathOf = (id: string) => {
    if (!isName(id)) throw new TypeError('not an id')
    return join(dir, id)
  }
  return {
    pathOf,
    write: (id, offset, piece) =>
      write(dir, pathOf(id), offset, piece).catch((error) => Promise.reject(storageFailure(error, dir))),
    remove: (id) => rm(pathOf(id), { force: true }),
    list: async () => (await namesIn(dir)).filter(isName),
  }
}

async function write(dir: string, path: string, offset: number, piece: Readable): Promise<StoredBlob> {
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const file = await open(path, constants.O_RDWR | constants.O_CREAT, 0o600)
  try {
    const hash = createHash('sha256')
    let at = offset
    for await (const chunk of piece) {
      const bytes: Uint8Array = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
      hash.update(bytes)
      for (let written = 0; written < bytes.byteLength;) {
        const { bytesWritten } = await file.write(bytes, written, bytes.byteLength - written, at + written)
        written += bytesWritten
      }
      at += bytes.byteLength
    }
    await file.datasync()
    return { sha256: hash.digest('hex'), size: at - offset }
  } finally {
    await file.close()
  }
}
