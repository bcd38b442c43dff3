import type { AlternateState, PartLifecycle } from '../lifecycle'

type Source = Readonly<{
  status: AlternateState
  lifecycle: PartLifecycle
  lastTimeBuy: string | null
  effectiveFrom: string | null
}>

const gravity: readonly PartLifecycle[] = ['unknown', 'active', 'nrnd', 'eol', 'obsolete']
/** The one of two that needs more care; what is not known weighs least. */
export const graver = (a: PartLifecycle, b: PartLifecycle): PartLifecycle =>
  gravity.indexOf(a) >= gravity.indexOf(b) ? a : b

/** Whether a maker's part may be bought on a day (`2026-03-31`). */
export const isEffective = (
  { status, effectiveFrom }: Pick<Source, 'status' | 'effectiveFrom'>,
  day: string,
): boolean => status === 'approved' && (effectiveFrom === null || effectiveFrom <= day)

/** What of a part needs care. */
export type PartStanding = Readonly<{
  /** The gravest word of the part itself and of what may be bought for it. */
  lifecycle: PartLifecycle
  /** The nearest last day of orders among them. */
  lastTimeBuy: string | null
  approved: number
}>

/** How a part stands on a day, from itself and its approved list. */
export function standingOf(
  part: Pick<Source, 'lifecycle' | 'lastTimeBuy'>,
  sources: readonly Source[],
  day: string,
): PartStanding {
  const bought = sources.filter((source) => isEffective(source, day))
  const all = [part, ...bought]
  const days = all.flatMap(({ lastTimeBuy }) => (lastTimeBuy === null ? [] : [lastTimeBuy])).toSorted()
  return {
    lifecycle: all.map(({ lifecycle }) => lifecycle).reduce(graver),
    lastTimeBuy: days.find((each) => each >= day) ?? days.at(-1) ?? null,
    approved: bought.length,
  }
}

/** Whether a price still counts on a day; one without an end counts until it is replaced. */
export const isPriceValid = ({ validUntil }: Readonly<{ validUntil: string | null }>, day: string): boolean =>
  validUntil === null || validUntil >= day
