import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addFile, beginUpload } from '@/server/domains/designFiles/commands/upload-file'
import { drillFile, rectangleLayer } from '@/server/domains/designFiles/reading/fixtures/board'
import type { MemberActor } from '@/server/kernel/actor'
import { transact } from '@/server/platform/context'
import type { Services } from '@/server/platform/services'
import { zipOf } from '@/server/platform/zip'
import { testDatabase, type TestDatabase } from '@/server/testing/database'
import { callerOf, makeMember, makeOrg, makePartner, makeProduct, testServices } from '@/server/testing/factories'
import { readDesigns } from './read-designs'

let database: TestDatabase
let services: Services
let dir: string
let engineer: MemberActor
let factory: MemberActor
let stranger: MemberActor
let productId: string
beforeAll(async () => {
  database = await testDatabase()
  dir = mkdtempSync(join(tmpdir(), 'mortise-readings-'))
  services = testServices(database.pool, dir)
  const { pool } = database
  const brand = await makeOrg(pool)
  const maker = await makeOrg(pool, 'manufacturer')
  const product = await makeProduct(pool, brand)
  productId = product.id
  await makePartner(pool, product, maker, { grants: ['files'] })
  engineer = await makeMember(pool, brand, 'engineer')
  factory = await makeMember(pool, maker, 'engineer')
  stranger = await makeMember(pool, await makeOrg(pool), 'owner')
})
afterAll(async () => {
  await database.close()
  rmSync(dir, { recursive: true })
})

const as = (actor: MemberActor) => callerOf(database.pool, actor).designFiles

async function put(revisionId: string, name: string, content: Buffer): Promise<void> {
  const blob = await services.storage.put(content)
  await transact(database.pool, { actor: engineer, mode: 'write' }, async (ctx) => {
    const { uploadId } = await beginUpload(ctx, { revisionId, name, size: blob.size, fingerprint: blob.sha256 })
    await addFile(ctx, services.storage, { uploadId, blob })
  })
}

test('files say of themselves what they are, once for every revision that has them', async () => {
  const { setId, revisionId } = await as(engineer).createSet({ productId, name: { en: 'Board', zh: '' } })
  const board = {
    'b-F_Cu.gbr': rectangleLayer(40, 20),
    'b-B_Cu.gbr': rectangleLayer(40, 20),
    'b-Edge_Cuts.gbr': rectangleLayer(50, 30),
    'b-PTH.drl': drillFile([[1, 1]]),
  }
  await put(revisionId, 'board.zip', zipOf(board))
  await put(revisionId, 'page.pdf', Buffer.from('<!DOCTYPE html><script>alert(1)</script>'))
  const before = await as(engineer).getSet({ setId })
  expect(before.files.map(({ readingState }) => readingState)).toEqual(['waiting', 'waiting'])
  expect(await readDesigns(services)).toBe(2)
  expect(await readDesigns(services)).toBe(0)

  const shown = async (actor: MemberActor) =>
    Object.fromEntries((await as(actor).getSet({ setId })).files.map(({ name, reading }) => [name, reading]))
  const read = await shown(factory)
  expect(read['board.zip']?.shown).toEqual({ fact: 'board', layers: 2, width: 50, height: 30, holes: 1 })
  // What its name hides is said.
  expect(read['page.pdf']).toMatchObject({ kind: 'html', shown: null })
  expect(read['page.pdf']?.findings.map(({ code }) => code)).toEqual(['activeContent', 'kindMismatch'])
  await expect(as(stranger).getSet({ setId })).rejects.toThrow('designFiles.setNotFound')

  const { revision } = await as(engineer).getSet({ setId })
  await as(engineer).releaseRevision({ revisionId, version: revision.version, notes: { en: '', zh: '' } })
  await as(engineer).startRevision({ setId })
  expect(await readDesigns(services)).toBe(0)
  expect(await shown(engineer)).toEqual(read)
})

test('what cannot be read is said once, and holds nothing up', async () => {
  const { setId, revisionId } = await as(engineer).createSet({ productId, name: { en: 'Housing', zh: '' } })
  await put(revisionId, 'gone.step', Buffer.from('ISO-10303-21;'))
  const [file] = (await as(engineer).getSet({ setId })).files
  await services.storage.delete(file?.sha256 ?? '')
  await put(
    revisionId,
    'part.step',
    Buffer.from('ISO-10303-21;\nHEADER;\nENDSEC;\nDATA;\nENDSEC;\nEND-ISO-10303-21;\n'),
  )
  expect(await readDesigns(services)).toBe(2)
  const { files } = await as(engineer).getSet({ setId })
  expect(files.map(({ name, readingState }) => [name, readingState])).toEqual([
    ['gone.step', 'failed'],
    ['part.step', 'read'],
  ])
})
