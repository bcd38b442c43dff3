import { and, desc, eq, sql } from 'drizzle-orm'
import { bomCosts, bomRevisions } from '@/db/schema/boms'
import { users } from '@/db/schema/people'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import type { CostChangesInput } from '../inputs'
import type { CostLine } from '../rules/cost'
import { costChanges } from '../rules/cost-changes'
import { requireBom } from './access'
import { requirePrices } from './cost-basis'
import { costLines, wholeRollUp } from './cost-roll-up'

const most = 50
const mostChanges = 500

/** When the costs of a revision were last kept, by its own organisation; null if never. Shows no price. */
export async function newestCost(
  { db }: MemberCtx,
  revisionId: string,
): Promise<Readonly<{ id: string; createdAt: Date }> | null> {
  const [found] = await db
    .select({ id: bomCosts.id, createdAt: bomCosts.createdAt })
    .from(bomCosts)
    .where(and(eq(bomCosts.revisionId, revisionId), eq(bomCosts.byOrgId, bomCosts.orgId)))
    .orderBy(desc(bomCosts.createdAt))
    .limit(1)
  return found ?? null
}

/** The roll-ups of a BOM that were kept, newest first, at the brand's prices. */
export async function listCosts(ctx: MemberCtx, { bomId }: { bomId: string }) {
  const { access } = await requireBom(ctx, bomId)
  requirePrices(access)
  const rows = await ctx.db
    .select({
      id: bomCosts.id,
      revisionId: bomCosts.revisionId,
      number: sql<string>`coalesce(${bomRevisions.letter}, ${bomRevisions.number})`,
      quantity: sql<string>`trim_scale(${bomCosts.quantity})::text`,
      variant: bomCosts.variant,
      currency: bomCosts.currency,
      totalMicros: bomCosts.totalMicros,
      lineCount: bomCosts.lineCount,
      pricedCount: bomCosts.pricedCount,
      createdAt: bomCosts.createdAt,
      byEn: users.displayNameEn,
      byZh: users.displayNameZh,
    })
    .from(bomCosts)
    .innerJoin(bomRevisions, eq(bomRevisions.id, bomCosts.revisionId))
    .innerJoin(users, eq(users.id, bomCosts.createdBy))
    .where(and(eq(bomCosts.bomId, bomId), eq(bomCosts.productId, access.productId), eq(bomCosts.byOrgId, access.orgId)))
    .orderBy(desc(bomCosts.createdAt), desc(bomCosts.id))
    .limit(most)
  return rows.map(({ totalMicros, byEn, byZh, ...row }) => ({
    ...row,
    totalMicros: BigInt(totalMicros),
    // Of the brand's people a partner is told the organisation, elsewhere.
    by: access.owner ? { displayNameEn: byEn, displayNameZh: byZh } : null,
  }))
}

/**
 * What is different between a roll-up that was kept and the same build now. Compared in its own quantity, variant and
 * currency, so that nothing but prices, offers and lines can differ.
 */
export async function costChangesSince(ctx: MemberCtx, { costId, revisionId }: CostChangesInput) {
  const [kept] = await ctx.db
    .select({
      bomId: bomCosts.bomId,
      orgId: bomCosts.orgId,
      byOrgId: bomCosts.byOrgId,
      quantity: sql<string>`trim_scale(${bomCosts.quantity})::text`,
      variant: bomCosts.variant,
      currency: bomCosts.currency,
      totalMicros: bomCosts.totalMicros,
      rates: bomCosts.rates,
      lines: bomCosts.lines,
      createdAt: bomCosts.createdAt,
    })
    .from(bomCosts)
    .where(eq(bomCosts.id, costId))
  if (!kept || kept.byOrgId !== kept.orgId) throw new DomainError('notFound', 'boms.costNotFound')
  const { access } = await requireBom(ctx, kept.bomId)
  requirePrices(access)
  const { basis, summary, parts } = await wholeRollUp(ctx, {
    revisionId,
    quantity: kept.quantity,
    variant: kept.variant === '' ? null : kept.variant,
    currency: kept.currency === 'CNY' ? 'CNY' : 'USD',
  })
  if (basis.revision.bomId !== kept.bomId) throw new DomainError('notFound', 'boms.costNotFound')
  const changes = costChanges(kept.lines, costLines(parts))
  return {
    ...{ quantity: kept.quantity, variant: kept.variant, currency: kept.currency, createdAt: kept.createdAt },
    beforeMicros: BigInt(kept.totalMicros),
    afterMicros: summary.totalMicros,
    // Where the brand has its rates from is its own affair.
    ratesBefore: kept.rates.map((rate) => (access.owner ? rate : { ...rate, source: '' })),
    ratesNow: summary.rates,
    count: changes.length,
    changes: changes.slice(0, mostChanges).map(({ before, after, ...change }) => ({
      ...change,
      before: before && shown(before),
      after: after && shown(after),
    })),
  }
}
export type CostChanges = Awaited<ReturnType<typeof costChangesSince>>

/** A kept line as a screen shows it: ids of offers lead nowhere there. */
const shown = ({ unitMicros, amountMicros, order, source }: CostLine) => ({ unitMicros, amountMicros, order, source })
