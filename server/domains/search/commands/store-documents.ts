import { createHash } from 'node:crypto'
import { eq, inArray, sql } from 'drizzle-orm'
import { searchDocuments } from '@/db/schema/search'
import type { Grant } from '@/server/domains/products/rules'
import type { BilingualText, Language } from '@/server/kernel/bilingual'
import { canonicalJson } from '@/server/kernel/canonical-json'
import type { AnyCtx } from '@/server/platform/context'
import { gramOfDigest, gramsOf, rulesVersion } from '../rules/grams'
import { searchKinds, type Reach, type SearchKind } from '../rules/kinds'

/** One text in both languages; empty where there is none. */
export type Words = Readonly<Record<Language, string>>
export const nothing: Words = { en: '', zh: '' }
export const wordsOf = ({ en, zh }: BilingualText): Words => ({ en, zh })
/** For everybody on the product. */
export const everywhere = { reach: 'all', partnerOrgId: null, requiredGrant: null } as const

/** What is to be found of one thing, and who may find it. */
export type SearchDocument = Readonly<{
  kind: SearchKind
  subjectId: string
  orgId: string
  reach: Reach
  partnerOrgId: string | null
  productId: string | null
  requiredGrant: Grant | null
  code: string
  title: Words
  body: Words
  words: string
  /** A commit or a SHA-256, found by its beginning. */
  digest?: string | null
  updatedAt: Date
}>

const longestBody = 20_000
const batch = 200
const keyOf = ({ kind, subjectId, orgId }: Pick<SearchDocument, 'kind' | 'subjectId' | 'orgId'>) =>
  `${kind} ${subjectId} ${orgId}`

/**
 * Makes the documents of a family what they are given as: new ones are added, changed ones made again, others removed.
 * One that did not change is left alone. Two processes at one family take turns. Runs as the system.
 */
export async function storeDocuments(ctx: AnyCtx, familyId: string, given: readonly SearchDocument[]): Promise<void> {
  const { db } = ctx
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${familyId}, 7305))`)
  const known = await db
    .select({
      no: searchDocuments.no,
      kind: searchDocuments.kind,
      subjectId: searchDocuments.subjectId,
      orgId: searchDocuments.orgId,
      hash: searchDocuments.hash,
      rules: searchDocuments.rules,
    })
    .from(searchDocuments)
    .where(eq(searchDocuments.familyId, familyId))
  const wanted = new Map(given.map((document) => [keyOf(document), { ...trimmed(document), hash: hashOf(document) }]))
  const gone = known.filter((row) => {
    const document = wanted.get(keyOf(row))
    const same = document?.hash === row.hash && row.rules === rulesVersion
    if (same) wanted.delete(keyOf(row))
    return !same
  })
  const documents = [...wanted.values()]
  // Numbers say what is newer, so what changed gets a new one.
  for (let from = 0; from < gone.length; from += batch) {
    await db.delete(searchDocuments).where(
      inArray(
        searchDocuments.no,
        gone.slice(from, from + batch).map(({ no }) => no),
      ),
    )
  }
  for (let from = 0; from < documents.length; from += batch) {
    await insertDocuments(ctx, familyId, documents.slice(from, from + batch))
  }
}

type Hashed = SearchDocument & Readonly<{ hash: string }>

async function insertDocuments({ db }: AnyCtx, familyId: string, documents: readonly Hashed[]): Promise<void> {
  const added = await db
    .insert(searchDocuments)
    .values(
      documents.map((document) => ({
        ...document,
        familyId,
        rules: rulesVersion,
        audience: sql`search_audience(${document.reach}, ${document.productId}, ${document.orgId}, ${document.partnerOrgId}, ${document.requiredGrant})`,
      })),
    )
    .returning({
      no: searchDocuments.no,
      kind: searchDocuments.kind,
      subjectId: searchDocuments.subjectId,
      orgId: searchDocuments.orgId,
      audience: searchDocuments.audience,
    })
  const numbers = new Map(added.map((row) => [keyOf(row), row]))
  const columns: [string[], string[], number[], number[], boolean[]] = [[], [], [], [], []]
  for (const document of documents) {
    const row = numbers.get(keyOf(document))
    if (!row) continue
    for (const [gram, inTitle] of gramsOfDocument(document)) {
      const cells = [gram, String(row.audience), row.no, searchKinds.indexOf(document.kind), inTitle] as const
      columns[0].push(cells[0])
      columns[1].push(cells[1])
      columns[2].push(cells[2])
      columns[3].push(cells[3])
      columns[4].push(cells[4])
    }
  }
  // Not through drizzle, whose errors repeat every parameter.
  await db.$client.query(
    `insert into search_grams (gram, audience, document_no, kind, in_title)
     select * from unnest($1::text[], $2::bigint[], $3::bigint[], $4::smallint[], $5::boolean[])`,
    columns,
  )
}

function gramsOfDocument({ code, title, body, words, digest }: SearchDocument): Map<string, boolean> {
  const grams = new Map<string, boolean>()
  for (const text of [body.en, body.zh, words]) for (const gram of gramsOf(text)) grams.set(gram, false)
  for (const text of [code, title.en, title.zh]) for (const gram of gramsOf(text)) grams.set(gram, true)
  if (digest) grams.set(gramOfDigest(digest), true)
  return grams
}

const shortened = ({ en, zh }: Words): Words => ({ en: en.slice(0, longestBody), zh: zh.slice(0, longestBody) })
const trimmed = (document: SearchDocument): SearchDocument => ({ ...document, body: shortened(document.body) })

/** Of all but its age: a requirement that came into the next revision as it was is not made again. */
function hashOf(document: SearchDocument): string {
  const words = Object.fromEntries(Object.entries(document).filter(([name]) => name !== 'updatedAt'))
  return createHash('sha256').update(canonicalJson(words)).digest('hex')
}
