import { and, asc, desc, eq, isNull, or, sql, type SQL } from 'drizzle-orm'
import { translatableTexts as texts } from '@/db/schema/language'
import { productParties, products } from '@/db/schema/products'
import { otherLanguage } from '@/server/kernel/bilingual'
import type { MemberCtx } from '@/server/platform/context'
import { requireProduct } from '@/server/domains/products/queries'
import type { ListQueue } from '../inputs'
import { writableKinds, type TranslatableKind } from '../rules/queue'

/** A text of the queue by one name, which orders those of the same moment. */
const key = sql<string>`(${texts.subjectKind} || ':' || ${texts.subjectId} || ':' || ${texts.field})`
/** Microseconds, because pages follow each other by exactly this. */
const since = sql<string>`(extract(epoch from ${texts.since}) * 1000000)::bigint::text`

/** What the acting organisation may see: its own products' texts, and a partner's side of others'. */
function visible({ actor }: MemberCtx): SQL | undefined {
  const { orgId } = actor.member
  const granted = or(isNull(texts.requiredGrant), sql`${texts.requiredGrant} = any(${productParties.grants})`)
  return and(
    eq(productParties.orgId, orgId),
    eq(productParties.state, 'active'),
    isNull(products.archivedAt),
    or(eq(texts.orgId, orgId), and(or(eq(texts.audience, 'all'), eq(texts.partnerOrgId, orgId)), granted)),
  )
}

/** What the reader can write, by the side their organisation is of. */
function writable({ actor }: MemberCtx): SQL<boolean> {
  const kinds = (side: 'owner' | 'manufacturer') => list(writableKinds(actor.member.role, side))
  return sql<boolean>`(case when ${productParties.role} = 'owner' then ${texts.subjectKind} = any(${kinds('owner')}) else ${texts.subjectKind} = any(${kinds('manufacturer')}) end)`
}
const list = (kinds: readonly TranslatableKind[]) => sql`${`{${kinds.join(',')}}`}::text[]`

/** What the reader can write into the language they read. */
const mine = (ctx: MemberCtx): SQL =>
  sql`(${writable(ctx)} and ${texts.body} ->> 'source' = ${otherLanguage(ctx.actor.locale)})`

/**
 * Texts that wait for their counterpart, critical ones first, then the oldest; a page at a time. Each carries what its
 * own command needs to change it, and whether the reader may.
 */
export async function listQueue(
  ctx: MemberCtx,
  { productId, state, from, critical, mine: onlyMine, cursor, limit }: ListQueue,
) {
  if (productId) await requireProduct(ctx, productId)
  const after = cursor
    ? sql`(not ${texts.critical}, ${texts.since}, ${key}) > (${!cursor.critical}, to_timestamp(0) + ${cursor.since}::bigint * interval '1 microsecond', ${cursor.key})`
    : undefined
  const rows = await ctx.db
    .select({
      key,
      since: texts.since,
      sinceExactly: since,
      productId: texts.productId,
      productCode: products.code,
      subjectKind: texts.subjectKind,
      subjectId: texts.subjectId,
      parentId: texts.parentId,
      revisionId: texts.revisionId,
      partnerOrgId: texts.partnerOrgId,
      field: texts.field,
      label: texts.label,
      body: texts.body,
      critical: texts.critical,
      version: texts.version,
      mayWrite: writable(ctx),
    })
    .from(texts)
    .innerJoin(productParties, eq(productParties.productId, texts.productId))
    .innerJoin(products, eq(products.id, texts.productId))
    .where(
      and(
        visible(ctx),
        productId ? eq(texts.productId, productId) : undefined,
        state ? sql`${texts.body} ->> 'state' = ${state}` : undefined,
        from ? sql`${texts.body} ->> 'source' = ${from}` : undefined,
        critical ? texts.critical : undefined,
        onlyMine ? mine(ctx) : undefined,
        after,
      ),
    )
    .orderBy(desc(texts.critical), asc(texts.since), asc(key))
    .limit(limit + 1)
  const items = rows.slice(0, limit)
  const last = rows[limit - 1]
  const next = rows.length > limit && last ? { critical: last.critical, since: last.sinceExactly, key: last.key } : null
  return { items, next }
}
export type QueueItem = Awaited<ReturnType<typeof listQueue>>['items'][number]

/** How many texts wait, per product: all of them, the critical ones, the stale ones, and those the reader can write. */
export async function countQueue(ctx: MemberCtx, { productId }: Readonly<{ productId?: string | null }>) {
  if (productId) await requireProduct(ctx, productId)
  const count = (condition: SQL) => sql<number>`count(*) filter (where ${condition})::int`
  return ctx.db
    .select({
      productId: products.id,
      code: products.code,
      name: products.name,
      total: sql<number>`count(*)::int`,
      critical: count(sql`${texts.critical}`),
      stale: count(sql`${texts.body} ->> 'state' = 'stale'`),
      mine: count(mine(ctx)),
    })
    .from(texts)
    .innerJoin(productParties, eq(productParties.productId, texts.productId))
    .innerJoin(products, eq(products.id, texts.productId))
    .where(and(visible(ctx), productId ? eq(texts.productId, productId) : undefined))
    .groupBy(products.id)
    .orderBy(desc(count(sql`${texts.critical}`)), desc(sql`count(*)`), asc(products.id))
}
