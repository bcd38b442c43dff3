import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { productParties } from '@/db/schema/products'
import { asSystem, type AnyCtx } from '@/server/platform/context'
import type { Grant } from '../rules'

/** Organisations that may see a part of a product now: the brand and every active partner with the grant. */
export async function partiesWith(ctx: AnyCtx, productId: string, grant: Grant): Promise<string[]> {
  // Past row-level security: a partner cannot see the others, yet their open screens must hear of what it did.
  const rows = await asSystem(ctx, () =>
    ctx.db
      .select({ orgId: productParties.orgId })
      .from(productParties)
      .where(
        and(
          eq(productParties.productId, productId),
          eq(productParties.state, 'active'),
          isNotNull(productParties.orgId),
          sql`(${productParties.role} = 'owner' or ${grant} = any(${productParties.grants}))`,
        ),
      ),
  )
  return rows.flatMap(({ orgId }) => orgId ?? [])
}
