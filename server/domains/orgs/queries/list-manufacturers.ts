import { and, asc, eq, gt, or } from 'drizzle-orm'
import { orgs } from '@/db/schema/orgs'
import { searchable } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { matchesOrg } from '../rules/search'

const pageSize = 30
const batch = 200

const card = {
  id: orgs.id,
  legalNameEn: orgs.legalNameEn,
  legalNameZh: orgs.legalNameZh,
  country: orgs.country,
  city: orgs.city,
  about: orgs.about,
  website: orgs.website,
  sortKey: orgs.sortKey,
} as const

type Cursor = Readonly<{ sortKey: string; id: string }>

/**
 * Manufacturers that want to be found, in name order, one page after `cursor`. For brands only: a manufacturer never
 * learns which others are here. Searched in both languages and by pinyin, which the database cannot spell.
 */
export async function listManufacturers(ctx: MemberCtx, input: { search: string; cursor?: Cursor | null }) {
  if (ctx.actor.member.orgKind !== 'brand') throw new DomainError('forbidden', 'orgs.directoryForBrands')
  const found: Row[] = []
  let after: Cursor | null = input.cursor ?? null
  for (;;) {
    const rows: Row[] = await ctx.db
      .select(card)
      .from(orgs)
      .where(
        and(
          eq(orgs.listed, true),
          eq(orgs.kind, 'manufacturer'),
          after === null
            ? undefined
            : or(gt(orgs.sortKey, after.sortKey), and(eq(orgs.sortKey, after.sortKey), gt(orgs.id, after.id))),
        ),
      )
      .orderBy(asc(orgs.sortKey), asc(orgs.id))
      .limit(batch)
    for (const row of rows) {
      if (!matchesOrg({ ...row, about: row.about === null ? '' : searchable(row.about) }, input.search)) continue
      if (found.length === pageSize) return { items: found.map(describe), next: cursorOf(found.at(-1)) }
      found.push(row)
    }
    if (rows.length < batch) return { items: found.map(describe), next: null }
    after = cursorOf(rows.at(-1))
  }
}

type Row = Pick<typeof orgs.$inferSelect, keyof typeof card>
const cursorOf = (row: Cursor | undefined): Cursor | null => (row ? { sortKey: row.sortKey, id: row.id } : null)
const describe = ({ id, legalNameEn, legalNameZh, country, city, about, website }: Row) => ({
  id,
  legalNameEn,
  legalNameZh,
  country,
  city,
  about,
  website,
})

/** One listed manufacturer, for brands. */
export async function getManufacturer(ctx: MemberCtx, { orgId }: { orgId: string }) {
  if (ctx.actor.member.orgKind !== 'brand') throw new DomainError('forbidden', 'orgs.directoryForBrands')
  const [found] = await ctx.db
    .select({ ...card, timeZone: orgs.timeZone, currency: orgs.currency, uscc: orgs.uscc })
    .from(orgs)
    .where(and(eq(orgs.id, orgId), eq(orgs.listed, true), eq(orgs.kind, 'manufacturer')))
  if (!found) throw new DomainError('notFound', 'orgs.notFound')
  const { timeZone, currency, uscc } = found
  return { ...describe(found), timeZone, currency, uscc }
}
