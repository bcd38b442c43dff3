import { and, eq } from 'drizzle-orm'
import { productParties, products } from '@/db/schema/products'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import type { PartyRole } from '../lifecycle'
import { grants as allGrants, type Grant } from '../rules'

/** Proof that the acting organisation works on a product, and what it may see there. */
export type ProductAccess = Readonly<{
  productId: string
  /** The brand that owns the product. */
  orgId: string
  role: PartyRole
  /** Always all grants for the owner. */
  grants: readonly Grant[]
  partyId: string
  archived: boolean
}>

/**
 * Proves access to a product; everything inside a product begins with this. A stranger, an invited organisation that has
 * not accepted and a revoked partner get NOT_FOUND. Name what the object needs (`boms`, `owner`): a partner without it
 * gets FORBIDDEN before anything is looked up, so that existing and missing objects answer alike.
 */
export async function requireProduct(
  ctx: MemberCtx,
  productId: string,
  need?: Grant | 'owner',
): Promise<ProductAccess> {
  const [party] = await ctx.db
    .select({
      productId: products.id,
      orgId: products.orgId,
      role: productParties.role,
      grants: productParties.grants,
      partyId: productParties.id,
      archivedAt: products.archivedAt,
    })
    .from(productParties)
    .innerJoin(products, eq(products.id, productParties.productId))
    .where(
      and(
        eq(productParties.productId, productId),
        eq(productParties.orgId, ctx.actor.member.orgId),
        eq(productParties.state, 'active'),
      ),
    )
  if (!party) throw new DomainError('notFound', 'products.notFound')
  const { archivedAt, ...found } = party
  const access = { ...found, grants: found.role === 'owner' ? allGrants : found.grants, archived: archivedAt !== null }
  if (need === 'owner' && access.role !== 'owner') throw new DomainError('forbidden', 'products.ownerNeeded')
  if (need !== undefined && need !== 'owner' && !access.grants.includes(need)) {
    throw new DomainError('forbidden', 'products.grantNeeded', { grant: need })
  }
  return access
}

/** An archived product stays readable but nothing in it changes. */
export function requireLive(access: ProductAccess): void {
  if (access.archived) throw new DomainError('conflict', 'products.archived')
}
