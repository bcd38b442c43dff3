import { and, eq, inArray, lte, sql } from 'drizzle-orm'
import { exchangeRates, manufacturerParts, parts, supplierParts } from '@/db/schema/parts'
import type { AnyCtx } from '@/server/platform/context'
import type { PricedOffer } from '../rules/price-breaks'
import type { ExchangeRate } from '../rules/rates'

/** What a supplier offers a part of the library at. Days are `2026-11-29`. */
export type Offer = PricedOffer &
  Readonly<{
    id: string
    partId: string
    manufacturerPartId: string | null
    supplier: string
    sku: string
    leadTimeDays: number | null
    pricedOn: string | null
    validUntil: string | null
  }>

/** What the library knows of a part besides. Percent and pieces lost, decimal text; null where it does not say. */
export type PartFacts = Readonly<{
  id: string
  kind: string
  package: string
  attritionPct: string | null
  attritionExtra: string | null
}>

export type Offers = Readonly<{
  byPart: ReadonlyMap<string, readonly Offer[]>
  /** By the keys that were asked for. */
  byMakerPart: ReadonlyMap<string, readonly Offer[]>
  facts: ReadonlyMap<string, PartFacts>
}>

type Asked = Readonly<{
  /** Whose library. */
  orgId: string
  partIds: readonly string[]
  /** `manufacturerPartKey` of lines that mean no entry of the library yet. */
  makerPartKeys: readonly string[]
}>

const offered = {
  id: supplierParts.id,
  partId: supplierParts.partId,
  manufacturerPartId: supplierParts.manufacturerPartId,
  supplier: supplierParts.supplier,
  sku: supplierParts.sku,
  currency: supplierParts.currency,
  breaks: supplierParts.breaks,
  moq: sql<string | null>`trim_scale(${supplierParts.moq})::text`,
  multiple: sql<string | null>`trim_scale(${supplierParts.multiple})::text`,
  leadTimeDays: supplierParts.leadTimeDays,
  pricedOn: supplierParts.pricedOn,
  validUntil: supplierParts.validUntil,
}

/** An offer of one maker's part counts while that part is approved; one of no maker's in particular always does. */
const bought = sql`(${manufacturerParts.id} is null or ${manufacturerParts.status} = 'approved')`

/**
 * The offers of one organisation's library, in two statements however many parts are asked for. Private to that
 * organisation: whoever asks for another's has proven first that its prices may be seen.
 */
export async function listOffers({ db }: AnyCtx, { orgId, partIds, makerPartKeys }: Asked): Promise<Offers> {
  const join = eq(manufacturerParts.id, supplierParts.manufacturerPartId)
  const ids = partIds.length === 0 ? null : sql.param(partIds)
  const ofParts =
    ids === null
      ? []
      : await db
          .select(offered)
          .from(supplierParts)
          .leftJoin(manufacturerParts, join)
          .where(and(eq(supplierParts.orgId, orgId), sql`${supplierParts.partId} = any(${ids})`, bought))
  const facts =
    ids === null
      ? []
      : await db
          .select({
            id: parts.id,
            kind: parts.kind,
            package: parts.package,
            attritionPct: sql<string | null>`trim_scale(${parts.attritionPct})::text`,
            attritionExtra: sql<string | null>`trim_scale(${parts.attritionExtra})::text`,
          })
          .from(parts)
          .where(and(eq(parts.orgId, orgId), sql`${parts.id} = any(${ids})`))
  return {
    byPart: grouped(ofParts, ({ partId }) => partId),
    byMakerPart: await ofMakerParts(db, orgId, makerPartKeys),
    facts: new Map(facts.map((part) => [part.id, part])),
  }
}

/** A line that names no maker means whoever makes it; a library that names none has whichever the line names. */
async function ofMakerParts(db: AnyCtx['db'], orgId: string, keys: readonly string[]) {
  const found = new Map<string, readonly Offer[]>()
  if (keys.length === 0) return found
  const numbers = [...new Set(keys.map(numberOf))]
  const rows = await db
    .select({ key: manufacturerParts.key, offer: offered })
    .from(manufacturerParts)
    .innerJoin(supplierParts, eq(supplierParts.manufacturerPartId, manufacturerParts.id))
    .where(
      and(
        eq(manufacturerParts.orgId, orgId),
        eq(manufacturerParts.status, 'approved'),
        sql`split_part(${manufacturerParts.key}, '|', 1) = any(${sql.param(numbers)})`,
      ),
    )
  const byNumber = grouped(rows, ({ key }) => numberOf(key))
  for (const key of keys) {
    const agreeing = (byNumber.get(numberOf(key)) ?? []).filter((row) => agree(key, row.key))
    if (agreeing.length > 0)
      found.set(
        key,
        agreeing.map(({ offer }) => offer),
      )
  }
  return found
}

const numberOf = (key: string): string => key.slice(0, key.indexOf('|'))
const agree = (a: string, b: string): boolean => a === b || a.endsWith('|') || b.endsWith('|')

function grouped<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group) group.push(row)
    else groups.set(keyOf(row), [row])
  }
  return groups
}

/** The newest rate of every pair of currencies that is not after the day. */
export async function newestRates(
  { db }: AnyCtx,
  { orgId, day }: Readonly<{ orgId: string; day: string }>,
): Promise<ExchangeRate[]> {
  return db
    .selectDistinctOn([exchangeRates.base, exchangeRates.quote], {
      base: exchangeRates.base,
      quote: exchangeRates.quote,
      rate: sql<string>`trim_scale(${exchangeRates.rate})::text`,
      day: exchangeRates.day,
      source: exchangeRates.source,
    })
    .from(exchangeRates)
    .where(and(eq(exchangeRates.orgId, orgId), lte(exchangeRates.day, day)))
    .orderBy(exchangeRates.base, exchangeRates.quote, sql`${exchangeRates.day} desc`)
}

/** Who the suppliers of some offers are, for the organisation whose library it is. */
export async function suppliersOf(
  { db }: AnyCtx,
  { orgId, offerIds }: Readonly<{ orgId: string; offerIds: readonly string[] }>,
): Promise<ReadonlyMap<string, string>> {
  if (offerIds.length === 0) return new Map()
  const rows = await db
    .select({ id: supplierParts.id, supplier: supplierParts.supplier, sku: supplierParts.sku })
    .from(supplierParts)
    .where(and(eq(supplierParts.orgId, orgId), inArray(supplierParts.id, [...offerIds])))
  return new Map(rows.map(({ id, supplier, sku }) => [id, [supplier, sku].filter(Boolean).join(' ')]))
}
