import { can } from '@/server/domains/orgs/policy'
import type { MemberRole } from '@/server/kernel/actor'
import type { AlternateCommand } from './lifecycle'

/** The library is one organisation's own: what its members may do depends on their role alone. */
export const mayWriteParts = (role: MemberRole): boolean => can(role, 'parts:write')
/** Says what may be bought. */
export const mayApproveParts = (role: MemberRole): boolean => can(role, 'parts:approve')
export const maySeePartPrices = (role: MemberRole): boolean => can(role, 'prices:read')

/** Asking again for a rejected part is proposing; everything else decides. */
export const mayDecide = (role: MemberRole, command: AlternateCommand): boolean =>
  command === 'propose' ? mayWriteParts(role) : mayApproveParts(role)
