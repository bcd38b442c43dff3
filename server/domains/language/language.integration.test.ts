import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { auditEntries } from '@/db/schema/audit'
import { translationMemory } from '@/db/schema/language'
import { posts } from '@/db/schema/threads'
import { productParties, products } from '@/db/schema/products'
import { bilingual, settleText } from '@/server/kernel/bilingual'
import type { MemberActor, MemberRole } from '@/server/kernel/actor'
import { transact } from '@/server/platform/context'
import { readTranslationUrl } from '@/server/platform/translation-settings'
import {
  asStage,
  callerOf,
  makeMember,
  makeOrg,
  makePartner,
  makeProduct,
  testServices,
} from '@/server/testing/factories'
import { testDatabase, type TestDatabase } from '@/server/testing/database'
import { makeWorld } from '@/server/testing/world'
import { memoryHash, remember } from './commands/remember'
import { bigramsOf, likeness } from './rules/bigrams'

let database: TestDatabase
beforeAll(async () => void (database = await testDatabase()))
afterAll(() => database.close())
const pool = () => database.pool
const as = (actor: MemberActor) => callerOf(pool(), actor)
const refusal = (code: string) => expect.objectContaining({ message: code })

/** A brand, its product, and two factories that do not know of each other. */
async function twoSides() {
  const [brand, factory, rival] = [
    await makeOrg(pool(), 'brand'),
    await makeOrg(pool(), 'manufacturer'),
    await makeOrg(pool(), 'manufacturer'),
  ]
  const product = await makeProduct(pool(), brand, { summary: bilingual('en', 'Detects a door') })
  await makePartner(pool(), product, factory)
  await makePartner(pool(), product, rival)
  const ann = await makeMember(pool(), brand, 'engineer')
  const wang = await makeMember(pool(), factory, 'engineer')
  const zhao = await makeMember(pool(), rival, 'engineer')
  return { brand, factory, rival, productId: product.id, ann, wang, zhao }
}
type Sides = Awaited<ReturnType<typeof twoSides>>

const ask = ({ ann, productId, factory }: Sides, en: string, given: object = {}) =>
  as(ann).threads.openThread({
    productId,
    subject: { kind: 'product', id: productId },
    partnerOrgId: factory.id,
    body: { en, zh: '', source: 'en' },
    clientKey: randomUUID(),
    ...given,
  })
const chainOf = async (orgId: string) =>
  asStage(pool(), ({ db }) =>
    db
      .select({ action: auditEntries.action })
      .from(auditEntries)
      .where(eq(auditEntries.orgId, orgId))
      .orderBy(auditEntries.seq),
  )

