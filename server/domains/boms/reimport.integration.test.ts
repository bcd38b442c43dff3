import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asc, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bomLines, bomRevisions, boms } from '@/db/schema/boms'
import { changes } from '@/db/schema/changes'
import { bilingual, verifyText } from '@/server/kernel/bilingual'
import type { MemberActor } from '@/server/kernel/actor'
import { newId } from '@/server/kernel/ids'
import { transact } from '@/server/platform/context'
import type { Services } from '@/server/platform/services'
import { asStage, callerOf, makeMember, makeOrg, makeProduct, testServices } from '@/server/testing/factories'
import { testDatabase, type TestDatabase } from '@/server/testing/database'
import { uploadImport } from './commands/upload-import'
import { exportRevision } from './queries/downloads'
import { shapeOf } from './queries/templates'

let database: TestDatabase
let services: Services
let dir: string
let product: { id: string; orgId: string }
let engineer: MemberActor

const header = 'Level,Designator,Quantity,MPN,Manufacturer,Value,Description,Alternates,Attrition %,Sourcing'
const lines = [
  '1,,1,,,PCBA,Main assembly,,,',
  '2,C1-C4,4,CL05B104KO5NNNC,Samsung,100nF,Cap 100nF 16V,GRM155R71C104KA88D,0.5%,',
  '2,"R1,R2",2,RC0402FR-0710KL,YAGEO,10k,Resistor 10k 1%,,,客供',
  '2,U1,1,ESP32-C3-MINI-1,Espressif,ESP32-C3,WiFi module,,,',
]
const fileOf = (rows: readonly string[]) => [header, ...rows].join('\r\n')
const caller = () => callerOf(database.pool, engineer, { services })
const refusal = (code: string) => expect.objectContaining({ message: code })

async function upload(text: string | Buffer, bomId: string | null = null, fileName = 'main.csv'): Promise<string> {
  const blob = await services.storage.put(Buffer.from(text))
  const { importId } = await transact(database.pool, { actor: engineer, mode: 'write' }, (ctx) =>
    uploadImport(ctx, services.storage, { productId: product.id, bomId, fileName, blob }),
  )
  return importId
}
const commit = async (text: string, bomId: string | null = null) =>
  caller().boms.commitImport({ importId: await upload(text, bomId), version: 1 })
const stage = <T>(work: Parameters<typeof asStage<T>>[1]) => asStage(database.pool, work)
const stored = (revisionId: string) =>
  stage(({ db }) =>
    db.select().from(bomLines).where(eq(bomLines.revisionId, revisionId)).orderBy(asc(bomLines.position)),
  )
const revision = async (revisionId: string) => {
  const [row] = await stage(({ db }) => db.select().from(bomRevisions).where(eq(bomRevisions.id, revisionId)))
  return row
}

beforeAll(async () => {
  database = await testDatabase()
  dir = mkdtempSync(join(tmpdir(), 'mortise-reimport-'))
  services = testServices(database.pool, dir)
  const brand = await makeOrg(database.pool)
  product = await makeProduct(database.pool, brand)
  engineer = await makeMember(database.pool, brand, 'engineer')
})
afterAll(async () => {
  await database.close()
  rmSync(dir, { recursive: true, force: true })
})

