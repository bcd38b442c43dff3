import { and, eq, gt, isNotNull, ne, sql } from 'drizzle-orm'
import { goldenPackages } from '@/db/schema/releases'
import { DomainError } from '@/server/kernel/errors'
import type { AnyCtx, MemberCtx } from '@/server/platform/context'
import { goldenFacts } from '../rules/golden-candidates'
import { goldenGaps, type GoldenGap } from '../rules/golden-parts'
import { requireGolden, type GoldenRow } from './golden-access'
import { goldenCandidates } from './golden-candidates'

/**
 * A golden package, held together with all others between the same two: steps that decide which one is in force go one after
 * another. The lane is held before the package, so that no two wait for each other.
 */
export async function holdInLane(ctx: MemberCtx, goldenId: string) {
  const { golden } = await requireGolden(ctx, goldenId)
  const lane = `golden ${golden.productId} ${golden.partnerOrgId}`
  await ctx.db.execute(sql`select pg_advisory_xact_lock(hashtext(${lane}))`)
  return requireGolden(ctx, goldenId, 'hold')
}

const inLane = ({ productId, partnerOrgId, id }: GoldenRow) =>
  and(eq(goldenPackages.productId, productId), eq(goldenPackages.partnerOrgId, partnerOrgId), ne(goldenPackages.id, id))

/** One waits to be signed at a time: people compare one hash, not two. Errors: releases.proposalOpen. */
export async function requireNoneProposed({ db }: AnyCtx, golden: GoldenRow): Promise<void> {
  const [open] = await db
    .select({ number: goldenPackages.number })
    .from(goldenPackages)
    .where(and(inLane(golden), eq(goldenPackages.state, 'proposed')))
  if (open) throw new DomainError('conflict', 'releases.proposalOpen', { number: open.number })
}

/** What was signed never gives way to something proposed before it. Errors: releases.newerSigned. */
export async function requireNewest({ db }: AnyCtx, golden: GoldenRow): Promise<void> {
  if (golden.proposedAt === null) return
  const [newer] = await db
    .select({ number: goldenPackages.number })
    .from(goldenPackages)
    .where(and(inLane(golden), isNotNull(goldenPackages.signedAt), gt(goldenPackages.proposedAt, golden.proposedAt)))
  if (newer) throw new DomainError('conflict', 'releases.newerSigned', { number: newer.number })
}

/** What stands against a golden package as things are now. */
export const gapsNow = async (
  ctx: AnyCtx,
  golden: Pick<GoldenRow, 'productId' | 'partnerOrgId' | 'parts'>,
): Promise<GoldenGap[]> => goldenGaps(golden.parts, goldenFacts(await goldenCandidates(ctx, golden), golden.parts))

/** Errors: releases.partsNotInForce. */
export function requireNoStop(gaps: readonly GoldenGap[]): void {
  if (gaps.some(({ weight }) => weight === 'stop')) throw new DomainError('conflict', 'releases.partsNotInForce')
}

/** Which parts of a package that was proposed are not in force any more. */
export const overtakenParts = async (ctx: AnyCtx, golden: Pick<GoldenRow, 'productId' | 'partnerOrgId' | 'parts'>) =>
  (await gapsNow(ctx, golden)).filter(({ reason }) => reason === 'notInForce')
