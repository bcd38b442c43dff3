import { createHash } from 'node:crypto'
import { and, eq, inArray, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { auditEntries } from '@/db/schema/audit'
import { flashResults, flashSetAsides } from '@/db/schema/flashing'
import { productParties } from '@/db/schema/products'
import type { Actor } from '@/server/kernel/actor'
import { requireMember, transact, type MemberCtx } from '@/server/platform/context'
import { testDatabase, type TestDatabase } from '@/server/testing/database'
import { makeMember } from '@/server/testing/factories'
import { makeWorld, type World } from '@/server/testing/world'
import { reportUnits } from './commands/report-units'
import { setAsideUnit, takeBackUnit } from './commands/set-aside-unit'
import { exportResults } from './queries/export-results'
import { findUnits } from './queries/find-units'
import { getPackage, listResults } from './queries/get-package'
import { holdsBack } from './queries/standings'
import { countFlagged, getUnit, listFlaggedUnits, listSetAside } from './queries/units'

let database: TestDatabase
let world: World
/** After the package was issued and its devices were reported; clocks may be ten minutes ahead. */
let begun: number
beforeAll(async () => (database = await testDatabase()))
afterAll(() => database.close())
beforeEach(async () => {
  world = await makeWorld(database.pool)
  begun = Math.ceil(Date.now() / 1_000) * 1_000
})

const as = <T>(actor: Actor, work: (ctx: MemberCtx) => Promise<T>) =>
  transact(database.pool, { actor, mode: 'write' }, (ctx) => work(requireMember(ctx)))
const brand = <T>(work: (ctx: MemberCtx) => Promise<T>) => as(world.brand.owner.actor, work)
const factory = <T>(work: (ctx: MemberCtx) => Promise<T>) => as(world.rival.owner.actor, work)
const system = <T>(work: (db: MemberCtx['db']) => Promise<T>) =>
  transact(database.pool, { actor: null, mode: 'write', system: true }, ({ db }) => work(db))

const imageHash = () => createHash('sha256').update(world.firmware.image).digest('hex')
const report = (serial: string, second: number, outcome: 'PASS' | 'FAIL', station = 'S1') =>
  factory((ctx) =>
    reportUnits(ctx, {
      packageId: world.flashing.packageId,
      units: [
        {
          ...{ serial, station, at: new Date(begun + second * 1_000).toISOString(), outcome },
          ...{ sha256: imageHash(), note: '' },
        },
      ],
    }),
  )
const reason = { en: 'Typed for W-0001.', zh: '' }
const standingAt = async (serial: string, side = brand) => {
  const { units } = await side((ctx) => getUnit(ctx, { productId: world.productId, serial }))
  const [unit] = units
  if (!unit) throw new Error(`nobody flashed ${serial}`)
  return unit
}
const setAside = async (serial: string, over: Partial<Parameters<typeof setAsideUnit>[1]> = {}) => {
  const { resultId, version } = await standingAt(serial)
  return brand((ctx) => setAsideUnit(ctx, { resultId, version, kind: 'mistyped', reason, ...over }))
}
const heldBack = async (side = brand) =>
  (await side((ctx) => listFlaggedUnits(ctx, { productId: world.productId }))).units.map(({ serial }) => serial)

describe('setting aside', () => {
  test('a device that is set aside is held back nowhere, and says everywhere by whom, when and why', async () => {
    const { productId, flashing } = world
    const { packageId } = flashing
    const before = await brand((ctx) => getPackage(ctx, { packageId }))
    await setAside('W-0003', { kind: 'scrapped' })
    for (const side of [brand, factory]) {
      expect(await side((ctx) => countFlagged(ctx, { productId }))).toBe(0)
      expect(await heldBack(side)).toEqual([])
      const { counts } = await side((ctx) => getPackage(ctx, { packageId }))
      expect([before.counts.flagged, counts.flagged]).toEqual([1, 0])
      const shown = await side((ctx) => listResults(ctx, { packageId, show: 'flagged' }))
      expect(shown.results).toEqual([])
      const all = await side((ctx) => listResults(ctx, { packageId, show: 'all' }))
      const gone = all.results.filter((result) => result.setAside)
      expect([all.results.length, gone.map(({ serial }) => serial).toSorted()]).toEqual([3, ['W-0003', 'W-0004']])
      const { body } = await side((ctx) => exportResults(ctx, { packageId, language: 'en', after: null }))
      const told = body.toString('utf8').matchAll(/^"(W-\d+)".*"yes"\r$/gm)
      expect([...told].map(([, serial]) => serial)).toEqual(['W-0003', 'W-0004'])
      const { units, maySetAside } = await side((ctx) => listSetAside(ctx, { packageId }))
      expect(units.map(({ serial }) => serial)).toEqual(['W-0003', 'W-0004'])
      expect(maySetAside).toBe(side === brand)
      const unit = await standingAt('W-0003', side)
      expect(unit).toMatchObject({
        standing: 'setAside',
        setAside: { kind: 'scrapped', reason: { en: reason.en }, setAsideBy: { displayNameEn: expect.any(String) } },
      })
      expect(JSON.stringify(unit)).not.toContain('covered')
    }
    const entries = await system((db) =>
      db
        .select({ orgId: auditEntries.orgId, params: auditEntries.params })
        .from(auditEntries)
        .where(
          and(
            eq(auditEntries.action, 'flashing.setAsideUnit'),
            inArray(auditEntries.orgId, [world.brand.orgId, world.rival.orgId]),
          ),
        ),
    )
    expect(entries.map(({ orgId }) => orgId).toSorted()).toEqual([world.brand.orgId, world.rival.orgId].toSorted())
    expect(entries[0]?.params).toMatchObject({ serial: 'W-0003', cause: 'scrapped', reason: reason.en })
  })

  test('what fails afterwards is held back again, also where the clock of its station stands before', async () => {
    await setAside('W-0003')
    await report('W-0003', -3_600, 'FAIL')
    expect(await heldBack()).toContain('W-0003')
    expect(await standingAt('W-0003')).toMatchObject({ standing: 'heldBack', version: 1, setAside: null })
    await setAside('W-0003', { kind: 'other' })
    expect(await heldBack()).not.toContain('W-0003')
    await report('W-0003', 60, 'PASS')
    expect(await standingAt('W-0003')).toMatchObject({ standing: 'good', version: 2 })
  })

  test('set aside twice and taken back, it is held back, whatever passed in between by the clock of a station', async () => {
    await report('W-0003', 90, 'FAIL')
    await setAside('W-0003')
    await report('W-0003', 30, 'FAIL')
    const { setAsideId } = await setAside('W-0003')
    await report('W-0003', 60, 'PASS')
    expect(await standingAt('W-0003')).toMatchObject({ standing: 'setAside' })
    await brand((ctx) => takeBackUnit(ctx, { setAsideId }))
    expect(await heldBack()).toEqual(['W-0003'])
    expect(await standingAt('W-0003')).toMatchObject({ standing: 'heldBack', setAside: null })
  })

  test('it is taken back once, and then set aside anew', async () => {
    const { setAsideId } = await setAside('W-0003')
    const takeBack = () => brand((ctx) => takeBackUnit(ctx, { setAsideId }))
    await takeBack()
    expect(await heldBack()).toEqual(['W-0003'])
    await expect(takeBack()).rejects.toMatchObject({ code: 'flashing.notSetAside' })
    const unit = await standingAt('W-0003')
    expect(unit).toMatchObject({ standing: 'heldBack', version: 1, setAsides: [{ takenBackBy: {} }] })
    // Who saw it before does not know that it was taken back.
    await expect(setAside('W-0003', { version: 0 })).rejects.toMatchObject({ code: 'flashing.unitStale' })
    await setAside('W-0003')
    expect(await heldBack()).toEqual([])
  })

  test('of two at once one is told so, as is who did not see the last word', async () => {
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => setAside('W-0003')))
    const refused = outcomes.filter(({ status }) => status === 'rejected')
    expect(refused).toHaveLength(2)
    for (const one of refused)
      expect(one).toMatchObject({
        reason: { code: expect.stringMatching(/^flashing\.(unitStale|notHeldBack)$/) },
      })
    const setAsideId = (await standingAt('W-0003')).setAside?.id ?? ''
    const back = await Promise.allSettled([1, 2].map(() => brand((ctx) => takeBackUnit(ctx, { setAsideId }))))
    expect(back.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const { resultId, version } = await standingAt('W-0003')
    await report('W-0003', 60, 'FAIL')
    await expect(setAside('W-0003', { resultId, version })).rejects.toMatchObject({ code: 'flashing.unitStale' })
    await report('W-0003', 61, 'PASS')
    await expect(setAside('W-0003')).rejects.toMatchObject({ code: 'flashing.notHeldBack' })
  })

  test('what was set aside is never written over', async () => {
    const { setAsideId } = await setAside('W-0003')
    const one = eq(flashSetAsides.id, setAsideId)
    await expect(system((db) => db.update(flashSetAsides).set({ kind: 'other' }).where(one))).rejects.toThrow()
    const deleted = await system((db) => db.delete(flashSetAsides).where(one))
    expect(deleted.rowCount).toBe(0)
  })
})