describe('the glossary', () => {
  test('takes, changes, locks and gives back terms; every step is on the chain', async () => {
    const { brand, ann } = await twoSides()
    const { language } = as(ann)
    const { termId } = await language.addTerm({ en: '  Snap  hook ', zh: '卡勾', note: 'as on the drawing' })
    await expect(language.addTerm({ en: 'SNAP HOOK', zh: '卡扣' })).rejects.toEqual(refusal('language.termTaken'))
    await language.editTerm({ termId, version: 1, en: 'snap hook', zh: '卡扣', note: '', locked: true })
    await expect(language.editTerm({ termId, version: 1, en: 'snap hook', zh: '扣位' })).rejects.toEqual(
      refusal('language.termChanged'),
    )
    const shown = await language.getGlossary()
    expect(shown.own).toMatchObject([
      { id: termId, en: 'snap hook', zh: '卡扣', locked: true, version: 2, pinyin: 'kǎ kòu' },
    ])
    expect(shown.base.length).toBeGreaterThan(1_200)
    await language.removeTerm({ termId, version: 2 })
    expect((await language.getGlossary()).own).toEqual([])
    await expect(language.removeTerm({ termId, version: 2 })).rejects.toEqual(refusal('language.termNotFound'))
    expect((await chainOf(brand.id)).map(({ action }) => action)).toEqual([
      'language.addTerm',
      'language.editTerm',
      'language.removeTerm',
    ])
  })

  test.each([
    ['owner', true],
    ['admin', true],
    ['engineer', true],
    ['quality', true],
    ['purchaser', false],
    ['sales', false],
    ['finance', false],
    ['viewer', false],
  ] as const satisfies (readonly [MemberRole, boolean])[])('%s may write: %s', async (role, may) => {
    const member = await makeMember(pool(), await makeOrg(pool(), 'brand'), role)
    const added = as(member).language.addTerm({ en: 'snap hook', zh: '卡勾' })
    if (may) await expect(added).resolves.toHaveProperty('termId')
    else await expect(added).rejects.toEqual(refusal('language.roleNeeded'))
    expect((await as(member).language.getGlossary()).mayWrite).toBe(may)
  })

  test('on a product the brand’s word goes before the partner’s, and both before the base', async () => {
    const sides = await twoSides()
    const { ann, wang, zhao, productId, factory } = sides
    await as(wang).language.addTerm({ en: 'pad', zh: '焊点' })
    await as(wang).language.addTerm({ en: 'jig', zh: '工装', locked: true })
    await as(zhao).language.addTerm({ en: 'fuse', zh: '熔断器' })
    await as(ann).language.addTerm({ en: 'pad', zh: '焊垫' })
    const words = async (actor: MemberActor, place: object) => {
      const { terms } = await as(actor).language.getTerms(place)
      const of = (en: string) => terms.filter((term) => term.en === en).map(({ zh, origin }) => `${zh} ${origin}`)
      return [...of('pad'), ...of('jig'), ...of('fuse')]
    }
    expect(await words(wang, { productId })).toEqual(['焊垫 theirs', '工装 own', '保险丝 base'])
    expect(await words(ann, { productId, partnerOrgId: factory.id })).toEqual([
      '焊垫 own',
      '工装 theirs',
      '保险丝 base',
    ])
    // What every partner reads is written without any one of them.
    expect(await words(ann, { productId })).toEqual(['焊垫 own', '治具 base', '保险丝 base'])
    expect(await words(wang, {})).toEqual(['焊点 own', '工装 own', '保险丝 base'])
    // The other factory's words never arrive, whoever is named.
    expect(await words(wang, { productId, partnerOrgId: sides.rival.id })).toEqual([
      '焊垫 theirs',
      '工装 own',
      '保险丝 base',
    ])
    await asStage(pool(), ({ db }) =>
      db.update(productParties).set({ state: 'revoked' }).where(eq(productParties.orgId, factory.id)),
    )
    expect(await words(ann, { productId, partnerOrgId: factory.id })).toEqual(['焊垫 own', '治具 base', '保险丝 base'])
    await expect(words(wang, { productId })).rejects.toEqual(refusal('products.notFound'))
  })

  test('is exported, changed in a sheet and taken in again', async () => {
    const { ann, brand } = await twoSides()
    const { language } = as(ann)
    await language.addTerm({ en: 'snap hook', zh: '卡勾', locked: true })
    const { text } = await language.exportTerms()
    const changed = `${text.replace('卡勾', '卡扣')}boss,螺丝柱,,\nhalf,,\n`
    expect(await language.importTerms({ text: changed })).toEqual({
      added: 1,
      changed: 1,
      refused: [{ row: 4, code: 'termHalf' }],
    })
    expect((await language.getGlossary()).own.map(({ en, zh, locked }) => [en, zh, locked])).toEqual([
      ['boss', '螺丝柱', false],
      ['snap hook', '卡扣', true],
    ])
    // The same once more changes nothing and says nothing.
    expect(await language.importTerms({ text: changed })).toMatchObject({ added: 0, changed: 0 })
    expect((await chainOf(brand.id)).filter(({ action }) => action === 'language.importTerms')).toHaveLength(1)
    await expect(language.importTerms({ text: 'a\n\n' })).rejects.toEqual(refusal('language.tableEmpty'))
    const many = Array.from({ length: 2_001 }, (_, n) => `term ${n},词${n}`).join('\n')
    await expect(language.importTerms({ text: many })).rejects.toEqual(refusal('language.glossaryFull'))
  })
})

