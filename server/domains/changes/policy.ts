import { can } from '@/server/domains/orgs/policy'
import type { SigningSide } from '@/server/domains/specs/rules/sign-off'
import type { MemberRole } from '@/server/kernel/actor'

/** Raising a change, describing it, assessing it: whoever works on the product, on either side. */
export const mayWriteChanges = (member: MemberRole): boolean => can(member, 'changes:write')

/** Who speaks for a side where a plan binds it: management, purchasing of the brand, sales of the factory. */
const leading: Readonly<Record<SigningSide, readonly MemberRole[]>> = {
  brand: ['owner', 'admin', 'purchaser'],
  partner: ['owner', 'admin', 'sales'],
}
export const mayLead = (member: MemberRole, side: SigningSide): boolean => leading[side].includes(member)

/** The quality function of a side, or who stands in for it in a small company. */
export const mayVerify = (member: MemberRole): boolean =>
  member === 'owner' || member === 'admin' || member === 'quality'

/** Money of a change is read by those whose role deals with money. */
export const mayReadCosts = (member: MemberRole): boolean => can(member, 'prices:read')