test('of two stations at once the one that holds the device back counts, whichever is heard first', async () => {
  const { productId } = world
  await report('W-0010', 1, 'FAIL', 'S1')
  await report('W-0010', 1, 'PASS', 'S2')
  expect(await standingAt('W-0010')).toMatchObject({ standing: 'heldBack' })
  expect(await heldBack()).toContain('W-0010')
  expect(await brand((ctx) => countFlagged(ctx, { productId }))).toBe(2)
  const find = () => brand((ctx) => findUnits(ctx, { serial: 'W-0010', productId, limit: 5 }))
  expect(await find()).toMatchObject([{ serial: 'W-0010', standing: 'flagged' }])
  await setAside('W-0010')
  expect(await find()).toMatchObject([{ standing: 'setAside' }])
})

test('devices that are held back are found by what fails, not by reading all that passed', async () => {
  const plan = await brand(async (ctx) => {
    await ctx.db.execute(sql`set local enable_seqscan = off`)
    const counted = ctx.db.select({ count: sql`count(*)` }).from(flashResults)
    const asked = counted.where(and(eq(flashResults.productId, world.productId), holdsBack(ctx)))
    return ctx.db.execute(sql`explain ${asked}`)
  })
  const text = JSON.stringify(plan.rows)
  expect(text).toContain('flash_results_flagged_idx')
  expect(text).toContain('Anti Join')
})