describe('the memory', () => {
  const verified = (en: string, zh: string, source: 'en' | 'zh' = 'en') =>
    settleText(bilingual(source, en, zh), { en, zh, source, verify: true }, { userId: 'usr', at: new Date() })
  const keep = (actor: MemberActor, ...texts: ReturnType<typeof verified>[]) =>
    transact(pool(), { actor, mode: 'write' }, async (ctx) => {
      for (const text of texts) await remember(ctx, text)
    })

  test('offers the same text from either language, and similar ones with their difference', async () => {
    const { ann } = await twoSides()
    await keep(
      ann,
      verified('The hinge withstands 10,000 cycles.', '铰链应承受 10,000 次循环。'),
      verified('The hinge withstands a drop from 1 m.', '铰链应承受 1 m 高度跌落。'),
      verified('Paint is matt black.', '喷涂为哑光黑。'),
    )
    const { language } = as(ann)
    const exact = await language.suggest({ text: ' the hinge withstands  10,000 cycles. ', language: 'en' })
    expect(exact[0]).toMatchObject({ text: '铰链应承受 10,000 次循环。', likeness: 1, adapted: false, figures: true })
    expect(await language.suggest({ text: '喷涂为哑光黑。', language: 'zh' })).toMatchObject([
      { text: 'Paint is matt black.', likeness: 1 },
    ])
    const close = await language.suggest({ text: 'The hinge withstands 15,000 cycles.', language: 'en' })
    expect(close[0]).toMatchObject({ text: '铰链应承受 15,000 次循环。', adapted: true, figures: true })
    expect(close[0]?.likeness).toBeLessThan(1)
    expect(close[0]?.remembered.source).toBe('The hinge withstands 10,000 cycles.')
    expect(await language.suggest({ text: 'Something else altogether', language: 'en' })).toEqual([])
    expect(await language.suggest({ text: '"{},\\', language: 'en' })).toEqual([])
  })

  test('keeps only what was verified and agrees, the newest for a text', async () => {
    const { ann, brand } = await twoSides()
    const text = verified('Seal the cover.', '密封上盖。')
    await keep(
      ann,
      bilingual('en', 'Never verified.', '未经确认。'),
      { ...verified('Five pieces.', '六件。'), differs: true },
      text,
      { ...text, zh: '上盖须密封。' },
    )
    const kept = await asStage(pool(), ({ db }) =>
      db.select().from(translationMemory).where(eq(translationMemory.orgId, brand.id)),
    )
    expect(kept.filter(({ source }) => source === 'en').map(({ zh }) => zh)).toEqual(['上盖须密封。'])
  })

  test('never leaves its organisation, whoever works with it', async () => {
    const { ann, wang, zhao } = await twoSides()
    await keep(wang, verified('A secret of the factory.', '工厂的秘密。'))
    for (const actor of [ann, zhao]) {
      expect(await as(actor).language.suggest({ text: 'A secret of the factory.', language: 'en' })).toEqual([])
    }
    expect(await as(wang).language.suggest({ text: 'A secret of the factory.', language: 'en' })).toHaveLength(1)
  })

  test('finds the same and the nearest among thousands that look alike', async () => {
    const { ann, brand } = await twoSides()
    const sentence = (n: number) => ({
      en: `The rail ${n % 40} of board ${100 + n} shall be ${n % 33}.${n % 10} V at test point TP${n}.`,
      zh: `板 ${100 + n} 的电源轨 ${n % 40} 在测试点 TP${n} 处应为 ${n % 33}.${n % 10} V。`,
    })
    await asStage(pool(), async ({ db }) => {
      for (let at = 0; at < 1_000; at += 500) {
        await db.insert(translationMemory).values(
          Array.from({ length: 500 }, (_, each) => sentence(at + each)).map((text) => ({
            ...{ orgId: brand.id, source: 'en' as const, ...text, verifiedBy: ann.userId, verifiedAt: new Date() },
            sourceHash: memoryHash(text.en),
            grams: bigramsOf(text.en),
          })),
        )
      }
    })
    const asked = sentence(432)
    const [same, ...near] = await as(ann).language.suggest({ text: asked.en, language: 'en' })
    expect(same).toMatchObject({ likeness: 1, text: asked.zh, figures: true })
    const alike = Array.from({ length: 1_000 }, (_, n) => likeness(bigramsOf(asked.en), bigramsOf(sentence(n).en)))
    // The most alike there are, to within what two signatures may confuse.
    const [, , , fourth = 0] = alike.toSorted((a, b) => b - a)
    expect(near).toHaveLength(3)
    for (const { likeness: found } of near) expect(found).toBeGreaterThanOrEqual(fourth - 0.05)
    const changed = asked.en.replace('shall be', 'must never exceed')
    const [close] = await as(ann).language.suggest({ text: changed, language: 'en' })
    expect(close?.remembered.source).toBe(asked.en)
  })

  test('fills when a message is verified, in the same transaction', async () => {
    const sides = await twoSides()
    const { postId } = await ask(sides, 'The hinge withstands 10,000 cycles.')
    await as(sides.wang).threads.addTranslation({
      postId,
      version: 1,
      text: '铰链应承受 10,000 次循环。',
      verify: true,
    })
    expect(
      await as(sides.wang).language.suggest({ text: 'The hinge withstands 10,000 cycles.', language: 'en' }),
    ).toHaveLength(1)
    expect(
      await as(sides.ann).language.suggest({ text: 'The hinge withstands 10,000 cycles.', language: 'en' }),
    ).toEqual([])
    expect((await chainOf(sides.brand.id)).at(-1)?.action).toBe('threads.verifyTranslation')
  })
})

