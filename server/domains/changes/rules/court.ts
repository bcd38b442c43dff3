import { signingSides, type SigningSide } from '@/server/domains/specs/rules/sign-off'
import type { ChangeState } from '../lifecycle'

type Waiting = Readonly<{
  state: ChangeState
  raisedBy: SigningSide
  withPartner: boolean
  /** Sides that still have something to assess, to approve, to agree to, to verify. */
  assess: readonly SigningSide[]
  approve: readonly SigningSide[]
  agreed: readonly SigningSide[]
  verified: readonly SigningSide[]
}>

/** Whose move it is. Empty once nobody has to. */
export function courtOf(change: Waiting): readonly SigningSide[] {
  const sides = signingSides.filter((side) => side === 'brand' || change.withPartner)
  switch (change.state) {
    case 'draft':
      return [change.raisedBy]
    case 'impactAnalysis':
      return change.assess.length > 0 ? change.assess : ['brand']
    case 'pendingApproval':
      return change.approve
    case 'approved':
      return sides.filter((side) => !change.agreed.includes(side))
    case 'scheduled':
      return [change.withPartner ? 'partner' : 'brand']
    case 'implementing':
      return sides.filter((side) => !change.verified.includes(side))
    case 'verified':
      return ['brand']
    case 'closed':
    case 'rejected':
    case 'cancelled':
      return []
  }
}
