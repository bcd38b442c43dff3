import { beginNext, failPackage, isGivenUp, issuePackage } from '@/server/domains/releases/commands/settle-package'
import { collect, packer } from '@/server/domains/releases/packing/collect'
import { pack, PackageRefusal } from '@/server/domains/releases/packing/pack'
import type { PackageRow } from '@/server/domains/releases/queries/access'
import type { PackageFailure } from '@/server/domains/releases/rules/package-item'
import { DomainError } from '@/server/kernel/errors'
import { transact } from '@/server/platform/context'
import type { Services } from '@/server/platform/services'

/** Packages of one turn; the next turn goes on. */
const most = 50
const system = { actor: null, system: true, mode: 'write' } as const

/**
 * Makes the packages that wait for it, one after another. One that cannot be made says why; where the cause may pass, such
 * as a store that is away, it is tried again, three times in all.
 */
export async function makePackages({
  pool,
  storage,
  log,
}: Pick<Services, 'pool' | 'storage' | 'log'>): Promise<number> {
  for (let made = 0; made < most; made++) {
    const row = await transact(pool, system, beginNext)
    if (row === null) return made
    const fail = (failure: PackageFailure) => transact(pool, system, (ctx) => failPackage(ctx, row, failure))
    if (isGivenUp(row)) {
      await fail({ code: 'releases.makingFailed', params: {}, files: [] })
      continue
    }
    try {
      const packed = await make({ pool, storage }, row)
      await transact(pool, system, (ctx) => issuePackage(ctx, storage, row, packed))
    } catch (error) {
      const failure = failureOf(error)
      if (failure === null) throw error
      log.warn({ err: error, packageId: row.id }, 'a package could not be made')
      await fail(failure)
    }
  }
  return most
}

async function make({ pool, storage }: Pick<Services, 'pool' | 'storage'>, row: PackageRow) {
  const collected = await transact(pool, { actor: packer(row), mode: 'read' }, (ctx) => collect(ctx, row))
  return pack(storage, collected, row)
}

/** What a person can mend or has to know; null where trying again may help. */
function failureOf(error: unknown): PackageFailure | null {
  if (error instanceof PackageRefusal) return error.failure
  if (error instanceof DomainError) return { code: error.code, params: error.params, files: [] }
  if (error instanceof RangeError) return { code: 'releases.tooMuch', params: {}, files: [] }
  return null
}
