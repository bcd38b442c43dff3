import { can } from '@/server/domains/orgs/policy'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'

/** The whole log shows more than most roles may see, prices and invitations among it. */
export function requireAuditor({ actor }: MemberCtx): void {
  if (!can(actor.member.role, 'audit:read')) throw new DomainError('forbidden', 'audit.roleNeeded')
}
