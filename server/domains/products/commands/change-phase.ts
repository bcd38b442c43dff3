import { and, eq, sql } from 'drizzle-orm'
import { products } from '@/db/schema/products'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { recordAudit } from '@/server/platform/journal'
import type { ChangePhase } from '../inputs'
import { requireLive, requireProduct } from '../queries'
import { requireCapability } from '../queries/require-capability'
import { phaseNeedsReason } from '../rules'
import { publishToParties } from './publish-to-parties'

/** Moves a product to another phase: one step forward freely, back or over a phase with a reason. */
export async function changePhase(ctx: MemberCtx, input: ChangePhase): Promise<void> {
  const access = await requireProduct(ctx, input.productId, 'owner')
  requireCapability(ctx, 'brand', 'products:write')
  requireLive(access)
  const same = and(
    eq(products.id, input.productId),
    eq(products.orgId, access.orgId),
    eq(products.version, input.version),
  )
  const [before] = await ctx.db.select({ phase: products.phase, code: products.code }).from(products).where(same)
  if (!before) throw new DomainError('conflict', 'products.stale')
  if (before.phase === input.phase) throw new DomainError('conflict', 'products.phaseUnchanged')
  if (phaseNeedsReason(before.phase, input.phase) && input.reason === '') {
    throw new DomainError('invalid', 'products.reasonNeeded')
  }
  const written = await ctx.db
    .update(products)
    .set({ phase: input.phase, version: sql`${products.version} + 1` })
    .where(same)
    .returning({ id: products.id })
  if (written.length === 0) throw new DomainError('conflict', 'products.stale')
  recordAudit(ctx, {
    action: 'products.changePhase',
    subjectId: input.productId,
    productId: input.productId,
    orgs: [access.orgId],
    params: { code: before.code, from: before.phase, to: input.phase, reason: input.reason },
  })
  await publishToParties(ctx, access, 'products.phaseChanged')
}
