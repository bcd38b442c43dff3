import { and, eq, ne } from 'drizzle-orm'
import { changeSignatures, changeTasks } from '@/db/schema/changes'
import { members } from '@/db/schema/orgs'
import { bilingual, bilingualOf } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import type { ApproveChange, ReasonedStep } from '../inputs'
import { changeLifecycle } from '../lifecycle'
import { insideOf, requireChange, requireWrite, type ChangeRow } from '../queries/access'
import type { ImpactRow } from '../queries/content'
import { readStanding } from '../queries/standing'
import { approvalSlot, approvesOwnAlone, mayApproveAs, openApprovals, type ApprovalSlot } from '../rules/approvals'
import { followUps } from '../rules/tasks'
import { announce, record } from './announce'
import { dropDraft, freezeDraft } from './hold-draft'
import { requireReady } from './submit-change'
import { writeState } from './write-state'

/**
 * One required approval, bound to the content that was on the screen; in a small company one person gives several. The
 * last one makes it an order: its draft stands still, and its follow-up work is listed. Refused when the content is
 * another one now (changes.contentChanged), and where a side would be left with the word of whoever raised it
 * (changes.anotherMustApprove).
 */
export async function approveChange(ctx: MemberCtx, input: ApproveChange): Promise<{ approved: boolean }> {
  const { change, access } = await requireChange(ctx, input.changeId, 'update')
  requireWrite(access)
  changeLifecycle.next(change.state, 'approve')
  const { actor } = ctx
  if (!mayApproveAs(actor.member.role, input.role)) throw new DomainError('forbidden', 'changes.notYourApproval')
  const { impacts, standing, hash } = await readStanding(ctx, change)
  if (input.hash !== hash) throw new DomainError('conflict', 'changes.contentChanged')
  const slot = approvalSlot({ side: access.side, role: input.role })
  if (!standing.openApprovals.some((each) => approvalSlot(each) === slot))
    throw new DomainError('conflict', 'changes.noSuchApproval')
  await requireReady(ctx, change, { impacts, standing })
  const colleagues = await countColleagues(
    ctx,
    standing.approvals.filter(({ side }) => side === access.side),
  )
  const signing = { side: access.side, userId: actor.userId, slots: [slot] }
  if (approvesOwnAlone(standing.approvals, standing.approved, signing, { userId: change.raisedBy, colleagues }))
    throw new DomainError('forbidden', 'changes.anotherMustApprove')
  await ctx.db.insert(changeSignatures).values({
    ...insideOf(change),
    id: newId('signature'),
    purpose: 'approve',
    side: access.side,
    slot,
    hash,
    signerOrgId: actor.member.orgId,
    userId: actor.userId,
    signedAt: ctx.now(),
  })
  record(ctx, 'changes.approveChange', change, { hash, capacity: slot })
  const last = openApprovals(standing.approvals, [...standing.approved, { slot }]).length === 0
  if (last) await clear(ctx, change, hash, impacts)
  else announce(ctx, 'changes.signed', change)
  return { approved: last }
}

async function clear(ctx: MemberCtx, change: ChangeRow, hash: string, impacts: readonly ImpactRow[]): Promise<void> {
  const state = changeLifecycle.next(change.state, 'clear')
  await freezeDraft(ctx, change)
  const after = await writeState(ctx, change, change.version, { state, approvedHash: hash, approvedAt: ctx.now() })
  const tasks = followUps(impacts, after.partnerOrgId !== null)
  if (tasks.length > 0)
    await ctx.db.insert(changeTasks).values(
      tasks.map(({ kind, side }, index) => ({
        ...insideOf(after),
        id: newId('changeTask'),
        ordinal: index + 1,
        kind,
        side,
        // The kind says it; words are added by whoever has some.
        title: bilingual('en', ''),
        dueOn: null,
      })),
    )
  record(ctx, 'changes.orderChange', after, { hash })
  announce(ctx, 'changes.approved', after)
}

/** Colleagues of the acting person who could approve in one of these capacities. */
async function countColleagues({ db, actor }: MemberCtx, slots: readonly ApprovalSlot[]): Promise<number> {
  const others = await db
    .select({ role: members.role })
    .from(members)
    .where(and(eq(members.orgId, actor.member.orgId), eq(members.state, 'active'), ne(members.userId, actor.userId)))
  return others.filter(({ role }) => slots.some((each) => mayApproveAs(role, each.role))).length
}

/** Refuses a change for good, by one who was asked to approve it, with why. A copy of it can be raised anew. */
export async function rejectChange(ctx: MemberCtx, input: ReasonedStep): Promise<void> {
  const { change, access } = await requireChange(ctx, input.changeId, 'update')
  requireWrite(access)
  const state = changeLifecycle.next(change.state, 'reject')
  const { standing } = await readStanding(ctx, change)
  const asked = standing.approvals.some(
    ({ side, role }) => side === access.side && mayApproveAs(ctx.actor.member.role, role),
  )
  if (!asked) throw new DomainError('forbidden', 'changes.notYourApproval')
  const endReason = bilingualOf(ctx.actor.locale, input.reason)
  const after = await writeState(ctx, change, input.version, { state, endReason, endedBy: ctx.actor.userId })
  await dropDraft(ctx, after)
  record(ctx, 'changes.rejectChange', after, { reason: endReason[endReason.source] })
  announce(ctx, 'changes.rejected', after)
}
