import { signingSides, type SigningSide } from '@/server/domains/specs/rules/sign-off'
import type { MemberRole } from '@/server/kernel/actor'
import { compareDecimals, parseDecimal } from '@/server/kernel/decimal'
import type { ChangeClass } from '../lifecycle'

/** In what capacity somebody approves. `manager` is an owner or admin, who answers for the company. */
export const approvalRoles = ['engineer', 'quality', 'manager', 'purchaser'] as const
export type ApprovalRole = (typeof approvalRoles)[number]
export type ApprovalSlot = Readonly<{ side: SigningSide; role: ApprovalRole }>
export const approvalSlot = ({ side, role }: ApprovalSlot): string => `${side}:${role}`

/** Percent of the unit cost from which a change is class I, and purchasing approves with the others. */
export const costThreshold = '1'

const magnitude = (text: string): string => text.trim().replace(/^[-−–]/, '')
/** Whether a percentage is beyond the threshold, up or down. */
export const isCostly = (percent: string | undefined): boolean => {
  const [value, limit] = [parseDecimal(magnitude(percent ?? '')), parseDecimal(costThreshold)]
  return value !== null && limit !== null && compareDecimals(value, limit) > 0
}

type Weighed = Readonly<{
  changeClass: ChangeClass
  raisedBy: SigningSide
  withPartner: boolean
  /** Cost moves beyond the threshold. */
  costly: boolean
}>

/**
 * Who approves (lifecycle reference §4). Class I: engineering and quality of both organisations and the management of
 * the brand, which answers for certification too; purchasing where cost moves. Class II: engineering of the side that
 * raised it, and the other side is told.
 */
export function requiredApprovals({ changeClass, raisedBy, withPartner, costly }: Weighed): readonly ApprovalSlot[] {
  if (changeClass === 'two') return [{ side: raisedBy, role: 'engineer' }]
  return [
    { side: 'brand', role: 'engineer' },
    { side: 'brand', role: 'quality' },
    { side: 'brand', role: 'manager' },
    ...(costly ? [{ side: 'brand', role: 'purchaser' } as const] : []),
    ...(withPartner
      ? ([
          { side: 'partner', role: 'engineer' },
          { side: 'partner', role: 'quality' },
        ] as const)
      : []),
  ]
}

/** Owners and admins may approve in any capacity, others in their own: in a small company one person holds several. */
export const mayApproveAs = (member: MemberRole, role: ApprovalRole): boolean =>
  member === 'owner' || member === 'admin' || member === role

type Given = Readonly<{ slot: string; userId: string }>

/** Slots of a side that nobody has filled. */
export const openApprovals = (
  required: readonly ApprovalSlot[],
  given: readonly Pick<Given, 'slot'>[],
  side?: SigningSide,
): readonly ApprovalSlot[] => {
  const filled = new Set(given.map(({ slot }) => slot))
  return required.filter((each) => !filled.has(approvalSlot(each)) && (side === undefined || each.side === side))
}

/** What one person may fill now, on their side. */
export const fillable = (
  required: readonly ApprovalSlot[],
  given: readonly Pick<Given, 'slot'>[],
  { side, role }: Readonly<{ side: SigningSide; role: MemberRole }>,
): readonly ApprovalSlot[] => openApprovals(required, given, side).filter((each) => mayApproveAs(role, each.role))

/**
 * Whether a side would be left with no approval but that of the person who raised the change, although a colleague could
 * give one. `colleagues` are others of that side who may approve in one of its capacities.
 */
export function approvesOwnAlone(
  required: readonly ApprovalSlot[],
  given: readonly Given[],
  signing: Readonly<{ side: SigningSide; userId: string; slots: readonly string[] }>,
  raised: Readonly<{ userId: string; colleagues: number }>,
): boolean {
  if (signing.userId !== raised.userId || raised.colleagues === 0) return false
  const mine = required.filter(({ side }) => side === signing.side).map(approvalSlot)
  const byOther = given.some(({ slot, userId }) => mine.includes(slot) && userId !== signing.userId)
  const filled = new Set([...given.map(({ slot }) => slot), ...signing.slots])
  return mine.every((slot) => filled.has(slot)) && !byOther
}

/** Whether every side that has to move on something did: both, or the brand where there is no factory. */
export const bothSides = (sides: readonly string[], withPartner: boolean): boolean =>
  signingSides.every((side) => sides.includes(side) || (side === 'partner' && !withPartner))
