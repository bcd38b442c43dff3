import { and, desc, eq, sql } from 'drizzle-orm'
import { firmwareBuilds, firmwareLines, firmwarePromotions } from '@/db/schema/firmware'
import { flashPackages, flashResults } from '@/db/schema/flashing'
import { orgs } from '@/db/schema/orgs'
import type { MemberCtx } from '@/server/platform/context'
import { flashPackageStanding } from '../lifecycle'
import { requireFlashing } from './access'
import { countFlaggedUnits } from './units'

/** The flash packages of a product, the newest first: all of them for the brand, a factory's own for that factory. */
export async function listPackages(ctx: MemberCtx, { productId }: Readonly<{ productId: string }>) {
  const access = await requireFlashing(ctx, productId)
  const own = access.owner ? undefined : eq(flashPackages.partnerOrgId, ctx.actor.member.orgId)
  const of = sql`${flashResults.packageId} = ${flashPackages.id}`
  const rows = await ctx.db
    .select({
      ...{ id: flashPackages.id, number: flashPackages.number, state: flashPackages.state },
      ...{ serials: flashPackages.serials, issuedAt: flashPackages.issuedAt },
      acknowledgedAt: flashPackages.acknowledgedAt,
      line: { id: firmwareLines.id, number: firmwareLines.number, name: firmwareLines.name },
      build: { id: firmwareBuilds.id, version: firmwareBuilds.version },
      promotion: {
        ...{ channel: firmwarePromotions.channel, boardRevision: firmwarePromotions.boardRevision },
        state: firmwarePromotions.state,
      },
      factory: { id: orgs.id, legalNameEn: orgs.legalNameEn, legalNameZh: orgs.legalNameZh },
      units: sql<number>`(select count(distinct serial)::int from ${flashResults} where ${of})`,
    })
    .from(flashPackages)
    .innerJoin(firmwareLines, eq(firmwareLines.id, flashPackages.lineId))
    .innerJoin(firmwareBuilds, eq(firmwareBuilds.id, flashPackages.buildId))
    .innerJoin(firmwarePromotions, eq(firmwarePromotions.id, flashPackages.promotionId))
    .innerJoin(orgs, eq(orgs.id, flashPackages.partnerOrgId))
    .where(and(eq(flashPackages.productId, productId), own))
    .orderBy(desc(flashPackages.issuedAt), desc(flashPackages.id))
  return {
    packages: rows.map((row) => ({ ...row, standing: flashPackageStanding(row.state, row.promotion.state) })),
    flagged: await countFlaggedUnits(ctx, access),
    mayIssue: access.issue,
    owner: access.owner,
  }
}
export type ListedFlashPackage = Awaited<ReturnType<typeof listPackages>>['packages'][number]
