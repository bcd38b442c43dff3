import { eq } from 'drizzle-orm'
import { orgs } from '@/db/schema/orgs'
import { wallTime } from '@/server/domains/calendars/rules/zones'
import { listOffers, newestRates, type Offers } from '@/server/domains/parts/queries/list-offers'
import { manufacturerPartKey } from '@/server/domains/parts/rules/part-keys'
import type { ExchangeRate } from '@/server/domains/parts/rules/rates'
import { DomainError } from '@/server/kernel/errors'
import { asSystem, type MemberCtx } from '@/server/platform/context'
import { costCurrencies, type CostBuild, type CostCurrency } from '../inputs'
import type { SuppliedBy } from '../lifecycle'
import { demandsOf, type CostableLine } from '../rules/cost-demands'
import { explode, type Structures } from '../rules/explode'
import { rollUp, type RollUp } from '../rules/roll-up'
import { requireRevision, type BomAccess } from './access'
import { loadStructures, type LoadedLine } from './structures'

export type PricedLine = LoadedLine & CostableLine
export type PricedRollUp = RollUp<PricedLine>

/** Everything a roll-up of one revision is reckoned from, read once for as many quantities as are asked for. */
export type CostBasis = Readonly<{
  revision: Awaited<ReturnType<typeof requireRevision>>['revision']
  access: BomAccess
  currency: CostCurrency
  offers: Offers
  rollUpAt: (quantity: string) => PricedRollUp
}>

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
  const structures = await pricedStructures(ctx, access, revisionId)
  const day = wallTime(ctx.now(), ctx.actor.timeZone).date
  const { offers, rates } = await libraryOf(ctx, access, structures, day)
  const wanted = currency ?? (await ownCurrency(ctx))
  return {
    revision,
    access,
    currency: wanted,
    offers,
    rollUpAt: (quantity) =>
      rollUp(demandsOf(explode(structures, revisionId, { quantity, variant, includeOptional: false }).nodes), {
        boards: Math.min(Number.parseInt(quantity, 10) || 0, 1_000_000_000),
        currency: wanted,
        day,
        rates,
        offersOf: ({ partId, mpn, manufacturer }) =>
          (partId === null
            ? mpn === ''
              ? undefined
              : offers.byMakerPart.get(manufacturerPartKey(mpn, manufacturer))
            : offers.byPart.get(partId)) ?? [],
        knownOf: ({ partId }) => (partId === null ? undefined : offers.facts.get(partId)),
      }),
  }
}

/**
 * The library is the brand's alone, and so is row-level security's opinion of it. A partner reads it through this one
 * step, after its right to the prices of this BOM was proven, and learns the prices and not whose they are.
 */
function libraryOf(
  ctx: MemberCtx,
  { orgId, owner }: BomAccess,
  structures: Structures<PricedLine>,
  day: string,
): Promise<Readonly<{ offers: Offers; rates: readonly ExchangeRate[] }>> {
  const partIds = new Set<string>()
  const makerPartKeys = new Set<string>()
  for (const { lines } of structures.values()) {
    for (const { dnp, excludeFromBom, partId, mpn, manufacturer } of lines) {
      if (dnp || excludeFromBom) continue
      if (partId !== null) partIds.add(partId)
      else if (mpn !== '') makerPartKeys.add(manufacturerPartKey(mpn, manufacturer))
    }
  }
  return asSystem(ctx, async () => ({
    offers: await listOffers(ctx, { orgId, partIds: [...partIds], makerPartKeys: [...makerPartKeys] }),
    // Where the brand has its rates from is its own affair.
    rates: (await newestRates(ctx, { orgId, day })).map((rate) => (owner ? rate : { ...rate, source: '' })),
  }))
}

type Supplied = Readonly<{
  id: string
  suppliedBy: SuppliedBy
  unitPriceMicros: string | null
  unitPriceCurrency: string | null
}>
const plainly = { suppliedBy: 'factory', unitPriceMicros: null, unitPriceCurrency: null } as const

async function pricedStructures(
  ctx: MemberCtx,
  access: BomAccess,
  revisionId: string,
): Promise<Structures<PricedLine>> {
  const structures = await loadStructures(ctx, access, revisionId)
  // Most lines have no price of their own and are the factory's to buy.
  const { rows } = await ctx.db.$client.query<Supplied>(
    `select id, supplied_by as "suppliedBy", unit_price_micros::text as "unitPriceMicros",
       unit_price_currency as "unitPriceCurrency"
     from bom_lines where revision_id = any($1) and product_id = $2
       and (unit_price_micros is not null or supplied_by <> 'factory')`,
    [[...structures.keys()], access.productId],
  )
  const supplied = new Map(rows.map(({ id, ...rest }) => [id, rest]))
  return new Map(
    [...structures].map(([id, structure]) => [
      id,
      { ...structure, lines: structure.lines.map((line) => ({ ...line, ...(supplied.get(line.id) ?? plainly) })) },
    ]),
  )
}

async function ownCurrency({ db, actor }: MemberCtx): Promise<CostCurrency> {
  const [own] = await db.select({ currency: orgs.currency }).from(orgs).where(eq(orgs.id, actor.member.orgId))
  return costCurrencies.find((each) => each === own?.currency) ?? 'USD'
}
