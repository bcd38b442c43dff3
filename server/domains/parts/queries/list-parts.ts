import { and, asc, eq, exists, gt, inArray, isNotNull, isNull, like, notExists, or, sql, type SQL } from 'drizzle-orm'
import { manufacturerParts, parts, supplierParts } from '@/db/schema/parts'
import type { MemberCtx } from '@/server/platform/context'
import type { ListParts } from '../inputs'
import type { PartLifecycle } from '../lifecycle'
import type { PartFilter } from '../rules/filters'
import { searchWords } from '../rules/search-text'
import { isPriceValid, standingOf } from '../rules/standing'
import { rightsOf, todayOf } from './access'

/**
 * Parts of the organisation by number, a page at a time; `total` counts all that fit. Every word of `search` has to be in a
 * number, a name, a maker's or a supplier's number; every filter has to hold.
 */
export async function listParts(ctx: MemberCtx, { cursor, limit, search, filters, archived }: ListParts) {
  const day = todayOf(ctx)
  const scope = and(
    eq(parts.orgId, ctx.actor.member.orgId),
    archived ? isNotNull(parts.archivedAt) : isNull(parts.archivedAt),
    ...searchWords(search).map((word) => like(parts.searchText, `%${word.replace(/[\\%_]/g, '\\$&')}%`)),
    ...filters.map((filter) => conditionOf(ctx, filter, day)),
  )
  const rows = await ctx.db
    .select()
    .from(parts)
    .where(and(scope, cursor ? gt(parts.numberKey, cursor) : undefined))
    .orderBy(asc(parts.numberKey))
    .limit(limit + 1)
  const page = rows.slice(0, limit)
  const ids = page.map(({ id }) => id)
  const [sources, offers] = ids.length === 0 ? [[], []] : await childrenOf(ctx, ids)
  const items = page.map((part) => {
    const own = sources.filter(({ partId }) => partId === part.id)
    const bought = offers.filter(({ partId }) => partId === part.id)
    const { id, number, name, kind, value, archivedAt, updatedAt } = part
    const [first] = own.filter(({ status }) => status === 'approved')
    return {
      ...{ id, number, name, kind, value, archivedAt, updatedAt },
      package: part.package,
      ...standingOf(part, own, day),
      sources: own.length,
      first: first ? { mpn: first.mpn, manufacturer: first.manufacturer } : null,
      suppliers: bought.length,
      pricesExpired: bought.some((offer) => !isPriceValid(offer, day)),
    }
  })
  const more = rows.length > limit
  return {
    items,
    total: await ctx.db.$count(parts, scope),
    may: rightsOf(ctx),
    nextCursor: more ? (page.at(-1)?.numberKey ?? null) : null,
  }
}
export type PartListItem = Awaited<ReturnType<typeof listParts>>['items'][number]

const childrenOf = async ({ db }: MemberCtx, ids: readonly string[]) =>
  [
    await db
      .select()
      .from(manufacturerParts)
      .where(inArray(manufacturerParts.partId, [...ids]))
      .orderBy(asc(manufacturerParts.rank)),
    await db
      .select({ partId: supplierParts.partId, validUntil: supplierParts.validUntil })
      .from(supplierParts)
      .where(inArray(supplierParts.partId, [...ids])),
  ] as const

function conditionOf(ctx: MemberCtx, filter: PartFilter, day: string): SQL | undefined {
  const { db } = ctx
  const approved = and(
    eq(manufacturerParts.partId, parts.id),
    eq(manufacturerParts.status, 'approved'),
    sql`coalesce(${manufacturerParts.effectiveFrom} <= ${day}, true)`,
  )
  const some = (more?: SQL) =>
    db
      .select({ one: sql`1` })
      .from(manufacturerParts)
      .where(and(approved, more))
  const declared = (lifecycle: PartLifecycle) =>
    or(eq(parts.lifecycle, lifecycle), exists(some(eq(manufacturerParts.lifecycle, lifecycle))))
  switch (filter) {
    case 'noApproved':
      return notExists(some())
    case 'singleSource':
      return sql`(select count(*) from ${manufacturerParts} where ${approved}) = 1`
    case 'pricesExpired':
      return exists(
        db
          .select({ one: sql`1` })
          .from(supplierParts)
          .where(and(eq(supplierParts.partId, parts.id), sql`${supplierParts.validUntil} < ${day}`)),
      )
    default:
      return declared(filter)
  }
}
