import { and, asc, eq, inArray } from 'drizzle-orm'
import { members } from '@/db/schema/orgs'
import { users } from '@/db/schema/people'
import type { MemberCtx } from '@/server/platform/context'
import { requireProduct } from '@/server/domains/products/queries'
import type { Mentionable } from '../inputs'
import { grantFor } from '../rules'
import { matchesPerson } from './matches-person'
import { personName } from './people'
import { requireThread } from './scope'
import { choosePartner, sidesOf, type Sides } from './sides'

const most = 8

async function sidesFor(ctx: MemberCtx, input: Mentionable): Promise<Sides> {
  if (input.threadId) return requireThread(ctx, input.threadId)
  const access = await requireProduct(ctx, input.productId, grantFor(input.subjectKind))
  return {
    orgId: access.orgId,
    partnerOrgId: await choosePartner(
      ctx,
      access,
      input.subjectKind,
      input.partnerOrgId ?? (access.role === 'owner' ? null : undefined),
    ),
  }
}

/**
 * People of the thread's two organisations whose name, in either language, its pinyin or its initials begins like the
 * query; at most 8, the reader's own colleagues last, because a question mostly goes across.
 */
export async function listMentionable(ctx: MemberCtx, input: Mentionable) {
  const sides = await sidesFor(ctx, input)
  const found = await ctx.db
    .select({ ...personName, sortKey: users.sortKey, orgId: members.orgId })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(inArray(members.orgId, sidesOf(sides)), eq(members.state, 'active')))
    .orderBy(asc(users.sortKey))
  const own = ctx.actor.member.orgId
  return found
    .filter((person) => person.id !== ctx.actor.userId && matchesPerson(input.query, person))
    .toSorted((a, b) => Number(a.orgId === own) - Number(b.orgId === own))
    .slice(0, most)
    .map(({ id, displayNameEn, displayNameZh, honorific, orgId }) => ({
      id,
      displayNameEn,
      displayNameZh,
      honorific,
      orgId,
    }))
}
