import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { and, eq } from 'drizzle-orm'
import { auditEntries, events } from '@/db/schema/audit'
import { members } from '@/db/schema/orgs'
import { productParties, products } from '@/db/schema/products'
import { posts, threads } from '@/db/schema/threads'
import { addRevision, makeBom } from '@/server/testing/boms'
import { asStage, callerOf, makeMember, makeOrg, makePartner, makeProduct, makeUser } from '@/server/testing/factories'
import { testDatabase, type TestDatabase } from '@/server/testing/database'

let database: TestDatabase
const pool = () => database.pool
beforeAll(async () => void (database = await testDatabase()))
afterAll(() => database.close())

type Code = { message: string }
const refusal = (code: string) => expect.objectContaining<Code>({ message: code })
const says = (en: string, zh = '') => ({ en, zh, source: en === '' ? ('zh' as const) : ('en' as const) })
const key = () => randomUUID()

async function world() {
  const brand = await makeOrg(pool(), 'brand')
  const factory = await makeOrg(pool(), 'manufacturer')
  const rival = await makeOrg(pool(), 'manufacturer')
  const ann = await makeMember(
    pool(),
    brand,
    'engineer',
    await makeUser(pool(), { displayNameEn: 'Ann Lee', displayNameZh: 'Ann Lee', sortKey: 'lee ann' }),
  )
  const bob = await makeMember(pool(), brand, 'owner')
  const wang = await makeMember(
    pool(),
    factory,
    'engineer',
    await makeUser(pool(), {
      displayNameEn: 'Wang Xiaoming',
      displayNameZh: '王小明',
      honorific: '王工',
      sortKey: 'wang xiaoming',
      locale: 'zh',
    }),
  )
  const rex = await makeMember(pool(), rival, 'engineer')
  const onlooker = await makeMember(pool(), factory, 'viewer')
  const stranger = await makeMember(pool(), await makeOrg(pool(), 'brand'), 'owner')
  const product = await makeProduct(pool(), brand)
  const party = await makePartner(pool(), product, factory)
  await makePartner(pool(), product, rival)
  const bom = await makeBom(pool(), product, [
    { refs: 'C1-C4', mpn: 'GRM188R71H104KA93D' },
    { refs: 'U1', mpn: 'ESP32-C6-MINI-1' },
  ])
  const as = (actor: typeof ann) => callerOf(pool(), actor).threads
  const [line = ''] = bom.lineIds
  const ask = (by: typeof ann, given: Partial<Parameters<ReturnType<typeof as>['openThread']>[0]> = {}) =>
    as(by).openThread({
      productId: product.id,
      subject: { kind: 'bomLine', id: line },
      ...(by.member.orgKind === 'brand' ? { partnerOrgId: factory.id } : {}),
      body: says('Is this X7R?'),
      clientKey: key(),
      ...given,
    })
  return { brand, factory, rival, ann, bob, wang, rex, onlooker, stranger, product, party, bom, line, as, ask }
}

let w: Awaited<ReturnType<typeof world>>
beforeEach(async () => void (w = await world()))

