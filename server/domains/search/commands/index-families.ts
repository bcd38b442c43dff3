import { and, asc, eq, sql } from 'drizzle-orm'
import { boms } from '@/db/schema/boms'
import { members, orgs } from '@/db/schema/orgs'
import { users } from '@/db/schema/people'
import { products } from '@/db/schema/products'
import { requirements, specs } from '@/db/schema/specs'
import { engineeringQueries, posts, threads } from '@/db/schema/threads'
import type { BilingualText, Language } from '@/server/kernel/bilingual'
import type { AnyCtx } from '@/server/platform/context'
import type { SearchKind } from '../rules/kinds'
import { personWords } from '../rules/person-words'
import { indexFirmwareLine, indexFlashPackage } from './index-firmware'
import { indexDesignSet, indexGolden, indexPackage } from './index-releases'
import { everywhere, nothing, storeDocuments, wordsOf, type SearchDocument, type Words } from './store-documents'

/** What is projected together. */
export const families = [
  'product',
  'bom',
  'spec',
  'thread',
  'people',
  'designSet',
  'firmwareLine',
  'flashPackage',
  'package',
  'golden',
] as const
export type Family = (typeof families)[number]

/** Makes what is found of one thing anew: of a specification its requirements too, of a firmware line its builds. */
export const indexFamily: Readonly<Record<Family, (ctx: AnyCtx, id: string) => Promise<void>>> = {
  product: indexProduct,
  bom: indexBom,
  spec: indexSpec,
  thread: indexThread,
  people: indexPeople,
  designSet: indexDesignSet,
  firmwareLine: indexFirmwareLine,
  flashPackage: indexFlashPackage,
  package: indexPackage,
  golden: indexGolden,
}

const together = (texts: readonly (BilingualText | null | undefined)[]): Words => {
  const joined = (language: Language) =>
    texts
      .map((text) => text?.[language] ?? '')
      .filter(Boolean)
      .join('\n')
  return { en: joined('en'), zh: joined('zh') }
}

async function indexProduct(ctx: AnyCtx, productId: string): Promise<void> {
  const rows = await ctx.db.select().from(products).where(eq(products.id, productId))
  const documents = rows.map(({ id, orgId, code, name, summary, updatedAt }): SearchDocument => ({
    ...everywhere,
    kind: 'product',
    subjectId: id,
    orgId,
    productId: id,
    code,
    title: wordsOf(name),
    body: summary ? wordsOf(summary) : nothing,
    words: '',
    updatedAt,
  }))
  await storeDocuments(ctx, productId, documents)
}

async function indexBom(ctx: AnyCtx, bomId: string): Promise<void> {
  const rows = await ctx.db.select().from(boms).where(eq(boms.id, bomId))
  const documents = rows.map(({ id, orgId, productId, name, updatedAt }): SearchDocument => ({
    ...everywhere,
    kind: 'bom',
    subjectId: id,
    orgId,
    productId,
    requiredGrant: 'boms',
    code: '',
    title: wordsOf(name),
    body: nothing,
    words: '',
    updatedAt,
  }))
  await storeDocuments(ctx, bomId, documents)
}

/** A specification and the requirements of its current revision. */
async function indexSpec(ctx: AnyCtx, specId: string): Promise<void> {
  const [spec] = await ctx.db.select().from(specs).where(eq(specs.id, specId))
  if (!spec) return storeDocuments(ctx, specId, [])
  const { orgId, productId, currentRevisionId } = spec
  const common = { ...everywhere, orgId, productId, requiredGrant: 'specs' } as const
  const rows =
    currentRevisionId === null
      ? []
      : await ctx.db
          .select()
          .from(requirements)
          .where(eq(requirements.revisionId, currentRevisionId))
          .orderBy(asc(requirements.position))
  await storeDocuments(ctx, specId, [
    {
      ...common,
      kind: 'spec',
      subjectId: specId,
      code: spec.number,
      title: wordsOf(spec.name),
      body: nothing,
      words: '',
      updatedAt: spec.updatedAt,
    },
    ...rows.map(({ requirementId, code, title, text, condition, values, updatedAt }): SearchDocument => {
      const { unit, ...figures } = values
      return {
        ...common,
        kind: 'requirement',
        subjectId: requirementId,
        code,
        title: wordsOf(title),
        body: together([text, condition]),
        words: Object.values(figures)
          .filter(Boolean)
          .map((figure) => `${figure} ${unit}`)
          .join('; '),
        updatedAt,
      }
    }),
  ])
}

