import type { MemberCtx } from '@/server/platform/context'
import type { CostAtQuantities, CostBuild, CostRollUp } from '../inputs'
import type { CostShow } from '../rules/cost-choices'
import type { CostLine, CostSummary } from '../rules/cost'
import { partLabel } from '../rules/cost-demands'
import { perUnit } from '../rules/roll-up'
import { costBasis, type CostBasis, type PricedRollUp } from './cost-basis'

type Part = PricedRollUp['parts'][number]

/** One part of a roll-up as it is shown. Amounts are millionths; `break`, `next` and `asked` in the offer's currency. */
export type CostRow = Omit<Part, 'demand' | 'offerId'> &
  Readonly<{
    label: string
    mpn: string
    manufacturer: string
    ipn: string
    value: string
    package: string
    name: string
    uom: string
    refs: string
    lineId: string
    lineCount: number
    suppliedBy: 'factory' | 'brand'
    /** Who sells it, for the brand alone. */
    supplier: string
    sku: string
  }>

const longestRefs = 300

/**
 * What a build of a revision costs, part by part, dearest first, at the brand's prices. Only for those who may see
 * prices; a partner sees the prices and not who sells.
 *
 * @throws DomainError `products.grantNeeded`, `boms.variantNotFound`, and what `explode` refuses
 */
export async function costRollUp(ctx: MemberCtx, input: CostRollUp) {
  const basis = await costBasis(ctx, input)
  const { parts, summary } = basis.rollUpAt(input.quantity)
  const shown = parts.filter(among(input.show))
  return {
    ...totalsOf(basis, summary, input.quantity),
    summary,
    /** What the slowest parts are called. */
    slowest: parts.filter(({ key }) => summary.slowest.includes(key)).map(({ demand }) => partLabel(demand.line)),
    owner: basis.access.owner,
    matching: shown.length,
    rows: shown.toSorted(dearestFirst).slice(0, input.limit).map(rowOf(basis)),
  }
}
export type CostAnswer = Awaited<ReturnType<typeof costRollUp>>

/** The same build at several quantities, totals alone. */
export async function costAtQuantities(ctx: MemberCtx, input: CostAtQuantities) {
  const basis = await costBasis(ctx, input)
  return input.quantities.map((quantity) => {
    const { summary } = basis.rollUpAt(quantity)
    return { ...totalsOf(basis, summary, quantity), summary }
  })
}

const totalsOf = ({ currency }: CostBasis, { totalMicros }: CostSummary, quantity: string) => ({
  quantity,
  currency,
  unitMicros: perUnit(totalMicros, quantity),
})

/** Every part in the order of first use, for files and for keeping. */
export async function wholeRollUp(ctx: MemberCtx, input: CostBuild) {
  const basis = await costBasis(ctx, input)
  const { parts, summary } = basis.rollUpAt(input.quantity)
  return { basis, summary, parts }
}

/** What is bought, as it is kept and compared: what the brand brings itself is in no total. */
export const costLines = (parts: readonly Part[]): CostLine[] =>
  parts
    .filter(({ demand }) => demand.suppliedBy === 'factory')
    .map(({ key, demand, unitMicros, amountMicros, order, source, offerId }) => ({
      ...{ key, label: partLabel(demand.line), order, source, offerId },
      unitMicros: unitMicros === null ? null : String(unitMicros),
      amountMicros: amountMicros === null ? null : String(amountMicros),
    }))

const among =
  (show: CostShow) =>
  ({ amountMicros, source, demand }: Part): boolean => {
    switch (show) {
      case 'all':
        return true
      case 'unpriced':
        return amountMicros === null && demand.suppliedBy === 'factory'
      case 'expired':
        return source === 'expired'
      case 'consigned':
        return demand.suppliedBy === 'brand'
    }
  }

/** Parts without a price last: a filter leads to them. */
export function dearestFirst(a: Part, b: Part): number {
  const [left, right] = [a.amountMicros ?? -1n, b.amountMicros ?? -1n]
  return left === right ? 0 : left > right ? -1 : 1
}

export function rowOf({ access, offersOf }: CostBasis): (part: Part) => CostRow {
  return ({ demand, offerId, ...costed }) => {
    const { line, lines, suppliedBy } = demand
    const offer = access.owner && offerId !== null ? offersOf(line).find(({ id }) => id === offerId) : undefined
    const refs = lines
      .map((each) => each.refs)
      .filter(Boolean)
      .join(', ')
    return {
      ...costed,
      label: partLabel(line),
      ...{ mpn: line.mpn, manufacturer: line.manufacturer, ipn: line.ipn, value: line.value },
      ...{ package: line.package || line.footprint, name: line.name, uom: line.uom, lineId: line.id },
      refs: refs.length > longestRefs ? `${refs.slice(0, longestRefs)}…` : refs,
      lineCount: lines.length,
      suppliedBy,
      supplier: offer?.supplier ?? '',
      sku: offer?.sku ?? '',
    }
  }
}
