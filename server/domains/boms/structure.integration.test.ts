import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { auditEntries, events } from '@/db/schema/audit'
import { bomLines, bomRevisions } from '@/db/schema/boms'
import type { MemberActor } from '@/server/kernel/actor'
import { addRevision, makeBom } from '@/server/testing/boms'
import { testDatabase, type TestDatabase } from '@/server/testing/database'
import { transact } from '@/server/platform/context'
import { asStage, callerOf, makeMember, makeOrg, makePartner, makeProduct } from '@/server/testing/factories'
import { explosionFile } from './queries/explosion-file'

let database: TestDatabase
let product: { id: string; orgId: string }
let engineer: MemberActor
let factory: MemberActor
let rival: MemberActor
type Made = Awaited<ReturnType<typeof makeBom>>
let top: Made
let board: Made
const boms = (actor: MemberActor) => callerOf(database.pool, actor).boms
const refusal = (code: string) => expect.objectContaining({ message: code })
const at = <T>(list: readonly T[], index: number): T => {
  const found = list[index]
  if (found === undefined) throw new Error(`nothing at ${index}`)
  return found
}
const update = (lineId: string, change: Partial<typeof bomLines.$inferInsert>) =>
  asStage(database.pool, ({ db }) => db.update(bomLines).set(change).where(eq(bomLines.id, lineId)))
const versionOf = async (lineId: string) => {
  const [row] = await asStage(database.pool, ({ db }) =>
    db.select({ version: bomLines.version }).from(bomLines).where(eq(bomLines.id, lineId)),
  )
  return row?.version ?? 0
}

beforeAll(async () => {
  database = await testDatabase()
  const brand = await makeOrg(database.pool)
  product = await makeProduct(database.pool, brand)
  engineer = await makeMember(database.pool, brand, 'engineer')
  const [one, two] = [await makeOrg(database.pool, 'manufacturer'), await makeOrg(database.pool, 'manufacturer')]
  factory = await makeMember(database.pool, one, 'engineer')
  rival = await makeMember(database.pool, two, 'engineer')
  await makePartner(database.pool, product, one, { grants: ['boms'] })
  await makePartner(database.pool, product, two, { grants: ['boms'] })
  // TOP: two boards and a bag of four screws; the board: ten capacitors, one chip, one aerial.
  top = await makeBom(database.pool, product, [
    { refs: '', mpn: '' },
    { refs: '', mpn: 'BAG-4' },
    { refs: '', mpn: 'M3X6' },
  ])
  board = await makeBom(database.pool, product, [
    { refs: 'C1-C10', mpn: 'CL05B104' },
    { refs: 'U1', mpn: 'ESP32' },
    { refs: 'E1', mpn: 'ANT' },
  ])
  await update(at(top.lineIds, 0), { quantity: '2', name: 'PCBA' })
  await update(at(top.lineIds, 1), { quantity: '1', usage: 'phantom' })
  await update(at(top.lineIds, 2), { quantity: '4', parentPosition: 2 })
  await update(at(board.lineIds, 0), { quantity: '10', package: '0402', manufacturer: 'Samsung', refCount: 10 })
  await update(at(board.lineIds, 1), {
    quantity: '1',
    alternates: [{ mpn: 'ESP-32D', manufacturer: '', priority: 1, status: 'approved' }],
  })
  await update(at(board.lineIds, 2), { quantity: '1' })
  await boms(engineer).setChildBom({ lineId: at(top.lineIds, 0), version: 1, childBomId: board.bomId })
})
afterAll(() => database.close())

const totals = async (actor: MemberActor, given: object = {}) => {
  const { totals: found } = await boms(actor).explosion({ revisionId: top.revisionId, quantity: '50', ...given })
  return Object.fromEntries(
    found.map(({ mpn, name, role, gross, need, order }) => [`${role} ${mpn || name}`, [gross, need, order]]),
  )
}