describe('a question on a line', () => {
  test('is asked by the factory, answered by the brand and read by both', async () => {
    const { threadId } = await w.ask(w.wang, { body: says('', '这个电容可以换成 10% 的吗？') })
    expect(await w.as(w.ann).getThread({ threadId })).toMatchObject({
      subjectLabel: 'C1-C4 · GRM188R71H104KA93D',
      bomId: w.bom.bomId,
      state: 'open',
      partnerOrgId: w.factory.id,
      posts: [{ body: { zh: '这个电容可以换成 10% 的吗？', source: 'zh', state: 'missing' }, authorId: w.wang.userId }],
      people: { [w.wang.userId]: { displayNameZh: '王小明', honorific: '王工' } },
      mayWrite: true,
    })
    await w.as(w.ann).reply({ threadId, body: says('Yes, 10 % is fine.', '可以，10% 没问题。'), clientKey: key() })
    const seen = await w.as(w.wang).getThread({ threadId })
    expect(seen.posts.map(({ body }) => body.state)).toEqual(['missing', 'human'])
    expect(seen.postCount).toBe(2)
  })

  test('leaves an entry in the chains of both sides and an event for both, and for nobody else', async () => {
    const { threadId, postId } = await w.ask(w.ann)
    const told = await asStage(pool(), async ({ db }) => ({
      audit: await db.select().from(auditEntries).where(eq(auditEntries.subjectId, threadId)),
      events: await db.select().from(events).where(eq(events.productId, w.product.id)),
    }))
    expect(told.audit.map(({ orgId, action }) => `${orgId} ${action}`).toSorted()).toEqual(
      [w.brand.id, w.factory.id].map((orgId) => `${orgId} threads.openThread`).toSorted(),
    )
    const [event] = told.events.filter(({ type }) => type === 'threads.opened')
    expect(event?.audience.toSorted()).toEqual([w.brand.id, w.factory.id].toSorted())
    expect(event?.payload).toEqual({ threadId, postId, subjectKind: 'bomLine', subjectId: w.line, bomId: w.bom.bomId })
  })

  test('inside the brand is nobody else’s', async () => {
    const { threadId } = await w.ask(w.ann, { partnerOrgId: null })
    expect((await w.as(w.bob).getThread({ threadId })).partnerOrgId).toBeNull()
    await expect(w.as(w.wang).getThread({ threadId })).rejects.toEqual(refusal('threads.notFound'))
    const [event] = await asStage(pool(), ({ db }) =>
      db
        .select()
        .from(events)
        .where(and(eq(events.productId, w.product.id), eq(events.type, 'threads.opened'))),
    )
    expect(event?.audience).toEqual([w.brand.id])
  })

  test('needs a choice where a brand has several partners, and none where it has one', async () => {
    await expect(w.ask(w.ann, { partnerOrgId: undefined })).rejects.toEqual(refusal('threads.partnerNeeded'))
    const other = await makeProduct(pool(), w.brand)
    const about = { productId: other.id, subject: { kind: 'product' as const, id: other.id } }
    const alone = await w.ask(w.ann, { ...about, partnerOrgId: undefined })
    expect((await w.as(w.ann).getThread(alone)).partnerOrgId).toBeNull()
    await makePartner(pool(), other, w.factory)
    const shared = await w.ask(w.ann, { ...about, partnerOrgId: undefined })
    expect((await w.as(w.ann).getThread(shared)).partnerOrgId).toBe(w.factory.id)
  })

  test('goes to no organisation outside the product, and a partner asks in its own name only', async () => {
    const outside = await makeOrg(pool(), 'manufacturer')
    await expect(w.ask(w.ann, { partnerOrgId: outside.id })).rejects.toEqual(refusal('threads.partnerNotFound'))
    await expect(w.ask(w.wang, { partnerOrgId: w.rival.id })).rejects.toEqual(refusal('threads.partnerNotFound'))
    await expect(w.ask(w.wang, { partnerOrgId: outside.id })).rejects.toEqual(refusal('threads.partnerNotFound'))
  })

  test('is refused about what is not part of the product', async () => {
    const elsewhere = await makeProduct(pool(), w.brand)
    const { lineIds, bomId } = await makeBom(pool(), elsewhere, [{ refs: 'R1', mpn: 'X' }])
    for (const subject of [
      { kind: 'bomLine', id: lineIds[0] ?? '' },
      { kind: 'bom', id: bomId },
      { kind: 'product', id: elsewhere.id },
    ] as const) {
      await expect(w.ask(w.ann, { subject })).rejects.toEqual(refusal('threads.subjectNotFound'))
    }
  })

  test('is refused on an archived product, whose questions stay readable', async () => {
    const { threadId } = await w.ask(w.ann)
    await asStage(pool(), ({ db }) =>
      db.update(products).set({ archivedAt: new Date() }).where(eq(products.id, w.product.id)),
    )
    await expect(w.ask(w.ann)).rejects.toEqual(refusal('products.archived'))
    await expect(w.as(w.ann).reply({ threadId, body: says('x'), clientKey: key() })).rejects.toEqual(
      refusal('products.archived'),
    )
    expect((await w.as(w.wang).getThread({ threadId })).posts).toHaveLength(1)
  })
})

