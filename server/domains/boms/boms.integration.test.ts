import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { count, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { auditEntries, events } from '@/db/schema/audit'
import { bomLineRefs, bomLines, bomRevisions, boms } from '@/db/schema/boms'
import type { MemberActor } from '@/server/kernel/actor'
import { transact } from '@/server/platform/context'
import type { Services } from '@/server/platform/services'
import {
  asStage,
  callerOf,
  makeMember,
  makeOrg,
  makePartner,
  makeProduct,
  testServices,
} from '@/server/testing/factories'
import { testDatabase, type TestDatabase } from '@/server/testing/database'
import { uploadImport } from './commands/upload-import'
import { exportRevision, importReport, originalOfRevision } from './queries/downloads'

let database: TestDatabase
let services: Services
let dir: string
let product: { id: string; orgId: string }
let engineer: MemberActor
let viewer: MemberActor
let factory: MemberActor
let pricedFactory: MemberActor
let stranger: MemberActor

const table = [
  'Designator,Quantity,Manufacturer Part,Manufacturer,Comment,Footprint,Description,Unit Price,Supplier Quote,Colour',
  'C1-C4,4,CL05B104KO5NNNC,Samsung,100nF,0402,"Cap 100nF 16V X7R",0.0123,7.7771,red',
  'R1;R2,2,RC0402FR-0710KL,YAGEO,10k,0402,贴片电阻 10K 1%,0.0031,7.7772,',
  'R3,1,,,22k/DNP,0402,Not placed,,,',
  'U1,1,ESP32-C3-MINI-1,Espressif,ESP32-C3,MODULE,WiFi module,1.95,7.7773,green',
].join('\r\n')

const caller = (actor: MemberActor) => callerOf(database.pool, actor, { services })
const asActor = <T>(actor: MemberActor, work: Parameters<typeof transact<MemberActor, T>>[2]) =>
  transact(database.pool, { actor, mode: 'write' }, work)

async function upload(
  text: string,
  fileName = 'main.csv',
  bomId: string | null = null,
  actor = engineer,
): Promise<string> {
  const blob = await services.storage.put(Buffer.from(text))
  const { importId } = await asActor(actor, (ctx) =>
    uploadImport(ctx, services.storage, { productId: product.id, bomId, fileName, blob }),
  )
  return importId
}
async function commit(text: string, fileName?: string, bomId?: string | null) {
  const importId = await upload(text, fileName, bomId)
  return caller(engineer).boms.commitImport({ importId, version: 1 })
}
const refusal = (code: string) => expect.objectContaining({ message: code })

beforeAll(async () => {
  database = await testDatabase()
  dir = mkdtempSync(join(tmpdir(), 'mortise-boms-'))
  services = testServices(database.pool, dir)
  const brand = await makeOrg(database.pool)
  product = await makeProduct(database.pool, brand)
  engineer = await makeMember(database.pool, brand, 'engineer')
  viewer = await makeMember(database.pool, brand, 'viewer')
  const [one, two, three] = [
    await makeOrg(database.pool, 'manufacturer'),
    await makeOrg(database.pool, 'manufacturer'),
    await makeOrg(database.pool, 'manufacturer'),
  ]
  factory = await makeMember(database.pool, one, 'engineer')
  pricedFactory = await makeMember(database.pool, two, 'sales')
  stranger = await makeMember(database.pool, three, 'owner')
  await makePartner(database.pool, product, one, { grants: ['boms'] })
  await makePartner(database.pool, product, two, { grants: ['boms', 'prices'] })
})
afterAll(async () => {
  await database.close()
  rmSync(dir, { recursive: true, force: true })
})

describe('accepting a file', () => {
  it('stores nothing before, everything after, and says so to the chain and the partners', async () => {
    const importId = await upload(table)
    const preview = await caller(engineer).boms.previewImport({ importId })
    expect(preview.counts).toMatchObject({ lines: 4, errors: 0, dnp: 1, placements: 7 })
    const [before] = await asStage(database.pool, ({ db }) => db.select({ n: count() }).from(bomLines))
    expect(before?.n).toBe(0)
    const made = await caller(engineer).boms.commitImport({ importId, version: 1 })
    const bom = await caller(engineer).boms.getBom({ bomId: made.bomId })
    expect(bom).toMatchObject({ name: { en: 'main' }, currentRevisionId: made.revisionId, seesPrices: true })
    expect(bom.revisions).toMatchObject([{ number: '0.1', lineCount: 4, placementCount: 7, fileName: 'main.csv' }])
    const { lines, total } = await caller(engineer).boms.lines({ revisionId: made.revisionId })
    expect(total).toBe(4)
    expect(lines[0]).toMatchObject({ refs: 'C1-C4', quantity: '4', mpn: 'CL05B104KO5NNNC', unitPriceMicros: '12300' })
    const refs = await asStage(database.pool, ({ db }) =>
      db.select().from(bomLineRefs).where(eq(bomLineRefs.revisionId, made.revisionId)),
    )
    expect(refs).toHaveLength(8)
    const told = await asStage(database.pool, ({ db }) =>
      db.select().from(events).where(eq(events.type, 'boms.imported')),
    )
    expect(told[0]?.payload).toEqual(made)
    expect(told[0]?.audience.toSorted()).toEqual(
      [product.orgId, factory.member.orgId, pricedFactory.member.orgId].toSorted(),
    )
    const noted = await asStage(database.pool, ({ db }) =>
      db.select().from(auditEntries).where(eq(auditEntries.action, 'boms.commitImport')),
    )
    expect(noted).toHaveLength(1)
  })

  it('gives the same revision again, also to clicks at the same moment', async () => {
    const importId = await upload(table)
    const [one, two, three] = await Promise.all(
      [1, 2, 3].map(() => caller(engineer).boms.commitImport({ importId, version: 1 })),
    )
    expect(two).toEqual(one)
    expect(three).toEqual(one)
    expect(await caller(engineer).boms.commitImport({ importId, version: 1 })).toEqual(one)
    const [row] = await asStage(database.pool, ({ db }) =>
      db
        .select({ n: count() })
        .from(bomRevisions)
        .where(eq(bomRevisions.bomId, one?.bomId ?? '')),
    )
    expect(row?.n).toBe(1)
  })

  it('numbers revisions one after the other and keeps the old ones', async () => {
    const first = await commit(table)
    const more = await Promise.all(
      [1, 2, 3].map(async (n) =>
        commit(`${table}\r\nU${n + 1},1,X${n}12345,Acme,IC,QFN,Chip,1,1,`, 'next.csv', first.bomId),
      ),
    )
    const bom = await caller(engineer).boms.getBom({ bomId: first.bomId })
    expect(bom.revisions.map(({ number }) => number)).toEqual(['0.4', '0.3', '0.2', '0.1'])
    expect(more.map(({ revisionId }) => revisionId)).toContain(bom.currentRevisionId)
    expect((await caller(engineer).boms.lines({ revisionId: first.revisionId })).total).toBe(4)
  })

  it('leaves nothing behind when it fails on the way', async () => {
    const importId = await upload(table)
    await asStage(database.pool, ({ db }) =>
      db.execute(
        sql`create function stop_orders() returns trigger language plpgsql as $$ begin raise exception 'stop'; end $$`,
      ),
    ).catch(() => undefined)
    const admin = (text: string) => asStage(database.pool, ({ db }) => db.execute(sql.raw(text)))
    await admin(
      'create trigger stop_orders before insert on bom_line_orders for each row execute function stop_orders()',
    )
    const tally = () =>
      asStage(database.pool, async ({ db }) => [
        (await db.select({ n: count() }).from(boms))[0]?.n,
        (await db.select({ n: count() }).from(bomRevisions))[0]?.n,
        (await db.select({ n: count() }).from(bomLines))[0]?.n,
        (await db.select({ n: count() }).from(bomLineRefs))[0]?.n,
      ])
    const before = await tally()
    await expect(caller(engineer).boms.commitImport({ importId, version: 1 })).rejects.toThrow()
    expect(await tally()).toEqual(before)
    await admin('drop trigger stop_orders on bom_line_orders')
    await expect(caller(engineer).boms.commitImport({ importId, version: 1 })).resolves.toBeTruthy()
  })

  it('holds nobody up while the file is read, and stores nothing of one that was corrected meanwhile', async () => {
    const importId = await upload(`${table}\r\nU9,1,HELDBACK-1,Acme,IC,QFN,Chip,1,1,`)
    let [reached, open] = [() => {}, () => {}]
    const reading = new Promise<void>((resolve) => (reached = resolve))
    const opened = new Promise<void>((resolve) => (open = resolve))
    const get: typeof services.storage.get = async (sha256) => {
      reached()
      await opened
      return services.storage.get(sha256)
    }
    const slow = { ...services, storage: { ...services.storage, get } }
    const revisions = () => asStage(database.pool, ({ db }) => db.$count(bomRevisions))
    const before = await revisions()
    const committing = callerOf(database.pool, engineer, { services: slow })
      .boms.commitImport({ importId, version: 1 })
      .catch((error: unknown) => error)
    await reading
    const { rows } = await database.pool.query(
      `select from pg_stat_activity where datname = current_database() and state = 'idle in transaction'`,
    )
    expect(rows).toHaveLength(0)
    const corrected = { importId, version: 1, reading: {}, leftOut: [6], bomId: null }
    const { version } = await caller(engineer).boms.adjustImport(corrected)
    open()
    expect(await committing).toEqual(refusal('boms.importChanged'))
    expect(await revisions()).toBe(before)
    const { revisionId } = await caller(engineer).boms.commitImport({ importId, version })
    expect((await caller(engineer).boms.lines({ revisionId })).total).toBe(4)
  })

  it('waits until rows with errors are fixed or left out', async () => {
    const importId = await upload(`${table}\r\nR9,2+1,ABC12345,Acme,1k,0402,Bad,1,1,`)
    await expect(caller(engineer).boms.commitImport({ importId, version: 1 })).rejects.toEqual(
      refusal('boms.importHasErrors'),
    )
    const { blockers } = await caller(engineer).boms.previewImport({ importId })
    expect(blockers.rows).toEqual([6])
    const { version } = await caller(engineer).boms.adjustImport({
      importId,
      version: 1,
      reading: {},
      leftOut: [6],
      bomId: null,
    })
    await expect(caller(engineer).boms.commitImport({ importId, version: 1 })).rejects.toEqual(
      refusal('boms.importChanged'),
    )
    const made = await caller(engineer).boms.commitImport({ importId, version })
    const bom = await caller(engineer).boms.getBom({ bomId: made.bomId })
    expect(bom.revisions[0]).toMatchObject({ lineCount: 4, leftOutRows: [6] })
    await expect(
      caller(engineer).boms.adjustImport({ importId, version: version + 1, reading: {}, leftOut: [], bomId: null }),
    ).rejects.toEqual(refusal('boms.illegalTransition'))
  })

  it('refuses what is no BOM with a message and keeps the file for another try', async () => {
    const importId = await upload('\u0000\u0001\u0002 not a table', 'x.xlsx')
    const preview = await caller(engineer).boms.previewImport({ importId })
    expect(preview.refused).toBe(true)
    expect(preview.groups[0]?.severity).toBe('E')
    await expect(caller(engineer).boms.commitImport({ importId, version: 1 })).rejects.toEqual(
      refusal('boms.importRefused'),
    )
    expect((await caller(engineer).boms.listImports({ productId: product.id })).map(({ id }) => id)).toContain(importId)
    await caller(engineer).boms.discardImport({ importId, version: 1 })
    expect((await caller(engineer).boms.listImports({ productId: product.id })).map(({ id }) => id)).not.toContain(
      importId,
    )
  })

  it('stores cells that are hostile to a database', async () => {
    const long = 'M'.repeat(30_000)
    const made = await commit(
      `Designator,Quantity,MPN,Description\r\nR1,1,${long},"a\u0000b \ud83d \\u0000"\r\nR2,1,X1,"%_'';drop"`,
    )
    const { lines } = await caller(engineer).boms.lines({ revisionId: made.revisionId })
    expect(lines[0]?.mpn.length).toBeGreaterThan(20_000)
    expect((await caller(engineer).boms.lines({ revisionId: made.revisionId, filter: { search: "%_''" } })).total).toBe(
      1,
    )
  })
})

describe('who may', () => {
  it('is told apart by organisation, grant and role', async () => {
    const made = await commit(table)
    await expect(caller(stranger).boms.getBom({ bomId: made.bomId })).rejects.toEqual(refusal('boms.notFound'))
    await expect(caller(stranger).boms.lines({ revisionId: made.revisionId })).rejects.toEqual(
      refusal('boms.revisionNotFound'),
    )
    await expect(caller(stranger).boms.listBoms({ productId: product.id })).rejects.toEqual(
      refusal('products.notFound'),
    )
    const importId = await upload(table)
    await expect(caller(factory).boms.previewImport({ importId })).rejects.toEqual(refusal('boms.importNotFound'))
    await expect(caller(viewer).boms.previewImport({ importId })).rejects.toEqual(refusal('boms.writeNeeded'))
    await expect(caller(viewer).boms.commitImport({ importId, version: 1 })).rejects.toEqual(
      refusal('boms.writeNeeded'),
    )
    await expect(upload(table, 'x.csv', null, factory)).rejects.toThrow('products.ownerNeeded')
    await expect(
      caller(factory).boms.renameBom({ bomId: made.bomId, version: 2, name: { en: 'Mine', zh: '' } }),
    ).rejects.toEqual(refusal('products.ownerNeeded'))
    expect((await caller(factory).boms.listBoms({ productId: product.id })).boms.length).toBeGreaterThan(0)
  })
})

describe('prices', () => {
  it.each(['factory', 'viewer'] as const)(
    'never reach a %s: grid, line, search, sort, export, original',
    async (who) => {
      const actor = who === 'factory' ? factory : viewer
      const made = await commit(table)
      const { revisionId } = made
      const { lines } = await caller(actor).boms.lines({ revisionId })
      const detail = await caller(actor).boms.getLine({ lineId: lines[0]?.id ?? '' })
      const csv = await asActor(actor, (ctx) => exportRevision(ctx, { revisionId, format: 'csv', language: 'en' }))
      for (const secret of ['0.0123', '12300', '7.7771', 'Unit Price', 'Supplier Quote']) {
        expect(JSON.stringify([lines, detail])).not.toContain(secret)
        expect(csv.body.toString('utf8')).not.toContain(secret)
      }
      expect(detail.pricesWithheld).toBe(true)
      // A harmless unknown column is still theirs to see.
      expect(detail.extra).toEqual({ Colour: 'red' })
      for (const search of ['0.0123', '7.7771', '12300']) {
        expect((await caller(actor).boms.lines({ revisionId, filter: { search } })).total).toBe(0)
      }
      await expect(caller(actor).boms.lines({ revisionId, sort: 'price' })).rejects.toEqual(
        refusal('products.grantNeeded'),
      )
      await expect(asActor(actor, (ctx) => originalOfRevision(ctx, revisionId))).rejects.toThrow(
        'boms.originalShowsPrices',
      )
    },
  )

  it('reach a partner who was granted them', async () => {
    const { revisionId } = await commit(table)
    const { lines } = await caller(pricedFactory).boms.lines({ revisionId })
    expect(lines[0]).toMatchObject({ unitPriceMicros: '12300' })
    const detail = await caller(pricedFactory).boms.getLine({ lineId: lines[0]?.id ?? '' })
    expect(detail.raw).toMatchObject({ H: '0.0123', I: '7.7771' })
    expect(await asActor(pricedFactory, (ctx) => originalOfRevision(ctx, revisionId))).toEqual({
      fileName: 'main.csv',
      sha256: createHash('sha256').update(table).digest('hex'),
    })
  })
})

describe('windows', () => {
  it('sort, filter and search like the whole list would', async () => {
    const { revisionId } = await commit(table)
    const refs = async (input: object) =>
      (await caller(engineer).boms.lines({ revisionId, ...input })).lines.map((line) => line.refs)
    expect(await refs({ sort: 'refs' })).toEqual(['C1-C4', 'R1, R2', 'R3', 'U1'])
    expect(await refs({ sort: 'quantity', descending: true })).toEqual(['C1-C4', 'R1, R2', 'U1', 'R3'])
    expect(await refs({ sort: 'mpn', descending: true })).toEqual(['R1, R2', 'U1', 'C1-C4', 'R3'])
    expect(await refs({ descending: true, offset: 1, limit: 2 })).toEqual(['R3', 'R1, R2'])
    expect(await refs({ filter: { dnp: true } })).toEqual(['R3'])
    expect(await refs({ filter: { missingMpn: true } })).toEqual(['R3'])
    expect(await refs({ filter: { search: '电阻' } })).toEqual(['R1, R2'])
    expect(await refs({ filter: { search: 'c3 u1' } })).toEqual(['U1'])
    expect(await refs({ filter: { search: 'c3' }, sort: 'mpn', descending: true })).toEqual(['U1', 'C1-C4'])
  })
})

describe('50,000 lines', () => {
  it('are read beside the requests of others, stored at once and paged from anywhere', async () => {
    const rows = Array.from(
      { length: 50_000 },
      (_, n) =>
        `R${n + 1},1,RC0402FR-07${n % 997}KL,YAGEO,${(n % 90) + 10}k,0402,贴片电阻 ${n % 97}K 1%,0.00${(n % 9) + 1},x,`,
    )
    const importId = await upload([table.split('\r\n')[0], ...rows].join('\r\n'), 'large.csv')
    let stalled = 0
    let last = performance.now()
    const timer = setInterval(() => {
      stalled = Math.max(stalled, performance.now() - last)
      last = performance.now()
    }, 5)
    const preview = await caller(engineer).boms.previewImport({ importId })
    clearInterval(timer)
    expect(preview.counts.lines).toBe(50_000)
    expect(stalled).toBeLessThan(500)
    const { revisionId } = await caller(engineer).boms.commitImport({ importId, version: 1 })
    const page = async (input: object) => caller(engineer).boms.lines({ revisionId, ...input })
    expect((await page({ offset: 49_990 })).lines.at(-1)?.refs).toBe('R50000')
    const sorted = await page({ sort: 'refs', descending: true, offset: 25_000, limit: 1 })
    expect(sorted.lines[0]?.refs).toBe('R25000')
    expect((await page({ filter: { search: 'r49999' } })).lines.map(({ refs }) => refs)).toEqual(['R49999'])
    expect((await page({ filter: { search: '电阻 96k' }, sort: 'mpn' })).total).toBeGreaterThan(500)
  }, 120_000)
})

describe('what is wrong', () => {
  it('is told row by row with the cell, safe to open in Excel', async () => {
    const importId = await upload(`${table}\r\nR9,-2,=HYPERLINK(),Acme,1k,0402,Bad,1,1,`)
    const { body } = await asActor(engineer, (ctx) => importReport(ctx, services.storage, { importId, language: 'zh' }))
    const text = body.toString('utf8')
    expect(text.startsWith('\ufeff')).toBe(true)
    expect(text).toContain('"6"')
    expect(text).not.toMatch(/"=HYP/)
  })
})
