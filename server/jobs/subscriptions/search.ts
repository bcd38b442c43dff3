import { indexFamily, orgsOfPerson, type Family } from '@/server/domains/search/commands/index-families'
import { packagesOfRecipe } from '@/server/domains/search/commands/index-releases'
import { designFileEvents } from '@/server/domains/designFiles/events'
import { firmwareEvents } from '@/server/domains/firmware/events'
import { productEvents } from '@/server/domains/products/events'
import { specEvents } from '@/server/domains/specs/events'
import { threadEventTypes } from '@/server/domains/threads/events'
import type { EventHandler, Subscriptions } from '../subscription'

type Key = 'productId' | 'bomId' | 'specId' | 'threadId' | 'orgId' | 'setId' | 'lineId' | 'packageId' | 'goldenId'

/** What is found of one thing is made anew; the event says which by an id in its payload. */
const index =
  (family: Family, key: Key): EventHandler =>
  async (ctx, { payload }) => {
    const id = payload[key]
    if (typeof id === 'string') await indexFamily[family](ctx, id)
  }

/** Whoever begins to work on a product brings their people along: a founder joined nobody. */
const withPeople: EventHandler = async (ctx, event, services) => {
  await index('product', 'productId')(ctx, event, services)
  if (event.actorOrgId) await indexFamily.people(ctx, event.actorOrgId)
}

const onEach = (types: readonly string[], handler: EventHandler): Subscriptions =>
  Object.fromEntries(types.map((type) => [type, handler]))

const personChanged: EventHandler = async (ctx, { payload }) => {
  const { userId } = payload
  if (typeof userId !== 'string') return
  for (const orgId of (await orgsOfPerson(ctx, userId)).toSorted()) await indexFamily.people(ctx, orgId)
}

/** A package is found by the name of its recipe too. */
const packageChanged: EventHandler = async (ctx, event, services) => {
  await index('package', 'packageId')(ctx, event, services)
  await index('golden', 'goldenId')(ctx, event, services)
  const { recipeId } = event.payload
  if (typeof recipeId !== 'string') return
  for (const packageId of await packagesOfRecipe(ctx, recipeId)) await indexFamily.package(ctx, packageId)
}

/** Who may find something is asked of the living tables; events only bring words up to date. */
export const searchSubscriptions: Subscriptions = {
  ...onEach(productEvents, index('product', 'productId')),
  'products.created': withPeople,
  'products.partnerAccepted': withPeople,
  ...onEach(specEvents, index('spec', 'specId')),
  ...onEach(threadEventTypes, index('thread', 'threadId')),
  'boms.imported': index('bom', 'bomId'),
  'boms.changed': index('bom', 'bomId'),
  ...onEach(designFileEvents, index('designSet', 'setId')),
  ...onEach(firmwareEvents, index('firmwareLine', 'lineId')),
  'flashing.issued': index('flashPackage', 'packageId'),
  ...onEach(['releases.changed', 'releases.issued', 'releases.goldenProposed'], packageChanged),
  'orgs.changed': index('people', 'orgId'),
  'orgs.memberJoined': index('people', 'orgId'),
  'orgs.memberRemoved': index('people', 'orgId'),
  'people.changed': personChanged,
}
