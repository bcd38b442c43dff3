import { addDecimals, type Decimal } from '@/server/kernel/decimal'
import type { SuppliedBy } from '../lifecycle'
import { lineIdentity, type ExplodedNode, type StructureLine } from './explode'
import type { LossyLine } from './line-loss'

/** What of a line its cost depends on. The price is the line's own, in millionths. */
export type CostableLine = StructureLine &
  LossyLine &
  Readonly<{
    suppliedBy: SuppliedBy
    packMultiple: string | null
    unitPriceMicros: string | null
    unitPriceCurrency: string | null
  }>

/** One part of a build, from every line that one side brings. */
export type CostDemand<L extends CostableLine = CostableLine> = Readonly<{
  key: string
  /** The line that says most: a loss of its own, a price of its own, else the first. */
  line: L
  pricedBy: L
  suppliedBy: SuppliedBy
  gross: Decimal
  asRequired: boolean
  lineCount: number
}>

const zero: Decimal = { unscaled: 0n, scale: 0 }
const saysLoss = ({ attritionPct, attritionExtra, packMultiple }: CostableLine): boolean =>
  attritionPct !== null || attritionExtra !== null || packMultiple !== null

/**
 * The parts somebody has to buy for a build, in the order of first use: the same part on several lines is bought at once,
 * unless one side brings some of it and the other the rest. What is built, passed through, used up or left out is not.
 */
export function demandsOf<L extends CostableLine>(nodes: readonly ExplodedNode<L>[]): CostDemand<L>[] {
  type Growing = { -readonly [K in keyof CostDemand<L>]: CostDemand<L>[K] }
  const demands = new Map<string, Growing>()
  const keys = new Map<L, string>()
  for (const { line, role, quantity } of nodes) {
    if (role !== 'buy') continue
    let key = keys.get(line)
    if (key === undefined) keys.set(line, (key = demandKey(line)))
    const found = demands.get(key)
    const gross = quantity ?? zero
    if (found === undefined) {
      const { suppliedBy } = line
      demands.set(key, {
        ...{ key, line, pricedBy: line, suppliedBy, gross },
        asRequired: quantity === null,
        lineCount: 1,
      })
      continue
    }
    found.gross = addDecimals(found.gross, gross)
    found.lineCount += 1
    if (quantity === null) found.asRequired = true
    if (!saysLoss(found.line) && saysLoss(line)) found.line = line
    if (found.pricedBy.unitPriceMicros === null && line.unitPriceMicros !== null) found.pricedBy = line
  }
  return [...demands.values()]
}

const demandKey = (line: CostableLine): string =>
  line.suppliedBy === 'brand' ? `brand ${lineIdentity(line)}` : lineIdentity(line)
