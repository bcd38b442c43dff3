import type { FirmwareChannel } from '../lifecycle'

/** Candidate and production always have named approvers; on the others a line may do without. */
export const needsApprovers = (channel: FirmwareChannel): boolean => channel === 'candidate' || channel === 'production'

/** Partners are told of what they flash; bring-up is the brand's own bench. */
export const isForFactory = (channel: FirmwareChannel): boolean => channel !== 'bringUp'

/** A promotion as far as its approval goes. */
export type ApprovalFacts = Readonly<{
  /** Named when it was asked for. */
  approverIds: readonly string[]
  requestedBy: string
  /** Asked for although something stands against it. */
  overridden: boolean
  approvedBy: readonly string[]
}>

/** Whose word is needed. Who asked for an override has given theirs by asking, and cannot give it again. */
export const requiredApprovers = ({
  approverIds,
  requestedBy,
  overridden,
}: Pick<ApprovalFacts, 'approverIds' | 'requestedBy' | 'overridden'>): readonly string[] =>
  overridden ? approverIds.filter((id) => id !== requestedBy) : approverIds

/** Nobody is asked: it goes in force as it is requested. */
export const isImmediate = (facts: Omit<ApprovalFacts, 'approvedBy'>): boolean =>
  facts.approverIds.length === 0 && !facts.overridden

/** Nobody else is named, so anybody else who may approve can be the second person. */
const lacksSecond = (facts: Omit<ApprovalFacts, 'approvedBy'>): boolean =>
  requiredApprovers(facts).every((id) => id === facts.requestedBy)

/** Whether this person is asked, given that their role lets them approve. */
export function isAsked(facts: Omit<ApprovalFacts, 'approvedBy'>, userId: string): boolean {
  if (facts.overridden && userId === facts.requestedBy) return false
  return requiredApprovers(facts).includes(userId) || lacksSecond(facts)
}

/** Every named person said yes, and somebody other than who asked did. */
export const isApproved = (facts: ApprovalFacts): boolean =>
  isImmediate(facts) ||
  (requiredApprovers(facts).every((id) => facts.approvedBy.includes(id)) &&
    facts.approvedBy.some((id) => id !== facts.requestedBy))