describe('vouching for a message', () => {
  const bodyOf = async (postId: string) => {
    const [post] = await asStage(pool(), ({ db }) => db.select().from(posts).where(eq(posts.id, postId)))
    return post?.body
  }
  test('takes figures that agree, or a word that they are meant to differ', async () => {
    const sides = await twoSides()
    const { postId } = await ask(sides, 'Use 5 screws')
    const { threads } = as(sides.wang)
    const wrong = { postId, version: 1, text: '使用 6 颗螺丝', verify: true }
    await expect(threads.addTranslation(wrong)).rejects.toEqual(refusal('language.figuresDiffer'))
    await threads.addTranslation({ ...wrong, differs: true })
    expect(await bodyOf(postId)).toMatchObject({ state: 'verified', differs: true, by: sides.wang.userId })
    // What was vouched for stays.
    await expect(threads.addTranslation({ ...wrong, version: 2 })).rejects.toEqual(refusal('threads.translationExists'))
  })
  test('a person’s words can be vouched for, not replaced', async () => {
    const sides = await twoSides()
    const { postId } = await ask(sides, 'Use 5 screws')
    await as(sides.wang).threads.addTranslation({ postId, version: 1, text: '使用 5 颗螺丝' })
    const again = { postId, version: 2, text: '用 5 颗螺丝' }
    await expect(as(sides.ann).threads.addTranslation(again)).rejects.toEqual(refusal('threads.translationExists'))
    await as(sides.ann).threads.addTranslation({ ...again, verify: true })
    expect(await bodyOf(postId)).toMatchObject({ zh: '用 5 颗螺丝', state: 'verified' })
  })
  test('a machine’s words say so and wait', async () => {
    const sides = await twoSides()
    const { postId } = await ask(sides, 'Use 5 screws')
    await as(sides.wang).threads.addTranslation({ postId, version: 1, text: '使用 5 颗螺丝', machine: true })
    expect(await bodyOf(postId)).toMatchObject({ state: 'machine' })
    const { items } = await as(sides.wang).language.listQueue({ state: 'machine' })
    expect(items.map(({ subjectId }) => subjectId)).toEqual([postId])
  })
})

