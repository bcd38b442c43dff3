import { and, eq, isNull } from 'drizzle-orm'
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
  if (!access.owner && found.downloadedAt === null)
    await ctx.db
      .update(flashPackages)
      .set({ downloadedAt: ctx.now() })
      .where(and(eq(flashPackages.id, packageId), isNull(flashPackages.downloadedAt)))
  record(ctx, 'flashing.downloadPackage', found, { number: found.number, version: build.version })
  return { ...required, factory: await factoryOf(ctx, required) }
}

/** The factory of a package by its names. */
export async function factoryOf({ db }: MemberCtx, { found }: RequiredPackage) {
  const [factory] = await db
    .select({ legalNameEn: orgs.legalNameEn, legalNameZh: orgs.legalNameZh })
    .from(orgs)
    .where(eq(orgs.id, found.partnerOrgId))
  return factory ?? { legalNameEn: '', legalNameZh: '' }
}