describe('a newer file of the same BOM', () => {
  it('is a difference to accept, and lines stay who they are', async () => {
    const first = await commit(fileOf(lines))
    const before = await stored(first.revisionId)
    expect(before[1]).toMatchObject({
      attritionPct: '0.5000',
      suppliedBy: 'factory',
      alternates: [{ status: 'proposed' }],
    })
    expect(before[2]).toMatchObject({ suppliedBy: 'brand', parentPosition: 1 })
    // What the portal learns between the two files.
    const verified = verifyText(bilingual('en', 'Cap 100nF 16V', '电容 100nF 16V'), {
      userId: engineer.userId,
      at: new Date(0),
    })
    await stage(async ({ db }) => {
      await db
        .update(bomLines)
        .set({
          description: verified,
          ownerId: engineer.userId,
          notFitted: ['868'],
          usage: 'optional',
          alternates: sql`jsonb_set(alternates, '{0,status}', '"approved"')`,
        })
        .where(eq(bomLines.id, before[1]?.id ?? ''))
      await db
        .update(bomRevisions)
        .set({ variants: [{ code: '868', name: bilingual('en', 'Europe', '欧洲') }], version: sql`version + 1` })
        .where(eq(bomRevisions.id, first.revisionId))
    })
    const next = fileOf([
      lines[0] ?? '',
      '2,"C1-C3,C5",4,CL05B104KO5NNNC,Samsung,100nF,Cap 100nF 16V,GRM155R71C104KA88D,0.5%,',
      lines[3] ?? '',
      '2,L1,1,XFL3012-222,Coilcraft,2.2uH,Inductor,,,',
    ])
    const importId = await upload(next, first.bomId)
    const preview = await caller().boms.previewImport({ importId })
    expect(preview.base).toEqual({ number: '0.1', state: 'draft', sameFile: false })
    const shown = await caller().boms.previewChanges({ importId, version: 1 })
    expect(shown?.counts).toEqual({ added: 1, removed: 1, changed: 1, unchanged: 2 })
    expect(shown?.changes.map(({ kind, cells }) => [kind, cells.map(({ field }) => field)])).toEqual([
      ['changed', ['refs']],
      ['removed', []],
      ['added', []],
    ])
    const second = await caller().boms.commitImport({ importId, version: 1 })
    const after = await stored(second.revisionId)
    expect(after.map(({ key }) => key).slice(0, 3)).toEqual([before[0]?.key, before[1]?.key, before[3]?.key])
    expect(after[1]).toMatchObject({
      refs: 'C1-C3, C5',
      description: verified,
      ownerId: engineer.userId,
      notFitted: ['868'],
      usage: 'optional',
      alternates: [{ mpn: 'GRM155R71C104KA88D', status: 'approved' }],
    })
    expect(await revision(second.revisionId)).toMatchObject({
      number: '0.2',
      baseRevisionId: first.revisionId,
      variants: [{ code: '868', name: { zh: '欧洲' } }],
    })
  })

  it('makes nothing where nothing differs, whether the same file or the export of it', async () => {
    const first = await commit(fileOf(lines))
    const same = await upload(fileOf(lines), first.bomId)
    expect((await caller().boms.previewImport({ importId: same })).base).toMatchObject({ sameFile: true })
    await expect(caller().boms.commitImport({ importId: same, version: 1 })).rejects.toEqual(
      refusal('boms.importUnchanged'),
    )
    for (const format of ['csv', 'xlsx'] as const) {
      for (const language of ['en', 'zh'] as const) {
        const { body, fileName } = await transact(database.pool, { actor: engineer, mode: 'read' }, (ctx) =>
          exportRevision(ctx, { revisionId: first.revisionId, format, language }),
        )
        const importId = await upload(body, first.bomId, fileName)
        const shown = await caller().boms.previewChanges({ importId, version: 1 })
        expect(shown?.changes).toEqual([])
      }
    }
  })

  it('does not give one part the price, numbers or waivers of another', async () => {
    const first = await commit(
      'Designator,Qty,MPN,Value,Unit Price (USD)\r\nR1,1,RC0402FR-0710KL,10k,0.01\r\nR2,1,X1-222,22k,0.02',
    )
    const second = await commit('Designator,Qty,Value\r\nR1,1,47k\r\nR2,1,22k', first.bomId)
    expect(await stored(second.revisionId)).toMatchObject([
      { refs: 'R1', mpn: '', unitPriceMicros: null },
      { refs: 'R2', mpn: 'X1-222', unitPriceMicros: 20_000n },
    ])
  })

  it('is compared anew with lines that were decided about after it was shown', async () => {
    const first = await commit(fileOf(lines))
    const importId = await upload(fileOf(lines.slice(0, 3)), first.bomId)
    await caller().boms.previewChanges({ importId, version: 1 })
    const [, line] = await stored(first.revisionId)
    const given = { mpn: 'GRM155R71C104KA88D', manufacturer: '', act: 'approve' as const }
    await caller().boms.settleAlternate({ lineId: line?.id ?? '', version: line?.version ?? 0, ...given })
    const second = await caller().boms.commitImport({ importId, version: 1 })
    expect((await stored(second.revisionId))[1]?.alternates).toMatchObject([{ status: 'approved' }])
  })

  it('goes on with the change whose draft it is read into', async () => {
    const first = await commit(fileOf(lines))
    const changeId = newId('change')
    await stage(async ({ db }) => {
      await db.insert(changes).values({
        ...{ id: changeId, orgId: product.orgId, productId: product.id, ordinal: 1, bomId: first.bomId },
        ...{ changeClass: 'one', kind: 'revision', reasonCode: 'cost', revisionId: first.revisionId },
        ...{ title: bilingual('en', 'Cheaper'), reason: bilingual('en', 'Cost') },
        ...{ raisedByOrgId: product.orgId, raisedBy: engineer.userId },
      })
      await db.update(bomRevisions).set({ changeId }).where(eq(bomRevisions.id, first.revisionId))
    })
    const second = await commit(fileOf(lines.slice(0, 3)), first.bomId)
    expect(await revision(second.revisionId)).toMatchObject({ changeId, baseRevisionId: first.revisionId })
    const [change] = await stage(({ db }) => db.select().from(changes).where(eq(changes.id, changeId)))
    expect(change).toMatchObject({ revisionId: second.revisionId, version: 2 })
  })

  it('waits while a revision is reviewed, and follows the release by number', async () => {
    const first = await commit(fileOf(lines))
    const changed = fileOf([...lines, '2,R9,1,RC0402FR-0747KL,YAGEO,47k,Resistor,,,'])
    const importId = await upload(changed, first.bomId)
    const set = (state: 'inReview' | 'released') =>
      stage(async ({ db }) => {
        await db
          .update(bomRevisions)
          .set({ state, version: sql`version + 1` })
          .where(eq(bomRevisions.id, first.revisionId))
        if (state === 'released')
          await db
            .update(boms)
            .set({ releasedRevisionId: first.revisionId, releasedLetter: 'A' })
            .where(eq(boms.id, first.bomId))
      })
    await set('inReview')
    await expect(caller().boms.commitImport({ importId, version: 1 })).rejects.toEqual(refusal('boms.revisionInReview'))
    await set('released')
    const second = await caller().boms.commitImport({ importId, version: 1 })
    expect(await revision(second.revisionId)).toMatchObject({
      number: 'A.1',
      state: 'draft',
      baseRevisionId: first.revisionId,
    })
  })

  it('is offered the BOM whose name it bears', async () => {
    const importId = await upload(fileOf(lines), null, 'gateway_v1.csv')
    const { bomId } = await caller().boms.commitImport({ importId, version: 1, name: { en: 'Gateway', zh: '' } })
    const next = await upload(fileOf(lines.slice(0, 3)), null, 'gateway_v2.csv')
    expect((await caller().boms.previewImport({ importId: next })).sameBom).toMatchObject({ bomId })
    const other = await upload(fileOf(lines), null, 'charger_v2.csv')
    expect((await caller().boms.previewImport({ importId: other })).sameBom).toBeNull()
  })
})

