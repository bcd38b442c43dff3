import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { eq } from 'drizzle-orm'
import { projectRoot } from '@/db/root'
import { attachments } from '@/db/schema/attachments'
import { auditEntries } from '@/db/schema/audit'
import { mails } from '@/db/schema/notifications'
import { productParties } from '@/db/schema/products'
import { engineeringQueries } from '@/db/schema/threads'
import { deliver } from '@/server/jobs/delivery'
import { publishPending } from '@/server/jobs/dispatcher'
import { sendNoticeMails } from '@/server/jobs/notice-mails'
import { schedules } from '@/server/jobs/schedules'
import { subscriptions } from '@/server/jobs/subscriptions'
import type { MemberActor } from '@/server/kernel/actor'
import { newId } from '@/server/kernel/ids'
import { makeBom } from '@/server/testing/boms'
import { testDatabase, type TestDatabase } from '@/server/testing/database'
import {
  asStage,
  callerOf,
  makeMember,
  makeOrg,
  makePartner,
  makeProduct,
  makeUser,
  testServices,
} from '@/server/testing/factories'

let database: TestDatabase
const pool = () => database.pool
beforeAll(async () => void (database = await testDatabase()))
afterAll(() => database.close())

const refusal = (code: string) => expect.objectContaining<{ message: string }>({ message: code })
const says = (en: string, zh = '') => ({ en, zh, source: en === '' ? ('zh' as const) : ('en' as const) })
const key = () => randomUUID()
/** Wednesday evening in Shenzhen, the last before Golden Week. */
const eve = new Date('2026-09-30T17:00:00+08:00')

/** Delivers every event that waits, as the runner would. */
async function settle() {
  const services = testServices(pool())
  const ids: string[] = []
  while ((await publishPending(services, async (found) => void ids.push(...found))) > 0) continue
  for (const id of ids) await deliver(services, id, subscriptions)
}

async function world() {
  const brand = await makeOrg(pool(), 'brand')
  const factory = await makeOrg(pool(), 'manufacturer')
  const rival = await makeOrg(pool(), 'manufacturer')
  const named = { displayNameEn: 'Ann Lee', displayNameZh: '李安', sortKey: 'lee ann', timeZone: 'America/Los_Angeles' }
  const ann = await makeMember(pool(), brand, 'engineer', await makeUser(pool(), named))
  const books = await makeMember(pool(), brand, 'finance')
  const onlooker = await makeMember(pool(), brand, 'viewer')
  const wang = await makeMember(
    pool(),
    factory,
    'engineer',
    await makeUser(pool(), { locale: 'zh', timeZone: 'Asia/Shanghai' }),
  )
  const rex = await makeMember(pool(), rival, 'engineer')
  const product = await makeProduct(pool(), brand)
  const party = await makePartner(pool(), product, factory)
  await makePartner(pool(), product, rival)
  const bom = await makeBom(pool(), product, [{ refs: 'U10', mpn: 'W25Q64JVSNIQ' }])
  const as = (actor: MemberActor, now?: Date) => callerOf(pool(), actor, now ? { now: () => now } : {}).threads
  const raise = (by: MemberActor, given: object = {}, now?: Date) =>
    as(by, now).raiseEq({
      productId: product.id,
      subject: { kind: 'bomLine', id: bom.lineIds[0] ?? '' },
      ...(by.member.orgKind === 'brand' ? { partnerOrgId: factory.id } : {}),
      title: says('', 'U10 闪存缺料，可否用二供'),
      disposition: 'substitutePart',
      body: says('Use GD25Q64ETIGR instead.', '改用 GD25Q64ETIGR，引脚兼容。'),
      clientKey: key(),
      ...given,
    })
  const decide = async (by: MemberActor, threadId: string, given: object = {}) => {
    const { version } = await as(by).getThread({ threadId })
    const said = { outcome: 'deviation' as const, body: says('Accepted for this lot.'), clientKey: key() }
    return as(by).decideEq({ threadId, version, ...said, ...given })
  }
  const act = async (by: MemberActor, verb: 'reopenEq' | 'withdrawEq', threadId: string, reason = 'Reason') => {
    const { version } = await as(by).getThread({ threadId })
    return as(by)[verb]({ threadId, version, body: says(reason), clientKey: key() })
  }
  return { brand, factory, rival, ann, books, onlooker, wang, rex, product, party, bom, as, raise, decide, act }
}
let w: Awaited<ReturnType<typeof world>>
beforeEach(async () => void (w = await world()))

