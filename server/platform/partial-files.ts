import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { mkdir, open, readdir, rm, stat, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { errorCode, storageFailure } from '@/db/embedded/failure'
import type { StoredBlob } from './blob'
import { syncDirectory } from './sync-directory'

/** What is still arriving, a file per upload under `dir`, on the disk of this machine whatever the store is. */
export type PartialFiles = Readonly<{
  /**
   * Writes a piece at an offset, waits until the disk has it, and says what it was. Whoever meant another does not count
   * it, and writes the same place again. Null, and nothing written, where the bytes before the offset are not there: lost
   * with a disk, or on another machine.
   */
  write: (id: string, offset: number, piece: Readable) => Promise<StoredBlob | null>
  /** Bytes that lie there. */
  sizeOf: (id: string) => Promise<number>
  /** Where the bytes are. */
  pathOf: (id: string) => string
  remove: (id: string) => Promise<void>
  /** Ids of all that lies there. */
  list: () => Promise<string[]>
}>

const isName = (name: string): boolean => /^[a-z]{3}_[0-9a-z]{26}$/.test(name)

/** What stands for a file or folder that is not there; other errors stay errors. */
const noneWhereAbsent =
  <T>(none: T) =>
  (error: unknown): Promise<T> =>
    errorCode(error) === 'ENOENT' ? Promise.resolve(none) : Promise.reject(error)

const namesIn = (dir: string): Promise<string[]> => readdir(dir).catch(noneWhereAbsent<string[]>([]))

export function partialFiles(dir: string): PartialFiles {
  const pathOf = (id: string) => {
    if (!isName(id)) throw new TypeError('not an id')
    return join(dir, id)
  }
  return {
    pathOf,
    write: (id, offset, piece) =>
      write(dir, pathOf(id), offset, piece).catch((error) => Promise.reject(storageFailure(error, dir))),
    sizeOf: (id) => stat(pathOf(id)).then(({ size }) => size, noneWhereAbsent(0)),
    remove: (id) => rm(pathOf(id), { force: true }),
    list: async () => (await namesIn(dir)).filter(isName),
  }
}

async function write(dir: string, path: string, offset: number, piece: Readable): Promise<StoredBlob | null> {
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const file = await open(path, constants.O_RDWR | constants.O_CREAT, 0o600)
  try {
    const { size: lying } = await file.stat()
    if (lying < offset) return null
    if (lying === 0) await syncDirectory(dir)
    const hash = createHash('sha256')
    const disk = writeBehind(file)
    let [at, size] = [offset, 0]
    let gathered: Buffer[] = []
    const write = async () => {
      for (let rest = gathered; rest.length > 0;) {
        const { bytesWritten } = await file.writev(rest, at)
        at += bytesWritten
        disk.took(bytesWritten)
        rest = without(rest, bytesWritten)
      }
      ;[gathered, size] = [[], 0]
    }
    for await (const chunk of piece as AsyncIterable<Buffer>) {
      hash.update(chunk)
      gathered.push(chunk)
      size += chunk.length
      if (size >= together) await write()
    }
    await write()
    await disk.settled()
    return { sha256: hash.digest('hex'), size: at - offset }
  } finally {
    await file.close()
  }
}

/** Bytes that are handed to the system at once, and those the disk may lag behind. */
const [together, behind] = [1_048_576, 2_097_152]

/** What is left of some buffers after their first bytes. */
function without(buffers: readonly Buffer[], bytes: number): Buffer[] {
  let gone = bytes
  return buffers.flatMap((buffer) => {
    const cut = Math.min(gone, buffer.length)
    gone -= cut
    return cut === buffer.length ? [] : [buffer.subarray(cut)]
  })
}

/** Lets the disk write while more arrives, so that little is left to wait for at the end. */
function writeBehind(file: FileHandle) {
  let [waiting, running] = [0, false]
  let last: Promise<void> = Promise.resolve()
  return {
    took: (bytes: number) => {
      waiting += bytes
      if (running || waiting < behind) return
      ;[waiting, running] = [0, true]
      last = file.datasync().finally(() => (running = false))
      // What goes wrong is told by `settled`.
      last.catch(() => undefined)
    },
    settled: async () => {
      await last
      await file.datasync()
    },
  }
}
