import { and, asc, eq, isNull, isNotNull, notInArray, sql } from 'drizzle-orm'
import { goldenPackages } from '@/db/schema/releases'
import { DomainError } from '@/server/kernel/errors'
import { holdBlob } from '@/server/platform/blob-hold'
import type { AnyCtx } from '@/server/platform/context'
import { publish } from '@/server/platform/journal'
import type { BlobStore, StoredBlob } from '@/server/platform/storage'
import type { GoldenRow } from '../queries/golden-access'
import { packageAudience } from './announce'

/** The golden package that waits longest for its archive, of all but some; null where none does. */
export async function nextGolden({ db }: AnyCtx, but: readonly string[] = []): Promise<GoldenRow | null> {
  const [next] = await db
    .select()
    .from(goldenPackages)
    .where(
      and(
        isNotNull(goldenPackages.proposedAt),
        isNull(goldenPackages.blobSha256),
        notInArray(goldenPackages.id, [...but]),
      ),
    )
    .orderBy(asc(goldenPackages.proposedAt))
    .limit(1)
  return next ?? null
}

/** The archive is there: both sides can take it. */
export async function keepGoldenArchive(
  ctx: AnyCtx,
  storage: BlobStore,
  golden: GoldenRow,
  { sha256, size }: StoredBlob,
): Promise<void> {
  if (!(await holdBlob(ctx, storage, sha256))) throw new DomainError('conflict', 'releases.missing')
  await ctx.db
    .update(goldenPackages)
    .set({ blobSha256: sha256, blobSize: size, version: sql`${goldenPackages.version} + 1` })
    .where(and(eq(goldenPackages.id, golden.id), isNull(goldenPackages.blobSha256)))
  publish(ctx, {
    ...{ type: 'releases.goldenChanged', audience: packageAudience(golden), productId: golden.productId },
    payload: { goldenId: golden.id },
  })
}
