import { and, eq } from 'drizzle-orm'
import { accounts, users } from '@/db/schema/people'
import { DomainError } from '@/server/kernel/errors'
import type { Ctx } from '@/server/platform/context'
import { recordAudit } from '@/server/platform/journal'
import type { OauthProvider } from '@/server/platform/settings'
import { hasNoEmail } from '../rules/email'
import { employersOf } from './store-password'

/** Forgets a provider's account. The last way in stays: whoever has no mailbox and no other provider keeps this one. */
export async function disconnectProvider(ctx: Ctx, { provider }: { provider: OauthProvider }): Promise<void> {
  const { userId } = ctx.actor
  const [person] = await ctx.db.select().from(users).where(eq(users.id, userId)).for('update')
  const mine = await ctx.db.select({ provider: accounts.provider }).from(accounts).where(eq(accounts.userId, userId))
  if (!person || !mine.some((account) => account.provider === provider)) {
    throw new DomainError('notFound', 'people.providerNotConnected')
  }
  if (hasNoEmail(person.email) && mine.length === 1) throw new DomainError('conflict', 'people.lastWayIn')
  await ctx.db.delete(accounts).where(and(eq(accounts.userId, userId), eq(accounts.provider, provider)))
  recordAudit(ctx, {
    action: 'people.disconnectProvider',
    subjectId: userId,
    orgs: await employersOf(ctx, userId),
    params: { provider },
  })
}
