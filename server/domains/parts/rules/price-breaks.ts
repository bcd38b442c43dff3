import { divideHalfUp, microsText, million, parseMicros, roundUpTo, toMinorUnit } from '@/server/kernel/micros'

/** From `min` pieces on (decimal text), a piece costs `micros` millionths of the currency (integer text, exact in JSON). */
export type PriceBreak = Readonly<{ min: string; micros: string }>

/** What a supplier asks, as far as the arithmetic goes. `moq` and `multiple` are decimal text; null = from one, by one. */
export type PricedOffer = Readonly<{
  currency: string
  breaks: readonly PriceBreak[]
  moq: string | null
  multiple: string | null
}>

/** A purchase: what to order (decimal text), at which break, for how much. Amounts in millionths, whole minor units. */
export type Order = Readonly<{ quantity: string; break: PriceBreak; amountMicros: bigint }>

/**
 * `best` is never dearer than `naive`, which orders the least that covers the need. `boughtUp` says that more is ordered
 * because it costs less. `next` is the break above, if there is one.
 */
export type BestOrder = Readonly<{ best: Order; naive: Order; boughtUp: boolean; next: PriceBreak | null }>

type Tier = Readonly<{ min: bigint; micros: bigint; break: PriceBreak }>

/** Worked out once per offer, which is asked at several quantities. */
const known = new WeakMap<readonly PriceBreak[], readonly Tier[]>()
function tiersOf(breaks: readonly PriceBreak[]): readonly Tier[] {
  const found = known.get(breaks)
  if (found) return found
  const made = readTiers(breaks)
  known.set(breaks, made)
  return made
}

/** Ascending; breaks that are no numbers count as not offered. */
function readTiers(breaks: readonly PriceBreak[]): readonly Tier[] {
  const tiers = breaks.flatMap((step) => {
    const min = parseMicros(step.min)
    if (min === null || min < 0n || !/^\d{1,30}$/.test(step.micros)) return []
    return [{ min, micros: BigInt(step.micros), break: step }]
  })
  return tiers.every(({ min }, index) => index === 0 || (tiers[index - 1]?.min ?? 0n) <= min)
    ? tiers
    : tiers.toSorted((a, b) => (a.min < b.min ? -1 : a.min > b.min ? 1 : 0))
}

const tierAt = (tiers: readonly Tier[], quantity: bigint): Tier | undefined =>
  tiers.findLast(({ min }) => min <= quantity)

/** The break with the largest `min` that `quantity` (decimal text) reaches; null below the first one. */
export function priceAt(breaks: readonly PriceBreak[], quantity: string): PriceBreak | null {
  const asked = parseMicros(quantity)
  return asked === null ? null : (tierAt(tiersOf(breaks), asked)?.break ?? null)
}

/** The first break that costs more per piece than the one before it: allowed, and worth a warning. */
export function risingBreak(breaks: readonly PriceBreak[]): PriceBreak | null {
  const tiers = tiersOf(breaks)
  return tiers.find(({ micros }, index) => index > 0 && micros > (tiers[index - 1]?.micros ?? micros))?.break ?? null
}

/** `quantity` millionths of a piece at `unit` millionths of the currency each, to its smallest coin, half up. */
export const lineAmount = (quantity: bigint, unit: bigint, currency: string): bigint =>
  toMinorUnit(divideHalfUp(quantity * unit, million), currency)

/** How much cheaper (negative) or dearer a piece is at one break than at another: tenths of a percent, half up. */
export function breakChange(from: PriceBreak, to: PriceBreak): number | null {
  const before = BigInt(from.micros)
  return before === 0n ? null : Number(divideHalfUp((BigInt(to.micros) - before) * 1000n, before))
}

/**
 * What to order for a need (decimal text, attrition included): `max(need, MOQ)` up to the multiple, or one of the larger
 * breaks where the whole costs less (planning.md §1). A need of zero orders nothing. Null where nothing is offered. Below
 * the first break the least that can be had is ordered.
 */
export function bestOrder(need: string, offer: PricedOffer): BestOrder | null {
  const wanted = parseMicros(need)
  const tiers = tiersOf(offer.breaks)
  const [first] = tiers
  if (wanted === null || wanted < 0n || first === undefined) return null
  // Texts are made of what is chosen alone: there may be a hundred thousand offers.
  const told = (quantity: bigint, { break: at }: Tier, amountMicros: bigint): Order => ({
    quantity: microsText(quantity),
    break: at,
    amountMicros,
  })
  if (wanted === 0n) {
    const none = told(0n, first, 0n)
    return { best: none, naive: none, boughtUp: false, next: null }
  }
  const amountOf = (quantity: bigint, { micros }: Tier) => lineAmount(quantity, micros, offer.currency)
  const step = positive(offer.multiple) ?? 1n
  const orderable = (quantity: bigint) => roundUpTo(quantity, step)
  const least = orderable(larger(larger(wanted, positive(offer.moq) ?? 0n), first.min))
  const leastTier = tierAt(tiers, least) ?? first
  const leastAmount = amountOf(least, leastTier)
  let best = { quantity: least, tier: leastTier, amount: leastAmount }
  for (const tier of tiers) {
    if (tier.min <= least) continue
    const quantity = orderable(tier.min)
    const reached = tierAt(tiers, quantity) ?? tier
    const amount = amountOf(quantity, reached)
    if (amount < best.amount) best = { quantity, tier: reached, amount }
  }
  const next = tiers.find(({ min }) => min > best.quantity)?.break ?? null
  const naive = told(least, leastTier, leastAmount)
  const boughtUp = best.quantity > least
  return { best: boughtUp ? told(best.quantity, best.tier, best.amount) : naive, naive, boughtUp, next }
}

const larger = (a: bigint, b: bigint): bigint => (a > b ? a : b)

function positive(text: string | null): bigint | null {
  const read = text === null ? null : parseMicros(text)
  return read !== null && read > 0n ? read : null
}
