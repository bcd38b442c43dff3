import { can } from '@/server/domains/orgs/policy'
import type { PartyRole } from '@/server/domains/products/lifecycle'
import type { Grant } from '@/server/domains/products/rules'
import { memberRoles, type MemberRole } from '@/server/kernel/actor'

export type Party = Readonly<{ role: PartyRole; grants: readonly Grant[] }>

/** Prices are seen by a party that was granted them, and there by members whose role deals with money. */
export const maySeePrices = (member: MemberRole, { role, grants }: Party): boolean =>
  (role === 'owner' || grants.includes('prices')) && can(member, 'prices:read')

/** BOMs are changed by the brand that owns the product; a partner asks and proposes. */
export const mayWriteBoms = (member: MemberRole, { role }: Party): boolean =>
  role === 'owner' && can(member, 'boms:write')

/** What the brand sends is counted by the factory that gets it. */
export const mayReceive = (member: MemberRole, { role }: Pick<Party, 'role'>): boolean =>
  role === 'manufacturer' && mayProposeBoms(member)

/** A factory says what it loses and adds while building, and asks for substitutes. */
export const mayProposeBoms = (member: MemberRole): boolean => can(member, 'boms:propose')

/** Releasing binds the company: what is built follows from it. */
export const mayReleaseBoms = (member: MemberRole, { role }: Party): boolean =>
  role === 'owner' && can(member, 'boms:release')

/** Members of the brand who can enter the part they were asked to find. */
export const findingRoles: readonly MemberRole[] = memberRoles.filter((role) => can(role, 'boms:write'))

/** Asking for a substitute: whoever works on the product, on either side. */
export const mayProposeSubstitutes = (member: MemberRole): boolean => can(member, 'boms:propose')
