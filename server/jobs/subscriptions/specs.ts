import { and, eq, inArray, sql } from 'drizzle-orm'
import type { MessageParams } from '@/db/schema/notifications'
import { members } from '@/db/schema/orgs'
import { productParties } from '@/db/schema/products'
import { redlines, specAcknowledgements, specReviews, specRevisions, specs } from '@/db/schema/specs'
import { notify } from '@/server/domains/notifications/commands/notify'
import type { NotificationKind } from '@/server/domains/notifications/rules'
import { askReaders } from '@/server/domains/specs/commands/ask-for-acknowledgement'
import { mayEditSpecs, mayPropose, maySignAs } from '@/server/domains/specs/policy'
import { deadlineOf } from '@/server/domains/specs/queries/acknowledgement-deadline'
import type { MemberRole } from '@/server/kernel/actor'
import type { AnyCtx } from '@/server/platform/context'
import type { EventHandler, PublishedEvent, Subscriptions } from '../subscription'

type Row = Pick<typeof specs.$inferSelect, 'id' | 'orgId' | 'productId' | 'number'>
type Person = Readonly<{ userId: string; orgId: string; role: MemberRole }>

type Key = 'revisionId' | 'redlineId' | 'acknowledgementId' | 'partyId' | 'specId' | 'productId'
const textIn = ({ payload }: PublishedEvent, key: Key): string => {
  const value = payload[key]
  return typeof value === 'string' ? value : ''
}

async function findRevision({ db }: AnyCtx, event: PublishedEvent) {
  const [found] = await db
    .select({ spec: specs, revision: specRevisions })
    .from(specRevisions)
    .innerJoin(specs, eq(specs.id, specRevisions.specId))
    .where(eq(specRevisions.id, textIn(event, 'revisionId')))
  return found ?? null
}

/** Active members of organisations that may see the specifications of the product now. */
async function findPeople({ db }: AnyCtx, spec: Row, orgIds?: readonly string[]): Promise<Person[]> {
  return db
    .select({ userId: members.userId, orgId: members.orgId, role: members.role })
    .from(members)
    .innerJoin(
      productParties,
      and(
        eq(productParties.productId, spec.productId),
        eq(productParties.orgId, members.orgId),
        eq(productParties.state, 'active'),
        sql`(${productParties.role} = 'owner' or 'specs' = any(${productParties.grants}))`,
      ),
    )
    .where(and(eq(members.state, 'active'), orgIds === undefined ? undefined : inArray(members.orgId, [...orgIds])))
}

type Said = Readonly<{ kind: NotificationKind; params: MessageParams; page?: string }>

/** Everybody but who did it. */
const tell = (ctx: AnyCtx, event: PublishedEvent, spec: Row, people: readonly Person[], said: Said) =>
  notify(
    ctx,
    people
      .filter(({ userId }) => userId !== event.actorUserId)
      .map(({ userId, orgId }) => ({
        eventId: event.id,
        at: event.at,
        kind: said.kind,
        userId,
        orgId,
        params: { actorId: event.actorUserId ?? '', number: spec.number, ...said.params },
        path: `/products/${spec.productId}/specs/${spec.id}${said.page ?? ''}`,
        productId: spec.productId,
      })),
  )

type Found = NonNullable<Awaited<ReturnType<typeof findRevision>>>
const named = ({ revision: { letter, number } }: Found) => ({ revision: letter ?? number })
const at = ({ revision }: Found) => `?revision=${revision.id}`

const managing: readonly MemberRole[] = ['owner', 'admin']

/** Asks those who are to sign; owners and admins can step in, and are asked where nobody else can. */
const submitted: EventHandler = async (ctx, event) => {
  const found = await findRevision(ctx, event)
  if (found?.revision.state !== 'inReview') return
  const { spec, revision } = found
  const [review] = await ctx.db.select().from(specReviews).where(eq(specReviews.revisionId, revision.id))
  if (!review) return
  const sides = [spec.orgId, ...(review.partnerOrgId === null ? [] : [review.partnerOrgId])]
  // Whoever put it up gives no only signature.
  const alone = review.requiredSignatures.length === 1
  const people = (await findPeople(ctx, spec, sides)).filter(({ userId }) => !alone || userId !== review.submittedBy)
  const wanted = review.requiredSignatures.flatMap(({ side, role }) => {
    const able = people.filter(
      (each) => (each.orgId === spec.orgId) === (side === 'brand') && maySignAs(each.role, role),
    )
    const own = able.filter((each) => !managing.includes(each.role))
    return own.length > 0 ? own : able
  })
  await tell(ctx, event, spec, [...new Set(wanted)], {
    kind: 'specs.signatureAsked',
    params: named(found),
    page: at(found),
  })
}

