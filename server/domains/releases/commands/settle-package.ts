import { and, asc, eq, sql } from 'drizzle-orm'
import { packages } from '@/db/schema/releases'
import { DomainError } from '@/server/kernel/errors'
import { holdBlob } from '@/server/platform/blob-hold'
import type { AnyCtx } from '@/server/platform/context'
import { publish, recordAudit } from '@/server/platform/journal'
import type { BlobStore, StoredBlob } from '@/server/platform/storage'
import { packageLifecycle } from '../lifecycle'
import type { PackageRow } from '../queries/access'
import { recipientLine, type PackageFailure, type PackageItem } from '../rules/package-item'
import { packageAudience } from './announce'

/** Begun so often without an end, making it is given up. */
const mostAttempts = 3

/** Begins the package that waits longest to be made; null where none does. */
export async function beginNext({ db }: AnyCtx): Promise<PackageRow | null> {
  const next = db
    .select({ id: packages.id })
    .from(packages)
    .where(eq(packages.state, 'making'))
    .orderBy(asc(packages.askedAt))
    .limit(1)
  const [begun] = await db
    .update(packages)
    .set({ attempts: sql`${packages.attempts} + 1` })
    .where(and(eq(packages.id, next), eq(packages.state, 'making')))
    .returning()
  return begun ?? null
}
export const isGivenUp = ({ attempts }: PackageRow): boolean => attempts > mostAttempts

type Made = Readonly<{ items: readonly PackageItem[]; contentHash: string; blob: StoredBlob }>

/** The package is there: from now on it stands as it is. Done twice, it is done. */
export async function issuePackage(
  ctx: AnyCtx,
  storage: BlobStore,
  { id }: PackageRow,
  { items, contentHash, blob }: Made,
): Promise<void> {
  if (!(await holdBlob(ctx, storage, blob.sha256))) throw new DomainError('conflict', 'releases.missing')
  const [issued] = await ctx.db
    .update(packages)
    .set({
      ...{ state: packageLifecycle.next('making', 'issue'), items, contentHash, failure: null },
      ...{ blobSha256: blob.sha256, blobSize: blob.size, issuedAt: ctx.now(), version: sql`${packages.version} + 1` },
    })
    .where(and(eq(packages.id, id), eq(packages.state, 'making')))
    .returning()
  if (!issued) return
  const audience = packageAudience(issued)
  const { number, productId, madeBy, recipient } = issued
  recordAudit(ctx, {
    ...{ action: 'releases.issuePackage', subjectId: id, productId, orgs: audience, actorUserId: madeBy },
    params: { number, recipient: recipientLine(recipient), files: items.length, contentHash },
  })
  publish(ctx, { type: 'releases.issued', audience, productId, payload: { packageId: id } })
}

/** It could not be made, and why. */
export async function failPackage(ctx: AnyCtx, { id }: PackageRow, failure: PackageFailure): Promise<void> {
  const [failed] = await ctx.db
    .update(packages)
    .set({ state: packageLifecycle.next('making', 'fail'), failure, version: sql`${packages.version} + 1` })
    .where(and(eq(packages.id, id), eq(packages.state, 'making')))
    .returning()
  if (!failed) return
  const { orgId, productId } = failed
  publish(ctx, { type: 'releases.changed', audience: [orgId], productId, payload: { packageId: id } })
}
