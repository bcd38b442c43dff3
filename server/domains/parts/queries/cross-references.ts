import { and, asc, eq, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { orgs } from '@/db/schema/orgs'
import { users } from '@/db/schema/people'
import { crossReferences } from '@/db/schema/parts'
import type { MemberCtx } from '@/server/platform/context'
import { pastedRows, readPairs, type listCrossReferencesInput, type PairSheet } from '../rules/cross-reference-pairs'
import { partNumberKey } from '../rules/part-keys'

/** Another one in use between the same two says something else of one of its numbers. */
const contradicted = sql<boolean>`exists (
  select from cross_references other
  where other.org_id = ${crossReferences.orgId} and other.partner_org_id = ${crossReferences.partnerOrgId}
    and other.retired_at is null and other.id <> ${crossReferences.id}
    and (other.number_key = ${crossReferences.numberKey} or other.partner_number_key = ${crossReferences.partnerNumberKey}))`

/**
 * Numbers of two sides for the same thing, as the reader's own and the other's. Keyset pages by the brand's number.
 * A brand sees those with each of its factories, a factory those with each of its brands.
 */
export async function listCrossReferences(ctx: MemberCtx, input: z.output<typeof listCrossReferencesInput>) {
  const own = ctx.actor.member.orgId
  const brand = eq(crossReferences.orgId, own)
  const rank = sql<string>`${crossReferences.numberKey} || chr(1) || ${crossReferences.id}`
  const key = partNumberKey(input.search)
  const found = await ctx.db
    .select({ row: crossReferences, contradicted, rank, brand: sql<boolean>`${brand}`, person: named, org: legal })
    .from(crossReferences)
    .innerJoin(
      orgs,
      eq(orgs.id, sql`case when ${brand} then ${crossReferences.partnerOrgId} else ${crossReferences.orgId} end`),
    )
    .leftJoin(users, eq(users.id, crossReferences.userId))
    .where(
      and(
        or(brand, eq(crossReferences.partnerOrgId, own)),
        input.counterpartOrgId === undefined ? undefined : eq(orgs.id, input.counterpartOrgId),
        input.show === 'retired' ? isNotNull(crossReferences.retiredAt) : isNull(crossReferences.retiredAt),
        input.show === 'contradicting' ? contradicted : undefined,
        key === ''
          ? undefined
          : sql`(position(${key} in ${crossReferences.numberKey}) > 0 or position(${key} in ${crossReferences.partnerNumberKey}) > 0)`,
        input.cursor === undefined ? undefined : sql`${rank} > ${input.cursor}`,
      ),
    )
    .orderBy(asc(rank))
    .limit(input.limit + 1)
  const items = found.slice(0, input.limit)
  return {
    items: items.map(({ row, contradicted: other, brand: ours, person, org }) => ({
      id: row.id,
      own: ours ? row.number : row.partnerNumber,
      ownName: ours ? row.name : row.partnerName,
      theirs: ours ? row.partnerNumber : row.number,
      theirsName: ours ? row.partnerName : row.name,
      counterpart: org,
      origin: row.origin,
      by: person,
      byOwnSide: row.userOrgId === own,
      createdAt: row.createdAt,
      retiredAt: row.retiredAt,
      contradicted: row.retiredAt === null && other,
    })),
    next: found.length > items.length ? (items.at(-1)?.rank ?? null) : null,
  }
}
export type CrossReference = Awaited<ReturnType<typeof listCrossReferences>>['items'][number]

const named = { displayNameEn: users.displayNameEn, displayNameZh: users.displayNameZh }
const legal = { id: orgs.id, legalNameEn: orgs.legalNameEn, legalNameZh: orgs.legalNameZh }

/** What a table out of the clipboard would teach. Nothing is kept. */
export const previewPairs = (text: string): PairSheet => readPairs(pastedRows(text))

/** The numbers of brand and factory for the same thing, beside a line that names one of them. */
export type TheirNumber = Readonly<{
  id: string
  /** The brand's. */
  brandNumber: string
  /** The factory's. */
  number: string
  name: string
  /** Whose number it is: the factory's. */
  orgId: string
  legalNameEn: string
  legalNameZh: string
  /** Another one is known as well. */
  contradicted: boolean
}>

/**
 * What is known of these numbers, by `partNumberKey` of whichever side's number was asked for. The brand is shown those
 * of all its factories, a factory its own alone.
 */
export async function numbersOfPartners(
  ctx: MemberCtx,
  brandOrgId: string,
  numberKeys: readonly string[],
): Promise<Map<string, TheirNumber[]>> {
  const keys = [...new Set(numberKeys)].filter((key) => key !== '')
  if (keys.length === 0) return new Map()
  const own = ctx.actor.member.orgId
  const found = await ctx.db
    .select({
      ...columns,
      key: crossReferences.numberKey,
      partnerKey: crossReferences.partnerNumberKey,
      contradicted,
    })
    .from(crossReferences)
    .innerJoin(orgs, eq(orgs.id, crossReferences.partnerOrgId))
    .where(
      and(
        eq(crossReferences.orgId, brandOrgId),
        own === brandOrgId ? undefined : eq(crossReferences.partnerOrgId, own),
        isNull(crossReferences.retiredAt),
        or(inArray(crossReferences.numberKey, keys), inArray(crossReferences.partnerNumberKey, keys)),
      ),
    )
    .orderBy(asc(orgs.sortKey), asc(crossReferences.createdAt))
    .limit(2_000)
  const by = new Map<string, TheirNumber[]>()
  for (const { key, partnerKey, ...number } of found)
    for (const each of new Set([key, partnerKey])) by.set(each, [...(by.get(each) ?? []), number])
  return by
}
const columns = {
  id: crossReferences.id,
  brandNumber: crossReferences.number,
  number: crossReferences.partnerNumber,
  name: crossReferences.partnerName,
  orgId: crossReferences.partnerOrgId,
  legalNameEn: orgs.legalNameEn,
  legalNameZh: orgs.legalNameZh,
}
