import { and, asc, desc, eq, isNull, or, sql, type SQL } from 'drizzle-orm'
import { translatableTexts as texts, translationAssignments as assignments } from '@/db/schema/language'
import { members } from '@/db/schema/orgs'
import { users } from '@/db/schema/people'
import { productParties, products } from '@/db/schema/products'
import { otherLanguage } from '@/server/kernel/bilingual'
import type { MemberCtx } from '@/server/platform/context'
import { requireProduct } from '@/server/domains/products/queries'
import type { AssignText, ListQueue } from '../inputs'
import { writableKinds, writesAnything, type TranslatableKind } from '../rules/queue'

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

/** Who of the acting organisation was given the text. */
const assigned = ({ actor }: MemberCtx): SQL | undefined =>
  and(
    eq(assignments.orgId, actor.member.orgId),
    eq(assignments.subjectKind, texts.subjectKind),
    eq(assignments.subjectId, texts.subjectId),
    eq(assignments.field, texts.field),
  )
/** Who sees to it: whoever was given it, else whoever answers for the requirement, while they are with us. */
const responsible = ({ actor }: MemberCtx): SQL | undefined =>
  and(
    eq(members.orgId, actor.member.orgId),
    eq(members.state, 'active'),
    eq(members.userId, sql`coalesce(${assignments.userId}, ${texts.ownerId})`),
  )

/**
 * Texts that wait for their counterpart, critical ones first, then the oldest; a page at a time. Each carries what its
 * own command needs to change it, and whether the reader may.
 */
export async function listQueue(
  ctx: MemberCtx,
  { productId, state, from, critical, mine: onlyMine, person, cursor, limit }: ListQueue,
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
      assignedTo: assignments.userId,
      responsible: {
        userId: users.id,
        displayNameEn: users.displayNameEn,
        displayNameZh: users.displayNameZh,
      },
    })
    .from(texts)
    .innerJoin(productParties, eq(productParties.productId, texts.productId))
    .innerJoin(products, eq(products.id, texts.productId))
    .leftJoin(assignments, assigned(ctx))
    .leftJoin(members, responsible(ctx))
    .leftJoin(users, eq(users.id, members.userId))
    .where(
      and(
        visible(ctx),
        productId ? eq(texts.productId, productId) : undefined,
        state ? sql`${texts.body} ->> 'state' = ${state}` : undefined,
        from ? sql`${texts.body} ->> 'source' = ${from}` : undefined,
        critical ? texts.critical : undefined,
        onlyMine ? mine(ctx) : undefined,
        person === 'nobody' ? isNull(users.id) : person ? eq(users.id, person) : undefined,
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

/**
 * The people of the acting organisation who can write something of the queue, each with how much of it is theirs to see
 * to, and how much is nobody's yet.
 */
export async function listTranslators(ctx: MemberCtx, { productId }: Readonly<{ productId?: string | null }>) {
  if (productId) await requireProduct(ctx, productId)
  const { orgId } = ctx.actor.member
  const waiting = await ctx.db
    .select({ userId: members.userId, count: sql<number>`count(*)::int` })
    .from(texts)
    .innerJoin(productParties, eq(productParties.productId, texts.productId))
    .innerJoin(products, eq(products.id, texts.productId))
    .leftJoin(assignments, assigned(ctx))
    .leftJoin(members, responsible(ctx))
    .where(and(visible(ctx), productId ? eq(texts.productId, productId) : undefined))
    .groupBy(members.userId)
  const of = new Map(waiting.map(({ userId, count }) => [userId, count]))
  const people = await ctx.db
    .select({
      userId: users.id,
      displayNameEn: users.displayNameEn,
      displayNameZh: users.displayNameZh,
      role: members.role,
    })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.orgId, orgId), eq(members.state, 'active')))
    .orderBy(asc(users.displayNameEn), asc(users.id))
  return {
    people: people
      .map(({ role, ...person }) => ({ ...person, waiting: of.get(person.userId) ?? 0, writes: writesAnything(role) }))
      .filter(({ waiting: count, writes }) => writes || count > 0),
    nobody: of.get(null) ?? 0,
  }
}
export type Translators = Awaited<ReturnType<typeof listTranslators>>

/** A text of the queue as the acting organisation sees it, with whom it is given to; null where it does not wait there. */
export async function findWaiting(ctx: MemberCtx, { productId, subjectKind, subjectId, field }: AssignText) {
  const [found] = await ctx.db
    .select({ label: texts.label, assignedTo: assignments.userId, mayWrite: writable(ctx), side: productParties.role })
    .from(texts)
    .innerJoin(productParties, eq(productParties.productId, texts.productId))
    .innerJoin(products, eq(products.id, texts.productId))
    .leftJoin(assignments, assigned(ctx))
    .where(
      and(
        visible(ctx),
        eq(texts.productId, productId),
        eq(texts.subjectKind, subjectKind),
        eq(texts.subjectId, subjectId),
        eq(texts.field, field),
      ),
    )
  return found ?? null
}
