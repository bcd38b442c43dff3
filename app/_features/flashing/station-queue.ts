import type { ReportOutcome } from '@/server/domains/flashing/commands/report-results'

/** A device as the station says it; `at` in ISO 8601. */
export type StationUnit = Readonly<{
  serial: string
  station: string
  at: string
  outcome: 'PASS' | 'FAIL'
  sha256: string
  note: string
}>
type Refusal = ReportOutcome['refused'][number]
/** What the portal does not keep, with why. */
export type RefusedUnit = Readonly<{ unit: StationUnit; code: Refusal['code']; said: string }>

const atOnce = 200
/** A key for every device and time. */
export const keyOf = ({ serial, station, at }: StationUnit): string => JSON.stringify([serial, station, at])
export const inOrder = (units: readonly StationUnit[]): StationUnit[] =>
  units.toSorted((a, b) => (a.at < b.at ? -1 : 1))

/**
 * What is sent next. What the portal found to be of the future does not stand in the way of the rest; with `again` it
 * follows, the earliest first: that is the first whose time comes.
 */
export function nextBatch(
  waiting: readonly StationUnit[],
  ahead: ReadonlySet<string>,
  again: boolean,
): readonly StationUnit[] {
  const news = waiting.filter((unit) => !ahead.has(keyOf(unit)))
  const rest = again ? inOrder(waiting.filter((unit) => ahead.has(keyOf(unit)))) : []
  return [...news, ...rest].slice(0, atOnce)
}

/**
 * What became of each of a batch: on record, of the future by the clock of the portal and to be sent again, or refused for
 * good. What stood twice in the batch is answered by its twin.
 */
export function answered(sent: readonly StationUnit[], refusals: readonly Refusal[]) {
  const kept: StationUnit[] = []
  const ahead: StationUnit[] = []
  const refused: RefusedUnit[] = []
  for (const [index, unit] of sent.entries()) {
    const refusal = refusals.find(({ row }) => row === index + 1)
    if (refusal?.code === 'future') ahead.push(unit)
    else if (refusal && refusal.code !== 'repeated')
      refused.push({ unit, code: refusal.code, said: refusal.said || unit.serial })
    else if (!refusal) kept.push(unit)
  }
  return { kept, ahead, refused }
}
