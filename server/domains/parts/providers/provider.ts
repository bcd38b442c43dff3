import type { ComplianceState, PartLifecycle } from '../lifecycle'
import type { Currency } from '../rules/currencies'
import type { MslLevel } from '../rules/limits'
import type { PriceBreak } from '../rules/price-breaks'

/** An offer as a source of parts data tells it. Prices in millionths of the currency, quantities as decimal text. */
export type OfferFacts = Readonly<{
  supplier: string
  sku: string
  url: string
  currency: Currency
  breaks: readonly PriceBreak[]
  moq: string | null
  multiple: string | null
  leadTimeDays: number | null
}>

/** What a source says of one maker's part; what it does not say is absent. */
export type PartFacts = Readonly<{
  mpn: string
  manufacturer: string
  description?: string
  package?: string
  lifecycle?: PartLifecycle
  lastTimeBuy?: string
  msl?: MslLevel
  rohs?: ComplianceState
  reach?: ComplianceState
  datasheet?: string
  offers: readonly OfferFacts[]
}>

/** A source of parts data. `find` answers with what it knows of a part, nothing where it knows none; throws ProviderFailure. */
export type PartsProvider = Readonly<{
  /** As people call it: `LCSC`. */
  name: string
  find: (mpn: string, manufacturer: string) => Promise<readonly PartFacts[]>
}>

/** Why a source gave no answer; each is a sentence of the `errors` namespace (`parts.provider…`). */
export const providerFaults = ['unreachable', 'refused', 'busy', 'unusable'] as const
export type ProviderFault = (typeof providerFaults)[number]
export class ProviderFailure extends Error {
  constructor(
    readonly provider: string,
    readonly fault: ProviderFault,
  ) {
    super(`${provider}: ${fault}`)
    this.name = 'ProviderFailure'
  }
}
