import { and, eq, isNull } from 'drizzle-orm'
import { accounts, users } from '@/db/schema/people'
import { endSessions } from '@/server/auth/sessions'
import type { AnyCtx } from '@/server/platform/context'
import { recordAudit } from '@/server/platform/journal'
import { employersOf } from './store-password'

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
  const ended = await ctx.db
    .delete(accounts)
    .where(eq(accounts.userId, userId))
    .returning({ provider: accounts.provider })
  if (ended.length > 0) {
    const orgs = await employersOf(ctx, userId)
    for (const { provider } of ended) {
      recordAudit(ctx, {
        action: 'people.disconnectProvider',
        actorUserId: userId,
        subjectId: userId,
        orgs,
        params: { provider },
      })
    }
  }
  await endSessions(ctx, userId)
}
