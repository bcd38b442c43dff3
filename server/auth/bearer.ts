import { and, eq, isNull, lt, or } from 'drizzle-orm'
import type { Pool } from '@/db/client'
import { apiTokens } from '@/db/schema/apiTokens'
import { members, orgs } from '@/db/schema/orgs'
import { users } from '@/db/schema/people'
import { tokenIn, type TokenScope, tokenStanding } from '@/server/domains/apiTokens/rules'
import type { MemberActor } from '@/server/kernel/actor'
import { transact } from '@/server/platform/context'
import { hashToken } from './actor'

/** A program that showed a token: whom it acts for, what the token is good for, what it is called. */
export type Bearer = Readonly<{
  actor: MemberActor
  tokenId: string
  name: string
  scopes: readonly TokenScope[]
  /** The one product it is good for; null for all of the organisation. */
  productId: string | null
}>

const touchEveryMs = 60_000

/**
 * Who stands behind an `Authorization` header, now. Null for no token, an unknown, expired or revoked one, and one whose
 * maker is no member any more: a program never may what its maker may not.
 */
export async function resolveBearer(
  pool: Pool,
  given: Readonly<{ header: string | undefined; ip: string }>,
  now: Date,
): Promise<Bearer | null> {
  const token = tokenIn(given.header)
  if (token === null) return null
  const row = await transact(pool, { actor: null, mode: 'read', system: true }, async ({ db }) => {
    const [found] = await db
      .select({
        ...{ tokenId: apiTokens.id, name: apiTokens.name, scopes: apiTokens.scopes, productId: apiTokens.productId },
        ...{ expiresAt: apiTokens.expiresAt, revokedAt: apiTokens.revokedAt, lastUsedAt: apiTokens.lastUsedAt },
        ...{ userId: users.id, locale: users.locale, timeZone: users.timeZone },
        ...{ orgId: orgs.id, orgKind: orgs.kind, role: members.role },
      })
      .from(apiTokens)
      .innerJoin(users, eq(users.id, apiTokens.createdBy))
      .innerJoin(
        members,
        and(eq(members.userId, users.id), eq(members.orgId, apiTokens.orgId), eq(members.state, 'active')),
      )
      .innerJoin(orgs, eq(orgs.id, apiTokens.orgId))
      .where(eq(apiTokens.tokenHash, hashToken(token)))
    return found
  })
  if (!row || tokenStanding(row, now) !== 'active') return null
  if (now.getTime() - (row.lastUsedAt?.getTime() ?? 0) > touchEveryMs) await touch(pool, row.tokenId, given.ip, now)
  const { tokenId, name, scopes, productId, userId, locale, timeZone, orgId, orgKind, role } = row
  const actor = { userId, sessionId: tokenId, locale, timeZone, member: { orgId, orgKind, role } }
  return { actor, tokenId, name, scopes, productId }
}

const touch = (pool: Pool, tokenId: string, ip: string, now: Date) =>
  transact(pool, { actor: null, mode: 'write', system: true }, ({ db }) =>
    db
      .update(apiTokens)
      .set({ lastUsedAt: now, lastUsedIp: ip })
      .where(and(eq(apiTokens.id, tokenId), or(isNull(apiTokens.lastUsedAt), lt(apiTokens.lastUsedAt, now)))),
  )