describe('an engineering query', () => {
  test('is raised on a line with a proposal, decided by the other side, and closed by it', async () => {
    const { threadId, code } = await w.raise(w.wang, {}, eve)
    expect(code).toBe('EQ-001')
    const asked = await w.as(w.ann).getThread({ threadId })
    expect(asked).toMatchObject({
      kind: 'eq',
      state: 'open',
      subjectLabel: 'U10 · W25Q64JVSNIQ',
      posts: [{ act: 'raise', body: { zh: '改用 GD25Q64ETIGR，引脚兼容。' } }],
      eq: {
        code: 'EQ-001',
        disposition: 'substitutePart',
        outcome: null,
        ballOrgId: w.brand.id,
        mayDecide: true,
        mayWithdraw: false,
        // Two o'clock at night in Los Angeles on Wednesday, where Thursday is a working day.
        dueAt: new Date('2026-10-01T18:00:00-07:00'),
      },
    })
    expect((await w.as(w.wang).getThread({ threadId })).eq).toMatchObject({ mayDecide: false, mayWithdraw: true })
    await w.decide(w.ann, threadId, { outcome: 'change', body: says('Yes, the BOM will say so.') })
    const done = await w.as(w.wang).getThread({ threadId })
    expect(done).toMatchObject({
      state: 'resolved',
      resolvedBy: w.ann.userId,
      eq: { outcome: 'change', decidedBy: w.ann.userId, ballOrgId: null, mayReopen: true, withdrawn: false },
    })
    expect(done.posts.map(({ act }) => act)).toEqual(['raise', 'change'])
  })

  test('from the brand follows the calendar of the factory', async () => {
    const { threadId } = await w.raise(w.ann, {}, new Date('2026-09-30T17:00:00-07:00'))
    expect((await w.as(w.wang).getThread({ threadId })).eq).toMatchObject({
      dueAt: new Date('2026-10-08T18:00:00+08:00'),
      ballOrgId: w.factory.id,
      provisional: false,
      mayDecide: true,
    })
  })

  test('is not decided by the asker, by a role that reads along, by strangers, or twice', async () => {
    const { threadId } = await w.raise(w.wang)
    await expect(w.decide(w.wang, threadId)).rejects.toEqual(refusal('threads.eqOtherSide'))
    await expect(w.decide(w.books, threadId)).rejects.toEqual(refusal('threads.eqRoleNeeded'))
    await expect(w.decide(w.onlooker, threadId)).rejects.toEqual(refusal('threads.readOnly'))
    await expect(w.decide(w.rex, threadId)).rejects.toEqual(refusal('threads.notFound'))
    await w.decide(w.ann, threadId)
    await expect(w.decide(w.ann, threadId)).rejects.toEqual(refusal('threads.illegalTransition'))
  })

  test('is not decided over words that came meanwhile', async () => {
    const { threadId } = await w.raise(w.wang)
    const { version } = await w.as(w.ann).getThread({ threadId })
    await w.as(w.wang).reply({ threadId, body: says('The reel is on its way.'), clientKey: key() })
    await expect(w.decide(w.ann, threadId, { version })).rejects.toEqual(refusal('threads.changedMeanwhile'))
  })

  test('of two decisions at once one counts, and a retry of it is the same', async () => {
    const { threadId } = await w.raise(w.wang)
    const { version } = await w.as(w.ann).getThread({ threadId })
    const [mine, yours] = [key(), key()]
    const both = await Promise.allSettled([
      w.decide(w.ann, threadId, { version, clientKey: mine }),
      w.decide(w.ann, threadId, { version, clientKey: yours, outcome: 'change' }),
    ])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const kept = both[0]?.status === 'fulfilled' ? mine : yours
    await w.as(w.ann).decideEq({ threadId, version, outcome: 'deviation', body: says('x'), clientKey: kept })
    expect((await w.as(w.ann).getThread({ threadId })).posts).toHaveLength(2)
  })

  test('is withdrawn by its asker alone, and then reopened by the asker alone', async () => {
    const { threadId } = await w.raise(w.wang)
    await expect(w.act(w.ann, 'withdrawEq', threadId)).rejects.toEqual(refusal('threads.eqAskerOnly'))
    await w.act(w.wang, 'withdrawEq', threadId)
    expect((await w.as(w.ann).getThread({ threadId })).eq).toMatchObject({
      withdrawn: true,
      outcome: null,
      mayReopen: false,
    })
    await expect(w.act(w.ann, 'reopenEq', threadId)).rejects.toEqual(refusal('threads.eqAskerOnly'))
    await w.act(w.wang, 'reopenEq', threadId)
    expect((await w.as(w.ann).getThread({ threadId })).state).toBe('open')
  })

  test('is reopened with a reason: the decision falls, its words stay in the history', async () => {
    const { threadId } = await w.raise(w.wang)
    await w.decide(w.ann, threadId)
    await w.act(w.wang, 'reopenEq', threadId, 'The lot grew.')
    const again = await w.as(w.ann).getThread({ threadId })
    expect(again).toMatchObject({
      state: 'open',
      eq: { outcome: null, decision: null, mayDecide: true, ballOrgId: w.brand.id },
    })
    expect(again.posts.map(({ act, body }) => [act, body.en])).toEqual([
      ['raise', 'Use GD25Q64ETIGR instead.'],
      ['deviation', 'Accepted for this lot.'],
      ['reopen', 'The lot grew.'],
    ])
  })

  test('hands the turn over with every word, stays decided after a remark, and is not settled like a question', async () => {
    const { threadId } = await w.raise(w.wang)
    const ball = async () => (await w.as(w.ann).getThread({ threadId })).eq?.ballOrgId
    const say = (by: MemberActor) => w.as(by).reply({ threadId, body: says('Word.'), clientKey: key() })
    await say(w.ann)
    expect(await ball()).toBe(w.factory.id)
    await say(w.wang)
    expect(await ball()).toBe(w.brand.id)
    const { version } = await w.as(w.ann).getThread({ threadId })
    await expect(w.as(w.ann).resolve({ threadId, version })).rejects.toEqual(refusal('threads.eqNeedsDecision'))
    await w.decide(w.ann, threadId)
    await say(w.wang)
    expect(await w.as(w.ann).getThread({ threadId })).toMatchObject({ state: 'resolved', eq: { outcome: 'deviation' } })
    const after = (await w.as(w.ann).getThread({ threadId })).version
    await expect(w.as(w.ann).reopen({ threadId, version: after })).rejects.toEqual(refusal('threads.eqNeedsDecision'))
  })

  test('keeps the words that were decided on; both sides may add the other language to them', async () => {
    const { threadId, postId } = await w.raise(w.wang, { body: says('', '改用 GD25Q64。') })
    await expect(
      w.as(w.wang).editPost({ postId, version: 1, body: says('', '改用别的。'), mentions: [] }),
    ).rejects.toEqual(refusal('threads.actStands'))
    await w.as(w.ann).addTranslation({ postId, version: 1, text: 'Use GD25Q64.' })
    await w.as(w.ann).translateEqTitle({ threadId, text: 'Second source for U10' })
    expect((await w.as(w.ann).getThread({ threadId })).eq).toMatchObject({
      proposal: { en: 'Use GD25Q64.', state: 'human' },
      title: { en: 'Second source for U10', zh: 'U10 闪存缺料，可否用二供', state: 'human' },
    })
    await expect(w.as(w.ann).translateEqTitle({ threadId, text: 'x' })).rejects.toEqual(
      refusal('threads.translationExists'),
    )
  })

  test('needs another side, an object of the product, and evidence both sides may see', async () => {
    await expect(w.raise(w.ann, { partnerOrgId: null })).rejects.toEqual(refusal('threads.eqPartnerNeeded'))
    await expect(w.raise(w.ann, { partnerOrgId: undefined })).rejects.toEqual(refusal('threads.partnerNeeded'))
    const elsewhere = await makeProduct(pool(), w.brand)
    const foreign = { kind: 'product', id: elsewhere.id }
    await expect(w.raise(w.wang, { subject: foreign })).rejects.toEqual(refusal('threads.subjectNotFound'))
    const file = async (audience: 'brand' | 'pair', partnerOrgId: string | null) => {
      const id = newId('attachment')
      await asStage(pool(), ({ db }) =>
        db.insert(attachments).values({
          ...{ id, audience, partnerOrgId, orgId: w.brand.id, productId: w.product.id, sha256: 'a'.repeat(64) },
          ...{ name: 'x.png', mediaType: 'image/png', size: 1, createdAt: eve },
          ...{ uploadedBy: w.ann.userId, uploadedByOrgId: w.brand.id },
        }),
      )
      return id
    }
    const [inside, theirs, ours] = [
      await file('brand', null),
      await file('pair', w.rival.id),
      await file('pair', w.factory.id),
    ]
    await expect(w.raise(w.ann, { attachmentIds: [inside] })).rejects.toEqual(refusal('attachments.notForReaders'))
    await expect(w.raise(w.ann, { attachmentIds: [theirs] })).rejects.toEqual(refusal('attachments.notForReaders'))
    await expect(w.raise(w.wang, { attachmentIds: [theirs] })).rejects.toEqual(refusal('attachments.notFound'))
    const { threadId } = await w.raise(w.ann, { attachmentIds: [ours] })
    expect((await w.as(w.wang).getThread({ threadId })).eq?.attachments.map(({ id }) => id)).toEqual([ours])
  })
})

