import { eq } from 'drizzle-orm'
import { changeDispositions, changeItems } from '@/db/schema/changes'
import { bilingualOf } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import type { ChangeRef, ReasonedStep } from '../inputs'
import { changeLifecycle } from '../lifecycle'
import { requireChange, requireWrite } from '../queries/access'
import { readItems } from '../queries/content'
import { announce, record } from './announce'
import { dropDraft, thawDraft } from './hold-draft'
import { insertChange, type Raised } from './raise-change'
import { writeState } from './write-state'

/** Takes a change back before anything of it was built: by whoever raised it, or the brand's management. */
export async function cancelChange(ctx: MemberCtx, input: ReasonedStep): Promise<void> {
  const { change, access } = await requireChange(ctx, input.changeId, 'update')
  requireWrite(access)
  const author = change.raisedBy === ctx.actor.userId && change.raisedByOrgId === ctx.actor.member.orgId
  if (!author && !(access.side === 'brand' && access.lead)) throw new DomainError('forbidden', 'changes.notYours')
  const state = changeLifecycle.next(change.state, 'cancel')
  const endReason = bilingualOf(ctx.actor.locale, input.reason)
  const after = await writeState(ctx, change, input.version, { state, endReason, endedBy: ctx.actor.userId })
  await dropDraft(ctx, after)
  record(ctx, 'changes.cancelChange', after, { reason: endReason[endReason.source] })
  announce(ctx, 'changes.cancelled', after)
}

/**
 * The brand takes a class II change for one of class I: what the factory would have settled alone is assessed and
 * approved by both. A plan that was made falls away.
 */
export async function escalateChange(ctx: MemberCtx, input: ReasonedStep): Promise<void> {
  const { change, access } = await requireChange(ctx, input.changeId, 'update')
  if (access.side !== 'brand') throw new DomainError('forbidden', 'products.ownerNeeded')
  requireWrite(access)
  if (change.changeClass === 'one') throw new DomainError('conflict', 'changes.classOneAlready')
  const state = changeLifecycle.next(change.state, 'escalate')
  await thawDraft(ctx, change)
  await ctx.db.delete(changeDispositions).where(eq(changeDispositions.changeId, change.id))
  const after = await writeState(ctx, change, input.version, {
    ...{ state, changeClass: 'one', effectivity: null, submittedHash: null, approvedHash: null, approvedAt: null },
  })
  const reason = input.reason[ctx.actor.locale] || input.reason.en || input.reason.zh
  record(ctx, 'changes.escalateChange', after, { reason })
  announce(ctx, 'changes.escalated', after)
}

/** Raises a rejected or cancelled change anew, as the acting person's own; the draft of its BOM is begun again. */
export async function cloneChange(ctx: MemberCtx, { changeId }: ChangeRef): Promise<Raised> {
  const { change, access } = await requireChange(ctx, changeId)
  requireWrite(access)
  if (change.state !== 'rejected' && change.state !== 'cancelled') throw new DomainError('conflict', 'changes.notEnded')
  const { partnerOrgId, changeClass, kind, reasonCode, title, reason, emergency, deviationLot, bomId } = change
  const raised = await insertChange(ctx, access, {
    ...{ partnerOrgId, changeClass, kind, reasonCode, title, reason, emergency, deviationLot, bomId },
    substitutionId: change.substitutionId,
    clonedFromId: change.id,
  })
  const items = await readItems(ctx, change.id)
  if (items.length > 0)
    await ctx.db.insert(changeItems).values(
      items.map(({ orgId, partnerOrgId: pair, productId, ordinal, kind: of, name, before, after }) => ({
        ...{ orgId, partnerOrgId: pair, productId, ordinal, kind: of, name, before, after },
        id: newId('changeItem'),
        changeId: raised.changeId,
      })),
    )
  return raised
}
