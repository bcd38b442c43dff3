import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { boms } from '@/db/schema/boms'
import { members } from '@/db/schema/orgs'
import { users } from '@/db/schema/people'
import { productParties, products } from '@/db/schema/products'
import { searchDocuments } from '@/db/schema/search'
import { requirements, specs } from '@/db/schema/specs'
import { deliver } from '@/server/jobs/delivery'
import { publishPending } from '@/server/jobs/dispatcher'
import { indexSearch } from '@/server/jobs/index-search'
import { searchSubscriptions } from '@/server/jobs/subscriptions/search'
import { asStage, callerOf, testServices } from '@/server/testing/factories'
import { testDatabase, type TestDatabase } from '@/server/testing/database'
import { makeWorld, type Person, type World } from '@/server/testing/world'
import { indexFamily, outdateAll } from './commands/index-families'
import type { SearchKind } from './rules/kinds'

let database: TestDatabase
let world: World
beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database.pool)
})
afterAll(() => database.close())

type Asked = Partial<{ productId: string; kinds: [SearchKind, ...SearchKind[]]; limit: number; language: 'en' | 'zh' }>
const ask = (person: Person, query: string, given: Asked = {}) =>
  callerOf(database.pool, person.actor).search.search({ query, language: 'en', limit: 50, ...given })
const idsOf = async (person: Person, query: string, given: Asked = {}) =>
  (await ask(person, query, given)).groups.flatMap(({ kind, hits }) => hits.map((hit) => `${kind} ${hit.subjectId}`))

/** Publishes what waits and lets search hear of it. */
async function settle(): Promise<void> {
  const services = testServices(database.pool)
  const waiting: string[] = []
  await publishPending(services, async (ids) => void waiting.push(...ids))
  for (const id of waiting) await deliver(services, id, [searchSubscriptions])
}

test('everything is found, in either language, with marks where it stands', async () => {
  const { brand, specs: written } = world
  const { groups } = await ask(brand.owner, '供电电压', { language: 'en' })
  const hit = groups.find(({ kind }) => kind === 'requirement')?.hits[0]
  expect(hit).toMatchObject({
    withinId: written.drafted.specId,
    title: { text: '供电电压', language: 'zh', marks: [[0, 4]] },
    snippet: { language: 'zh', marks: [[0, 4]] },
  })
  const byCode = await ask(brand.owner, 'R-001')
  expect(byCode.groups[0]).toMatchObject({ kind: 'requirement', hits: [{ code: 'R-001' }] })
  expect(await idsOf(brand.owner, '压')).toContain(`requirement ${written.drafted.requirementIds[0]}`)
  expect(await idsOf(brand.owner, '３．３Ｖ')).toContain(`requirement ${written.drafted.requirementIds[0]}`)
  expect(await idsOf(brand.owner, 'EQ-001')).toContain(`eq ${world.partner.eqThreadId}`)
  expect(await idsOf(brand.owner, world.partner.mark)).toContain(`person ${world.partner.owner.id}`)
  expect((await ask(brand.owner, '—，')).groups).toEqual([])
})

test('terms are found by either word and by pinyin, the company’s own in place of the base', async () => {
  const { brand, rival } = world
  const terms = async (person: Person, query: string) =>
    (await ask(person, query, { kinds: ['term'] })).groups.flatMap(({ hits }) =>
      hits.map(({ title, snippet }) => `${title.text} ${snippet?.text}`),
    )
  expect((await terms(brand.owner, 'solder paste'))[0]).toBe('solder paste 锡膏')
  expect(await terms(brand.owner, '锡膏')).toContain('solder paste 锡膏')
  expect(await terms(brand.owner, 'xigao')).toContain('solder paste 锡膏')
  await callerOf(database.pool, brand.owner.actor).language.addTerm({ en: 'Solder paste', zh: '焊锡膏' })
  expect((await terms(brand.owner, 'solder paste'))[0]).toBe('Solder paste 焊锡膏')
  expect(await terms(rival.owner, 'solder paste')).not.toContain('Solder paste 焊锡膏')
  expect(await terms(brand.owner, 's')).toEqual([])
  expect(
    (await ask(brand.owner, 'solder paste', { productId: world.productId })).groups.map(({ kind }) => kind),
  ).not.toContain('term')
})

