import { createHash } from 'node:crypto'
import { byCodePoint } from '@/server/domains/designFiles/rules/manifest'
import type { BlobStore, StoredBlob } from '@/server/platform/storage'
import { zipStream } from '@/server/platform/zip-stream'
import type { GoldenRow } from '../queries/golden-access'
import { goldenManifest } from './golden-contents'
import { manifestName } from './pack'

/**
 * Writes the archive of a golden package that was proposed, of what lies in the store and nothing else. The same package is
 * the same bytes. Throws where a file is gone, or where its manifest is not what was proposed.
 */
export async function packGolden(
  storage: BlobStore,
  { id, items, contentHash }: Pick<GoldenRow, 'id' | 'items' | 'contentHash'>,
): Promise<StoredBlob> {
  const manifest = goldenManifest(items ?? [])
  if (createHash('sha256').update(manifest).digest('hex') !== contentHash)
    throw new Error(`golden package ${id} is not what was proposed`)
  const members = [
    { path: manifestName, content: Buffer.from(manifest) },
    ...(items ?? []).map(({ path, sha256 }) => ({
      path,
      content: async () => {
        const stream = await storage.get(sha256)
        if (stream === null) throw new Error(`a file of golden package ${id} is not in the store`)
        return stream
      },
    })),
  ]
  return storage.put(zipStream(members.toSorted((a, b) => byCodePoint(a.path, b.path))))
}
