import { pruneBuilds } from '@/server/domains/firmware/commands/prune-builds'
import { transact } from '@/server/platform/context'
import type { Services } from '@/server/platform/services'

/** Forgets firmware builds whose files stopped coming; their bytes go with those that nothing needs. */
export async function pruneFirmware(
  { pool, log }: Pick<Services, 'pool' | 'log'>,
  now: () => Date = () => new Date(),
): Promise<void> {
  const builds = await transact(pool, { actor: null, mode: 'write', system: true, now }, pruneBuilds)
  if (builds > 0) log.info({ builds }, 'firmware builds that never became whole forgotten')
}
