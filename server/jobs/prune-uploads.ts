import { settleUploads } from '@/server/domains/designFiles/commands/upload-file'
import { transact } from '@/server/platform/context'
import type { Services } from '@/server/platform/services'

/** Forgets the bytes of uploads that were stopped, finished or left lying. */
export async function pruneUploads(
  { pool, partials, log }: Pick<Services, 'pool' | 'partials' | 'log'>,
  now: () => Date = () => new Date(),
): Promise<void> {
  const lying = await partials.list()
  const settled = await transact(pool, { actor: null, mode: 'write', system: true, now }, (ctx) =>
    settleUploads(ctx, lying),
  )
  for (const id of settled) await partials.remove(id)
  if (settled.length > 0) log.info({ uploads: settled.length }, 'bytes of uploads that are over forgotten')
}
