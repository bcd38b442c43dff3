import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { auditEntries, events } from '@/db/schema/audit'
import { bomLineLosses, bomLines, bomRevisions } from '@/db/schema/boms'
import { notifications } from '@/db/schema/notifications'
import type { MemberActor } from '@/server/kernel/actor'
import { deliver } from '@/server/jobs/delivery'
import { publishPending } from '@/server/jobs/dispatcher'
import { subscriptions } from '@/server/jobs/subscriptions'
import { makeBom } from '@/server/testing/boms'
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

let database: TestDatabase
let engineer: MemberActor
let viewer: MemberActor
let factory: MemberActor
let other: MemberActor
let product: { id: string; orgId: string }
let bomId: string
let revisionId: string
let lineIds: readonly string[]

const caller = (actor: MemberActor) => callerOf(database.pool, actor).boms
const refusal = (code: string) => expect.objectContaining({ message: code })
const factoryId = (actor: MemberActor) => actor.member.orgId
const shipment = { quantity: '60', shippedOn: '2026-11-20', carrier: 'DHL', tracking: 'JD0146', note: '' }

beforeAll(async () => {
  database = await testDatabase()
  const { pool } = database
  const brand = await makeOrg(pool)
  product = await makeProduct(pool, brand)
  engineer = await makeMember(pool, brand, 'engineer')
  viewer = await makeMember(pool, brand, 'viewer')
  const [one, two] = [await makeOrg(pool, 'manufacturer'), await makeOrg(pool, 'manufacturer')]
  factory = await makeMember(pool, one, 'quality')
  other = await makeMember(pool, two, 'owner')
  await makePartner(pool, product, one, { grants: ['boms'] })
  await makePartner(pool, product, two, { grants: ['boms'] })
  ;({ bomId, revisionId, lineIds } = await makeBom(pool, product, [
    { refs: 'DS1', mpn: 'EPD-213' },
    { refs: 'R1, R2(DNP)', mpn: 'RES' },
    { refs: 'BT1', mpn: 'CELL' },
  ]))
  await asStage(pool, async ({ db }) => {
    await db
      .update(bomLines)
      .set({ quantity: '1', attritionPct: '5', attritionExtra: '0' })
      .where(eq(bomLines.revisionId, revisionId))
    await db.update(bomRevisions).set({ lineCount: 3 }).where(eq(bomRevisions.id, revisionId))
  })
})
afterAll(() => database.close())

const seen = async (...indices: number[]) => {
  const { lines } = await caller(engineer).lines({ revisionId })
  return indices.map((index) => {
    const line = lines.find(({ id }) => id === lineIds[index])
    return { lineId: lineIds[index] ?? '', version: line?.version ?? 0 }
  })
}
const supplyOf = (actor: MemberActor, quantity = '60', partnerOrgId: string | null = null) =>
  caller(actor).supply({ revisionId, quantity, partnerOrgId })

describe('who brings the parts', () => {
  it('is set for many lines of a draft at once, by who may write', async () => {
    const set = async (actor: MemberActor, supply: 'brand' | 'factory' | 'dnp', ...indices: number[]) =>
      caller(actor).setSupply({ revisionId, lines: await seen(...indices), supply })
    expect(await set(engineer, 'brand', 0, 2)).toEqual({ changed: 2 })
    expect(await set(engineer, 'brand', 0, 2)).toEqual({ changed: 0 })
    await expect(set(viewer, 'brand', 0)).rejects.toThrow(refusal('boms.writeNeeded'))
    await expect(set(factory, 'brand', 0)).rejects.toThrow(refusal('products.ownerNeeded'))
    const before = await seen(1)
    expect(await set(engineer, 'dnp', 1)).toEqual({ changed: 1 })
    await expect(caller(engineer).setSupply({ revisionId, lines: before, supply: 'brand' })).rejects.toThrow(
      refusal('boms.linesStale'),
    )
    const shown = async () => {
      const { lines } = await caller(engineer).lines({ revisionId })
      return lines.map(({ refs, dnp, suppliedBy }) => [refs, dnp, suppliedBy])
    }
    expect(await shown()).toEqual([
      ['DS1', false, 'brand'],
      ['R1, R2', true, 'factory'],
      ['BT1', false, 'brand'],
    ])
    const [revision] = await asStage(database.pool, ({ db }) =>
      db.select().from(bomRevisions).where(eq(bomRevisions.id, revisionId)),
    )
    expect(revision?.placementCount).toBe(2)
    expect(await set(engineer, 'factory', 1, 2)).toEqual({ changed: 2 })
    expect(await shown()).toContainEqual(['R1, R2', false, 'factory'])
  })

  it('is not set on a revision that is no draft', async () => {
    const state = (to: 'draft' | 'inReview') =>
      asStage(database.pool, ({ db }) =>
        db.update(bomRevisions).set({ state: to }).where(eq(bomRevisions.id, revisionId)),
      )
    await state('inReview')
    await expect(caller(engineer).setSupply({ revisionId, lines: await seen(0), supply: 'factory' })).rejects.toThrow(
      refusal('boms.notDraft'),
    )
    await state('draft')
  })
})

