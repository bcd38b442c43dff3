import { and, eq, isNull } from 'drizzle-orm'
import { accounts, users } from '@/db/schema/people'
import { endSessions } from '@/server/auth/sessions'
import type { AnyCtx } from '@/server/platform/context'

/**
 * Somebody proved that they read the mail of this account. Where the address was never proven before, whoever made the
 * account may not have been its owner: their password, connected providers and sessions end here.
 */
export async function claimMailbox(ctx: AnyCtx, userId: string): Promise<void> {
  const [claimed] = await ctx.db
    .update(users)
    .set({ emailVerified: ctx.now(), passwordHash: null })
    .where(and(eq(users.id, userId), isNull(users.emailVerified)))
    .returning({ id: users.id })
  if (!claimed) return
  await ctx.db.delete(accounts).where(eq(accounts.userId, userId))
  await endSessions(ctx, userId)
}
