import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { gateEvidence, gates } from '@/db/schema/gates'
import { notifications } from '@/db/schema/notifications'
import { deliver } from '@/server/jobs/delivery'
import { publishPending } from '@/server/jobs/dispatcher'
import { subscriptions } from '@/server/jobs/subscriptions'
import type { MemberActor, MemberRole } from '@/server/kernel/actor'
import { testDatabase, type TestDatabase } from '@/server/testing/database'
import {
  asStage,
  callerOf,
  makeMember,
  makeOrg,
  makePartner,
  makeProduct,
  testServices,
} from '@/server/testing/factories'
import { noValues } from '../specs/rules/requirement'
import type { AddItem } from './inputs'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const caller = (actor: MemberActor, now?: Date) => callerOf(database.pool, actor, now ? { now: () => now } : {})
const as = (actor: MemberActor, now?: Date) => caller(actor, now).gates
const refusal = (code: string) => expect.objectContaining({ message: code })
const typed = (en: string, zh: string) => ({ en, zh, source: 'en' as const })
const why = { en: 'The lab is late.', zh: '' }
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000)
const date = (days: number) => inDays(days).toISOString().slice(0, 10)

const criterion = (given: Partial<AddItem['item']> = {}): AddItem['item'] => ({
  part: 'exit',
  text: typed('The drop test is passed.', '跌落测试通过。'),
  metric: typed('', ''),
  threshold: '',
  evidence: 'testReport',
  side: 'partner',
  role: 'quality',
  mandatory: true,
  waivable: true,
  waiverRole: 'quality',
  check: null,
  ...given,
})

async function makeStage() {
  const { pool } = database
  const [brandOrg, factoryOrg, otherOrg] = [
    await makeOrg(pool),
    await makeOrg(pool, 'manufacturer'),
    await makeOrg(pool, 'manufacturer'),
  ]
  const product = await makeProduct(pool, brandOrg)
  await makePartner(pool, product, factoryOrg, { grants: ['specs'] })
  await makePartner(pool, product, otherOrg, { grants: ['specs'] })
  const member = (org: typeof brandOrg, role: MemberRole) => makeMember(pool, org, role)
  return {
    productId: product.id,
    partnerOrgId: factoryOrg.id,
    owner: await member(brandOrg, 'owner'),
    engineer: await member(brandOrg, 'engineer'),
    quality: await member(brandOrg, 'quality'),
    wang: await member(factoryOrg, 'engineer'),
    zhao: await member(factoryOrg, 'quality'),
    rival: await member(otherOrg, 'quality'),
  }
}
type Stage = Awaited<ReturnType<typeof makeStage>>

/** A product with gates of which that of EVT asks what the test adds to it, and nothing else. */
async function makeGate(stage: Stage, items: AddItem['item'][] = [criterion()]) {
  await as(stage.engineer).planGates({ productId: stage.productId })
  const { gates: listed } = await as(stage.engineer).listGates({ productId: stage.productId })
  const gateId = listed.find(({ phase }) => phase === 'evt')?.id ?? ''
  await asStage(database.pool, async ({ db }) => {
    await db.execute(sql`update gate_items set removed_at = now() where product_id = ${stage.productId}`)
    await db.update(gates).set({ state: 'active' }).where(eq(gates.id, gateId))
  })
  const itemIds: string[] = []
  for (const item of items) itemIds.push((await as(stage.engineer).addItem({ gateId, item })).itemId)
  return { gateId, itemIds, itemId: itemIds[0] ?? '' }
}
const read = async (actor: MemberActor, gateId: string, now?: Date) => as(actor, now).getGate({ gateId })
const standings = async (actor: MemberActor, gateId: string, now?: Date) =>
  (await read(actor, gateId, now)).items.map(({ standing }) => standing)
const bring = (itemId: string, result: 'met' | 'notMet' = 'met', more: { partnerOrgId?: string } = {}) => ({
  itemId,
  result,
  words: { en: 'Ten drops, no damage.', zh: '' },
  reached: '',
  attachmentIds: [],
  clientKey: randomUUID(),
  ...more,
})
const both = [
  { side: 'brand', role: 'quality' },
  { side: 'partner', role: 'quality' },
] as const
async function submit(stage: Stage, gateId: string) {
  const { version } = await read(stage.engineer, gateId)
  return as(stage.engineer).submitGate({
    gateId,
    version,
    note: { en: '', zh: '' },
    partnerOrgId: stage.partnerOrgId,
    signatures: [...both],
  })
}
async function sign(actor: MemberActor, gateId: string, now?: Date) {
  const { review } = await read(actor, gateId, now)
  return as(actor, now).signGate({ gateId, role: 'quality', hash: review?.hash ?? '' })
}
async function stateOf(stage: Stage, gateId: string) {
  return (await read(stage.engineer, gateId)).state
}

