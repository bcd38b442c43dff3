import { and, asc, desc, eq, isNull } from 'drizzle-orm'
import { designFiles, designReadings, designRevisions } from '@/db/schema/designFiles'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { requireFile, requireRevision } from './access'

/** One file to look at: its set and revision, the files beside it, and itself in the other revisions, newest first. */
export async function viewFile(ctx: MemberCtx, { fileId }: Readonly<{ fileId: string }>) {
  const { file, revision, set, access } = await requireFile(ctx, fileId)
  const beside = await listBeside(ctx, revision.id)
  const shown = beside.find(({ id }) => id === fileId)
  if (!shown) throw new DomainError('notFound', 'designFiles.fileNotFound')
  const revisions = await ctx.db
    .select({
      ...{ id: designRevisions.id, number: designRevisions.number, letter: designRevisions.letter },
      ...{ state: designRevisions.state, fileId: designFiles.id, sha256: designFiles.sha256 },
    })
    .from(designRevisions)
    .innerJoin(
      designFiles,
      and(
        eq(designFiles.revisionId, designRevisions.id),
        eq(designFiles.nameKey, file.nameKey),
        isNull(designFiles.removedAt),
      ),
    )
    .where(eq(designRevisions.setId, set.id))
    .orderBy(desc(designRevisions.ordinal))
  return {
    set: { id: set.id, productId: set.productId, number: set.number, name: set.name, owner: access.owner },
    revision: { id: revision.id, number: revision.number, letter: revision.letter, state: revision.state },
    file: shown,
    beside,
    revisions,
  }
}
export type FileView = Awaited<ReturnType<typeof viewFile>>
export type ViewedFile = FileView['file']

/** The files of a revision with what they say of themselves. */
export const listBeside = ({ db }: MemberCtx, revisionId: string) =>
  db
    .select({
      ...{ id: designFiles.id, name: designFiles.name, nameKey: designFiles.nameKey, kind: designFiles.kind },
      ...{ size: designFiles.size, sha256: designFiles.sha256 },
      ...{ reading: designReadings.reading, readingState: designReadings.state },
    })
    .from(designFiles)
    .leftJoin(
      designReadings,
      and(
        eq(designReadings.orgId, designFiles.orgId),
        eq(designReadings.sha256, designFiles.sha256),
        eq(designReadings.nameKey, designFiles.nameKey),
      ),
    )
    .where(and(eq(designFiles.revisionId, revisionId), isNull(designFiles.removedAt)))
    .orderBy(asc(designFiles.name))

/** Two revisions of one set with their files, to be laid over each other. Errors: designFiles.revisionNotFound. */
export async function comparedRevisions(
  ctx: MemberCtx,
  { before, after }: Readonly<{ before: string; after: string }>,
) {
  const [old, now] = [await requireRevision(ctx, before), await requireRevision(ctx, after)]
  if (old.set.id !== now.set.id) throw new DomainError('notFound', 'designFiles.revisionNotFound')
  const shown = async ({ revision: { id, number, letter, state } }: typeof old) => ({
    ...{ id, number, letter, state },
    files: await listBeside(ctx, id),
  })
  const { id, productId, number, name } = now.set
  return { set: { id, productId, number, name }, before: await shown(old), after: await shown(now) }
}
export type ComparedRevisions = Awaited<ReturnType<typeof comparedRevisions>>
