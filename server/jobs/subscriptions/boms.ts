import { and, eq, inArray, sql } from 'drizzle-orm'
import { bomRevisions } from '@/db/schema/boms'
import { members } from '@/db/schema/orgs'
import { productParties, products } from '@/db/schema/products'
import { notify } from '@/server/domains/notifications/commands/notify'
import type { NotificationKind } from '@/server/domains/notifications/rules'
import { can } from '@/server/domains/orgs/policy'
import { answeringRoles } from '@/server/domains/threads/rules'
import type { MemberRole } from '@/server/kernel/actor'
import type { AnyCtx } from '@/server/platform/context'
import type { EventHandler, PublishedEvent, Subscriptions } from '../subscription'

type Person = Readonly<{ userId: string; orgId: string; role: MemberRole; owner: boolean }>

async function findRevision({ db }: AnyCtx, { payload }: PublishedEvent) {
  const revisionId = payload['revisionId']
  if (typeof revisionId !== 'string') return null
  const [found] = await db
    .select({ revision: bomRevisions, product: products.code })
    .from(bomRevisions)
    .innerJoin(products, eq(products.id, bomRevisions.productId))
    .where(eq(bomRevisions.id, revisionId))
  return found ?? null
}
type Found = NonNullable<Awaited<ReturnType<typeof findRevision>>>

/** Active members of the organisations that may see the BOM now. */
async function findPeople({ db }: AnyCtx, { revision }: Found, orgIds: readonly string[]): Promise<Person[]> {
  return db
    .select({
      userId: members.userId,
      orgId: members.orgId,
      role: members.role,
      owner: sql<boolean>`${productParties.role} = 'owner'`,
    })
    .from(members)
    .innerJoin(
      productParties,
      and(
        eq(productParties.productId, revision.productId),
        eq(productParties.orgId, members.orgId),
        eq(productParties.state, 'active'),
        sql`(${productParties.role} = 'owner' or 'boms' = any(${productParties.grants}))`,
      ),
    )
    .where(and(eq(members.state, 'active'), inArray(members.orgId, [...orgIds])))
}

/** Everybody but who did it, with the way to the revision. */
const tell = (
  ctx: AnyCtx,
  event: PublishedEvent,
  { revision, product }: Found,
  people: readonly Person[],
  kind: NotificationKind,
) =>
  notify(
    ctx,
    people
      .filter(({ userId }) => userId !== event.actorUserId)
      .map(({ userId, orgId }) => ({
        eventId: event.id,
        at: event.at,
        kind,
        userId,
        orgId,
        params: { actorId: event.actorUserId ?? '', product, revision: revision.letter ?? revision.number },
        path: `/products/${revision.productId}/boms/${revision.bomId}?revision=${revision.id}`,
        productId: revision.productId,
      })),
  )

/** Asks those of the brand who may release. */
const submitted: EventHandler = async (ctx, event) => {
  const found = await findRevision(ctx, event)
  if (found?.revision.state !== 'inReview') return
  const people = await findPeople(ctx, found, [found.revision.orgId])
  const able = people.filter(({ role }) => can(role, 'boms:release'))
  await tell(ctx, event, found, able, 'boms.submitted')
}

/** Tells who submitted it that it came back. */
const sentBack: EventHandler = async (ctx, event) => {
  const found = await findRevision(ctx, event)
  if (!found) return
  const people = await findPeople(ctx, found, [found.revision.orgId])
  const authors = people.filter(({ userId }) => userId === found.revision.submittedBy)
  await tell(ctx, event, found, authors, 'boms.sentBack')
}

/** Tells everybody who builds from it, and the people of the brand who work on BOMs. */
const released: EventHandler = async (ctx, event) => {
  const found = await findRevision(ctx, event)
  if (!found) return
  const people = await findPeople(ctx, found, event.audience)
  const concerned = people.filter(({ role, owner }) =>
    owner ? can(role, 'boms:write') : answeringRoles.some((each) => each === role),
  )
  await tell(ctx, event, found, concerned, 'boms.released')
}

/** What happens to revisions of a BOM on their way into force. */
export const bomSubscriptions: Subscriptions = {
  'boms.submitted': submitted,
  'boms.sentBack': sentBack,
  'boms.released': released,
}
