import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { auditEntries } from '@/db/schema/audit'
import { bomLines } from '@/db/schema/boms'
import { exchangeRates, manufacturerParts, parts, supplierParts } from '@/db/schema/parts'
import { manufacturerPartKey, partNumberKey, supplierPartKey } from '@/server/domains/parts/rules/part-keys'
import { bilingual } from '@/server/kernel/bilingual'
import { newId } from '@/server/kernel/ids'
import type { MemberActor } from '@/server/kernel/actor'
import { parseMicros } from '@/server/kernel/micros'
import { transact } from '@/server/platform/context'
import { makeBom } from '@/server/testing/boms'
import { testDatabase, type TestDatabase } from '@/server/testing/database'
import { asStage, callerOf, makeMember, makeOrg, makePartner, makeProduct } from '@/server/testing/factories'
import { newestCost } from './queries/costs'
import { substituteCost } from './queries/substitute-cost'

let database: TestDatabase
let engineer: MemberActor
let viewer: MemberActor
let priced: MemberActor
let unpriced: MemberActor
let brandId: string
let bomId: string
let revisionId: string
let lineIds: readonly string[]
let capacitorOffer: string

const caller = (actor: MemberActor) => callerOf(database.pool, actor).boms
const refusal = (code: string) => expect.objectContaining({ message: code })
const breaks = (text: string) =>
  text.split(' ').map((tier) => {
    const [min = '', price = ''] = tier.split(':')
    return { min, micros: String(parseMicros(price)) }
  })

/** An entry of the brand's library with one maker's part and one offer of it. */
const addPart = (
  mpn: string,
  offer: Partial<typeof supplierParts.$inferInsert>,
  status: 'approved' | 'rejected' = 'approved',
) =>
  asStage(database.pool, async ({ db }) => {
    const [partId, makerId, id] = [newId('part'), newId('manufacturerPart'), newId('supplierPart')]
    const number = `W-${mpn}`
    await db.insert(parts).values({
      ...{ id: partId, orgId: brandId, number, numberKey: partNumberKey(number), searchText: '' },
      ...{ name: bilingual('en', mpn), description: bilingual('en', ''), attritionPct: '0' },
    })
    const key = manufacturerPartKey(mpn, 'Murata')
    await db
      .insert(manufacturerParts)
      .values({ id: makerId, orgId: brandId, partId, mpn, manufacturer: 'Murata', key, rank: 1, status })
    await db.insert(supplierParts).values({
      ...{ id, orgId: brandId, partId, manufacturerPartId: makerId, supplier: 'LCSC', sku: mpn, currency: 'USD' },
      ...{ key: supplierPartKey('LCSC', mpn), breaks: [], ...offer },
    })
    return { partId, offerId: id }
  })

