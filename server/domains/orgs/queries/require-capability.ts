import { and, eq } from 'drizzle-orm'
import { members } from '@/db/schema/orgs'
import { DomainError } from '@/server/kernel/errors'
import type { MemberActor } from '@/server/kernel/actor'
import type { MemberCtx } from '@/server/platform/context'
import { can, type Capability } from '../policy'

/**
 * Proves what the acting member may do, by their role as it is now: a demotion or removal that was committed while this
 * request was on its way counts.
 */
export async function requireCapability(ctx: MemberCtx, capability: Capability): Promise<MemberActor['member']> {
  const { orgId, orgKind } = ctx.actor.member
  const [member] = await ctx.db
    .select({ role: members.role })
    .from(members)
    .where(and(eq(members.orgId, orgId), eq(members.userId, ctx.actor.userId), eq(members.state, 'active')))
  if (!member) throw new DomainError('forbidden', 'orgs.membershipNeeded')
  if (!can(member.role, capability)) throw new DomainError('forbidden', 'orgs.roleNeeded')
  return { orgId, orgKind, role: member.role }
}
