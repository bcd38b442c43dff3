import { and, eq, sql } from 'drizzle-orm'
import { bomRevisions, boms } from '@/db/schema/boms'
import { putInForce } from '@/server/domains/boms/commands/put-in-force'
import { pinChildren, unpinChildren, writeRevision } from '@/server/domains/boms/commands/write-revision'
import { revisionLifecycle } from '@/server/domains/boms/lifecycle'
import { contentHash } from '@/server/domains/boms/queries/content-hash'
import { DomainError } from '@/server/kernel/errors'
import { asSystem, type MemberCtx } from '@/server/platform/context'
import type { ChangeRow } from '../queries/access'

/** The draft of a change with its BOM, held; null where the change touches none. */
async function holdDraft({ db }: MemberCtx, { id, orgId, revisionId }: ChangeRow) {
  if (revisionId === null) return null
  const [row] = await db
    .select({ revision: bomRevisions, bom: boms })
    .from(bomRevisions)
    .innerJoin(boms, eq(boms.id, bomRevisions.bomId))
    .where(and(eq(bomRevisions.id, revisionId), eq(bomRevisions.orgId, orgId), eq(bomRevisions.changeId, id)))
    .for('update')
  if (!row) throw new DomainError('notFound', 'boms.revisionNotFound')
  return row
}

// Past row-level security, all of these: the step that decides for both sides may be the factory's.

/** What was approved stands still from here on. */
export const freezeDraft = (ctx: MemberCtx, change: ChangeRow): Promise<void> =>
  asSystem(ctx, async () => {
    const held = await holdDraft(ctx, change)
    if (held === null) return
    const { revision } = held
    if (revision.state === 'draft') await pinChildren(ctx, revision)
    await writeRevision(ctx, revision, revision.version, {
      state: revision.state === 'inReview' ? revision.state : revisionLifecycle.next(revision.state, 'submit'),
      contentHash: await contentHash(ctx, revision.id),
      submittedBy: ctx.actor.userId,
      submittedAt: ctx.now(),
    })
  })

/** It is asked about again, so it may be edited again. */
export const thawDraft = (ctx: MemberCtx, change: ChangeRow): Promise<void> =>
  asSystem(ctx, async () => {
    const held = await holdDraft(ctx, change)
    if (held === null || held.revision.state === 'draft') return
    const { revision } = held
    await writeRevision(ctx, revision, revision.version, {
      ...{ state: revisionLifecycle.next(revision.state, 'sendBack'), contentHash: null },
      ...{ submittedBy: null, submittedAt: null },
    })
    await unpinChildren(ctx, revision)
  })

/** Nothing will come of it: it is withdrawn, and the BOM is what it was. */
export const dropDraft = (ctx: MemberCtx, change: ChangeRow): Promise<void> =>
  asSystem(ctx, async () => {
    const held = await holdDraft(ctx, change)
    if (held === null) return
    const { revision, bom } = held
    await writeRevision(ctx, revision, revision.version, { state: revisionLifecycle.next(revision.state, 'withdraw') })
    if (bom.currentRevisionId === revision.id && bom.releasedRevisionId !== null)
      await ctx.db
        .update(boms)
        .set({ currentRevisionId: bom.releasedRevisionId, version: sql`${boms.version} + 1` })
        .where(and(eq(boms.id, bom.id), eq(boms.orgId, bom.orgId)))
  })

/** Puts the draft in force as it was approved; refused with changes.contentChanged where it is another one by now. */
export const releaseDraft = (ctx: MemberCtx, change: ChangeRow): Promise<void> =>
  asSystem(ctx, async () => {
    const held = await holdDraft(ctx, change)
    if (held === null) return
    const { revision, bom } = held
    const approved = revision.state === 'inReview' && revision.contentHash === (await contentHash(ctx, revision.id))
    if (!approved) throw new DomainError('conflict', 'changes.contentChanged')
    await putInForce(ctx, { bom, revision, changeId: change.id })
  })
