import { and, eq } from 'drizzle-orm'
import { productParties } from '@/db/schema/products'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { requireProduct, type ProductAccess } from '../queries'

export type Party = typeof productParties.$inferSelect

/** A partner's place on a product of the acting brand; anything else does not exist. Locks the row for the change. */
export async function requireParty(ctx: MemberCtx, partyId: string): Promise<{ access: ProductAccess; party: Party }> {
  const [party] = await ctx.db
    .select()
    .from(productParties)
    .where(
      and(
        eq(productParties.id, partyId),
        eq(productParties.ownerOrgId, ctx.actor.member.orgId),
        eq(productParties.role, 'manufacturer'),
      ),
    )
    .for('update')
  if (!party) throw new DomainError('notFound', 'products.partyNotFound')
  return { party, access: await requireProduct(ctx, party.productId, 'owner') }
}
