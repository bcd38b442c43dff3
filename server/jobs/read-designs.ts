import { buffer } from 'node:stream/consumers'
import { keepReading, nextReading, type WaitingReading } from '@/server/domains/designFiles/commands/keep-reading'
import { readDesignApart } from '@/server/domains/designFiles/reading/read-apart'
import type { DesignReading } from '@/server/domains/designFiles/reading/summary'
import { transact } from '@/server/platform/context'
import type { Services } from '@/server/platform/services'

/** Bytes of a file that is read: larger ones, packed assemblies and disk images, say nothing that is shown. */
const largest = 64_000_000
/** Files of one turn; the next turn goes on. */
const most = 200

/** Reads the design files that wait for it, one after another, each apart from the requests of others. */
export async function readDesigns({ pool, storage, log }: Pick<Services, 'pool' | 'storage' | 'log'>): Promise<number> {
  const system = { actor: null, system: true } as const
  for (let read = 0; read < most; read++) {
    const next = await transact(pool, { ...system, mode: 'read' }, nextReading)
    if (next === null) return read
    const keep = (reading: DesignReading | null) =>
      transact(pool, { ...system, mode: 'write' }, (ctx) => keepReading(ctx, next, reading))
    const heavy = (error: unknown) => {
      log.warn({ err: error, sha256: next.sha256 }, 'a design file could not be read')
      return null
    }
    // A store that is away is asked again; a file that is too much for its reader is not.
    const bytes = await bytesOf(storage, next)
    const reading = bytes === null ? null : await readDesignApart({ bytes, fileName: next.name }).catch(heavy)
    await keep(reading).catch((error: unknown) => keep(heavy(error)))
  }
  return most
}

/** Null where there are none, or more than are read. */
async function bytesOf(storage: Services['storage'], { sha256, size }: WaitingReading): Promise<Buffer | null> {
  const stream = size > largest ? null : await storage.get(sha256)
  return stream === null ? null : buffer(stream)
}
