import { and, eq, ne, sql } from 'drizzle-orm'
import { goldenPackages, goldenSignatures } from '@/db/schema/releases'
import { DomainError } from '@/server/kernel/errors'
import { asSystem, type MemberCtx } from '@/server/platform/context'
import { publish } from '@/server/platform/journal'
import type { SignGolden } from '../inputs'
import { goldenLifecycle } from '../lifecycle'
import { requireGoldenSign, type GoldenRow } from '../queries/golden-access'
import { gapsNow, holdInLane, requireNewest, requireNoStop } from '../queries/golden-lane'
import { packageAudience, record } from './announce'
import { requirePartner } from './save-recipe'

/**
 * One side's yes to a hash. The second one, by somebody else, puts the package in force between the two, in the place of the
 * one before. Errors: releases.hashDiffers, releases.signedAlready, releases.signedForOtherSide, releases.goldenNotProposed, releases.archiveAwaited, releases.newerSigned,
 * releases.partsNotInForce, releases.partnerNotFound.
 */
export async function signGolden(
  ctx: MemberCtx,
  { goldenId, contentHash }: SignGolden,
): Promise<{ state: GoldenRow['state'] }> {
  const { golden, access } = await holdInLane(ctx, goldenId)
  requireGoldenSign(access)
  await requireSignable(ctx, golden, contentHash)
  const { userId, member } = ctx.actor
  const { orgId, productId, partnerOrgId, number } = golden
  await requireOtherPerson(ctx, goldenId)
  const signed = await ctx.db
    .insert(goldenSignatures)
    .values({
      ...{ goldenId, signerOrgId: member.orgId, orgId, productId, partnerOrgId },
      ...{ userId, contentHash, at: ctx.now() },
    })
    .onConflictDoNothing()
    .returning({ goldenId: goldenSignatures.goldenId })
  if (signed.length === 0) throw new DomainError('conflict', 'releases.signedAlready')
  record(ctx, 'releases.signGolden', golden, { number, contentHash }, [partnerOrgId])
  const signatures = await ctx.db
    .select({ org: goldenSignatures.signerOrgId })
    .from(goldenSignatures)
    .where(eq(goldenSignatures.goldenId, goldenId))
  const complete = [orgId, partnerOrgId].every((side) => signatures.some(({ org }) => org === side))
  if (complete) await putInForce(ctx, golden)
  publish(ctx, {
    ...{ type: complete ? 'releases.goldenSigned' : 'releases.goldenChanged', audience: packageAudience(golden) },
    ...{ productId, payload: { goldenId } },
  })
  return { state: complete ? 'signed' : 'proposed' }
}

/** Somebody who belongs to both companies is one person still. */
async function requireOtherPerson({ db, actor }: MemberCtx, goldenId: string): Promise<void> {
  const own = await db.$count(
    goldenSignatures,
    and(
      eq(goldenSignatures.goldenId, goldenId),
      eq(goldenSignatures.userId, actor.userId),
      ne(goldenSignatures.signerOrgId, actor.member.orgId),
    ),
  )
  if (own > 0) throw new DomainError('forbidden', 'releases.signedForOtherSide')
}

/** Signed is what can be had whole, is the newest that was proposed, and is still what is built. */
async function requireSignable(ctx: MemberCtx, golden: GoldenRow, contentHash: string): Promise<void> {
  if (golden.state !== 'proposed') throw new DomainError('conflict', 'releases.goldenNotProposed')
  if (golden.contentHash !== contentHash) throw new DomainError('conflict', 'releases.hashDiffers')
  if (golden.blobSha256 === null) throw new DomainError('conflict', 'releases.archiveAwaited')
  await requirePartner(ctx, golden.productId, golden.partnerOrgId)
  await requireNewest(ctx, golden)
  requireNoStop(await gapsNow(ctx, golden))
}

/** Past row-level security: the side that signs last may be the factory, which writes none of it itself. */
async function putInForce(ctx: MemberCtx, golden: GoldenRow): Promise<void> {
  const { id, productId, partnerOrgId, number } = golden
  await asSystem(ctx, async () => {
    const before = await ctx.db
      .update(goldenPackages)
      .set({ state: goldenLifecycle.next('signed', 'supersede'), version: sql`${goldenPackages.version} + 1` })
      .where(
        and(
          eq(goldenPackages.productId, productId),
          eq(goldenPackages.partnerOrgId, partnerOrgId),
          eq(goldenPackages.state, 'signed'),
          ne(goldenPackages.id, id),
        ),
      )
      .returning({ number: goldenPackages.number, id: goldenPackages.id })
    await ctx.db
      .update(goldenPackages)
      .set({
        ...{ state: goldenLifecycle.next(golden.state, 'complete'), signedAt: ctx.now() },
        version: sql`${goldenPackages.version} + 1`,
      })
      .where(eq(goldenPackages.id, id))
    for (const each of before)
      record(ctx, 'releases.supersedeGolden', { ...golden, id: each.id }, { number: each.number, by: number }, [
        partnerOrgId,
      ])
  })
}
