import { referencedAttachments } from '@/server/domains/attachments/queries/referenced-files'
import { referencedDesigns } from '@/server/domains/designFiles/queries/referenced-files'
import { referencedFirmware } from '@/server/domains/firmware/queries/referenced-files'
import { referencedFiles } from '@/server/domains/boms/queries/referenced-files'
import { referencedPackages } from '@/server/domains/releases/queries/referenced-files'
import { lockBlob } from '@/server/platform/blob-hold'
import { transact, type AnyCtx } from '@/server/platform/context'
import type { Services } from '@/server/platform/services'

const dayMs = 86_400_000
const batch = 500
/** Fewer than these are forgotten without a second thought. */
const fewStrangers = 100

/** Every place that keeps the name of a stored file. What none of them knows is pruned, so a new one is added here. */
const references = [referencedFiles, referencedAttachments, referencedDesigns, referencedFirmware, referencedPackages]

/**
 * Forgets stored files that nothing has needed for a day: uploads that were refused or thrown away. A file that arrives
 * again meanwhile is held by its upload (`holdBlob`), so that it is either still there or the sender is told to send it
 * anew. Files that mostly belong to nobody are another installation's, or this database is an older copy: they stay.
 */
export async function pruneBlobs(
  { pool, storage, log }: Pick<Services, 'pool' | 'storage' | 'log'>,
  now: () => Date = () => new Date(),
): Promise<void> {
  const since = new Date(now().getTime() - dayMs)
  const isOld = async (name: string) => {
    const at = await storage.storedAt(name)
    return at !== null && at < since
  }
  let needed = 0
  const orphans: string[] = []
  for await (const names of inBatches(storage.list())) {
    const known = await transact(pool, { actor: null, mode: 'read', system: true, now }, (ctx) =>
      findReferenced(ctx, names, since),
    )
    needed += known.size
    for (const name of names) if (!known.has(name) && (await isOld(name))) orphans.push(name)
  }
  if (orphans.length > Math.max(fewStrangers, needed)) {
    log.warn({ files: orphans.length, needed, place: storage.place }, 'most stored files belong to nobody here; kept')
    return
  }
  let pruned = 0
  for (const name of orphans) {
    const gone = await transact(pool, { actor: null, mode: 'write', system: true, now }, async (ctx) => {
      await lockBlob(ctx, name)
      // Looked at again now that nobody can take it up.
      if ((await findReferenced(ctx, [name], since)).size > 0 || !(await isOld(name))) return false
      await storage.delete(name)
      return true
    })
    if (gone) pruned++
  }
  if (pruned > 0) log.info({ files: pruned }, 'files that nothing needs forgotten')
}

async function findReferenced(ctx: AnyCtx, names: readonly string[], since: Date): Promise<Set<string>> {
  const found = await Promise.all(references.map((find) => find(ctx, names, since)))
  return new Set(found.flat())
}

async function* inBatches(names: AsyncIterable<string>): AsyncGenerator<string[]> {
  let some: string[] = []
  for await (const name of names) {
    some.push(name)
    if (some.length === batch) {
      yield some
      some = []
    }
  }
  if (some.length > 0) yield some
}
