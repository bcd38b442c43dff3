import { and, desc, eq, ilike, isNotNull, isNull, lt, or, sql } from 'drizzle-orm'
import { orgs } from '@/db/schema/orgs'
import { productParties, products } from '@/db/schema/products'
import type { MemberCtx } from '@/server/platform/context'
import type { ListProducts } from '../inputs'

/**
 * Products the organisation works on, newest first, a page at a time: all of a brand's own, those a manufacturer was let
 * into. `partners` counts active ones and is null for a partner, who must not learn of others.
 */
export async function listProducts(ctx: MemberCtx, { cursor, limit, search, archived }: ListProducts) {
  const { orgId } = ctx.actor.member
  const like = `%${search.replace(/[\\%_]/g, '\\$&')}%`
  const rows = await ctx.db
    .select({
      id: products.id,
      code: products.code,
      name: products.name,
      vertical: products.vertical,
      subVertical: products.subVertical,
      phase: products.phase,
      archivedAt: products.archivedAt,
      updatedAt: products.updatedAt,
      role: productParties.role,
      grants: productParties.grants,
      brand: { id: orgs.id, legalNameEn: orgs.legalNameEn, legalNameZh: orgs.legalNameZh },
      partners: sql<number | null>`case when ${productParties.role} = 'owner' then (
        select count(*)::int from product_parties other
        where other.product_id = ${products.id} and other.role = 'manufacturer' and other.state = 'active') end`,
    })
    .from(productParties)
    .innerJoin(products, eq(products.id, productParties.productId))
    .innerJoin(orgs, eq(orgs.id, products.orgId))
    .where(
      and(
        eq(productParties.orgId, orgId),
        eq(productParties.state, 'active'),
        archived ? isNotNull(products.archivedAt) : isNull(products.archivedAt),
        cursor ? lt(products.id, cursor) : undefined,
        search === ''
          ? undefined
          : or(
              ilike(products.code, like),
              sql`${products.name} ->> 'en' ilike ${like}`,
              sql`${products.name} ->> 'zh' ilike ${like}`,
            ),
      ),
    )
    .orderBy(desc(products.id))
    .limit(limit + 1)
  const items = rows.slice(0, limit)
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}
export type ProductListItem = Awaited<ReturnType<typeof listProducts>>['items'][number]
