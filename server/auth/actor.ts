import { createHash, randomBytes } from 'node:crypto'
import { and, eq, gt, lt } from 'drizzle-orm'
import type { Pool } from '@/db/client'
import { members, orgs } from '@/db/schema/orgs'
import { sessions, users } from '@/db/schema/people'
import type { Actor } from '@/server/kernel/actor'
import { transact } from '@/server/platform/context'

/** A secret for a cookie or a link: 256 random bits, URL-safe. */
export const newToken = (): string => randomBytes(32).toString('base64url')
/** What is stored of a secret. Random enough that no salt is needed. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex')

const touchEveryMs = 5 * 60_000

/**
 * Who holds this session cookie, now: revoked sessions, removed members and switched organisations count from the next
 * request on. A session whose organisation was lost keeps the person signed in without one.
 */
export async function resolveActor(pool: Pool, token: string | undefined, now: Date): Promise<Actor | null> {
  if (!token) return null
  const tokenHash = hashToken(token)
  const row = await transact(pool, { actor: null, mode: 'read', system: true }, async ({ db }) => {
    const [found] = await db
      .select({
        sessionId: sessions.id,
        lastSeenAt: sessions.lastSeenAt,
        userId: users.id,
        locale: users.locale,
        timeZone: users.timeZone,
        orgId: members.orgId,
        role: members.role,
        orgKind: orgs.kind,
      })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .leftJoin(
        members,
        and(eq(members.orgId, sessions.activeOrgId), eq(members.userId, users.id), eq(members.state, 'active')),
      )
      .leftJoin(orgs, eq(orgs.id, members.orgId))
      .where(and(eq(sessions.tokenHash, tokenHash), gt(sessions.expires, now)))
    return found
  })
  if (!row) return null
  if (now.getTime() - row.lastSeenAt.getTime() > touchEveryMs) await touch(pool, row.sessionId, now)
  const { orgId, role, orgKind } = row
  return {
    userId: row.userId,
    sessionId: row.sessionId,
    locale: row.locale,
    timeZone: row.timeZone,
    member: orgId !== null && role !== null && orgKind !== null ? { orgId, role, orgKind } : null,
  }
}

const touch = (pool: Pool, sessionId: string, now: Date) =>
  transact(pool, { actor: null, mode: 'write', system: true }, ({ db }) =>
    db
      .update(sessions)
      .set({ lastSeenAt: now })
      .where(and(eq(sessions.id, sessionId), lt(sessions.lastSeenAt, now))),
  )