beforeAll(async () => {
  database = await testDatabase()
  const { pool } = database
  const brand = await makeOrg(pool)
  brandId = brand.id
  const product = await makeProduct(pool, brand)
  engineer = await makeMember(pool, brand, 'engineer')
  viewer = await makeMember(pool, brand, 'viewer')
  const [one, two] = [await makeOrg(pool, 'manufacturer'), await makeOrg(pool, 'manufacturer')]
  priced = await makeMember(pool, one, 'sales')
  unpriced = await makeMember(pool, two, 'owner')
  await makePartner(pool, product, one)
  await makePartner(pool, product, two, { grants: ['boms'] })
  const made = await makeBom(pool, product, [
    { refs: 'C1', mpn: 'CAP' },
    { refs: 'C2', mpn: 'cap' },
    { refs: 'U1', mpn: 'MCU' },
    { refs: 'J1', mpn: 'CONN' },
    { refs: 'X1', mpn: 'NOBODY' },
    { refs: 'BT1', mpn: 'CELL' },
    { refs: 'R9', mpn: 'GONE' },
  ])
  ;({ bomId, revisionId, lineIds } = made)
  const capacitor = await addPart('CAP', {
    breaks: breaks('1:0.10 1000:0.05'),
    multiple: '1000',
    leadTimeDays: 20,
  })
  capacitorOffer = capacitor.offerId
  const mcu = await addPart('MCU', { breaks: breaks('1:14.20'), currency: 'CNY', validUntil: '2020-01-01' })
  await addPart('NOBODY', { breaks: breaks('1:1') }, 'rejected')
  await addPart('CELL', { breaks: breaks('1:2.00') })
  await asStage(pool, async ({ db }) => {
    const set = (index: number, values: Partial<typeof bomLines.$inferInsert>) =>
      db
        .update(bomLines)
        .set(values)
        .where(eq(bomLines.id, lineIds[index] ?? ''))
    await db.update(bomLines).set({ quantity: '2', attritionPct: '0' }).where(eq(bomLines.revisionId, revisionId))
    await set(0, { manufacturer: '村田' })
    await set(1, { manufacturer: 'Murata Electronics' })
    await set(2, { partId: mcu.partId })
    await set(3, { unitPriceMicros: 300_000n, unitPriceCurrency: 'USD' })
    await set(5, { suppliedBy: 'brand' })
    await set(6, { dnp: true })
    await db.insert(exchangeRates).values({
      ...{ id: newId('exchangeRate'), orgId: brandId, base: 'USD', quote: 'CNY', rate: '7.1', day: '2026-01-05' },
      ...{ source: 'PBoC', userId: engineer.userId },
    })
  })
})
afterAll(() => database.close())

const build = () => ({ revisionId, quantity: '100' })