describe('who sees nothing', () => {
  const everyAnswer = (threadId: string, postId: string) =>
    [
      ['getThread', (as) => as.getThread({ threadId })],
      ['reply', (as) => as.reply({ threadId, body: says('hello'), clientKey: key() })],
      ['resolve', (as) => as.resolve({ threadId, version: 1 })],
      ['reopen', (as) => as.reopen({ threadId, version: 1 })],
      ['editPost', (as) => as.editPost({ postId, version: 1, body: says('changed') })],
      ['addTranslation', (as) => as.addTranslation({ postId, version: 1, text: '改了' })],
      ['markRead', (as) => as.markRead({ threadId, postId })],
      ['listMentionable', (as) => as.listMentionable({ productId: w.product.id, threadId })],
    ] satisfies [string, (as: ReturnType<typeof w.as>) => Promise<unknown>][]

  const hears = async (actor: typeof w.ann) => {
    const caller = w.as(actor)
    const [list, home, count] = await Promise.all([caller.listThreads({}), caller.listOpen({}), caller.countUnread({})])
    return {
      list: list.threads.length,
      home: home.threads.length,
      ...count,
      names: Object.keys({ ...list.orgs, ...list.people }),
    }
  }
  const silence = { list: 0, home: 0, open: 0, unread: 0, names: [] }

  test('the second partner of the same product: no thread, no count, no name, no mention', async () => {
    const { threadId, postId } = await w.ask(w.ann)
    for (const [, call] of everyAnswer(threadId, postId)) {
      await expect(call(w.as(w.rex))).rejects.toMatchObject({ code: 'NOT_FOUND' })
    }
    expect(await hears(w.rex)).toEqual(silence)
    const rival = w.as(w.rex)
    expect((await rival.listThreads({ productId: w.product.id, filter: 'all' })).threads).toEqual([])
    const counts = await rival.countsForBom({ productId: w.product.id, bomId: w.bom.bomId })
    expect(counts).toEqual({ lines: {}, bom: { open: 0, unread: 0, total: 0 }, gone: { open: 0, unread: 0, total: 0 } })
    expect(await rival.listAudiences({ productId: w.product.id, subjectKind: 'bom' })).toMatchObject({
      role: 'manufacturer',
      orgs: [{ id: w.brand.id }],
    })
    const people = await rival.listMentionable({ productId: w.product.id, query: '' })
    expect(people.map(({ orgId }) => orgId)).not.toContain(w.factory.id)
    await expect(w.ask(w.rex, { mentions: [w.wang.userId] })).rejects.toEqual(refusal('threads.mentionOutside'))
  })

  test('a stranger, by any way in', async () => {
    const { threadId, postId } = await w.ask(w.ann)
    for (const [, call] of everyAnswer(threadId, postId)) {
      await expect(call(w.as(w.stranger))).rejects.toMatchObject({ code: 'NOT_FOUND' })
    }
    await expect(w.ask(w.stranger)).rejects.toEqual(refusal('products.notFound'))
    await expect(w.as(w.stranger).countsForBom({ productId: w.product.id, bomId: w.bom.bomId })).rejects.toEqual(
      refusal('products.notFound'),
    )
    await expect(w.as(w.stranger).listThreads({ productId: w.product.id })).rejects.toEqual(
      refusal('products.notFound'),
    )
    expect(await hears(w.stranger)).toEqual(silence)
  })

  test('a partner whose access ended, and a partner whose grant for BOMs ended, at once', async () => {
    const onLine = await w.ask(w.ann)
    const onProduct = await w.ask(w.wang, { subject: { kind: 'product', id: w.product.id } })
    const set = (change: Partial<typeof productParties.$inferInsert>) =>
      asStage(pool(), ({ db }) => db.update(productParties).set(change).where(eq(productParties.id, w.party.id)))

    await set({ grants: ['specs'] })
    for (const [, call] of everyAnswer(onLine.threadId, onLine.postId)) {
      await expect(call(w.as(w.wang))).rejects.toMatchObject({ code: 'NOT_FOUND' })
    }
    expect(await hears(w.wang)).toMatchObject({ list: 1, home: 1, open: 1 })
    expect((await w.as(w.wang).getThread(onProduct)).posts).toHaveLength(1)
    await expect(w.ask(w.wang)).rejects.toEqual(refusal('products.grantNeeded'))
    await expect(w.ask(w.ann)).rejects.toEqual(refusal('threads.partnerNotFound'))
    await w.as(w.ann).reply({ threadId: onLine.threadId, body: says('Still there?'), clientKey: key() })
    const [told] = await asStage(pool(), ({ db }) => db.select().from(events).where(eq(events.type, 'threads.replied')))
    expect(told?.audience).not.toContain(w.factory.id)
    await w.as(w.ann).editPost({ postId: onLine.postId, version: 1, body: says('Not for them any more') })
    const written = await asStage(pool(), ({ db }) =>
      db
        .select()
        .from(auditEntries)
        .where(and(eq(auditEntries.orgId, w.factory.id), eq(auditEntries.subjectId, onLine.threadId))),
    )
    expect(written.map(({ action }) => action)).toEqual(['threads.openThread'])

    await set({ state: 'revoked' })
    expect(await hears(w.wang)).toEqual(silence)
    await expect(w.as(w.wang).getThread(onProduct)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect((await w.as(w.ann).getThread(onLine)).orgs[w.factory.id]).toBeDefined()
  })

  test('row-level security alone hides it, were the WHERE forgotten', async () => {
    const { threadId } = await w.ask(w.ann)
    const { transact } = await import('@/server/platform/context')
    const visible = (actor: typeof w.ann) =>
      transact(pool(), { actor, mode: 'read' }, async ({ db }) => ({
        threads: (await db.select().from(threads).where(eq(threads.id, threadId))).length,
        posts: (await db.select().from(posts).where(eq(posts.threadId, threadId))).length,
      }))
    expect(await visible(w.rex)).toEqual({ threads: 0, posts: 0 })
    expect(await visible(w.stranger)).toEqual({ threads: 0, posts: 0 })
    expect(await visible(w.wang)).toEqual({ threads: 1, posts: 1 })
    await asStage(pool(), ({ db }) =>
      db.update(productParties).set({ grants: [] }).where(eq(productParties.id, w.party.id)),
    )
    expect(await visible(w.wang)).toEqual({ threads: 0, posts: 0 })
  })
})

describe('who only reads', () => {
  test('a viewer reads and marks as read, and writes nothing', async () => {
    const { threadId, postId } = await w.ask(w.ann)
    const viewer = w.as(w.onlooker)
    expect(await viewer.getThread({ threadId })).toMatchObject({ mayWrite: false, posts: [{ id: postId }] })
    await viewer.markRead({ threadId, postId })
    expect((await viewer.countUnread({})).unread).toBe(0)
    for (const attempt of [
      () => w.ask(w.onlooker),
      () => viewer.reply({ threadId, body: says('hello'), clientKey: key() }),
      () => viewer.resolve({ threadId, version: 1 }),
      () => viewer.editPost({ postId, version: 1, body: says('changed') }),
      () => viewer.addTranslation({ postId, version: 1, text: '改了' }),
    ]) {
      await expect(attempt()).rejects.toEqual(refusal('threads.readOnly'))
    }
  })

  test('a removed member is nobody’s reader and cannot be mentioned', async () => {
    const { threadId } = await w.ask(w.ann)
    await asStage(pool(), ({ db }) =>
      db.update(members).set({ state: 'removed', removedAt: new Date() }).where(eq(members.userId, w.wang.userId)),
    )
    await expect(
      w.as(w.ann).reply({ threadId, body: says('@Wang'), mentions: [w.wang.userId], clientKey: key() }),
    ).rejects.toEqual(refusal('threads.mentionOutside'))
    const people = await w.as(w.ann).listMentionable({ productId: w.product.id, threadId, query: 'wang' })
    expect(people).toEqual([])
  })
})

describe('answers', () => {
  test('sent twice because the answer was lost are one post', async () => {
    const opening = { clientKey: key() }
    const first = await w.ask(w.ann, opening)
    expect(await w.ask(w.ann, opening)).toEqual(first)
    const answer = { threadId: first.threadId, body: says('Yes'), clientKey: key() }
    const both = await Promise.all([w.as(w.wang).reply(answer), w.as(w.wang).reply(answer)])
    expect(both[0]).toEqual(both[1])
    expect(await w.as(w.ann).getThread(first)).toMatchObject({ postCount: 2, posts: { length: 2 } })
  })

  test('racing to open with one key make one question', async () => {
    const opening = { clientKey: key() }
    const made = await Promise.all(Array.from({ length: 6 }, () => w.ask(w.ann, opening)))
    expect(new Set(made.map(({ threadId }) => threadId)).size).toBe(1)
    expect((await w.as(w.ann).listThreads({ productId: w.product.id })).threads).toHaveLength(1)
  })

  test('cannot take the key of somebody else’s post', async () => {
    const clientKey = key()
    await w.ask(w.ann, { clientKey })
    await expect(w.ask(w.wang, { clientKey })).rejects.toEqual(refusal('threads.clientKeyTaken'))
    await expect(w.ask(w.rex, { clientKey })).rejects.toEqual(refusal('threads.clientKeyTaken'))
  })

  test('written at the same moment all arrive, in one order', async () => {
    const { threadId } = await w.ask(w.ann)
    await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        w.as(n % 2 ? w.wang : w.ann).reply({ threadId, body: says(`answer ${n}`), clientKey: key() }),
      ),
    )
    const { posts: found, postCount } = await w.as(w.ann).getThread({ threadId })
    expect([found.length, postCount]).toEqual([13, 13])
    const times = found.map(({ createdAt }) => createdAt.getTime())
    expect(new Set(times).size).toBe(13)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
  })

  test('to a resolved question open it again', async () => {
    const { threadId } = await w.ask(w.ann)
    await w.as(w.ann).resolve({ threadId, version: 1 })
    expect(await w.as(w.wang).getThread({ threadId })).toMatchObject({ state: 'resolved', resolvedBy: w.ann.userId })
    await w.as(w.wang).reply({ threadId, body: says('', '还有一个问题'), clientKey: key() })
    expect(await w.as(w.ann).getThread({ threadId })).toMatchObject({
      state: 'open',
      resolvedBy: null,
      resolvedAt: null,
    })
  })

  test('win against a resolve that did not know of them', async () => {
    for (let round = 0; round < 8; round++) {
      const { threadId } = await w.ask(w.ann)
      const [resolved, replied] = await Promise.allSettled([
        w.as(w.ann).resolve({ threadId, version: 1 }),
        w.as(w.wang).reply({ threadId, body: says('One more thing'), clientKey: key() }),
      ])
      expect(replied.status).toBe('fulfilled')
      if (resolved.status === 'rejected') expect(resolved.reason).toEqual(refusal('threads.changedMeanwhile'))
      // Whoever was first: nobody's question is closed over an answer they have not seen.
      expect((await w.as(w.ann).getThread({ threadId })).state).toBe('open')
    }
  })

  test('of state follow the lifecycle, and of two simultaneous clicks one loses', async () => {
    const { threadId } = await w.ask(w.ann)
    await expect(w.as(w.ann).reopen({ threadId, version: 1 })).rejects.toEqual(refusal('threads.illegalTransition'))
    const clicks = await Promise.allSettled([
      w.as(w.ann).resolve({ threadId, version: 1 }),
      w.as(w.wang).resolve({ threadId, version: 1 }),
    ])
    expect(clicks.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await w.as(w.wang).reopen({ threadId, version: 2 })).toMatchObject({ state: 'open', version: 3 })
  })
})

