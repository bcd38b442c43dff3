import type { CostLine } from './cost'

/** What became different about one part between two roll-ups; `before` or `after` is null where it is not in that one. */
export type CostChange = Readonly<{
  key: string
  label: string
  before: CostLine | null
  after: CostLine | null
  price: boolean
  offer: boolean
  order: boolean
  /** How much more is paid now, in millionths; a part without a price counts nothing. */
  deltaMicros: bigint
}>

const paid = (line: CostLine | null | undefined): bigint => BigInt(line?.amountMicros ?? '0')
const size = (micros: bigint): bigint => (micros < 0n ? -micros : micros)

/** The differences between two roll-ups in the same currency, what weighs most first. Deltas add up to that of the totals. */
export function costChanges(before: readonly CostLine[], after: readonly CostLine[]): CostChange[] {
  const earlier = new Map(before.map((line) => [line.key, line]))
  const later = new Map(after.map((line) => [line.key, line]))
  const pair = (was: CostLine | null, is: CostLine | null): CostChange => ({
    key: (is ?? was)?.key ?? '',
    label: (is ?? was)?.label ?? '',
    before: was,
    after: is,
    price: was?.unitMicros !== is?.unitMicros,
    offer: was?.offerId !== is?.offerId || was?.source !== is?.source,
    order: was?.order !== is?.order,
    deltaMicros: paid(is) - paid(was),
  })
  return [
    ...after.map((line) => pair(earlier.get(line.key) ?? null, line)),
    ...before.filter(({ key }) => !later.has(key)).map((line) => pair(line, null)),
  ]
    .filter(({ price, offer, order, deltaMicros }) => price || offer || order || deltaMicros !== 0n)
    .toSorted((a, b) => {
      const [left, right] = [size(a.deltaMicros), size(b.deltaMicros)]
      return left === right ? (a.label < b.label ? -1 : 1) : left > right ? -1 : 1
    })
}
