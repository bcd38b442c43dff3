import {
  bestOrder,
  breakChange,
  lineAmount,
  priceAt,
  type BestOrder,
  type PricedOffer,
} from '@/server/domains/parts/rules/price-breaks'
import {
  conversion,
  converted,
  convertedPrice,
  type Conversion,
  type ExchangeRate,
} from '@/server/domains/parts/rules/rates'
import { formatDecimal, type Decimal } from '@/server/kernel/decimal'
import { divideHalfUp, million, parseMicros } from '@/server/kernel/micros'
import type { CostedPart, CostRate, CostSummary, PriceSource } from './cost'
import type { CostableLine, CostDemand } from './cost-demands'
import { lossFacts, settleLoss, type StatedLoss } from './losses'
import { isCounted, needOf, orderOf, trimDecimal } from './requirement'

/** An offer as the roll-up chooses among them. */
export type CostOffer = PricedOffer & Readonly<{ id: string; leadTimeDays: number | null; validUntil: string | null }>

type Prices<L extends CostableLine> = Readonly<{
  /** Boards built: small builds lose more. */
  boards: number
  currency: string
  /** The day prices are asked at: offers that ran out before it are expired, rates after it do not count. */
  day: string
  rates: readonly ExchangeRate[]
  offersOf: (line: L) => readonly CostOffer[]
  /** What the library knows of the part; undefined where it does not know it. */
  knownOf: (line: L) => KnownPart | undefined
}>

export type KnownPart = Omit<StatedLoss, 'packMultiple'> & Readonly<{ kind: string }>

export type RollUp<L extends CostableLine> = Readonly<{
  /** In the order of the demands. */
  parts: readonly (CostedPart & Readonly<{ demand: CostDemand<L> }>)[]
  summary: CostSummary
}>

/** Dearer than this many millionths of a dollar, a part is handled one by one (planning.md §1). */
const valuableMicros = 10n * million

/**
 * What a build costs: each part at the offer and the break at which all of it costs least, in packs, losses included. An
 * amount is rounded to the coin in the currency it is asked in, changed into the roll-up's and rounded again; sums are of
 * rounded amounts (planning.md, arithmetic rules). Where nobody offers a part, the price of its BOM line stands in.
 */
export function rollUp<L extends CostableLine>(demands: readonly CostDemand<L>[], prices: Prices<L>): RollUp<L> {
  const { rates, currency, day } = prices
  const conversions = new Map<string, Conversion | null>()
  const into = (from: string): Conversion | null => {
    const known = conversions.get(from)
    if (known !== undefined) return known
    const made = conversion(rates, from, currency, day)
    conversions.set(from, made)
    return made
  }
  const dollars = new Map<string, Conversion | null>()
  const inDollars = (from: string): Conversion | null => {
    const known = dollars.get(from)
    if (known !== undefined) return known
    const made = conversion(rates, from, 'USD', day)
    dollars.set(from, made)
    return made
  }
  const parts = demands.map((demand) => ({ demand, ...costOf(demand, prices, { into, inDollars }) }))
  const used = new Set(parts.flatMap(({ asked }) => (asked === null ? [] : [asked.unit.currency])))
  return { parts, summary: summaryOf(parts, ratesOf([...used].map(into))) }
}

type Conversions = Readonly<Record<'into' | 'inDollars', (from: string) => Conversion | null>>