describe('codes', () => {
  test('are counted between two sides, so that no gap tells one factory of another', async () => {
    const codes = [await w.raise(w.wang), await w.raise(w.rex), await w.raise(w.ann), await w.raise(w.rex)]
    expect(codes.map(({ code }) => code)).toEqual(['EQ-001', 'EQ-001', 'EQ-002', 'EQ-002'])
  })
  test('are given once, however many are raised at the same moment, also when a retry is among them', async () => {
    const again = key()
    const raised = await Promise.all([
      ...Array.from({ length: 6 }, () => w.raise(w.wang)),
      w.raise(w.wang, { clientKey: again }),
      w.raise(w.wang, { clientKey: again }),
    ])
    expect(new Set(raised.map(({ threadId }) => threadId)).size).toBe(7)
    const expected = Array.from({ length: 7 }, (_, index) => `EQ-00${index + 1}`)
    expect([...new Set(raised.map(({ code }) => code))].toSorted()).toEqual(expected)
  })
  test('go on where a partner lost sight of the last one', async () => {
    await w.raise(w.wang)
    await asStage(pool(), ({ db }) =>
      db.update(productParties).set({ grants: [] }).where(eq(productParties.id, w.party.id)),
    )
    const { code } = await w.raise(w.wang, { subject: { kind: 'product', id: w.product.id } })
    expect(code).toBe('EQ-002')
  })
})

