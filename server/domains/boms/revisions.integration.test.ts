import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { auditEntries, events } from '@/db/schema/audit'
import { bomLineRefs, bomLines, bomRevisions, boms } from '@/db/schema/boms'
import { changes } from '@/db/schema/changes'
import type { MemberActor } from '@/server/kernel/actor'
import { bilingual } from '@/server/kernel/bilingual'
import { newId } from '@/server/kernel/ids'
import { transact } from '@/server/platform/context'
import { asStage, callerOf, makeMember, makeOrg, makePartner, makeProduct } from '@/server/testing/factories'
import { testDatabase, type TestDatabase } from '@/server/testing/database'
import { putInForce } from './commands/put-in-force'
import { startRevision } from './commands/start-revision'
import { requireBom, requireRevision } from './queries/access'
import { contentHash } from './queries/content-hash'
import { diffRevisions } from './queries/diff-revisions'

let database: TestDatabase
let product: { id: string; orgId: string }
let engineer: MemberActor
let colleague: MemberActor
let factory: MemberActor

const asActor = <T>(actor: MemberActor, work: Parameters<typeof transact<MemberActor, T>>[2]) =>
  transact(database.pool, { actor, mode: 'write' }, work)
const stage = <T>(work: Parameters<typeof asStage<T>>[1]) => asStage(database.pool, work)
const as = (actor: MemberActor) => callerOf(database.pool, actor).boms
const linesOf = async (revisionId: string) => (await as(engineer).lines({ revisionId })).lines
const refusal = (code: string) => expect.objectContaining({ message: code })

type Given = Partial<typeof bomLines.$inferInsert> & { names?: string[] }

/** A BOM whose only revision is a draft with such lines. */
async function makeDraft(lines: Given[], more: Partial<typeof bomRevisions.$inferInsert> = {}) {
  const [bomId, revisionId] = [newId('bom'), newId('bomRevision')]
  const owned = { orgId: product.orgId, productId: product.id, bomId }
  await stage(async ({ db }) => {
    await db.insert(boms).values({ ...owned, id: bomId, name: bilingual('en', 'Board'), currentRevisionId: revisionId })
    await db.insert(bomRevisions).values({
      ...owned,
      id: revisionId,
      number: '0.1',
      ordinal: 1,
      lineCount: lines.length,
      placementCount: lines.reduce((sum, { names = [] }) => sum + names.length, 0),
      ...more,
    })
    for (const [index, { names = [], ...line }] of lines.entries()) {
      const id = newId('bomLine')
      await db.insert(bomLines).values({
        id,
        key: id,
        ...owned,
        revisionId,
        position: index + 1,
        refs: names.join(', '),
        refCount: names.length,
        quantity: String(names.length),
        mpn: 'RC0402FR-0710KL',
        manufacturer: 'YAGEO',
        description: bilingual('en', 'Resistor', '电阻'),
        attributes: {},
        alternates: [],
        extra: {},
        raw: {},
        flags: [],
        searchText: '',
        ...line,
      })
      if (names.length > 0)
        await db.insert(bomLineRefs).values(
          names.map((ref, at) => ({
            lineId: id,
            orgId: owned.orgId,
            productId: owned.productId,
            revisionId,
            ref,
            ordinal: at + 1,
          })),
        )
    }
  })
  return { bomId, revisionId }
}

/** As a change would put it in force. */
const force = (bomId: string, revisionId: string, changeId: string | null, actor = engineer) =>
  asActor(actor, async (ctx) => {
    const { bom } = await requireBom(ctx, bomId)
    const { revision } = await requireRevision(ctx, revisionId)
    return putInForce(ctx, { bom, revision, changeId })
  })

beforeAll(async () => {
  database = await testDatabase()
  const brand = await makeOrg(database.pool)
  product = await makeProduct(database.pool, brand)
  engineer = await makeMember(database.pool, brand, 'engineer')
  colleague = await makeMember(database.pool, brand, 'engineer')
  const org = await makeOrg(database.pool, 'manufacturer')
  factory = await makeMember(database.pool, org, 'engineer')
  await makePartner(database.pool, product, org, { grants: ['boms'] })
})
afterAll(() => database.close())