describe('a gate', () => {
  test('begins with the usual criteria, once, in both languages', async () => {
    const stage = await makeStage()
    const { productId } = stage
    const planned = await Promise.all([
      as(stage.engineer).planGates({ productId }),
      as(stage.owner).planGates({ productId }),
    ])
    expect(planned.map((each) => each.planned).toSorted((a, b) => a - b)).toEqual([0, 4])
    const { gates: listed } = await as(stage.engineer).listGates({ productId })
    expect(listed.map(({ phase }) => phase)).toEqual(['evt', 'dvt', 'pvt', 'mp'])
    const { items } = await read(stage.engineer, listed[1]?.id ?? '')
    expect(items[0]).toMatchObject({ code: 'DVT-01', check: 'specReleased', standing: 'notMet' })
    expect(items.every(({ text }) => text.state === 'human')).toBe(true)
    // Of the same gate a factory sees what is asked of factories.
    const theirs = await read(stage.zhao, listed[1]?.id ?? '')
    expect(theirs.items.length).toBeGreaterThan(3)
    expect(new Set(theirs.items.map(({ side }) => side))).toEqual(new Set(['partner']))
    await expect(as(stage.zhao).planGates({ productId })).rejects.toEqual(refusal('products.ownerNeeded'))
  })

  test('takes evidence of each factory for itself, and of the brand for whom it names', async () => {
    const stage = await makeStage()
    const { gateId, itemId } = await makeGate(stage)
    const first = bring(itemId)
    const { evidenceId } = await as(stage.zhao).addEvidence(first)
    expect(await as(stage.zhao).addEvidence(first)).toEqual({ evidenceId })
    expect(await standings(stage.engineer, gateId)).toEqual(['met'])
    // Another factory has brought nothing, and is not told of the first.
    expect((await read(stage.rival, gateId)).items[0]).toMatchObject({ standing: 'open', evidence: [] })
    await as(stage.rival).addEvidence(bring(itemId, 'notMet'))
    expect(await standings(stage.engineer, gateId)).toEqual(['notMet'])
    expect(await standings(stage.zhao, gateId)).toEqual(['met'])
    // The brand does not accept what the first one brought, and keeps a word to itself.
    await as(stage.quality).addEvidence(bring(itemId, 'notMet', { partnerOrgId: stage.partnerOrgId }))
    await as(stage.quality).addEvidence(bring(itemId, 'met'))
    const theirs = (await read(stage.zhao, gateId)).items[0]
    expect(theirs?.standing).toBe('notMet')
    expect(theirs?.evidence.map(({ own, result }) => [own, result])).toEqual([
      [true, 'met'],
      [false, 'notMet'],
    ])
    await expect(as(stage.rival).addEvidence({ ...bring(itemId), partnerOrgId: stage.partnerOrgId })).rejects.toEqual(
      refusal('gates.partnerNotFound'),
    )
  })

  test('is not ticked by hand where the portal knows', async () => {
    const stage = await makeStage()
    const { gateId, itemId } = await makeGate(stage, [
      criterion({ side: 'brand', check: 'bomPresent', evidence: 'record' }),
    ])
    await expect(as(stage.engineer).addEvidence(bring(itemId))).rejects.toEqual(refusal('gates.systemChecked'))
    expect((await read(stage.engineer, gateId)).items[0]?.found).toMatchObject({ met: false, code: 'noBom' })
    await expect(
      as(stage.engineer).addItem({ gateId, item: criterion({ side: 'partner', check: 'eqsSettled' }) }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })

  test('criteria are the brand’s to change while the gate is open, by one at a time', async () => {
    const stage = await makeStage()
    const { gateId, itemId } = await makeGate(stage)
    const item = criterion({ text: typed('Twelve drops are passed.', '跌落测试通过。') })
    const change = { itemId, version: 1, item }
    const results = await Promise.allSettled([
      as(stage.engineer).editItem(change),
      as(stage.owner).editItem({ ...change, item: { ...item, threshold: '12' } }),
    ])
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const [edited] = (await read(stage.engineer, gateId)).items
    expect(edited?.text.state).toBe('stale')
    const { itemId: second } = await as(stage.engineer).addItem({ gateId, item: criterion() })
    await as(stage.engineer).removeItem({ itemId: second, version: 1 })
    const codes = async () => (await read(stage.engineer, gateId)).items.map(({ code }) => code)
    const before = await codes()
    await as(stage.engineer).addItem({ gateId, item: criterion() })
    // A code is never given twice.
    expect((await codes()).length).toBe(before.length + 1)
    expect((await codes()).at(-1)).not.toBe(before.at(-1))
    expect(new Set(await codes()).size).toBe((await codes()).length)
  })
})

describe('a waiver', () => {
  test('lets a gate pass with conditions, ends on a day, and opens the criterion again', async () => {
    const stage = await makeStage()
    const { gateId, itemId } = await makeGate(stage)
    const waive = { itemId, reason: why, expiresOn: date(10) }
    await expect(as(stage.engineer).waiveItem(waive)).rejects.toEqual(refusal('gates.waiverRoleNeeded'))
    await expect(as(stage.quality).waiveItem({ ...waive, expiresOn: date(-2) })).rejects.toEqual(
      refusal('gates.expiryOutOfRange'),
    )
    await as(stage.quality).waiveItem(waive)
    const [item] = (await read(stage.zhao, gateId)).items
    expect(item?.standing).toBe('waived')
    // 18:00 in Los Angeles is 10 or 11 in the morning of the next day in Shenzhen.
    expect(item?.waivers[0]?.expiresAt.toISOString().slice(11, 16)).toMatch(/^0[12]:00$/)
    await submit(stage, gateId)
    await sign(stage.quality, gateId)
    expect(await sign(stage.zhao, gateId)).toEqual({ passed: true })
    expect(await stateOf(stage, gateId)).toBe('conditional')
    const { productId } = stage
    const before = (await as(stage.engineer).listGates({ productId })).gates[0]
    expect(before).toMatchObject({ lapsed: false, cleared: 1, total: 1 })
    expect(before?.conditionsEnd).toEqual(item?.waivers[0]?.expiresAt)
    const late = inDays(20)
    expect(await standings(stage.zhao, gateId, late)).toEqual(['expired'])
    expect((await as(stage.engineer, late).listGates({ productId })).gates[0]).toMatchObject({
      lapsed: true,
      cleared: 0,
    })
    // Conditions are closed by evidence, not by waiting.
    const { version } = await read(stage.engineer, gateId)
    await expect(as(stage.engineer).fulfilGate({ gateId, version })).rejects.toEqual(refusal('gates.conditionUnmet'))
    await expect(as(stage.engineer, late).fulfilGate({ gateId, version })).rejects.toEqual(refusal('gates.itemsOpen'))
    await as(stage.zhao).addEvidence(bring(itemId))
    await as(stage.engineer).fulfilGate({ gateId, version })
    expect(await stateOf(stage, gateId)).toBe('passed')
  })

  test('a gate stands the same for a factory that came later and sees none of the brand’s evidence', async () => {
    const stage = await makeStage()
    const { productId } = stage
    const { gateId, itemIds } = await makeGate(stage, [criterion(), criterion({ side: 'brand' })])
    const [shown = '', waived = ''] = itemIds
    await as(stage.engineer).addEvidence(bring(shown))
    await as(stage.quality).waiveItem({ itemId: waived, reason: why, expiresOn: date(10) })
    const { version } = await read(stage.engineer, gateId)
    const signatures = [
      { side: 'brand', role: 'engineer' },
      { side: 'brand', role: 'quality' },
    ] as const
    const alone = { gateId, version, note: { en: '', zh: '' }, partnerOrgId: null }
    await as(stage.engineer).submitGate({ ...alone, signatures: [...signatures] })
    for (const [actor, role] of [[stage.engineer, 'engineer'] as const, [stage.quality, 'quality'] as const]) {
      const { review } = await read(actor, gateId)
      await as(actor).signGate({ gateId, role, hash: review?.hash ?? '' })
    }
    const seenBy = async (actor: MemberActor, now?: Date) => {
      const listed = (await as(actor, now).listGates({ productId })).gates.find(({ id }) => id === gateId)
      const { state, lapsed } = await read(actor, gateId, now)
      expect([listed?.state, listed?.lapsed]).toEqual([state, lapsed])
      return { state, lapsed }
    }
    for (const actor of [stage.engineer, stage.zhao, stage.rival])
      expect(await seenBy(actor)).toEqual({ state: 'conditional', lapsed: false })
    // What the brand showed itself is not asked of the factory, nor shown to it.
    expect((await read(stage.zhao, gateId)).items).toMatchObject([{ standing: 'met', evidence: [] }])
    for (const actor of [stage.engineer, stage.zhao])
      expect(await seenBy(actor, inDays(20))).toEqual({ state: 'conditional', lapsed: true })
  })

  test('what the brand says among its own against a criterion is not told to factories', async () => {
    const stage = await makeStage()
    const { gateId, itemId } = await makeGate(stage)
    await as(stage.engineer).addEvidence(bring(itemId, 'notMet'))
    expect(await standings(stage.engineer, gateId)).toEqual(['notMet'])
    expect(await standings(stage.zhao, gateId)).toEqual(['open'])
  })

  test('can be withdrawn, and is refused where the criterion says so', async () => {
    const stage = await makeStage()
    const { gateId, itemIds } = await makeGate(stage, [criterion(), criterion({ waivable: false })])
    const [first = '', second = ''] = itemIds
    const { waiverId } = await as(stage.quality).waiveItem({ itemId: first, reason: why, expiresOn: date(5) })
    await as(stage.quality).withdrawWaiver({ waiverId })
    expect(await standings(stage.engineer, gateId)).toEqual(['open', 'open'])
    await expect(as(stage.quality).waiveItem({ itemId: second, reason: why, expiresOn: date(5) })).rejects.toEqual(
      refusal('gates.notWaivable'),
    )
  })

  test('ends at the next gate at latest', async () => {
    const stage = await makeStage()
    const { gateId, itemId } = await makeGate(stage)
    await as(stage.quality).waiveItem({ itemId, reason: why, expiresOn: date(90) })
    await submit(stage, gateId)
    await sign(stage.quality, gateId)
    await sign(stage.zhao, gateId)
    const { gates: listed } = await as(stage.engineer).listGates({ productId: stage.productId })
    const dvt = listed[1]?.id ?? ''
    await asStage(database.pool, ({ db }) => db.update(gates).set({ state: 'active' }).where(eq(gates.id, dvt)))
    expect((await read(stage.engineer, dvt)).unfulfilled).toEqual(['evt'])
    await expect(submit(stage, dvt)).rejects.toEqual(refusal('gates.conditionsOpen'))
  })
})

describe('a review', () => {
  test('needs every mandatory criterion, freezes them, and passes with the last signature of both sides', async () => {
    const stage = await makeStage()
    const { gateId, itemId } = await makeGate(stage, [criterion(), criterion({ mandatory: false, side: 'brand' })])
    await expect(submit(stage, gateId)).rejects.toEqual(refusal('gates.itemsOpen'))
    await as(stage.zhao).addEvidence(bring(itemId))
    await submit(stage, gateId)
    await expect(as(stage.zhao).addEvidence(bring(itemId))).rejects.toEqual(refusal('gates.evidenceFrozen'))
    await expect(as(stage.engineer).addItem({ gateId, item: criterion() })).rejects.toEqual(
      refusal('gates.criteriaFrozen'),
    )
    // Each side signs what it sees; the other factory is not told who signs.
    const [ours, theirs, rivals] = [
      await read(stage.quality, gateId),
      await read(stage.zhao, gateId),
      await read(stage.rival, gateId),
    ]
    expect(rivals.review).toBeNull()
    expect(ours.review?.hash).not.toBe(theirs.review?.hash)
    expect([ours.review?.maySignAs, theirs.review?.maySignAs]).toEqual([['quality'], ['quality']])
    await expect(as(stage.zhao).signGate({ gateId, role: 'quality', hash: ours.review?.hash ?? '' })).rejects.toEqual(
      refusal('gates.itemsChanged'),
    )
    await expect(sign(stage.wang, gateId)).rejects.toEqual(refusal('gates.notYourSignature'))
    expect(await sign(stage.zhao, gateId)).toEqual({ passed: false })
    await expect(sign(stage.zhao, gateId)).rejects.toEqual(refusal('gates.alreadySigned'))
    expect(await sign(stage.quality, gateId)).toEqual({ passed: true })
    expect(await stateOf(stage, gateId)).toBe('passed')
    const services = testServices(database.pool)
    const waiting: string[] = []
    while ((await publishPending(services, async (ids) => void waiting.push(...ids))) > 0) continue
    for (const id of waiting) await deliver(services, id, subscriptions)
    const told = await asStage(database.pool, async ({ db }) => {
      return db
        .select({ kind: notifications.kind, userId: notifications.userId })
        .from(notifications)
        .where(eq(notifications.productId, stage.productId))
    })
    const of = (actor: MemberActor) => told.filter(({ userId }) => userId === actor.userId).map(({ kind }) => kind)
    expect(of(stage.rival)).toEqual([])
    expect(of(stage.zhao)).toEqual(['gates.passed'])
    expect(of(stage.owner)).toEqual(['gates.passed'])
  })

  test('is not passed by its author alone', async () => {
    const stage = await makeStage()
    const { gateId, itemId } = await makeGate(stage, [criterion({ side: 'brand' })])
    await as(stage.engineer).addEvidence(bring(itemId))
    const { version } = await read(stage.engineer, gateId)
    const alone = { gateId, version, note: { en: '', zh: '' }, partnerOrgId: null }
    await as(stage.engineer).submitGate({ ...alone, signatures: [{ side: 'brand', role: 'engineer' }] })
    const { review } = await read(stage.engineer, gateId)
    const signing = { gateId, role: 'engineer', hash: review?.hash ?? '' } as const
    await expect(as(stage.engineer).signGate(signing)).rejects.toEqual(refusal('gates.anotherMustSign'))
    expect([review?.maySignAs, review?.anotherSigns?.roles, review?.anotherSigns?.people.length]).toEqual([
      [],
      ['engineer'],
      1,
    ])
    expect((await read(stage.owner, gateId)).review).toMatchObject({ maySignAs: ['engineer'], anotherSigns: null })
    expect(await as(stage.owner).signGate(signing)).toEqual({ passed: true })
  })

  test('can be refused by the factory, goes on when it is opened again, and its signatures are void', async () => {
    const stage = await makeStage()
    const { gateId, itemId } = await makeGate(stage)
    await as(stage.zhao).addEvidence(bring(itemId))
    await submit(stage, gateId)
    await sign(stage.quality, gateId)
    const { version } = await read(stage.zhao, gateId)
    await expect(as(stage.rival).failGate({ gateId, version, reason: why })).rejects.toEqual(
      refusal('gates.reviewNotFound'),
    )
    await as(stage.zhao).failGate({ gateId, version, reason: { en: '', zh: '报告缺页。' } })
    const failed = await read(stage.engineer, gateId)
    expect([failed.state, failed.reason?.zh]).toEqual(['failed', '报告缺页。'])
    // In the words of the factory that was asked: for the brand and itself.
    expect((await read(stage.zhao, gateId)).reason?.zh).toBe('报告缺页。')
    expect((await read(stage.rival, gateId)).reason).toBeNull()
    await as(stage.engineer).reopenGate({ gateId, version: failed.version, reason: why })
    await submit(stage, gateId)
    const again = await read(stage.quality, gateId)
    expect([again.round, again.review?.signatures]).toEqual([2, []])
    expect(again.review?.hash).not.toBe(failed.review?.hash)
    await expect(
      as(stage.quality).signGate({ gateId, role: 'quality', hash: failed.review?.hash ?? '' }),
    ).rejects.toEqual(refusal('gates.itemsChanged'))
  })

  test('cannot be signed once a waiver ended under it', async () => {
    const stage = await makeStage()
    const { gateId, itemId } = await makeGate(stage)
    await as(stage.quality).waiveItem({ itemId, reason: why, expiresOn: date(3) })
    await submit(stage, gateId)
    const late = inDays(9)
    expect((await read(stage.quality, gateId, late)).review?.holds).toBe(false)
    await expect(sign(stage.quality, gateId, late)).rejects.toEqual(refusal('gates.itemsChanged'))
    expect((await read(stage.quality, gateId)).review?.holds).toBe(true)
  })

  test('keeps what held when it passed, until it is opened again', async () => {
    const stage = await makeStage()
    const { gateId } = await makeGate(stage, [criterion({ side: 'brand', check: 'eqsSettled', evidence: 'record' })])
    const { version } = await read(stage.engineer, gateId)
    const alone = { gateId, version, note: { en: '', zh: '' }, partnerOrgId: null }
    await as(stage.engineer).submitGate({ ...alone, signatures: [{ side: 'brand', role: 'quality' }] })
    await sign(stage.quality, gateId)
    await caller(stage.zhao).threads.raiseEq({
      productId: stage.productId,
      subject: { kind: 'product', id: stage.productId },
      title: typed('Gap between lid and base', '上下盖间隙'),
      body: typed('0.3 mm on one side.', '单边 0.3 mm。'),
      disposition: 'useAsIs',
      clientKey: randomUUID(),
    })
    expect((await read(stage.engineer, gateId)).items[0]?.found).toMatchObject({ met: true, code: 'settled' })
    const passed = await read(stage.engineer, gateId)
    await as(stage.engineer).reopenGate({ gateId, version: passed.version, reason: why })
    expect((await read(stage.engineer, gateId)).items[0]?.found).toMatchObject({ met: false, code: 'eqsOpen' })
  })

  test('what was said and signed cannot be changed in the database either', async () => {
    const stage = await makeStage()
    const { itemId } = await makeGate(stage)
    await as(stage.zhao).addEvidence(bring(itemId))
    await expect(
      asStage(database.pool, ({ db }) => db.delete(gateEvidence).where(eq(gateEvidence.itemId, itemId))),
    ).rejects.toThrow()
    // Row-level security: under the rival's name the other factory's evidence is not there.
    const seenBy = ({ member }: MemberActor) =>
      asStage(database.pool, async ({ db }) => {
        await db.execute(
          sql`select set_config('app.system', '', true), set_config('app.org_id', ${member.orgId}, true)`,
        )
        return db.$count(gateEvidence, eq(gateEvidence.itemId, itemId))
      })
    expect([await seenBy(stage.zhao), await seenBy(stage.rival), await seenBy(stage.owner)]).toEqual([1, 0, 1])
  })
})

describe('a phase', () => {
  const move = (productId: string, version: number, phase: 'evt' | 'dvt' | 'pvt' | 'concept', atRisk = false) => ({
    productId,
    version,
    phase,
    reason: atRisk || phase === 'concept' ? 'The tools have to be ordered now' : '',
    atRisk,
  })

  test('is reached through its gate, or at the risk of somebody who may take it', async () => {
    const stage = await makeStage()
    const { productId } = stage
    const { phase, version } = await caller(stage.engineer).products.getProduct({ productId })
    expect(phase).toBe('concept')
    await expect(as(stage.engineer).changePhase(move(productId, version, 'evt'))).rejects.toEqual(
      refusal('gates.entryOpen'),
    )
    await expect(as(stage.engineer).changePhase(move(productId, version, 'evt', true))).rejects.toEqual(
      refusal('gates.riskNeedsManager'),
    )
    await expect(as(stage.owner).changePhase({ ...move(productId, version, 'evt', true), reason: '' })).rejects.toEqual(
      refusal('gates.riskReasonNeeded'),
    )
    // What was refused left nothing behind.
    expect((await as(stage.engineer).listGates({ productId })).gates).toEqual([])
    await as(stage.owner).changePhase(move(productId, version, 'evt', true))
    const [evt] = (await as(stage.engineer).listGates({ productId })).gates
    expect(evt).toMatchObject({ state: 'active', atRisk: true })
    const gate = await read(stage.engineer, evt?.id ?? '')
    expect(gate.risk?.reason?.en).toBe('The tools have to be ordered now')
    // Why is the brand's own business.
    expect((await read(stage.wang, evt?.id ?? '')).risk).toEqual({ by: null, reason: null })
    await expect(as(stage.owner).changePhase(move(productId, version, 'dvt'))).rejects.toEqual(
      refusal('products.stale'),
    )
    await expect(as(stage.owner).changePhase(move(productId, version + 1, 'dvt'))).rejects.toEqual(
      refusal('gates.closed'),
    )
  })

  test('follows a passed gate freely, and back is always open', async () => {
    const stage = await makeStage()
    const { productId } = stage
    const { gateId, itemId } = await makeGate(stage)
    const { version } = await caller(stage.engineer).products.getProduct({ productId })
    await as(stage.owner).changePhase(move(productId, version, 'evt'))
    await as(stage.zhao).addEvidence(bring(itemId))
    await submit(stage, gateId)
    await sign(stage.quality, gateId)
    await sign(stage.zhao, gateId)
    await as(stage.engineer).changePhase(move(productId, version + 1, 'dvt'))
    const dvt = (await as(stage.engineer).listGates({ productId })).gates[1]
    expect(dvt).toMatchObject({ state: 'active', atRisk: false })
    await as(stage.engineer).changePhase(move(productId, version + 2, 'concept'))
    expect((await caller(stage.engineer).products.getProduct({ productId })).phase).toBe('concept')
  })
})

test('a new draft that leaves the other language behind shows in the gate at once', async () => {
  const stage = await makeStage()
  const { productId } = stage
  const { gateId } = await makeGate(stage, [
    criterion({ side: 'brand', check: 'specReleased', evidence: 'record' }),
    criterion({ side: 'brand', check: 'noStaleCritical', evidence: 'record' }),
  ])
  const found = async () => (await read(stage.engineer, gateId)).items.map((item) => item.found)
  expect((await found()).map((each) => each?.code)).toEqual(['noSpec', 'noSpec'])
  const { specs } = caller(stage.engineer)
  const { specId, revisionId } = await specs.createSpec({
    productId,
    name: { en: 'Main specification', zh: '' },
    governingLanguage: 'en',
    from: { kind: 'blank' },
  })
  const content = {
    section: 'power',
    kind: 'numeric',
    title: typed('Supply voltage', '供电电压'),
    text: typed('The supply shall be at most 3.5 V.', '供电电压不超过 3.5 V。'),
    condition: typed('', ''),
    values: { ...noValues, min: '3.1', max: '3.5', unit: 'V' },
    verification: 'test',
    critical: false,
    ownerId: null,
    links: [],
    attachmentIds: [],
  } as const
  await specs.addRequirements({ revisionId, requirements: [{ ...content, links: [], attachmentIds: [] }] })
  const { contentHash } = await specs.submitRevision({
    revisionId,
    version: (await specs.getRevision({ revisionId })).version,
    note: { en: '', zh: '' },
    partnerOrgId: null,
    signatures: [{ side: 'brand', role: 'engineer' }],
  })
  await callerOf(database.pool, stage.owner).specs.signRevision({ revisionId, role: 'engineer', contentHash })
  await specs.releaseRevision({ revisionId, version: (await specs.getRevision({ revisionId })).version })
  expect((await found()).map((each) => each?.met)).toEqual([true, true])
  const draft = await specs.startDraft({ specId })
  const [requirement] = (await specs.listRequirements(draft)).requirements
  await specs.editRequirement({
    ...draft,
    requirementId: requirement?.id ?? '',
    version: requirement?.version ?? 0,
    content: {
      ...content,
      text: typed('The supply shall be at most 3.4 V.', '供电电压不超过 3.5 V。'),
      links: [],
      attachmentIds: [],
    },
  })
  const [released, stale] = await found()
  expect(released?.met).toBe(true)
  expect(stale).toMatchObject({ met: false, code: 'stale', count: 1, item: 'R-001' })
  // Which requirement it is, and which of its texts.
  const [place] = stale?.places ?? []
  expect(place).toMatchObject({ specId, requirementId: requirement?.id, code: 'R-001' })
  expect(place?.texts).toEqual([{ field: 'text', state: 'stale' }])
  await expect(submit(stage, gateId)).rejects.toEqual(refusal('gates.itemsOpen'))

  // Out of force is told as that, and not as never released.
  await specs.suspendRevision({
    revisionId,
    version: (await specs.getRevision({ revisionId })).version,
    reason: { en: 'A component is recalled.', zh: '' },
  })
  expect((await found())[0]).toMatchObject({ met: false, code: 'specSuspended', count: 1, item: 'A' })
  await caller(stage.owner).specs.resumeRevision({
    revisionId,
    version: (await specs.getRevision({ revisionId })).version,
  })
  expect((await found())[0]).toMatchObject({ met: true, code: 'specReleased' })
})
