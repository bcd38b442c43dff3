import { and, eq } from 'drizzle-orm'
import { bomRevisions } from '@/db/schema/boms'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { revisionName } from '@/server/kernel/revision-number'
import { requireLine, requireRevision, requireWrite, type BomAccess, type RevisionRow } from './access'

export type HeldRevision = Readonly<{ revision: RevisionRow; access: BomAccess }>

/**
 * A revision that the acting member may write, as it stands once nobody else is at it: held until the transaction ends,
 * so that two steps on one revision happen one after the other.
 */
export async function holdRevision(ctx: MemberCtx, revisionId: string): Promise<HeldRevision> {
  const { access } = await requireRevision(ctx, revisionId)
  requireWrite(access)
  const [revision] = await ctx.db
    .select()
    .from(bomRevisions)
    .where(and(eq(bomRevisions.id, revisionId), eq(bomRevisions.orgId, access.orgId)))
    .for('update')
  if (!revision) throw new DomainError('notFound', 'boms.revisionNotFound')
  return { revision, access }
}

/** A revision that may be edited. Refuses whoever may not write, then what is no draft (`boms.notDraft`). */
export async function requireDraft(ctx: MemberCtx, revisionId: string): Promise<HeldRevision> {
  const held = await holdRevision(ctx, revisionId)
  if (held.revision.state !== 'draft')
    throw new DomainError('conflict', 'boms.notDraft', { number: revisionName(held.revision) })
  return held
}

/** A line of such a revision. */
export async function requireDraftLine(ctx: MemberCtx, lineId: string) {
  const { line } = await requireLine(ctx, lineId)
  return { line, ...(await requireDraft(ctx, line.revisionId)) }
}
