import { changeSignatures, changeTasks } from '@/db/schema/changes'
import { and, count, eq, isNull } from 'drizzle-orm'
import { bilingualOf, isBlank } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import type { ChangeStep, VerifyChange } from '../inputs'
import { changeLifecycle } from '../lifecycle'
import { insideOf, requireChange, requireLead, withPartner } from '../queries/access'
import { readStanding } from '../queries/standing'
import { bothSides } from '../rules/approvals'
import { announce, record } from './announce'
import { writeState } from './write-state'

/** The quality function of a side confirms the first article of the new configuration; with both the change is verified. */
export async function verifyChange(ctx: MemberCtx, input: VerifyChange): Promise<{ verified: boolean }> {
  const { change, access } = await requireChange(ctx, input.changeId, 'update')
  if (access.archived) throw new DomainError('conflict', 'products.archived')
  if (!access.verify) throw new DomainError('forbidden', 'changes.qualityNeeded')
  changeLifecycle.next(change.state, 'verify')
  const { standing } = await readStanding(ctx, change)
  if (standing.verifiedSides.includes(access.side)) throw new DomainError('conflict', 'changes.verifiedAlready')
  await ctx.db.insert(changeSignatures).values({
    ...insideOf(change),
    id: newId('signature'),
    purpose: 'verify',
    side: access.side,
    slot: access.side,
    hash: change.approvedHash ?? '',
    signerOrgId: ctx.actor.member.orgId,
    userId: ctx.actor.userId,
    note: isBlank(input.note) ? null : bilingualOf(ctx.actor.locale, input.note),
    signedAt: ctx.now(),
  })
  record(ctx, 'changes.verifyChange', change)
  const verified = bothSides([...standing.verifiedSides, access.side], withPartner(change))
  if (!verified) {
    announce(ctx, 'changes.signed', change)
    return { verified }
  }
  const after = await writeState(ctx, change, change.version, { state: changeLifecycle.next(change.state, 'confirm') })
  announce(ctx, 'changes.verified', after)
  return { verified }
}

/** Closes a change once all its work is done (changes.tasksOpen says how much is not). */
export async function closeChange(ctx: MemberCtx, input: ChangeStep): Promise<void> {
  const { change, access } = await requireChange(ctx, input.changeId, 'update')
  requireLead(access, 'brand')
  const state = changeLifecycle.next(change.state, 'close')
  const [open] = await ctx.db
    .select({ count: count() })
    .from(changeTasks)
    .where(and(eq(changeTasks.changeId, change.id), isNull(changeTasks.doneAt)))
  if ((open?.count ?? 0) > 0) throw new DomainError('conflict', 'changes.tasksOpen', { count: open?.count ?? 0 })
  const after = await writeState(ctx, change, input.version, { state, closedAt: ctx.now() })
  record(ctx, 'changes.closeChange', after)
  announce(ctx, 'changes.closed', after)
}
