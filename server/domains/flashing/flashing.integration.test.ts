import { createHash } from 'node:crypto'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { auditEntries, events } from '@/db/schema/audit'
import { firmwarePromotions } from '@/db/schema/firmware'
import { flashPackages, flashResults } from '@/db/schema/flashing'
import { productParties } from '@/db/schema/products'
import type { Actor } from '@/server/kernel/actor'
import { requireMember, transact, type MemberCtx } from '@/server/platform/context'
import { testDatabase, type TestDatabase } from '@/server/testing/database'
import { makeWorld, type World } from '@/server/testing/world'
import { downloadPackage, readPackage } from './commands/download-package'
import { issuePackage } from './commands/issue-package'
import { reportUnits } from './commands/report-units'
import { acknowledgePackage, withdrawPackage } from './commands/settle-package'
import { requirePackage } from './queries/access'
import { exportResults } from './queries/export-results'
import { getPackage, listResults } from './queries/get-package'
import { listPackages } from './queries/list-packages'
import { offerPackage } from './queries/offer'
import { getUnit, listFlaggedUnits } from './queries/units'

let database: TestDatabase
let world: World
beforeAll(async () => (database = await testDatabase()))
afterAll(() => database.close())
beforeEach(async () => (world = await makeWorld(database.pool)))

/** When the packages are issued; an hour before anything is reported. */
const begun = new Date(Date.now() - 3_600_000)
const as = <T>(actor: Actor, work: (ctx: MemberCtx) => Promise<T>, now = () => new Date()) =>
  transact(database.pool, { actor, mode: 'write', now }, (ctx) => work(requireMember(ctx)))
const brand = <T>(work: (ctx: MemberCtx) => Promise<T>) => as(world.brand.owner.actor, work)
const factory = <T>(work: (ctx: MemberCtx) => Promise<T>) => as(world.rival.owner.actor, work)
const system = <T>(work: (db: Parameters<Parameters<typeof transact>[2]>[0]['db']) => Promise<T>) =>
  transact(database.pool, { actor: null, mode: 'write', system: true }, ({ db }) => work(db))

const imageHash = () => createHash('sha256').update(world.firmware.image).digest('hex')
const block = (first: number, count = 100) => ({ prefix: 'N-', first, count, digits: 4 })
const issue = (serials: ReturnType<typeof block> | null = block(1), partnerOrgId = world.rival.orgId) =>
  as(
    world.brand.owner.actor,
    (ctx) =>
      issuePackage(ctx, {
        ...{ promotionId: world.firmware.inForceId, partnerOrgId, serials },
        notes: { en: 'Mind the ESD mat.', zh: '' },
      }),
    () => begun,
  )
/** The other factory on the product, shown firmware. */
const otherFactory = async () => {
  const { orgId } = world.partner
  await system((db) =>
    db
      .update(productParties)
      .set({ grants: ['firmware'] })
      .where(and(eq(productParties.productId, world.productId), eq(productParties.orgId, orgId))),
  )
  return orgId
}
const at = (minute: number) => new Date(begun.getTime() + minute * 60_000).toISOString()
const unit = (serial: string, over: Record<string, string> = {}) => ({
  ...{ serial, station: 'S1', at: at(1), outcome: 'PASS', sha256: imageHash(), note: '' },
  ...over,
})
const report = (packageId: string, units: ReturnType<typeof unit>[]) =>
  factory((ctx) => reportUnits(ctx, { packageId, units, reportedWith: 'Line 2' }))

