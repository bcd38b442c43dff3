import { and, asc, eq, ne } from 'drizzle-orm'
import { members } from '@/db/schema/orgs'
import { users } from '@/db/schema/people'
import { can } from '@/server/domains/orgs/policy'
import type { MemberCtx } from '@/server/platform/context'

/** Colleagues of the reader who may release. */
export async function otherReleasers({ db, actor }: MemberCtx) {
  const colleagues = await db
    .select({
      userId: users.id,
      displayNameEn: users.displayNameEn,
      displayNameZh: users.displayNameZh,
      role: members.role,
    })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.orgId, actor.member.orgId), eq(members.state, 'active'), ne(members.userId, actor.userId)))
    .orderBy(asc(users.sortKey), asc(users.id))
  return colleagues
    .filter(({ role }) => can(role, 'boms:release'))
    .map(({ userId, displayNameEn, displayNameZh }) => ({ userId, displayNameEn, displayNameZh }))
}