describe('a BOM with a sub-BOM', () => {
  it('explodes through it, with losses', async () => {
    expect(await totals(engineer)).toEqual({
      'make PCBA': ['100', '100', '100'],
      // A tenth more for a build of fewer than a hundred, as far as it is more than a hundred pieces.
      'buy CL05B104': ['1000', '1100', '1100'],
      'buy ESP32': ['100', '105', '105'],
      'buy ANT': ['100', '105', '105'],
      'buy M3X6': ['200', '205', '205'],
    })
  })

  it('shows the same quantities level by level', async () => {
    const level = (path: string[]) => boms(factory).structureLevel({ revisionId: top.revisionId, quantity: '50', path })
    const first = await level([])
    expect(first.lines.map(({ name, mpn, role, total, childCount }) => [name || mpn, role, total, childCount])).toEqual(
      [
        ['PCBA', 'make', '100', 3],
        ['BAG-4', 'phantom', '50', 1],
      ],
    )
    expect(first.lines[0]).toMatchObject({ childNumber: '0.1', childName: { en: 'Main board' } })
    const below = await level([at(top.lineIds, 0)])
    expect(below.lines.map(({ mpn, total }) => [mpn, total])).toEqual([
      ['CL05B104', '1000'],
      ['ESP32', '100'],
      ['ANT', '100'],
    ])
    const bag = await level([at(top.lineIds, 1)])
    expect(bag).toMatchObject({ total: 1, lines: [{ mpn: 'M3X6', total: '200' }] })
    await expect(level([at(board.lineIds, 0)])).rejects.toEqual(refusal('boms.lineNotFound'))
  })

  it('leaves as a spreadsheet in the reader’s language, to be counted with, without a price', async () => {
    const file = (format: 'csv' | 'xlsx') =>
      transact(database.pool, { actor: engineer, mode: 'read' }, (ctx) =>
        explosionFile(ctx, {
          revisionId: top.revisionId,
          format,
          language: 'zh',
          query: new URLSearchParams({ quantity: '50' }),
        }),
      )
    const { body, fileName } = await file('csv')
    expect(fileName).toBe('Main board 0.1 × 50.csv')
    const [heading, assembly, capacitor] = body
      .toString('utf8')
      .replace(/^\ufeff/, '')
      .replaceAll('"', '')
      .split('\r\n')
    expect(heading).toMatch(/^类型,物料编码,制造商料号,/)
    expect(assembly).toMatch(/^组件,/)
    expect(capacitor).toMatch(/,CL05B104,Samsung,.*,1000,,10,100,1100,1100$/)
    expect(heading).not.toMatch(/价/)
    expect((await file('xlsx')).fileName).toMatch(/\.xlsx$/)
  })

  it('refuses to stand inside itself, and names the way', async () => {
    const lineId = at(board.lineIds, 2)
    const link = (childBomId: string) => boms(engineer).setChildBom({ lineId, version: 1, childBomId })
    await expect(link(board.bomId)).rejects.toEqual(refusal('boms.cycle'))
    await expect(link(top.bomId)).rejects.toMatchObject({
      message: 'boms.cycle',
      cause: { params: { path: 'Main board → Main board → Main board' } },
    })
  })

  it('refuses a line with lines below it, a line of a colleague, a BOM elsewhere and a released revision', async () => {
    const other = await makeProduct(database.pool, { id: product.orgId })
    const elsewhere = await makeBom(database.pool, other, [{ refs: 'R1', mpn: 'R' }])
    const link = (lineId: string, version: number, childBomId: string) =>
      boms(engineer).setChildBom({ lineId, version, childBomId })
    await expect(link(at(top.lineIds, 1), 1, board.bomId)).rejects.toEqual(refusal('boms.lineHasLines'))
    await expect(link(at(top.lineIds, 0), 1, board.bomId)).rejects.toEqual(refusal('boms.lineStale'))
    await expect(link(at(top.lineIds, 2), 1, elsewhere.bomId)).rejects.toEqual(refusal('boms.notFound'))
    const frozen = await makeBom(database.pool, product, [{ refs: 'R1', mpn: 'R' }])
    await asStage(database.pool, ({ db }) =>
      db.update(bomRevisions).set({ state: 'released' }).where(eq(bomRevisions.id, frozen.revisionId)),
    )
    await expect(link(at(frozen.lineIds, 0), 1, board.bomId)).rejects.toEqual(refusal('boms.notDraft'))
    await expect(
      boms(engineer).addVariant({ revisionId: frozen.revisionId, version: 1, code: 'EU', name: { en: 'E', zh: '' } }),
    ).rejects.toEqual(refusal('boms.notDraft'))
  })
})

