import { and, asc, eq, sql } from 'drizzle-orm'
import { flashPackages } from '@/db/schema/flashing'
import { orgs } from '@/db/schema/orgs'
import { productParties } from '@/db/schema/products'
import type { MemberCtx } from '@/server/platform/context'
import { requireIssue } from './access'
import { planPromotion } from './plan-build'

/** What a package of a build in force would hold: how it is flashed, which factories may have it, the next free serial. */
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
  const blocks = await ctx.db
    .select({ serials: flashPackages.serials })
    .from(flashPackages)
    .where(eq(flashPackages.lineId, line.id))
    .orderBy(asc(flashPackages.issuedAt))
  const last = blocks.findLast(({ serials }) => serials !== null)?.serials ?? null
  return {
    ...{ line: { number: line.number, name: line.name }, version: build.version },
    ...{ channel: promotion.channel, boardRevision: promotion.boardRevision, plan, factories },
    next: last === null ? null : { prefix: last.prefix, digits: last.digits, first: last.first + last.count },
  }
}
export type FlashOffer = Awaited<ReturnType<typeof offerPackage>>
