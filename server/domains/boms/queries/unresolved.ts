import { and, asc, eq, inArray, isNull, sql, type SQL } from 'drizzle-orm'
import { bomLines, bomRevisions, boms } from '@/db/schema/boms'
import { members } from '@/db/schema/orgs'
import { users } from '@/db/schema/people'
import { products } from '@/db/schema/products'
import type { MemberCtx } from '@/server/platform/context'
import { findingRoles } from '../policy'
import { dayIn, type UnresolvedFilter } from '../rules/unresolved'
import { requireBoms } from './access'

const most = 200

/** `isUnresolved` as a condition on lines. */
export const unresolved: SQL = sql`(not ${bomLines.dnp} and not ${bomLines.excludeFromBom} and ${bomLines.childBomId} is null
  and btrim(${bomLines.mpn}) = '' and ${bomLines.partId} is null
  and not ${bomLines.waivers} @> '[{"check": "noManufacturerPart"}]'::jsonb)`

/** Which of them, seen by one reader on one day. */
export function unresolvedCondition({ actor, now }: MemberCtx, which: UnresolvedFilter): SQL | undefined {
  switch (which) {
    case 'mine':
      return and(unresolved, eq(bomLines.ownerId, actor.userId))
    case 'unowned':
      return and(unresolved, isNull(bomLines.ownerId))
    case 'overdue':
      return and(unresolved, sql`${bomLines.dueOn} < ${dayIn(now(), actor.timeZone)}`)
    default:
      return unresolved
  }
}

const shown = {
  id: bomLines.id,
  version: bomLines.version,
  productId: bomLines.productId,
  productCode: products.code,
  bomId: bomLines.bomId,
  bomName: boms.name,
  position: bomLines.position,
  refs: bomLines.refs,
  name: bomLines.name,
  value: bomLines.value,
  description: bomLines.description,
  ownerId: bomLines.ownerId,
  dueOn: bomLines.dueOn,
  owner: { displayNameEn: users.displayNameEn, displayNameZh: users.displayNameZh },
}

const find = ({ db }: MemberCtx, orgId: string, more: SQL | undefined) =>
  db
    .select(shown)
    .from(bomLines)
    .innerJoin(bomRevisions, and(eq(bomRevisions.id, bomLines.revisionId), eq(bomRevisions.state, 'draft')))
    .innerJoin(boms, and(eq(boms.currentRevisionId, bomLines.revisionId), isNull(boms.archivedAt)))
    .innerJoin(products, and(eq(products.id, bomLines.productId), isNull(products.archivedAt)))
    .leftJoin(users, eq(users.id, bomLines.ownerId))
    .where(and(eq(bomLines.orgId, orgId), unresolved, more))
    .orderBy(sql`${bomLines.dueOn} nulls last`, asc(bomLines.bomId), asc(bomLines.position))
    .limit(most + 1)

type Found = Awaited<ReturnType<typeof find>>
const listed = ({ actor, now }: MemberCtx, found: Found) => ({
  today: dayIn(now(), actor.timeZone),
  more: found.length > most,
  lines: found.slice(0, most),
})

/** Lines of drafts of a product whose part nobody has found yet, the most urgent first, with who looks for it. */
export async function listUnresolved(ctx: MemberCtx, { productId }: Readonly<{ productId: string }>) {
  const access = await requireBoms(ctx, productId)
  if (!access.owner) return listed(ctx, [])
  return listed(ctx, await find(ctx, access.orgId, eq(bomLines.productId, productId)))
}

/** The same over all products: what the reader is to find. */
export async function listMyUnresolved(ctx: MemberCtx) {
  return listed(ctx, await find(ctx, ctx.actor.member.orgId, eq(bomLines.ownerId, ctx.actor.userId)))
}
export type UnresolvedLine = Awaited<ReturnType<typeof listMyUnresolved>>['lines'][number]

/** Who of the brand may be asked to find a part. */
export async function listFinders(ctx: MemberCtx, { productId }: Readonly<{ productId: string }>) {
  const access = await requireBoms(ctx, productId)
  if (!access.owner) return []
  return ctx.db
    .select({ userId: users.id, displayNameEn: users.displayNameEn, displayNameZh: users.displayNameZh })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.orgId, access.orgId), eq(members.state, 'active'), inArray(members.role, [...findingRoles])))
    .orderBy(asc(users.sortKey), asc(users.id))
    .limit(most)
}
