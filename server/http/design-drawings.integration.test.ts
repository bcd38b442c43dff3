import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { loadImage } from '@napi-rs/canvas'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { auditEntries } from '@/db/schema/audit'
import { designDrawings, designPictures } from '@/db/schema/designFiles'
import { cookieNames } from '@/server/auth/cookies'
import { addFile, beginUpload } from '@/server/domains/designFiles/commands/upload-file'
import type { Model } from '@/server/domains/designFiles/modelling/model'
import { housing } from '@/server/domains/designFiles/modelling/fixtures/housing'
import { drawingFormat, type Drawing } from '@/server/domains/designFiles/drawing/drawing'
import { kicadSheet } from '@/server/domains/designFiles/drawing/fixtures/kicad-sheet'
import {
  chinesePdf,
  gerberHead,
  pdfFile,
  rectangleLayer,
  textStl,
} from '@/server/domains/designFiles/reading/fixtures/board'
import { readDesigns } from '@/server/jobs/read-designs'
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
async function put(name: string, content: string | Buffer): Promise<{ fileId: string; sha256: string }> {
  const blob = await services.storage.put(Buffer.from(content))
  return transact(database.pool, { actor: member(world.brand.owner), mode: 'write' }, async (ctx) => {
    const own = requireMember(ctx)
    const { uploadId } = await beginUpload(own, { revisionId, name, size: blob.size, fingerprint: blob.sha256 })
    return addFile(own, services.storage, { uploadId, blob })
  })
}
const ask = (fileId: string, person: Person, headers: Record<string, string> = {}) =>
  askFor('drawing', fileId, person, headers)