describe('issuing', () => {
  test('a package holds what is in force, and offers the serial numbers that come next', async () => {
    const { packageId, number } = await issue()
    const shown = await factory((ctx) => getPackage(ctx, { packageId }))
    expect(shown).toMatchObject({ number, standing: 'current', mayAcknowledge: true, owner: false })
    expect(shown.plan.expected.sha256).toBe(imageHash())
    expect(shown.plan.files.map(({ path }) => path)).toEqual(['images/1-application.bin'])
    const offer = await brand((ctx) => offerPackage(ctx, { promotionId: world.firmware.inForceId }))
    // After the last block it was given, which the world gave it.
    expect(offer.factories[0]?.next).toMatchObject({ prefix: 'W-', digits: 4, first: 201 })
    // Of the factories only those that are shown firmware can be chosen.
    expect(offer.factories.map(({ id }) => id)).toEqual([world.rival.orgId])
  })

  test('no serial number is given out twice, also where two issue at once', async () => {
    const outcomes = await Promise.allSettled([issue(block(1)), issue(block(100)), issue(block(50))])
    const refused = outcomes.filter(({ status }) => status === 'rejected')
    expect(refused.length).toBe(2)
    for (const one of refused) expect(one).toMatchObject({ reason: { code: 'flashing.serialsTaken' } })
    await issue(block(500))
    await expect(issue({ ...block(1), digits: 0 })).rejects.toMatchObject({ code: 'flashing.serialsUnsound' })
  })

  test('numbers of a package that was taken back before anything was flashed are free again', async () => {
    const { packageId } = await issue()
    await brand((ctx) => withdrawPackage(ctx, { packageId, version: 1 }))
    const { packageId: again } = await issue()
    await report(again, [unit('N-0001')])
    await brand((ctx) => withdrawPackage(ctx, { packageId: again, version: 1 }))
    await expect(issue()).rejects.toMatchObject({ code: 'flashing.serialsTaken' })
  })

  test('what a program of the factory has read stays given out, what one of the brand has read does not', async () => {
    const read = (packageId: string, readBy: string) => async (ctx: MemberCtx) =>
      readPackage(ctx, await requirePackage(ctx, packageId), { readBy })
    const { packageId } = await issue()
    await brand(read(packageId, 'CI'))
    await brand((ctx) => withdrawPackage(ctx, { packageId, version: 1 }))
    await factory(read(packageId, 'FL-01'))
    const { packageId: again } = await issue()
    await factory(read(again, 'FL-01'))
    await factory(read(again, 'FL-02'))
    await brand((ctx) => withdrawPackage(ctx, { packageId: again, version: 1 }))
    await expect(issue()).rejects.toMatchObject({ code: 'flashing.serialsTaken' })
    const noted = await system((db) =>
      db
        .select({ orgId: auditEntries.orgId, subjectId: auditEntries.subjectId, params: auditEntries.params })
        .from(auditEntries)
        .where(
          and(eq(auditEntries.action, 'flashing.readPackage'), inArray(auditEntries.subjectId, [packageId, again])),
        ),
    )
    expect(noted.map(({ orgId }) => orgId).toSorted()).toEqual([world.brand.orgId, world.rival.orgId].toSorted())
    expect(noted).toMatchObject([1, 2].map(() => ({ subjectId: again, params: { with: 'FL-01' } })))
  })

  test.each<[string, (ctx: MemberCtx, packageId: string) => Promise<unknown>]>([
    ['downloads', (ctx, packageId) => downloadPackage(ctx, { packageId })],
    ['reads', async (ctx, packageId) => readPackage(ctx, await requirePackage(ctx, packageId), { readBy: 'FL-01' })],
  ])('of a withdrawal and a factory that %s at once one is refused', async (_, take) => {
    const { packageId } = await issue()
    let taking: Promise<unknown> = Promise.resolve()
    await brand(async (ctx) => {
      await withdrawPackage(ctx, { packageId, version: 1 })
      taking = factory((other) => take(other, packageId)).catch((error: unknown) => error)
      // Until it has read the package as it still stands, and waits for this transaction to end.
      const isWaiting = sql<boolean>`exists (select 1 from pg_locks
        where not granted and locktype = 'transactionid' and transactionid = pg_current_xact_id()::xid)`
      await vi.waitUntil(async () => (await ctx.db.select({ isWaiting }).from(flashPackages).limit(1))[0]?.isWaiting, {
        timeout: 30_000,
      })
    })
    expect(await taking).toMatchObject({ code: 'flashing.notCurrent' })
    await issue()
  })

  test('a factory that is not shown firmware gets none, and one outside the product does not exist', async () => {
    const to = (partnerOrgId: string) =>
      brand((ctx) =>
        issuePackage(ctx, {
          ...{ promotionId: world.firmware.inForceId, partnerOrgId, serials: null, notes: { en: '', zh: '' } },
        }),
      )
    await expect(to(world.partner.orgId)).rejects.toMatchObject({ code: 'flashing.factoryWithoutFirmware' })
    await expect(to(world.stranger.orgId)).rejects.toMatchObject({ code: 'flashing.factoryNotFound' })
  })
})