test('a factory finds its own questions and never those of another, nor how many there are', async () => {
  const { partner, rival, brand } = world
  const threadsOf = (person: Person, query: string) => ask(person, query, { kinds: ['question', 'eq'], limit: 1 })
  for (const query of ['Question', 'EQ-001', 'Query', 'Reason']) {
    const { groups } = await threadsOf(partner.owner, query)
    expect([query, groups.map(({ hits, more }) => ({ ids: hits.map(({ subjectId }) => subjectId), more }))]).toEqual([
      query,
      groups.map(({ kind }) => ({ ids: [kind === 'eq' ? partner.eqThreadId : partner.threadId], more: false })),
    ])
    expect(groups).not.toEqual([])
  }
  expect((await threadsOf(brand.owner, 'EQ-001')).groups[0]?.more).toBe(true)
  expect(await idsOf(partner.owner, rival.mark)).toEqual([])
  expect(await idsOf(partner.owner, world.internalMark)).toEqual([])
  expect(await idsOf(partner.owner, brand.mark)).toContain(`person ${brand.owner.id}`)
})

test('one product can be asked for, and a stranger’s does not exist', async () => {
  expect(await idsOf(world.brand.owner, 'Sensor', { productId: world.productId })).toEqual([
    `product ${world.productId}`,
  ])
  await expect(ask(world.stranger.owner, 'Sensor', { productId: world.productId })).rejects.toThrow('products.notFound')
})

describe('what may not be found any more is not found at once, before any event', () => {
  const change = (statement: (db: Parameters<Parameters<typeof asStage>[1]>[0]['db']) => Promise<unknown>) =>
    asStage(database.pool, async ({ db }) => void (await statement(db)))

  test('a grant that was taken back', async () => {
    const { partner, bomId } = await makeWorld(database.pool)
    expect(await idsOf(partner.owner, 'Question')).toEqual([`question ${partner.threadId}`])
    expect(await idsOf(partner.owner, 'Supply')).not.toEqual([])
    await change((db) => db.update(productParties).set({ grants: [] }).where(eq(productParties.id, partner.partyId)))
    expect([await idsOf(partner.owner, 'Question'), await idsOf(partner.owner, 'Supply')]).toEqual([[], []])
    expect((await idsOf(partner.owner, 'board')).includes(`bom ${bomId}`)).toBe(false)
  })

  test('a partner that was revoked, on both sides', async () => {
    const { partner, brand } = await makeWorld(database.pool)
    expect(await idsOf(partner.owner, brand.mark)).not.toEqual([])
    await change((db) =>
      db.update(productParties).set({ state: 'revoked' }).where(eq(productParties.id, partner.partyId)),
    )
    expect(await idsOf(partner.owner, brand.mark)).toEqual([])
    expect(await idsOf(partner.owner, 'Question')).toEqual([])
    expect(await idsOf(brand.owner, partner.mark, { kinds: ['person'] })).toEqual([])
    expect(await idsOf(brand.owner, partner.mark, { kinds: ['question'] })).toEqual([`question ${partner.threadId}`])
  })

  test('what was archived or removed', async () => {
    const { brand, bomId, productId, specs: written } = await makeWorld(database.pool)
    const everything = async () => new Set((await idsOf(brand.owner, brand.mark)).map((id) => id.split(' ')[0]))
    expect(await idsOf(brand.owner, 'R-003')).toHaveLength(1)
    await change((db) => db.delete(requirements).where(eq(requirements.revisionId, written.drafted.revisionId)))
    expect(await idsOf(brand.owner, 'R-003')).toEqual([])
    expect(await everything()).toContain('spec')
    await change((db) => db.update(specs).set({ archivedAt: new Date() }).where(eq(specs.id, written.drafted.specId)))
    await change((db) => db.update(boms).set({ archivedAt: new Date() }).where(eq(boms.id, bomId)))
    await change((db) => db.update(members).set({ state: 'removed' }).where(eq(members.userId, brand.viewer.id)))
    const kinds = await everything()
    expect([kinds.has('spec'), kinds.has('requirement'), kinds.has('bom'), kinds.has('product')]).toEqual([
      false,
      false,
      false,
      true,
    ])
    expect(await idsOf(brand.owner, 'Person')).not.toContain(`person ${brand.viewer.id}`)
    expect(await idsOf(brand.owner, 'Supply', { kinds: ['requirement'] })).toEqual([])
    await change((db) => db.update(products).set({ archivedAt: new Date() }).where(eq(products.id, productId)))
    // The product itself is there to be read, and says that it was put away.
    const { groups } = await ask(brand.owner, brand.mark, { kinds: ['product', 'question', 'eq'] })
    expect(
      groups.flatMap(({ hits }) => hits).map(({ kind, subjectId, archived }) => [kind, subjectId, archived]),
    ).toEqual([['product', productId, true]])
  })
})

