import type { BlobStore } from './blob'
import type { StorageSettings } from './settings'
import { diskStorage } from './storage-disk'
import { s3Storage } from './storage-s3'

export { BlobTooLarge, type ByteRange, type PutOptions, type BlobStore, type StoredBlob } from './blob'

export const createStorage = (settings: StorageSettings): BlobStore =>
  settings.kind === 'disk' ? diskStorage(settings.dir) : s3Storage(settings)