describe('how files of one kind are read', () => {
  const odd = (rows: readonly string[]) => ['Ref,Qty,Teil,Wer', ...rows].join('\n')
  const arrive = async (text: string) => {
    const blob = await services.storage.put(Buffer.from(text))
    const shape = await shapeOf(services.storage, { sha256: blob.sha256, fileName: 'odd.csv' })
    return transact(database.pool, { actor: engineer, mode: 'write' }, (ctx) =>
      uploadImport(ctx, services.storage, { productId: product.id, bomId: null, fileName: 'odd.csv', blob, shape }),
    )
  }

  it('is remembered by heading, used for the next file, and taken back', async () => {
    const { importId } = await arrive(odd(['R1,1,RC0402FR-0710KL,K']))
    expect((await caller().boms.previewImport({ importId })).template).toBeNull()
    await expect(
      caller().boms.saveImportTemplate({ importId, version: 1, name: 'Odd', partnerOrgId: null }),
    ).rejects.toEqual(refusal('boms.templateEmpty'))
    const reading = { columns: { 2: 'mpn', 3: 'sourcing' }, values: { sourcing: { k: 'brand' } } } as const
    const { version } = await caller().boms.adjustImport({ importId, version: 1, reading, leftOut: [], bomId: null })
    const { templateId } = await caller().boms.saveImportTemplate({
      importId,
      version,
      name: 'Odd',
      partnerOrgId: null,
    })
    const [listed] = await caller().boms.listImportTemplates({ productId: product.id })
    expect(listed).toMatchObject({ id: templateId, remembers: { headings: 2, values: 1, answers: 0 } })

    const next = await arrive(odd(['R1,1,RC0402FR-0710KL,k', 'R2,1,RC0402FR-0722KL,q']))
    expect((await caller().boms.previewImport({ importId: next.importId })).template).toEqual({
      id: templateId,
      name: 'Odd',
    })
    const { lines: shown } = await caller().boms.previewLines({ importId: next.importId, version: 1 })
    expect(shown.map(({ line }) => [line.mpn, line.suppliedBy])).toEqual([
      ['RC0402FR-0710KL', 'brand'],
      ['RC0402FR-0722KL', null],
    ])
    await caller().boms.adjustImport({
      importId: next.importId,
      version: 1,
      reading: {},
      leftOut: [],
      bomId: null,
      template: null,
    })
    const undone = await caller().boms.previewImport({ importId: next.importId })
    expect(undone.template).toBeNull()
    expect(undone.detected.columns[3]?.field).toBeNull()

    await caller().boms.renameImportTemplate({ templateId, version: 1, name: 'Odd ERP' })
    await expect(caller().boms.deleteImportTemplate({ templateId, version: 1 })).rejects.toEqual(
      refusal('boms.templateChanged'),
    )
    await caller().boms.deleteImportTemplate({ templateId, version: 2 })
    expect(await caller().boms.listImportTemplates({ productId: product.id })).toEqual([])
  })
})
