import { and, eq, inArray, sql } from 'drizzle-orm'
import { designRevisions, designSets } from '@/db/schema/designFiles'
import { members } from '@/db/schema/orgs'
import { productParties, products } from '@/db/schema/products'
import { notify } from '@/server/domains/notifications/commands/notify'
import { can } from '@/server/domains/orgs/policy'
import { answeringRoles } from '@/server/domains/threads/rules'
import type { EventHandler, Subscriptions } from '../subscription'

/** Tells everybody who builds from a release, and the people of the brand who work on its files. */
const released: EventHandler = async (ctx, event) => {
  const { revisionId } = event.payload
  if (typeof revisionId !== 'string') return
  const [found] = await ctx.db
    .select({ revision: designRevisions, number: designSets.number, product: products.code })
    .from(designRevisions)
    .innerJoin(designSets, eq(designSets.id, designRevisions.setId))
    .innerJoin(products, eq(products.id, designRevisions.productId))
    .where(eq(designRevisions.id, revisionId))
  if (!found) return
  const { revision, number, product } = found
  const people = await ctx.db
    .select({ userId: members.userId, orgId: members.orgId, role: members.role, party: productParties.role })
    .from(members)
    .innerJoin(
      productParties,
      and(
        eq(productParties.productId, revision.productId),
        eq(productParties.orgId, members.orgId),
        eq(productParties.state, 'active'),
        sql`(${productParties.role} = 'owner' or 'files' = any(${productParties.grants}))`,
      ),
    )
    .where(and(eq(members.state, 'active'), inArray(members.orgId, [...event.audience])))
  const concerned = people.filter(
    ({ userId, role, party }) =>
      userId !== event.actorUserId &&
      (party === 'owner' ? can(role, 'files:write') : answeringRoles.some((each) => each === role)),
  )
  await notify(
    ctx,
    concerned.map(({ userId, orgId }) => ({
      ...{ userId, orgId, kind: 'designFiles.released', eventId: event.id, at: event.at },
      params: { actorId: event.actorUserId ?? '', product, number, letter: revision.letter ?? '' },
      path: `/products/${revision.productId}/files/${revision.setId}?revision=${revision.id}`,
      productId: revision.productId,
    })),
  )
}

export const designFileSubscriptions: Subscriptions = { 'designFiles.released': released }
