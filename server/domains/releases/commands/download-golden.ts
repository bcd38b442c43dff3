import { and, eq, gt } from 'drizzle-orm'
import { goldenDownloads } from '@/db/schema/releases'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import { sendsBytes, type SentRange } from '@/server/kernel/sent-range'
import type { MemberCtx } from '@/server/platform/context'
import { requireGolden, type GoldenRow } from '../queries/golden-access'
import { overtakenParts } from '../queries/golden-lane'
import { oneDownload } from '../rules/downloads'
import { packageFileName } from '../rules/sources'
import { record } from './announce'
import type { PackageFile } from './download-package'

type Wanted<Range> = Readonly<{ goldenId: string; noted: boolean; rangeOf: (size: number) => Range }>

/**
 * The archive of a golden package for the two it is between. Taking any part of it is noted in its log and in both chains,
 * once within an hour. Errors: releases.notIssued; releases.withdrawn for the factory, while the brand keeps what it once
 * proposed.
 */
export async function downloadGolden<Range extends SentRange>(
  ctx: MemberCtx,
  { goldenId, noted, rangeOf }: Wanted<Range>,
): Promise<PackageFile<Range>> {
  const { golden, access } = await requireGolden(ctx, goldenId)
  const { state, number, blobSha256, blobSize, orgId, productId, partnerOrgId, contentHash } = golden
  if (blobSha256 === null || blobSize === null) throw new DomainError('conflict', 'releases.notIssued')
  if (state === 'withdrawn' && !access.owner) throw new DomainError('conflict', 'releases.withdrawn', { number })
  const range = rangeOf(blobSize)
  if (noted && sendsBytes(range) && !(await isNoted(ctx, goldenId))) {
    const { userId, member } = ctx.actor
    const taken = { id: newId('goldenDownload'), orgId, productId, goldenId, userId, userOrgId: member.orgId }
    await ctx.db.insert(goldenDownloads).values({ ...taken, at: ctx.now() })
    record(ctx, 'releases.downloadGolden', golden, { number, contentHash }, [partnerOrgId, member.orgId])
  }
  return { fileName: packageFileName(number, await standingOf(ctx, golden)), sha256: blobSha256, size: blobSize, range }
}

/** One whose parts were overtaken is not to be built from either, whether or not another took its place. */
async function standingOf(ctx: MemberCtx, golden: GoldenRow): Promise<'withdrawn' | 'superseded' | 'current'> {
  if (golden.state === 'withdrawn' || golden.state === 'superseded') return golden.state
  return (await overtakenParts(ctx, golden)).length > 0 ? 'superseded' : 'current'
}

/** Whether the acting person is in the log within the hour. */
async function isNoted({ db, actor, now }: MemberCtx, goldenId: string): Promise<boolean> {
  const [noted] = await db
    .select({ id: goldenDownloads.id })
    .from(goldenDownloads)
    .where(
      and(
        eq(goldenDownloads.goldenId, goldenId),
        eq(goldenDownloads.userId, actor.userId),
        gt(goldenDownloads.at, new Date(now().getTime() - oneDownload)),
      ),
    )
    .limit(1)
  return noted !== undefined
}
