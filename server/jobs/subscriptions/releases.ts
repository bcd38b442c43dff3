import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { members } from '@/db/schema/orgs'
import { productParties, products } from '@/db/schema/products'
import { goldenPackages, packages } from '@/db/schema/releases'
import { notify } from '@/server/domains/notifications/commands/notify'
import type { NotificationKind } from '@/server/domains/notifications/rules'
import { maySignForBrand, maySignForFactory } from '@/server/domains/releases/policy'
import type { GoldenRow } from '@/server/domains/releases/queries/golden-access'
import type { PackageRow } from '@/server/domains/releases/queries/access'
import { releasesNow } from '@/server/domains/releases/queries/in-force'
import { staleSources } from '@/server/domains/releases/rules/sources'
import { answeringRoles } from '@/server/domains/threads/rules'
import type { AnyCtx } from '@/server/platform/context'
import type { EventHandler, PublishedEvent, Subscriptions } from '../subscription'

/** People of the partner a package is for, as long as it works on the product. */
async function partnersPeople({ db }: AnyCtx, { partnerOrgId, productId }: PackageRow) {
  if (partnerOrgId === null) return []
  const rows = await db
    .select({ userId: members.userId, orgId: members.orgId, role: members.role })
    .from(members)
    .innerJoin(
      productParties,
      and(
        eq(productParties.orgId, members.orgId),
        eq(productParties.productId, productId),
        eq(productParties.state, 'active'),
      ),
    )
    .where(and(eq(members.orgId, partnerOrgId), eq(members.state, 'active')))
  return rows.filter(({ role }) => answeringRoles.some((each) => each === role))
}

/** Whoever made it, while they are with the brand: for a recipient without an account only they can tell. */
const maker = ({ db }: AnyCtx, { orgId, madeBy }: PackageRow) =>
  db
    .select({ userId: members.userId, orgId: members.orgId })
    .from(members)
    .where(and(eq(members.orgId, orgId), eq(members.userId, madeBy), eq(members.state, 'active')))

type Told = Readonly<{ userId: string; orgId: string }>

async function tell(
  ctx: AnyCtx,
  event: PublishedEvent,
  kind: NotificationKind,
  row: PackageRow,
  people: readonly Told[],
): Promise<void> {
  const [product] = await ctx.db.select({ code: products.code }).from(products).where(eq(products.id, row.productId))
  await notify(
    ctx,
    people.map(({ userId, orgId }) => ({
      ...{ userId, orgId, kind, at: event.at, productId: row.productId },
      // One event may overtake several packages; each is told of on its own.
      eventId: `${event.id} ${row.id}`,
      params: { actorId: event.actorUserId ?? '', product: product?.code ?? '', number: row.number },
      path: `/products/${row.productId}/packages/${row.id}`,
    })),
  )
}

const packageOf = async ({ db }: AnyCtx, { payload }: PublishedEvent): Promise<PackageRow | null> => {
  const id = payload['packageId']
  if (typeof id !== 'string') return null
  return (await db.select().from(packages).where(eq(packages.id, id)))[0] ?? null
}

/** Tells the partner that there is something for it. */
const issued: EventHandler = async (ctx, event) => {
  const row = await packageOf(ctx, event)
  if (row?.state === 'issued') await tell(ctx, event, 'releases.issued', row, await partnersPeople(ctx, row))
}

/** Tells it that a package must not be used. */
const withdrawn: EventHandler = async (ctx, event) => {
  const row = await packageOf(ctx, event)
  if (row?.state === 'withdrawn') await tell(ctx, event, 'releases.withdrawn', row, await partnersPeople(ctx, row))
}

/** A release came into force: packages made from the one before are superseded, which their people are told once. */
const overtaken: EventHandler = async (ctx, event) => {
  if (event.productId === null) return
  const rows = await ctx.db
    .select()
    .from(packages)
    .where(
      and(eq(packages.productId, event.productId), eq(packages.state, 'issued'), isNull(packages.supersededToldAt)),
    )
  const now = await releasesNow(
    ctx,
    rows.map(({ sources }) => sources),
  )
  const stale = rows.filter(({ sources }) => staleSources(sources, now).length > 0)
  if (stale.length === 0) return
  const told = await ctx.db
    .update(packages)
    .set({ supersededToldAt: event.at, version: sql`${packages.version} + 1` })
    .where(
      and(
        inArray(
          packages.id,
          stale.map(({ id }) => id),
        ),
        isNull(packages.supersededToldAt),
      ),
    )
    .returning()
  for (const row of told) {
    const people = [...(await partnersPeople(ctx, row)), ...(await maker(ctx, row))]
    await tell(ctx, event, 'releases.superseded', row, people)
  }
}

/** Of a golden package both sides are told: those who sign for theirs, but whoever did it. */
const golden =
  (kind: NotificationKind, state: GoldenRow['state']): EventHandler =>
  async (ctx, event) => {
    const goldenId = event.payload['goldenId']
    if (typeof goldenId !== 'string') return
    const [row] = await ctx.db.select().from(goldenPackages).where(eq(goldenPackages.id, goldenId))
    if (row?.state !== state) return
    const rows = await ctx.db
      .select({ userId: members.userId, orgId: members.orgId, role: members.role, party: productParties.role })
      .from(members)
      .innerJoin(
        productParties,
        and(
          eq(productParties.orgId, members.orgId),
          eq(productParties.productId, row.productId),
          eq(productParties.state, 'active'),
        ),
      )
      .where(and(inArray(members.orgId, [row.orgId, row.partnerOrgId]), eq(members.state, 'active')))
    const people = rows.filter(
      ({ role, party, userId }) =>
        userId !== event.actorUserId && (maySignForBrand(role, party) || maySignForFactory(role, party)),
    )
    const [product] = await ctx.db.select({ code: products.code }).from(products).where(eq(products.id, row.productId))
    await notify(
      ctx,
      people.map(({ userId, orgId }) => ({
        ...{ userId, orgId, kind, at: event.at, productId: row.productId, eventId: event.id },
        params: { actorId: event.actorUserId ?? '', product: product?.code ?? '', number: row.number },
        path: `/products/${row.productId}/golden/${row.id}`,
      })),
    )
  }

/** What happens to packages for recipients, and to golden ones. */
export const releaseSubscriptions: Subscriptions = {
  'releases.issued': issued,
  'releases.withdrawn': withdrawn,
  'designFiles.released': overtaken,
  'boms.released': overtaken,
  'specs.released': overtaken,
  'specs.suspended': overtaken,
  'releases.goldenProposed': golden('releases.goldenProposed', 'proposed'),
  'releases.goldenSigned': golden('releases.goldenSigned', 'signed'),
  'releases.goldenWithdrawn': golden('releases.goldenWithdrawn', 'withdrawn'),
}
