import { and, eq } from 'drizzle-orm'
import { bomLines, bomRevisions, bomSubstitutions } from '@/db/schema/boms'
import { writeAlternates } from '@/server/domains/boms/commands/settle-alternate'
import { startRevision } from '@/server/domains/boms/commands/start-revision'
import { requireBom, requireWrite as requireBomWrite, type BomRow } from '@/server/domains/boms/queries/access'
import { withApproved } from '@/server/domains/boms/rules/substitutions'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import type { ChangeStep } from '../inputs'
import { changeLifecycle } from '../lifecycle'
import { requireChange, requireWrite, type ChangeRow } from '../queries/access'
import { announce, record } from './announce'
import { writeState } from './write-state'

/**
 * Begins the draft of the BOM that a change is about, from the revision in force, with the substitute it follows from
 * approved on its line. A draft that somebody began without a change is taken over. Errors: changes.notReleased (a BOM
 * that was never released is simply edited), changes.draftTaken, changes.draftBegun, changes.deviationKeepsBom.
 */
export async function prepareDraft(ctx: MemberCtx, input: ChangeStep): Promise<{ revisionId: string }> {
  const { change, access } = await requireChange(ctx, input.changeId, 'update')
  if (access.side !== 'brand') throw new DomainError('forbidden', 'products.ownerNeeded')
  requireWrite(access)
  return beginDraft(ctx, change, input.version)
}

/** The same for a change whose access is proven. */
export async function beginDraft(ctx: MemberCtx, change: ChangeRow, version: number): Promise<{ revisionId: string }> {
  changeLifecycle.next(change.state, 'edit')
  if (change.emergency) throw new DomainError('conflict', 'changes.deviationKeepsBom')
  if (change.bomId === null) throw new DomainError('invalid', 'changes.bomNeeded')
  if (change.revisionId !== null) throw new DomainError('conflict', 'changes.draftBegun')
  const { bom, access } = await requireBom(ctx, change.bomId)
  requireBomWrite(access)
  if (bom.releasedRevisionId === null) throw new DomainError('conflict', 'changes.notReleased')
  const revisionId =
    (await takeOver(ctx, bom, change)) ?? (await startRevision(ctx, { bomId: bom.id, changeId: change.id })).revisionId
  await applySubstitute(ctx, change, revisionId)
  const after = await writeState(ctx, change, version, { revisionId, baseRevisionId: bom.releasedRevisionId })
  record(ctx, 'changes.prepareDraft', after)
  announce(ctx, 'changes.edited', after)
  return { revisionId }
}

/** The newest revision where it is a draft that waits for no change yet; null where a new one has to be begun. */
async function takeOver({ db }: MemberCtx, bom: BomRow, change: ChangeRow): Promise<string | null> {
  if (bom.currentRevisionId === null) return null
  const [current] = await db
    .select()
    .from(bomRevisions)
    .where(and(eq(bomRevisions.id, bom.currentRevisionId), eq(bomRevisions.orgId, bom.orgId)))
    .for('update')
  if (!current || (current.state !== 'draft' && current.state !== 'inReview')) return null
  if (current.state === 'inReview' || current.changeId !== null) throw new DomainError('conflict', 'changes.draftTaken')
  await db.update(bomRevisions).set({ changeId: change.id }).where(eq(bomRevisions.id, current.id))
  return current.id
}

/** Approves the part that was accepted for good on its line of the draft. A line that is gone takes none. */
async function applySubstitute(ctx: MemberCtx, change: ChangeRow, revisionId: string): Promise<void> {
  if (change.substitutionId === null) return
  const [row] = await ctx.db
    .select({ line: bomLines, proposed: bomSubstitutions.proposed })
    .from(bomSubstitutions)
    .innerJoin(bomLines, and(eq(bomLines.key, bomSubstitutions.lineKey), eq(bomLines.revisionId, revisionId)))
    .where(and(eq(bomSubstitutions.id, change.substitutionId), eq(bomSubstitutions.orgId, change.orgId)))
  if (row) await writeAlternates(ctx, row.line, row.line.version, withApproved(row.line.alternates, row.proposed))
}
