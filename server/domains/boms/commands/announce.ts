import { and, eq, or, sql } from 'drizzle-orm'
import { productParties } from '@/db/schema/products'
import type { MemberCtx } from '@/server/platform/context'
import { publish } from '@/server/platform/journal'
import type { BomEvents } from '../events'

/** Publishes to everyone who may see the BOMs of the product. */
export async function announce<T extends 'boms.imported' | 'boms.changed'>(
  ctx: MemberCtx,
  productId: string,
  type: T,
  payload: BomEvents[T],
): Promise<void> {
  const parties = await ctx.db
    .select({ orgId: productParties.orgId })
    .from(productParties)
    .where(
      and(
        eq(productParties.productId, productId),
        eq(productParties.state, 'active'),
        or(eq(productParties.role, 'owner'), sql`'boms' = any(${productParties.grants})`),
      ),
    )
  publish(ctx, { type, audience: parties.flatMap(({ orgId }) => orgId ?? []), productId, payload })
}
