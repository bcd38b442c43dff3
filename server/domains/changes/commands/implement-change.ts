import type { MemberCtx } from '@/server/platform/context'
import type { ChangeStep } from '../inputs'
import { changeLifecycle } from '../lifecycle'
import { requireChange, requireLead } from '../queries/access'
import { announce, record } from './announce'
import { releaseDraft } from './hold-draft'
import { writeState } from './write-state'

/**
 * Carries an agreed change out, in one step: the draft is in force from here on and the revision before it is not. What
 * was approved is what is released (changes.contentChanged otherwise).
 */
export async function implementChange(ctx: MemberCtx, input: ChangeStep): Promise<void> {
  const { change, access } = await requireChange(ctx, input.changeId, 'update')
  requireLead(access)
  const state = changeLifecycle.next(change.state, 'implement')
  await releaseDraft(ctx, change)
  const after = await writeState(ctx, change, input.version, { state, implementedAt: ctx.now() })
  record(ctx, 'changes.implementChange', after)
  announce(ctx, 'changes.implemented', after)
}
