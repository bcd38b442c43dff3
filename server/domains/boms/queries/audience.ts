import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { productParties } from '@/db/schema/products'
import { asSystem, type MemberCtx } from '@/server/platform/context'

/** Organisations that may see the BOMs of a product now: the brand and every partner with the grant. */
export const audienceOf = (ctx: MemberCtx, productId: string): Promise<string[]> =>
  // Past row-level security: a partner cannot see the others, yet their open screens must hear of it.
  asSystem(ctx, async () => {
    const rows = await ctx.db
      .select({ orgId: productParties.orgId })
      .from(productParties)
      .where(
        and(
          eq(productParties.productId, productId),
          eq(productParties.state, 'active'),
          isNotNull(productParties.orgId),
          sql`(${productParties.role} = 'owner' or 'boms' = any(${productParties.grants}))`,
        ),
      )
    return rows.flatMap(({ orgId }) => orgId ?? [])
  })