describe('starting the next revision', () => {
  it('copies lines, references and keys, and numbers after the release', async () => {
    const { bomId, revisionId } = await makeDraft([{ names: ['R1', 'R2'] }, { names: ['C1'] }])
    await expect(asActor(engineer, (ctx) => startRevision(ctx, { bomId }))).rejects.toThrow('boms.draftExists')
    const { letter } = await force(bomId, revisionId, 'chg_1')
    expect(letter).toBe('A')
    const next = await asActor(engineer, (ctx) => startRevision(ctx, { bomId }))
    expect(next.number).toBe('A.1')
    const [before, after] = await stage(async (ctx) => [
      await contentHash(ctx, revisionId),
      await contentHash(ctx, next.revisionId),
    ])
    expect(after).toBe(before)
    const refs = await stage(({ db }) =>
      db.select().from(bomLineRefs).where(eq(bomLineRefs.revisionId, next.revisionId)),
    )
    expect(refs.map(({ ref }) => ref).toSorted()).toEqual(['C1', 'R1', 'R2'])
    const diff = await asActor(factory, (ctx) => diffRevisions(ctx, { beforeId: revisionId, afterId: next.revisionId }))
    expect(diff).toMatchObject({ rows: [], unchanged: 2, before: { letter: 'A' }, after: { number: 'A.1' } })
  })
})

describe('comparing', () => {
  it('names cells, designators, added and removed lines, and prices only to those who may see them', async () => {
    const { bomId, revisionId } = await makeDraft([
      { names: ['R1', 'R2', 'R3'] },
      { names: ['C1'], mpn: 'OLD-1', unitPriceMicros: 5n },
      { names: ['U1'] },
    ])
    await force(bomId, revisionId, 'chg_1')
    const next = await asActor(engineer, (ctx) => startRevision(ctx, { bomId }))
    await stage(async ({ db }) => {
      const lines = await db.select().from(bomLines).where(eq(bomLines.revisionId, next.revisionId))
      const at = (position: number) => lines.find((line) => line.position === position)?.id ?? ''
      await db.delete(bomLineRefs).where(eq(bomLineRefs.lineId, at(1)))
      await db.insert(bomLineRefs).values(
        ['R2', 'R3', 'R7'].map((ref, index) => ({
          lineId: at(1),
          orgId: product.orgId,
          productId: product.id,
          revisionId: next.revisionId,
          ref,
          ordinal: index + 1,
        })),
      )
      await db
        .update(bomLines)
        .set({ refs: 'R2, R3, R7' })
        .where(eq(bomLines.id, at(1)))
      await db
        .update(bomLines)
        .set({ mpn: 'NEW-1', dnp: true, unitPriceMicros: 6n })
        .where(eq(bomLines.id, at(2)))
      await db.delete(bomLines).where(eq(bomLines.id, at(3)))
    })
    const input = { beforeId: revisionId, afterId: next.revisionId }
    const diff = await asActor(engineer, (ctx) => diffRevisions(ctx, input))
    expect(diff.rows).toMatchObject([
      { kind: 'changed', refs: { added: ['R7'], removed: ['R1'] }, cells: [{ field: 'refs' }] },
      {
        kind: 'changed',
        cells: [
          { field: 'mpn', from: 'OLD-1', to: 'NEW-1' },
          { field: 'dnp', from: 'no', to: 'yes' },
          { field: 'price', from: '5', to: '6' },
        ],
      },
      { kind: 'removed', refs: { added: [], removed: ['U1'] } },
    ])
    expect(diff.counts).toMatchObject({ removed: 1, refs: 1, part: 1, fitting: 1, data: 1, added: 0 })
    const seen = await asActor(factory, (ctx) => diffRevisions(ctx, input))
    expect(seen.rows.flatMap(({ cells }) => cells).some(({ field }) => field === 'price')).toBe(false)
  })
})

describe('putting in force', () => {
  it('pins children, supersedes the one before, tells everybody who may see it', async () => {
    const child = await makeDraft([{ names: ['R1'] }])
    const parent = await makeDraft([{ names: [], quantity: '1', mpn: '', childBomId: child.bomId }])
    await expect(force(parent.bomId, parent.revisionId, 'chg_1')).rejects.toEqual(refusal('boms.checksBlock'))
    await force(child.bomId, child.revisionId, 'chg_1')
    const done = await force(parent.bomId, parent.revisionId, 'chg_2')
    const [line] = await stage(({ db }) => db.select().from(bomLines).where(eq(bomLines.revisionId, parent.revisionId)))
    expect(line?.childRevisionId).toBe(child.revisionId)
    await stage(({ db }) =>
      db.insert(changes).values({
        ...{ id: 'chg_3', orgId: product.orgId, productId: product.id, partnerOrgId: factory.member.orgId, ordinal: 1 },
        ...{ changeClass: 'one', kind: 'revision', reasonCode: 'cost', title: bilingual('en', 'Cheaper') },
        ...{ reason: bilingual('en', 'Cost'), raisedByOrgId: product.orgId, raisedBy: engineer.userId },
      }),
    )
    const next = await asActor(engineer, (ctx) => startRevision(ctx, { bomId: parent.bomId, changeId: 'chg_3' }))
    await expect(force(parent.bomId, next.revisionId, null)).rejects.toEqual(refusal('boms.changeNeeded'))
    await expect(force(parent.bomId, next.revisionId, 'chg_4')).rejects.toEqual(refusal('boms.otherChange'))
    // A factory that agreed to a change may carry it out.
    expect(await force(parent.bomId, next.revisionId, 'chg_3', factory)).toMatchObject({
      letter: 'B',
      contentHash: done.contentHash,
    })
    const states = await stage(({ db }) =>
      db
        .select({ state: bomRevisions.state })
        .from(bomRevisions)
        .where(eq(bomRevisions.bomId, parent.bomId))
        .orderBy(bomRevisions.ordinal),
    )
    expect(states.map(({ state }) => state)).toEqual(['superseded', 'released'])
    const told = await stage(({ db }) => db.select().from(events).where(eq(events.type, 'boms.released')))
    expect(told.at(-1)?.audience.toSorted()).toEqual([product.orgId, factory.member.orgId].toSorted())
    const noted = await stage(({ db }) =>
      db.select().from(auditEntries).where(eq(auditEntries.subjectId, parent.bomId)),
    )
    expect(
      new Set(noted.filter(({ action }) => action === 'boms.releaseRevision').map(({ orgId }) => orgId)).size,
    ).toBe(2)
  })
})

