import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { transact } from '@/server/platform/context'
import { testDatabase, type TestDatabase } from '@/server/testing/database'
import { asStage, callerOf, makeMember, makeOrg, makePartner, makeProduct } from '@/server/testing/factories'
import type { MemberActor, MemberRole } from '@/server/kernel/actor'
import { changePhase } from './commands/change-phase'
import type { ChangePhase } from './inputs'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const as = (actor: MemberActor | null) => callerOf(database.pool, actor).products
/** Asked for by gates, which decide whether a product may move on. */
const move = (actor: MemberActor, input: ChangePhase) =>
  transact(database.pool, { actor, mode: 'write' }, (ctx) => changePhase(ctx, input))
const refusal = (code: string) => expect.objectContaining({ message: code })
const brandMember = async (role: MemberRole = 'owner') =>
  makeMember(database.pool, await makeOrg(database.pool, 'brand'), role)
const factoryMember = async (role: MemberRole = 'owner') =>
  makeMember(database.pool, await makeOrg(database.pool, 'manufacturer'), role)
const orgOf = ({ member }: MemberActor) => ({ id: member.orgId, kind: member.orgKind })

const sample = {
  name: { en: 'Window sensor', zh: '窗磁传感器' },
  code: 'sh 200',
  summary: { en: '', zh: '' },
  vertical: 'home',
  subVertical: 'sensor',
  phase: 'concept',
} as const

/** Actions of an organisation's chain, oldest first. */
const chainOf = (orgId: string) =>
  asStage(database.pool, async ({ db }) => {
    const { rows } = await db.execute<{ action: string }>(
      sql`select action from audit_entries where org_id = ${orgId} order by seq`,
    )
    return rows.map(({ action }) => action)
  })

describe('creating', () => {
  test('makes the product and its owner, and writes it down', async () => {
    const owner = await brandMember()
    const { productId } = await as(owner).createProduct(sample)
    const product = await as(owner).getProduct({ productId })
    expect(product).toMatchObject({
      code: 'SH-200',
      phase: 'concept',
      role: 'owner',
      may: { edit: true, managePartners: true },
    })
    expect(product.name).toEqual({ en: 'Window sensor', zh: '窗磁传感器', source: 'en', state: 'human' })
    expect(product.grants).toEqual(['specs', 'boms', 'prices', 'files', 'firmware'])
    expect(await chainOf(owner.member.orgId)).toEqual(['products.createProduct'])
  })

  test('refuses a code twice in one brand, also when two people type it at once', async () => {
    const owner = await brandMember()
    const results = await Promise.allSettled([as(owner).createProduct(sample), as(owner).createProduct(sample)])
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const refused = results.find((result) => result.status === 'rejected')
    expect(refused?.reason).toEqual(refusal('products.codeTaken'))
    await expect(as(await brandMember()).createProduct(sample)).resolves.toBeDefined()
  })

  test.each([
    [{ name: { en: ' ', zh: '' } }, 'products.form.nameNeeded'],
    [{ code: '传感器' }, 'products.form.codeShape'],
    [{ subVertical: 'watch' }, 'products.form.subVerticalNeeded'],
  ])('refuses %j with a key of the locales', async (wrong, message) => {
    const error: unknown = await as(await brandMember())
      .createProduct({ ...sample, ...wrong })
      .catch((thrown: unknown) => thrown)
    expect(String(error)).toContain(message)
  })

  test('is for brands, and not for those who only read', async () => {
    await expect(as(await factoryMember()).createProduct(sample)).rejects.toEqual(refusal('products.brandNeeded'))
    await expect(as(await brandMember('viewer')).createProduct(sample)).rejects.toEqual(refusal('products.roleNeeded'))
    await expect(as(null).createProduct(sample)).rejects.toEqual(refusal('people.signInNeeded'))
  })
})

