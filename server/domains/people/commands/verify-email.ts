import { and, eq, ne } from 'drizzle-orm'
import { paths } from '@/app/_lib/paths'
import { users } from '@/db/schema/people'
import { hashToken } from '@/server/auth/actor'
import { issueOneTimeToken, redeemOneTimeToken, voidOneTimeTokens } from '@/server/auth/one-time-tokens'
import { linkMinutes } from '../rules/links'
import type { Visit } from '@/server/auth/visit'
import { queueMail } from '@/server/domains/notifications/commands/queue-mail'
import type { Actor } from '@/server/kernel/actor'
import { DomainError } from '@/server/kernel/errors'
import { transact, type Ctx } from '@/server/platform/context'
import { recordAudit } from '@/server/platform/journal'
import { admitMail } from '../throttling/admission'
import { employersOf } from './store-password'

/**
 * Mails a confirmation link to the person's address, or to the one they want instead; that one counts from the
 * confirmation on. A taken address gets the same answer and no usable link.
 */
export async function requestEmailConfirmation(visit: Visit<Actor>, input: { email?: string | null }): Promise<void> {
  const { actor, pool, now } = visit
  const person = await transact(pool, { actor, mode: 'read', now }, async ({ db }) => {
    const [found] = await db.select().from(users).where(eq(users.id, actor.userId))
    if (!found) throw new DomainError('unauthenticated', 'people.signInNeeded')
    return found
  })
  const email = input.email ?? person.email
  if (email === person.email && person.emailVerified !== null)
    throw new DomainError('conflict', 'people.emailVerifiedAlready')
  if (!(await admitMail(pool, { email, ip: visit.request.ip, purpose: 'emailVerification' }))) return
  await transact(pool, { actor, mode: 'write', now }, async (ctx) => {
    const token = await issueOneTimeToken(ctx, 'emailVerification', { email, userId: actor.userId })
    await queueMail(ctx, {
      to: email,
      userId: actor.userId,
      locale: person.locale,
      template: 'verifyEmail',
      params: { hours: linkMinutes.emailVerification / 60 },
      secretParams: { path: paths.verifyEmail(token) },
      dedupeKey: `verifyEmail:${hashToken(token)}`,
    })
  })
}

/**
 * Confirms the address. Only for the signed-in person who asked: a stranger who made an account with somebody's address
 * gets nothing from that somebody pressing the button. A change of address is told to the old one and is on record.
 */
export async function verifyEmail(ctx: Ctx, { token }: { token: string }): Promise<{ email: string }> {
  const { email, userId } = await redeemOneTimeToken(ctx, 'emailVerification', token)
  if (userId !== ctx.actor.userId) throw new DomainError('forbidden', 'people.linkForOther')
  const [taken] = await ctx.db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.email, email), ne(users.id, userId)))
  if (taken) throw new DomainError('conflict', 'people.emailTaken')
  const [before] = await ctx.db.select().from(users).where(eq(users.id, userId)).for('update')
  if (!before) throw new DomainError('unauthenticated', 'people.signInNeeded')
  await ctx.db.update(users).set({ email, emailVerified: ctx.now() }).where(eq(users.id, userId))
  if (before.email !== email) await announceChange(ctx, before, email)
  return { email }
}

async function announceChange(ctx: Ctx, before: typeof users.$inferSelect, email: string): Promise<void> {
  await voidOneTimeTokens(ctx, before.email)
  recordAudit(ctx, { action: 'people.changeEmail', subjectId: before.id, orgs: await employersOf(ctx, before.id) })
  // Where it was never proven, the old address may be anybody's.
  if (before.emailVerified === null) return
  await queueMail(ctx, {
    to: before.email,
    userId: before.id,
    locale: before.locale,
    template: 'emailChanged',
    params: { email, path: paths.settings.security() },
    dedupeKey: `emailChanged:${before.id}:${ctx.now().getTime()}`,
  })
}