describe('lists', () => {
  test('say whose turn it is, the longest overdue first, and only to the two sides', async () => {
    const later = (await w.raise(w.wang, {}, new Date(eve.getTime() + 86_400_000))).threadId
    const first = (await w.raise(w.wang, {}, eve)).threadId
    const own = (await w.raise(w.ann, {}, eve)).threadId
    const ids = async (by: MemberActor, filter: 'open' | 'toAnswer' | 'decided' | 'all', given: object = {}) =>
      (await w.as(by).listEqs({ productId: w.product.id, filter, ...given })).threads.map(({ id }) => id)
    expect(await ids(w.ann, 'toAnswer')).toEqual([first, later])
    expect(await ids(w.wang, 'toAnswer')).toEqual([own])
    expect(new Set(await ids(w.wang, 'open'))).toEqual(new Set([first, later, own]))
    expect(await ids(w.rex, 'all')).toEqual([])
    await w.decide(w.ann, first)
    expect(await ids(w.wang, 'decided')).toEqual([first])
    expect(await ids(w.ann, 'all', { subject: { kind: 'product', id: w.product.id } })).toEqual([])
    const page = await w.as(w.ann).listEqs({ productId: w.product.id, filter: 'open', limit: 1 })
    const rest = await w.as(w.ann).listEqs({ productId: w.product.id, filter: 'open', cursor: page.next })
    expect([...page.threads, ...rest.threads].map(({ id }) => id).toSorted()).toEqual([later, own].toSorted())
    const kinds = async (kind: 'question' | 'eq') =>
      (await w.as(w.ann).listThreads({ productId: w.product.id, kind, filter: 'all' })).threads.length
    expect([await kinds('eq'), await kinds('question')]).toEqual([3, 0])
  })
})

