import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { designDrawings } from '@/db/schema/designFiles'
import { cookieNames } from '@/server/auth/cookies'
import { addFile, beginUpload } from '@/server/domains/designFiles/commands/upload-file'
import type { Drawing } from '@/server/domains/designFiles/drawing/drawing'
import { gerberHead, rectangleLayer } from '@/server/domains/designFiles/reading/fixtures/board'
import type { Model } from '@/server/domains/designFiles/modelling/model'
import { housing } from '@/server/domains/designFiles/modelling/fixtures/housing'
import { requireMember, transact } from '@/server/platform/context'
import type { Services } from '@/server/platform/services'
import { requestContextOf } from '@/server/runtime'
import { testDatabase, type TestDatabase } from '@/server/testing/database'
import { asStage, callerOf, testServices } from '@/server/testing/factories'
import { makeWorld, type Person, type World } from '@/server/testing/world'
import { appRouter, createCaller } from '@/server/trpc/root'
import { createHandler } from './handle'
import { routes } from './routes'
import { listen, type HttpServer } from './server'

let database: TestDatabase
let services: Services
let server: HttpServer
let world: World
let dir: string
let revisionId: string
beforeAll(async () => {
  database = await testDatabase()
  dir = mkdtempSync(join(tmpdir(), 'mortise-drawings-'))
  services = testServices(database.pool, dir)
  world = await makeWorld(database.pool)
  server = await listen('127.0.0.1', 0)
  const { settings, log } = services
  const runtime = {
    services,
    appRouter,
    createCaller,
    requestContext: requestContextOf(services),
    newestEvent: () => Promise.resolve('0'),
    stop: () => Promise.resolve(),
  }
  const pages = () => Promise.reject(new Error('a page was asked for'))
  server.serve(createHandler({ settings, log, runtime, routes, pages, dev: false, stopping: server.stopping }), null)
  const { brand, productId } = world
  const made = await callerOf(database.pool, member(brand.owner)).designFiles.createSet({
    productId,
    name: { en: 'Board', zh: '' },
  })
  revisionId = made.revisionId
})
afterAll(async () => {
  await server.drain(0)
  await database.close()
  rmSync(dir, { recursive: true })
})

function member({ actor }: Person) {
  if (!actor?.member) throw new Error('not a member')
  return { ...actor, member: actor.member }
}

/** A file of the brand's draft, without its way over the line. */
async function put(name: string, content: string): Promise<{ fileId: string; sha256: string }> {
  const blob = await services.storage.put(Buffer.from(content))
  return transact(database.pool, { actor: member(world.brand.owner), mode: 'write' }, async (ctx) => {
    const own = requireMember(ctx)
    const { uploadId } = await beginUpload(own, { revisionId, name, size: blob.size, fingerprint: blob.sha256 })
    return addFile(own, services.storage, { uploadId, blob })
  })
}
const ask = (fileId: string, { token }: Person, headers: Record<string, string> = {}) =>
  fetch(`http://127.0.0.1:${server.port}/api/files/designs/${fileId}/drawing`, {
    headers: { cookie: `${cookieNames(false).session}=${token}`, ...headers },
  })
const kept = (sha256: string) =>
  asStage(database.pool, ({ db }) => db.select().from(designDrawings).where(eq(designDrawings.sha256, sha256)))

test('a layer is drawn when it is first asked for, kept, and sent again only where it is another one', async () => {
  const { fileId, sha256 } = await put('b-F_Cu.gbr', rectangleLayer(50, 20, 'Copper,L1,Top'))
  const answers = await Promise.all([ask(fileId, world.brand.owner), ask(fileId, world.rival.owner)])
  for (const answer of answers) {
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(answer.headers.get('content-security-policy')).toContain('sandbox')
    const { layers } = (await answer.json()) as Drawing
    expect(layers).toMatchObject([{ role: { type: 'copper', side: 'top' }, box: [-100, -100, 50_100, 20_100] }])
  }
  expect(await kept(sha256)).toMatchObject([{ refused: null, format: 1 }])
  const tag = answers[0]?.headers.get('etag') ?? ''
  expect((await ask(fileId, world.brand.viewer, { 'if-none-match': tag })).status).toBe(304)
  const plain = await ask(fileId, world.brand.owner, { 'accept-encoding': 'identity' })
  expect(plain.headers.get('content-encoding')).toBeNull()
  expect(((await plain.json()) as Drawing).units).toBe('um')
})