function costOf<L extends CostableLine>(
  { key, line, lines, gross, asRequired }: CostDemand<L>,
  { boards, day, currency, offersOf, knownOf }: Prices<L>,
  { into, inDollars }: Conversions,
): CostedPart {
  const offers = offersOf(line)
  const grossText = plain(gross)
  const pricedBy = lines.find(({ unitPriceMicros }) => unitPriceMicros !== null)
  const listed = pricedBy?.unitPriceMicros ? BigInt(pricedBy.unitPriceMicros) : null
  const listedIn = pricedBy?.unitPriceCurrency ?? null
  const known = knownOf(line)
  const facts = lossFacts(line)
  const { loss, multiple } = settleLoss(
    { line: lines, part: known ? [{ ...known, packMultiple: null }] : [] },
    { ...facts, kind: known?.kind || facts.kind, valuable: isValuable(grossText, offers, listed, listedIn, inDollars) },
    boards,
  )
  const need = needOf(gross, loss, isCounted(line.uom))
  const needText = plain(need)
  const unpriced = (source: PriceSource): CostedPart => ({
    ...{ key, source, gross: grossText, need: needText },
    order: plain(orderOf(need, { moq: null, multiple })),
    ...{ offerId: null, break: null, next: null, nextChange: null, boughtUp: false, asked: null },
    ...{ unitMicros: null, amountMicros: null, excessMicros: null, leadTimeDays: null, validUntil: null },
  })
  if (asRequired) return unpriced('asRequired')
  let chosen: Candidate | null = null
  let unrated = false
  for (const offer of offers) {
    const order = bestOrder(needText, offer.multiple === null ? { ...offer, multiple } : offer)
    if (order === null) continue
    const rate = into(offer.currency)
    if (rate === null) {
      unrated = true
      continue
    }
    const expired = offer.validUntil !== null && offer.validUntil < day
    const candidate = { offer, order, rate, expired, amount: converted(order.best.amountMicros, rate, currency) }
    if (chosen === null || better(candidate, chosen)) chosen = candidate
  }
  if (chosen !== null) {
    const { offer, order, rate, expired, amount } = chosen
    const { best, boughtUp, next } = order
    const unit = { micros: BigInt(best.break.micros), currency: offer.currency }
    return {
      ...{ key, gross: grossText, need: needText, order: best.quantity, offerId: offer.id },
      source: expired ? 'expired' : 'offer',
      ...{ break: best.break, next, nextChange: next && breakChange(best.break, next), boughtUp },
      asked: { unit, amountMicros: best.amountMicros },
      unitMicros: convertedPrice(unit.micros, rate),
      amountMicros: amount,
      excessMicros: converted(excessOf(best.quantity, needText, unit.micros, offer.currency), rate, currency),
      ...{ leadTimeDays: offer.leadTimeDays, validUntil: offer.validUntil },
    }
  }
  if (listed === null) return unpriced(unrated ? 'noRate' : 'unpriced')
  if (listedIn === null) return unpriced('noCurrency')
  const rate = into(listedIn)
  if (rate === null) return unpriced('noRate')
  const order = plain(orderOf(need, { moq: null, multiple }))
  const amount = lineAmount(parseMicros(order) ?? 0n, listed, listedIn)
  return {
    ...unpriced('line'),
    order,
    asked: { unit: { micros: listed, currency: listedIn }, amountMicros: amount },
    unitMicros: convertedPrice(listed, rate),
    amountMicros: converted(amount, rate, currency),
    excessMicros: converted(excessOf(order, needText, listed, listedIn), rate, currency),
  }
}

type Candidate = Readonly<{ offer: CostOffer; order: BestOrder; rate: Conversion; expired: boolean; amount: bigint }>

/** An offer that holds before one that ran out; the cheaper one; the quicker one; and of equals always the same one. */
function better(a: Candidate, b: Candidate): boolean {
  if (a.expired !== b.expired) return b.expired
  if (a.amount !== b.amount) return a.amount < b.amount
  const [sooner, later] = [a.offer.leadTimeDays ?? Infinity, b.offer.leadTimeDays ?? Infinity]
  return sooner !== later ? sooner < later : a.offer.id < b.offer.id
}

