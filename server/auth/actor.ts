import { createHash, randomBytes } from 'node:crypto'
import { and, eq, lt } from 'drizzle-orm'
import type pg from 'pg'
import type { Pool } from '@/db/client'
import { sessions } from '@/db/schema/people'
import type { Actor, MemberRole, OrgKind } from '@/server/kernel/actor'
import type { Language } from '@/server/kernel/bilingual'
import { repeated, transact } from '@/server/platform/context'

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
  const row = await repeated(() => findSession(pool, tokenHash, now))
  if (!row) return null
  if (now.getTime() - row.last_seen_at.getTime() > touchEveryMs) await touch(pool, row.session_id, now)
  const { org_id: orgId, role, org_kind: orgKind } = row
  return {
    userId: row.user_id,
    sessionId: row.session_id,
    locale: row.locale,
    timeZone: row.time_zone,
    member: orgId !== null && role !== null && orgKind !== null ? { orgId, role, orgKind } : null,
  }
}

type SessionRow = Readonly<{
  session_id: string
  last_seen_at: Date
  user_id: string
  locale: Language
  time_zone: string
  org_id: string | null
  role: MemberRole | null
  org_kind: OrgKind | null
}>

/**
 * Every request begins with this one, so it is one round trip: statements sent together run in one transaction, and the
 * scope set by the first ends with it. Both values are of our own making, digits and letters, and need no parameters.
 */
async function findSession(pool: Pool, tokenHash: string, now: Date): Promise<SessionRow | undefined> {
  const answers: unknown = await pool.query(
    `select set_config('app.system', 'on', true);
     select s.id as session_id, s.last_seen_at, u.id as user_id, u.locale, u.time_zone, m.org_id, m.role, o.kind as org_kind
     from sessions s join users u on u.id = s.user_id
     left join members m on m.org_id = s.active_org_id and m.user_id = u.id and m.state = 'active'
     left join orgs o on o.id = m.org_id
     where s.token_hash = '${tokenHash}' and s.expires > '${now.toISOString()}'`,
  )
  // The driver answers several statements with a list, which its types do not know.
  return (answers as readonly pg.QueryResult<SessionRow>[])[1]?.rows[0]
}

const touch = (pool: Pool, sessionId: string, now: Date) =>
  transact(pool, { actor: null, mode: 'write', system: true }, ({ db }) =>
    db
      .update(sessions)
      .set({ lastSeenAt: now })
      .where(and(eq(sessions.id, sessionId), lt(sessions.lastSeenAt, now))),
  )
