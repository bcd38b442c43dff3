import { createHash } from 'node:crypto'
import { and, asc, eq, isNull, max, sql } from 'drizzle-orm'
import { designFiles, designRevisions, designSets } from '@/db/schema/designFiles'
import { bilingualOf } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import { nextLetter, nextNumber } from '@/server/kernel/revision-number'
import type { MemberCtx } from '@/server/platform/context'
import type { ReleaseDesign } from '../inputs'
import { designRevisionLifecycle } from '../lifecycle'
import { requireDraft, requireEdit, requireSet, type DesignSetRow } from '../queries/access'
import { manifestText } from '../rules/manifest'
import { announce, designAudience, record } from './announce'

/**
 * Releases a draft under the next letter: its files and their hash stand still from then on, and the release before it is
 * superseded. Errors: designFiles.notDraft, designFiles.revisionStale, designFiles.empty.
 */
export async function releaseRevision(
  ctx: MemberCtx,
  { revisionId, version, notes }: ReleaseDesign,
): Promise<{ letter: string; contentHash: string }> {
  const { revision, set: seen } = await requireDraft(ctx, revisionId)
  const set = await lockedSet(ctx, seen)
  if (revision.version !== version) throw new DomainError('conflict', 'designFiles.revisionStale')
  const state = designRevisionLifecycle.next(revision.state, 'release')
  const files = await listedFiles(ctx, revisionId)
  if (files.length === 0) throw new DomainError('invalid', 'designFiles.empty')
  const contentHash = createHash('sha256').update(manifestText(files)).digest('hex')
  const letter = nextLetter(set.releasedLetter)
  if (set.releasedRevisionId !== null)
    await ctx.db
      .update(designRevisions)
      .set({
        state: designRevisionLifecycle.next('released', 'supersede'),
        version: sql`${designRevisions.version} + 1`,
      })
      .where(and(eq(designRevisions.id, set.releasedRevisionId), eq(designRevisions.state, 'released')))
  await ctx.db
    .update(designRevisions)
    .set({
      ...{ state, letter, contentHash, notes: bilingualOf(ctx.actor.locale, notes) },
      ...{ releasedBy: ctx.actor.userId, releasedAt: ctx.now(), version: version + 1 },
    })
    .where(eq(designRevisions.id, revisionId))
  await ctx.db
    .update(designSets)
    .set({ releasedRevisionId: revisionId, releasedLetter: letter, version: sql`${designSets.version} + 1` })
    .where(eq(designSets.id, set.id))
  const params = { number: set.number, letter, files: files.length, contentHash }
  record(ctx, 'designFiles.releaseRevision', set, params, await designAudience(ctx, set.productId))
  await announce(ctx, 'designFiles.released', set, revisionId)
  return { letter, contentHash }
}

const listedFiles = ({ db }: MemberCtx, revisionId: string) =>
  db
    .select()
    .from(designFiles)
    .where(and(eq(designFiles.revisionId, revisionId), isNull(designFiles.removedAt)))
    .orderBy(asc(designFiles.name))

/** The set as it is once it is held until the transaction ends. */
async function lockedSet({ db }: MemberCtx, { id }: DesignSetRow): Promise<DesignSetRow> {
  const [held] = await db.select().from(designSets).where(eq(designSets.id, id)).for('update')
  if (!held) throw new DomainError('notFound', 'designFiles.setNotFound')
  return held
}

/** Begins the next draft with the files of the release in force. Errors: designFiles.draftExists, designFiles.nothingReleased. */
export async function startRevision(
  ctx: MemberCtx,
  { setId }: Readonly<{ setId: string }>,
): Promise<{ revisionId: string; number: string }> {
  const { set: seen, access } = await requireSet(ctx, setId)
  requireEdit(access)
  const set = await lockedSet(ctx, seen)
  const rows = await ctx.db
    .select({ number: designRevisions.number, state: designRevisions.state })
    .from(designRevisions)
    .where(eq(designRevisions.setId, setId))
  if (rows.some(({ state }) => state === 'draft')) throw new DomainError('conflict', 'designFiles.draftExists')
  if (set.releasedRevisionId === null) throw new DomainError('conflict', 'designFiles.nothingReleased')
  const number = nextNumber(
    set.releasedLetter,
    rows.map((row) => row.number),
  )
  const revisionId = newId('designRevision')
  const [last] = await ctx.db
    .select({ top: max(designRevisions.ordinal) })
    .from(designRevisions)
    .where(eq(designRevisions.setId, setId))
  await ctx.db.insert(designRevisions).values({
    ...{ id: revisionId, orgId: set.orgId, productId: set.productId, setId, number },
    ...{ ordinal: (last?.top ?? 0) + 1, createdBy: ctx.actor.userId },
  })
  const files = await listedFiles(ctx, set.releasedRevisionId)
  await ctx.db.insert(designFiles).values(files.map((file) => ({ ...file, id: newId('file'), revisionId, version: 1 })))
  await ctx.db
    .update(designSets)
    .set({ currentRevisionId: revisionId, version: sql`${designSets.version} + 1` })
    .where(eq(designSets.id, setId))
  record(ctx, 'designFiles.startRevision', set, { number: set.number, revision: number, from: set.releasedLetter })
  await announce(ctx, 'designFiles.changed', set, revisionId)
  return { revisionId, number }
}
