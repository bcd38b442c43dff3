import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { bomImports } from '@/db/schema/boms'
import { uploadImport } from '@/server/domains/boms/commands/upload-import'
import type { MemberActor } from '@/server/kernel/actor'
import { transact, type MemberCtx } from '@/server/platform/context'
import { createStorage, type BlobStore, type StoredBlob } from '@/server/platform/storage'
import { blobNames } from '@/server/testing/blobs'
import { testDatabase, type TestDatabase } from '@/server/testing/database'
import { asStage, callerOf, makeMember, makeOrg, makeProduct, testServices } from '@/server/testing/factories'
import { pruneBlobs } from './prune-blobs'

let database: TestDatabase
let dir: string
let storage: BlobStore
let engineer: MemberActor
let productId: string
beforeAll(async () => void (database = await testDatabase({ connections: 12 })))
afterAll(() => database.close())
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'mortise-prune-'))
  storage = createStorage({ kind: 'disk', dir })
  const org = await makeOrg(database.pool)
  engineer = await makeMember(database.pool, org)
  productId = (await makeProduct(database.pool, org)).id
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const dayMs = 86_400_000
const lent = (store: BlobStore = storage) => ({ ...testServices(database.pool), storage: store })
/** Prunes as if that many days had passed. */
const prune = (days = 2, store?: BlobStore) => pruneBlobs(lent(store), () => new Date(Date.now() + days * dayMs))

let salt = 0
const freshBytes = () => Buffer.from(`Designator,Quantity,MPN\nC1,1,CL05B104KO5NNNC-${salt++}\n`)
const take = (ctx: MemberCtx, blob: StoredBlob, store: BlobStore = storage) =>
  uploadImport(ctx, store, { productId, bomId: null, fileName: 'main.csv', blob })
const accept = (blob: StoredBlob, store?: BlobStore) =>
  transact(database.pool, { actor: engineer, mode: 'write' }, (ctx) => take(ctx, blob, store))
const caller = () => callerOf(database.pool, engineer, { services: lent() })

test('bytes that were refused or thrown away go after a day; what a BOM or a person still needs stays', async () => {
  const refused = await storage.put(freshBytes())
  const [discarded, waiting, committed] = [
    await storage.put(freshBytes()),
    await storage.put(freshBytes()),
    await storage.put(freshBytes()),
  ]
  const [dropped] = [await accept(discarded), await accept(waiting)]
  await caller().boms.discardImport({ ...dropped, version: 1 })
  const { importId } = await accept(committed)
  await caller().boms.commitImport({ importId, version: 1, name: { en: 'Main', zh: '' } })
  await asStage(database.pool, ({ db }) => db.delete(bomImports).where(eq(bomImports.id, importId)))

  await prune(0.9)
  expect(await blobNames(storage)).toHaveLength(4)
  await prune()
  const kept = [waiting, committed].map(({ sha256 }) => sha256)
  expect(await blobNames(storage)).toEqual(kept.toSorted())
  expect(await storage.has(refused.sha256)).toBe(false)
  await caller().boms.previewImport({ importId: (await accept(waiting)).importId })
})

test('a file thrown away lately is kept, however old its bytes', async () => {
  const blob = await storage.put(freshBytes())
  const { importId } = await accept(blob)
  await caller().boms.discardImport({ importId, version: 1 })
  await asStage(database.pool, ({ db }) =>
    db
      .update(bomImports)
      .set({ updatedAt: new Date(Date.now() + 1.5 * dayMs) })
      .where(eq(bomImports.id, importId)),
  )
  await prune()
  expect(await storage.has(blob.sha256)).toBe(true)
})

test('bytes that are thrown away by one and needed by another stay', async () => {
  const bytes = freshBytes()
  const first = await accept(await storage.put(bytes))
  await caller().boms.discardImport({ ...first, version: 1 })
  const again = await storage.put(bytes)
  await accept(again)
  await prune()
  expect(await storage.has(again.sha256)).toBe(true)
})

