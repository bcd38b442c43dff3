import { and, eq } from 'drizzle-orm'
import { sessions } from '@/db/schema/people'
import { endSessions } from '@/server/auth/sessions'
import { DomainError } from '@/server/kernel/errors'
import type { Ctx } from '@/server/platform/context'

/** Signs one of the person's own devices out; its next request is refused. */
export async function revokeSession(ctx: Ctx, { sessionId }: { sessionId: string }): Promise<void> {
  const [ended] = await ctx.db
    .delete(sessions)
    .where(and(eq(sessions.id, sessionId), eq(sessions.userId, ctx.actor.userId)))
    .returning({ id: sessions.id })
  if (!ended) throw new DomainError('notFound', 'people.sessionNotFound')
}

/** Signs out every device but this one. */
export const revokeOtherSessions = async (ctx: Ctx): Promise<{ ended: number }> => ({
  ended: await endSessions(ctx, ctx.actor.userId, ctx.actor.sessionId),
})
