import { and, asc, eq, inArray, or } from 'drizzle-orm'
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
  }
  const isPartner = and(eq(productParties.role, 'manufacturer'), eq(productParties.state, 'active'))
  const partners = db
    .select({ id: productParties.orgId })
    .from(productParties)
    .where(and(eq(productParties.ownerOrgId, own), isPartner))
  const brands = db
    .select({ id: productParties.ownerOrgId })
    .from(productParties)
    .where(and(eq(productParties.orgId, own), isPartner))
  const ours = await db.select(place).from(orgs).where(eq(orgs.id, own))
  const others = await db
    .select(place)
    .from(orgs)
    .where(or(inArray(orgs.id, partners), inArray(orgs.id, brands)))
    .orderBy(asc(orgs.sortKey), asc(orgs.id))
    .limit(most)
  return [...ours, ...others]
}