describe('a text of a product', () => {
  test('turns stale with its original, and is vouched for', async () => {
    const { ann, productId } = await twoSides()
    const { products: own } = as(ann)
    const revise = (version: number, en: string, zh: string, given: object = {}) =>
      own.reviseText({ productId, version, field: 'name', text: { en, zh, source: 'en' }, ...given })
    expect((await revise(1, 'Window sensor', '门磁传感器')).text).toMatchObject({ state: 'stale', was: 'Door sensor' })
    await expect(revise(1, 'Late', '')).rejects.toEqual(refusal('products.stale'))
    expect((await revise(2, 'Window sensor', '窗磁传感器', { verify: true })).text).toMatchObject({
      state: 'verified',
      by: ann.userId,
    })
    expect((await revise(3, 'Window sensor', '窗户传感器', { machine: true })).text).toMatchObject({ state: 'machine' })
    await expect(
      own.reviseText({ productId, version: 4, field: 'name', text: { en: 'x'.repeat(121), zh: '', source: 'en' } }),
    ).rejects.toEqual(refusal('products.form.nameLong'))
  })
})

describe('the queue', () => {
  test('shows each side what it may see, with who may write it', async () => {
    const sides = await twoSides()
    const { ann, wang, zhao, productId } = sides
    const { postId } = await ask(sides, 'Between two')
    const inside = await ask(sides, 'Among ourselves', { partnerOrgId: null })
    const seen = async (actor: MemberActor) =>
      (await as(actor).language.listQueue({ productId })).items.map(({ body, mayWrite }) => [body.en, mayWrite])
    expect(await seen(ann)).toEqual([
      ['Detects a door', true],
      ['Between two', true],
      ['Among ourselves', true],
    ])
    expect(await seen(wang)).toEqual([
      ['Detects a door', false],
      ['Between two', true],
    ])
    expect(await seen(zhao)).toEqual([['Detects a door', false]])
    const [count] = await as(wang).language.countQueue({ productId })
    expect(count).toMatchObject({ total: 2, critical: 0, stale: 0, mine: 1 })
    // Chinese is what they read; the brand's engineer reads English, which nothing is to be written in.
    expect((await as(ann).language.countQueue({}))[0]).toMatchObject({ total: 3, mine: 0 })
    expect((await as(wang).language.listQueue({ mine: true })).items.map(({ subjectId }) => subjectId)).toEqual([
      postId,
    ])

    // What is settled waits no longer.
    await as(ann).threads.resolve({ threadId: inside.threadId, version: 1 })
    expect(await seen(ann)).toHaveLength(2)
    await asStage(pool(), ({ db }) =>
      db.update(products).set({ archivedAt: new Date() }).where(eq(products.id, productId)),
    )
    expect((await as(ann).language.listQueue({})).items).toEqual([])
  })

  test('comes critical first, then oldest, in pages that miss and repeat nothing', async () => {
    const world = await makeWorld(pool())
    const owner = world.brand.owner.actor
    await asStage(pool(), async ({ db }) => {
      await db.execute(sql`update requirements set critical = (position % 2 = 0), title = jsonb_set(title, '{state}', '"stale"')
        where revision_id = ${world.specs.drafted.revisionId}`)
      // Moments that differ by less than a clock of the browser shows, and some that do not differ at all.
      await db.execute(sql`update requirements set updated_at = timestamptz '2026-11-01' + (position / 2) * interval '1 microsecond'
        where revision_id = ${world.specs.drafted.revisionId}`)
    })
    const { language } = callerOf(pool(), owner)
    const all = await language.listQueue({ limit: 100 })
    expect(all.next).toBeNull()
    expect(all.items.length).toBeGreaterThan(4)
    const order = all.items.map(({ critical, since, key }) => [critical ? 0 : 1, since.getTime(), key] as const)
    expect(order.map(([critical]) => critical)).toEqual(order.map(([critical]) => critical).toSorted((a, b) => a - b))
    const paged: string[] = []
    let cursor: Awaited<ReturnType<typeof language.listQueue>>['next'] = null
    do {
      const page: Awaited<ReturnType<typeof language.listQueue>> = await language.listQueue({ limit: 1, cursor })
      paged.push(...page.items.map(({ key }) => key))
      cursor = page.next
    } while (cursor)
    expect(paged).toEqual(all.items.map(({ key }) => key))
    const critical = await language.listQueue({ critical: true, state: 'stale', from: 'en' })
    expect(critical.items.every((item) => item.critical && item.body.state === 'stale')).toBe(true)
    expect(critical.items.length).toBeGreaterThan(0)
  })

  test('has the words that accompany specifications and gates, and each is written from there', async () => {
    const world = await makeWorld(pool())
    const [owner, partner] = [world.brand.owner, world.partner.owner].map(({ actor }) => callerOf(pool(), actor))
    if (!owner || !partner) throw new Error('two sides')
    const { drafted } = world.specs
    await asStage(pool(), async ({ db }) => {
      await db.execute(sql`update specs set name = jsonb_set(name, '{state}', '"stale"') where id = ${drafted.specId}`)
      await db.execute(sql`update cloud_contracts set body = jsonb_set(body, '{channels,0,purpose,state}', '"stale"')
        where revision_id = ${drafted.revisionId}`)
      await db.execute(
        sql`update gate_items set text = jsonb_set(text, '{state}', '"stale"') where id = ${world.gates.partnerItemId}`,
      )
    })
    const of = async (kind: string) =>
      (await partner.language.listQueue({ productId: world.productId, limit: 100 })).items.find(
        ({ subjectKind }) => subjectKind === kind,
      )
    const written: string[] = []
    for (const kind of ['spec', 'channel', 'redline', 'readBack'] as const) {
      const caller = kind === 'readBack' ? owner : partner
      const item = await of(kind)
      if (!item) throw new Error(`no ${kind}`)
      expect(item.mayWrite).toBe(true)
      const { subjectId: id, field, body } = item
      const say = (seen: { en: string; zh: string }) =>
        caller.specs.translateWords({
          kind,
          id,
          field,
          seen,
          text: body.source === 'en' ? '译文' : 'Translation',
          verify: true,
          differs: true,
        })
      await expect(say({ en: 'other', zh: body.zh })).rejects.toEqual(refusal('language.textChanged'))
      await say({ en: body.en, zh: body.zh })
      await expect(say({ en: body.en, zh: body.zh })).rejects.toEqual(refusal('language.textChanged'))
      const again = (await partner.language.listQueue({ productId: world.productId, limit: 100 })).items
      expect(again.map(({ key }) => key)).not.toContain(item.key)
      written.push(kind)
    }
    for (const kind of ['gateItem', 'gateEvidence'] as const) {
      const item = await of(kind)
      if (!item) throw new Error(`no ${kind}`)
      const { subjectId: id, field, body } = item
      await partner.gates.translateWords({ kind, id, field, seen: { en: body.en, zh: body.zh }, text: '译文' })
      written.push(kind)
    }
    expect(written).toHaveLength(6)
    const actions = (await chainOf(world.partner.orgId)).map(({ action }) => action)
    expect(actions).toContain('specs.verifyWords')
    expect(actions).toContain('gates.translateWords')
    // What is on record stays as it was written, whoever asks the database.
    const tamper = asStage(pool(), ({ db }) =>
      db.execute(
        sql`update read_backs set method = jsonb_set(method, '{zh}', '"另一句"') where id = ${world.partner.readBackId}`,
      ),
    )
    await expect(tamper).rejects.toThrow()
    const rival = await callerOf(pool(), world.rival.owner.actor).language.listQueue({
      productId: world.productId,
      limit: 100,
    })
    expect(rival.items.filter(({ partnerOrgId }) => partnerOrgId === world.partner.orgId)).toEqual([])
  })

  test('is divided among the people of one side, and the other side learns nothing of it', async () => {
    const sides = await twoSides()
    const { wang, ann, zhao, productId, factory } = sides
    const li = await makeMember(pool(), factory, 'quality')
    const clerk = await makeMember(pool(), factory, 'viewer')
    const { postId } = await ask(sides, 'Between two')
    const place = { productId, subjectKind: 'post' as const, subjectId: postId, field: 'body' }
    const seen = async (actor: MemberActor, person: string) =>
      (await as(actor).language.listQueue({ person })).items.map(({ subjectId }) => subjectId)
    expect(await seen(wang, 'nobody')).toContain(postId)
    await as(wang).language.assignText({ ...place, userId: wang.userId, from: null })
    // A colleague whose screen is older does not take it away.
    await expect(as(li).language.assignText({ ...place, userId: li.userId, from: null })).rejects.toEqual(
      refusal('language.takenMeanwhile'),
    )
    await expect(as(wang).language.assignText({ ...place, userId: clerk.userId, from: wang.userId })).rejects.toEqual(
      refusal('language.personCannot'),
    )
    await expect(as(wang).language.assignText({ ...place, userId: ann.userId, from: wang.userId })).rejects.toEqual(
      refusal('language.personNotFound'),
    )
    await expect(as(clerk).language.assignText({ ...place, userId: null, from: wang.userId })).rejects.toEqual(
      refusal('language.roleNeeded'),
    )
    await expect(as(zhao).language.assignText({ ...place, userId: zhao.userId, from: null })).rejects.toEqual(
      refusal('language.textNotFound'),
    )
    await as(wang).language.assignText({ ...place, userId: li.userId, from: wang.userId })
    expect(await seen(li, li.userId)).toEqual([postId])
    expect(await seen(wang, wang.userId)).toEqual([])
    expect(await seen(wang, 'nobody')).not.toContain(postId)
    const { people, nobody } = await as(wang).language.listTranslators({ productId })
    expect(people.map(({ userId, waiting }) => [userId, waiting])).toContainEqual([li.userId, 1])
    expect(people.map(({ userId }) => userId)).not.toContain(clerk.userId)
    expect(nobody).toBe(1)
    const [item] = (await as(ann).language.listQueue({ productId })).items.filter(
      ({ subjectId }) => subjectId === postId,
    )
    expect(item).toMatchObject({ assignedTo: null, responsible: null })
    expect((await chainOf(sides.brand.id)).map(({ action }) => action)).not.toContain('language.assignText')
    await as(li).language.assignText({ ...place, userId: null, from: li.userId })
    expect((await chainOf(factory.id)).filter(({ action }) => action.endsWith('signText'))).toHaveLength(3)
  })

  test('takes the owner of a requirement for the one who sees to it, until somebody else does', async () => {
    const world = await makeWorld(pool())
    const { revisionId, requirementIds } = world.specs.drafted
    const [owner, engineer] = [world.brand.owner.actor, world.brand.engineer.actor]
    await asStage(pool(), ({ db }) =>
      db.execute(sql`update requirements set owner_id = ${engineer.userId}, title = jsonb_set(title, '{state}', '"stale"')
        where revision_id = ${revisionId} and requirement_id = ${requirementIds[0]}`),
    )
    const of = async (person: string) =>
      (await callerOf(pool(), owner).language.listQueue({ person, productId: world.productId })).items.filter(
        ({ subjectKind }) => subjectKind === 'requirement',
      )
    const [item] = await of(engineer.userId)
    expect(item).toMatchObject({
      subjectId: requirementIds[0],
      assignedTo: null,
      responsible: { userId: engineer.userId },
    })
    const place = {
      productId: world.productId,
      subjectKind: 'requirement' as const,
      subjectId: item?.subjectId ?? '',
      field: 'title',
    }
    await callerOf(pool(), owner).language.assignText({ ...place, userId: owner.userId, from: null })
    expect(await of(engineer.userId)).toEqual([])
    expect(await of(owner.userId)).toHaveLength(1)
  })

  test('needs the grant', async () => {
    const world = await makeWorld(pool())
    const kinds = async (who: 'partner' | 'bare' | 'rival') =>
      [
        ...new Set(
          (await callerOf(pool(), world[who].owner.actor).language.listQueue({ limit: 100 })).items.map(
            ({ subjectKind }) => subjectKind,
          ),
        ),
      ].toSorted()
    expect(await kinds('partner')).toContain('redline')
    expect(await kinds('bare')).not.toContain('requirement')
    expect(await kinds('bare')).not.toContain('post')
    const seen = JSON.stringify(
      (await callerOf(pool(), world.rival.owner.actor).language.listQueue({ limit: 100 })).items,
    )
    expect(seen).not.toContain(world.partner.mark)
    expect(seen).toContain(world.rival.mark)
  })
})

