import { and, eq } from 'drizzle-orm'
import { apiTokens } from '@/db/schema/apiTokens'
import { members } from '@/db/schema/orgs'
import type { MemberRole } from '@/server/kernel/actor'
import type { MemberCtx } from '@/server/platform/context'
import { tokenStanding } from '../rules'

/** What the maker of a token is now; null where the token or the membership has ended. */
export async function currentRole(
  { db, actor, now }: MemberCtx,
  { tokenId }: Readonly<{ tokenId: string }>,
): Promise<MemberRole | null> {
  const { orgId } = actor.member
  const [found] = await db
    .select({ role: members.role, expiresAt: apiTokens.expiresAt, revokedAt: apiTokens.revokedAt })
    .from(apiTokens)
    .innerJoin(
      members,
      and(eq(members.orgId, apiTokens.orgId), eq(members.userId, apiTokens.createdBy), eq(members.state, 'active')),
    )
    .where(and(eq(apiTokens.id, tokenId), eq(apiTokens.orgId, orgId)))
  return found && tokenStanding(found, now()) === 'active' ? found.role : null
}