describe('editing a draft', () => {
  it('writes cells, references, counts and search, and says who was faster', async () => {
    const { bomId, revisionId } = await makeDraft([{ names: ['R1', 'R2'] }, { names: ['C1'], flags: ['BOM-W094'] }])
    const [first, second] = await linesOf(revisionId)
    const edit = (lineId: string, version: number, patch: object, actor = engineer) =>
      as(actor).editLines({ revisionId, edits: [{ lineId, version, patch }] })
    await edit(first?.id ?? '', 1, { refs: 'R1-R3, R9(DNP)', quantity: '3', mpn: 'RC0402JR-0710KL' })
    await expect(edit(first?.id ?? '', 1, { mpn: 'OTHER' }, colleague)).rejects.toEqual(refusal('boms.lineStale'))
    await expect(edit(second?.id ?? '', 1, { refs: 'caps of the buttons' })).rejects.toEqual(
      refusal('boms.refsUnreadable'),
    )
    await expect(edit(second?.id ?? '', 1, { quantity: 'a few' })).rejects.toEqual(refusal('boms.quantityUnreadable'))
    await edit(second?.id ?? '', 1, { refs: 'R2', quantity: '2', description: { en: 'Cap', zh: '电容', source: 'en' } })
    const lines = await linesOf(revisionId)
    expect(lines).toMatchObject([
      { refs: 'R1-R3, R9(DNP)', quantity: '3', mpn: 'RC0402JR-0710KL', flags: ['BOM-E093'], version: 2 },
      { refs: 'R2', quantity: '2', flags: ['BOM-E046', 'BOM-E093', 'BOM-W094'] },
    ])
    expect((await as(engineer).lines({ revisionId, filter: { search: 'r3 0710' } })).total).toBe(1)
    const bom = await as(engineer).getBom({ bomId })
    expect(bom.revisions[0]).toMatchObject({ lineCount: 2, placementCount: 4 })
    await edit(second?.id ?? '', 2, { refs: 'C7' })
    expect((await linesOf(revisionId)).map(({ flags }) => flags)).toEqual([[], ['BOM-E046', 'BOM-W094']])
    // The stored order went with the edit; the list works it out.
    const sorted = await as(engineer).lines({ revisionId, sort: 'refs', descending: true })
    expect(sorted.lines.map(({ refs }) => refs)).toEqual(['R1-R3, R9(DNP)', 'C7'])
  })

  it('adds, moves, removes and brings back lines, positions staying 1 to n', async () => {
    const { bomId, revisionId } = await makeDraft(['R1', 'R2', 'R3'].map((name) => ({ names: [name] })))
    const caller = as(engineer)
    const before = await asActor(engineer, (ctx) => contentHash(ctx, revisionId))
    const [one, two, three] = (await linesOf(revisionId)).map(({ id }) => id)
    const { lineId } = await caller.addLine({
      revisionId,
      place: { at: 'under', target: one ?? null },
      patch: { refs: 'C1', quantity: '1', mpn: 'X' },
    })
    await caller.moveLine({ revisionId, lineId: three ?? '', place: { at: 'before', target: one ?? null } })
    const shown = async () => (await linesOf(revisionId)).map(({ position, refs, level }) => [position, refs, level])
    expect(await shown()).toEqual([
      [1, 'R3', 1],
      [2, 'R1', 1],
      [3, 'C1', 2],
      [4, 'R2', 1],
    ])
    await expect(
      caller.moveLine({ revisionId, lineId: one ?? '', place: { at: 'under', target: lineId } }),
    ).rejects.toEqual(refusal('boms.underItself'))
    const { batchId, removed } = await caller.removeLines({ revisionId, lineIds: [one ?? ''] })
    expect(removed).toBe(2)
    expect(await shown()).toEqual([
      [1, 'R3', 1],
      [2, 'R2', 1],
    ])
    expect((await caller.getBom({ bomId })).revisions[0]).toMatchObject({ lineCount: 2, placementCount: 2 })
    expect(await caller.restoreLines({ revisionId, batchId })).toEqual({ restored: 2 })
    await expect(caller.restoreLines({ revisionId, batchId })).rejects.toEqual(refusal('boms.nothingToRestore'))
    expect((await shown()).map(([, refs]) => refs)).toEqual(['R3', 'R1', 'C1', 'R2'])
    await caller.removeLines({ revisionId, lineIds: [lineId] })
    // Where a line stands in the list changes nothing that is built.
    expect(await asActor(engineer, (ctx) => contentHash(ctx, revisionId))).toBe(before)
    expect((await caller.getBom({ bomId })).revisions[0]).toMatchObject({ lineCount: 3, placementCount: 3 })
    expect(two).toBeDefined()
  })
})