describe('cost of a BOM', () => {
  it('finds the price of every part: by entry of the library, by maker’s number however it is written, by the line', async () => {
    const { rows, summary, currency, unitMicros } = await caller(engineer).costRollUp(build())
    expect(currency).toBe('USD')
    expect(
      rows.map(({ mpn, source, order, amountMicros, supplier }) => [mpn, source, order, amountMicros, supplier]),
    ).toEqual([
      ['MCU', 'expired', '200', 400_000_000n, 'LCSC'],
      ['CELL', 'offer', '200', 400_000_000n, 'LCSC'],
      ['CONN', 'line', '200', 60_000_000n, ''],
      ['CAP', 'offer', '1000', 50_000_000n, 'LCSC'],
      ['NOBODY', 'unpriced', '200', null, ''],
    ])
    // Two spellings of one capacitor on two lines are bought at once.
    expect(rows.find(({ mpn }) => mpn === 'CAP')).toMatchObject({ lineCount: 2, gross: '400', refs: 'C1, C2' })
    expect(summary).toMatchObject({
      ...{ totalMicros: 510_000_000n, consignedMicros: 400_000_000n, excessMicros: 30_000_000n },
      ...{ partCount: 4, pricedCount: 3, partsCovered: 750, expiredCount: 1, leadTimeDays: 20 },
    })
    expect(summary.rates).toMatchObject([{ rate: '7.1', day: '2026-01-05', source: 'PBoC' }])
    expect(unitMicros).toBe(5_100_000n)
  })

  it('shows one kind of part, and several quantities side by side', async () => {
    const only = async (show: 'unpriced' | 'consigned' | 'expired') =>
      (await caller(engineer).costRollUp({ ...build(), show })).rows.map(({ mpn }) => mpn)
    expect(await only('unpriced')).toEqual(['NOBODY'])
    expect(await only('consigned')).toEqual(['CELL'])
    expect(await only('expired')).toEqual(['MCU'])
    const several = await caller(engineer).costAtQuantities({ revisionId, quantities: ['100', '1000'] })
    expect(several.map(({ summary }) => summary.totalMicros)).toEqual([510_000_000n, 4_800_000_000n])
  })

  it('shows a partner with the grant the brand’s prices in its own currency, and not who sells', async () => {
    const { rows, currency, summary } = await caller(priced).costRollUp(build())
    expect(currency).toBe('CNY')
    expect(summary.totalMicros).toBe(3_621_000_000n)
    expect(rows.every(({ supplier, sku }) => supplier === '' && sku === '')).toBe(true)
    expect(
      JSON.stringify(rows, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
    ).not.toContain('LCSC')
  })

  it('says what another part on a line would cost, where the library offers it', async () => {
    const instead = (at: number, mpn: string, manufacturer = 'Murata') =>
      transact(database.pool, { actor: engineer, mode: 'read' }, (ctx) =>
        substituteCost(ctx, {
          ...{ revisionId, lineId: lineIds[at] ?? '', quantity: '100' },
          proposed: { ipn: '', mpn, manufacturer, package: '', description: '' },
        }),
      )
    // 200 connectors at the price of their line, or a thousand capacitors at the break where they cost less.
    expect(await instead(3, 'cap', '村田')).toEqual({
      ...{ quantity: '100', currency: 'USD', deltaMicros: -10_000_000n },
      before: { source: 'line', unitMicros: 300_000n, amountMicros: 60_000_000n },
      after: { source: 'offer', unitMicros: 50_000n, amountMicros: 50_000_000n },
    })
    for (const mpn of ['NOBODY', ''])
      expect(await instead(3, mpn)).toMatchObject({
        deltaMicros: null,
        after: { source: 'unpriced', unitMicros: null, amountMicros: null },
      })
    // What is not placed costs nothing, whatever it is.
    expect(await instead(6, 'CAP')).toBeNull()
  })

  it('shows no price to who may not see prices', async () => {
    for (const actor of [viewer, unpriced]) {
      await expect(caller(actor).costRollUp(build())).rejects.toThrow(refusal('products.grantNeeded'))
      await expect(caller(actor).listCosts({ bomId })).rejects.toThrow(refusal('products.grantNeeded'))
    }
    await expect(caller(priced).saveCost(build())).rejects.toThrow(refusal('products.ownerNeeded'))
  })

  it('keeps a roll-up and tells what changed since', async () => {
    const { costId } = await caller(engineer).saveCost(build())
    const since = () => caller(engineer).costChangesSince({ costId, revisionId })
    expect(await since()).toMatchObject({ count: 0, beforeMicros: 510_000_000n, afterMicros: 510_000_000n })
    await asStage(database.pool, async ({ db }) => {
      await db
        .update(supplierParts)
        .set({ breaks: breaks('1:0.12') })
        .where(eq(supplierParts.id, capacitorOffer))
      await db
        .update(bomLines)
        .set({ quantity: '3' })
        .where(eq(bomLines.id, lineIds[3] ?? ''))
    })
    const { changes, afterMicros } = await since()
    expect(changes.map(({ label, price, order, deltaMicros }) => [label, price, order, deltaMicros])).toEqual([
      ['CAP', true, false, 70_000_000n],
      ['CONN', false, true, 30_000_000n],
    ])
    expect(afterMicros).toBe(610_000_000n)
    const sources = async (actor: MemberActor) =>
      (await caller(actor).costChangesSince({ costId, revisionId })).ratesBefore.map(({ source }) => source)
    expect([await sources(engineer), await sources(priced)]).toEqual([['PBoC'], ['']])
    const newest = await transact(database.pool, { actor: engineer, mode: 'read' }, (ctx) =>
      newestCost(ctx, revisionId),
    )
    expect(newest?.id).toBe(costId)
    const [kept] = await caller(priced).listCosts({ bomId })
    expect(kept).toMatchObject({ id: costId, totalMicros: 510_000_000n, by: null })
    const [entry] = await asStage(database.pool, ({ db }) =>
      db.select().from(auditEntries).where(eq(auditEntries.action, 'boms.saveCost')),
    )
    expect(entry?.params).toEqual({ number: '0.1', quantity: '100', currency: 'USD' })
  })
})
