import { and, eq, inArray, lte, sql } from 'drizzle-orm'
import { exchangeRates, parts, supplierParts } from '@/db/schema/parts'
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

/** In the order of `offerOf`. Not through drizzle: a library offers a BOM of size a hundred thousand times. */
const offered = `o.id, o.part_id, o.manufacturer_part_id, o.supplier, o.sku, o.currency, o.breaks, trim_scale(o.moq)::text,
  trim_scale(o.multiple)::text, o.lead_time_days, o.priced_on::text, o.valid_until::text`

type OfferRow = [
  id: string,
  partId: string,
  manufacturerPartId: string | null,
  supplier: string,
  sku: string,
  currency: string,
  breaks: Offer['breaks'],
  moq: string | null,
  multiple: string | null,
  leadTimeDays: number | null,
  pricedOn: string | null,
  validUntil: string | null,
]

const offerOf = (row: Readonly<OfferRow | [...OfferRow, key: string]>): Offer => ({
  id: row[0],
  partId: row[1],
  manufacturerPartId: row[2],
  supplier: row[3],
  sku: row[4],
  currency: row[5],
  breaks: row[6],
  moq: row[7],
  multiple: row[8],
  leadTimeDays: row[9],
  pricedOn: row[10],
  validUntil: row[11],
})

/** An offer of one maker's part counts while that part is approved; one of no maker's in particular always does. */
const ofPartsSql = `select ${offered} from supplier_parts o left join manufacturer_parts m on m.id = o.manufacturer_part_id
  where o.org_id = $1 and o.part_id = any($2::text[]) and (m.id is null or m.status = 'approved')`

const ofMakerPartsSql = `select ${offered}, m.key from manufacturer_parts m join supplier_parts o on o.manufacturer_part_id = m.id
  where m.org_id = $1 and m.status = 'approved' and split_part(m.key, '|', 1) = any($2::text[])`

/**
 * The offers of one organisation's library, in two statements however many parts are asked for. Private to that
 * organisation: whoever asks for another's has proven first that its prices may be seen.
 */
export async function listOffers({ db }: AnyCtx, { orgId, partIds, makerPartKeys }: Asked): Promise<Offers> {
  const ids = partIds.length === 0 ? null : sql.param(partIds)
  const ofParts = partIds.length === 0 ? [] : await asked<OfferRow>(db, ofPartsSql, [orgId, partIds])
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
    byPart: grouped(ofParts.map(offerOf), ({ partId }) => partId),
    byMakerPart: await ofMakerParts(db, orgId, makerPartKeys),
    facts: new Map(facts.map((part) => [part.id, part])),
  }
}

/** A line that names no maker means whoever makes it; a library that names none has whichever the line names. */
async function ofMakerParts(db: AnyCtx['db'], orgId: string, keys: readonly string[]) {
  const found = new Map<string, readonly Offer[]>()
  if (keys.length === 0) return found
  const numbers = [...new Set(keys.map(numberOf))]
  const rows = await asked<[...OfferRow, key: string]>(db, ofMakerPartsSql, [orgId, numbers])
  const offers = rows.map((row) => ({ key: row[12], offer: offerOf(row) }))
  const byNumber = grouped(offers, ({ key }) => numberOf(key))
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

async function asked<Row extends unknown[]>(db: AnyCtx['db'], text: string, values: unknown[]): Promise<Row[]> {
  const { rows } = await db.$client.query<Row>({ text, values, rowMode: 'array' })
  return rows
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
