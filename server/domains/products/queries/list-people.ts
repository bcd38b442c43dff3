import { and, asc, eq, inArray } from 'drizzle-orm'
import { members, orgs } from '@/db/schema/orgs'
import { users } from '@/db/schema/people'
import type { MemberCtx } from '@/server/platform/context'
import { listAudience } from './list-audience'
import { requireProduct } from './require-product'

const most = 200

/**
 * Who works on a product, by organisation, with each one's clock. A partner sees its own people and the brand's; other
 * partners' people belong to parties it cannot see.
 */
export async function listPeople(ctx: MemberCtx, { productId }: Readonly<{ productId: string }>) {
  const access = await requireProduct(ctx, productId)
  const own = ctx.actor.member.orgId
  const partners = access.role === 'owner' ? await listAudience(ctx, productId) : []
  const sides = [...new Set([own, access.orgId, ...partners])]
  const [found, people] = [
    await ctx.db
      .select({
        id: orgs.id,
        kind: orgs.kind,
        legalNameEn: orgs.legalNameEn,
        legalNameZh: orgs.legalNameZh,
        city: orgs.city,
        country: orgs.country,
        timeZone: orgs.timeZone,
      })
      .from(orgs)
      .where(inArray(orgs.id, sides)),
    await ctx.db
      .select({
        orgId: members.orgId,
        userId: users.id,
        displayNameEn: users.displayNameEn,
        displayNameZh: users.displayNameZh,
        honorific: users.honorific,
        role: members.role,
      })
      .from(members)
      .innerJoin(users, eq(users.id, members.userId))
      .where(and(inArray(members.orgId, sides), eq(members.state, 'active')))
      .orderBy(asc(users.sortKey), asc(users.id))
      .limit(most),
  ]
  return sides.flatMap((side) => {
    const org = found.find(({ id }) => id === side)
    return org ? [{ ...org, own: side === own, people: people.filter(({ orgId }) => orgId === side) }] : []
  })
}
export type ProductSide = Awaited<ReturnType<typeof listPeople>>[number]
