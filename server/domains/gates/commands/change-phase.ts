import { and, eq } from 'drizzle-orm'
import { gates } from '@/db/schema/gates'
import { products } from '@/db/schema/products'
import { changePhase as moveProduct } from '@/server/domains/products/commands/change-phase'
import { requireProduct } from '@/server/domains/products/queries'
import { bilingualFrom } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import type { ChangePhaseAtGate } from '../inputs'
import { gateLifecycle } from '../lifecycle'
import { requireGates } from '../queries/access'
import { readBriefs } from '../queries/list-gates'
import { isBefore, isGated } from '../rules/criterion'
import { obstacles, type Obstacle } from '../rules/standing'
import { announce, record } from './announce'
import { layOut } from './plan-gates'
import { writeState } from './write-state'

/**
 * Moves a product to another phase, and begins the gate of that phase. Forward it goes when every gate on the way is
 * behind it and the entry criteria are met (gates.closed); otherwise somebody who answers for the company takes the risk,
 * by name and with a reason (lifecycle reference §1). The only way to a phase: products know nothing of gates.
 */
export async function changePhase(ctx: MemberCtx, input: ChangePhaseAtGate): Promise<void> {
  await requireProduct(ctx, input.productId, 'owner')
  const access = await requireGates(ctx, input.productId)
  const [product] = await ctx.db
    .select({ phase: products.phase })
    .from(products)
    .where(and(eq(products.id, input.productId), eq(products.orgId, access.orgId)))
    .for('update')
  const from = product?.phase ?? input.phase
  // Refuses whoever may not, and what is stale, before anything about gates is said.
  const { productId, version, phase, reason } = input
  await moveProduct(ctx, { productId, version, phase, reason })
  const forward = isBefore(from, phase)
  if (forward && access.edit) await layOut(ctx, access)
  const inTheWay = obstacles(from, phase, await readBriefs(ctx, access))
  const risked = inTheWay.length > 0
  if (risked) {
    if (!input.atRisk) throw refusal(inTheWay)
    if (!access.risk) throw new DomainError('forbidden', 'gates.riskNeedsManager')
    if (reason === '') throw new DomainError('invalid', 'gates.riskReasonNeeded')
  }
  if (!isGated(phase)) return
  const [gate] = await ctx.db
    .select()
    .from(gates)
    .where(and(eq(gates.productId, productId), eq(gates.orgId, access.orgId), eq(gates.phase, phase)))
    .for('update')
  if (!gate) return
  // A gate that was begun before goes on as it stands; the risk is noted on it all the same.
  if (gate.state === 'planned' || risked)
    await writeState(ctx, gate, gate.version, {
      ...(gate.state === 'planned' && { state: gateLifecycle.next(gate.state, 'start'), startedAt: ctx.now() }),
      ...(risked && { riskAcceptedBy: ctx.actor.userId, riskReason: bilingualFrom(reason) }),
    })
  if (risked) record(ctx, 'gates.acceptRisk', gate, null, { reason })
  await announce(ctx, { type: 'gates.started', gate, with: 'partner' })
}

/** The first thing in the way, as a sentence. */
function refusal([first]: readonly Obstacle[]): DomainError {
  const gate = first?.phase.toUpperCase() ?? ''
  if (first?.kind === 'entryOpen') return new DomainError('conflict', 'gates.entryOpen', { gate, count: first.count })
  return new DomainError('conflict', first?.kind === 'lapsed' ? 'gates.lapsed' : 'gates.closed', { gate })
}