describe('who may', () => {
  test('the brand’s people who approve firmware: not its purchaser, not the factory', async () => {
    const { orgId } = world.brand
    const { resultId, version } = await standingAt('W-0003')
    const asked = { resultId, version, kind: 'other' as const, reason }
    const member = (role: 'quality' | 'purchaser') => makeMember(database.pool, { id: orgId, kind: 'brand' }, role)
    const refusal = (code: string) => expect.objectContaining({ code })
    await expect(as(await member('purchaser'), (ctx) => setAsideUnit(ctx, asked))).rejects.toEqual(
      refusal('flashing.setAsideNeeded'),
    )
    await expect(factory((ctx) => setAsideUnit(ctx, asked))).rejects.toEqual(refusal('products.ownerNeeded'))
    const { setAsideId } = await as(await member('quality'), (ctx) => setAsideUnit(ctx, asked))
    await expect(factory((ctx) => takeBackUnit(ctx, { setAsideId }))).rejects.toEqual(refusal('products.ownerNeeded'))
  })

  test('another factory that is shown firmware finds nothing, not even by its ids', async () => {
    const { partner, productId, flashing } = world
    await system((db) =>
      db
        .update(productParties)
        .set({ grants: ['firmware'] })
        .where(and(eq(productParties.productId, productId), eq(productParties.orgId, partner.orgId))),
    )
    const other = <T>(work: (ctx: MemberCtx) => Promise<T>) => as(partner.owner.actor, work)
    const { resultId, version } = await standingAt('W-0003')
    const asked = { resultId, version, kind: 'other' as const, reason }
    const notFound = { kind: 'notFound' }
    await expect(other((ctx) => setAsideUnit(ctx, asked))).rejects.toMatchObject(notFound)
    await expect(other((ctx) => takeBackUnit(ctx, { setAsideId: flashing.setAsideId }))).rejects.toMatchObject(notFound)
    await expect(other((ctx) => listSetAside(ctx, { packageId: flashing.packageId }))).rejects.toMatchObject(notFound)
    expect((await other((ctx) => getUnit(ctx, { productId, serial: 'W-0003' }))).units).toEqual([])
  })
})

test('the lists say what the rule says, in whatever order stations report and people decide', async () => {
  const steps = fc.array(
    fc.oneof(
      fc.record({
        ...{ second: fc.nat(20), outcome: fc.constantFrom('PASS' as const, 'FAIL' as const) },
        station: fc.constantFrom('S1', 'S2'),
      }),
      fc.constantFrom('setAside' as const, 'takeBack' as const),
    ),
    { minLength: 1, maxLength: 8 },
  )
  let device = 10
  await fc.assert(
    fc.asyncProperty(steps, async (taken) => {
      const serial = `W-${String(device++).padStart(4, '0')}`
      await report(serial, 10, 'FAIL')
      for (const step of taken) {
        const unit = await standingAt(serial)
        const setAsideId = unit.setAside?.id
        if (step === 'setAside') await setAside(serial).catch(() => undefined)
        else if (step === 'takeBack') {
          if (setAsideId !== undefined) await brand((ctx) => takeBackUnit(ctx, { setAsideId }))
        } else await report(serial, step.second, step.outcome, step.station)
        const { standing } = await standingAt(serial)
        if (step === 'takeBack' && setAsideId !== undefined) expect(standing).toBe('heldBack')
        const held = await heldBack()
        expect(held.includes(serial)).toBe(standing === 'heldBack')
        expect(await brand((ctx) => countFlagged(ctx, { productId: world.productId }))).toBe(held.length)
        const { units } = await brand((ctx) => listSetAside(ctx, { packageId: world.flashing.packageId }))
        expect(units.some((each) => each.serial === serial)).toBe(standing === 'setAside')
      }
    }),
    { numRuns: 12 },
  )
})
