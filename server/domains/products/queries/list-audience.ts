import { and, eq, isNotNull, or, sql } from 'drizzle-orm'
import { productParties } from '@/db/schema/products'
import type { MemberCtx } from '@/server/platform/context'
import type { Grant } from '../rules'

/**
 * Organisations that work on a product and may see one part of it, the owner always; without `grant` all of them. Asked
 * by the owner, as only it sees all parties; anyone else gets none.
 */
export async function listAudience(ctx: MemberCtx, productId: string, grant?: Grant): Promise<string[]> {
  const parties = await ctx.db
    .select({ orgId: productParties.orgId })
    .from(productParties)
    .where(
      and(
        eq(productParties.productId, productId),
        eq(productParties.ownerOrgId, ctx.actor.member.orgId),
        eq(productParties.state, 'active'),
        isNotNull(productParties.orgId),
        grant && or(eq(productParties.role, 'owner'), sql`${grant} = any(${productParties.grants})`),
      ),
    )
  return parties.flatMap(({ orgId }) => orgId ?? [])
}