describe('changing', () => {
  const made = async () => {
    const owner = await brandMember()
    const { id: productId } = await makeProduct(database.pool, orgOf(owner))
    return { owner, productId, version: (await as(owner).getProduct({ productId })).version }
  }

  test('keeps the second of two simultaneous saves from overwriting the first', async () => {
    const { owner, productId, version } = await made()
    const results = await Promise.allSettled(
      ['A1', 'B2'].map((code) => as(owner).updateProduct({ ...sample, productId, version, code })),
    )
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(results.find((result) => result.status === 'rejected')?.reason).toEqual(refusal('products.stale'))
  })

  test('a phase goes forward freely, back or over one with a reason', async () => {
    const { owner, productId, version } = await made()
    const phase = async () => (await as(owner).getProduct({ productId })).phase
    await move(owner, { productId, version, phase: 'evt', reason: '' })
    expect(await phase()).toBe('evt')
    const jump = { productId, version: version + 1, phase: 'pvt', reason: '' } as const
    await expect(move(owner, jump)).rejects.toEqual(refusal('products.reasonNeeded'))
    await expect(move(owner, { ...jump, phase: 'evt' })).rejects.toEqual(refusal('products.phaseUnchanged'))
    await expect(move(owner, { ...jump, version })).rejects.toEqual(refusal('products.stale'))
    await move(owner, { ...jump, reason: 'DVT at risk, tools are late' })
    expect(await phase()).toBe('pvt')
    expect(await chainOf(owner.member.orgId)).toEqual(['products.changePhase', 'products.changePhase'])
  })

  test('an archived product leaves the list, refuses changes, and comes back', async () => {
    const { owner, productId, version } = await made()
    await as(owner).archiveProduct({ productId, version })
    expect((await as(owner).listProducts({})).items).toEqual([])
    expect((await as(owner).listProducts({ archived: true })).items).toHaveLength(1)
    const change = { productId, version: version + 1, phase: 'evt', reason: '' } as const
    await expect(move(owner, change)).rejects.toEqual(refusal('products.archived'))
    await as(owner).restoreProduct({ productId, version: version + 1 })
    await expect(as(owner).restoreProduct({ productId, version: version + 2 })).rejects.toEqual(
      refusal('products.notArchived'),
    )
    expect((await as(owner).listProducts({})).items).toHaveLength(1)
  })

  test('strangers find nothing, partners and viewers are told why not', async () => {
    const { owner, productId, version } = await made()
    const partner = await factoryMember()
    await makePartner(database.pool, { id: productId, orgId: owner.member.orgId }, orgOf(partner))
    const viewer = await makeMember(database.pool, orgOf(owner), 'viewer')
    const change = { productId, version, phase: 'evt', reason: '' } as const
    for (const stranger of [await brandMember(), await factoryMember()]) {
      await expect(move(stranger, change)).rejects.toEqual(refusal('products.notFound'))
      await expect(as(stranger).getProduct({ productId })).rejects.toEqual(refusal('products.notFound'))
      await expect(as(stranger).archiveProduct({ productId, version })).rejects.toEqual(refusal('products.notFound'))
    }
    await expect(move(partner, change)).rejects.toEqual(refusal('products.ownerNeeded'))
    await expect(move(viewer, change)).rejects.toEqual(refusal('products.roleNeeded'))
    await expect(as(viewer).updateProduct({ ...sample, productId, version })).rejects.toEqual(
      refusal('products.roleNeeded'),
    )
    expect((await as(viewer).getProduct({ productId })).may).toEqual({ edit: false, managePartners: false })
  })
})