describe('memory', () => {
  const typed = { title: { en: '', zh: '闪存缺料，用二供可以吗' }, proposal: { en: '', zh: '' } }
  const suggest = async (by: MemberActor, productId: string, partnerOrgId?: string) =>
    (await w.as(by).suggestEqs({ productId, partnerOrgId, ...typed })).map(({ threadId }) => threadId)

  test('offers what the same two sides decided, on any of their products, and never what others did', async () => {
    const open = await w.raise(w.wang)
    const { threadId } = await w.raise(w.wang)
    expect(await suggest(w.wang, w.product.id)).toEqual([])
    await w.decide(w.ann, threadId, { outcome: 'change' })
    const next = await makeProduct(pool(), w.brand)
    await makePartner(pool(), next, w.factory)
    await makePartner(pool(), next, w.rival)
    expect(await suggest(w.wang, next.id)).toEqual([threadId])
    expect(await suggest(w.ann, next.id, w.factory.id)).toEqual([threadId])
    const [found] = await w.as(w.wang).suggestEqs({ productId: next.id, ...typed })
    expect(found).toMatchObject({ code: 'EQ-002', outcome: 'change', decision: { en: 'Accepted for this lot.' } })
    expect(found?.threadId).not.toBe(open.threadId)
    // The other factory, the brand asking the other factory, and the same factory for another brand.
    expect(await suggest(w.rex, next.id)).toEqual([])
    expect(await suggest(w.ann, next.id, w.rival.id)).toEqual([])
    const other = await makeOrg(pool(), 'brand')
    const foreign = await makeProduct(pool(), other)
    await makePartner(pool(), foreign, w.factory)
    expect(await suggest(w.wang, foreign.id)).toEqual([])
    // A product the partner left is out of its sight, but not out of the brand's.
    await asStage(pool(), ({ db }) =>
      db.update(productParties).set({ state: 'revoked' }).where(eq(productParties.id, w.party.id)),
    )
    expect(await suggest(w.wang, next.id)).toEqual([])
    expect(await suggest(w.ann, next.id, w.factory.id)).toEqual([threadId])
  })

  test('puts the likest first and leaves out what is not alike', async () => {
    const raised = [
      await w.raise(w.wang, {
        title: says('', '外壳缝隙超差，是否让步接收'),
        body: says('', '缝隙 0.35 mm，防水仍合格。'),
      }),
      await w.raise(w.wang, { title: says('', '闪存封装变更'), body: says('', '闪存改为 WSON 封装。') }),
      await w.raise(w.wang),
    ]
    for (const { threadId } of raised) await w.decide(w.ann, threadId)
    expect(await suggest(w.wang, w.product.id)).toEqual([raised[2]?.threadId])
  })
})