test('events bring changed words in, and take removed ones out', async () => {
  const other = await makeWorld(database.pool)
  const { brand, productId } = other
  await settle()
  const caller = callerOf(database.pool, brand.owner.actor)
  const product = await caller.products.getProduct({ productId })
  await caller.products.updateProduct({
    productId,
    version: product.version,
    code: product.code,
    name: { en: 'Weathervane', zh: '风向标' },
    summary: { en: '', zh: '' },
    vertical: 'home',
    subVertical: 'sensor',
  })
  expect(await idsOf(brand.owner, '风向')).toEqual([])
  await settle()
  expect(await idsOf(brand.owner, '风向')).toEqual([`product ${productId}`])
  expect(await idsOf(brand.owner, 'Sensor', { productId })).toEqual([])
  const { specId, revisionId } = other.specs.drafted
  const kept = () =>
    asStage(database.pool, async ({ db }) => {
      const rows = await db.select().from(searchDocuments).where(eq(searchDocuments.familyId, specId))
      return rows.map(({ kind }) => kind).toSorted()
    })
  expect(await kept()).toEqual(['requirement', 'requirement', 'requirement', 'spec'])
  await asStage(database.pool, async (ctx) => {
    await ctx.db.delete(requirements).where(eq(requirements.revisionId, revisionId))
    await indexFamily.spec(ctx, specId)
  })
  expect(await kept()).toEqual(['spec'])
})

test('people are found by pinyin, its initials, and how they are called', async () => {
  const other = await makeWorld(database.pool)
  await asStage(database.pool, async (ctx) => {
    await ctx.db
      .update(users)
      .set({ displayNameEn: 'Wang Lei', displayNameZh: '王磊', honorific: '王工' })
      .where(eq(users.id, other.partner.owner.id))
    await indexFamily.people(ctx, other.partner.orgId)
  })
  for (const query of ['wl', '王', '王磊', 'wanglei', 'Lei', '王工']) {
    expect([query, await idsOf(other.brand.owner, query, { kinds: ['person'] })]).toEqual([
      query,
      [`person ${other.partner.owner.id}`],
    ])
  }
  const { groups } = await ask(other.brand.owner, 'wl', { kinds: ['person'], language: 'zh' })
  expect(groups[0]?.hits[0]).toMatchObject({ title: { text: '王磊' }, productId: other.productId })
  expect(await idsOf(other.rival.owner, 'wl', { kinds: ['person'] })).toEqual([])
})

test('what exists already is indexed once, and again by other rules', async () => {
  const services = testServices(database.pool)
  await makeWorld(database.pool)
  expect(await indexSearch(services)).toBeGreaterThan(0)
  expect(await indexSearch(services)).toBe(0)
  const count = async () =>
    (
      await asStage(database.pool, ({ db }) =>
        db.execute<{ n: number }>('select count(*)::int as n from search_documents'),
      )
    ).rows[0]?.n
  await asStage(database.pool, outdateAll)
  await indexSearch(services)
  const before = await count()
  await asStage(database.pool, outdateAll)
  expect(await indexSearch(services)).toBeGreaterThan(0)
  expect(await indexSearch(services)).toBe(0)
  expect(await count()).toBe(before)
})

test('the index is used under row-level security', async () => {
  const { rows } = await database.pool.query<{ name: string }>(
    `select distinct p.proname as name from pg_proc p
     where p.oid::regprocedure::text in ('texteq(text,text)', 'text_ge(text,text)', 'text_lt(text,text)', 'int8eq(bigint,bigint)', 'int2eq(smallint,smallint)') and p.proleakproof`,
  )
  expect(rows.map(({ name }) => name).toSorted()).toEqual(['int2eq', 'int8eq', 'text_ge', 'text_lt', 'texteq'])
})
