import { and, asc, desc, eq, ne } from 'drizzle-orm'
import { members } from '@/db/schema/orgs'
import { knownDevices, sessions, users } from '@/db/schema/people'
import type { Language } from '@/server/kernel/bilingual'
import { newId } from '@/server/kernel/ids'
import { asSystem, type AnyCtx } from '@/server/platform/context'
import { hashToken, newToken } from './actor'
import { cookieHeader, cookieNames, sessionDays } from './cookies'
import { isSecure, type Visit } from './visit'

const dayMs = 86_400_000
const deviceDays = 400

export type IssuedSession = Readonly<{
  sessionId: string
  orgId: string | null
  /** `Set-Cookie` headers, to be sent once the transaction is committed. */
  cookies: readonly string[]
  /** The person signed in before, but never from this browser. */
  unfamiliar: boolean
}>

/** The organisation a new session works for: the last one used, else the oldest membership, else none. */
async function startingOrg(ctx: AnyCtx, userId: string): Promise<string | null> {
  const mine = await asSystem(ctx, () =>
    ctx.db
      .select({ orgId: members.orgId })
      .from(members)
      .where(and(eq(members.userId, userId), eq(members.state, 'active')))
      .orderBy(asc(members.createdAt), asc(members.orgId)),
  )
  const recent = await ctx.db
    .select({ orgId: sessions.activeOrgId })
    .from(sessions)
    .where(eq(sessions.userId, userId))
    .orderBy(desc(sessions.lastSeenAt))
    .limit(5)
  const still = recent.find(({ orgId }) => mine.some((membership) => membership.orgId === orgId))
  return still?.orgId ?? mine[0]?.orgId ?? null
}

/** Stores a session under the hash of `token`; the one way sessions come to exist, whatever proved the person. */
export async function insertSession(
  ctx: AnyCtx,
  { request }: Pick<Visit, 'request'>,
  given: { token: string; userId: string; expires: Date },
): Promise<{ id: string; activeOrgId: string | null }> {
  const now = ctx.now()
  const row = { id: newId('session'), activeOrgId: await startingOrg(ctx, given.userId) }
  await ctx.db.insert(sessions).values({
    ...row,
    tokenHash: hashToken(given.token),
    userId: given.userId,
    expires: given.expires,
    lastSeenAt: now,
    userAgent: request.userAgent,
    ip: request.ip,
    createdAt: now,
  })
  return row
}

/** One cookie per browser, one digest per person on it: colleagues at a shared bench each have their own. */
export const deviceHash = (deviceToken: string, userId: string): string => hashToken(`${deviceToken} ${userId}`)

/** Whether this browser has signed this person in before, by its device cookie. */
export async function isKnownDevice(ctx: AnyCtx, deviceToken: string | undefined, userId: string): Promise<boolean> {
  if (!deviceToken) return false
  const [found] = await ctx.db
    .select({ userId: knownDevices.userId })
    .from(knownDevices)
    .where(eq(knownDevices.tokenHash, deviceHash(deviceToken, userId)))
  return found !== undefined
}

/** Remembers the browser, which from then on is not affected by attacks on the account. Returns its cookie. */
export async function rememberDevice(ctx: AnyCtx, visit: Pick<Visit, 'request' | 'services'>, userId: string) {
  const secure = isSecure(visit.services)
  const name = cookieNames(secure).device
  const present = visit.request.cookies[name]
  const known = await isKnownDevice(ctx, present, userId)
  const before = await ctx.db.$count(knownDevices, eq(knownDevices.userId, userId))
  const token = present ?? newToken()
  if (!known) {
    await ctx.db.insert(knownDevices).values({ tokenHash: deviceHash(token, userId), userId, createdAt: ctx.now() })
  }
  const expires = new Date(ctx.now().getTime() + deviceDays * dayMs)
  return { cookie: cookieHeader(name, token, { secure, expires }), unfamiliar: !known && before > 0 }
}

/** Signs a proven person in on this browser. */
export async function issueSession(
  ctx: AnyCtx,
  visit: Pick<Visit, 'request' | 'services'>,
  userId: string,
): Promise<IssuedSession> {
  const secure = isSecure(visit.services)
  const token = newToken()
  const expires = new Date(ctx.now().getTime() + sessionDays * dayMs)
  const { id, activeOrgId } = await insertSession(ctx, visit, { token, userId, expires })
  const device = await rememberDevice(ctx, visit, userId)
  const cookies = [cookieHeader(cookieNames(secure).session, token, { secure, expires }), device.cookie]
  if (!(cookieNames(secure).locale in visit.request.cookies)) {
    const [person] = await ctx.db.select({ locale: users.locale }).from(users).where(eq(users.id, userId))
    if (person) cookies.push(localeCookie(person.locale, secure, ctx.now()))
  }
  return { sessionId: id, orgId: activeOrgId, cookies, unfamiliar: device.unfamiliar }
}

/** The chosen language, readable by pages before anybody signs in. */
export const localeCookie = (locale: Language, secure: boolean, now: Date): string =>
  cookieHeader(cookieNames(secure).locale, locale, {
    secure,
    expires: new Date(now.getTime() + deviceDays * dayMs),
  })

/** Ends sessions of a person; `except` keeps one. They are refused from their next request on. */
export async function endSessions(ctx: AnyCtx, userId: string, except?: string): Promise<number> {
  const ended = await ctx.db
    .delete(sessions)
    .where(and(eq(sessions.userId, userId), except === undefined ? undefined : ne(sessions.id, except)))
    .returning({ id: sessions.id })
  return ended.length
}
