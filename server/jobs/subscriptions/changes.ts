import { and, eq, inArray, sql } from 'drizzle-orm'
import { bomSubstitutions } from '@/db/schema/boms'
import { changes } from '@/db/schema/changes'
import { members, orgs } from '@/db/schema/orgs'
import { productParties, products } from '@/db/schema/products'
import { substitutionCode } from '@/server/domains/boms/rules/substitutions'
import { mayLead, mayVerify, mayWriteChanges } from '@/server/domains/changes/policy'
import { mayApproveAs, requiredApprovals } from '@/server/domains/changes/rules/approvals'
import { changeCode } from '@/server/domains/changes/rules/label'
import { notify } from '@/server/domains/notifications/commands/notify'
import type { NotificationKind } from '@/server/domains/notifications/rules'
import { can } from '@/server/domains/orgs/policy'
import type { SigningSide } from '@/server/domains/specs/rules/sign-off'
import type { MemberRole } from '@/server/kernel/actor'
import type { AnyCtx } from '@/server/platform/context'
import type { EventHandler, PublishedEvent, Subscriptions } from '../subscription'

const textIn = ({ payload }: PublishedEvent, key: string): string => {
  const value = payload[key]
  return typeof value === 'string' ? value : ''
}

async function findChange({ db }: AnyCtx, event: PublishedEvent) {
  const [found] = await db
    .select({ change: changes, product: products.code })
    .from(changes)
    .innerJoin(products, eq(products.id, changes.productId))
    .where(eq(changes.id, textIn(event, 'changeId')))
  return found ?? null
}
type Found = NonNullable<Awaited<ReturnType<typeof findChange>>>
type Pair = Readonly<{ orgId: string; partnerOrgId: string | null; productId: string }>
type Person = Readonly<{ userId: string; orgId: string; role: MemberRole; side: SigningSide }>

/** Active members of both sides, as long as the factory still works on the product and may see its BOMs. */
async function findPeople({ db }: AnyCtx, pair: Pair): Promise<Person[]> {
  const sides = [pair.orgId, ...(pair.partnerOrgId === null ? [] : [pair.partnerOrgId])]
  const people = await db
    .select({ userId: members.userId, orgId: members.orgId, role: members.role })
    .from(members)
    .innerJoin(
      productParties,
      and(
        eq(productParties.productId, pair.productId),
        eq(productParties.orgId, members.orgId),
        eq(productParties.state, 'active'),
        sql`(${productParties.role} = 'owner' or 'boms' = any(${productParties.grants}))`,
      ),
    )
    .where(and(inArray(members.orgId, sides), eq(members.state, 'active')))
  return people.map((each) => ({ ...each, side: each.orgId === pair.orgId ? 'brand' : 'partner' }))
}

const managing: readonly MemberRole[] = ['owner', 'admin']
/** Owners and admins can step in everywhere, and are bothered only where nobody else can. */
function spared(people: readonly Person[]): readonly Person[] {
  const others = people.filter(({ role }) => !managing.includes(role))
  return people.filter((each) => !managing.includes(each.role) || !others.some(({ orgId }) => orgId === each.orgId))
}

async function tell(
  ctx: AnyCtx,
  event: PublishedEvent,
  { change, product }: Found,
  kind: NotificationKind,
  people: readonly Person[],
  params: Readonly<Record<string, string>> = {},
): Promise<void> {
  await notify(
    ctx,
    people
      .filter(({ userId }) => userId !== event.actorUserId)
      .map(({ userId, orgId }) => ({
        eventId: event.id,
        at: event.at,
        kind,
        userId,
        orgId,
        params: { actorId: event.actorUserId ?? '', code: changeCode(change), product, ...params },
        path: `/products/${change.productId}/changes/${change.id}`,
        productId: change.productId,
      })),
  )
}

/** The zones of both sides, for a deadline that is told on both clocks. */
async function zonesOf({ db }: AnyCtx, { orgId, partnerOrgId }: Pair): Promise<string> {
  const rows = await db
    .select({ id: orgs.id, zone: orgs.timeZone })
    .from(orgs)
    .where(inArray(orgs.id, partnerOrgId === null ? [orgId] : [orgId, partnerOrgId]))
  return rows.map(({ zone }) => zone).join(' ')
}

/** A handler for a change that still exists. */
const on =
  (act: (ctx: AnyCtx, event: PublishedEvent, found: Found, people: Person[]) => Promise<void>): EventHandler =>
  async (ctx, event) => {
    const found = await findChange(ctx, event)
    if (found) await act(ctx, event, found, await findPeople(ctx, found.change))
  }

