import { and, eq, or, sql, type SQL } from 'drizzle-orm'
import { members } from '@/db/schema/orgs'
import { productParties, products } from '@/db/schema/products'
import { requirements, specs } from '@/db/schema/specs'
import { boms } from '@/db/schema/boms'
import { threads } from '@/db/schema/threads'
import { searchDocuments } from '@/db/schema/search'
import type { MemberActor } from '@/server/kernel/actor'
import type { MemberCtx } from '@/server/platform/context'
import { requireProduct } from '@/server/domains/products/queries'
import type { SearchInput } from '../inputs'
import { needlesOf, type Needle } from '../rules/grams'
import { searchKinds, type SearchKind } from '../rules/kinds'
import { markedIn, snippetOf, type Marked } from '../rules/marks'
import { ranked } from '../rules/rank'
import { searchParts } from './search-parts'
import { searchTerms } from './search-terms'

/** How many of each kind are ranked: those with most of the query in their titles, the newest first. */
const candidates = 100

export type SearchHit = Readonly<{
  kind: SearchKind
  subjectId: string
  /** Of a person: a product that both sides work on. None of a term. */
  productId: string | null
  productCode: string | null
  /** The specification of a requirement. */
  specId: string | null
  code: string
  title: Marked
  /** Where it was found, unless the title says all. */
  snippet: Marked | null
  /** Its product was put away; it is still there to be read. */
  archived: boolean
}>
export type SearchGroup = Readonly<{ kind: SearchKind; hits: readonly SearchHit[]; more: boolean }>

/**
 * What the reader's organisation may see now and has every word of the query, by kind; the kind with the best answer
 * first. Words of Latin letters are found by their beginnings, Chinese anywhere. Of what only others may see there is
 * no count either.
 */
export async function search(ctx: MemberCtx, input: SearchInput): Promise<{ groups: SearchGroup[] }> {
  const { query, productId, limit, language } = input
  if (productId) await requireProduct(ctx, productId)
  const needles = needlesOf(query)
  if (needles.length === 0) return { groups: [] }
  const kinds = input.kinds ?? searchKinds
  // Words are no product's.
  const terms = productId || !kinds.includes('term') ? null : await searchTerms(ctx, input)
  // Nor are parts.
  const parts = productId || !kinds.includes('part') ? null : await searchParts(ctx, input)
  const audiences = await audiencesOf(ctx, productId ?? null)
  const found = await findCandidates(ctx, needles, audiences, kinds)
  const order = ranked(await findVisible(ctx, found, productId ?? null), query, needles.length)
  const shown = [...new Set(order.map(({ kind }) => kind))]
  const chosen = shown.flatMap((kind) => order.filter((each) => each.kind === kind).slice(0, limit))
  const bodies = await readBodies(
    ctx,
    chosen.map(({ no }) => no),
  )
  return {
    groups: [
      ...shown.map((kind): SearchGroup => ({
        kind,
        more: order.filter((each) => each.kind === kind).length > limit,
        hits: chosen
          .filter((each) => each.kind === kind)
          .map(({ no, subjectId, familyId, code, title, archived, ...rest }): SearchHit => {
            const body = markedIn(language, bodies.get(no) ?? { en: '', zh: '' }, query)
            const heading = markedIn(language, title, query)
            // A question begins with its title: the same words twice say nothing.
            const repeated =
              body.text === '' || (kind === 'question' && body.text.startsWith(heading.text.replace(/…$/, '')))
            return {
              kind,
              subjectId,
              productId: rest.productId,
              productCode: rest.productCode,
              specId: kind === 'requirement' ? familyId : null,
              code,
              title: heading,
              snippet: repeated && body.marks.every(([from]) => from < heading.text.length) ? null : snippetOf(body),
              archived,
            }
          }),
      })),
      ...(parts ?? []),
      ...(terms ?? []),
    ],
  }
}

/** The numbers under which this organisation finds documents at this moment. */
async function audiencesOf({ db, actor }: MemberCtx, productId: string | null): Promise<string[]> {
  const { rows } = await db.execute<{ audience: string }>(
    sql`select distinct audience::text as audience from search_audiences_of(${actor.member.orgId})
      ${productId === null ? sql`` : sql`where product_id = ${productId}`}`,
  )
  return rows.map(({ audience }) => audience)
}

type Candidate = Readonly<{ no: number; titled: number }>

/** The documents that have all needles, the most promising of each kind. */
async function findCandidates(
  { db }: MemberCtx,
  needles: readonly Needle[],
  audiences: readonly string[],
  kinds: readonly SearchKind[],
): Promise<Candidate[]> {
  const values: unknown[] = [audiences, kinds.map((kind) => searchKinds.indexOf(kind))]
  const parameter = (value: unknown) => `$${values.push(value)}`
  const lookUp = ({ gram, prefix }: Needle) => {
    const from = parameter(gram)
    // In the order of bytes nothing sorts after the last character there is.
    const matches = prefix ? `gram >= ${from} and gram < ${parameter(`${gram}\u{10FFFF}`)}` : `gram = ${from}`
    const what = prefix
      ? 'document_no, kind, max(in_title::int) as titled'
      : 'document_no, kind, in_title::int as titled'
    const grouped = prefix ? ' group by document_no, kind' : ''
    return `select ${what} from search_grams where ${matches} and audience = any($1::bigint[]) and kind = any($2::smallint[])${grouped}`
  }
  const lists = needles.map(lookUp)
  const all =
    lists.length === 1
      ? lists.join('')
      : `select document_no, kind, sum(titled)::int as titled from (${lists.join(' union all ')}) each_needle
         group by document_no, kind having count(*) = ${parameter(needles.length)}`
  const { rows } = await db.$client.query<{ no: string; titled: number }>(
    `select no, titled from (
       select document_no as no, titled, row_number() over (partition by kind order by titled desc, document_no desc) as place
       from (${all}) every_needle) placed
     where place <= ${parameter(candidates)}`,
    values,
  )
  return rows.map(({ no, titled }) => ({ no: Number(no), titled }))
}

