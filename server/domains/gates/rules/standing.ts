import type { Phase } from '@/server/domains/products/rules'
import type { GateState } from '../lifecycle'
import { gatedPhases, isBefore, isGated, type GatedPhase, type GatePart } from './criterion'

export const evidenceResults = ['met', 'notMet'] as const
export type EvidenceResult = (typeof evidenceResults)[number]

/** How one criterion stands: `expired` was waived until a day that is over, and is open again. */
export const itemStandings = ['met', 'waived', 'notMet', 'expired', 'open'] as const
export type ItemStanding = (typeof itemStandings)[number]

/** `lane` is the factory an entry lies with, or null for the brand's own. */
export type EvidenceEntry = Readonly<{ lane: string | null; result: EvidenceResult; at: Date }>
export type WaiverTerm = Readonly<{ expiresAt: Date; withdrawnAt: Date | null }>

export type Judged = Readonly<{
  /** What the portal found out, where it is asked to; null where people bring evidence. */
  check: Readonly<{ met: boolean }> | null
  /** Oldest first. */
  entries: readonly EvidenceEntry[]
  waivers: readonly WaiverTerm[]
}>

/** The newest entry of each lane: it counts. */
export function newestEntries<E extends EvidenceEntry>(entries: readonly E[]): E[] {
  const newest = new Map<string | null, E>()
  for (const entry of entries) newest.set(entry.lane, entry)
  return [...newest.values()]
}

/**
 * How a criterion stands now. What the portal looks up decides by itself. Otherwise the newest word of everyone who gave
 * evidence counts, and one that says no outweighs the rest. A waiver covers what is not met, until it ends.
 */
export function itemStanding({ check, entries, waivers }: Judged, now: Date): ItemStanding {
  const newest = newestEntries(entries)
  const met = check ? check.met : newest.length > 0 && newest.every(({ result }) => result === 'met')
  if (met) return 'met'
  const granted = waivers.filter(({ withdrawnAt }) => withdrawnAt === null)
  if (granted.some(({ expiresAt }) => expiresAt > now)) return 'waived'
  if (granted.length > 0) return 'expired'
  return check || newest.length > 0 ? 'notMet' : 'open'
}

export type StandingItem = Readonly<{ part: GatePart; mandatory: boolean; standing: ItemStanding }>
export const isCleared = ({ mandatory, standing }: Omit<StandingItem, 'part'>): boolean =>
  !mandatory || standing === 'met' || standing === 'waived'

/** Mandatory criteria that keep a gate, or one part of it, closed. */
export const blocking = <I extends StandingItem>(items: readonly I[], part?: GatePart): I[] =>
  items.filter((item) => (part === undefined || item.part === part) && !isCleared(item))

/** Mandatory criteria that only a waiver covers. */
export const conditions = <I extends StandingItem>(items: readonly I[]): I[] =>
  items.filter(({ mandatory, standing }) => mandatory && standing === 'waived')

/** A gate in short, as moving a product on asks for it. */
export type GateBrief = Readonly<{
  phase: GatedPhase
  state: GateState
  /** Mandatory entry criteria that are not met or waived. */
  entryOpen: number
  /** Mandatory criteria of both parts that are not met or waived. */
  open: number
}>

/** Passed on conditions of which one ended unmet: as good as open. */
export const isLapsed = ({ state, open }: Pick<GateBrief, 'state' | 'open'>): boolean =>
  state === 'conditional' && open > 0

/** Whether the phase of a gate is behind it. */
export const isThrough = (gate: Pick<GateBrief, 'state' | 'open'>): boolean =>
  gate.state === 'passed' || (gate.state === 'conditional' && !isLapsed(gate))

/** Why a product cannot move on without somebody taking the risk. */
export type Obstacle = Readonly<
  | { kind: 'notPlanned'; phase: GatedPhase }
  | { kind: 'notPassed'; phase: GatedPhase }
  | { kind: 'lapsed'; phase: GatedPhase; count: number }
  | { kind: 'entryOpen'; phase: GatedPhase; count: number }
>

/**
 * What stands in the way of a later phase: every gate on the way that is not behind the product, and the entry criteria
 * of the phase itself. Going back asks nothing of gates.
 */
export function obstacles(from: Phase, to: Phase, gates: readonly GateBrief[]): Obstacle[] {
  if (!isBefore(from, to)) return []
  const gateOf = (phase: GatedPhase) => gates.find((gate) => gate.phase === phase)
  const onTheWay = gatedPhases.filter((phase) => !isBefore(phase, from) && isBefore(phase, to))
  const found = onTheWay.flatMap((phase): Obstacle[] => {
    const gate = gateOf(phase)
    if (!gate) return [{ kind: 'notPlanned', phase }]
    if (isLapsed(gate)) return [{ kind: 'lapsed', phase, count: gate.open }]
    return isThrough(gate) ? [] : [{ kind: 'notPassed', phase }]
  })
  if (!isGated(to)) return found
  const entered = gateOf(to)
  if (!entered) return [...found, { kind: 'notPlanned', phase: to }]
  return entered.entryOpen === 0 ? found : [...found, { kind: 'entryOpen', phase: to, count: entered.entryOpen }]
}

/** Gates before `phase` that still rest on waivers: they end at the next gate at latest. */
export const unfulfilled = (phase: GatedPhase, gates: readonly GateBrief[]): GateBrief[] =>
  gates.filter((gate) => gate.state === 'conditional' && isBefore(gate.phase, phase))
