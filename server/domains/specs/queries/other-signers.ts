import { and, asc, eq, ne } from 'drizzle-orm'
import { members } from '@/db/schema/orgs'
import { users } from '@/db/schema/people'
import type { MemberCtx } from '@/server/platform/context'
import { mayPropose, maySignAs } from '../policy'
import type { RequiredSignature } from '../rules/sign-off'

/** Colleagues of the reader who could give one of these signatures. */
export async function otherSigners({ db, actor }: MemberCtx, wanted: readonly RequiredSignature[]) {
  const colleagues = await db
    .select({ displayNameEn: users.displayNameEn, displayNameZh: users.displayNameZh, role: members.role })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.orgId, actor.member.orgId), eq(members.state, 'active'), ne(members.userId, actor.userId)))
    .orderBy(asc(users.sortKey), asc(users.id))
  return colleagues
    .filter(({ role }) => mayPropose(role) && wanted.some((each) => maySignAs(role, each.role)))
    .map(({ displayNameEn, displayNameZh }) => ({ displayNameEn, displayNameZh }))
}
