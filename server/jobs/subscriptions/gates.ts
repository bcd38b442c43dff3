import { and, eq, inArray, sql } from 'drizzle-orm'
import { gateReviews, gates } from '@/db/schema/gates'
import { members } from '@/db/schema/orgs'
import { productParties, products } from '@/db/schema/products'
import { notify } from '@/server/domains/notifications/commands/notify'
import { maySignAs } from '@/server/domains/specs/policy'
import type { MemberRole } from '@/server/kernel/actor'
import type { AnyCtx } from '@/server/platform/context'
import type { EventHandler, PublishedEvent, Subscriptions } from '../subscription'

/** The gate of an event with its newest review; null where it is not in review or was never. */
async function findReview({ db }: AnyCtx, { payload }: PublishedEvent) {
  const gateId = payload['gateId']
  if (typeof gateId !== 'string') return null
  const [found] = await db
    .select({ gate: gates, review: gateReviews, product: products.code })
    .from(gates)
    .innerJoin(products, eq(products.id, gates.productId))
    .innerJoin(gateReviews, and(eq(gateReviews.gateId, gates.id), eq(gateReviews.round, gates.round)))
    .where(eq(gates.id, gateId))
  return found ?? null
}
type Found = NonNullable<Awaited<ReturnType<typeof findReview>>>

/** Active members of the brand and of the factory that signs, while that is still on the product, without the actor. */
async function findPeople({ db }: AnyCtx, { gate, review }: Found, actorUserId: string | null) {
  const sides = [gate.orgId, ...(review.partnerOrgId === null ? [] : [review.partnerOrgId])]
  const people = await db
    .select({ userId: members.userId, orgId: members.orgId, role: members.role })
    .from(members)
    .innerJoin(
      productParties,
      and(
        eq(productParties.productId, gate.productId),
        eq(productParties.orgId, members.orgId),
        eq(productParties.state, 'active'),
        sql`(${productParties.role} = 'owner' or 'specs' = any(${productParties.grants}))`,
      ),
    )
    .where(and(inArray(members.orgId, sides), eq(members.state, 'active')))
  return people.filter(({ userId }) => userId !== actorUserId)
}

const noticeOf = ({ gate, product }: Found, event: PublishedEvent) => ({
  eventId: event.id,
  at: event.at,
  params: { actorId: event.actorUserId ?? '', gate: gate.phase.toUpperCase(), product },
  path: `/products/${gate.productId}/gates?phase=${gate.phase}`,
  productId: gate.productId,
})

/** Asks those who are to sign, in the capacities the review wants; owners and admins can step in and are not bothered. */
const submitted: EventHandler = async (ctx, event) => {
  const found = await findReview(ctx, event)
  if (found?.gate.state !== 'gateReview') return
  const { gate, review } = found
  const managing: readonly MemberRole[] = ['owner', 'admin']
  const wanted = (orgId: string, role: MemberRole) =>
    review.requiredSignatures.some(
      (each) =>
        (each.side === 'brand') === (orgId === gate.orgId) && !managing.includes(role) && maySignAs(role, each.role),
    )
  const people = await findPeople(ctx, found, event.actorUserId)
  const notice = noticeOf(found, event)
  await notify(
    ctx,
    people
      .filter(({ orgId, role }) => wanted(orgId, role))
      .map(({ userId, orgId }) => ({ ...notice, kind: 'gates.signatureAsked', userId, orgId })),
  )
}

const told: readonly MemberRole[] = ['owner', 'admin', 'engineer', 'quality', 'purchaser', 'sales']

/** Tells both sides that signed how it ended. */
const decided =
  (kind: 'gates.passed' | 'gates.conditional' | 'gates.failed'): EventHandler =>
  async (ctx, event) => {
    const found = await findReview(ctx, event)
    if (!found) return
    const people = await findPeople(ctx, found, event.actorUserId)
    const notice = noticeOf(found, event)
    await notify(
      ctx,
      people.filter(({ role }) => told.includes(role)).map(({ userId, orgId }) => ({ ...notice, kind, userId, orgId })),
    )
  }

export const gateSubscriptions: Subscriptions = {
  'gates.submitted': submitted,
  'gates.passed': decided('gates.passed'),
  'gates.conditional': decided('gates.conditional'),
  'gates.failed': decided('gates.failed'),
}
