import { crc32 } from 'node:zlib'
import yauzl from 'yauzl'
import { decodeNames, memberPath, type MemberPath, type RawName } from './archive-names'
import type { Findings } from './findings'
import {
  MAX_ARCHIVE_ENTRIES,
  MAX_COMPRESSION_RATIO,
  MAX_MEMBER_BYTES,
  MAX_UNPACKED_BYTES,
  RATIO_FREE_BYTES,
} from './limits'
import { overlaps, storedName } from './zip-layout'

/** A member that may be read. Its path is relative, with forward slashes, and names no other member. */
export type ArchiveMember = Readonly<{ path: string; bytes: number; entry: yauzl.Entry }>

export type DesignArchive = Readonly<{
  members: readonly ArchiveMember[]
  /** The bytes of one member, or null where they are damaged or more than they claim to be. Read one after another. */
  read: (member: ArchiveMember) => Promise<Uint8Array | null>
}>

const megabyte = 1024 * 1024

/**
 * Lists a ZIP file without unpacking it. Refused as a whole (null): damaged, too many members, too much or too densely
 * packed, members that share bytes. Left out one by one: paths that leave their folder, links, second members of a
 * name, members whose own header has another name, locked and too large ones. Nothing is ever written to disk.
 */
export async function openDesignArchive(bytes: Uint8Array, findings: Findings): Promise<DesignArchive | null> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let zip: yauzl.ZipFile
  let entries: yauzl.Entry[]
  try {
    zip = await open(buffer)
    if (zip.entryCount > MAX_ARCHIVE_ENTRIES) {
      findings.add('archiveTooMany', { n: zip.entryCount, max: MAX_ARCHIVE_ENTRIES })
      return null
    }
    entries = await list(zip)
  } catch {
    findings.add('archiveDamaged')
    return null
  }
  const paths = pathsOf(entries)
  if (isBomb(entries, paths, findings)) return null
  if (overlaps(buffer, entries)) {
    findings.add('archiveOverlap')
    return null
  }
  return { members: safeMembers(buffer, entries, paths, findings), read: (member) => read(zip, member) }
}

const open = (buffer: Buffer): Promise<yauzl.ZipFile> =>
  new Promise((resolve, reject) => {
    const options = { lazyEntries: true, decodeStrings: false, validateEntrySizes: true, autoClose: false }
    yauzl.fromBuffer(buffer, options, (error, zip) => (error ? reject(error) : resolve(zip)))
  })

const list = (zip: yauzl.ZipFile): Promise<yauzl.Entry[]> =>
  new Promise((resolve, reject) => {
    const entries: yauzl.Entry[] = []
    zip.on('error', reject)
    zip.on('end', () => resolve(entries))
    zip.on('entry', (entry: yauzl.Entry) => {
      entries.push(entry)
      if (entries.length > MAX_ARCHIVE_ENTRIES) reject(new Error('more members than counted'))
      else zip.readEntry()
    })
    zip.readEntry()
  })

const utf8Names = 0x0800
const locked = 1

const pathsOf = (entries: readonly yauzl.Entry[]): MemberPath[] => decodeNames(entries.map(rawName)).map(memberPath)

/** A second, UTF-8 name counts while it was made for the first (Info-ZIP's extra field 0x7075). */
function rawName({ fileNameRaw, generalPurposeBitFlag, extraFields }: yauzl.Entry): RawName {
  const extra = extraFields.find(({ id, data }) => id === 0x7075 && data.length > 5 && data[0] === 1)?.data
  if (extra?.readUInt32LE(1) === crc32(fileNameRaw)) return { bytes: extra.subarray(5), isUtf8: true }
  return { bytes: fileNameRaw, isUtf8: (generalPurposeBitFlag & utf8Names) !== 0 }
}

function isBomb(entries: readonly yauzl.Entry[], paths: readonly MemberPath[], findings: Findings): boolean {
  const total = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0)
  if (total > MAX_UNPACKED_BYTES) {
    findings.add('archiveTooLarge', { max: MAX_UNPACKED_BYTES / megabyte })
    return true
  }
  const dense = entries.findIndex(
    ({ uncompressedSize, compressedSize }) =>
      uncompressedSize > RATIO_FREE_BYTES && uncompressedSize / Math.max(1, compressedSize) > MAX_COMPRESSION_RATIO,
  )
  if (dense >= 0) findings.add('archiveBomb', { member: paths[dense]?.path ?? '' })
  return dense >= 0
}

/** The file type in the upper half of the attributes, where a Unix program wrote the archive. */
const isLink = ({ externalFileAttributes }: yauzl.Entry): boolean =>
  ((externalFileAttributes >>> 16) & 0o170000) === 0o120000

function safeMembers(
  buffer: Buffer,
  entries: readonly yauzl.Entry[],
  paths: readonly MemberPath[],
  findings: Findings,
): ArchiveMember[] {
  const members: ArchiveMember[] = []
  const taken = new Set<string>()
  const links: string[] = []
  entries.forEach((entry, index) => {
    const { path, isSafe, isFolder } = paths[index] ?? { path: '', isSafe: false, isFolder: false }
    const member = path
    // Programs for disks without case would overwrite one with the other.
    const key = path.normalize('NFC').toLowerCase()
    if (!isSafe) findings.add('archiveUnsafePath', { member })
    else if (isLink(entry)) {
      findings.add('archiveLink', { member })
      links.push(`${path}/`)
    } else if (links.some((link) => path.startsWith(link))) findings.add('archiveUnsafePath', { member })
    else if (isFolder) return
    else if (taken.has(key)) findings.add('archiveDuplicate', { member })
    else if ((entry.generalPurposeBitFlag & locked) !== 0) findings.add('archiveLocked', { member })
    else if (storedName(buffer, entry)?.equals(entry.fileNameRaw) !== true)
      findings.add('archiveNameMismatch', { member })
    else if (entry.uncompressedSize > MAX_MEMBER_BYTES)
      findings.add('memberTooLarge', { member, max: MAX_MEMBER_BYTES / megabyte })
    else {
      taken.add(key)
      members.push({ path, bytes: entry.uncompressedSize, entry })
    }
  })
  return members
}

function read(zip: yauzl.ZipFile, { entry, bytes }: ArchiveMember): Promise<Uint8Array | null> {
  return new Promise((resolve) => {
    const into = Buffer.allocUnsafe(bytes)
    let length = 0
    // Bad methods and broken offsets are thrown, not handed to the callback.
    try {
      zip.openReadStream(entry, (error, stream) => {
        if (error) return resolve(null)
        stream.on('data', (chunk: Buffer) => {
          if (length + chunk.length > bytes) {
            stream.destroy()
            return resolve(null)
          }
          chunk.copy(into, length)
          length += chunk.length
        })
        stream.on('error', () => resolve(null))
        stream.on('end', () => resolve(length === bytes && crc32(into) === entry.crc32 ? into : null))
      })
    } catch {
      resolve(null)
    }
  })
}
