import { eq } from 'drizzle-orm'
import { firmwareBuilds, firmwareLines } from '@/db/schema/firmware'
import { flashPackages } from '@/db/schema/flashing'
import { products } from '@/db/schema/products'
import { notify } from '@/server/domains/notifications/commands/notify'
import type { NotificationKind } from '@/server/domains/notifications/rules'
import type { AnyCtx } from '@/server/platform/context'
import type { EventHandler, PublishedEvent, Subscriptions } from '../subscription'
import { findPeople, isConcerned } from './firmware'

type Told = Readonly<{ kind: NotificationKind; toOwner: boolean; params?: Readonly<Record<string, string | number>> }>

/** Tells the people of the factory and, where it is theirs to know, of the brand; never whoever did it. */
async function tell(ctx: AnyCtx, event: PublishedEvent, { kind, toOwner, params = {} }: Told): Promise<void> {
  const { packageId } = event.payload
  if (typeof packageId !== 'string') return
  const [found] = await ctx.db
    .select({
      ...{ number: flashPackages.number, productId: flashPackages.productId, product: products.code },
      ...{ version: firmwareBuilds.version, line: firmwareLines.number },
    })
    .from(flashPackages)
    .innerJoin(firmwareBuilds, eq(firmwareBuilds.id, flashPackages.buildId))
    .innerJoin(firmwareLines, eq(firmwareLines.id, flashPackages.lineId))
    .innerJoin(products, eq(products.id, flashPackages.productId))
    .where(eq(flashPackages.id, packageId))
  if (!found) return
  const { productId, ...said } = found
  const people = (await findPeople(ctx, event, productId)).filter(isConcerned)
  await notify(
    ctx,
    people
      .filter(({ userId, party }) => userId !== event.actorUserId && (toOwner || party !== 'owner'))
      .map(({ userId, orgId }) => ({
        ...{ userId, orgId, kind, eventId: event.id, at: event.at, productId },
        params: { actorId: event.actorUserId ?? '', ...said, ...params },
        path: `/products/${productId}/firmware/flashing/${packageId}`,
      })),
  )
}

const issued: EventHandler = (ctx, event) => tell(ctx, event, { kind: 'flashing.issued', toOwner: false })

/** A device with the wrong firmware concerns both sides at once. */
const flagged: EventHandler = async (ctx, event) => {
  const { count, serial } = event.payload
  if (typeof count !== 'number' || typeof serial !== 'string') return
  await tell(ctx, event, { kind: 'flashing.flagged', toOwner: true, params: { count, serial } })
}

/** The brand decided; the factory has the device, or has not. */
const settled =
  (kind: 'flashing.setAside' | 'flashing.takenBack'): EventHandler =>
  async (ctx, event) => {
    const { serial } = event.payload
    if (typeof serial === 'string') await tell(ctx, event, { kind, toOwner: false, params: { serial } })
  }

export const flashingSubscriptions: Subscriptions = {
  'flashing.issued': issued,
  'flashing.flagged': flagged,
  'flashing.setAside': settled('flashing.setAside'),
  'flashing.takenBack': settled('flashing.takenBack'),
}
