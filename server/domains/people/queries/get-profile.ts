import { asc, desc, eq, gt, and } from 'drizzle-orm'
import { accounts, sessions, users } from '@/db/schema/people'
import { DomainError } from '@/server/kernel/errors'
import type { Ctx } from '@/server/platform/context'
import { hasNoEmail } from '../rules/email'
import { describeDevice } from '../rules/devices'

/** The signed-in person as they edit themselves. */
export async function getProfile(ctx: Ctx) {
  const [found] = await ctx.db.select().from(users).where(eq(users.id, ctx.actor.userId))
  if (!found) throw new DomainError('unauthenticated', 'people.signInNeeded')
  const { passwordHash, sortKey: _, ...person } = found
  return { ...person, hasPassword: passwordHash !== null, hasEmail: !hasNoEmail(person.email) }
}

/** Devices signed in now, this one first, then the most recently seen. */
export async function listSessions(ctx: Ctx) {
  const rows = await ctx.db
    .select({
      id: sessions.id,
      userAgent: sessions.userAgent,
      ip: sessions.ip,
      lastSeenAt: sessions.lastSeenAt,
      createdAt: sessions.createdAt,
    })
    .from(sessions)
    .where(and(eq(sessions.userId, ctx.actor.userId), gt(sessions.expires, ctx.now())))
    .orderBy(desc(sessions.lastSeenAt), desc(sessions.id))
  return rows
    .map(({ userAgent, ...row }) => ({
      ...row,
      device: describeDevice(userAgent),
      here: row.id === ctx.actor.sessionId,
    }))
    .toSorted((a, b) => Number(b.here) - Number(a.here))
}

/** Providers connected to the person. */
export const listProviders = (ctx: Ctx) =>
  ctx.db
    .select({ provider: accounts.provider, createdAt: accounts.createdAt })
    .from(accounts)
    .where(eq(accounts.userId, ctx.actor.userId))
    .orderBy(asc(accounts.provider))
