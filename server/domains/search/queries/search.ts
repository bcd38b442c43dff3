import { sql } from 'drizzle-orm'
import { searchDocuments } from '@/db/schema/search'
import { tidySerial } from '@/server/domains/flashing/rules/serials'
import { requireProduct } from '@/server/domains/products/queries'
import type { Language } from '@/server/kernel/bilingual'
import type { MemberCtx } from '@/server/platform/context'
import type { SearchInput } from '../inputs'
import { gramOfDigest, isDigest, needlesOf, type Needle } from '../rules/grams'
import { searchKinds, type HitStanding, type SearchKind } from '../rules/kinds'
import { markedIn, snippetOf, type Marked } from '../rules/marks'
import { ranked } from '../rules/rank'
import { findVisible, oneOf } from './find-visible'
import { searchDevices } from './search-devices'
import { searchParts } from './search-parts'
import { searchTerms } from './search-terms'
import { findStandings } from './standings'

/** How many of each kind are ranked: those with most of the query in their titles, the newest first. */
const candidates = 100

export type SearchHit = Readonly<{
  kind: SearchKind
  subjectId: string
  /** Of a person: a product that both sides work on. None of a term. */
  productId: string | null
  productCode: string | null
  /** The specification of a requirement, the line of a firmware build. */
  withinId: string | null
  code: string
  title: Marked
  /** Where it was found, unless the title says all. */
  snippet: Marked | null
  /** Its product was put away; it is still there to be read. */
  archived: boolean
  standing: HitStanding | null
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
  const devices = kinds.includes('device') ? await searchDevices(ctx, input) : []
  // A beginning may be the code of a product just as well.
  const isExact = devices[0]?.hits[0]?.code === tidySerial(query)
  const audiences = await audiencesOf(ctx, productId ?? null)
  const found = await findCandidates(ctx, needles, audiences, kinds)
  const titled = new Map(found.map((candidate) => [candidate.no, candidate.titled]))
  const visible = await findVisible(ctx, [...titled.keys()], productId ?? null)
  const order = ranked(
    visible.map((row) => ({ ...row, titled: titled.get(row.no) ?? 0 })),
    query,
    needles.length,
  )
  const shown = [...new Set(order.map(({ kind }) => kind))]
  const chosen = shown.flatMap((kind) => order.filter((each) => each.kind === kind).slice(0, limit))
  const bodies = await readBodies(
    ctx,
    chosen.map(({ no }) => no),
  )
  const standings = await findStandings(ctx, chosen)
  return {
    groups: [
      ...(isExact ? devices : []),
      ...shown.map((kind): SearchGroup => ({
        kind,
        more: order.filter((each) => each.kind === kind).length > limit,
        hits: chosen
          .filter((each) => each.kind === kind)
          .map(({ no, subjectId, familyId, code, title, factory, archived, ...rest }): SearchHit => {
            const { standing = null, digest } = standings.get(subjectId) ?? {}
            const body =
              digestIn(digest, needles, language) ??
              markedIn(language, factory ?? bodies.get(no) ?? { en: '', zh: '' }, query)
            const heading = markedIn(language, title, query)
            // A question begins with its title: the same words twice say nothing.
            const repeated =
              body.text === '' || (kind === 'question' && body.text.startsWith(heading.text.replace(/…$/, '')))
            return {
              kind,
              subjectId,
              productId: rest.productId,
              productCode: rest.productCode,
              withinId: kind === 'requirement' || kind === 'firmwareBuild' ? familyId : null,
              code,
              title: heading,
              snippet: repeated && body.marks.every(([from]) => from < heading.text.length) ? null : snippetOf(body),
              archived,
              standing,
            }
          }),
      })),
      ...(isExact ? [] : devices),
      ...(parts ?? []),
      ...(terms ?? []),
    ],
  }
}

/** A commit or a SHA-256, where its beginning was asked for. */
function digestIn(digest: string | null | undefined, needles: readonly Needle[], language: Language): Marked | null {
  const asked = needles.find(({ gram }) => isDigest(gram) && digest?.startsWith(gram))
  return digest && asked ? { text: digest, language, marks: [[0, asked.gram.length]] } : null
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
    // In the order of bytes nothing sorts after the last character there is.
    const begins = (start: string) => `gram >= ${parameter(start)} and gram < ${parameter(`${start}\u{10FFFF}`)}`
    const words = prefix ? begins(gram) : `gram = ${parameter(gram)}`
    const matches = isDigest(gram) ? `(${words} or ${begins(gramOfDigest(gram))})` : words
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

async function readBodies({ db }: MemberCtx, numbers: readonly number[]) {
  if (numbers.length === 0) return new Map<number, { en: string; zh: string }>()
  const rows = await db
    .select({ no: searchDocuments.no, body: searchDocuments.body })
    .from(searchDocuments)
    .where(oneOf(numbers))
  return new Map(rows.map(({ no, body }) => [no, body]))
}
