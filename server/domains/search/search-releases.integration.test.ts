import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { firmwareLines, firmwarePromotions } from '@/db/schema/firmware'
import { flashPackages, flashResults } from '@/db/schema/flashing'
import { productParties, products } from '@/db/schema/products'
import { designSets } from '@/db/schema/designFiles'
import type { Grant } from '@/server/domains/products/rules'
import { newId } from '@/server/kernel/ids'
import { deliver } from '@/server/jobs/delivery'
import { publishPending } from '@/server/jobs/dispatcher'
import { searchSubscriptions } from '@/server/jobs/subscriptions/search'
import type { AnyCtx } from '@/server/platform/context'
import { asStage, callerOf, testServices } from '@/server/testing/factories'
import { testDatabase, type TestDatabase } from '@/server/testing/database'
import { makeWorld, type Person, type World } from '@/server/testing/world'
import type { SearchKind } from './rules/kinds'

let database: TestDatabase
let world: World
beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database.pool)
})
afterAll(() => database.close())

const kinds: [SearchKind, ...SearchKind[]] = [
  ...(['designSet', 'firmwareLine', 'firmwareBuild', 'flashPackage', 'package', 'golden', 'device'] as const),
]
type Asked = Partial<{ productId: string; kinds: [SearchKind, ...SearchKind[]]; limit: number; language: 'en' | 'zh' }>
const hitsOf = async (person: Person, query: string, given: Asked = {}) => {
  const asked = { query, language: 'en' as const, limit: 50, kinds, ...given }
  const { groups } = await callerOf(database.pool, person.actor).search.search(asked)
  return groups.flatMap(({ hits }) => hits)
}
/** `kind code` of everything found, sorted. */
const found = async (person: Person, query: string, given: Asked = {}) =>
  (await hitsOf(person, query, given)).map(({ kind, code }) => `${kind} ${code}`).toSorted()
const change = (statement: (db: AnyCtx['db']) => Promise<unknown>) =>
  asStage(database.pool, async ({ db }) => void (await statement(db)))
const grant = (partyId: string, grants: Grant[]) =>
  change((db) => db.update(productParties).set({ grants }).where(eq(productParties.id, partyId)))

const builds = ['firmwareBuild 1.0.0', 'firmwareBuild 1.1.0', 'firmwareBuild 1.2.0-dev']

describe('the brand finds', () => {
  const cases: [query: string, expected: () => string[]][] = [
    ['主控', () => [...builds, `firmwareLine ${world.firmware.number}`]],
    ['main 1.1.0', () => ['firmwareBuild 1.1.0']],
    ['v1.1', () => ['firmwareBuild 1.1.0']],
    ['c0ffee1', () => builds],
    ['C0FFEE1', () => builds],
    ['FLP-02', () => ['flashPackage FLP-02']],
    ['flp02', () => ['flashPackage FLP-02']],
    ['W-0001', () => ['device W-0001']],
    ['ｗ－００', () => ['device W-0001', 'device W-0003', 'device W-0004']],
    ['P-PKG-003', () => ['package P-PKG-003']],
    ['Boards', () => ['package P-PKG-001', 'package P-PKG-002', 'package P-PKG-003']],
    ['Kaida', () => ['package P-PKG-002', 'package P-PKG-003']],
    ['P-GLD-01', () => ['golden P-GLD-01']],
    ['carton', () => ['designSet P-DES-02']],
    ['P-DES-01', () => ['designSet P-DES-01']],
  ]
  test.each(cases)('%s', async (query, expected) => {
    expect(await found(world.brand.owner, query)).toEqual(expected().toSorted())
  })

  test('its line, by number, with builds and flash packages of it', async () => {
    const { number } = world.firmware
    const of = [...builds, `firmwareLine ${number}`, 'flashPackage FLP-01', 'flashPackage FLP-02']
    expect(await found(world.brand.owner, number)).toEqual(of.toSorted())
  })

  test('golden packages by the beginning of their hash, with the hash and the factory', async () => {
    const { goldenHash, signedGoldenId } = world.releases
    const hits = await hitsOf(world.brand.owner, goldenHash.slice(0, 8))
    expect(hits.map(({ code, standing }) => `${code} ${standing}`).toSorted()).toEqual([
      ...['P-GLD-02 proposed', 'P-GLD-03 signed'],
    ])
    expect(hits.find(({ subjectId }) => subjectId === signedGoldenId)).toMatchObject({
      productId: world.productId,
      snippet: { text: goldenHash, marks: [[0, 8]] },
    })
    expect(await found(world.brand.owner, goldenHash)).toHaveLength(2)
    const [byNumber] = await hitsOf(world.brand.owner, 'P-GLD-03')
    expect(byNumber?.snippet?.text).toContain(world.partner.mark)
  })
})