test('an upload that took the bytes up while they were being chosen keeps them', async () => {
  const bytes = freshBytes()
  const blob = await storage.put(bytes)
  const [reached, open] = [gate(), gate()]
  const upload = transact(database.pool, { actor: engineer, mode: 'write' }, async (ctx) => {
    const made = await take(ctx, blob)
    reached.open()
    await open.opened
    return made
  })
  await reached.opened
  // The row is not committed, so the choice still falls on these bytes; the hold makes the deletion wait and look again.
  const pruning = prune()
  await waitingLock()
  open.open()
  await upload
  await pruning
  expect(await storage.has(blob.sha256)).toBe(true)
})

test('an upload that comes just after the deletion is told to send the bytes anew, and then has them', async () => {
  const bytes = freshBytes()
  await storage.put(bytes)
  const [reached, open] = [gate(), gate()]
  const slow: BlobStore = {
    ...storage,
    delete: async (name) => {
      reached.open()
      await open.opened
      await storage.delete(name)
    },
  }
  const pruning = prune(2, slow)
  await reached.opened
  // As in an object store, which keeps the older copy of the same bytes, or a disk, where it is replaced: gone in a moment.
  const upload = accept(await storage.put(bytes)).catch((error: unknown) => error)
  await waitingLock()
  open.open()
  await pruning
  expect(await upload).toMatchObject({ code: 'boms.uploadDamaged' })
  await accept(await storage.put(bytes))
  await prune()
  expect(await blobNames(storage)).toHaveLength(1)
})

test('whatever the timing, an accepted upload has its bytes', async () => {
  let [accepted, refused] = [0, 0]
  for (let round = 0; round < 12; round++) {
    const contents = Array.from({ length: 5 }, freshBytes)
    for (const bytes of contents) await storage.put(bytes)
    const uploads = contents.map(async (bytes, index) => {
      await new Promise((resume) => setTimeout(resume, (round * 7 + index * 11) % 40))
      const blob = await storage.put(bytes)
      return accept(blob).then(
        () => blob.sha256,
        () => null,
      )
    })
    const outcomes = (await Promise.all([prune(), prune(), ...uploads])).slice(2) as (string | null)[]
    for (const sha256 of outcomes) {
      if (sha256 === null) refused++
      else {
        accepted++
        expect(await storage.has(sha256)).toBe(true)
      }
    }
  }
  expect(accepted + refused).toBe(60)
  expect(accepted).toBeGreaterThan(0)
})

test('files that mostly belong to nobody here are left alone', async () => {
  for (let n = 0; n <= 100; n++) await storage.put(freshBytes())
  await prune()
  expect(await blobNames(storage)).toHaveLength(101)
})

test('every column that names a file is among the references', async () => {
  const { rows } = await database.pool.query<{ column: string }>(
    `select table_name || '.' || column_name as column from information_schema.columns
     where table_schema = 'public' and column_name ~ 'sha256'`,
  )
  // A new one: add it to `references` in prune-blobs, then here. Pick-and-place files are read and not kept; what
  // a design file says of itself, and what is drawn of it, outlives its bytes. A station names a hash, not a file. The files inside a golden package are named in its `items`.
  expect(rows.map(({ column }) => column).toSorted()).toEqual([
    'attachments.sha256',
    'bom_imports.sha256',
    'bom_placement_files.sha256',
    'design_drawings.sha256',
    'design_files.sha256',
    'design_pictures.sha256',
    'design_readings.sha256',
    'firmware_files.sha256',
    'flash_results.sha256',
    'golden_packages.blob_sha256',
    'packages.blob_sha256',
  ])
})

function gate() {
  let open = () => {}
  const opened = new Promise<void>((resolve) => (open = resolve))
  return { opened, open }
}

/** Until somebody waits for a blob that somebody else holds. */
async function waitingLock(): Promise<void> {
  for (;;) {
    const { rows } = await database.pool.query(`select from pg_locks where locktype = 'advisory' and not granted`)
    if (rows.length > 0) return
  }
}
