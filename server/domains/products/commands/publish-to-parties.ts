import { and, eq, isNotNull } from 'drizzle-orm'
import { productParties } from '@/db/schema/products'
import type { MemberCtx } from '@/server/platform/context'
import { publish } from '@/server/platform/journal'
import type { ProductEvent } from '../events'
import type { ProductAccess } from '../queries'

/** Tells everyone on the product that the product itself changed. Only the owner can, as only it sees all parties. */
export async function publishToParties(ctx: MemberCtx, access: ProductAccess, type: ProductEvent): Promise<void> {
  const { productId } = access
  const parties = await ctx.db
    .select({ orgId: productParties.orgId })
    .from(productParties)
    .where(
      and(
        eq(productParties.productId, productId),
        eq(productParties.ownerOrgId, access.orgId),
        eq(productParties.state, 'active'),
        isNotNull(productParties.orgId),
      ),
    )
  const audience = parties.flatMap(({ orgId }) => (orgId === null ? [] : [orgId]))
  publish(ctx, { type, audience, productId, payload: { productId } })
}
