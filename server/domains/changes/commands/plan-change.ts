import { eq } from 'drizzle-orm'
import { changeDispositions, changeSignatures } from '@/db/schema/changes'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import type { AgreePlan, PlanChange } from '../inputs'
import { changeLifecycle } from '../lifecycle'
import { insideOf, requireChange, requireLead, withPartner, type ChangeRow } from '../queries/access'
import { readImpacts } from '../queries/content'
import { existingOf, readStanding } from '../queries/standing'
import { bothSides } from '../rules/approvals'
import { unbalanced, type Disposition, type Existing } from '../rules/disposition'
import { announce, record } from './announce'
import { writeState } from './write-state'

function requireBalanced(existing: Existing, rows: readonly Pick<Disposition, 'bucket' | 'quantity'>[]): void {
  const off = unbalanced(existing, rows)
  if (off)
    throw new DomainError('conflict', 'changes.unbalanced', {
      bucket: off.bucket,
      exists: off.exists,
      disposed: off.disposed,
    })
}

/** A deviation begins and ends with the lot it was granted for. */
function requireWithinDeviation({ emergency, deviationLot }: ChangeRow, { effectivity }: PlanChange): void {
  if (emergency && !(effectivity.kind === 'lot' && effectivity.from === deviationLot))
    throw new DomainError('invalid', 'changes.deviationIsOneLot', { lot: deviationLot })
}

/**
 * When the new begins and what becomes of the old, as a whole; either side may write it, and both agree to what stands.
 * The rows of every place sum to what exists there (changes.unbalanced). A plan that is written anew voids agreements.
 */
export async function planChange(ctx: MemberCtx, input: PlanChange): Promise<void> {
  const { change, access } = await requireChange(ctx, input.changeId, 'update')
  requireLead(access)
  const state = changeLifecycle.next(change.state, 'plan')
  requireWithinDeviation(change, input)
  if (!withPartner(change) && input.dispositions.some(({ payer }) => payer === 'partner'))
    throw new DomainError('invalid', 'changes.payerUnknown')
  requireBalanced(existingOf(await readImpacts(ctx, change.id)), input.dispositions)
  const after = await writeState(ctx, change, input.version, { state, effectivity: input.effectivity })
  await ctx.db.delete(changeDispositions).where(eq(changeDispositions.changeId, change.id))
  if (input.dispositions.length > 0)
    await ctx.db
      .insert(changeDispositions)
      .values(
        input.dispositions.map((row, ordinal) => ({ ...insideOf(change), id: newId('disposition'), ordinal, ...row })),
      )
  record(ctx, 'changes.planChange', after, { rows: input.dispositions.length })
  announce(ctx, 'changes.planned', after)
}

/** Agrees to the plan that was on the screen, for one's side. With both agreed the change is scheduled. */
export async function agreePlan(ctx: MemberCtx, input: AgreePlan): Promise<{ scheduled: boolean }> {
  const { change, access } = await requireChange(ctx, input.changeId, 'update')
  requireLead(access)
  const state = changeLifecycle.next(change.state, 'schedule')
  const { standing, impacts, dispositions } = await readStanding(ctx, change)
  if (standing.planHash === '') throw new DomainError('conflict', 'changes.planNeeded')
  if (standing.planHash !== input.hash) throw new DomainError('conflict', 'changes.planChanged')
  requireBalanced(existingOf(impacts), dispositions)
  if (standing.agreedSides.includes(access.side)) throw new DomainError('conflict', 'changes.agreedAlready')
  await ctx.db.insert(changeSignatures).values({
    ...insideOf(change),
    id: newId('signature'),
    purpose: 'schedule',
    side: access.side,
    slot: access.side,
    hash: input.hash,
    signerOrgId: ctx.actor.member.orgId,
    userId: ctx.actor.userId,
    signedAt: ctx.now(),
  })
  record(ctx, 'changes.agreePlan', change, { hash: input.hash })
  const scheduled = bothSides([...standing.agreedSides, access.side], withPartner(change))
  if (scheduled) {
    const after = await writeState(ctx, change, change.version, { state })
    record(ctx, 'changes.scheduleChange', after)
    announce(ctx, 'changes.scheduled', after)
  } else announce(ctx, 'changes.planned', change)
  return { scheduled }
}
