import { listOffers } from '@/server/domains/parts/queries/list-offers'
import { manufacturerPartKey } from '@/server/domains/parts/rules/part-keys'
import type { MemberCtx } from '@/server/platform/context'
import type { CostCurrency } from '../rules/cost-choices'
import type { SubstitutePart } from '../rules/alternates'
import type { CostedPart } from '../rules/cost'
import { demandOfLine } from '../rules/cost-demands'
import { costBasis } from './cost-basis'

type Asked = Readonly<{ revisionId: string; lineId: string; proposed: SubstitutePart; quantity: string }>

/** Prices in millionths of `currency`; null where none is known. */
export type SubstituteCost = Readonly<{
  quantity: string
  currency: CostCurrency
  before: SubstitutePrice
  after: SubstitutePrice
  /** How much more the line costs in the whole build; null where either price is not known. */
  deltaMicros: bigint | null
}>
export type SubstitutePrice = Pick<CostedPart, 'source' | 'unitMicros' | 'amountMicros'>

/**
 * What the part of a line costs in a build of so many, and what another would in its place, by the offers of the brand's own
 * library: for those of the brand alone. Null where the build takes none of the line. Errors: `products.grantNeeded`.
 */
export async function substituteCost(
  ctx: MemberCtx,
  { revisionId, lineId, proposed, quantity }: Asked,
): Promise<SubstituteCost | null> {
  const { access, currency, nodesAt, priced } = await costBasis(ctx, { revisionId, variant: null, currency: null })
  const demand = demandOfLine(nodesAt(quantity), lineId)
  if (demand === null) return null
  const key = manufacturerPartKey(proposed.mpn, proposed.manufacturer)
  const makerPartKeys = proposed.mpn.trim() === '' ? [] : [key]
  const { byMakerPart } = await listOffers(ctx, { orgId: access.orgId, partIds: [], makerPartKeys })
  // The price on the line is of the part that stands there.
  const unpriced = { ...demand.line, unitPriceMicros: null, unitPriceCurrency: null }
  const substitute = { ...demand, line: unpriced, lines: [unpriced] }
  const [before] = priced([demand], quantity).parts.map(priceOf)
  const [after] = priced([substitute], quantity, () => byMakerPart.get(key) ?? []).parts.map(priceOf)
  if (!before || !after) return null
  const known = before.amountMicros !== null && after.amountMicros !== null
  const deltaMicros = known ? (after.amountMicros ?? 0n) - (before.amountMicros ?? 0n) : null
  return { quantity, currency, before, after, deltaMicros }
}

const priceOf = ({ source, unitMicros, amountMicros }: CostedPart): SubstitutePrice => ({
  source,
  unitMicros,
  amountMicros,
})
