import type { ManufacturerPartFields, SupplierPartFields } from '../inputs'
import type { PartFacts } from '../providers/provider'
import { breaksText } from './break-cells'
import { isQuantity, tidyQuantity } from './check-breaks'
import { supplierPartKey } from './part-keys'
import type { PriceBreak } from './price-breaks'

/** What a source can say of a maker's part. */
export const factFields = ['package', 'lifecycle', 'lastTimeBuy', 'msl', 'rohs', 'reach', 'datasheet'] as const
export type FactField = (typeof factFields)[number]
export type Facts = Partial<Pick<ManufacturerPartFields, FactField>>
type Offer = Omit<SupplierPartFields, 'manufacturerPartId'>

/** One cell that a source says otherwise; texts as they stand, blank where nothing is known. */
export type FactChange = Readonly<{ field: FactField; from: string; to: string }>
export type OfferField = 'url' | 'currency' | 'breaks' | 'moq' | 'multiple' | 'leadTimeDays'
export type OfferChange = Readonly<{
  offer: Offer
  replaces: Readonly<{ supplierPartId: string; version: number }> | null
  changes: readonly Readonly<{ field: OfferField; from: string; to: string }>[]
}>
export type FactsProposal = Readonly<{
  mpn: string
  manufacturer: string
  facts: Facts
  changes: readonly FactChange[]
  offers: readonly OfferChange[]
}>

type StoredSource = Readonly<Record<FactField, string | null>>
type StoredOffer = Readonly<{
  id: string
  version: number
  key: string
  supplier: string
  sku: string
  url: string
  currency: string
  breaks: readonly PriceBreak[]
  moq: string | null
  multiple: string | null
  leadTimeDays: number | null
  pricedOn: string | null
  validUntil: string | null
}>

/** What a source says against what is stored: only cells it speaks of and that would differ. */
export function proposeFacts(source: StoredSource, stored: readonly StoredOffer[], facts: PartFacts): FactsProposal {
  const { mpn, manufacturer, offers, description: _, ...said } = facts
  const known: Facts = said
  const changes = factFields.flatMap((field): FactChange[] => {
    const to = known[field]
    const from = source[field] ?? ''
    return to === undefined || to === null || to === 'unknown' || to === from ? [] : [{ field, from, to }]
  })
  return {
    mpn,
    manufacturer,
    facts: Object.fromEntries(changes.map(({ field }) => [field, known[field]])),
    changes,
    offers: offers.flatMap((each): OfferChange[] => {
      const before = stored.find(({ key }) => key === supplierPartKey(each.supplier, each.sku))
      const quantity = (text: string | null) => (text !== null && isQuantity(text) ? tidyQuantity(text) : null)
      const offer: Offer = {
        ...each,
        breaks: [...each.breaks],
        moq: quantity(each.moq),
        multiple: quantity(each.multiple),
        // A price just read was given today; until when it holds, nobody said.
        pricedOn: null,
        validUntil: null,
      }
      const [old, now] = [before ? cells(before) : null, cells(offer)]
      const differs = (Object.keys(now) as OfferField[]).flatMap((field) =>
        (old?.[field] ?? '') === now[field] || now[field] === ''
          ? []
          : [{ field, from: old?.[field] ?? '', to: now[field] }],
      )
      if (differs.length === 0) return []
      const replaces = before ? { supplierPartId: before.id, version: before.version } : null
      return [{ offer: before ? keeping(before, offer) : offer, replaces, changes: differs }]
    }),
  }
}

/** An offer over the one it takes the place of: what the source does not say stays. */
const keeping = (before: StoredOffer, now: Offer): Offer => ({
  ...now,
  supplier: before.supplier,
  sku: before.sku,
  url: now.url === '' ? before.url : now.url,
  breaks: now.breaks.length === 0 ? [...before.breaks] : now.breaks,
  moq: now.moq ?? (before.moq === null ? null : tidyQuantity(before.moq)),
  multiple: now.multiple ?? (before.multiple === null ? null : tidyQuantity(before.multiple)),
  leadTimeDays: now.leadTimeDays ?? before.leadTimeDays,
})

const cells = ({
  url,
  currency,
  breaks,
  moq,
  multiple,
  leadTimeDays,
}: Pick<StoredOffer, 'url' | 'currency' | 'breaks' | 'moq' | 'multiple' | 'leadTimeDays'>): Record<
  OfferField,
  string
> => ({
  url,
  currency,
  breaks: breaksText(breaks),
  moq: moq === null ? '' : tidyQuantity(moq),
  multiple: multiple === null ? '' : tidyQuantity(multiple),
  leadTimeDays: leadTimeDays === null ? '' : String(leadTimeDays),
})
