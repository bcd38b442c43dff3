import { and, asc, desc, eq, sql } from 'drizzle-orm'
import { orgs } from '@/db/schema/orgs'
import { productParties } from '@/db/schema/products'
import { goldenPackages, goldenSignatures } from '@/db/schema/releases'
import type { MemberCtx } from '@/server/platform/context'
import { goldenShown, requireGoldens } from './golden-access'
import { overtakenParts } from './golden-lane'

const named = { legalNameEn: orgs.legalNameEn, legalNameZh: orgs.legalNameZh }

/** The golden packages of a product, newest first, with whether one was overtaken, and for the brand the factories one can be put together with. */
export async function listGoldens(ctx: MemberCtx, { productId }: Readonly<{ productId: string }>) {
  const access = await requireGoldens(ctx, productId)
  const rows = await ctx.db
    .select({
      ...{ id: goldenPackages.id, number: goldenPackages.number, state: goldenPackages.state },
      ...{ contentHash: goldenPackages.contentHash, createdAt: goldenPackages.createdAt },
      ...{ proposedAt: goldenPackages.proposedAt, signedAt: goldenPackages.signedAt, partner: named },
      ...{ partnerOrgId: goldenPackages.partnerOrgId, parts: goldenPackages.parts },
      signatures: sql<number>`(select count(*)::int from ${goldenSignatures} where ${goldenSignatures.goldenId} = ${goldenPackages.id})`,
    })
    .from(goldenPackages)
    .innerJoin(orgs, eq(orgs.id, goldenPackages.partnerOrgId))
    .where(and(eq(goldenPackages.productId, productId), goldenShown(ctx.actor)))
    .orderBy(desc(goldenPackages.createdAt))
  const goldens = []
  for (const { parts, partnerOrgId, ...row } of rows) {
    const live = row.state === 'proposed' || row.state === 'signed'
    const overtaken = live && (await overtakenParts(ctx, { productId, partnerOrgId, parts })).length > 0
    goldens.push({ ...row, overtaken })
  }
  const partners = access.owner
    ? await ctx.db
        .select({ id: orgs.id, ...named })
        .from(productParties)
        .innerJoin(orgs, eq(orgs.id, productParties.orgId))
        .where(
          and(
            eq(productParties.productId, productId),
            eq(productParties.role, 'manufacturer'),
            eq(productParties.state, 'active'),
          ),
        )
        .orderBy(asc(orgs.sortKey))
    : []
  return { owner: access.owner, mayEdit: access.edit, goldens, partners }
}
export type GoldenSummary = Awaited<ReturnType<typeof listGoldens>>['goldens'][number]
