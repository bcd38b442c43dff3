import { can } from '@/server/domains/orgs/policy'
import type { PartyRole } from '@/server/domains/products/lifecycle'
import type { MemberRole } from '@/server/kernel/actor'

/** Firmware is registered and put on channels by the brand, whose devices run it. */
export const mayEditFirmware = (member: MemberRole, role: PartyRole): boolean =>
  role === 'owner' && can(member, 'firmware:write')

/** Who may be named as an approver, and say yes or no. */
export const mayApproveFirmware = (member: MemberRole, role: PartyRole): boolean =>
  role === 'owner' && can(member, 'firmware:approve')
