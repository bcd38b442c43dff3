import { bomCosts } from '@/db/schema/boms'
import { requireLive, requireProduct } from '@/server/domains/products/queries'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import { publish, recordAudit } from '@/server/platform/journal'
import type { CostBuild } from '../inputs'
import { costLines, wholeRollUp } from '../queries/cost-roll-up'

/** Keeps what a build costs today, so that what changes later is read against it. The brand's own, at its own prices. */
export async function saveCost(ctx: MemberCtx, input: CostBuild): Promise<{ costId: string }> {
  const { basis, summary, parts } = await wholeRollUp(ctx, input)
  const { access, revision, currency } = basis
  if (!access.owner) throw new DomainError('forbidden', 'products.ownerNeeded')
  requireLive(await requireProduct(ctx, access.productId, 'owner'))
  const costId = newId('cost')
  await ctx.db.insert(bomCosts).values({
    ...{ id: costId, orgId: access.orgId, productId: access.productId, bomId: revision.bomId },
    ...{ revisionId: revision.id, byOrgId: access.orgId, quantity: input.quantity, variant: input.variant ?? '' },
    currency,
    totalMicros: String(summary.totalMicros),
    lineCount: summary.partCount,
    pricedCount: summary.pricedCount,
    rates: summary.rates,
    lines: costLines(parts),
    createdBy: ctx.actor.userId,
    createdAt: ctx.now(),
  })
  recordAudit(ctx, {
    action: 'boms.saveCost',
    subjectId: revision.bomId,
    productId: access.productId,
    orgs: [access.orgId],
    // Not the amount: the log is read by people who may not see prices.
    params: { number: revision.number, quantity: input.quantity, currency },
  })
  publish(ctx, {
    type: 'boms.costSaved',
    audience: [access.orgId],
    productId: access.productId,
    payload: { bomId: revision.bomId },
  })
  return { costId }
}
