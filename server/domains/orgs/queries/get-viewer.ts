import { and, asc, eq } from 'drizzle-orm'
import { members, orgs } from '@/db/schema/orgs'
import { users } from '@/db/schema/people'
import { DomainError } from '@/server/kernel/errors'
import type { Ctx } from '@/server/platform/context'

/** What the frame around every page shows: who is signed in, for which organisation, and the others to switch to. */
export async function getViewer(ctx: Ctx) {
  const { db, actor } = ctx
  const [user] = await db
    .select({
      id: users.id,
      email: users.email,
      emailVerified: users.emailVerified,
      displayNameEn: users.displayNameEn,
      displayNameZh: users.displayNameZh,
      locale: users.locale,
      timeZone: users.timeZone,
    })
    .from(users)
    .where(eq(users.id, actor.userId))
  if (!user) throw new DomainError('unauthenticated', 'people.signInNeeded')
  const memberships = await db
    .select({
      id: orgs.id,
      kind: orgs.kind,
      legalNameEn: orgs.legalNameEn,
      legalNameZh: orgs.legalNameZh,
      timeZone: orgs.timeZone,
      role: members.role,
    })
    .from(members)
    .innerJoin(orgs, eq(orgs.id, members.orgId))
    .where(and(eq(members.userId, actor.userId), eq(members.state, 'active')))
    .orderBy(asc(orgs.sortKey), asc(orgs.id))
  return { user, orgs: memberships, org: memberships.find(({ id }) => id === actor.member?.orgId) ?? null }
}
export type Viewer = Awaited<ReturnType<typeof getViewer>> & { demo: boolean; keepsMail: boolean }
