import { can } from '@/server/domains/orgs/policy'
import type { PartyRole } from '@/server/domains/products/lifecycle'
import type { MemberRole } from '@/server/kernel/actor'

/** Packages are put together and handed out by the brand, whose design it is. */
export const mayMakePackages = (member: MemberRole, role: PartyRole): boolean =>
  role === 'owner' && can(member, 'packages:write')
