import { and, eq, inArray, sql } from 'drizzle-orm'
import { firmwareBuilds, firmwareLines, firmwarePromotions } from '@/db/schema/firmware'
import { members } from '@/db/schema/orgs'
import { productParties, products } from '@/db/schema/products'
import { requiredApprovers } from '@/server/domains/firmware/rules/approval'
import { notify } from '@/server/domains/notifications/commands/notify'
import type { NotificationKind } from '@/server/domains/notifications/rules'
import { can } from '@/server/domains/orgs/policy'
import type { PartyRole } from '@/server/domains/products/lifecycle'
import { answeringRoles } from '@/server/domains/threads/rules'
import type { MemberRole } from '@/server/kernel/actor'
import type { AnyCtx } from '@/server/platform/context'
import type { EventHandler, PublishedEvent, Subscriptions } from '../subscription'

const textIn = ({ payload }: PublishedEvent, key: string): string => {
  const value = payload[key]
  return typeof value === 'string' ? value : ''
}

async function findBuild({ db }: AnyCtx, event: PublishedEvent) {
  const [found] = await db
    .select({
      ...{ buildId: firmwareBuilds.id, version: firmwareBuilds.version, lineId: firmwareLines.id },
      ...{ number: firmwareLines.number, productId: products.id, product: products.code },
    })
    .from(firmwareBuilds)
    .innerJoin(firmwareLines, eq(firmwareLines.id, firmwareBuilds.lineId))
    .innerJoin(products, eq(products.id, firmwareBuilds.productId))
    .where(eq(firmwareBuilds.id, textIn(event, 'buildId')))
  return found ?? null
}
type Build = NonNullable<Awaited<ReturnType<typeof findBuild>>>

async function findPromotion({ db }: AnyCtx, event: PublishedEvent) {
  const [found] = await db
    .select()
    .from(firmwarePromotions)
    .where(eq(firmwarePromotions.id, textIn(event, 'promotionId')))
  return found ?? null
}

type Person = Readonly<{ userId: string; orgId: string; role: MemberRole; party: PartyRole }>

/** Active members of the organisations an event is for, as long as they may see the firmware of the product. */
const findPeople = ({ db }: AnyCtx, { audience }: PublishedEvent, productId: string): Promise<Person[]> =>
  db
    .select({ userId: members.userId, orgId: members.orgId, role: members.role, party: productParties.role })
    .from(members)
    .innerJoin(
      productParties,
      and(
        eq(productParties.productId, productId),
        eq(productParties.orgId, members.orgId),
        eq(productParties.state, 'active'),
        sql`(${productParties.role} = 'owner' or 'firmware' = any(${productParties.grants}))`,
      ),
    )
    .where(and(eq(members.state, 'active'), inArray(members.orgId, [...audience])))

/** Of the brand whoever works on firmware, of factories whoever answers for them. */
const isConcerned = ({ role, party }: Person): boolean =>
  party === 'owner' ? can(role, 'firmware:approve') : answeringRoles.some((each) => each === role)

type Told = Readonly<{ kind: NotificationKind; params?: Readonly<Record<string, string>> }>

async function tell(
  ctx: AnyCtx,
  event: PublishedEvent,
  { buildId, lineId, version, number, productId, product }: Build,
  people: readonly Person[],
  { kind, params = {} }: Told,
): Promise<void> {
  await notify(
    ctx,
    people
      .filter(({ userId }) => userId !== event.actorUserId)
      .map(({ userId, orgId }) => ({
        ...{ userId, orgId, kind, eventId: event.id, at: event.at, productId },
        params: { actorId: event.actorUserId ?? '', product, number, version, ...params },
        path: `/products/${productId}/firmware/${lineId}/${buildId}`,
      })),
  )
}

/** Asks the named people; where nobody else is named, everybody who may agree to an override. */
const approvalAsked: EventHandler = async (ctx, event) => {
  const [build, promotion] = [await findBuild(ctx, event), await findPromotion(ctx, event)]
  if (!build || promotion?.state !== 'requested') return
  const { approverIds, requestedBy, overrideReason, channel, boardRevision } = promotion
  const overridden = overrideReason !== null
  const named = requiredApprovers({ approverIds, requestedBy, overridden })
  const people = (await findPeople(ctx, event, build.productId)).filter(
    ({ userId, role }) => can(role, 'firmware:approve') && (named.length === 0 || named.includes(userId)),
  )
  const kind = overridden ? 'firmware.overrideAsked' : 'firmware.approvalAsked'
  await tell(ctx, event, build, people, { kind, params: { channel, board: boardRevision } })
}

const refused: EventHandler = async (ctx, event) => {
  const [build, promotion] = [await findBuild(ctx, event), await findPromotion(ctx, event)]
  if (!build || !promotion) return
  const people = await findPeople(ctx, event, build.productId)
  const asked = people.filter(({ userId }) => userId === promotion.requestedBy)
  const params = { channel: promotion.channel, board: promotion.boardRevision }
  await tell(ctx, event, build, asked, { kind: 'firmware.refused', params })
}

/** Tells whoever flashes it, and the people of the brand who work on firmware. */
const inForce: EventHandler = async (ctx, event) => {
  const [build, promotion] = [await findBuild(ctx, event), await findPromotion(ctx, event)]
  if (!build || !promotion) return
  const people = (await findPeople(ctx, event, build.productId)).filter(isConcerned)
  const params = { channel: promotion.channel, board: promotion.boardRevision }
  await tell(ctx, event, build, people, { kind: 'firmware.inForce', params })
}

/** Tells whoever had it: its audience is the brand, and the factories if it was ever theirs to flash. */
const buildWithdrawn: EventHandler = async (ctx, event) => {
  const build = await findBuild(ctx, event)
  if (!build) return
  const people = (await findPeople(ctx, event, build.productId)).filter(isConcerned)
  await tell(ctx, event, build, people, { kind: 'firmware.buildWithdrawn' })
}

export const firmwareSubscriptions: Subscriptions = {
  'firmware.approvalAsked': approvalAsked,
  'firmware.refused': refused,
  'firmware.inForce': inForce,
  'firmware.buildWithdrawn': buildWithdrawn,
}
