import { and, eq } from 'drizzle-orm'
import { orgs } from '@/db/schema/orgs'
import { products } from '@/db/schema/products'
import { can } from '@/server/domains/orgs/policy'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { requireProduct } from './require-product'

/** A product with what the reader may do in it; the same rules grey out a button and refuse a command. */
export async function getProduct(ctx: MemberCtx, { productId }: Readonly<{ productId: string }>) {
  const access = await requireProduct(ctx, productId)
  const [product] = await ctx.db
    .select({
      id: products.id,
      code: products.code,
      name: products.name,
      summary: products.summary,
      vertical: products.vertical,
      subVertical: products.subVertical,
      phase: products.phase,
      archivedAt: products.archivedAt,
      version: products.version,
      createdAt: products.createdAt,
      updatedAt: products.updatedAt,
      brand: {
        id: orgs.id,
        legalNameEn: orgs.legalNameEn,
        legalNameZh: orgs.legalNameZh,
        timeZone: orgs.timeZone,
        country: orgs.country,
      },
    })
    .from(products)
    .innerJoin(orgs, eq(orgs.id, products.orgId))
    .where(and(eq(products.id, productId), eq(products.orgId, access.orgId)))
  if (!product) throw new DomainError('notFound', 'products.notFound')
  const { role } = ctx.actor.member
  const owner = access.role === 'owner'
  return {
    ...product,
    role: access.role,
    grants: access.grants,
    may: {
      edit: owner && can(role, 'products:write'),
      managePartners: owner && can(role, 'partners:manage'),
    },
  }
}
export type ProductDetails = Awaited<ReturnType<typeof getProduct>>