describe('variants', () => {
  it('are added, renamed and removed, and lines follow', async () => {
    const revisionId = board.revisionId
    const brand = boms(engineer)
    const version = async () => (await brand.listVariants({ revisionId })).version
    await brand.addVariant({ revisionId, version: await version(), code: 'eu', name: { en: 'Europe', zh: '欧洲版' } })
    await brand.addVariant({ revisionId, version: await version(), code: 'US', name: { en: 'America', zh: '' } })
    await expect(
      brand.addVariant({ revisionId, version: await version(), code: 'EU', name: { en: 'x', zh: '' } }),
    ).rejects.toEqual(refusal('boms.variantTaken'))
    await expect(brand.addVariant({ revisionId, version: 1, code: 'CN', name: { en: 'x', zh: '' } })).rejects.toEqual(
      refusal('boms.stale'),
    )
    const lines = [{ lineId: at(board.lineIds, 2), version: await versionOf(at(board.lineIds, 2)) }]
    const [now] = await brand.setFitted({ revisionId, lines, codes: ['US'], fitted: false })
    await expect(brand.setFitted({ revisionId, lines, codes: ['US'], fitted: false })).rejects.toEqual(
      refusal('boms.lineStale'),
    )
    expect(now?.version).toBe((lines[0]?.version ?? 0) + 1)
    expect(await brand.listVariants({ revisionId })).toMatchObject({
      varying: 1,
      editable: true,
      variants: [
        { code: 'EU', lines: 3, placements: 10 },
        { code: 'US', lines: 2, placements: 10 },
      ],
    })
    const fitted = await brand.lines({ revisionId, filter: { variant: 'US' } })
    expect(fitted.lines.map(({ mpn }) => mpn)).toEqual(['CL05B104', 'ESP32'])
    await brand.renameVariant({
      revisionId,
      version: await version(),
      code: 'US',
      newCode: 'NA',
      name: { en: 'North America', zh: '' },
    })
    const { lines: after } = await brand.lines({ revisionId, filter: { search: '', varying: true } })
    expect(after.map(({ mpn, notFitted }) => [mpn, notFitted])).toEqual([['ANT', ['NA']]])
    // The code counts in the sub-BOM; the assembly that has no such variant is asked for it all the same by its own code.
    await expect(
      boms(engineer).explosion({ revisionId: top.revisionId, quantity: '1', variant: 'NA' }),
    ).rejects.toEqual(refusal('boms.variantNotFound'))
    const built = await brand.explosion({ revisionId, quantity: '1000', variant: 'NA' })
    expect(built.totals.map(({ mpn, gross }) => [mpn, gross])).toEqual([
      ['CL05B104', '10000'],
      ['ESP32', '1000'],
    ])
    await brand.removeVariant({ revisionId, version: await version(), code: 'NA' })
    expect((await brand.lines({ revisionId, filter: { search: '', varying: true } })).total).toBe(0)
    await expect(boms(factory).setFitted({ revisionId, lines, codes: ['EU'], fitted: false })).rejects.toEqual(
      refusal('products.ownerNeeded'),
    )
  })
})