/**
 * The document may be found, judged by the tables it was made from and not by the copy: the organisation works on the
 * product now, has the grant, is the side that was asked, and the thing is neither archived nor removed. Of a product that
 * was put away the product itself is found, and nothing in it.
 */
function visibleTo({ member: { orgId } }: MemberActor): SQL | undefined {
  const d = searchDocuments
  const onProduct = sql`exists (select 1 from ${productParties} join ${products} on ${products.id} = ${productParties.productId}
    where ${productParties.productId} = ${d.productId} and ${productParties.orgId} = ${orgId} and ${productParties.state} = 'active'
      and (${products.archivedAt} is null or ${d.kind} = 'product')
      and (${productParties.role} = 'owner' or (${d.requiredGrant} is null or ${d.requiredGrant} = any(${productParties.grants}))
        and (${d.reach} = 'all' or (${d.reach} = 'pair' and ${d.partnerOrgId} = ${orgId}))))`
  const exists = sql`case ${d.kind}
    when 'product' then true
    when 'bom' then exists (select 1 from ${boms} where ${boms.id} = ${d.subjectId} and ${boms.archivedAt} is null)
    when 'spec' then exists (select 1 from ${specs} where ${specs.id} = ${d.subjectId} and ${specs.archivedAt} is null)
    when 'requirement' then exists (select 1 from ${specs} join ${requirements} on ${requirements.revisionId} = ${specs.currentRevisionId}
      where ${specs.id} = ${d.familyId} and ${specs.archivedAt} is null and ${requirements.requirementId} = ${d.subjectId})
    else exists (select 1 from ${threads} where ${threads.id} = ${d.subjectId}) end`
  const colleague = sql`exists (select 1 from ${members} where ${members.orgId} = ${d.orgId}
    and ${members.userId} = ${d.subjectId} and ${members.state} = 'active')`
  return or(
    and(eq(d.kind, 'person'), or(eq(d.orgId, orgId), sql`${sharedProduct(orgId)} is not null`), colleague),
    and(sql`${d.kind} <> 'person'`, onProduct, exists),
  )
}

/** The newest product that the reader's organisation and that of the document work on now. */
const sharedProduct = (orgId: string): SQL<string | null> =>
  sql<
    string | null
  >`(select ${productParties.productId} from ${productParties} join ${products} on ${products.id} = ${productParties.productId}
    where ${productParties.state} = 'active' and ${productParties.role} <> 'owner' and ${products.archivedAt} is null
      and ((${productParties.ownerOrgId} = ${orgId} and ${productParties.orgId} = ${searchDocuments.orgId})
        or (${productParties.orgId} = ${orgId} and ${productParties.ownerOrgId} = ${searchDocuments.orgId}))
    order by ${productParties.productId} desc limit 1)`

async function findVisible({ db, actor }: MemberCtx, found: readonly Candidate[], productId: string | null) {
  if (found.length === 0) return []
  const { orgId } = actor.member
  const d = searchDocuments
  const rows = await db
    .select({
      no: d.no,
      kind: d.kind,
      subjectId: d.subjectId,
      familyId: d.familyId,
      productId: sql<string | null>`coalesce(${d.productId}, ${sharedProduct(orgId)})`,
      productCode: products.code,
      code: d.code,
      title: d.title,
      updatedAt: d.updatedAt,
      archived: sql<boolean>`${products.archivedAt} is not null`,
    })
    .from(d)
    .leftJoin(products, eq(products.id, d.productId))
    .where(
      and(
        oneOf(found.map(({ no }) => no)),
        visibleTo(actor),
        productId === null ? undefined : eq(d.productId, productId),
      ),
    )
  const titled = new Map(found.map((candidate) => [candidate.no, candidate.titled]))
  return rows.map((row) => ({ ...row, titled: titled.get(row.no) ?? 0 }))
}

/** As one parameter, so that the statement is the same however many there are, and planned once. */
const oneOf = (numbers: readonly number[]): SQL =>
  sql`${searchDocuments.no} = any(${sql.param([...numbers])}::bigint[])`

async function readBodies({ db }: MemberCtx, numbers: readonly number[]) {
  if (numbers.length === 0) return new Map<number, { en: string; zh: string }>()
  const rows = await db
    .select({ no: searchDocuments.no, body: searchDocuments.body })
    .from(searchDocuments)
    .where(oneOf(numbers))
  return new Map(rows.map(({ no, body }) => [no, body]))
}
