import { can } from '@/server/domains/orgs/policy'
import type { PartyRole } from '@/server/domains/products/lifecycle'
import type { MemberRole } from '@/server/kernel/actor'

/** Packages are issued and taken back by the brand, whose firmware it is. */
export const mayIssue = (member: MemberRole, role: PartyRole): boolean =>
  role === 'owner' && can(member, 'firmware:write')

/** A device that is held back is set aside by the brand's people who decide what goes onto devices. */
export const maySetAside = (member: MemberRole, role: PartyRole): boolean =>
  role === 'owner' && can(member, 'firmware:approve')

/** Who answers for a line compares the hash and reports what was flashed. */
export const mayReport = (member: MemberRole): boolean => can(member, 'flashing:report')