describe('lists', () => {
  test('go page by page without losing or repeating one', async () => {
    const owner = await brandMember()
    const ids: string[] = []
    for (let index = 0; index < 5; index++) ids.push((await makeProduct(database.pool, orgOf(owner))).id)
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page: Awaited<ReturnType<ReturnType<typeof as>['listProducts']>> = await as(owner).listProducts({
        cursor,
        limit: 2,
      })
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor
    } while (cursor !== null)
    expect(seen).toEqual(ids.toReversed())
  })

  test('search code and both names, and take wildcards literally', async () => {
    const owner = await brandMember()
    await as(owner).createProduct(sample)
    const found = async (search: string) => (await as(owner).listProducts({ search })).items.length
    expect([
      await found('sh-2'),
      await found('WINDOW'),
      await found('窗磁'),
      await found('%'),
      await found('_'),
    ]).toEqual([1, 1, 1, 0, 0])
  })

  test('tell a partner nothing of other partners', async () => {
    const owner = await brandMember()
    const product = await makeProduct(database.pool, orgOf(owner))
    const [one, two] = [await factoryMember(), await factoryMember()]
    const own = await makePartner(database.pool, product, orgOf(one), { grants: ['boms'] })
    await makePartner(database.pool, product, orgOf(two))
    const productId = product.id
    expect((await as(owner).listProducts({})).items[0]?.partners).toBe(2)
    const places = async (actor: MemberActor) => (await as(actor).listPlaces()).map(({ id }) => id)
    expect(await places(one)).toEqual([one.member.orgId, owner.member.orgId])
    expect((await places(owner)).toSorted()).toEqual([owner, one, two].map(({ member }) => member.orgId).toSorted())
    expect(await places(await brandMember())).toHaveLength(1)
    expect((await as(one).listProducts({})).items[0]?.partners).toBeNull()
    expect((await as(owner).listParties({ productId })).map(({ org }) => org?.id)).toEqual([
      one.member.orgId,
      two.member.orgId,
    ])
    expect((await as(one).listParties({ productId })).map(({ id }) => id)).toEqual([own.id])
    const sides = await as(one).listPeople({ productId })
    expect(sides.map(({ id }) => id)).toEqual([one.member.orgId, owner.member.orgId])
    expect(sides.flatMap(({ people }) => people.map(({ userId }) => userId)).toSorted()).toEqual(
      [one.userId, owner.userId].toSorted(),
    )
    expect((await as(owner).listPeople({ productId })).map(({ id }) => id).toSorted()).toEqual(
      [owner, one, two].map(({ member }) => member.orgId).toSorted(),
    )
  })
})

describe('the second lock', () => {
  const rowsSeen = (actor: MemberActor, query: ReturnType<typeof sql>) =>
    transact(database.pool, { actor, mode: 'read' }, async ({ db }) => (await db.execute(query)).rowCount)

  test('hides products and parties from strangers and the not yet accepted, even without a WHERE', async () => {
    const owner = await brandMember()
    const product = await makeProduct(database.pool, orgOf(owner))
    const [stranger, invited, partner, rival] = await Promise.all([1, 2, 3, 4].map(() => factoryMember()))
    if (!stranger || !invited || !partner || !rival) throw new Error('four factories')
    await makePartner(database.pool, product, orgOf(invited), { state: 'invited' })
    await makePartner(database.pool, product, orgOf(partner))
    await makePartner(database.pool, product, orgOf(rival), { state: 'revoked' })
    const products = sql`select 1 from products`
    const parties = sql`select 1 from product_parties`
    expect([await rowsSeen(stranger, products), await rowsSeen(stranger, parties)]).toEqual([0, 0])
    expect([await rowsSeen(invited, products), await rowsSeen(invited, parties)]).toEqual([0, 1])
    expect([await rowsSeen(rival, products), await rowsSeen(rival, parties)]).toEqual([0, 1])
    expect([await rowsSeen(partner, products), await rowsSeen(partner, parties)]).toEqual([1, 1])
    expect([await rowsSeen(owner, products), await rowsSeen(owner, parties)]).toEqual([1, 4])
  })

  test('lets nobody write themselves onto a product or widen their own grants', async () => {
    const owner = await brandMember()
    const product = await makeProduct(database.pool, orgOf(owner))
    const partner = await factoryMember()
    await makePartner(database.pool, product, orgOf(partner), { grants: [] })
    const stranger = await brandMember()
    const write = (actor: MemberActor, query: ReturnType<typeof sql>) =>
      transact(database.pool, { actor, mode: 'write' }, async ({ db }) => (await db.execute(query)).rowCount)
    expect(await write(partner, sql`update product_parties set grants = '{boms,prices}'`)).toBe(0)
    expect(await write(partner, sql`delete from product_parties`)).toBe(0)
    const intrude = sql`insert into product_parties (id, product_id, owner_org_id, org_id, role, state, grants, nda_version)
      values ('pty_intruder', ${product.id}, ${stranger.member.orgId}, ${stranger.member.orgId}, 'owner', 'active', '{}', 'v1')`
    await expect(write(stranger, intrude)).rejects.toThrow()
  })
})
