import { and, desc, eq, inArray, type SQL } from 'drizzle-orm'
import { auditEntries } from '@/db/schema/audit'
import { orgs } from '@/db/schema/orgs'
import { users } from '@/db/schema/people'
import { asSystem, type MemberCtx } from '@/server/platform/context'
import { namedIn } from '../rules'

export type Names = Readonly<Record<string, { en: string; zh: string }>>

/** Entries of the organisation's own chain, newest first, with the names of whom they speak of. */
export async function readEntries(ctx: MemberCtx, where: SQL | undefined, limit: number) {
  const entries = await ctx.db
    .select({
      seq: auditEntries.seq,
      at: auditEntries.at,
      actorUserId: auditEntries.actorUserId,
      actorOrgId: auditEntries.actorOrgId,
      action: auditEntries.action,
      subjectId: auditEntries.subjectId,
      productId: auditEntries.productId,
      params: auditEntries.params,
    })
    .from(auditEntries)
    .where(and(eq(auditEntries.orgId, ctx.actor.member.orgId), where))
    .orderBy(desc(auditEntries.seq))
    .limit(limit)
  return { entries, names: await namesOf(ctx, [...new Set(entries.flatMap(namedIn))]) }
}
export type AuditEntry = Awaited<ReturnType<typeof readEntries>>['entries'][number]

/** Past row-level security: who stands in one's own log stays readable after the partnership has ended. */
async function namesOf(ctx: MemberCtx, ids: readonly string[]): Promise<Names> {
  const [orgIds, userIds] = ['org_', 'usr_'].map((prefix) => ids.filter((id) => id.startsWith(prefix)))
  return asSystem(ctx, async () => {
    const found = [
      ...(orgIds?.length
        ? await ctx.db
            .select({ id: orgs.id, en: orgs.legalNameEn, zh: orgs.legalNameZh })
            .from(orgs)
            .where(inArray(orgs.id, orgIds))
        : []),
      ...(userIds?.length
        ? await ctx.db
            .select({ id: users.id, en: users.displayNameEn, zh: users.displayNameZh })
            .from(users)
            .where(inArray(users.id, userIds))
        : []),
    ]
    return Object.fromEntries(found.map(({ id, en, zh }) => [id, { en: en || zh, zh: zh || en }]))
  })
}