describe('words', () => {
  test('are edited by their author alone, marked, and kept as they were in the audit trail', async () => {
    const { threadId, postId } = await w.ask(w.ann, { body: says('Use X5R', '用 X5R') })
    await expect(w.as(w.bob).editPost({ postId, version: 1, body: says('No') })).rejects.toEqual(
      refusal('threads.notAuthor'),
    )
    await w.as(w.ann).editPost({ postId, version: 1, body: says('Use X7R', '用 X5R') })
    const [post] = (await w.as(w.wang).getThread({ threadId })).posts
    expect(post).toMatchObject({ body: { en: 'Use X7R', zh: '用 X5R', state: 'stale' }, version: 2 })
    expect(post?.editedAt).toBeInstanceOf(Date)
    await expect(w.as(w.ann).editPost({ postId, version: 1, body: says('Late') })).rejects.toEqual(
      refusal('threads.postChangedMeanwhile'),
    )
    const entries = await asStage(pool(), ({ db }) =>
      db
        .select()
        .from(auditEntries)
        .where(and(eq(auditEntries.subjectId, threadId), eq(auditEntries.action, 'threads.editPost'))),
    )
    expect(entries.map(({ orgId }) => orgId).toSorted()).toEqual([w.brand.id, w.factory.id].toSorted())
    expect(entries[0]?.params).toMatchObject({ before: { en: 'Use X5R' }, after: { en: 'Use X7R' } })
  })

  test('get their other language from anybody of either side, once, with their name', async () => {
    const { threadId, postId } = await w.ask(w.ann)
    await w.as(w.wang).addTranslation({ postId, version: 1, text: ' 这是 X7R 吗？ ' })
    const seen = await w.as(w.ann).getThread({ threadId })
    expect(seen.posts[0]).toMatchObject({
      body: { en: 'Is this X7R?', zh: '这是 X7R 吗？', source: 'en', state: 'human' },
      translatedBy: w.wang.userId,
      editedAt: null,
    })
    expect(seen.people[w.wang.userId]?.displayNameZh).toBe('王小明')
    await expect(w.as(w.bob).addTranslation({ postId, version: 2, text: '是吗' })).rejects.toEqual(
      refusal('threads.translationExists'),
    )
    await w.as(w.ann).editPost({ postId, version: 2, body: says('Is this X8R?', '这是 X7R 吗？') })
    await w.as(w.wang).addTranslation({ postId, version: 3, text: '这是 X8R 吗？' })
    expect((await w.as(w.ann).getThread({ threadId })).posts[0]?.body).toMatchObject({
      zh: '这是 X8R 吗？',
      state: 'human',
    })
  })

  test('must be there, in the language they claim, and not endless', async () => {
    const refusedFor = (message: string) => expect.objectContaining({ message: expect.stringContaining(message) })
    await expect(w.ask(w.ann, { body: { en: ' ', zh: '有', source: 'en' } })).rejects.toEqual(
      refusedFor('threads.postEmpty'),
    )
    await expect(w.ask(w.ann, { body: says('x'.repeat(8_001)) })).rejects.toEqual(refusedFor('threads.postTooLong'))
    const { posts: found } = await w.as(w.ann).getThread(await w.ask(w.ann, { body: says('字'.repeat(8_000)) }))
    expect(found[0]?.body.en).toHaveLength(8_000)
  })
})

