import { accounts } from '@/db/schema/people'
import type { AnyCtx } from '@/server/platform/context'
import { recordAudit } from '@/server/platform/journal'
import { employersOf } from './store-password'

type Account = Pick<typeof accounts.$inferInsert, 'userId' | 'type' | 'provider' | 'providerAccountId'>

/** Lets an account at a provider sign this person in. The organisations they work for see it in their audit log. */
export async function connectProvider(ctx: AnyCtx, account: Account): Promise<void> {
  const { userId, type, provider, providerAccountId } = account
  await ctx.db.insert(accounts).values({ userId, type, provider, providerAccountId })
  recordAudit(ctx, {
    action: 'people.connectProvider',
    actorUserId: userId,
    subjectId: userId,
    orgs: await employersOf(ctx, userId),
    params: { provider },
  })
}
