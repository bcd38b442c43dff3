import { and, eq, sql } from 'drizzle-orm'
import { flashPackages } from '@/db/schema/flashing'
import { orgs } from '@/db/schema/orgs'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { requireSigned } from '../queries/plan-build'
import { requirePackage, type RequiredPackage } from '../queries/access'
import { record } from './announce'

/**
 * A package for whoever flashes from it, noted in both chains. A factory gets none that is not to be flashed from any more:
 * flashing.notCurrent.
 */
export async function downloadPackage(ctx: MemberCtx, { packageId }: Readonly<{ packageId: string }>) {
  const required = await requirePackage(ctx, packageId)
  const { found, build, access, standing } = required
  if (standing !== 'current' && !access.owner) throw new DomainError('conflict', 'flashing.notCurrent')
  if (!access.owner) await requireSigned(ctx, { channel: required.promotion.channel, buildId: build.id })
  await takePackage(ctx, required)
  record(ctx, 'flashing.downloadPackage', found, { number: found.number, version: build.version })
  return { ...required, factory: await factoryOf(ctx, required) }
}

/**
 * A package as a program at a station reads it, whatever it stands at. What a factory's program has read is taken, and noted
 * once in both chains: `readBy` names the program. Errors: flashing.notCurrent for a withdrawal at the same moment.
 */
export async function readPackage(
  ctx: MemberCtx,
  required: RequiredPackage,
  { readBy }: Readonly<{ readBy: string }>,
): Promise<void> {
  const { found, build } = required
  if (found.state !== 'issued') return
  const isNew = await takePackage(ctx, required)
  if (isNew) record(ctx, 'flashing.readPackage', found, { number: found.number, version: build.version, with: readBy })
}

/**
 * Whether the factory takes the package just now. From then on its numbers may be on devices, so of a withdrawal at the same
 * moment one of both is refused.
 */
async function takePackage(ctx: MemberCtx, { found, access }: RequiredPackage): Promise<boolean> {
  if (access.owner || found.downloadedAt !== null) return false
  const { id, downloadedAt } = flashPackages
  const [taken] = await ctx.db
    .update(flashPackages)
    // Somebody else of the factory may be first.
    .set({ downloadedAt: sql`coalesce(${downloadedAt}, ${sql.param(ctx.now(), downloadedAt)})` })
    .where(and(eq(id, found.id), eq(flashPackages.state, 'issued')))
    .returning({ id })
  if (!taken) throw new DomainError('conflict', 'flashing.notCurrent')
  return true
}

/** The factory of a package by its names. */
export async function factoryOf({ db }: MemberCtx, { found }: RequiredPackage) {
  const [factory] = await db
    .select({ legalNameEn: orgs.legalNameEn, legalNameZh: orgs.legalNameZh })
    .from(orgs)
    .where(eq(orgs.id, found.partnerOrgId))
  return factory ?? { legalNameEn: '', legalNameZh: '' }
}
