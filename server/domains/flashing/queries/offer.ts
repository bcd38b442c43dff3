import { and, asc, eq, sql } from 'drizzle-orm'
import { flashPackages } from '@/db/schema/flashing'
import { orgs } from '@/db/schema/orgs'
import { productParties } from '@/db/schema/products'
import type { MemberCtx } from '@/server/platform/context'
import { readLineFacts } from '@/server/domains/firmware/queries/line-facts'
import { doubtsAbout } from '@/server/domains/firmware/rules/promotion'
import { requireIssue } from './access'
import { nextFirst } from '../rules/serials'
import { planPromotion } from './plan-build'

/** What a package of a build in force would hold: how it is flashed, which factories may have it, and where
 * the serial numbers of each go on. `doubts`: what it stated when it was approved and does not hold by now. */
export async function offerPackage(ctx: MemberCtx, { promotionId }: Readonly<{ promotionId: string }>) {
  const { promotion, line, build, access, plan } = await planPromotion(ctx, promotionId)
  requireIssue(access)
  const factories = await ctx.db
    .select({ id: orgs.id, legalNameEn: orgs.legalNameEn, legalNameZh: orgs.legalNameZh })
    .from(productParties)
    .innerJoin(orgs, eq(orgs.id, productParties.orgId))
    .where(
      and(
        eq(productParties.productId, promotion.productId),
        eq(productParties.role, 'manufacturer'),
        eq(productParties.state, 'active'),
        sql`'firmware' = any(${productParties.grants})`,
      ),
    )
    .orderBy(asc(orgs.sortKey), asc(orgs.id))
  const given = await ctx.db
    .select({ serials: flashPackages.serials, partnerOrgId: flashPackages.partnerOrgId })
    .from(flashPackages)
    .where(eq(flashPackages.lineId, line.id))
    .orderBy(asc(flashPackages.issuedAt))
  const blocks = (of?: string) =>
    given.flatMap(({ serials, partnerOrgId }) =>
      serials !== null && (of === undefined || of === partnerOrgId) ? [serials] : [],
    )
  return {
    ...{ line: { number: line.number, name: line.name }, version: build.version },
    doubts: doubtsAbout(build.compatibility, await readLineFacts(ctx, line)),
    ...{ channel: promotion.channel, boardRevision: promotion.boardRevision, plan },
    factories: factories.map((each) => ({ ...each, next: nextFirst(blocks(each.id), blocks()) })),
  }
}
export type FlashOffer = Awaited<ReturnType<typeof offerPackage>>
