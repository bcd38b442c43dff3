import { and, count, eq, inArray, isNull, lt, sql } from 'drizzle-orm'
import { designFiles, designReadings, designUploads } from '@/db/schema/designFiles'
import { DomainError } from '@/server/kernel/errors'
import { cleanFileName } from '@/server/kernel/file-name'
import { newId } from '@/server/kernel/ids'
import { holdBlob } from '@/server/platform/blob-hold'
import type { AnyCtx, MemberCtx } from '@/server/platform/context'
import type { BlobStore, StoredBlob } from '@/server/platform/storage'
import type { BeginUpload } from '../inputs'
import {
  refuseUnlessDraft,
  requireDraft,
  requireEdit,
  requireRevision,
  requireUpload,
  type DesignFileRow,
  type DesignUploadRow,
} from '../queries/access'
import { kindOfName, mostDesignFiles, mostUploads, nameKey, uploadLifetimeDays } from '../rules/design-file'
import { announce, countChange, record } from './announce'

export type Begun = Readonly<{ uploadId: string; received: number }>

/**
 * Announces a file to a draft, before its bytes. The same file, by its fingerprint, goes on where it stopped: whoever
 * closed the tab chooses it again and loses nothing. Errors: designFiles.notDraft, designFiles.tooMany.
 */
export async function beginUpload(ctx: MemberCtx, input: BeginUpload): Promise<Begun> {
  const { revision } = await requireDraft(ctx, input.revisionId)
  const name = cleanFileName(input.name, 'file')
  const { db, actor } = ctx
  const [begun] = await db
    .select()
    .from(designUploads)
    .where(
      and(
        eq(designUploads.revisionId, revision.id),
        eq(designUploads.userId, actor.userId),
        eq(designUploads.state, 'open'),
        eq(designUploads.name, name),
        eq(designUploads.size, input.size),
        eq(designUploads.fingerprint, input.fingerprint),
      ),
    )
  if (begun) {
    await db.update(designUploads).set({ touchedAt: ctx.now() }).where(eq(designUploads.id, begun.id))
    return { uploadId: begun.id, received: begun.received }
  }
  await requireFewUploads(ctx)
  const uploadId = newId('designUpload')
  await db.insert(designUploads).values({
    id: uploadId,
    orgId: revision.orgId,
    productId: revision.productId,
    revisionId: revision.id,
    kind: input.kind ?? kindOfName(name),
    name,
    size: input.size,
    fingerprint: input.fingerprint,
    userId: actor.userId,
    userOrgId: actor.member.orgId,
    createdAt: ctx.now(),
    touchedAt: ctx.now(),
  })
  return { uploadId, received: 0 }
}

/** Bytes that are announced and not there yet take room on the disk that others need. */
async function requireFewUploads({ db, actor }: MemberCtx): Promise<void> {
  const [found] = await db
    .select({ uploads: count() })
    .from(designUploads)
    .where(and(eq(designUploads.userOrgId, actor.member.orgId), eq(designUploads.state, 'open')))
  if ((found?.uploads ?? 0) >= mostUploads)
    throw new DomainError('conflict', 'designFiles.tooManyUploads', { most: mostUploads })
}

/** A revision holds so many files; asked with the revision held. */
export async function requireRoom({ db }: MemberCtx, revisionId: string): Promise<void> {
  const [found] = await db
    .select({ files: count() })
    .from(designFiles)
    .where(and(eq(designFiles.revisionId, revisionId), isNull(designFiles.removedAt)))
  if ((found?.files ?? 0) >= mostDesignFiles)
    throw new DomainError('conflict', 'designFiles.tooMany', { most: mostDesignFiles })
}

/**
 * A piece of an upload is on the disk and was what its sender meant: it counts. Errors: designFiles.uploadMoved where
 * another request was faster.
 */
export async function keepPiece(
  ctx: MemberCtx,
  { uploadId, offset, bytes }: Readonly<{ uploadId: string; offset: number; bytes: number }>,
): Promise<number> {
  const upload = await requireUpload(ctx, uploadId)
  const received = offset + bytes
  const kept = await ctx.db
    .update(designUploads)
    .set({ received, touchedAt: ctx.now() })
    .where(and(eq(designUploads.id, upload.id), eq(designUploads.state, 'open'), eq(designUploads.received, offset)))
    .returning({ id: designUploads.id })
  if (kept.length === 0) throw new DomainError('conflict', 'designFiles.uploadMoved', { received: upload.received })
  return received
}

/** Nothing of an upload counts any more: the bytes that did are gone. Left alone where it went on meanwhile. */
export async function restartUpload(
  ctx: MemberCtx,
  { uploadId, received }: Readonly<{ uploadId: string; received: number }>,
): Promise<void> {
  const { id } = await requireUpload(ctx, uploadId)
  await ctx.db
    .update(designUploads)
    .set({ received: 0, touchedAt: ctx.now() })
    .where(and(eq(designUploads.id, id), eq(designUploads.state, 'open'), eq(designUploads.received, received)))
}

