import { can } from '@/server/domains/orgs/policy'
import type { MemberRole } from '@/server/kernel/actor'

/** Whoever may write into a question may show what they mean. */
export const mayAttach = (role: MemberRole): boolean => can(role, 'threads:write')