describe('comparing', () => {
  test('the line begins once the factory has typed what its station shows', async () => {
    const { packageId } = await issue()
    const acknowledge = (hashStart: string) =>
      factory((ctx) => acknowledgePackage(ctx, { packageId, version: 1, hashStart }))
    await expect(acknowledge('deadbeef')).rejects.toMatchObject({ code: 'flashing.hashDiffers' })
    await expect(acknowledge(imageHash().slice(0, 7))).rejects.toMatchObject({ code: 'flashing.hashDiffers' })
    await acknowledge(imageHash().slice(0, 8))
    expect(await brand((ctx) => getPackage(ctx, { packageId }))).toMatchObject({ mayAcknowledge: false, version: 2 })
    await brand((ctx) => withdrawPackage(ctx, { packageId, version: 2 }))
    await expect(brand((ctx) => withdrawPackage(ctx, { packageId, version: 3 }))).rejects.toMatchObject({
      code: 'flashing.illegalTransition',
    })
  })

  test('a package that was issued is never written over, nor is what a station said', async () => {
    const { packageId } = await issue()
    await report(packageId, [unit('N-0001')])
    const ofPackage = eq(flashPackages.id, packageId)
    await expect(system((db) => db.update(flashPackages).set({ serials: null }).where(ofPackage))).rejects.toThrow()
    // For results there is no policy to write or delete by, not even for the system.
    const said = eq(flashResults.packageId, packageId)
    const changed = await system((db) => db.update(flashResults).set({ outcome: 'fail' }).where(said))
    const deleted = await system((db) => db.delete(flashResults).where(said))
    expect([changed.rowCount, deleted.rowCount]).toEqual([0, 0])
  })
})

