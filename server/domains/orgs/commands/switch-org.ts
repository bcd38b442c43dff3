import { and, eq } from 'drizzle-orm'
import { members } from '@/db/schema/orgs'
import { sessions } from '@/db/schema/people'
import { DomainError } from '@/server/kernel/errors'
import type { Ctx } from '@/server/platform/context'

/** Lets this session act for another of the person's organisations. */
export async function switchOrg(ctx: Ctx, { orgId }: { orgId: string }): Promise<void> {
  const [membership] = await ctx.db
    .select({ orgId: members.orgId })
    .from(members)
    .where(and(eq(members.orgId, orgId), eq(members.userId, ctx.actor.userId), eq(members.state, 'active')))
  if (!membership) throw new DomainError('notFound', 'orgs.notFound')
  await ctx.db.update(sessions).set({ activeOrgId: orgId }).where(eq(sessions.id, ctx.actor.sessionId))
}