describe('a machine’s proposal', () => {
  let server: Server
  let answer: (texts: string[]) => string[]
  const asked: string[][] = []
  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = ''
      request.on('data', (chunk: Buffer) => (body += chunk.toString()))
      request.on('end', () => {
        const { text } = JSON.parse(body) as { text: string[] }
        asked.push(text)
        response.end(JSON.stringify({ translations: answer(text).map((each) => ({ text: each })) }))
      })
    })
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  })
  afterAll(() => new Promise((closed) => server.close(closed)))
  const withMachine = (actor: MemberActor) => {
    const services = testServices(pool())
    const { port } = server.address() as AddressInfo
    const translation = readTranslationUrl(`deepl+http://key@127.0.0.1:${port}`)
    return callerOf(pool(), actor, { services: { ...services, settings: { ...services.settings, translation } } })
  }

  test('carries the words of both sides and the figures untouched, and stores nothing', async () => {
    const sides = await twoSides()
    await as(sides.ann).language.addTerm({ en: 'snap hook', zh: '卡扣' })
    answer = (texts) => texts.map((text) => text.replace('Pull the', '拉动').replace('with', '，力为'))
    const { language } = withMachine(sides.wang)
    const input = { productId: sides.productId, text: 'Pull the snap hook with 50 N', language: 'en' as const }
    expect(await language.proposeTranslation({ ...input, critical: true })).toEqual({
      text: '拉动 卡扣 ，力为 50 N',
      by: 'DeepL',
      critical: true,
    })
    expect(asked.at(-1)).toEqual(['Pull the <x id="1">卡扣</x> with <x id="3">50</x> N'])
    expect((await language.getTerms({})).machine).toBe('DeepL')
    await expect(as(sides.wang).language.proposeTranslation(input)).rejects.toEqual(refusal('language.machineOff'))
  })
  test('is thrown away when a figure differs, and asked without marks where they were lost', async () => {
    const { ann } = await twoSides()
    const { language } = withMachine(ann)
    answer = (texts) => texts.map((text) => (text.includes('<x') ? '长 5 mm' : '长 6 mm'))
    await expect(language.proposeTranslation({ text: '5 mm long', language: 'en' })).rejects.toEqual(
      refusal('language.machineFigures'),
    )
    answer = (texts) => texts.map((text) => (text.includes('<x') ? 'lost' : '长 5 mm'))
    expect(await language.proposeTranslation({ text: '5 mm long', language: 'en' })).toMatchObject({ text: '长 5 mm' })
  })
  test('is asked so often and no more', async () => {
    const { ann, wang } = await twoSides()
    answer = (texts) => texts.map(() => '好')
    const { language } = withMachine(ann)
    for (let n = 0; n < 60; n++) await language.proposeTranslation({ text: 'good', language: 'en' })
    await expect(language.proposeTranslation({ text: 'good', language: 'en' })).rejects.toEqual(
      refusal('language.machineBusy'),
    )
    expect(await withMachine(wang).language.proposeTranslation({ text: 'good', language: 'en' })).toMatchObject({
      text: '好',
    })
  })
  test('never counts for a critical requirement without a person', async () => {
    const world = await makeWorld(pool())
    const { revisionId, requirementIds } = world.specs.drafted
    const requirementId = requirementIds[0] ?? ''
    const { rows } = await asStage(pool(), ({ db }) =>
      db.execute<{ version: number; source: string }>(
        sql`update requirements set critical = true where requirement_id = ${requirementId} and revision_id = ${revisionId}
          returning version, text ->> 'source' as source`,
      ),
    )
    const translate = (given: object) =>
      callerOf(pool(), world.brand.engineer.actor).specs.translateText({
        revisionId,
        requirementId,
        version: rows[0]?.version ?? 1,
        field: 'title',
        text: '标题',
        verify: false,
        machine: true,
        ...given,
      })
    await expect(translate({})).rejects.toEqual(refusal('language.machineCritical'))
    await expect(translate({ verify: true, differs: true })).resolves.toHaveProperty('version')
  })
})
