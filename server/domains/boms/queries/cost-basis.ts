import { eq } from 'drizzle-orm'
import { orgs } from '@/db/schema/orgs'
import { wallTime } from '@/server/domains/calendars/rules/zones'
import { listOffers, newestRates, type Offer, type Offers } from '@/server/domains/parts/queries/list-offers'
import { manufacturerPartKey } from '@/server/domains/parts/rules/part-keys'
import type { ExchangeRate } from '@/server/domains/parts/rules/rates'
import { DomainError } from '@/server/kernel/errors'
import { asSystem, type MemberCtx } from '@/server/platform/context'
import { type CostBuild } from '../inputs'
import { costCurrencies, type CostCurrency } from '../rules/cost-choices'
import { demandsOf, type CostDemand } from '../rules/cost-demands'
import { explodeNodes, type ExplodedNode, type Structures } from '../rules/explode'
import { rollUp, type RollUp } from '../rules/roll-up'
import { requireRevision, type BomAccess } from './access'
import { loadStructures, type LoadedLine } from './structures'

export type PricedRollUp = RollUp<LoadedLine>

/** Everything a roll-up of one revision is reckoned from, read once for as many quantities as are asked for. */
export type CostBasis = Readonly<{
  revision: Awaited<ReturnType<typeof requireRevision>>['revision']
  access: BomAccess
  currency: CostCurrency
  offersOf: OffersOf
  nodesAt: (quantity: string) => readonly ExplodedNode<LoadedLine>[]
  /** Some parts of a build of so many; `offered` where others are to be asked than the library offers for them. */
  priced: (demands: readonly CostDemand<LoadedLine>[], quantity: string, offered?: OffersOf) => PricedRollUp
  rollUpAt: (quantity: string) => PricedRollUp
}>
type OffersOf = (line: LoadedLine) => readonly Offer[]

/** Refuses whoever may see a BOM and no prices of it. */
export function requirePrices({ prices }: BomAccess): void {
  if (!prices) throw new DomainError('forbidden', 'products.grantNeeded', { grant: 'prices' })
}

/**
 * The lines of a revision over all levels, with the prices of the brand that owns it: what its own people reckon with,
 * and what it shows whom it granted prices. `currency` null: the one the reader's organisation pays in, else dollars.
 */
export async function costBasis(
  ctx: MemberCtx,
  { revisionId, variant, currency }: Omit<CostBuild, 'quantity'>,
): Promise<CostBasis> {
  const { revision, access } = await requireRevision(ctx, revisionId)
  requirePrices(access)
  if (variant !== null && !revision.variants.some(({ code }) => code === variant))
    throw new DomainError('notFound', 'boms.variantNotFound', { code: variant })
  const structures = await loadStructures(ctx, access, revisionId)
  const day = wallTime(ctx.now(), ctx.actor.timeZone).date
  const keyOf = makerPartKeys()
  const { offers, rates } = await libraryOf(ctx, access, structures, day, keyOf)
  const wanted = currency ?? (await ownCurrency(ctx))
  const offersOf = ({ partId, mpn, manufacturer }: LoadedLine): readonly Offer[] => {
    if (partId !== null) return offers.byPart.get(partId) ?? []
    return mpn === '' ? [] : (offers.byMakerPart.get(keyOf(mpn, manufacturer)) ?? [])
  }
  const nodesAt: CostBasis['nodesAt'] = (quantity) =>
    explodeNodes(structures, revisionId, { quantity, variant, includeOptional: false })
  const priced: CostBasis['priced'] = (demands, quantity, offered = offersOf) =>
    rollUp(demands, {
      boards: Math.min(Number.parseInt(quantity, 10) || 0, 1_000_000_000),
      currency: wanted,
      day,
      rates,
      offersOf: offered,
      knownOf: ({ partId }) => (partId === null ? undefined : offers.facts.get(partId)),
    })
  return {
    revision,
    access,
    currency: wanted,
    offersOf,
    nodesAt,
    priced,
    rollUpAt: (quantity) => priced(demandsOf(nodesAt(quantity)), quantity),
  }
}

type MakerPartKeys = typeof manufacturerPartKey
/** `manufacturerPartKey`, of which each part is asked once per line that takes it. */
function makerPartKeys(): MakerPartKeys {
  const byMaker = new Map<string, Map<string, string>>()
  return (mpn, manufacturer) => {
    let ofMaker = byMaker.get(manufacturer)
    if (ofMaker === undefined) byMaker.set(manufacturer, (ofMaker = new Map()))
    let key = ofMaker.get(mpn)
    if (key === undefined) ofMaker.set(mpn, (key = manufacturerPartKey(mpn, manufacturer)))
    return key
  }
}

/**
 * The library is the brand's alone, and so is row-level security's opinion of it. A partner reads it through this one
 * step, after its right to the prices of this BOM was proven, and learns the prices and not whose they are.
 */
function libraryOf(
  ctx: MemberCtx,
  { orgId, owner }: BomAccess,
  structures: Structures<LoadedLine>,
  day: string,
  keyOf: MakerPartKeys,
): Promise<Readonly<{ offers: Offers; rates: readonly ExchangeRate[] }>> {
  const partIds = new Set<string>()
  const wanted = new Set<string>()
  for (const { lines } of structures.values()) {
    for (const { dnp, excludeFromBom, partId, mpn, manufacturer } of lines) {
      if (dnp || excludeFromBom) continue
      if (partId !== null) partIds.add(partId)
      else if (mpn !== '') wanted.add(keyOf(mpn, manufacturer))
    }
  }
  return asSystem(ctx, async () => ({
    offers: await listOffers(ctx, { orgId, partIds: [...partIds], makerPartKeys: [...wanted] }),
    // Where the brand has its rates from is its own affair.
    rates: (await newestRates(ctx, { orgId, day })).map((rate) => (owner ? rate : { ...rate, source: '' })),
  }))
}

async function ownCurrency({ db, actor }: MemberCtx): Promise<CostCurrency> {
  const [own] = await db.select({ currency: orgs.currency }).from(orgs).where(eq(orgs.id, actor.member.orgId))
  return costCurrencies.find((each) => each === own?.currency) ?? 'USD'
}