/** Refuses bytes that would become nothing: of a revision that is no draft any more, or not the sender's to fill. */
export async function requireAwaited(
  ctx: MemberCtx,
  { revisionId }: Pick<DesignUploadRow, 'revisionId'>,
): Promise<void> {
  const { revision, access } = await requireRevision(ctx, revisionId)
  requireEdit(access)
  refuseUnlessDraft(revision)
}

/** Gives an upload up. Done twice, it is done. */
export async function stopUpload(ctx: MemberCtx, { uploadId }: Readonly<{ uploadId: string }>): Promise<void> {
  const { id } = await requireUpload(ctx, uploadId)
  await ctx.db
    .update(designUploads)
    .set({ state: 'stopped' })
    .where(and(eq(designUploads.id, id), eq(designUploads.state, 'open')))
}

/**
 * All bytes are there and stored: the upload becomes a file of its draft. One of the same name makes room for it, and can
 * be put back. Asked twice, the answer is the same file. Errors: designFiles.uploadStopped, designFiles.uploadDamaged,
 * designFiles.notDraft.
 */
export async function addFile(
  ctx: MemberCtx,
  storage: BlobStore,
  { uploadId, blob }: Readonly<{ uploadId: string; blob: StoredBlob }>,
): Promise<{ fileId: string; sha256: string }> {
  const upload = await requireUpload(ctx, uploadId)
  const { revision, set } = await requireDraft(ctx, upload.revisionId)
  // Read again behind the lock of the revision: of two who finish at once the second finds it done.
  const { state, fileId } = await requireUpload(ctx, uploadId)
  if (state === 'done' && fileId !== null) return { fileId, sha256: blob.sha256 }
  if (state !== 'open') throw new DomainError('conflict', 'designFiles.uploadStopped')
  if (blob.size !== upload.size || !(await holdBlob(ctx, storage, blob.sha256)))
    throw new DomainError('conflict', 'designFiles.uploadDamaged')
  const replaced = await makeRoom(ctx, upload)
  await requireRoom(ctx, revision.id)
  const file = newFile(ctx, upload, { setId: set.id, ...blob })
  await ctx.db.insert(designFiles).values(file)
  await askReading(ctx, file)
  await ctx.db.update(designUploads).set({ state: 'done', fileId: file.id }).where(eq(designUploads.id, uploadId))
  await countChange(ctx, revision.id)
  record(ctx, replaced ? 'designFiles.replaceFile' : 'designFiles.addFile', set, {
    ...{ number: set.number, revision: revision.number, fileName: file.name },
    ...{ sha256: blob.sha256, byteSize: blob.size },
  })
  await announce(ctx, 'designFiles.changed', set, revision.id)
  return { fileId: file.id, sha256: blob.sha256 }
}

/** Lets a file be read for what it says of itself, unless the same one under this name was. */
async function askReading(
  { db, now }: MemberCtx,
  { orgId, sha256, name, nameKey, size }: Pick<DesignFileRow, 'orgId' | 'sha256' | 'name' | 'nameKey' | 'size'>,
): Promise<void> {
  await db.insert(designReadings).values({ orgId, sha256, nameKey, name, size, askedAt: now() }).onConflictDoNothing()
}

/** Takes out the file of the same name, where there is one. */
async function makeRoom(ctx: MemberCtx, { revisionId, name }: DesignUploadRow): Promise<boolean> {
  const gone = await ctx.db
    .update(designFiles)
    .set({ removedAt: ctx.now(), version: sql`${designFiles.version} + 1` })
    .where(
      and(
        eq(designFiles.revisionId, revisionId),
        eq(designFiles.nameKey, nameKey(name)),
        isNull(designFiles.removedAt),
      ),
    )
    .returning({ id: designFiles.id })
  return gone.length > 0
}

const newFile = (
  { now }: MemberCtx,
  { orgId, productId, revisionId, kind, name, userId, userOrgId }: DesignUploadRow,
  { setId, sha256, size }: StoredBlob & Readonly<{ setId: string }>,
): typeof designFiles.$inferInsert & Pick<DesignFileRow, 'id'> => ({
  ...{ id: newId('file'), orgId, productId, setId, revisionId, kind, name, nameKey: nameKey(name), sha256, size },
  ...{ uploadedBy: userId, uploadedByOrgId: userOrgId, createdAt: now() },
})

/** Gives up what nobody went on with. Answers with the uploads among `ids` whose bytes are not awaited any more. */
export async function settleUploads({ db, now }: AnyCtx, ids: readonly string[]): Promise<string[]> {
  const stale = new Date(now().getTime() - uploadLifetimeDays * 86_400_000)
  await db
    .update(designUploads)
    .set({ state: 'stopped' })
    .where(and(eq(designUploads.state, 'open'), lt(designUploads.touchedAt, stale)))
  const open = await db
    .select({ id: designUploads.id })
    .from(designUploads)
    .where(and(inArray(designUploads.id, [...ids]), eq(designUploads.state, 'open')))
  const awaited = new Set(open.map(({ id }) => id))
  return ids.filter((id) => !awaited.has(id))
}