const askFor = (what: string, fileId: string, { token }: Person, headers: Record<string, string> = {}) =>
  fetch(`http://127.0.0.1:${server.port}/api/files/designs/${fileId}/${what}`, {
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
  expect(await kept(sha256)).toMatchObject([{ refused: null, format: drawingFormat }])
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

/** A file of the brand's draft that was read. */
async function putRead(name: string, content: string | Buffer) {
  const file = await put(name, content)
  await readDesigns(services)
  return file
}
const pictures = (sha256: string) =>
  asStage(database.pool, ({ db }) => db.select().from(designPictures).where(eq(designPictures.sha256, sha256)))
const painted = async (answer: Response) => {
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/webp'])
  expect(answer.headers.get('content-security-policy')).toContain('sandbox')
  return loadImage(Buffer.from(await answer.arrayBuffer()))
}

test('a layer, a mesh and the pages of a PDF are painted in two sizes, once, and kept', async () => {
  const layer = await putRead('e-F_Cu.gbr', rectangleLayer(60, 20, 'Copper,L1,Top'))
  const [large, small] = await Promise.all(
    ['picture', 'picture?size=small'].map(async (what) => painted(await askFor(what, layer.fileId, world.brand.owner))),
  )
  expect([large?.width, small?.width]).toEqual([1_280, 160])
  expect((large?.height ?? 0) / 1_280).toBeCloseTo((20.2 + 0.4) / (60.2 + 0.4), 1)
  const [{ madeAt } = { madeAt: null }] = await pictures(layer.sha256)
  const again = await askFor('picture', layer.fileId, world.rival.owner)
  const unchanged = await askFor('picture', layer.fileId, world.rival.owner, {
    'if-none-match': again.headers.get('etag') ?? '',
  })
  expect([again.status, unchanged.status]).toEqual([200, 304])
  expect(await pictures(layer.sha256)).toMatchObject([{ madeAt, page: 1 }])

  const mesh = await putRead('housing.stl', textStl(40, 20, 10))
  expect((await painted(await askFor('picture', mesh.fileId, world.brand.owner))).width).toBeGreaterThan(600)

  const pages = await putRead('guide.pdf', pdfFile(2))
  const second = await painted(await askFor('picture?page=2', pages.fileId, world.brand.owner))
  expect([second.width, second.height]).toEqual([679, 960])
  // A page that is not there leaves nothing behind.
  for (const page of [3, 400, 9_999])
    expect((await askFor(`picture?page=${page}`, pages.fileId, world.brand.owner)).status).toBe(204)
  expect((await pictures(pages.sha256)).map(({ page }) => page)).toEqual([2])
})

test('a sheet of a schematic is painted on its paper, its Chinese text in our font', async () => {
  const pictureOf = async (name: string, text: string) => {
    const { fileId } = await putRead(name, kicadSheet.replace('leak\\ncomparator', text))
    return Buffer.from(await (await askFor('picture', fileId, world.brand.owner)).arrayBuffer())
  }
  const [leak, air] = [await pictureOf('a.kicad_sch', '漏水检测'), await pictureOf('b.kicad_sch', '空气质量')]
  const { width, height } = await loadImage(leak)
  expect([width, height / width]).toEqual([1_280, expect.closeTo(210 / 297, 2)])
  expect(leak.equals(air)).toBe(false)
  const legacy = await putRead('old.sch', 'EESchema Schematic File Version 4\n$EndSCHEMATC\n')
  expect((await askFor('picture', legacy.fileId, world.brand.owner)).status).toBe(204)
})

test('Chinese text of a PDF without its fonts is painted in ours', async () => {
  const pictureOf = async (name: string, text: string) => {
    const { fileId } = await putRead(name, chinesePdf(text))
    return Buffer.from(await (await askFor('picture', fileId, world.brand.owner)).arrayBuffer())
  }
  // Characters a font does not have would all be the same empty box.
  expect((await pictureOf('a.pdf', '外壳')).equals(await pictureOf('b.pdf', '公差'))).toBe(false)
})

test('a page that can be read is noted as a download is; a small picture is not', async () => {
  const { fileId } = await putRead('notes.pdf', pdfFile(2))
  const noted = async () =>
    (
      await asStage(database.pool, ({ db }) =>
        db
          .select({ params: auditEntries.params })
          .from(auditEntries)
          .where(eq(auditEntries.action, 'designFiles.downloadFile')),
      )
    ).filter(({ params }) => params.fileName === 'notes.pdf').length
  await painted(await askFor('picture?size=small', fileId, world.brand.owner))
  expect(await noted()).toBe(0)
  await painted(await askFor('picture', fileId, world.brand.owner))
  await painted(await askFor('picture?page=2', fileId, world.brand.owner))
  expect(await noted()).toBe(2)
})

test('where there is nothing to see there is no picture, and it is as hidden as its file', async () => {
  const broken = await putRead('broken.stl', 'solid x\nfacet\nendsolid')
  const words = await putRead('words.txt', 'nothing to see')
  const waiting = await put('later-F_Cu.gbr', rectangleLayer(9, 9, 'Copper,L1,Top'))
  for (const { fileId } of [broken, words, waiting]) {
    const answer = await askFor('picture', fileId, world.brand.owner)
    expect([answer.status, await answer.text()]).toEqual([204, ''])
    for (const outsider of [world.stranger.owner, world.partner.owner, world.bare.owner])
      expect((await askFor('picture', fileId, outsider)).status).toBe(404)
  }
})

test('a PDF that would unpack to gigabytes is given up, and nobody else waits for long', async () => {
  // A picture of 12,000 by 12,000 points, all the same.
  const image = deflateSync(Buffer.alloc(12_000 * 12_000 * 3))
  const head = '/Subtype/Image/Width 12000/Height 12000/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/FlateDecode'
  const content = 'q 500 0 0 500 50 200 cm /I Do Q'
  const parts = [
    '%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>\nendobj\n',
    '3 0 obj\n<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>\nendobj\n',
    `4 0 obj\n<</Length ${content.length}>>\nstream\n${content}\nendstream\nendobj\n`,
    `5 0 obj\n<</Type/XObject${head}/Length ${image.length}>>\nstream\n`,
    image,
    '\nendstream\nendobj\ntrailer\n<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n',
  ]
  const { fileId } = await putRead('bomb.pdf', Buffer.concat(parts.map((part) => Buffer.from(part))))
  const before = process.resourceUsage().maxRSS
  expect([200, 204]).toContain((await askFor('picture', fileId, world.brand.owner)).status)
  expect((process.resourceUsage().maxRSS - before) / 1_024).toBeLessThan(600)
})