describe('silence', () => {
  test('decides nothing, however long it lasts and whatever runs meanwhile', async () => {
    const { threadId } = await w.raise(w.wang, {}, eve)
    await settle()
    const muchLater = () => new Date(eve.getTime() + 400 * 86_400_000)
    await sendNoticeMails(testServices(pool()), muchLater)
    for (const { run } of schedules) await run(testServices(pool()))
    const thread = await w.as(w.ann, muchLater()).getThread({ threadId })
    expect(thread).toMatchObject({ state: 'open', eq: { outcome: null, decision: null, ballOrgId: w.brand.id } })
  })

  test('has no hand that could: only people call the command, and nothing else writes the rows', () => {
    const root = join(projectRoot(), 'server')
    const hands = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !/\.test\.ts$|^testing\//.test(file))
      .filter((file) => /act-on-eq'|(update|insert)\(engineeringQueries\)/.test(readFileSync(join(root, file), 'utf8')))
    expect(hands.toSorted()).toEqual([
      'domains/threads/commands/act-on-eq.ts',
      'domains/threads/commands/edit-post.ts',
      'domains/threads/commands/raise-eq.ts',
      'domains/threads/router.ts',
    ])
  })

  test('is refused by the database as well: no outcome without somebody who decided', async () => {
    const { threadId } = await w.raise(w.wang)
    const force = asStage(pool(), ({ db }) =>
      db.update(engineeringQueries).set({ outcome: 'clarification' }).where(eq(engineeringQueries.threadId, threadId)),
    )
    await expect(force).rejects.toThrow()
    expect((await w.as(w.ann).getThread({ threadId })).eq?.outcome).toBeNull()
  })
})

describe('telling', () => {
  const kinds = async (actor: MemberActor) =>
    (await callerOf(pool(), actor).notifications.listInbox({})).notices.map(({ kind }) => kind)

  test('reaches those who answer, then those who took part, by name of the query', async () => {
    const { threadId } = await w.raise(w.wang)
    await settle()
    expect(await Promise.all([w.ann, w.books, w.onlooker, w.wang, w.rex].map(kinds))).toEqual([
      ['threads.eqRaised'],
      [],
      [],
      [],
      [],
    ])
    const [notice] = (await callerOf(pool(), w.ann).notifications.listInbox({})).notices
    expect(notice).toMatchObject({
      params: { code: 'EQ-001', subject: 'U10 · W25Q64JVSNIQ' },
      body: { en: 'Use GD25Q64ETIGR instead.' },
    })
    await w.decide(w.ann, threadId)
    await settle()
    expect(await kinds(w.wang)).toEqual(['threads.eqDecided'])
    await w.act(w.wang, 'reopenEq', threadId)
    await w.act(w.wang, 'withdrawEq', threadId)
    await settle()
    expect(await kinds(w.ann)).toEqual(['threads.eqWithdrawn', 'threads.eqReopened', 'threads.eqRaised'])
  })

  test('by mail says until when a decision is wanted, on both shores', async () => {
    const raisedAt = new Date()
    await w.raise(w.wang, {}, raisedAt)
    await settle()
    await sendNoticeMails(testServices(pool()), () => new Date(raisedAt.getTime() + 3 * 60_000))
    const sent = await asStage(pool(), ({ db }) => db.select().from(mails).where(eq(mails.userId, w.ann.userId)))
    expect(sent).toHaveLength(1)
    expect(sent[0]?.params.headline).toContain('raised EQ-001 on U10')
    expect(sent[0]?.params.details).toMatch(/A decision is due by .* 6:00\sPM PT \/ .* China time/)
  })

  test('is written into both chains with the code and the outcome', async () => {
    const { threadId } = await w.raise(w.wang)
    await w.decide(w.ann, threadId)
    const found = await asStage(pool(), ({ db }) =>
      db.select().from(auditEntries).where(eq(auditEntries.subjectId, threadId)),
    )
    expect(found.map(({ orgId, action }) => `${orgId} ${action}`).toSorted()).toEqual(
      [w.brand.id, w.factory.id].flatMap((id) => [`${id} threads.raiseEq`, `${id} threads.decideEq`]).toSorted(),
    )
    expect(found.find(({ action }) => action === 'threads.decideEq')?.params).toMatchObject({
      code: 'EQ-001',
      outcome: 'deviation',
    })
  })
})
