import type { Readable } from 'node:stream'

/** A stored blob: its name is the SHA-256 of its bytes, in lower-case hexadecimal. */
export type StoredBlob = Readonly<{ sha256: string; size: number }>

export type PutOptions = Readonly<{
  /** Refuses the blob with BlobTooLarge as soon as it has more bytes than this. */
  maxBytes?: number
}>

/** Counted from 0; the last is within the blob. */
export type ByteRange = Readonly<{ first: number; last: number }>

/** Files by their content: storing the same bytes twice keeps one copy, and nothing is ever overwritten. */
export interface BlobStore {
  /** Stores bytes completely or not at all. */
  put(content: Uint8Array | Readable, options?: PutOptions): Promise<StoredBlob>
  /**
   * Stores a file of this machine, completely or not at all; where it lies on the same disk, without copying it. It stays
   * where it is for its owner to remove, and is never written again.
   */
  putFile(path: string): Promise<StoredBlob>
  /** The bytes, or those from `range.first` to `range.last`, both included; null where there are none by that name. */
  get(sha256: string, range?: ByteRange): Promise<Readable | null>
  has(sha256: string): Promise<boolean>
  /** When the bytes were stored, or stored again; null where there are none. */
  storedAt(sha256: string): Promise<Date | null>
  /** Removing what is not there is no error. */
  delete(sha256: string): Promise<void>
  /** The name of every stored blob, in no order. */
  list(): AsyncIterable<string>
  /** Where the files are, for people: a directory or a bucket. */
  readonly place: string
}

export class BlobTooLarge extends Error {
  constructor(readonly maxBytes: number) {
    super(`more than ${maxBytes} bytes`)
    this.name = 'BlobTooLarge'
  }
}

const name = /^[0-9a-f]{64}$/

export const isBlobName = (text: string): boolean => name.test(text)

/** Guards every path made from a name: only a SHA-256 is one. */
export function blobName(sha256: string): string {
  if (!isBlobName(sha256)) throw new TypeError('not a SHA-256')
  return sha256
}
