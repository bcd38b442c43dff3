import { can } from '@/server/domains/orgs/policy'
import type { PartyRole } from '@/server/domains/products/lifecycle'
import type { MemberRole } from '@/server/kernel/actor'

/** Packages are put together and handed out by the brand, whose design it is. */
export const mayMakePackages = (member: MemberRole, role: PartyRole): boolean =>
  role === 'owner' && can(member, 'packages:write')

/** A golden package is put together and signed for the brand. */
export const maySignForBrand = (member: MemberRole, role: PartyRole): boolean =>
  role === 'owner' && can(member, 'releases:sign')

/** And signed for the factory that builds from it. */
export const maySignForFactory = (member: MemberRole, role: PartyRole): boolean =>
  role === 'manufacturer' && can(member, 'releases:accept')
