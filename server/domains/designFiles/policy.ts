import { can } from '@/server/domains/orgs/policy'
import type { PartyRole } from '@/server/domains/products/lifecycle'
import type { MemberRole } from '@/server/kernel/actor'

/** Sets are laid out, filled and released by the brand, whose design it is. */
export const mayEditDesigns = (member: MemberRole, role: PartyRole): boolean =>
  role === 'owner' && can(member, 'files:write')