describe('what the brand sends', () => {
  const lineKey = () => lineIds[0] ?? ''
  const send = (actor: MemberActor, partner = factory, over = {}) =>
    caller(actor).shipConsignment({ bomId, lineKey: lineKey(), partnerOrgId: factoryId(partner), ...shipment, ...over })

  it('is short until the factory has counted it, and on its way apart', async () => {
    const { consignmentId } = await send(engineer)
    const [sent] = (await supplyOf(engineer)).rows
    expect(sent).toMatchObject({
      label: 'EPD-213',
      gross: '60',
      need: '63',
      received: '0',
      inTransit: '60',
      short: '63',
      unsent: '3',
    })
    await caller(factory).receiveConsignment({
      consignmentId,
      version: 1,
      receivedQuantity: '58',
      receivedOn: '2026-11-25',
    })
    const told = await supplyOf(factory)
    expect(told.rows[0]).toMatchObject({ received: '58', inTransit: '0', short: '5', unsent: '5' })
    expect(told).toMatchObject({ short: 1, owner: false, maySend: false, mayReceive: true, factories: [] })
    const receive = (actor: MemberActor, version: number) =>
      caller(actor).receiveConsignment({ consignmentId, version, receivedQuantity: '59.5', receivedOn: '2026-11-26' })
    await expect(receive(factory, 1)).rejects.toThrow(refusal('boms.consignmentStale'))
    await receive(factory, 2)
    await expect(receive(engineer, 3)).rejects.toThrow(refusal('boms.factoryCounts'))
    await expect(receive(other, 3)).rejects.toThrow(refusal('boms.consignmentNotFound'))
    await expect(caller(engineer).correctConsignment({ consignmentId, version: 3, ...shipment })).rejects.toThrow(
      refusal('boms.consignmentCounted'),
    )
    const entries = await asStage(database.pool, ({ db }) =>
      db
        .select({ orgId: auditEntries.orgId, action: auditEntries.action, params: auditEntries.params })
        .from(auditEntries)
        .where(eq(auditEntries.action, 'boms.recountConsignment')),
    )
    expect(entries.map(({ orgId }) => orgId).toSorted()).toEqual([product.orgId, factoryId(factory)].toSorted())
    expect(entries[0]?.params).toEqual({ label: 'EPD-213', quantity: '59.5', before: '58' })
  })

  it('is said to the people of the other side, never to the other factory', async () => {
    const services = testServices(database.pool)
    const ids: string[] = []
    while ((await publishPending(services, async (found) => void ids.push(...found))) > 0) continue
    for (const id of [...ids, ...ids]) await deliver(services, id, subscriptions)
    const told = await asStage(database.pool, ({ db }) =>
      db
        .select({ kind: notifications.kind, userId: notifications.userId, params: notifications.params })
        .from(notifications)
        .orderBy(notifications.createdAt, notifications.id),
    )
    expect(told.filter(({ kind }) => kind.startsWith('boms.consignment'))).toMatchObject([
      { kind: 'boms.consignmentShipped', userId: factory.userId, params: { part: 'EPD-213', quantity: '60' } },
      // What stands when it is told: the second count.
      { kind: 'boms.consignmentReceived', userId: engineer.userId, params: { quantity: '59.5' } },
      { kind: 'boms.consignmentReceived', userId: engineer.userId, params: { quantity: '59.5' } },
    ])
  })

  it('is told to that factory alone', async () => {
    const published = await asStage(database.pool, ({ db }) =>
      db.select({ audience: events.audience }).from(events).where(eq(events.type, 'boms.consignmentShipped')),
    )
    expect(published).toEqual([{ audience: [product.orgId, factoryId(factory)] }])
    const [row] = (await supplyOf(other)).rows
    expect(row).toMatchObject({ received: '0', inTransit: '0', consignments: [] })
    await expect(supplyOf(other, '60', factoryId(factory))).rejects.toThrow(refusal('boms.factoryNotFound'))
  })

  it('is corrected while nobody has counted it', async () => {
    const { consignmentId } = await send(engineer, other)
    const correct = (actor: MemberActor, version: number) =>
      caller(actor).correctConsignment({ consignmentId, version, ...shipment, quantity: '10' })
    await correct(engineer, 1)
    await expect(correct(engineer, 1)).rejects.toThrow(refusal('boms.consignmentStale'))
    await expect(correct(other, 2)).rejects.toThrow(refusal('products.ownerNeeded'))
    const answer = await supplyOf(engineer, '60', factoryId(other))
    expect(answer.rows[0]).toMatchObject({ inTransit: '10', unsent: '53' })
    expect(answer.factories).toHaveLength(2)
  })

  it('is refused for what the factory buys itself, and to who is no factory of the product', async () => {
    await expect(send(engineer, factory, { lineKey: lineIds[1] ?? '' })).rejects.toThrow(refusal('boms.notConsigned'))
    await expect(send(engineer, engineer)).rejects.toThrow(refusal('boms.factoryNotFound'))
    await expect(send(factory)).rejects.toThrow(refusal('products.ownerNeeded'))
  })

  it('counts the losses the factory states, and keeps showing what was sent for a line that changed sides', async () => {
    await asStage(database.pool, ({ db }) =>
      db.insert(bomLineLosses).values({
        ...{ orgId: product.orgId, productId: product.id, bomId, partnerOrgId: factoryId(factory), lineKey: lineKey() },
        ...{ attritionPct: '0', attritionExtra: '7' },
      }),
    )
    expect((await supplyOf(engineer)).rows[0]).toMatchObject({ need: '67', short: '7.5' })
    await asStage(database.pool, ({ db }) =>
      db
        .update(bomLines)
        .set({ suppliedBy: 'factory', version: sql`version + 1` })
        .where(eq(bomLines.id, lineKey())),
    )
    expect((await supplyOf(factory)).rows).toMatchObject([
      { label: 'EPD-213', line: null, need: '0', received: '59.5', short: '0' },
    ])
  })
})