test('a commit or a hash is not found by fewer figures, nor from its middle', async () => {
  const { goldenHash } = world.releases
  for (const query of ['c0ffee', '0ffee1', goldenHash.slice(0, 6), goldenHash.slice(8, 20), 'c0ffee2'])
    expect([query, await found(world.brand.owner, query)]).toEqual([query, []])
})

test('both languages are read', async () => {
  const [line] = await hitsOf(world.brand.owner, world.firmware.number, { language: 'zh', kinds: ['firmwareLine'] })
  expect(line).toMatchObject({ title: { text: '主控', language: 'zh' }, standing: null })
  const [device] = await hitsOf(world.rival.owner, 'W-0001', { language: 'zh' })
  expect(device).toMatchObject({ title: { text: '主控' }, standing: 'pass', productId: world.productId })
})

test('a device says whether it is held back, and whether it was set aside', async () => {
  for (const person of [world.brand.owner, world.rival.owner])
    expect((await hitsOf(person, 'W-0')).map(({ standing }) => standing)).toEqual(['pass', 'flagged', 'setAside'])
})

describe('who may not, does not', () => {
  const everything = () => [
    ...['main', '主控', '1.0', 'c0ffee1', 'FLP-01', 'W-0001', 'W-0', 'PKG', 'boards', 'Kaida', 'GLD', 'carton', 'DES'],
    ...[world.firmware.number, world.releases.goldenHash.slice(0, 8)],
  ]
  const all = async (person: Person) => {
    const hits = await Promise.all(everything().map((query) => found(person, query)))
    return [...new Set(hits.flat())].toSorted()
  }

  test('a factory that sees firmware and files finds its own packages and devices, and builds that were for factories', async () => {
    expect(await all(world.rival.owner)).toEqual(
      [
        ...['designSet P-DES-01', 'designSet P-DES-02', 'firmwareBuild 1.0.0'],
        ...['device W-0001', 'device W-0003', 'device W-0004'],
        ...[`firmwareLine ${world.firmware.number}`, 'flashPackage FLP-01', 'flashPackage FLP-02'],
      ].toSorted(),
    )
    const [one] = await hitsOf(world.rival.owner, 'FLP-01')
    expect(one).toMatchObject({ title: { text: `${world.firmware.number} 1.0.0` }, snippet: null, standing: 'current' })
  })

  test('a factory without the grant finds what was handed to it, and no name of the brand for it', async () => {
    expect(await all(world.partner.owner)).toEqual(['golden P-GLD-02', 'golden P-GLD-03', 'package P-PKG-001'])
    const { owner, mark } = world.partner
    // The name of the recipe holds the mark, and is the brand's.
    expect(await found(owner, mark)).toEqual([])
    expect(await found(owner, 'Boards')).toEqual([])
    expect(await hitsOf(owner, 'P-PKG-001')).toMatchObject([{ title: { text: 'Carton' }, snippet: null }])
    expect(await hitsOf(owner, 'P-GLD-03')).toMatchObject([{ snippet: null, standing: 'signed' }])
  })

  test('nobody else finds anything, nor how much there is', async () => {
    expect([await all(world.bare.owner), await all(world.stranger.owner)]).toEqual([[], []])
    const { groups } = await callerOf(database.pool, world.partner.owner.actor).search.search({
      ...{ query: 'PKG', language: 'en', limit: 1, kinds: ['package'] },
    })
    expect(groups.map(({ more }) => more)).toEqual([false])
  })

  test('a factory that comes to see firmware finds none of what another was given, and the same number on both sides', async () => {
    const other = await makeWorld(database.pool)
    const { partner, rival, brand, firmware, flashing, productId } = other
    await grant(partner.partyId, ['firmware'])
    expect(await found(partner.owner, 'FLP')).toEqual([])
    expect(await found(partner.owner, 'W-00')).toEqual([])
    expect(await found(partner.owner, 'c0ffee1')).toEqual(['firmwareBuild 1.0.0'])
    const [packageId, at] = [newId('flashPackage'), new Date()]
    await change(async (db) => {
      const [theirs] = await db.select().from(flashPackages).where(eq(flashPackages.id, flashing.packageId))
      if (!theirs) throw new Error('the world has a flash package')
      await db.insert(flashPackages).values({ ...theirs, id: packageId, partnerOrgId: partner.orgId })
      await db.insert(flashResults).values({
        ...{ id: newId('flashResult'), productId, orgId: brand.orgId, partnerOrgId: partner.orgId, packageId, at },
        ...{ lineId: firmware.lineId, serial: 'W-0001', station: 'S9', outcome: 'fail', flags: [], flagged: true },
        ...{ reportedBy: partner.owner.id, sourceRow: 1, createdAt: at },
      })
    })
    const standings = async (person: Person) => (await hitsOf(person, 'W-0001')).map(({ standing }) => standing)
    expect([await standings(partner.owner), await standings(rival.owner)]).toEqual([['flagged'], ['pass']])
    // One page tells of the number: what must not go on is said before all else.
    expect(await standings(brand.owner)).toEqual(['flagged'])
  })
})

