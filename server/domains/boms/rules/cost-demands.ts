import { addDecimals, type Decimal } from '@/server/kernel/decimal'
import type { SuppliedBy } from '../lifecycle'
import { lineIdentities, type ExplodedNode, type StructureLine } from './explode'
import type { StatedLoss } from './losses'

/** What of a line its cost depends on. The price is the line's own, in millionths. */
export type CostableLine = StructureLine &
  StatedLoss &
  Readonly<{
    mount: string
    suppliedBy: SuppliedBy
    unitPriceMicros: string | null
    unitPriceCurrency: string | null
  }>

/** One part of a build, from every line of it that one side brings. */
export type CostDemand<L extends CostableLine = CostableLine> = Readonly<{
  key: string
  suppliedBy: SuppliedBy
  gross: Decimal
  /** No line of it says how much. */
  asRequired: boolean
  /** The line it is first asked for on, and all of them. */
  line: L
  lines: readonly L[]
}>

const zero: Decimal = { unscaled: 0n, scale: 0 }

/**
 * What somebody has to bring to a build, in the order of the lines: everything that is bought, and assemblies the brand
 * brings whole, of whose parts nobody buys any. What is built, passed through, used up or left out is not.
 */
export function broughtNodes<L extends StructureLine>(
  nodes: readonly ExplodedNode<L>[],
  isBrands: (line: L) => boolean,
): ExplodedNode<L>[] {
  const whole = new Set<number>()
  return nodes.filter(({ line, role, parent }, index) => {
    if (whole.has(parent)) {
      whole.add(index)
      return false
    }
    if (role !== 'make' || !isBrands(line)) return role === 'buy'
    whole.add(index)
    return true
  })
}

/**
 * The parts of a build in the order of first use: the same part on several lines is bought at once, unless one side
 * brings some of it and the other the rest.
 */
export function demandsOf<L extends CostableLine>(nodes: readonly ExplodedNode<L>[]): CostDemand<L>[] {
  type Growing = { -readonly [K in keyof CostDemand<L>]: CostDemand<L>[K] } & { lines: L[] }
  const demands = new Map<string, Growing>()
  const identityOf = lineIdentities()
  for (const { line, quantity } of broughtNodes(nodes, ({ suppliedBy }) => suppliedBy === 'brand')) {
    const identity = identityOf(line)
    const key = line.suppliedBy === 'brand' ? `brand ${identity}` : identity
    const found = demands.get(key)
    if (found === undefined) {
      const { suppliedBy } = line
      demands.set(key, { key, suppliedBy, line, lines: [line], gross: quantity ?? zero, asRequired: quantity === null })
      continue
    }
    found.lines.push(line)
    if (quantity === null) continue
    found.gross = addDecimals(found.gross, quantity)
    found.asRequired = false
  }
  return [...demands.values()]
}

/** The part of one line alone, wherever the build takes that line; null where it takes none of it. */
export function demandOfLine<L extends CostableLine>(
  nodes: readonly ExplodedNode<L>[],
  lineId: string,
): CostDemand<L> | null {
  const [first, ...rest] = demandsOf(nodes.filter(({ line, role }) => line.id === lineId && role === 'buy'))
  return first && rest.length === 0 ? first : null
}

/** What people call a part: the maker's number, else one's own, else what it is. */
export const partLabel = ({
  mpn,
  ipn,
  value,
  name,
  refs,
}: Pick<StructureLine, 'mpn' | 'ipn' | 'value' | 'name' | 'refs'>): string =>
  mpn || ipn || [name, value].filter(Boolean).join(' ') || refs
