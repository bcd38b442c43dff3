import { and, eq, inArray, or, sql } from 'drizzle-orm'
import { members } from '@/db/schema/orgs'
import { productParties, products } from '@/db/schema/products'
import type { MemberRole } from '@/server/kernel/actor'
import { notify, type Notice } from '@/server/domains/notifications/commands/notify'
import { answeringRoles } from '@/server/domains/threads/rules'
import type { AnyCtx } from '@/server/platform/context'
import type { EventHandler, PublishedEvent, Subscriptions } from '../subscription'

const managing: readonly MemberRole[] = ['owner', 'admin']

const textIn = (event: PublishedEvent, key: string): string => {
  const value = event.payload[key]
  return typeof value === 'string' ? value : ''
}

/** Active members of organisations with one of these roles, or named, without the one who did it. */
async function findPeople(
  { db }: AnyCtx,
  event: PublishedEvent,
  orgIds: readonly string[],
  roles: readonly MemberRole[],
  alsoUserId: string | null = null,
) {
  if (orgIds.length === 0) return []
  const found = await db
    .select({ userId: members.userId, orgId: members.orgId })
    .from(members)
    .where(
      and(
        inArray(members.orgId, [...orgIds]),
        eq(members.state, 'active'),
        or(inArray(members.role, [...roles]), alsoUserId ? eq(members.userId, alsoUserId) : undefined),
      ),
    )
  return found.filter(
    ({ userId }, index) =>
      userId !== event.actorUserId && found.findIndex((other) => other.userId === userId) === index,
  )
}

const findParty = async ({ db }: AnyCtx, partyId: string) =>
  (
    await db
      .select({
        productId: products.id,
        product: products.code,
        ownerOrgId: productParties.ownerOrgId,
        orgId: productParties.orgId,
        state: productParties.state,
        invitedBy: productParties.invitedBy,
      })
      .from(productParties)
      .innerJoin(products, eq(products.id, productParties.productId))
      .where(eq(productParties.id, partyId))
  )[0]

const common = (event: PublishedEvent): Pick<Notice, 'eventId' | 'at'> => ({ eventId: event.id, at: event.at })

/** Tells the brand's managers, and whoever invited, how the invitation was answered. */
const answered =
  (kind: 'products.partnerAccepted' | 'products.partnerDeclined'): EventHandler =>
  async (ctx, event) => {
    const party = await findParty(ctx, textIn(event, 'partyId'))
    if (!party) return
    const people = await findPeople(ctx, event, [party.ownerOrgId], managing, party.invitedBy)
    await notify(
      ctx,
      people.map(({ userId, orgId }) => ({
        ...common(event),
        kind,
        userId,
        orgId,
        params: { actorId: event.actorUserId ?? '', orgId: party.orgId ?? '', product: party.product },
        path: `/products/${party.productId}/partners`,
        productId: party.productId,
      })),
    )
  }

/** Tells the people of the partner that their access has ended. They may not open the product, so the notice does not. */
const revoked: EventHandler = async (ctx, event) => {
  const party = await findParty(ctx, textIn(event, 'partyId'))
  const wasActive = textIn(event, 'productId') !== ''
  if (!party?.orgId || !wasActive || party.state !== 'revoked') return
  const people = await findPeople(ctx, event, [party.orgId], answeringRoles)
  await notify(
    ctx,
    people.map(({ userId, orgId }) => ({
      ...common(event),
      kind: 'products.partnerRevoked',
      userId,
      orgId,
      params: { product: party.product },
      path: '/',
    })),
  )
}

/** Tells partners who may see BOMs now that there is a new revision. */
const imported: EventHandler = async (ctx, event) => {
  const { productId } = event
  const bomId = textIn(event, 'bomId')
  if (productId === null || bomId === '') return
  const partners = await ctx.db
    .select({ orgId: productParties.orgId, product: products.code })
    .from(productParties)
    .innerJoin(products, eq(products.id, productParties.productId))
    .where(
      and(
        eq(productParties.productId, productId),
        eq(productParties.role, 'manufacturer'),
        eq(productParties.state, 'active'),
        sql`'boms' = any(${productParties.grants})`,
      ),
    )
  // The draft of a change is told to the factory it lies with, to no other.
  const orgIds = partners.flatMap(({ orgId }) => (orgId !== null && event.audience.includes(orgId) ? orgId : []))
  const people = await findPeople(ctx, event, orgIds, answeringRoles)
  await notify(
    ctx,
    people.map(({ userId, orgId }) => ({
      ...common(event),
      kind: 'boms.imported',
      userId,
      orgId,
      params: { actorId: event.actorUserId ?? '', product: partners[0]?.product ?? '' },
      path: `/products/${productId}/boms/${bomId}`,
      productId,
    })),
  )
}

/** Tells those who manage an organisation that somebody joined it. */
const joined: EventHandler = async (ctx, event) => {
  const people = await findPeople(ctx, event, [textIn(event, 'orgId')], managing)
  const userId = textIn(event, 'userId')
  await notify(
    ctx,
    people
      .filter((person) => person.userId !== userId)
      .map((person) => ({
        ...common(event),
        kind: 'orgs.memberJoined',
        userId: person.userId,
        orgId: person.orgId,
        params: { actorId: userId },
        path: '/settings/members',
      })),
  )
}

/** Who works with whom, and what they may see: told to those it concerns. */
export const accessSubscriptions: Subscriptions = {
  'products.partnerAccepted': answered('products.partnerAccepted'),
  'products.partnerDeclined': answered('products.partnerDeclined'),
  'products.partnerRevoked': revoked,
  'boms.imported': imported,
  'orgs.memberJoined': joined,
}
