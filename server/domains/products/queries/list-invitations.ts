import { and, desc, eq, gt } from 'drizzle-orm'
import { orgs } from '@/db/schema/orgs'
import { productParties } from '@/db/schema/products'
import { asSystem, type Ctx } from '@/server/platform/context'
import { addressedTo } from './find-invitation'

/** Open invitations to the reader's organisation or confirmed address: who invites and until when, never to what. */
export async function listInvitations(ctx: Ctx) {
  const mine = await addressedTo(ctx)
  return asSystem(ctx, () =>
    ctx.db
      .select({
        partyId: productParties.id,
        expires: productParties.expires,
        grants: productParties.grants,
        message: productParties.message,
        brand: {
          id: orgs.id,
          legalNameEn: orgs.legalNameEn,
          legalNameZh: orgs.legalNameZh,
          timeZone: orgs.timeZone,
        },
      })
      .from(productParties)
      .innerJoin(orgs, eq(orgs.id, productParties.ownerOrgId))
      .where(
        and(
          mine,
          eq(productParties.role, 'manufacturer'),
          eq(productParties.state, 'invited'),
          gt(productParties.expires, ctx.now()),
        ),
      )
      .orderBy(desc(productParties.createdAt))
      .limit(50),
  )
}
export type PendingInvitation = Awaited<ReturnType<typeof listInvitations>>[number]
