import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import type { ChangeStep } from '../inputs'
import { changeLifecycle } from '../lifecycle'
import { raisedBySide, requireChange, requireLead, requireWrite, type ChangeRow } from '../queries/access'
import { readItems } from '../queries/content'
import { changesVariants, readDiff, readStanding, readSuggestion } from '../queries/standing'
import { emergencyDue } from '../rules/emergency'
import { announce, record } from './announce'
import { writeState } from './write-state'

/**
 * Puts a request before both sides, who assess it from here on. It says what it touches: a BOM or an item
 * (changes.nothingAffected). An emergency is due within 24 hours of this.
 */
export async function submitChange(ctx: MemberCtx, input: ChangeStep): Promise<void> {
  const { change, access } = await requireChange(ctx, input.changeId, 'update')
  requireWrite(access)
  if (raisedBySide(change) !== access.side) throw new DomainError('forbidden', 'changes.notYours')
  const state = changeLifecycle.next(change.state, 'submit')
  if (change.bomId === null && (await readItems(ctx, change.id)).length === 0)
    throw new DomainError('invalid', 'changes.nothingAffected')
  const dueAt = change.emergency ? emergencyDue(ctx.now()) : null
  const after = await writeState(ctx, change, input.version, { state, dueAt })
  record(ctx, 'changes.submitChange', after)
  announce(ctx, 'changes.submitted', after)
}

/**
 * Asks for approval once every function was assessed (changes.assessmentsMissing names how many are not). A change of a
 * BOM needs a draft that differs from what is in force, and the class its content speaks for at least.
 */
export async function completeAssessment(ctx: MemberCtx, input: ChangeStep): Promise<{ hash: string }> {
  const { change, access } = await requireChange(ctx, input.changeId, 'update')
  requireLead(access, 'brand')
  const state = changeLifecycle.next(change.state, 'complete')
  const { impacts, standing, hash } = await readStanding(ctx, change)
  await requireReady(ctx, change, { impacts, standing })
  const after = await writeState(ctx, change, input.version, { state, submittedHash: hash })
  record(ctx, 'changes.completeAssessment', after, { hash })
  announce(ctx, 'changes.approvalAsked', after)
  return { hash }
}

/**
 * Refuses what cannot be approved as it is. Asked again by every approval: a draft may be edited, and a class lowered,
 * while approvals are awaited.
 */
export async function requireReady(
  ctx: MemberCtx,
  change: ChangeRow,
  { impacts, standing }: Pick<Awaited<ReturnType<typeof readStanding>>, 'impacts' | 'standing'>,
): Promise<void> {
  if (standing.missing.length > 0)
    throw new DomainError('conflict', 'changes.assessmentsMissing', { count: standing.missing.length })
  const buildsOtherwise = change.kind === 'revision' || change.kind === 'replacementPart' || change.kind === 'newPart'
  if (buildsOtherwise && change.bomId !== null && !change.emergency) {
    const diff = await readDiff(ctx, change)
    if (diff === null) throw new DomainError('conflict', 'changes.draftNeeded')
    if (diff.rows.length === 0 && !(await changesVariants(ctx, change)))
      throw new DomainError('conflict', 'changes.draftUnchanged')
  }
  const suggested = await readSuggestion(ctx, change, impacts)
  if (change.changeClass === 'two' && suggested.changeClass === 'one')
    throw new DomainError('conflict', 'changes.classOneNeeded')
}