test.each([
  ...[
    '%',
    '_',
    'W%',
    'W_0001',
    'W-____',
    '%0001',
    "W-0001' or '1'='1",
    '\\',
    'W-0001\\',
    "'; drop table flash_results",
  ],
  ...['W-0', '"W-0001"', 'W-0001\u{10FFFF}', 'c0ffee1 % nothing', 'FLP_01 %%%%%%% no'],
])('%s is looked up as it stands', async (query) => {
  expect(await found(world.bare.owner, query)).toEqual([])
  const devices = await found(world.brand.owner, query, { kinds: ['device'] })
  expect(devices).toEqual(query === 'W-0' ? ['device W-0001', 'device W-0003', 'device W-0004'] : [])
})

test('devices are found from three characters on, of one product where that is asked', async () => {
  const { brand, productId, secretProductId } = world
  expect(await found(brand.owner, 'W-')).toEqual([])
  expect(await found(brand.owner, `W-0001${'0'.repeat(40)}`)).toEqual([])
  expect(await found(brand.owner, 'W-0', { productId })).toEqual(['device W-0001', 'device W-0003', 'device W-0004'])
  expect(await found(brand.owner, 'W-0', { productId: secretProductId })).toEqual([])
})

describe('at once, before any event', () => {
  test('what was taken back or archived is not found', async () => {
    const other = await makeWorld(database.pool)
    const { rival, brand, partner, firmware, designs, productId } = other
    await grant(rival.partyId, ['files'])
    expect(await found(rival.owner, 'FLP')).toEqual([])
    expect(await found(rival.owner, 'W-0001')).toEqual([])
    expect(await found(rival.owner, '主控')).toEqual([])
    await change((db) =>
      db.update(designSets).set({ archivedAt: new Date() }).where(eq(designSets.id, designs.draftSetId)),
    )
    expect(await found(rival.owner, 'DES')).toEqual(['designSet P-DES-02'])
    await change((db) =>
      db.update(firmwareLines).set({ archivedAt: new Date() }).where(eq(firmwareLines.id, firmware.lineId)),
    )
    expect(await found(brand.owner, '主控')).toEqual([])
    expect(await found(brand.owner, 'c0ffee1')).toEqual([])
    await change((db) =>
      db.update(productParties).set({ state: 'revoked' }).where(eq(productParties.id, partner.partyId)),
    )
    expect(await found(partner.owner, 'PKG')).toEqual([])
    expect(await found(partner.owner, 'GLD')).toEqual([])
    await change((db) => db.update(products).set({ archivedAt: new Date() }).where(eq(products.id, productId)))
    for (const query of ['PKG', 'GLD', 'FLP', 'W-0001']) expect(await found(brand.owner, query)).toEqual([])
  })

  test('how a thing stands is as it is now', async () => {
    const other = await makeWorld(database.pool)
    const { brand, rival, firmware, designs } = other
    const standing = async (person: Person, query: string) => (await hitsOf(person, query))[0]?.standing
    expect(await standing(brand.owner, 'P-PKG-003')).toBe('failed')
    expect(await standing(brand.owner, 'P-PKG-002')).toBe('issued')
    await change((db) =>
      db
        .update(designSets)
        .set({ releasedRevisionId: designs.draftRevisionId })
        .where(eq(designSets.id, designs.releasedSetId)),
    )
    expect(await standing(brand.owner, 'P-PKG-002')).toBe('superseded')
    await change((db) =>
      db.update(firmwarePromotions).set({ state: 'superseded' }).where(eq(firmwarePromotions.id, firmware.inForceId)),
    )
    expect(await standing(rival.owner, 'FLP-01')).toBe('outdated')
    await callerOf(database.pool, brand.owner.actor).firmware.withdrawBuild({
      buildId: firmware.shippedBuildId,
      reason: { en: 'It bricks.', zh: '' },
    })
    expect(await standing(rival.owner, 'v1.0.0')).toBe('withdrawn')
  })
})

