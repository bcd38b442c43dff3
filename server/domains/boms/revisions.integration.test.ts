import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { auditEntries, events } from '@/db/schema/audit'
import { bomLineRefs, bomLines, bomRevisions, boms } from '@/db/schema/boms'
import type { MemberActor } from '@/server/kernel/actor'
import { bilingual } from '@/server/kernel/bilingual'
import { newId } from '@/server/kernel/ids'
import { transact } from '@/server/platform/context'
import { asStage, makeMember, makeOrg, makePartner, makeProduct } from '@/server/testing/factories'
import { testDatabase, type TestDatabase } from '@/server/testing/database'
import { putInForce } from './commands/put-in-force'
import { startRevision } from './commands/start-revision'
import { requireBom, requireRevision } from './queries/access'
import { contentHash } from './queries/content-hash'
import { diffRevisions } from './queries/diff-revisions'

let database: TestDatabase
let product: { id: string; orgId: string }
let engineer: MemberActor
let factory: MemberActor

const asActor = <T>(actor: MemberActor, work: Parameters<typeof transact<MemberActor, T>>[2]) =>
  transact(database.pool, { actor, mode: 'write' }, work)
const stage = <T>(work: Parameters<typeof asStage<T>>[1]) => asStage(database.pool, work)
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
      placementCount: lines.length,
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