describe('reading', () => {
  test('counts what others wrote since, for each person apart', async () => {
    const { threadId } = await w.ask(w.ann)
    const unread = async (actor: typeof w.ann) => (await w.as(actor).listThreads({ filter: 'all' })).threads[0]?.unread
    expect([await unread(w.ann), await unread(w.bob), await unread(w.wang)]).toEqual([0, 1, 1])
    const { postId } = await w.as(w.wang).reply({ threadId, body: says('Yes'), clientKey: key() })
    expect([await unread(w.ann), await unread(w.bob), await unread(w.wang)]).toEqual([1, 2, 0])
    await w.as(w.ann).markRead({ threadId, postId })
    expect([await unread(w.ann), await unread(w.bob)]).toEqual([0, 2])
    expect((await w.as(w.bob).countUnread({ productId: w.product.id })).unread).toBe(1)
  })

  test('never goes back when an older mark arrives late', async () => {
    const first = await w.ask(w.ann)
    const second = await w.as(w.ann).reply({ threadId: first.threadId, body: says('And?'), clientKey: key() })
    await w.as(w.wang).markRead(second)
    await w.as(w.wang).markRead(first)
    expect((await w.as(w.wang).countUnread({})).unread).toBe(0)
  })

  test('filters: open, resolved, unread, mine, mentions', async () => {
    const a = await w.ask(w.ann, { mentions: [w.wang.userId] })
    const b = await w.ask(w.wang)
    const c = await w.ask(w.ann)
    await w.as(w.ann).resolve({ threadId: c.threadId, version: 1 })
    const list = async (actor: typeof w.ann, filter: 'open' | 'resolved' | 'unread' | 'mine' | 'mentions' | 'all') =>
      (await w.as(actor).listThreads({ productId: w.product.id, filter })).threads.map(({ id }) => id)
    expect(await list(w.wang, 'open')).toEqual([b.threadId, a.threadId])
    expect(await list(w.wang, 'resolved')).toEqual([c.threadId])
    expect(await list(w.wang, 'unread')).toEqual([c.threadId, a.threadId])
    expect(await list(w.wang, 'mine')).toEqual([b.threadId])
    expect(await list(w.wang, 'mentions')).toEqual([a.threadId])
    expect(await list(w.wang, 'all')).toHaveLength(3)
  })

  test('comes in pages that lose and repeat nothing', async () => {
    const asked: string[] = []
    for (let n = 0; n < 7; n++) asked.push((await w.ask(w.ann)).threadId)
    const seen: string[] = []
    let cursor: { lastPostAt: Date; threadId: string } | null = null
    do {
      const answer: Awaited<ReturnType<ReturnType<typeof w.as>['listThreads']>> = await w
        .as(w.wang)
        .listThreads({ productId: w.product.id, limit: 3, cursor })
      seen.push(...answer.threads.map(({ id }) => id))
      cursor = answer.next
    } while (cursor)
    expect(seen).toEqual(asked.toReversed())
  })

  test('shows long threads from the end, and the rest on request', async () => {
    const { threadId } = await w.ask(w.ann)
    for (let n = 0; n < 105; n++) await w.as(w.ann).reply({ threadId, body: says(`post ${n}`), clientKey: key() })
    const newest = await w.as(w.wang).getThread({ threadId })
    expect([newest.posts.length, newest.earlier, newest.posts.at(-1)?.body.en]).toEqual([100, true, 'post 104'])
    const rest = await w.as(w.wang).getThread({ threadId, before: newest.posts[0]?.id })
    expect([rest.posts.length, rest.earlier, rest.posts[0]?.body.en]).toEqual([6, false, 'Is this X7R?'])
  })
})

