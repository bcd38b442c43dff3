import { and, asc, eq, inArray, or, sql } from 'drizzle-orm'
import { orgs } from '@/db/schema/orgs'
import { productParties } from '@/db/schema/products'
import type { MemberCtx } from '@/server/platform/context'
import { DomainError } from '@/server/kernel/errors'

/** The two ends of a cross reference, from where the acting organisation stands. */
export type Between = Readonly<{ orgId: string; partnerOrgId: string }>

/**
 * Organisations with which numbers can be shared: a brand's factories and a factory's brands, as far as they work on a
 * product together now.
 */
export async function listCounterparts({ db, actor }: MemberCtx) {
  const own = actor.member.orgId
  const working = and(eq(productParties.role, 'manufacturer'), eq(productParties.state, 'active'))
  const factories = db
    .select({ id: productParties.orgId })
    .from(productParties)
    .where(and(eq(productParties.ownerOrgId, own), working))
  const brands = db
    .select({ id: productParties.ownerOrgId })
    .from(productParties)
    .where(and(eq(productParties.orgId, own), working))
  return db
    .select({ id: orgs.id, kind: orgs.kind, legalNameEn: orgs.legalNameEn, legalNameZh: orgs.legalNameZh })
    .from(orgs)
    .where(and(or(inArray(orgs.id, factories), inArray(orgs.id, brands)), sql`${orgs.id} <> ${own}`))
    .orderBy(asc(orgs.sortKey), asc(orgs.id))
    .limit(200)
}

/** Proves that the acting organisation works with the other one; anybody else does not exist. */
export async function requireCounterpart(ctx: MemberCtx, counterpartOrgId: string): Promise<Between> {
  const own = ctx.actor.member.orgId
  const [found] = await ctx.db
    .select({ orgId: productParties.ownerOrgId, partnerOrgId: productParties.orgId })
    .from(productParties)
    .where(
      and(
        eq(productParties.role, 'manufacturer'),
        eq(productParties.state, 'active'),
        or(
          and(eq(productParties.ownerOrgId, own), eq(productParties.orgId, counterpartOrgId)),
          and(eq(productParties.ownerOrgId, counterpartOrgId), eq(productParties.orgId, own)),
        ),
      ),
    )
    .limit(1)
  if (!found?.partnerOrgId) throw new DomainError('notFound', 'parts.counterpartNotFound')
  return { orgId: found.orgId, partnerOrgId: found.partnerOrgId }
}