describe('the factory’s view', () => {
  const loss = { attritionPct: '5', attritionExtra: '500', packMultiple: '4000' }
  const paste = {
    kind: 'consumable' as const,
    number: '',
    name: { en: 'Solder paste', zh: '锡膏' },
    quantity: '0.8',
    uom: 'g',
    attritionPct: '10',
    attritionExtra: null,
    packMultiple: null,
    note: '',
  }

  it('keeps what a factory says between it and the brand, and counts with it', async () => {
    const lineKey = at(board.lineIds, 0)
    await boms(factory).setLoss({ bomId: board.bomId, lineKey, version: 0, ...loss })
    await expect(boms(factory).setLoss({ bomId: board.bomId, lineKey, version: 0, ...loss })).rejects.toEqual(
      refusal('boms.lineStale'),
    )
    const { additionId } = await boms(factory).addAddition({ bomId: board.bomId, ...paste })
    const seen = await boms(engineer).mbom({ bomId: board.bomId, partnerOrgId: factory.member.orgId })
    expect(seen).toMatchObject({
      editable: false,
      standing: { same: true, stated: 1, stale: 0, doubled: [] },
      additions: [{ id: additionId, quantity: '0.8' }],
    })
    expect(await boms(rival).mbom({ bomId: board.bomId })).toMatchObject({
      additions: [],
      editable: true,
      standing: { stated: 0 },
    })
    const { lines } = await boms(engineer).mbomLines({
      bomId: board.bomId,
      partnerOrgId: factory.member.orgId,
      stated: true,
    })
    expect(lines).toMatchObject([{ mpn: 'CL05B104', ...loss, lossVersion: 1 }])
    const { totals: found } = await boms(factory).explosion({ revisionId: board.revisionId, quantity: '1000' })
    expect(found.find(({ mpn }) => mpn === 'CL05B104')).toMatchObject({
      need: '10500',
      order: '12000',
      lossSource: 'factory',
    })
    expect(found.find(({ role }) => role === 'addition')).toMatchObject({ gross: '800', need: '880' })
    const plain = await boms(engineer).explosion({ revisionId: board.revisionId, quantity: '1000' })
    expect(plain.totals.find(({ mpn }) => mpn === 'CL05B104')).toMatchObject({ need: '10300', lossSource: 'class' })
    expect(plain.totals.some(({ role }) => role === 'addition')).toBe(false)
    const told = await asStage(database.pool, ({ db }) =>
      db.select().from(events).where(eq(events.type, 'boms.factoryChanged')),
    )
    expect(told.map(({ audience }) => audience.toSorted())).toEqual(
      told.map(() => [product.orgId, factory.member.orgId].toSorted()),
    )
    const noted = await asStage(database.pool, ({ db }) =>
      db.select({ orgId: auditEntries.orgId }).from(auditEntries).where(eq(auditEntries.action, 'boms.addAddition')),
    )
    expect(noted.map(({ orgId }) => orgId).toSorted()).toEqual([product.orgId, factory.member.orgId].toSorted())
  })

  it('never lets a fitted part in by the back door, nor the brand or another factory', async () => {
    await expect(boms(factory).addAddition({ bomId: board.bomId, ...paste, number: 'cl05-b104' })).rejects.toEqual(
      refusal('boms.additionPlaced'),
    )
    await expect(boms(engineer).addAddition({ bomId: board.bomId, ...paste })).rejects.toEqual(
      refusal('boms.factoryNeeded'),
    )
    const { additions } = await boms(factory).mbom({ bomId: board.bomId })
    const { id: additionId, version } = at(additions, 0)
    await expect(boms(rival).removeAddition({ additionId, version })).rejects.toEqual(refusal('boms.additionNotFound'))
    await expect(boms(rival).mbom({ bomId: board.bomId, partnerOrgId: factory.member.orgId })).rejects.toEqual(
      refusal('boms.factoryNotFound'),
    )
    await boms(factory).editAddition({ additionId, version, ...paste, quantity: '0.9' })
    await expect(boms(factory).editAddition({ additionId, version, ...paste })).rejects.toEqual(
      refusal('boms.additionStale'),
    )
    await boms(factory).removeAddition({ additionId, version: version + 1 })
    expect((await boms(factory).mbom({ bomId: board.bomId })).additions).toEqual([])
  })

  it('says when what it states speaks of a line that is gone', async () => {
    await addRevision(database.pool, product, board.bomId, 2, [{ refs: 'U1', mpn: 'ESP32' }])
    expect(await boms(factory).mbom({ bomId: board.bomId })).toMatchObject({ standing: { stated: 0, stale: 1 } })
    await asStage(database.pool, ({ db }) =>
      db.execute(sql`update boms set current_revision_id = ${board.revisionId} where id = ${board.bomId}`),
    )
  })
})

describe('where something is used', () => {
  it('finds the line, and the BOM it stands in inside another', async () => {
    const { uses, inside, more } = await boms(factory).whereUsed({ kind: 'mpn', mpn: 'esp 32' })
    expect(uses.map(({ as, refs, bomId }) => [as, refs, bomId])).toEqual([['part', 'U1', board.bomId]])
    expect(inside.map(({ bomId, withinBomId, quantity }) => [bomId, withinBomId, quantity])).toEqual([
      [board.bomId, top.bomId, '2'],
    ])
    expect(more).toBe(false)
  })

  it('finds alternates, holds makers apart, and says when there is none', async () => {
    const find = (mpn: string, manufacturer = '') => boms(engineer).whereUsed({ kind: 'mpn', mpn, manufacturer })
    expect((await find('ESP-32D')).uses).toMatchObject([{ as: 'alternate', refs: 'U1' }])
    expect((await find('CL05B104', '三星')).uses).toHaveLength(1)
    expect((await find('CL05B104', 'Murata')).uses).toEqual([])
    expect(await find('NOTHING')).toEqual({ uses: [], inside: [], more: false })
  })

  it('finds a BOM inside others', async () => {
    const { uses } = await boms(engineer).whereUsed({ kind: 'bom', bomId: board.bomId })
    expect(uses).toMatchObject([{ as: 'child', bomId: top.bomId, quantity: '2' }])
  })
})
