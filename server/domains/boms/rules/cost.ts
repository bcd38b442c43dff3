import type { PriceBreak } from '@/server/domains/parts/rules/price-breaks'

/** A rate a roll-up reckoned with: units of `quote` for one of `base`, of which day, from where. */
export type CostRate = Readonly<{ base: string; quote: string; rate: string; day: string; source: string }>

/**
 * What one part came to, as it is kept: unit price and amount in millionths of the roll-up's currency, null where no price
 * is known. `order` is decimal text. `key` is the same in every revision of the BOM; `label` is what people call it.
 */
export type CostLine = Readonly<{
  key: string
  label: string
  unitMicros: string | null
  amountMicros: string | null
  order: string
  source: PriceSource
  /** The offer of the library. */
  offerId: string | null
}>

/**
 * Where a price is from: an offer, an offer that has run out, the BOM line itself; or why there is none: nobody offers it,
 * no rate leads to the currency, the line's price names no currency, the line says "as required".
 */
export const priceSources = ['offer', 'expired', 'line', 'unpriced', 'noRate', 'noCurrency', 'asRequired'] as const
export type PriceSource = (typeof priceSources)[number]

/** A price in one currency, in millionths. */
export type Price = Readonly<{ micros: bigint; currency: string }>

/** One part of a build with its price. Quantities are decimal text, amounts millionths of whole smallest coins. */
export type CostedPart = Readonly<{
  key: string
  source: PriceSource
  /** What the build takes, with losses, and what is ordered for it. */
  gross: string
  need: string
  order: string
  offerId: string | null
  /** The break the order reaches, the one above it, and how much a piece changes there: tenths of a percent. */
  break: PriceBreak | null
  next: PriceBreak | null
  nextChange: number | null
  /** More is ordered than the packs ask for, because it costs less. */
  boughtUp: boolean
  /** As it is asked for, and in the currency of the roll-up. */
  asked: Readonly<{ unit: Price; amountMicros: bigint }> | null
  unitMicros: bigint | null
  amountMicros: bigint | null
  /** Of the amount: what is left over after the build. */
  excessMicros: bigint | null
  leadTimeDays: number | null
  validUntil: string | null
}>

/** All of one build. What the brand brings itself is summed apart and is not in `totalMicros`. */
export type CostSummary = Readonly<{
  totalMicros: bigint
  excessMicros: bigint
  consignedMicros: bigint
  /** Parts somebody has to buy; lines "as required" cannot be priced and are told apart. */
  partCount: number
  pricedCount: number
  asRequiredCount: number
  consignedCount: number
  expiredCount: number
  /** How much of the parts, and of the money, current offers stand behind: tenths of a percent. */
  partsCovered: number | null
  valueCovered: number | null
  leadTimeDays: number | null
  /** The parts that take so long. */
  slowest: readonly string[]
  rates: readonly CostRate[]
}>
