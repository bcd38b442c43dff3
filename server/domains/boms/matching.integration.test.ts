import { and, eq, inArray, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { auditEntries } from '@/db/schema/audit'
import { bomLines, bomRevisions } from '@/db/schema/boms'
import { notifications } from '@/db/schema/notifications'
import { partMatches, parts } from '@/db/schema/parts'
import { chaseLines } from '@/server/jobs/chase-lines'
import { deliver } from '@/server/jobs/delivery'
import { publishPending } from '@/server/jobs/dispatcher'
import { subscriptions } from '@/server/jobs/subscriptions'
import type { MemberActor } from '@/server/kernel/actor'
import { bilingual } from '@/server/kernel/bilingual'
import { transact } from '@/server/platform/context'
import { publish } from '@/server/platform/journal'
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
import { uploadPlacements } from './commands/upload-placements'

let database: TestDatabase
beforeAll(async () => void (database = await testDatabase()))
afterAll(() => database.close())

const as = (actor: MemberActor, now?: Date) => callerOf(database.pool, actor, now ? { now: () => now } : {})
const refusal = (code: string) => expect.objectContaining({ message: code })

type Given = Partial<typeof bomLines.$inferInsert>
/** A brand and two factories on one product, with a draft of such lines. */
async function makeStage(lines: readonly Given[]) {
  const { pool } = database
  const [brand, one, two] = [
    await makeOrg(pool),
    await makeOrg(pool, 'manufacturer'),
    await makeOrg(pool, 'manufacturer'),
  ]
  const product = await makeProduct(pool, brand)
  await makePartner(pool, product, one)
  await makePartner(pool, product, two)
  const engineer = await makeMember(pool, brand, 'engineer')
  const people = {
    engineer,
    purchaser: await makeMember(pool, brand, 'purchaser'),
    finance: await makeMember(pool, brand, 'finance'),
    factory: await makeMember(pool, one, 'engineer'),
    rival: await makeMember(pool, two, 'engineer'),
  }
  const bom = await makeBom(
    pool,
    product,
    lines.map(({ refs = '', mpn = '' }) => ({ refs, mpn })),
  )
  await asStage(pool, async ({ db }) => {
    for (const [index, line] of lines.entries())
      await db
        .update(bomLines)
        .set({ ...line, position: index + 1 })
        .where(eq(bomLines.id, bom.lineIds[index] ?? ''))
    await db.update(bomRevisions).set({ lineCount: lines.length }).where(eq(bomRevisions.id, bom.revisionId))
  })
  const [first = '', second = '', third = ''] = bom.lineIds
  return { ...people, ...bom, lines: { first, second, third }, product, factoryOrg: one.id, rivalOrg: two.id }
}

const versionOf = async (lineId: string) =>
  (
    await asStage(database.pool, ({ db }) =>
      db.select({ version: bomLines.version, partId: bomLines.partId }).from(bomLines).where(eq(bomLines.id, lineId)),
    )
  )[0]

/** Delivers what happened, each event twice, as may be. */
async function settle(): Promise<void> {
  const services = testServices(database.pool)
  const ids: string[] = []
  while ((await publishPending(services, async (found) => void ids.push(...found))) > 0) continue
  for (const id of ids.flatMap((each) => [each, each])) await deliver(services, id, subscriptions)
}

describe('linking lines with the library', () => {
  test('what is sure is linked at once, what a person answered is offered ever after and never linked by itself', async () => {
    const stage = await makeStage([
      { refs: 'C1', mpn: 'GRM155R71C104KA88D', manufacturer: 'Murata', footprint: 'C_0402_1005Metric' },
      { refs: 'C2', mpn: 'GRM155R71C104KA88D', manufacturer: '村田', package: '0603' },
      { refs: 'X1', mpn: '', description: bilingual('en', 'Housing screw M2') },
    ])
    const { engineer, lines, revisionId } = stage
    const boms = as(engineer).boms
    const { partId } = await boms.createPartFromLine({ lineId: lines.first, version: 1, number: 'C-0001' })
    await boms.linkLine({ lineId: lines.first, version: 2, partId: null })
    const before = await boms.matchLines({ revisionId, group: 'exact' })
    expect(before.counts).toEqual({ exact: 1, likely: 1, possible: 0, none: 1, linked: 0 })
    expect(before.lines[0]?.candidates).toMatchObject([{ partId, confidence: 'exact', by: 'manufacturerPart' }])
    const asked = await boms.matchLines({ revisionId, group: 'likely' })
    expect(asked.lines[0]?.candidates[0]?.doubts).toEqual([{ kind: 'package', line: '0603', part: '0402' }])

    expect(await boms.linkExact({ revisionId })).toEqual({ linked: 1 })
    expect(await boms.linkExact({ revisionId })).toEqual({ linked: 0 })
    expect(await versionOf(lines.first)).toMatchObject({ partId })
    expect(await versionOf(lines.second)).toMatchObject({ partId: null })
    const { lines: done } = await boms.matchLines({ revisionId, group: 'linked' })
    expect(done).toMatchObject([{ refs: 'C1', part: { number: 'C-0001' } }])

    await boms.linkLine({ lineId: lines.third, version: 1, partId })
    await expect(boms.linkLine({ lineId: lines.third, version: 1, partId })).rejects.toEqual(refusal('boms.lineStale'))
    const again = await makeSame(stage)
    const offered = await boms.listCandidates({ lineId: again })
    expect(offered.candidates).toMatchObject([{ partId, confidence: 'likely', learned: true, by: 'text' }])
    const learned = await asStage(database.pool, ({ db }) =>
      db.select().from(partMatches).where(eq(partMatches.partId, partId)),
    )
    expect(learned.map(({ orgId }) => orgId)).toEqual([engineer.member.orgId])
    await boms.linkLine({ lineId: lines.third, version: 2, partId: null })
    expect((await boms.listCandidates({ lineId: again })).candidates).toEqual([])
  })

  /** Another draft line that says what the third says. */
  async function makeSame({ product }: Awaited<ReturnType<typeof makeStage>>) {
    const { lineIds } = await makeBom(database.pool, product, [{ refs: 'X9', mpn: '' }])
    const id = lineIds[0] ?? ''
    await asStage(database.pool, ({ db }) =>
      db
        .update(bomLines)
        .set({ description: bilingual('en', 'Housing screw M2') })
        .where(eq(bomLines.id, id)),
    )
    return id
  }

  test('a number is given once, a frozen revision keeps its links, and a stranger’s part does not exist', async () => {
    const { engineer, lines, revisionId } = await makeStage([
      { refs: 'C1', mpn: 'A' },
      { refs: 'C2', mpn: 'B' },
    ])
    const other = await makeStage([{ refs: 'C1', mpn: 'A' }])
    const boms = as(engineer).boms
    await boms.createPartFromLine({ lineId: lines.first, version: 1, number: 'C-1' })
    await expect(boms.createPartFromLine({ lineId: lines.second, version: 1, number: 'c 1' })).rejects.toEqual(
      refusal('parts.numberTaken'),
    )
    const { partId } = await as(other.engineer).boms.createPartFromLine({
      ...{ lineId: other.lines.first, version: 1, number: 'C-1' },
    })
    await expect(boms.linkLine({ lineId: lines.second, version: 1, partId })).rejects.toEqual(refusal('parts.notFound'))
    await asStage(database.pool, ({ db }) =>
      db.update(bomRevisions).set({ state: 'inReview' }).where(eq(bomRevisions.id, revisionId)),
    )
    await expect(boms.linkLine({ lineId: lines.first, version: 2, partId: null })).rejects.toEqual(
      refusal('boms.notDraft'),
    )
    await expect(boms.linkExact({ revisionId })).rejects.toEqual(refusal('boms.notDraft'))
    await expect(boms.assignLine({ lineId: lines.second, version: 1, ownerId: null, dueOn: null })).rejects.toEqual(
      refusal('boms.notDraft'),
    )
  })

  test('a file that was accepted is linked where its parts are sure', async () => {
    const { engineer, lines, bomId, revisionId, product } = await makeStage([
      { refs: 'C1', mpn: 'SURE-1', manufacturer: 'TDK' },
      { refs: 'C2', mpn: 'SURE-1', manufacturer: 'TDK' },
      { refs: 'C3', mpn: 'SURE-1' },
    ])
    await as(engineer).boms.createPartFromLine({ lineId: lines.first, version: 1, number: 'S-1' })
    await transact(database.pool, { actor: engineer, mode: 'write' }, (ctx) => {
      publish(ctx, {
        type: 'boms.imported',
        audience: [engineer.member.orgId],
        productId: product.id,
        payload: { bomId, revisionId },
      })
      return Promise.resolve()
    })
    await settle()
    expect((await versionOf(lines.second))?.partId).not.toBeNull()
    expect((await versionOf(lines.third))?.partId).toBeNull()
  })

  test('the number of statements does not grow with the lines', async () => {
    const { engineer, revisionId } = await makeStage(
      Array.from({ length: 40 }, (_, at) => ({ refs: `R${at + 1}`, mpn: `RC0402-${at}`, manufacturer: 'YAGEO' })),
    )
    const { counts } = await as(engineer).boms.matchLines({ revisionId, group: 'none' })
    expect(counts.none).toBe(40)
    expect(await as(engineer).boms.matchLines({ revisionId, group: 'none', offset: 39 })).toMatchObject({
      lines: [{ refs: 'R40' }],
    })
  })
})

describe('numbers of both sides', () => {
  test('learned once, shown to both and to nobody else, a contradicting one beside it, retired by hand', async () => {
    const { engineer, factory, rival, revisionId, factoryOrg, rivalOrg } = await makeStage([
      { refs: 'C1', ipn: 'WL-1' },
    ])
    const brandOrg = engineer.member.orgId
    const learn = (actor: MemberActor, counterpartOrgId: string, own: string, theirs: string) =>
      as(actor).parts.learnCrossReferences({ counterpartOrgId, pairs: [{ own, theirs }] })
    expect(await learn(engineer, factoryOrg, 'WL-1', 'LY-9')).toEqual({ learned: 1, known: 0, contradicting: 0 })
    expect(await learn(factory, brandOrg, 'ly 9', 'wl1')).toEqual({ learned: 0, known: 1, contradicting: 0 })
    expect(await learn(factory, brandOrg, 'LY-10', 'WL-1')).toEqual({ learned: 1, known: 0, contradicting: 1 })
    await learn(engineer, rivalOrg, 'WL-1', 'RV-5')

    const numbers = async (actor: MemberActor) =>
      (await as(actor).boms.lines({ revisionId })).lines[0]?.partnerNumbers.map(({ number }) => number).toSorted()
    expect(await numbers(engineer)).toEqual(['LY-10', 'LY-9', 'RV-5'])
    expect(await numbers(factory)).toEqual(['LY-10', 'LY-9'])
    expect(await numbers(rival)).toEqual(['RV-5'])

    const list = (actor: MemberActor, show: 'current' | 'contradicting' | 'retired' = 'current') =>
      as(actor).parts.listCrossReferences({ show })
    const own = await list(factory)
    expect(own.items.map((item) => [item.own, item.theirs, item.contradicted])).toEqual([
      ['LY-9', 'WL-1', true],
      ['LY-10', 'WL-1', true],
    ])
    expect((await list(rival)).items.map(({ own: number }) => number)).toEqual(['RV-5'])
    const wrong = own.items.find((item) => item.own === 'LY-10')?.id ?? ''
    await expect(as(rival).parts.retireCrossReference({ crossReferenceId: wrong })).rejects.toEqual(
      refusal('parts.crossReferenceNotFound'),
    )
    await as(engineer).parts.retireCrossReference({ crossReferenceId: wrong })
    await expect(as(factory).parts.retireCrossReference({ crossReferenceId: wrong })).rejects.toEqual(
      refusal('parts.crossReferenceRetired'),
    )
    expect((await list(engineer, 'contradicting')).items).toEqual([])
    expect((await list(factory, 'retired')).items.map((item) => item.own)).toEqual(['LY-10'])
    expect(await learn(factory, brandOrg, 'LY-10', 'WL-1')).toMatchObject({ learned: 1 })
    const chains = await asStage(database.pool, ({ db }) =>
      db
        .select({ orgId: auditEntries.orgId })
        .from(auditEntries)
        .where(and(eq(auditEntries.action, 'parts.retireCrossReference'), eq(auditEntries.subjectId, wrong))),
    )
    expect(chains.map(({ orgId }) => orgId).toSorted()).toEqual([brandOrg, factoryOrg].toSorted())
  })

  test('a file that names the customer’s number beside its own teaches them', async () => {
    const { engineer, factoryOrg, revisionId } = await makeStage([
      { refs: 'C1', ipn: '10.22.0415', cpn: 'WL-7' },
      { refs: 'C2', ipn: '10.22.0416' },
    ])
    expect(await as(engineer).boms.getFilePairs({ revisionId })).toMatchObject({ count: 1 })
    expect(await as(engineer).boms.learnFromFile({ revisionId, partnerOrgId: factoryOrg })).toMatchObject({
      learned: 1,
    })
    const { items } = await as(engineer).parts.listCrossReferences({ counterpartOrgId: factoryOrg })
    expect(items).toMatchObject([{ own: 'WL-7', theirs: '10.22.0415', origin: 'import' }])
  })

  test('pages go on where they ended', async () => {
    const { engineer, factoryOrg } = await makeStage([{ refs: 'C1' }])
    const pairs = Array.from({ length: 5 }, (_, at) => ({ own: `A-${at}`, theirs: `B-${at}` }))
    await as(engineer).parts.learnCrossReferences({ counterpartOrgId: factoryOrg, pairs })
    const found: string[] = []
    let cursor: string | undefined
    do {
      const page = await as(engineer).parts.listCrossReferences({ limit: 2, ...(cursor ? { cursor } : {}) })
      found.push(...page.items.map(({ own }) => own))
      cursor = page.next ?? undefined
    } while (cursor !== undefined)
    expect(found).toEqual(pairs.map(({ own }) => own))
    const { items } = await as(engineer).parts.listCrossReferences({ search: 'b3' })
    expect(items.map(({ own }) => own)).toEqual(['A-3'])
  })
})

describe('lines whose part is to be found', () => {
  const kinds = async (userId: string) => {
    const rows = await asStage(database.pool, ({ db }) =>
      db
        .select()
        .from(notifications)
        .where(and(eq(notifications.userId, userId), inArray(notifications.kind, finding))),
    )
    return rows.map(({ kind, params }) => [kind, params.count].filter(Boolean).join(' ')).toSorted()
  }
  const finding = ['boms.lineAssigned', 'boms.lineDue', 'boms.lineLate']

  test('have an owner and a day, are told about and stop being told about when the part is found', async () => {
    const { engineer, purchaser, finance, factory, lines, revisionId, product } = await makeStage([
      { refs: 'U1' },
      { refs: 'U2' },
      { refs: 'U3', mpn: 'KNOWN' },
    ])
    const boms = as(engineer).boms
    const assign = (lineId: string, userId: string, version = 1, dueOn: string | null = '2026-12-04') =>
      boms.assignLine({ lineId, version, ownerId: userId, dueOn })
    await assign(lines.first, purchaser.userId)
    await assign(lines.second, purchaser.userId)
    await expect(assign(lines.second, purchaser.userId)).rejects.toEqual(refusal('boms.lineStale'))
    await expect(assign(lines.third, purchaser.userId)).rejects.toEqual(refusal('boms.lineResolved'))
    await expect(assign(lines.first, finance.userId, 2)).rejects.toEqual(refusal('boms.finderUnknown'))
    await expect(assign(lines.first, factory.userId, 2)).rejects.toEqual(refusal('boms.finderUnknown'))

    await settle()
    const services = testServices(database.pool)
    expect(await kinds(purchaser.userId)).toEqual(['boms.lineAssigned', 'boms.lineAssigned'])

    const shown = async (actor: MemberActor, unresolved: 'all' | 'mine' | 'unowned' | 'overdue', now?: Date) =>
      (await as(actor, now).boms.lines({ revisionId, filter: { unresolved } })).lines.map(({ refs }) => refs)
    const late = new Date('2026-12-05T20:00:00Z')
    expect(await shown(engineer, 'all')).toEqual(['U1', 'U2'])
    expect(await shown(engineer, 'mine')).toEqual([])
    expect(await shown(purchaser, 'mine')).toEqual(['U1', 'U2'])
    expect(await shown(engineer, 'overdue', late)).toEqual(['U1', 'U2'])
    expect(await shown(factory, 'mine')).toEqual(['U1', 'U2'])
    const seen = await as(factory).boms.lines({ revisionId })
    expect(seen.lines[0]).toMatchObject({ unresolved: true, ownerId: null, dueOn: null })
    expect((await as(purchaser).boms.listMyUnresolved()).lines.map(({ refs }) => refs)).toEqual(['U1', 'U2'])
    expect((await as(engineer).boms.listUnresolved({ productId: product.id })).lines).toHaveLength(2)
    expect((await as(factory).boms.listUnresolved({ productId: product.id })).lines).toEqual([])

    const chase = (at: string) => chaseLines(services, () => new Date(at))
    await chase('2026-12-03T06:00:00Z')
    expect(await kinds(purchaser.userId)).toHaveLength(2)
    for (const at of ['2026-12-04T20:00:00Z', '2026-12-04T21:00:00Z']) await chase(at)
    expect(await kinds(purchaser.userId)).toContain('boms.lineDue 2')
    await boms.createPartFromLine({ lineId: lines.first, version: 2, number: 'U-1' })
    for (const at of ['2026-12-05T20:00:00Z', '2026-12-06T20:00:00Z']) await chase(at)
    expect(await kinds(purchaser.userId)).toEqual([
      'boms.lineAssigned',
      'boms.lineAssigned',
      'boms.lineDue 2',
      'boms.lineLate 1',
    ])
    await boms.createPartFromLine({ lineId: lines.second, version: 2, number: 'U-2' })
    expect((await as(purchaser).boms.listMyUnresolved()).lines).toEqual([])
  })
})

test('a pick-and-place file is held against the newest revision, for everyone who sees the BOM', async () => {
  const { engineer, factory, bomId, lines, product, revisionId } = await makeStage([
    { refs: 'C1', mpn: 'A' },
    { refs: 'R1', mpn: 'B' },
  ])
  await asStage(database.pool, ({ db }) =>
    db.execute(sql`insert into bom_line_refs (line_id, org_id, product_id, revision_id, ref, ordinal, dnp) values
      (${lines.first}, ${product.orgId}, ${product.id}, ${revisionId}, 'C1', 1, false),
      (${lines.second}, ${product.orgId}, ${product.id}, ${revisionId}, 'R1', 1, true)`),
  )
  const row = { x: '1', y: '2', rotation: '0', side: 'top', value: '', package: '' } as const
  const sheet = {
    rows: [
      { ...row, row: 2, ref: 'c1' },
      { ...row, row: 3, ref: 'R1' },
      { ...row, row: 4, ref: 'U9' },
    ],
    ...({ unit: 'mm', unitAssumed: false } as const),
  }
  const put = (actor: MemberActor) =>
    transact(database.pool, { actor, mode: 'write' }, (ctx) =>
      uploadPlacements(ctx, { bomId, fileName: 'top.csv', sha256: 'a'.repeat(64), sheet }),
    )
  await expect(put(factory)).rejects.toEqual(refusal('products.ownerNeeded'))
  expect(await as(factory).boms.getPlacementCheck({ bomId })).toEqual({ files: [], mayUpload: false, check: null })
  await put(engineer)
  const { check } = await as(factory).boms.getPlacementCheck({ bomId })
  expect(check?.issues.map(({ kind, ref }) => `${kind} ${ref}`)).toEqual(['case c1', 'dnpPlaced R1', 'unknown U9'])
})

test('a library answers for its own organisation alone', async () => {
  const { engineer, lines } = await makeStage([{ refs: 'C1', mpn: 'LONELY' }])
  const other = await makeStage([{ refs: 'C1', mpn: 'LONELY' }])
  await as(engineer).boms.createPartFromLine({ lineId: lines.first, version: 1, number: 'L-1' })
  expect((await as(other.engineer).boms.listCandidates({ lineId: other.lines.first })).candidates).toEqual([])
  const seen = await transact(database.pool, { actor: other.factory, mode: 'read' }, ({ db }) =>
    db.select().from(parts),
  )
  expect(seen).toEqual([])
})