describe('reporting', () => {
  test('a wrong hash holds the device back everywhere, until it is flashed right', async () => {
    const { packageId, number } = await issue()
    const wrong = 'f0'.repeat(32)
    const outcome = await report(packageId, [
      unit('N-0001'),
      unit('N-0002', { sha256: wrong }),
      unit('n-0003', { sha256: '' }),
    ])
    expect(outcome).toMatchObject({ kept: 3, repeated: 0, refused: [] })
    expect(outcome.flagged.map(({ serial, flags }) => [serial, flags])).toEqual([
      ['N-0002', ['wrongHash', 'notAcknowledged']],
      ['N-0003', ['noHash', 'notAcknowledged']],
    ])
    const { productId } = world
    for (const side of [brand, factory]) {
      const { units } = await side((ctx) => listFlaggedUnits(ctx, { productId }))
      expect(units.map(({ serial, sha256 }) => [serial, sha256])).toEqual([
        ['N-0002', wrong],
        ['N-0003', ''],
        // The world's own.
        ['W-0003', imageHash()],
      ])
      expect((await side((ctx) => listPackages(ctx, { productId }))).flagged).toBe(3)
    }
    await report(packageId, [unit('N-0002', { at: at(5) })])
    const { units } = await brand((ctx) => listFlaggedUnits(ctx, { productId }))
    expect(units.map(({ serial }) => serial)).toEqual(['N-0003', 'W-0003'])
    const history = await brand((ctx) => getUnit(ctx, { productId, serial: ' n-0002' }))
    expect(history.results.map(({ flagged, number: of }) => [flagged, of])).toEqual([
      [false, number],
      [true, number],
    ])
  })

  test('a queue that sends again changes nothing, however often and at once', async () => {
    const { packageId } = await issue()
    const units = Array.from({ length: 40 }, (_, index) => unit(`N-${String(index + 1).padStart(4, '0')}`))
    const outcomes = await Promise.all([report(packageId, units), report(packageId, units), report(packageId, units)])
    expect(outcomes.reduce((sum, { kept }) => sum + kept, 0)).toBe(40)
    expect(outcomes.reduce((sum, { repeated }) => sum + repeated, 0)).toBe(80)
    expect(await brand((ctx) => getPackage(ctx, { packageId }))).toMatchObject({ counts: { units: 40, results: 40 } })
  })

  test('another word for the same device, station and time is told, and what was said first stays', async () => {
    const { packageId } = await issue()
    await report(packageId, [unit('N-0001')])
    const again = await report(packageId, [unit('N-0001', { outcome: 'FAIL' })])
    expect(again).toMatchObject({ kept: 0, repeated: 0, refused: [{ row: 1, code: 'changed', said: 'N-0001' }] })
    const { results } = await brand((ctx) => listResults(ctx, { packageId, show: 'all' }))
    expect(results.map(({ outcome }) => outcome)).toEqual(['pass'])
  })

  test('another word for it in the same report is told too, and that the device is held back', async () => {
    const { packageId } = await issue()
    const wrong = { sha256: 'f0'.repeat(32) }
    const outcome = await report(packageId, [unit('N-0001'), unit('N-0001', wrong), unit('N-0001', wrong)])
    expect(outcome).toMatchObject({ kept: 1, repeated: 0, flagged: [] })
    expect(outcome.refused.map(({ row, code }) => [row, code])).toEqual([
      [3, 'repeated'],
      [2, 'changed'],
    ])
    const told = await system((db) =>
      db
        .select({ payload: events.payload })
        .from(events)
        .where(and(eq(events.type, 'flashing.flagged'), eq(events.productId, world.productId))),
    )
    expect(told).toMatchObject([{ payload: { count: 1, serial: 'N-0001' } }])
  })

  test('devices flashed after another build was in force are held back, those before it are not', async () => {
    const { packageId } = await issue()
    const endedAt = new Date(at(30))
    await system((db) =>
      db
        .update(firmwarePromotions)
        .set({ state: 'superseded', endedAt })
        .where(eq(firmwarePromotions.id, world.firmware.inForceId)),
    )
    const { flagged } = await report(packageId, [unit('N-0001', { at: at(29) }), unit('N-0002', { at: at(31) })])
    expect(flagged.map(({ serial, flags }) => [serial, flags])).toEqual([
      ['N-0002', ['packageOutdated', 'notAcknowledged']],
    ])
    expect(await factory((ctx) => getPackage(ctx, { packageId }))).toMatchObject({ standing: 'outdated', endedAt })
  })

  test('a device is not proven by a package for something else, nor by a clock that stands before it', async () => {
    await issue()
    const { packageId } = await issue(null)
    const { flagged } = await report(packageId, [
      unit('N-0001'),
      unit('X1'),
      unit('X2', { at: '2020-01-01T00:00:00Z' }),
    ])
    // The same factory, board and channel: the number may be flashed again from the newer package.
    expect(flagged.map(({ serial, flags }) => [serial, flags])).toEqual([['X2', ['beforePackage', 'notAcknowledged']]])
  })

  test('numbers another factory never took hold no device back, those it took do', async () => {
    const other = await otherFactory()
    const { packageId: untouched } = await issue(block(1), other)
    await brand((ctx) => withdrawPackage(ctx, { packageId: untouched, version: 1 }))
    const { packageId: taken } = await issue(block(500), other)
    await as(world.partner.owner.actor, (ctx) => downloadPackage(ctx, { packageId: taken }))
    await brand((ctx) => withdrawPackage(ctx, { packageId: taken, version: 1 }))
    const { packageId } = await issue(block(1))
    expect((await report(packageId, [unit('N-0001')])).flagged).toEqual([])
    const { packageId: unnumbered } = await issue(null)
    const { flagged } = await report(unnumbered, [unit('N-0500')])
    expect(flagged.map(({ flags }) => flags)).toEqual([['outsideBlock', 'notAcknowledged']])
  })

  test('a table of results comes in pieces that follow each other, each result once', async () => {
    const { packageId } = await issue(null)
    const serials = Array.from({ length: 5_001 }, (_, index) => `X${String(index).padStart(5, '0')}`)
    // At few times, so that the pieces part between results of one time.
    const units = serials.map((serial, index) => unit(serial, { at: at(index % 3) }))
    await report(packageId, units.slice(0, 5_000))
    await report(packageId, units.slice(5_000))
    const piece = (after: Parameters<typeof exportResults>[1]['after']) =>
      brand((ctx) => exportResults(ctx, { packageId, language: 'en', after }))
    const first = await piece(null)
    const second = await piece(first.next)
    expect(second.next).toBeNull()
    const [heading, ...lines] = Buffer.concat([first.body, second.body]).toString('utf8').split('\r\n')
    expect([heading?.startsWith('\ufeff"Serial number",'), lines.pop()]).toEqual([true, ''])
    expect(lines.map((line) => line.split('"')[1] ?? '').toSorted()).toEqual(serials)
    const times = lines.map((line) => line.split('","')[2] ?? '')
    expect(times).toEqual(times.toSorted())
  })

  test('results come a page at a time, each once', async () => {
    const { packageId } = await issue(null)
    await report(
      packageId,
      Array.from({ length: 120 }, (_, index) => unit(`X${index}`, { at: at(index % 7) })),
    )
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page: Awaited<ReturnType<typeof listResults>> = await brand((ctx) =>
        listResults(ctx, { packageId, show: 'all', cursor }),
      )
      seen.push(...page.results.map(({ serial }) => serial))
      cursor = page.nextCursor
    } while (cursor !== null)
    expect([seen.length, new Set(seen).size]).toEqual([120, 120])
  })
})
