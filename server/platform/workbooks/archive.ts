import yauzl from 'yauzl'
import {
  MAX_ARCHIVE_ENTRIES,
  MAX_COMPRESSION_RATIO,
  MAX_UNPACKED_BYTES,
  MAX_UNPACKED_MB,
  RATIO_FREE_BYTES,
} from '@/server/kernel/workbook-limits'
import { WorkbookRefusal } from './refusal'

export type Archive = {
  names: ReadonlySet<string>
  /** Feeds the member in chunks; `onChunk` may throw to stop. Missing members read as empty. */
  read: (name: string, onChunk: (chunk: Uint8Array) => void) => Promise<void>
}

function openBuffer(bytes: Uint8Array): Promise<yauzl.ZipFile> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(buffer, { lazyEntries: true, validateEntrySizes: true, strictFileNames: false }, (error, zip) => {
      if (error) reject(new WorkbookRefusal('damaged'))
      else resolve(zip)
    })
  })
}

function listEntries(zip: yauzl.ZipFile): Promise<Map<string, yauzl.Entry>> {
  const entries = new Map<string, yauzl.Entry>()
  let unpacked = 0
  return new Promise((resolve, reject) => {
    // A member that points outside its folder: no spreadsheet program writes that.
    zip.on('error', (error: Error) =>
      reject(
        /path|character/i.test(error.message)
          ? new WorkbookRefusal('foreign', { type: 'ZIP' })
          : new WorkbookRefusal('damaged'),
      ),
    )
    zip.on('end', () => resolve(entries))
    zip.on('entry', (entry: yauzl.Entry) => {
      unpacked += entry.uncompressedSize
      const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize)
      const isBomb = entry.uncompressedSize > RATIO_FREE_BYTES && ratio > MAX_COMPRESSION_RATIO
      if (unpacked > MAX_UNPACKED_BYTES || isBomb)
        return reject(new WorkbookRefusal('tooLarge', { max: MAX_UNPACKED_MB }))
      if (zip.entryCount > MAX_ARCHIVE_ENTRIES) {
        return reject(new WorkbookRefusal('tooMany', { n: zip.entryCount, max: MAX_ARCHIVE_ENTRIES }))
      }
      if ((entry.generalPurposeBitFlag & 1) !== 0) return reject(new WorkbookRefusal('locked'))
      if (!entries.has(entry.fileName)) entries.set(entry.fileName, entry)
      zip.readEntry()
    })
    zip.readEntry()
  })
}

/** The one place that inflates: nothing is written to disk, sizes are bounded before and while reading. */
export async function openArchive(bytes: Uint8Array): Promise<Archive> {
  const zip = await openBuffer(bytes)
  const entries = await listEntries(zip)
  let inflated = 0
  const read = (name: string, onChunk: (chunk: Uint8Array) => void): Promise<void> =>
    new Promise((resolve, reject) => {
      const entry = entries.get(name)
      if (entry === undefined) return resolve()
      zip.openReadStream(entry, (error, stream) => {
        if (error) return reject(new WorkbookRefusal('damaged'))
        stream.on('data', (chunk: Buffer) => {
          inflated += chunk.length
          try {
            if (inflated > MAX_UNPACKED_BYTES) throw new WorkbookRefusal('tooLarge', { max: MAX_UNPACKED_MB })
            onChunk(chunk)
          } catch (failure) {
            stream.destroy()
            reject(failure instanceof Error ? failure : new WorkbookRefusal('damaged'))
          }
        })
        stream.on('error', () => reject(new WorkbookRefusal('damaged')))
        stream.on('end', () => resolve())
      })
    })
  return { names: new Set(entries.keys()), read }
}