/** A question or an engineering query with everything that was said in it. */
async function indexThread(ctx: AnyCtx, threadId: string): Promise<void> {
  const [row] = await ctx.db
    .select({ thread: threads, eq: engineeringQueries })
    .from(threads)
    .leftJoin(engineeringQueries, eq(engineeringQueries.threadId, threads.id))
    .where(eq(threads.id, threadId))
  if (!row) return storeDocuments(ctx, threadId, [])
  const said = await ctx.db
    .select({ body: posts.body })
    .from(posts)
    .where(eq(posts.threadId, threadId))
    .orderBy(asc(posts.createdAt))
  const { thread, eq: query } = row
  const [question, ...answers] = said.map(({ body }) => body)
  const { partnerOrgId } = thread
  const first = question ? wordsOf(question) : nothing
  await storeDocuments(ctx, threadId, [
    {
      kind: query ? 'eq' : 'question',
      subjectId: threadId,
      orgId: thread.orgId,
      productId: thread.productId,
      reach: partnerOrgId === null ? 'own' : 'pair',
      partnerOrgId,
      requiredGrant: thread.requiredGrant,
      code: query?.code ?? '',
      title: query ? wordsOf(query.title) : { en: headOf(first.en), zh: headOf(first.zh) },
      body: together(query ? [query.proposal, query.decision, question, ...answers] : [question, ...answers]),
      words: thread.subjectLabel,
      updatedAt: thread.lastPostAt,
    },
  ])
}

const longestHead = 120
/** The first line of a question stands for its title. */
function headOf(text: string): string {
  const line = text.split('\n', 1)[0] ?? ''
  const whole = Array.from(line)
  return whole.length > longestHead ? `${whole.slice(0, longestHead).join('')}…` : line
}

/** The people of an organisation, for those who work with it. */
async function indexPeople(ctx: AnyCtx, orgId: string): Promise<void> {
  const rows = await ctx.db
    .select({
      userId: users.id,
      displayNameEn: users.displayNameEn,
      displayNameZh: users.displayNameZh,
      honorific: users.honorific,
      legalNameEn: orgs.legalNameEn,
      legalNameZh: orgs.legalNameZh,
      joinedAt: members.createdAt,
    })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .innerJoin(orgs, eq(orgs.id, members.orgId))
    .where(and(eq(members.orgId, orgId), eq(members.state, 'active')))
  const documents = rows.map((person): SearchDocument => ({
    kind: 'person',
    subjectId: person.userId,
    orgId,
    reach: 'people',
    partnerOrgId: null,
    productId: null,
    requiredGrant: null,
    code: '',
    title: { en: person.displayNameEn, zh: person.displayNameZh },
    body: { en: person.legalNameEn || person.legalNameZh, zh: person.legalNameZh || person.legalNameEn },
    words: personWords(person),
    updatedAt: person.joinedAt,
  }))
  await storeDocuments(ctx, orgId, documents)
}

/** The organisations a person works for, whose lists of people their name is in. */
export async function orgsOfPerson({ db }: AnyCtx, userId: string): Promise<string[]> {
  const rows = await db
    .select({ orgId: members.orgId })
    .from(members)
    .where(and(eq(members.userId, userId), eq(members.state, 'active')))
  return rows.map(({ orgId }) => orgId)
}

const missing = (table: string, kind: SearchKind): string =>
  `select id from ${table} s where not exists (select 1 from search_documents d where d.subject_id = s.id and d.kind = '${kind}' and d.rules = $1)`

/** The source of each family, and the kind of document by which one knows that it was made. */
const sources: Readonly<Record<Family, string>> = {
  product: missing('products', 'product'),
  bom: missing('boms', 'bom'),
  spec: missing('specs', 'spec'),
  thread: `select id from threads s where not exists (select 1 from search_documents d where d.subject_id = s.id and d.kind in ('eq', 'question') and d.rules = $1)`,
  people: `select distinct org_id as id from members s where state = 'active' and not exists (select 1 from search_documents d where d.subject_id = s.user_id and d.kind = 'person' and d.org_id = s.org_id and d.rules = $1)`,
  designSet: missing('design_sets', 'designSet'),
  firmwareLine: missing('firmware_lines', 'firmwareLine'),
  flashPackage: missing('flash_packages', 'flashPackage'),
  package: missing('packages', 'package'),
  golden: missing('golden_packages', 'golden'),
}

/** Ids of a family whose documents are missing or were made by other rules, at most `limit`. */
export async function findUnindexed({ db }: AnyCtx, family: Family, rules: number, limit: number): Promise<string[]> {
  const { rows } = await db.$client.query<{ id: string }>(`${sources[family]} limit ${limit}`, [rules])
  return rows.map(({ id }) => id)
}

/** Forgets which rules made the documents, so that all are made again. */
export async function outdateAll({ db }: AnyCtx): Promise<void> {
  await db.execute(sql`update search_documents set rules = 0`)
}
