import { DomainError } from '@/server/kernel/errors'
import type { BlobStore } from '@/server/platform/storage'
import type { BomFile } from './reader'

/** A stored file as the reader takes it. */
export const readBlob = (
  storage: BlobStore,
  { sha256, fileName }: Readonly<{ sha256: string; fileName: string }>,
): BomFile => ({
  sha256,
  fileName,
  load: async () => {
    const stream = await storage.get(sha256)
    if (!stream) throw new DomainError('notFound', 'boms.fileMissing')
    const chunks: Uint8Array[] = []
    for await (const chunk of stream) chunks.push(chunk)
    return Buffer.concat(chunks)
  },
})
