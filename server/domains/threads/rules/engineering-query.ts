import type { MemberRole } from '@/server/kernel/actor'
import type { ThreadState } from '../lifecycle'

/** What the asker of an engineering query proposes. Nobody may ask without proposing. */
export const dispositions = ['clarify', 'useAsIs', 'deviate', 'changeDocument', 'substitutePart'] as const
export type Disposition = (typeof dispositions)[number]

/** How an engineering query ends. There is no outcome by silence. */
export const eqOutcomes = ['clarification', 'deviation', 'change'] as const
export type EqOutcome = (typeof eqOutcomes)[number]

/** Ways to look at engineering queries. */
export const eqFilters = ['open', 'toAnswer', 'decided', 'all'] as const
export type EqFilter = (typeof eqFilters)[number]

/** Characters of a title per language. */
export const longestTitle = 160

/** An engineering query as far as these rules care. */
export type EqSides = Readonly<{
  /** The brand, and its partner. */
  orgId: string
  partnerOrgId: string | null
  raisedByOrgId: string
  state: ThreadState
  outcome: EqOutcome | null
  lastPostOrgId: string
}>

type Pair = Pick<EqSides, 'orgId' | 'partnerOrgId'>
/** The side opposite an organisation; null where there is none. */
export const sideOpposite = ({ orgId, partnerOrgId }: Pair, own: string): string | null =>
  own === orgId ? partnerOrgId : own === partnerOrgId ? orgId : null

/**
 * Whose turn it is: of the side that did not speak last, so that exactly one has to move. Raising it speaks first, and
 * asking back hands it to the asker. Nobody's once it is closed.
 */
export const ballWith = (eq: EqSides): string | null =>
  eq.state === 'resolved' ? null : sideOpposite(eq, eq.lastPostOrgId)

/** A closed query without an outcome was taken back. */
export const isWithdrawn = ({ state, outcome }: Pick<EqSides, 'state' | 'outcome'>): boolean =>
  state === 'resolved' && outcome === null

/** Who answers for the product: sales, finance and viewers read along. */
export const decidingRoles: readonly MemberRole[] = ['owner', 'admin', 'engineer', 'quality', 'purchaser']

type Side = Readonly<{ orgId: string; role: MemberRole }>
/** Only a person of the side that was asked decides. */
export const mayDecide = (eq: EqSides, { orgId, role }: Side): boolean =>
  sideOpposite(eq, eq.raisedByOrgId) === orgId && decidingRoles.includes(role)

/** Whoever asked may take it back while it is open. */
export const mayWithdraw = (eq: EqSides, orgId: string): boolean => eq.raisedByOrgId === orgId

/** A decision can be questioned by either side; what was taken back only by whoever took it back. */
export const mayReopen = (eq: EqSides, orgId: string): boolean => !isWithdrawn(eq) || mayWithdraw(eq, orgId)

/** `EQ-007`: three digits or as many as it takes. */
export const eqCode = (number: number): string => `EQ-${String(number).padStart(3, '0')}`
