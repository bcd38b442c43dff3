import { and, asc, eq, or } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { orgs } from '@/db/schema/orgs'
import { productParties } from '@/db/schema/products'
import type { MemberCtx } from '@/server/platform/context'

const most = 6

/**
 * Where the organisation's work happens: its own place first, then those it shares active products with. A brand sees
 * its partners, a partner its brands.
 */
export async function listPlaces({ db, actor }: MemberCtx) {
  const own = actor.member.orgId
  const place = {
    id: orgs.id,
    legalNameEn: orgs.legalNameEn,
    legalNameZh: orgs.legalNameZh,
    country: orgs.country,
    timeZone: orgs.timeZone,
    sortKey: orgs.sortKey,
  }
  const mine = alias(productParties, 'mine')
  const ours = await db.select(place).from(orgs).where(eq(orgs.id, own))
  const others = await db
    .selectDistinct(place)
    .from(mine)
    .innerJoin(productParties, and(eq(productParties.productId, mine.productId), eq(productParties.state, 'active')))
    .innerJoin(orgs, eq(orgs.id, productParties.orgId))
    .where(
      and(
        eq(mine.orgId, own),
        eq(mine.state, 'active'),
        // From a brand every party is in sight, from a partner only the brand's.
        or(and(eq(mine.role, 'owner'), eq(productParties.role, 'manufacturer')), eq(orgs.id, mine.ownerOrgId)),
      ),
    )
    .orderBy(asc(orgs.sortKey))
    .limit(most)
  return [...ours, ...others.filter(({ id }) => id !== own)]
}
