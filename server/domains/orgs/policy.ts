import { memberRoles, type MemberRole } from '@/server/kernel/actor'

/** What a member may do inside their own organisation. Reading what is not named here takes no more than membership. */
export const capabilities = [
  'orgs:write',
  'members:manage',
  'products:create',
  'products:write',
  'partners:manage',
  'boms:write',
  'boms:release',
  'boms:propose',
  'parts:write',
  'parts:approve',
  'changes:write',
  'specs:write',
  'specs:propose',
  'specs:release',
  'files:write',
  'packages:write',
  'releases:sign',
  'releases:accept',
  'firmware:write',
  'firmware:approve',
  'threads:write',
  'language:write',
  'flashing:report',
  'apiTokens:write',
  'prices:read',
  'audit:read',
] as const
export type Capability = (typeof capabilities)[number]

/** One row per capability, one column per role: the whole policy at a glance. */
const holders: Record<Capability, readonly MemberRole[]> = {
  'orgs:write': ['owner', 'admin'],
  'members:manage': ['owner', 'admin'],
  'products:create': ['owner', 'admin', 'engineer', 'purchaser'],
  'products:write': ['owner', 'admin', 'engineer', 'purchaser'],
  'partners:manage': ['owner', 'admin', 'purchaser', 'sales'],
  'boms:write': ['owner', 'admin', 'engineer', 'purchaser'],
  'boms:release': ['owner', 'admin', 'engineer'],
  'boms:propose': ['owner', 'admin', 'engineer', 'purchaser', 'sales', 'quality'],
  'parts:write': ['owner', 'admin', 'engineer', 'purchaser'],
  'parts:approve': ['owner', 'admin', 'engineer'],
  'changes:write': ['owner', 'admin', 'engineer', 'purchaser', 'sales', 'quality'],
  'specs:write': ['owner', 'admin', 'engineer', 'purchaser', 'quality'],
  'specs:propose': ['owner', 'admin', 'engineer', 'purchaser', 'sales', 'quality'],
  'specs:release': ['owner', 'admin', 'engineer'],
  'files:write': ['owner', 'admin', 'engineer', 'purchaser', 'quality'],
  'packages:write': ['owner', 'admin', 'engineer', 'purchaser', 'quality'],
  'releases:sign': ['owner', 'admin', 'engineer'],
  'releases:accept': ['owner', 'admin', 'engineer', 'quality'],
  'firmware:write': ['owner', 'admin', 'engineer'],
  'firmware:approve': ['owner', 'admin', 'engineer', 'quality'],
  'threads:write': ['owner', 'admin', 'engineer', 'purchaser', 'sales', 'quality', 'finance'],
  'language:write': ['owner', 'admin', 'engineer', 'quality'],
  'flashing:report': ['owner', 'admin', 'engineer', 'sales', 'quality'],
  'apiTokens:write': ['owner', 'admin', 'engineer', 'quality'],
  'prices:read': ['owner', 'admin', 'engineer', 'purchaser', 'sales', 'finance'],
  'audit:read': ['owner', 'admin', 'quality'],
}

export const can = (role: MemberRole, capability: Capability): boolean => holders[capability].includes(role)

/** Roles a member of `role` may hand out or take away: owners all of them, admins all but owner, nobody else any. */
export function assignableRoles(role: MemberRole): readonly MemberRole[] {
  if (role === 'owner') return memberRoles
  return can(role, 'members:manage') ? memberRoles.filter((each) => each !== 'owner') : []
}

/** Whether `actor` may give a member who is `from` the role `to`; removing someone is giving them none. */
export function mayChangeRole(actor: MemberRole, from: MemberRole, to: MemberRole | null): boolean {
  const mine = assignableRoles(actor)
  return mine.includes(from) && (to === null || mine.includes(to))
}
