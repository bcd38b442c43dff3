import { and, eq, isNull, sql } from 'drizzle-orm'
import { flashPackages } from '@/db/schema/flashing'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import type { Acknowledge } from '../inputs'
import { flashPackageLifecycle } from '../lifecycle'
import { requireIssue, requirePackage, requireReport, type RequiredPackage } from '../queries/access'
import { comparedDigits } from '../rules/judgement'
import { announce, record } from './announce'

/**
 * Somebody at the factory compared what their station shows with the package: the line may begin. Errors:
 * flashing.hashDiffers with what was typed, flashing.notCurrent, flashing.stale.
 */
export async function acknowledgePackage(
  ctx: MemberCtx,
  { packageId, version, hashStart }: Acknowledge,
): Promise<void> {
  const required = await requirePackage(ctx, packageId)
  const { found, access, standing } = required
  // The factory's own word: the brand cannot give it in its place.
  if (access.owner) throw new DomainError('forbidden', 'flashing.factoryNeeded')
  requireReport(access)
  if (standing !== 'current') throw new DomainError('conflict', 'flashing.notCurrent')
  if (found.acknowledgedAt !== null) return
  const { sha256, name } = found.plan.expected
  if (hashStart.length < comparedDigits || !sha256.startsWith(hashStart))
    throw new DomainError('invalid', 'flashing.hashDiffers', { typed: hashStart })
  await write(ctx, required, version, { acknowledgedBy: ctx.actor.userId, acknowledgedAt: ctx.now() })
  record(ctx, 'flashing.acknowledgePackage', found, { ...named(required), fileName: name, sha256 })
  announce(ctx, 'flashing.changed', found)
}

/** Takes a package back: nobody flashes from it any more. What was flashed stays on record. */
export async function withdrawPackage(
  ctx: MemberCtx,
  { packageId, version }: Readonly<{ packageId: string; version: number }>,
): Promise<void> {
  const required = await requirePackage(ctx, packageId)
  requireIssue(required.access)
  const state = flashPackageLifecycle.next(required.found.state, 'withdraw')
  await write(ctx, required, version, { state, withdrawnBy: ctx.actor.userId, withdrawnAt: ctx.now() })
  record(ctx, 'flashing.withdrawPackage', required.found, named(required))
  announce(ctx, 'flashing.changed', required.found)
}

const named = ({ found, build }: RequiredPackage) => ({ number: found.number, version: build.version })

async function write(
  ctx: MemberCtx,
  { found }: RequiredPackage,
  version: number,
  change: Partial<typeof flashPackages.$inferInsert>,
): Promise<void> {
  const changed = await ctx.db
    .update(flashPackages)
    .set({ ...change, version: sql`${flashPackages.version} + 1` })
    .where(
      and(
        eq(flashPackages.id, found.id),
        eq(flashPackages.orgId, found.orgId),
        eq(flashPackages.version, version),
        isNull(flashPackages.withdrawnAt),
      ),
    )
    .returning({ id: flashPackages.id })
  if (changed.length === 0) throw new DomainError('conflict', 'flashing.stale')
}
