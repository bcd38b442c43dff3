import { and, eq } from 'drizzle-orm'
import { goldenPackages } from '@/db/schema/releases'
import type { MemberCtx } from '@/server/platform/context'
import { goldenShown, requireGoldens } from './golden-access'

/**
 * The golden package that is signed between the brand and a factory now, or null: what a request for quotation, an order, a
 * build, an inspection, a shipment or a payment cites by number and hash. For the brand, and for that factory.
 */
export async function goldenInForce(
  ctx: MemberCtx,
  { productId, partnerOrgId }: Readonly<{ productId: string; partnerOrgId: string }>,
) {
  await requireGoldens(ctx, productId)
  const [row] = await ctx.db
    .select({
      ...{ id: goldenPackages.id, number: goldenPackages.number, contentHash: goldenPackages.contentHash },
      ...{ parts: goldenPackages.parts, signedAt: goldenPackages.signedAt },
    })
    .from(goldenPackages)
    .where(
      and(
        eq(goldenPackages.productId, productId),
        eq(goldenPackages.partnerOrgId, partnerOrgId),
        eq(goldenPackages.state, 'signed'),
        goldenShown(ctx.actor),
      ),
    )
  return row ?? null
}