test('a STEP file is answered as bodies, kept under a format of their own, and as hidden as its file', async () => {
  const { fileId, sha256 } = await put('housing.step', housing())
  const answer = await ask(fileId, world.brand.viewer)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8')
  const model = (await answer.json()) as Model
  expect(model).toMatchObject({ units: 'um', facesLeftOut: 0, placements: [{ body: 0 }, { body: 1 }] })
  expect(await kept(sha256)).toMatchObject([{ refused: null, format: model.format }])
  const tag = answer.headers.get('etag') ?? ''
  expect((await ask(fileId, world.brand.owner, { 'if-none-match': tag })).status).toBe(304)
  for (const outsider of [world.stranger.owner, world.partner.owner, world.bare.owner])
    expect((await ask(fileId, outsider)).status).toBe(404)
})

test('what cannot be drawn says so, and is not tried again', async () => {
  const endless = `${gerberHead('Copper,L1,Top')}%SRX1000Y1000I1J1*%${'X0Y0D03*'.repeat(100)}%SR*%M02*`
  const heavy = await put('heavy.gbr', endless)
  const words = await put('notes.txt', 'nothing to see')
  const hollow = await put('hollow.step', 'ISO-10303-21;\nDATA;\nENDSEC;\n')
  for (const [{ fileId, sha256 }, code, refused] of [
    [heavy, 'designFiles.drawingTooMuch', 'tooMuch'],
    [words, 'designFiles.noLayers', 'noLayers'],
    [hollow, 'designFiles.noBodies', 'noBodies'],
  ] as const) {
    for (const _ of [1, 2]) {
      const answer = await ask(fileId, world.brand.owner)
      expect(answer.status).toBe(400)
      expect(await answer.json()).toMatchObject({ error: { code } })
    }
    expect(await kept(sha256)).toMatchObject([{ refused, packed: null }])
  }
})

test('a fault that passes is not kept', async () => {
  const { fileId, sha256 } = await put('d-F_Cu.gbr', rectangleLayer(7, 3, 'Copper,L1,Top'))
  const fault = vi.spyOn(services.storage, 'get').mockRejectedValueOnce(new Error('the disk was away'))
  expect((await ask(fileId, world.brand.owner)).status).toBe(500)
  expect(await kept(sha256)).toEqual([])
  fault.mockRestore()
  expect((await ask(fileId, world.brand.owner)).status).toBe(200)
})

test('whoever asks for a table at once gets the same', async () => {
  const { fileId } = await put('parts.csv', 'Ref,Value\nR1,10k\n')
  const address = `http://127.0.0.1:${server.port}/api/files/designs/${fileId}/table`
  const headers = { cookie: `${cookieNames(false).session}=${world.brand.owner.token}` }
  const answers = await Promise.all([1, 2, 3].map(async () => (await fetch(address, { headers })).json()))
  expect(answers[0]).toMatchObject({ sheets: [{ cut: false, rows: [{ cells: ['Ref', 'Value'] }, {}] }] })
  expect(answers).toEqual([answers[0], answers[0], answers[0]])
})

test('a drawing is as hidden as its file', async () => {
  const { fileId } = await put('c-F_Cu.gbr', rectangleLayer(5, 2, 'Copper,L1,Top'))
  expect((await ask(fileId, world.brand.owner)).status).toBe(200)
  for (const outsider of [world.stranger.owner, world.partner.owner, world.bare.owner])
    expect((await ask(fileId, outsider)).status).toBe(404)
})
