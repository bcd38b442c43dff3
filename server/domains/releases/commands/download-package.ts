import { and, eq, gt, type SQL } from 'drizzle-orm'
import { packageDownloads } from '@/db/schema/releases'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import { sendsBytes, type SentRange } from '@/server/kernel/sent-range'
import type { AnyCtx, MemberCtx } from '@/server/platform/context'
import { recordAudit } from '@/server/platform/journal'
import { requirePackage, type PackageRow } from '../queries/access'
import { requireLink } from '../queries/find-link'
import { releasesNow } from '../queries/in-force'
import { oneDownload } from '../rules/downloads'
import { packageFileName, staleSources } from '../rules/sources'
import { packageAudience, record } from './announce'

export type PackageFile<Range> = Readonly<{ fileName: string; sha256: string; size: number; range: Range }>
type Wanted<Range> = Readonly<{
  /** Whether bytes are taken: a look at the headers is not noted. */
  noted: boolean
  /** What of so many bytes is asked for. */
  rangeOf: (size: number) => Range
}>

/**
 * A package for whoever may have it. Taking any part of it is noted in its log and in the chains of both sides, once within
 * an hour. Errors: releases.notIssued; releases.withdrawn for everybody but the brand, which keeps what it once sent.
 */
export async function downloadPackage<Range extends SentRange>(
  ctx: MemberCtx,
  { packageId, noted, rangeOf }: Wanted<Range> & Readonly<{ packageId: string }>,
): Promise<PackageFile<Range>> {
  const { package: row, access } = await requirePackage(ctx, packageId)
  const { superseded, ...file } = await fileOf(ctx, row, access.owner)
  const range = rangeOf(file.size)
  const { userId, member } = ctx.actor
  const taker = eq(packageDownloads.userId, userId)
  if (noted && sendsBytes(range) && !(await isNoted(ctx, row, superseded, taker))) {
    await ctx.db.insert(packageDownloads).values({
      ...{ id: newId('packageDownload'), orgId: row.orgId, productId: row.productId, packageId },
      ...{ userId, userOrgId: member.orgId, superseded, at: ctx.now() },
    })
    const params = { number: row.number, contentHash: row.contentHash }
    record(ctx, 'releases.downloadPackage', row, params, [row.partnerOrgId, member.orgId])
  }
  return { ...file, range }
}

/** The same by a link, for whoever holds it. Runs past row-level security: the secret of the link is the right. */
export async function downloadByLink<Range extends SentRange>(
  ctx: AnyCtx,
  { token, noted, rangeOf }: Wanted<Range> & Readonly<{ token: string }>,
): Promise<PackageFile<Range>> {
  const { link, package: row } = await requireLink(ctx, token)
  const { superseded, ...file } = await fileOf(ctx, row, false)
  const range = rangeOf(file.size)
  const taker = eq(packageDownloads.linkId, link.id)
  if (noted && sendsBytes(range) && !(await isNoted(ctx, row, superseded, taker))) {
    await ctx.db.insert(packageDownloads).values({
      ...{ id: newId('packageDownload'), orgId: row.orgId, productId: row.productId, packageId: row.id },
      ...{ linkId: link.id, superseded, at: ctx.now() },
    })
    const params = { number: row.number, link: link.name, contentHash: row.contentHash }
    const note = { action: 'releases.downloadByLink', subjectId: row.id, productId: row.productId, params }
    recordAudit(ctx, { ...note, orgs: packageAudience({ orgId: row.orgId, partnerOrgId: null }) })
  }
  return { ...file, range }
}

/** Whether a download like this one stands in the log within the hour; one from before it was superseded is another. */
async function isNoted({ db, now }: AnyCtx, of: PackageRow, superseded: boolean, taker: SQL): Promise<boolean> {
  const since = new Date(now().getTime() - oneDownload)
  const [noted] = await db
    .select({ id: packageDownloads.id })
    .from(packageDownloads)
    .where(
      and(
        eq(packageDownloads.packageId, of.id),
        eq(packageDownloads.superseded, superseded),
        gt(packageDownloads.at, since),
        taker,
      ),
    )
    .limit(1)
  return noted !== undefined
}

async function fileOf(ctx: AnyCtx, row: PackageRow, brand: boolean) {
  const { state, number, blobSha256, blobSize } = row
  if (blobSha256 === null || blobSize === null) throw new DomainError('conflict', 'releases.notIssued')
  if (state === 'withdrawn' && !brand) throw new DomainError('conflict', 'releases.withdrawn', { number })
  const stale = staleSources(row.sources, await releasesNow(ctx, [row.sources]))
  const superseded = stale.length > 0
  const standing = state === 'withdrawn' ? 'withdrawn' : superseded ? 'superseded' : 'current'
  return { fileName: packageFileName(number, standing), sha256: blobSha256, size: blobSize, superseded }
}