/** Tells who submitted it that it came back. */
const sentBack: EventHandler = async (ctx, event) => {
  const found = await findRevision(ctx, event)
  if (!found) return
  const { spec, revision } = found
  const [review] = await ctx.db.select().from(specReviews).where(eq(specReviews.revisionId, revision.id))
  const people = await findPeople(ctx, spec, [spec.orgId])
  const authors = people.filter(({ userId }) => userId === review?.submittedBy)
  await tell(ctx, event, spec, authors, { kind: 'specs.sentBack', params: named(found), page: at(found) })
}

/** Asks the factory that is to take note of a release, in the name of whoever released it. */
const acknowledgementAsked: EventHandler = async (ctx, event) => {
  const [found] = await ctx.db
    .select({ spec: specs, revision: specRevisions, asked: specAcknowledgements })
    .from(specAcknowledgements)
    .innerJoin(specs, eq(specs.id, specAcknowledgements.specId))
    .innerJoin(specRevisions, eq(specRevisions.id, specAcknowledgements.revisionId))
    .where(eq(specAcknowledgements.id, textIn(event, 'acknowledgementId')))
  if (found?.asked.state !== 'pending') return
  const people = await findPeople(ctx, found.spec, [found.asked.partnerOrgId])
  await tell(
    ctx,
    event,
    found.spec,
    people.filter(({ role }) => mayPropose(role)),
    {
      kind: 'specs.acknowledgementAsked',
      params: { ...named(found), actorId: found.revision.releasedBy ?? '', ...(await deadlineOf(ctx, found.asked)) },
      page: at(found),
    },
  )
}

/** A partner that was admitted to a release, or shown it, is asked for it from then on. */
const admitted: EventHandler = async (ctx, event) => {
  const { added } = event.payload
  if (event.type === 'products.grantsChanged' && !(Array.isArray(added) && added.includes('specs'))) return
  const [party] = await ctx.db
    .select({ productId: productParties.productId, orgId: productParties.orgId })
    .from(productParties)
    .where(eq(productParties.id, textIn(event, 'partyId')))
  if (!party?.orgId) return
  await askReaders(ctx, { productId: party.productId, partnerOrgId: party.orgId }, event.at, true)
}

/** A partner may have come between a release and its being in force: whoever was not asked is asked. */
const inForce: EventHandler = (ctx, event) => askReaders(ctx, { specId: textIn(event, 'specId') }, event.at)

const restored: EventHandler = (ctx, event) => askReaders(ctx, { productId: textIn(event, 'productId') }, event.at)

/** Tells everybody who works to a release that it is out of force, or in force again. */
const standing =
  (kind: 'specs.suspended' | 'specs.resumed'): EventHandler =>
  async (ctx, event) => {
    const found = await findRevision(ctx, event)
    if (!found) return
    const people = await findPeople(ctx, found.spec)
    await tell(
      ctx,
      event,
      found.spec,
      people.filter(({ role }) => mayPropose(role)),
      { kind, params: named(found), page: at(found) },
    )
  }

/** Tells the side whose move it is that a change was put to it, or several at once. */
const redlined: EventHandler = async (ctx, event) => {
  const [found] = await ctx.db
    .select({ spec: specs, redline: redlines })
    .from(redlines)
    .innerJoin(specs, eq(specs.id, redlines.specId))
    .where(eq(redlines.id, textIn(event, 'redlineId')))
  if (!found) return
  const { spec, redline } = found
  const brandsMove = redline.state === 'open'
  if (!brandsMove && redline.state !== 'countered') return
  const people = await findPeople(ctx, spec, [brandsMove ? spec.orgId : redline.partnerOrgId])
  const concerned = people.filter(({ userId, role }) =>
    brandsMove ? mayEditSpecs(role, { role: 'owner' }) : userId === redline.proposedBy,
  )
  const count = Math.max(1, Number(event.payload['count'] ?? 1))
  const params = { code: redline.code, count }
  await tell(ctx, event, spec, concerned, { kind: 'specs.redlined', params, page: '/redlines' })
}

export const specSubscriptions: Subscriptions = {
  'specs.submitted': submitted,
  'specs.sentBack': sentBack,
  'specs.released': inForce,
  'specs.acknowledgementAsked': acknowledgementAsked,
  'specs.suspended': standing('specs.suspended'),
  'specs.resumed': async (ctx, event, services) => {
    await inForce(ctx, event, services)
    await standing('specs.resumed')(ctx, event, services)
  },
  'specs.redlined': redlined,
  'products.partnerAccepted': admitted,
  'products.grantsChanged': admitted,
  'products.restored': restored,
}