describe('the grid', () => {
  const counts = (actor: typeof w.ann, revisionId?: string) =>
    w.as(actor).countsForBom({ productId: w.product.id, bomId: w.bom.bomId, revisionId })

  test('gets open and unread questions by line', async () => {
    await w.ask(w.ann)
    const settled = await w.ask(w.ann)
    await w.as(w.ann).resolve({ threadId: settled.threadId, version: 1 })
    await w.ask(w.ann, { subject: { kind: 'bom', id: w.bom.bomId } })
    await w.ask(w.ann, { partnerOrgId: null })
    expect(await counts(w.wang)).toMatchObject({
      lines: { [w.line]: { open: 1, unread: 2, total: 2 } },
      bom: { open: 1, unread: 1, total: 1 },
    })
    expect((await counts(w.ann)).lines[w.line]).toEqual({ open: 2, unread: 0, total: 3 })
  })

  test('finds questions of an earlier revision on the line that took over', async () => {
    const { threadId } = await w.ask(w.ann)
    const gone = await w.ask(w.ann, { subject: { kind: 'bomLine', id: w.bom.lineIds[1] ?? '' } })
    const next = [{ refs: 'C1-C4', mpn: 'CL10B104KB8NNNC' }]
    const [heir = ''] = (await addRevision(pool(), w.product, w.bom.bomId, 2, next)).lineIds
    expect(await counts(w.wang)).toMatchObject({
      lines: { [heir]: { open: 1, unread: 1, total: 1 } },
      gone: { open: 1, total: 1 },
    })
    expect((await counts(w.wang, w.bom.revisionId)).lines[w.line]).toEqual({ open: 1, unread: 1, total: 1 })
    const onHeir = await w.as(w.wang).listThreads({ productId: w.product.id, subject: { kind: 'bomLine', id: heir } })
    expect(onHeir.threads.map(({ id }) => id)).toEqual([threadId])
    expect(onHeir.threads.map(({ id }) => id)).not.toContain(gone.threadId)
  })
})

