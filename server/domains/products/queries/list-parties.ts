import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import { orgs } from '@/db/schema/orgs'
import { users } from '@/db/schema/people'
import { ndaAcceptances, productParties } from '@/db/schema/products'
import type { MemberCtx } from '@/server/platform/context'
import { invitationStanding } from '../rules'
import { requireProduct } from './require-product'

/**
 * Partners of a product. The brand sees each with its invitation, grants and signed undertakings; a partner sees its own
 * row alone, so nothing tells it whether there are others.
 */
export async function listParties(ctx: MemberCtx, { productId }: Readonly<{ productId: string }>) {
  const access = await requireProduct(ctx, productId)
  const mine =
    access.role === 'owner' ? eq(productParties.ownerOrgId, access.orgId) : eq(productParties.id, access.partyId)
  const rows = await ctx.db
    .select({
      id: productParties.id,
      state: productParties.state,
      grants: productParties.grants,
      invitedEmail: productParties.invitedEmail,
      message: productParties.message,
      expires: productParties.expires,
      acceptedAt: productParties.acceptedAt,
      revokedAt: productParties.revokedAt,
      version: productParties.version,
      createdAt: productParties.createdAt,
      orgId: orgs.id,
      legalNameEn: orgs.legalNameEn,
      legalNameZh: orgs.legalNameZh,
      city: orgs.city,
      country: orgs.country,
      timeZone: orgs.timeZone,
      invitedByEn: users.displayNameEn,
      invitedByZh: users.displayNameZh,
    })
    .from(productParties)
    .leftJoin(orgs, eq(orgs.id, productParties.orgId))
    .leftJoin(users, eq(users.id, productParties.invitedBy))
    .where(and(eq(productParties.productId, productId), eq(productParties.role, 'manufacturer'), mine))
    .orderBy(asc(productParties.createdAt), asc(productParties.id))
  const partyIds = rows.map(({ id }) => id)
  const signed =
    partyIds.length === 0
      ? []
      : await ctx.db
          .select({
            id: ndaAcceptances.id,
            partyId: ndaAcceptances.partyId,
            signerName: ndaAcceptances.signerName,
            acceptedAt: ndaAcceptances.acceptedAt,
          })
          .from(ndaAcceptances)
          .where(and(eq(ndaAcceptances.productId, productId), inArray(ndaAcceptances.partyId, partyIds)))
          .orderBy(desc(ndaAcceptances.acceptedAt))
  const now = ctx.now()
  return rows.map(
    ({ orgId, legalNameEn, legalNameZh, city, country, timeZone, invitedByEn, invitedByZh, ...party }) => ({
      ...party,
      standing: invitationStanding(party, now),
      org:
        orgId === null
          ? null
          : {
              id: orgId,
              legalNameEn: legalNameEn ?? '',
              legalNameZh: legalNameZh ?? '',
              city: city ?? '',
              country: country ?? '',
              timeZone: timeZone ?? 'UTC',
            },
      invitedBy: { displayNameEn: invitedByEn ?? '', displayNameZh: invitedByZh ?? '' },
      ndas: signed.filter(({ partyId }) => partyId === party.id),
    }),
  )
}
export type PartyListItem = Awaited<ReturnType<typeof listParties>>[number]
