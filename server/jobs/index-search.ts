import { families, findUnindexed, indexFamily } from '@/server/domains/search/commands/index-families'
import { rulesVersion } from '@/server/domains/search/rules/grams'
import { transact } from '@/server/platform/context'
import type { Services } from '@/server/platform/services'

const batch = 200
const asSystem = { actor: null, system: true } as const

/**
 * Makes what is missing or was made by other rules: everything, after an upgrade that brought search or changed it.
 * Each family has a transaction of its own, so that it may be interrupted. Returns how many were made.
 */
export async function indexSearch({ pool, log }: Pick<Services, 'pool' | 'log'>): Promise<number> {
  let made = 0
  for (const family of families) {
    for (;;) {
      const ids = await transact(pool, { ...asSystem, mode: 'read' }, (ctx) =>
        findUnindexed(ctx, family, rulesVersion, batch),
      )
      for (const id of ids) await transact(pool, { ...asSystem, mode: 'write' }, (ctx) => indexFamily[family](ctx, id))
      made += ids.length
      if (ids.length < batch) break
    }
  }
  if (made > 0) log.info({ families: made }, 'search brought up to date')
  return made
}