describe('mentions', () => {
  test('offer people of both sides by either name, pinyin, initials and title, the other side first', async () => {
    const { threadId } = await w.ask(w.ann)
    const find = async (query: string) =>
      (await w.as(w.ann).listMentionable({ productId: w.product.id, threadId, query })).map(({ id }) => id)
    for (const query of ['王', '小明', '王工', 'wangx', 'wang xiao', 'xiaom', 'wxm', 'WANG']) {
      expect(await find(query), query).toContain(w.wang.userId)
    }
    expect(await find('zzz')).toEqual([])
    const everybody = await find('')
    expect(everybody).not.toContain(w.ann.userId)
    expect(everybody.at(-1)).toBe(w.bob.userId)
  })

  test('before asking offer the chosen partner, and inside the brand only colleagues', async () => {
    const offered = async (partnerOrgId: string | null) =>
      new Set((await w.as(w.ann).listMentionable({ productId: w.product.id, partnerOrgId })).map(({ orgId }) => orgId))
    expect(await offered(w.factory.id)).toEqual(new Set([w.brand.id, w.factory.id]))
    expect(await offered(null)).toEqual(new Set([w.brand.id]))
    const partner = await w.as(w.wang).listMentionable({ productId: w.product.id })
    expect(new Set(partner.map(({ orgId }) => orgId))).toEqual(new Set([w.brand.id, w.factory.id]))
  })
})
