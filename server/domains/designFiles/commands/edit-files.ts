import { and, eq, isNull, sql } from 'drizzle-orm'
import { designFiles } from '@/db/schema/designFiles'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import type { FileStep, SetKind } from '../inputs'
import { requireDraft, requireFile, type DesignFileRow } from '../queries/access'
import { announce, countChange, record } from './announce'
import { requireRoom } from './upload-file'

/** A file of a draft, held with its revision; designFiles.fileStale where somebody changed it meanwhile. */
async function holdFile(ctx: MemberCtx, { fileId, version }: FileStep) {
  const { revision } = await requireFile(ctx, fileId)
  const place = await requireDraft(ctx, revision.id)
  const { file } = await requireFile(ctx, fileId)
  if (file.version !== version) throw new DomainError('conflict', 'designFiles.fileStale')
  return { file, ...place }
}
/** What is gone from the list was changed by somebody, whatever its version says. */
function requirePresent({ file }: Held): void {
  if (file.removedAt !== null) throw new DomainError('conflict', 'designFiles.fileStale')
}
type Held = Awaited<ReturnType<typeof holdFile>>

async function write(
  ctx: MemberCtx,
  action: string,
  { file, set, revision }: Held,
  change: Partial<Pick<DesignFileRow, 'kind' | 'removedAt'>>,
): Promise<void> {
  await ctx.db
    .update(designFiles)
    .set({ ...change, version: sql`${designFiles.version} + 1` })
    .where(and(eq(designFiles.id, file.id), eq(designFiles.orgId, set.orgId)))
  await countChange(ctx, revision.id)
  record(ctx, action, set, { number: set.number, revision: revision.number, fileName: file.name, sha256: file.sha256 })
  await announce(ctx, 'designFiles.changed', set, revision.id)
}

/** Takes a file out of a draft; it can be put back while the draft lasts. */
export async function removeFile(ctx: MemberCtx, input: FileStep): Promise<void> {
  const held = await holdFile(ctx, input)
  requirePresent(held)
  await write(ctx, 'designFiles.removeFile', held, { removedAt: ctx.now() })
}

/** Puts a file back that was taken out or replaced. Errors: designFiles.nameTaken while another has its name. */
export async function restoreFile(ctx: MemberCtx, input: FileStep): Promise<void> {
  const held = await holdFile(ctx, input)
  if (held.file.removedAt === null) return
  const [other] = await ctx.db
    .select({ name: designFiles.name })
    .from(designFiles)
    .where(
      and(
        eq(designFiles.revisionId, held.revision.id),
        eq(designFiles.nameKey, held.file.nameKey),
        isNull(designFiles.removedAt),
      ),
    )
  if (other) throw new DomainError('conflict', 'designFiles.nameTaken', { name: other.name })
  await requireRoom(ctx, held.revision.id)
  await write(ctx, 'designFiles.restoreFile', held, { removedAt: null })
}

/** Says what a file is for, where its name did not. */
export async function setKind(ctx: MemberCtx, { kind, ...input }: SetKind): Promise<void> {
  const held = await holdFile(ctx, input)
  requirePresent(held)
  if (held.file.kind !== kind) await write(ctx, 'designFiles.setKind', held, { kind })
}
