import { and, eq, inArray } from 'drizzle-orm'
import { members } from '@/db/schema/orgs'
import { can } from '@/server/domains/orgs/policy'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { personOf, readPeople } from './people'

/** Of these people, those who may approve firmware of the brand now: people leave, and roles change. */
export async function approversNow({ db }: MemberCtx, orgId: string, ids: readonly string[]): Promise<string[]> {
  const people = await db
    .select({ userId: members.userId, role: members.role })
    .from(members)
    .where(and(eq(members.orgId, orgId), eq(members.state, 'active'), inArray(members.userId, [...ids])))
  return people.filter(({ role }) => can(role, 'firmware:approve')).map(({ userId }) => userId)
}

/** Everybody named may approve still. Errors: firmware.approverUnfit with the name of who may not. */
export async function requireFit(ctx: MemberCtx, orgId: string, approverIds: readonly string[]): Promise<void> {
  const fit = await approversNow(ctx, orgId, approverIds)
  const unfit = approverIds.find((id) => !fit.includes(id))
  if (unfit === undefined) return
  const person = personOf(await readPeople(ctx, [unfit]), unfit)
  const name = (ctx.actor.locale === 'zh' ? person?.displayNameZh : person?.displayNameEn) ?? ''
  throw new DomainError('conflict', 'firmware.approverUnfit', name === '' ? {} : { context: 'named', name })
}
