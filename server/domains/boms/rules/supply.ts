import { parseMicros } from '@/server/kernel/micros'

/** Who a line is bought by, or that it is not placed. */
export const supplies = ['factory', 'brand', 'dnp'] as const
export type Supply = (typeof supplies)[number]

/** One sending of the parts of a line, as far as counting goes. Decimal text; null while nobody has counted it. */
export type Sending = Readonly<{ quantity: string; receivedQuantity: string | null }>

/** Millionths of a piece. `short` is what the build still wants of what has not arrived; what is on its way counts apart. */
export type SupplyStanding = Readonly<{
  need: bigint
  received: bigint
  inTransit: bigint
  short: bigint
  /** What would be missing even after everything on its way has arrived in full. */
  unsent: bigint
}>

/** `need` in millionths. Only what was counted has arrived: parts are short until somebody says they are there. */
export function standingOf(need: bigint, sendings: readonly Sending[]): SupplyStanding {
  let [received, inTransit] = [0n, 0n]
  for (const { quantity, receivedQuantity } of sendings) {
    if (receivedQuantity === null) inTransit += parseMicros(quantity) ?? 0n
    else received += parseMicros(receivedQuantity) ?? 0n
  }
  const missing = (have: bigint) => (need > have ? need - have : 0n)
  return { need, received, inTransit, short: missing(received), unsent: missing(received + inTransit) }
}
