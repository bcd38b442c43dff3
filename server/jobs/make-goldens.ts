import { keepGoldenArchive, nextGolden } from '@/server/domains/releases/commands/keep-golden-archive'
import { packGolden } from '@/server/domains/releases/packing/pack-golden'
import { transact } from '@/server/platform/context'
import type { Services } from '@/server/platform/services'

/** Archives of one turn; the next turn goes on. */
const most = 20
const system = { actor: null, system: true } as const

/** Those that failed in this process: how often, and when they are tried again. A new process tries all. */
export type FailedGoldens = Map<string, Readonly<{ times: number; until: number }>>
const shortestPause = 5_000
const longestPause = 3_600_000
const failedHere: FailedGoldens = new Map()

/**
 * Makes the archives of golden packages that were proposed; answers with how many. One that fails holds up no other, and is
 * tried again after a pause that doubles up to an hour.
 */
export async function makeGoldens(
  { pool, storage, log }: Pick<Services, 'pool' | 'storage' | 'log'>,
  now: () => number = Date.now,
  failed: FailedGoldens = failedHere,
): Promise<number> {
  let made = 0
  for (let turn = 0; turn < most; turn++) {
    const resting = [...failed].flatMap(([id, { until }]) => (until > now() ? [id] : []))
    const golden = await transact(pool, { ...system, mode: 'read' }, (ctx) => nextGolden(ctx, resting))
    if (golden === null) break
    try {
      const blob = await packGolden(storage, golden)
      await transact(pool, { ...system, mode: 'write' }, (ctx) => keepGoldenArchive(ctx, storage, golden, blob))
      failed.delete(golden.id)
      made++
    } catch (error) {
      const times = (failed.get(golden.id)?.times ?? 0) + 1
      failed.set(golden.id, { times, until: now() + Math.min(longestPause, shortestPause * 2 ** (times - 1)) })
      log.error({ err: error, goldenId: golden.id, times }, 'the archive of a golden package could not be made')
    }
  }
  return made
}