describe('on the way into force', () => {
  it('is checked, waived, submitted, sent back, and released by a colleague', async () => {
    const { bomId, revisionId } = await makeDraft([
      { names: ['R1'], mpn: '', description: bilingual('en', 'Something', '某物') },
      { names: ['R2'], description: bilingual('en', 'Resistor') },
    ])
    const version = async () => (await as(engineer).getRelease({ revisionId })).version
    const release = await as(engineer).getRelease({ revisionId })
    expect(release.checks.map(({ check, blocking }) => [check, blocking])).toEqual([
      ['noManufacturerPart', 1],
      ['singleSource', 0],
      ['chineseMissing', 0],
      ['costOld', 0],
    ])
    await expect(as(engineer).submitRevision({ revisionId, version: 1 })).rejects.toEqual(refusal('boms.checksBlock'))
    const [first] = await linesOf(revisionId)
    const why = { en: 'Drawing part, made by the moulder.', zh: '' }
    const waiver = { revisionId, check: 'noManufacturerPart' as const, lineIds: [first?.id ?? ''] }
    await expect(as(engineer).waiveCheck({ ...waiver, reason: { en: ' ', zh: '' } })).rejects.toEqual(
      refusal('boms.reasonNeeded'),
    )
    await as(engineer).waiveCheck({ ...waiver, reason: why })
    await expect(as(engineer).submitRevision({ revisionId, version: 1 })).rejects.toEqual(refusal('boms.revisionStale'))
    await as(engineer).submitRevision({ revisionId, version: await version() })
    await expect(
      as(engineer).editLines({ revisionId, edits: [{ lineId: first?.id ?? '', version: 1, patch: { mpn: 'X' } }] }),
    ).rejects.toEqual(refusal('boms.notADraft'))
    await expect(as(engineer).releaseRevision({ revisionId, version: await version() })).rejects.toEqual(
      refusal('boms.anotherMustRelease'),
    )
    await as(colleague).sendBackRevision({ revisionId, version: await version(), reason: why })
    await as(engineer).submitRevision({ revisionId, version: await version() })
    expect(await as(colleague).releaseRevision({ revisionId, version: await version() })).toMatchObject({ letter: 'A' })
    expect(await as(factory).getBom({ bomId })).toMatchObject({ releasedLetter: 'A', releasedRevisionId: revisionId })
    const next = await as(engineer).startRevision({ bomId })
    const draft = await as(engineer).getRelease({ revisionId: next.revisionId })
    expect(draft).toMatchObject({ throughChange: true, may: { submit: false, edit: true } })
    await expect(as(engineer).submitRevision({ revisionId: next.revisionId, version: draft.version })).rejects.toEqual(
      refusal('boms.changeNeeded'),
    )
    await as(engineer).withdrawRevision({ revisionId: next.revisionId, version: draft.version, reason: why })
    expect((await as(engineer).getBom({ bomId })).currentRevisionId).toBe(revisionId)
    expect((await as(engineer).startRevision({ bomId })).number).toBe('A.2')
  })

  it('takes a waiver away with the part it was about', async () => {
    const { revisionId } = await makeDraft([{ names: ['R1'], mpn: '' }])
    const [line] = await linesOf(revisionId)
    const lineId = line?.id ?? ''
    const reason = { en: 'Known', zh: '' }
    await as(engineer).waiveCheck({ revisionId, check: 'noManufacturerPart', lineIds: [lineId], reason })
    await as(engineer).editLines({ revisionId, edits: [{ lineId, version: 1, patch: { supplierPart: 'C1' } }] })
    expect((await as(engineer).getLine({ lineId })).waivers).toEqual([])
  })
})
