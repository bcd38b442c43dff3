import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { link, mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { errorCode, storageFailure } from '@/db/embedded/failure'
import { hashFile } from './hash-file'
import { syncDirectory } from './sync-directory'
import { BlobTooLarge, blobName, isBlobName, type PutOptions, type BlobStore, type StoredBlob } from './blob'

/** Blobs under `dir/ab/cd/<sha256>`: written aside, synced, then renamed, so that no half of one is ever seen. */
export function diskStorage(dir: string): BlobStore {
  const pathOf = (sha256: string) => join(dir, sha256.slice(0, 2), sha256.slice(2, 4), blobName(sha256))
  return {
    place: dir,
    put: (content, options) =>
      put(dir, pathOf, content, options).catch((error) => Promise.reject(storageFailure(error, dir))),
    putFile: (path) => putFile(dir, pathOf, path).catch((error) => Promise.reject(storageFailure(error, dir))),
    async get(sha256, range) {
      const path = pathOf(sha256)
      if (!(await storedAt(path))) return null
      return createReadStream(path, range ? { start: range.first, end: range.last } : {})
    },
    has: async (sha256) => (await storedAt(pathOf(sha256))) !== null,
    storedAt: (sha256) => storedAt(pathOf(sha256)),
    list: () => list(dir),
    delete: (sha256) => rm(pathOf(sha256), { force: true }),
  }
}

async function put(
  dir: string,
  pathOf: (sha256: string) => string,
  content: Uint8Array | Readable,
  { maxBytes = Number.POSITIVE_INFINITY }: PutOptions = {},
): Promise<StoredBlob> {
  const incoming = join(dir, 'incoming')
  await mkdir(incoming, { recursive: true, mode: 0o700 })
  const aside = join(incoming, randomUUID())
  const file = await open(aside, 'wx')
  try {
    const hash = createHash('sha256')
    let size = 0
    for await (const chunk of content instanceof Readable ? content : [content]) {
      const bytes: Uint8Array = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
      size += bytes.byteLength
      if (size > maxBytes) throw new BlobTooLarge(maxBytes)
      hash.update(bytes)
      await file.writeFile(bytes)
    }
    await file.sync()
    await file.close()
    const sha256 = hash.digest('hex')
    const path = pathOf(sha256)
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await rename(aside, path)
    await syncDirectory(dirname(path))
    return { sha256, size }
  } catch (error) {
    await file.close().catch(() => undefined)
    await rm(aside, { force: true })
    throw error
  }
}

async function putFile(dir: string, pathOf: (sha256: string) => string, from: string): Promise<StoredBlob> {
  const blob = await hashFile(from)
  const path = pathOf(blob.sha256)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await link(from, path).catch(async (error: unknown) => {
    if (errorCode(error) === 'EEXIST') return
    // Another disk, or one without links: copied aside and synced first, so that no half of one is ever seen there.
    await put(dir, pathOf, createReadStream(from))
  })
  // As if it had been written now, whenever its first piece was.
  const now = new Date()
  await utimes(path, now, now)
  await syncDirectory(dirname(path))
  return blob
}

async function storedAt(path: string): Promise<Date | null> {
  try {
    const found = await stat(path)
    return found.isFile() ? found.mtime : null
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  }
}

async function* list(dir: string): AsyncGenerator<string> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch(() => [])
  for (const entry of entries) if (entry.isFile() && isBlobName(entry.name)) yield entry.name
}