test('events bring what is new in: lines and builds, names, recipes, golden packages', async () => {
  const { brand, rival, partner, productId, firmware, releases, designs } = await makeWorld(database.pool)
  const settle = async () => {
    const services = testServices(database.pool)
    const waiting: string[] = []
    await publishPending(services, async (ids) => void waiting.push(...ids))
    for (const id of waiting) await deliver(services, id, [searchSubscriptions])
  }
  const caller = callerOf(database.pool, brand.owner.actor)
  const line = {
    ...{ boardSetId: null, bomId: null, specId: null, chips: [], arch: null, memory: [], slotBytes: null },
    name: { en: 'Sensor hub', zh: '传感中枢' },
  }
  const { number } = await caller.firmware.createLine({ ...line, productId })
  await settle()
  expect(await found(rival.owner, '传感')).toEqual([`firmwareLine ${number}`])
  const inForce = { state: 'approved', decidedAt: new Date(), inForceAt: new Date() } as const
  await change((db) =>
    db.update(firmwarePromotions).set(inForce).where(eq(firmwarePromotions.id, firmware.promotionId)),
  )
  await caller.firmware.editLine({ ...line, lineId: firmware.lineId, version: 1, name: { en: 'Heart', zh: '心脏' } })
  await caller.releases.editRecipe({
    ...{ recipeId: releases.recipeId, version: 1, name: { en: 'Housings', zh: '外壳' }, kind: 'boardHouse' },
    ...{ recipient: { to: 'other', name: 'Kaida PCB', contact: '' }, setId: designs.releasedSetId },
    ...{ parts: ['artwork'], bomId: null, specId: null, watermark: true },
  })
  await caller.releases.withdrawGolden({ goldenId: releases.draftGoldenId, version: 1 })
  await settle()
  expect(await found(rival.owner, '主控')).toEqual([])
  expect(await found(rival.owner, '心脏')).toEqual([
    ...['firmwareBuild 1.0.0', 'firmwareBuild 1.1.0', `firmwareLine ${firmware.number}`],
  ])
  expect(await found(brand.owner, '外壳')).toEqual(['package P-PKG-002', 'package P-PKG-003'])
  expect(await hitsOf(brand.owner, 'P-GLD-01')).toMatchObject([{ standing: 'withdrawn' }])
  expect(await found(partner.owner, 'P-GLD-01')).toEqual([])
})