function isValuable(
  gross: string,
  offers: readonly CostOffer[],
  listed: bigint | null,
  listedIn: string | null,
  inDollars: (from: string) => Conversion | null,
): boolean {
  const dear = (micros: bigint, currency: string) => {
    // Ten of any currency of this trade that is worth more than a dollar would still be less than that in dollars.
    if (micros <= valuableMicros / 2n) return false
    const rate = inDollars(currency)
    return rate !== null && convertedPrice(micros, rate) > valuableMicros
  }
  const [offer] = offers
  if (offer) {
    const at = priceAt(offer.breaks, gross) ?? offer.breaks[0]
    return at !== undefined && dear(BigInt(at.micros), offer.currency)
  }
  return listed !== null && listedIn !== null && dear(listed, listedIn)
}

const excessOf = (order: string, need: string, unit: bigint, currency: string): bigint =>
  lineAmount((parseMicros(order) ?? 0n) - (parseMicros(need) ?? 0n), unit, currency)

/** Decimal text to the millionth; what is finer than that is rounded up, as it has to be bought. */
function plain(decimal: Decimal): string {
  const { unscaled, scale } = trimDecimal(decimal)
  if (scale <= 6) return formatDecimal({ unscaled, scale })
  const over = 10n ** BigInt(scale - 6)
  return formatDecimal(trimDecimal({ unscaled: (unscaled + over - 1n) / over, scale: 6 }))
}

function ratesOf(conversions: readonly (Conversion | null)[]): CostRate[] {
  const all = conversions.flatMap((each) => each?.rates ?? [])
  const named = new Map(all.map((rate) => [`${rate.base}${rate.quote}${rate.day}`, rate]))
  return [...named.values()].map(({ base, quote, rate, day, source }) => ({ base, quote, rate, day, source }))
}

function summaryOf<L extends CostableLine>(parts: RollUp<L>['parts'], rates: readonly CostRate[]): CostSummary {
  const sums = { total: 0n, excess: 0n, consigned: 0n, current: 0n }
  const counts = { part: 0, priced: 0, current: 0, asRequired: 0, consigned: 0, expired: 0 }
  let slowest: { days: number; keys: string[] } | null = null
  for (const { demand, key, source, amountMicros, excessMicros, leadTimeDays } of parts) {
    if (demand.suppliedBy === 'brand') {
      counts.consigned += 1
      sums.consigned += amountMicros ?? 0n
      continue
    }
    if (source === 'asRequired') {
      counts.asRequired += 1
      continue
    }
    counts.part += 1
    if (amountMicros !== null) counts.priced += 1
    if (source === 'expired') counts.expired += 1
    if (source === 'offer') {
      counts.current += 1
      sums.current += amountMicros ?? 0n
    }
    sums.total += amountMicros ?? 0n
    sums.excess += excessMicros ?? 0n
    if (leadTimeDays === null) continue
    if (slowest === null || leadTimeDays > slowest.days) slowest = { days: leadTimeDays, keys: [key] }
    else if (leadTimeDays === slowest.days) slowest.keys.push(key)
  }
  return {
    totalMicros: sums.total,
    excessMicros: sums.excess,
    consignedMicros: sums.consigned,
    partCount: counts.part,
    pricedCount: counts.priced,
    asRequiredCount: counts.asRequired,
    consignedCount: counts.consigned,
    expiredCount: counts.expired,
    partsCovered: shareOf(BigInt(counts.priced), BigInt(counts.part)),
    valueCovered: shareOf(sums.current, sums.total),
    leadTimeDays: slowest?.days ?? null,
    slowest: slowest?.keys.slice(0, 3) ?? [],
    rates,
  }
}

/** Tenths of a percent, rounded down: 99.96 % is not all of it. Null of nothing. */
const shareOf = (part: bigint, whole: bigint): number | null => (whole === 0n ? null : Number((part * 1000n) / whole))

/** Per unit built, in millionths to the hundredth of a cent: 4 decimals, half up. */
export const perUnit = (totalMicros: bigint, quantity: string): bigint | null => {
  const units = parseMicros(quantity)
  return units === null || units <= 0n ? null : divideHalfUp(divideHalfUp(totalMicros * million, units), 100n) * 100n
}
