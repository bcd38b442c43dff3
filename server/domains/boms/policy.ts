import { can } from '@/server/domains/orgs/policy'
import type { PartyRole } from '@/server/domains/products/lifecycle'
import type { Grant } from '@/server/domains/products/rules'
import type { MemberRole } from '@/server/kernel/actor'

export type Party = Readonly<{ role: PartyRole; grants: readonly Grant[] }>

/** Prices are seen by a party that was granted them, and there by members whose role deals with money. */
export const maySeePrices = (member: MemberRole, { role, grants }: Party): boolean =>
  (role === 'owner' || grants.includes('prices')) && can(member, 'prices:read')

/** BOMs are changed by the brand that owns the product; a partner asks and proposes. */
export const mayWriteBoms = (member: MemberRole, { role }: Party): boolean =>
  role === 'owner' && can(member, 'boms:write')

/** Releasing binds the company: what is built follows from it. */
export const mayReleaseBoms = (member: MemberRole, { role }: Party): boolean =>
  role === 'owner' && can(member, 'boms:release')

/** Asking for a substitute: whoever works on the product, on either side. */
export const mayProposeSubstitutes = (member: MemberRole): boolean => can(member, 'boms:propose')
