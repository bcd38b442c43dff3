import { createHash } from 'node:crypto'
import { keepGoldenArchive, nextGolden } from '@/server/domains/releases/commands/keep-golden-archive'
import { goldenManifest } from '@/server/domains/releases/packing/golden-contents'
import { manifestName } from '@/server/domains/releases/packing/pack'
import { byCodePoint } from '@/server/domains/designFiles/rules/manifest'
import { transact } from '@/server/platform/context'
import type { Services } from '@/server/platform/services'
import { zipStream } from '@/server/platform/zip-stream'

/** Archives of one turn; the next turn goes on. */
const most = 20
const system = { actor: null, system: true } as const

/** Makes the archives of golden packages that were proposed, of what lies in the store and nothing else. */
export async function makeGoldens({ pool, storage }: Pick<Services, 'pool' | 'storage'>): Promise<number> {
  for (let made = 0; made < most; made++) {
    const golden = await transact(pool, { ...system, mode: 'read' }, nextGolden)
    if (golden === null) return made
    const items = golden.items ?? []
    const manifest = goldenManifest(items)
    if (createHash('sha256').update(manifest).digest('hex') !== golden.contentHash)
      throw new Error(`golden package ${golden.id} is not what was signed`)
    const members = [
      { path: manifestName, content: Buffer.from(manifest) },
      ...items.map(({ path, sha256 }) => ({
        path,
        content: async () => {
          const stream = await storage.get(sha256)
          if (stream === null) throw new Error(`a file of golden package ${golden.id} is not in the store`)
          return stream
        },
      })),
    ].toSorted((a, b) => byCodePoint(a.path, b.path))
    const blob = await storage.put(zipStream(members))
    await transact(pool, { ...system, mode: 'write' }, (ctx) => keepGoldenArchive(ctx, storage, golden, blob))
  }
  return most
}
