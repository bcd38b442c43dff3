import { phases, type Phase } from '@/server/domains/products/rules'
import type { SigningRole, SigningSide } from '@/server/domains/specs/rules/sign-off'
import type { BilingualText } from '@/server/kernel/bilingual'

/** Phases that end with a gate; a concept has none. */
export const gatedPhases = ['evt', 'dvt', 'pvt', 'mp'] as const satisfies readonly Phase[]
export type GatedPhase = (typeof gatedPhases)[number]
export const isGated = (phase: Phase): phase is GatedPhase => gatedPhases.some((each) => each === phase)

/** Whether `phase` comes before `other`. */
export const isBefore = (phase: Phase, other: Phase): boolean => phases.indexOf(phase) < phases.indexOf(other)

/** `entry` is asked when the phase begins, `exit` when it is to end. */
export const gateParts = ['entry', 'exit'] as const
export type GatePart = (typeof gateParts)[number]

/** What proves that a criterion is met. */
export const evidenceKinds = [
  'document',
  'testReport',
  'measurement',
  'dfmReport',
  'firstArticle',
  'sealedSample',
  'certificate',
  'photo',
  'record',
] as const
export type EvidenceKind = (typeof evidenceKinds)[number]

/** What the portal knows by itself: looked up whenever the gate is read, and never ticked by hand. */
export const systemChecks = [
  'specReleased',
  'specReadBackComplete',
  'noStaleCritical',
  'redlinesSettled',
  'releaseAcknowledged',
  'bomPresent',
  'eqsSettled',
] as const
export type SystemCheck = (typeof systemChecks)[number]

/** Checks a factory may be asked for: they look at specifications it sees and at what it did itself. */
const partnerChecks: readonly SystemCheck[] = [
  'specReleased',
  'specReadBackComplete',
  'noStaleCritical',
  'releaseAcknowledged',
]
export const mayAsk = (side: SigningSide, check: SystemCheck): boolean =>
  side === 'brand' || partnerChecks.includes(check)

/** What one line of a gate says. */
export type Criterion = Readonly<{
  part: GatePart
  text: BilingualText
  /** What is counted or measured; may be empty. */
  metric: BilingualText
  /** Figures alone, the same in both languages: `≥ 90 %`. */
  threshold: string
  evidence: EvidenceKind
  side: SigningSide
  role: SigningRole
  mandatory: boolean
  waivable: boolean
  /** In what capacity somebody of the brand may waive it. */
  waiverRole: SigningRole
  check: SystemCheck | null
}>

/** `DVT-07` for the seventh of DVT. */
export const itemCode = (phase: GatedPhase, ordinal: number): string =>
  `${phase.toUpperCase()}-${String(ordinal).padStart(2, '0')}`

export const mostItems = 80
export const longestItemText = 600
export const longestMetric = 160
export const longestThreshold = 60
export const longestEvidence = 2_000
/** A waiver lasts until the next gate at latest; nobody plans a gate further ahead. */
export const longestWaiverDays = 365