const workers = (people: readonly Person[]) => spared(people.filter(({ role }) => mayWriteChanges(role)))
const leaders = (people: readonly Person[]) => people.filter(({ role, side }) => mayLead(role, side))

const submitted = on(async (ctx, event, found, people) => {
  const { change } = found
  if (change.emergency && change.dueAt !== null)
    await tell(
      ctx,
      event,
      found,
      'changes.emergencyRaised',
      people.filter(({ role }) => mayWriteChanges(role)),
      {
        dueAt: change.dueAt.toISOString(),
        zones: await zonesOf(ctx, change),
      },
    )
  else await tell(ctx, event, found, 'changes.assessmentAsked', workers(people))
})

const approvalAsked = on(async (ctx, event, found, people) => {
  const { change } = found
  const required = requiredApprovals({
    changeClass: change.changeClass,
    raisedBy: change.raisedByOrgId === change.orgId ? 'brand' : 'partner',
    withPartner: change.partnerOrgId !== null,
    costly: false,
  })
  const asked = people.filter(({ side, role }) =>
    required.some((each) => each.side === side && mayApproveAs(role, each.role)),
  )
  const management = required.some(({ role }) => role === 'manager')
    ? asked.filter(({ side, role }) => side === 'brand' && managing.includes(role))
    : []
  await tell(ctx, event, found, 'changes.approvalAsked', [...new Set([...spared(asked), ...management])])
})

const approved = on(async (ctx, event, found, people) => {
  await tell(ctx, event, found, 'changes.planAsked', leaders(people))
  // What a factory settles alone, the brand reads and may raise to class I.
  const byFactory = found.change.raisedByOrgId !== found.change.orgId
  if (found.change.changeClass === 'two' && byFactory)
    await tell(
      ctx,
      event,
      found,
      'changes.settledByFactory',
      people.filter(({ side, role }) => side === 'brand' && can(role, 'boms:release')),
    )
})

const everybody = (kind: NotificationKind) =>
  on((ctx, event, found, people) =>
    tell(
      ctx,
      event,
      found,
      kind,
      people.filter(({ role }) => mayWriteChanges(role)),
    ),
  )

/** A request for a substitute, told to those of one side. */
const substitution =
  (kind: 'boms.substitutionProposed' | 'boms.substitutionAnswered'): EventHandler =>
  async (ctx, event) => {
    const [found] = await ctx.db
      .select({ row: bomSubstitutions, product: products.code })
      .from(bomSubstitutions)
      .innerJoin(products, eq(products.id, bomSubstitutions.productId))
      .where(eq(bomSubstitutions.id, textIn(event, 'substitutionId')))
    if (!found) return
    const { row, product } = found
    const people = await findPeople(ctx, row)
    const concerned =
      kind === 'boms.substitutionProposed'
        ? spared(people.filter(({ side, role }) => side === 'brand' && can(role, 'boms:release')))
        : people.filter(({ userId, orgId, role }) =>
            userId === row.createdBy ? true : orgId === row.partnerOrgId && role === 'engineer',
          )
    await notify(
      ctx,
      concerned
        .filter(({ userId }) => userId !== event.actorUserId)
        .map(({ userId, orgId }) => ({
          eventId: event.id,
          at: event.at,
          kind,
          userId,
          orgId,
          params: { actorId: event.actorUserId ?? '', code: substitutionCode(row.ordinal), product },
          path: `/products/${row.productId}/boms/${row.bomId}/substitutions?request=${row.id}`,
          productId: row.productId,
        })),
    )
  }

export const changeSubscriptions: Subscriptions = {
  'changes.submitted': submitted,
  'changes.approvalAsked': approvalAsked,
  'changes.approved': approved,
  'changes.scheduled': on((ctx, event, found, people) => tell(ctx, event, found, 'changes.scheduled', leaders(people))),
  'changes.implemented': on((ctx, event, found, people) =>
    tell(ctx, event, found, 'changes.verificationAsked', spared(people.filter(({ role }) => mayVerify(role)))),
  ),
  'changes.rejected': everybody('changes.rejected'),
  'changes.cancelled': everybody('changes.cancelled'),
  'changes.escalated': on((ctx, event, found, people) => tell(ctx, event, found, 'changes.escalated', workers(people))),
  'changes.closed': everybody('changes.closed'),
  'boms.substitutionProposed': substitution('boms.substitutionProposed'),
  'boms.substitutionAnswered': substitution('boms.substitutionAnswered'),
}
