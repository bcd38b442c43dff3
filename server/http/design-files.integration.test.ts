import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { and, eq, like } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { auditEntries } from '@/db/schema/audit'
import { designFiles, designRevisions, designUploads } from '@/db/schema/designFiles'
import { notifications } from '@/db/schema/notifications'
import { cookieNames } from '@/server/auth/cookies'
import { longestPiece, uploadLifetimeDays } from '@/server/domains/designFiles/rules/design-file'
import { manifestText } from '@/server/domains/designFiles/rules/manifest'
import { deliver } from '@/server/jobs/delivery'
import { publishPending } from '@/server/jobs/dispatcher'
import { pruneBlobs } from '@/server/jobs/prune-blobs'
import { pruneUploads } from '@/server/jobs/prune-uploads'
import { subscriptions } from '@/server/jobs/subscriptions'
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
let setId: string
let revisionId: string
beforeAll(async () => {
  database = await testDatabase()
  dir = mkdtempSync(join(tmpdir(), 'mortise-designs-'))
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
})
afterAll(async () => {
  await server.drain(0)
  await database.close()
  rmSync(dir, { recursive: true })
})

const as = (person: Person) => callerOf(database.pool, member(person)).designFiles
function member({ actor }: Person) {
  if (!actor?.member) throw new Error('not a member')
  return { ...actor, member: actor.member }
}
beforeEach(async () => {
  const made = await as(world.brand.owner).createSet({ productId: world.productId, name: { en: 'Board', zh: '' } })
  ;({ setId, revisionId } = made)
})

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const checksum = (bytes: Buffer) => `sha256 ${createHash('sha256').update(bytes).digest('base64')}`
const urlOf = (path: string) => `http://127.0.0.1:${server.port}${path}`
const headersOf = ({ token }: Person) => ({
  cookie: `${cookieNames(false).session}=${token}`,
  origin: `http://127.0.0.1:${server.port}`,
})
const ask = (
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: Buffer,
  who = world.brand.owner,
) =>
  fetch(urlOf(path), {
    method,
    headers: { ...headersOf(who), ...headers },
    ...(body ? { body: new Uint8Array(body) } : {}),
  })
const begin = (bytes: Buffer, name = 'board.zip', fingerprint = sha256(bytes)) =>
  as(world.brand.owner).beginUpload({ revisionId, name, size: bytes.length, fingerprint })
const pathOf = (uploadId: string) => `/api/uploads/designs/${uploadId}`
const put = (uploadId: string, at: number, piece: Buffer, told: string | null = checksum(piece)) =>
  ask(
    'PATCH',
    pathOf(uploadId),
    { 'upload-offset': String(at), ...(told === null ? {} : { 'upload-checksum': told }) },
    piece,
  )
const codeOf = async (answer: Response): Promise<unknown> => {
  const told: { error?: { code?: string } } = JSON.parse(await answer.text())
  return told.error?.code
}
async function send(bytes: Buffer, name?: string): Promise<string> {
  const { uploadId } = await begin(bytes, name)
  for (let at = 0; at < bytes.length; at += longestPiece)
    expect((await put(uploadId, at, bytes.subarray(at, at + longestPiece))).status).toBe(204)
  const answer = await ask('POST', pathOf(uploadId))
  expect(answer.status).toBe(201)
  const made: { fileId: string } = JSON.parse(await answer.text())
  return made.fileId
}
const notesOf = (subjectId: string) =>
  asStage(database.pool, ({ db }) =>
    db
      .select({ orgId: auditEntries.orgId, userId: auditEntries.actorUserId })
      .from(auditEntries)
      .where(eq(auditEntries.subjectId, subjectId)),
  )
const filesOf = async (person = world.brand.owner) => (await as(person).getSet({ setId })).files

describe('an upload in pieces', () => {
  test('becomes a file once all of it is there, and the same answer when it is asked again', async () => {
    const bytes = randomBytes(100_000)
    const { uploadId } = await begin(bytes)
    expect((await put(uploadId, 0, bytes.subarray(0, 60_000))).headers.get('upload-offset')).toBe('60000')
    expect(await codeOf(await ask('POST', pathOf(uploadId)))).toBe('designFiles.uploadMoved')
    const standing = await ask('HEAD', pathOf(uploadId))
    expect([standing.headers.get('upload-offset'), standing.headers.get('upload-length')]).toEqual(['60000', '100000'])
    await put(uploadId, 60_000, bytes.subarray(60_000))
    const finished = await Promise.all([1, 2, 3].map(() => ask('POST', pathOf(uploadId))))
    expect(finished.filter(({ status }) => status === 201)).toHaveLength(1)
    const again: { fileId: string } = JSON.parse(await (await ask('POST', pathOf(uploadId))).text())
    const files = await filesOf()
    expect(files).toMatchObject([
      { id: again.fileId, name: 'board.zip', kind: 'other', size: 100_000, sha256: sha256(bytes) },
    ])
    expect(await services.partials.list()).not.toContain(uploadId)
  })

  test('counts no piece that is damaged, out of place, too long or of nobody', async () => {
    const bytes = randomBytes(5_000)
    const { uploadId } = await begin(bytes)
    const piece = bytes.subarray(0, 2_000)
    expect(await codeOf(await put(uploadId, 0, piece, checksum(bytes)))).toBe('designFiles.pieceDamaged')
    expect(await codeOf(await put(uploadId, 0, piece, 'md5 x'))).toBe('designFiles.pieceInvalid')
    expect(await codeOf(await put(uploadId, 10, piece))).toBe('designFiles.uploadMoved')
    expect(await codeOf(await put(uploadId, 0, randomBytes(5_001)))).toBe('designFiles.pieceInvalid')
    for (const who of [world.brand.engineer, world.rival.owner])
      expect((await ask('PATCH', pathOf(uploadId), { 'upload-offset': '0' }, piece, who)).status).toBe(404)
    expect((await ask('HEAD', pathOf(uploadId))).headers.get('upload-offset')).toBe('0')
    // A damaged piece left bytes behind; the right one is written over them.
    await put(uploadId, 0, bytes)
    expect((await ask('POST', pathOf(uploadId))).status).toBe(201)
    expect((await filesOf())[0]?.sha256).toBe(sha256(bytes))
  })

  test('of two who send the same piece at once it counts once', async () => {
    const bytes = randomBytes(3_000_000)
    const { uploadId } = await begin(bytes)
    // Refused before its bytes are read, a sender may find the line cut instead of the answer.
    const answers = await Promise.allSettled([1, 2, 3, 4].map(() => put(uploadId, 0, bytes)))
    const statuses = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value.status : []))
    expect(statuses.filter((status) => status === 204)).toEqual([204])
    expect(statuses.filter((status) => status !== 204 && status !== 409)).toEqual([])
    expect((await ask('POST', pathOf(uploadId))).status).toBe(201)
    expect((await filesOf())[0]?.sha256).toBe(sha256(bytes))
  })

  test('goes on where it was when the same file is chosen again, and another file of its name does not', async () => {
    const bytes = randomBytes(4_000)
    const { uploadId } = await begin(bytes)
    await put(uploadId, 0, bytes.subarray(0, 1_500))
    expect(await begin(bytes)).toEqual({ uploadId, received: 1_500 })
    expect((await begin(randomBytes(4_000))).uploadId).not.toBe(uploadId)
    expect((await as(world.brand.owner).getSet({ setId })).uploads).toHaveLength(2)
  })

  test('begins anew where the bytes that counted are gone, and never becomes a file with a hole', async () => {
    const bytes = randomBytes(6_000)
    const { uploadId } = await begin(bytes)
    await put(uploadId, 0, bytes.subarray(0, 2_000))
    await services.partials.remove(uploadId)
    expect(await codeOf(await put(uploadId, 2_000, bytes.subarray(2_000)))).toBe('designFiles.uploadMoved')
    expect((await ask('HEAD', pathOf(uploadId))).headers.get('upload-offset')).toBe('0')
    await put(uploadId, 0, bytes)
    await services.partials.remove(uploadId)
    expect(await codeOf(await ask('POST', pathOf(uploadId)))).toBe('designFiles.uploadMoved')
    await put(uploadId, 0, bytes)
    expect((await ask('POST', pathOf(uploadId))).status).toBe(201)
    expect((await filesOf())[0]?.sha256).toBe(sha256(bytes))
  })

  test('whose sender goes away at any moment holds nobody up', async () => {
    const bytes = randomBytes(2_000_000)
    const { uploadId } = await begin(bytes)
    for (let turn = 0; turn < 25; turn++) {
      const away = new AbortController()
      const sent = fetch(urlOf(pathOf(uploadId)), {
        ...{ method: 'PATCH', body: new Uint8Array(bytes), signal: away.signal },
        headers: { ...headersOf(world.brand.owner), 'upload-offset': '0', 'upload-checksum': checksum(randomBytes(1)) },
      }).catch(() => null)
      await new Promise((resolve) => setTimeout(resolve, turn))
      away.abort()
      await sent
    }
    await vi.waitFor(async () => expect((await put(uploadId, 0, bytes)).status).toBe(204), { timeout: 10_000 })
    expect((await ask('POST', pathOf(uploadId))).status).toBe(201)
  })

  test('is forgotten when it is stopped or left lying, bytes and all', async () => {
    const bytes = randomBytes(2_000)
    const [stopped, left, awaited] = [await begin(bytes, 'a'), await begin(bytes, 'b'), await begin(bytes, 'c')]
    for (const { uploadId } of [stopped, left, awaited]) await put(uploadId, 0, bytes.subarray(0, 500))
    expect((await ask('DELETE', pathOf(stopped.uploadId))).status).toBe(204)
    expect(await codeOf(await put(stopped.uploadId, 500, bytes.subarray(500)))).toBe('designFiles.uploadStopped')
    const long = new Date(Date.now() - (uploadLifetimeDays + 1) * 86_400_000)
    await asStage(database.pool, ({ db }) =>
      db.update(designUploads).set({ touchedAt: long }).where(eq(designUploads.id, left.uploadId)),
    )
    await pruneUploads(services)
    const lying = await services.partials.list()
    expect([stopped, left, awaited].map(({ uploadId }) => lying.includes(uploadId))).toEqual([false, false, true])
    expect(await codeOf(await put(left.uploadId, 500, bytes.subarray(500)))).toBe('designFiles.uploadStopped')
  })
})

describe('a file', () => {
  test('is sent whole or in part, under its name, and never shown', async () => {
    const bytes = randomBytes(50_000)
    const path = `/api/files/designs/${await send(bytes, '主板 Gerber.zip')}`
    const whole = await ask('GET', path)
    expect(sha256(Buffer.from(await whole.arrayBuffer()))).toBe(sha256(bytes))
    expect(whole.headers.get('content-type')).toBe('application/octet-stream')
    expect(whole.headers.get('content-disposition')).toContain(
      `filename*=UTF-8''${encodeURIComponent('主板 Gerber.zip')}`,
    )
    const part = await ask('GET', path, { range: 'bytes=1000-1999' })
    expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 1000-1999/50000'])
    expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(1_000, 2_000))).toBe(true)
    const rest = await ask('GET', path, { range: 'bytes=-10' })
    expect(Buffer.from(await rest.arrayBuffer()).equals(bytes.subarray(-10))).toBe(true)
    expect((await ask('GET', path, { range: 'bytes=50000-' })).status).toBe(416)
    const head = await ask('HEAD', path)
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '50000'])
  })

  test('is noted once for each who takes it, whatever the pieces', async () => {
    const fileId = await send(randomBytes(9_000))
    const path = `/api/files/designs/${fileId}`
    await ask('GET', path, {}, undefined, world.rival.owner)
    const owner = world.brand.owner.id
    const before = (await notesOf(setId)).filter(({ userId }) => userId === owner).length
    for (const range of ['bytes=0-99', 'bytes=100-', 'bytes=-9000', 'bytes=0-1,5-6', 'bytes=-10'])
      await (await ask('GET', path, { range })).arrayBuffer()
    await ask('HEAD', path)
    // Whatever includes the first byte is a download; the rest of one is not another.
    expect((await notesOf(setId)).filter(({ userId }) => userId === owner)).toHaveLength(before + 3)
    expect((await ask('GET', path, {}, undefined, world.partner.owner)).status).toBe(404)
    const downloads = (await notesOf(setId)).filter(({ userId }) => userId === world.rival.owner.id)
    expect(downloads.map(({ orgId }) => orgId).toSorted()).toEqual([world.brand.orgId, world.rival.orgId].toSorted())
  })

  test('makes room for a newer one of its name, and comes back', async () => {
    const [old, young] = [randomBytes(100), randomBytes(120)]
    const first = await send(old, 'Board.zip')
    await send(young, 'board.ZIP')
    const brand = as(world.brand.owner)
    const { files, removed } = await brand.getSet({ setId })
    expect([files.map(({ size }) => size), removed.map(({ id }) => id)]).toEqual([[120], [first]])
    expect((await as(world.rival.owner).getSet({ setId })).removed).toEqual([])
    // Whoever still sees the old one is told that it changed.
    await expect(brand.removeFile({ fileId: first, version: 1 })).rejects.toThrow('designFiles.fileStale')
    await expect(brand.removeFile({ fileId: first, version: 2 })).rejects.toThrow('designFiles.fileStale')
    await expect(brand.restoreFile({ fileId: first, version: 2 })).rejects.toThrow('designFiles.nameTaken')
    await brand.removeFile({ fileId: files[0]?.id ?? '', version: 1 })
    await brand.restoreFile({ fileId: first, version: 2 })
    expect((await filesOf()).map(({ id }) => id)).toEqual([first])
    await expect(brand.removeFile({ fileId: first, version: 1 })).rejects.toThrow('designFiles.fileStale')
  })

  test('whose bytes a release needs is not pruned, however long nothing else does', async () => {
    const bytes = randomBytes(700)
    await send(bytes)
    const day = 86_400_000
    await pruneBlobs(services, () => new Date(Date.now() + 3 * day))
    expect(await services.storage.has(sha256(bytes))).toBe(true)
  })
})

describe('a release', () => {
  test('stands still, names its files by hash, and the next begins with them', async () => {
    const [one, two] = [randomBytes(10), randomBytes(20)]
    await send(one, 'b.gbr')
    await send(two, 'a.drl')
    const brand = as(world.brand.owner)
    const draft = await brand.getSet({ setId })
    const notes = { en: 'First boards', zh: '' }
    const { letter, contentHash } = await brand.releaseRevision({ revisionId, version: draft.revision.version, notes })
    expect(letter).toBe('A')
    const manifest = `${sha256(two)}  a.drl\n${sha256(one)}  b.gbr\n`
    expect(manifestText(draft.files)).toBe(manifest)
    expect(contentHash).toBe(sha256(Buffer.from(manifest)))
    await expect(begin(one)).rejects.toThrow('designFiles.notDraft')
    await expect(brand.removeFile({ fileId: draft.files[0]?.id ?? '', version: 1 })).rejects.toThrow(
      'designFiles.notDraft',
    )
    // Not by another way either.
    await expect(
      asStage(database.pool, ({ db }) =>
        db.update(designFiles).set({ name: 'x' }).where(eq(designFiles.revisionId, revisionId)),
      ),
    ).rejects.toMatchObject({ cause: { message: expect.stringContaining('is not a draft') } })

    await expect(
      asStage(database.pool, ({ db }) =>
        db.update(designRevisions).set({ contentHash: 'x' }).where(eq(designRevisions.id, revisionId)),
      ),
    ).rejects.toMatchObject({ cause: { message: expect.stringContaining('is not a draft') } })

    const next = await brand.startRevision({ setId })
    expect(next.number).toBe('A.1')
    await expect(brand.startRevision({ setId })).rejects.toThrow('designFiles.draftExists')
    revisionId = next.revisionId
    await send(randomBytes(30), 'c.pdf')
    const second = await brand.getSet({ setId })
    expect(second.files.map(({ name }) => name).toSorted()).toEqual(['a.drl', 'b.gbr', 'c.pdf'])
    await brand.releaseRevision({ revisionId, version: second.revision.version, notes })
    const { revisions } = await as(world.rival.owner).getSet({ setId })
    expect(revisions.map((each) => [each.letter, each.state])).toEqual([
      ['B', 'released'],
      ['A', 'superseded'],
    ])
  })

  test('is told to whoever builds from it, and to no other factory', async () => {
    await send(randomBytes(40))
    const brand = as(world.brand.owner)
    const { revision } = await brand.getSet({ setId })
    await brand.releaseRevision({ revisionId, version: revision.version, notes: { en: '', zh: '' } })
    await publishPending(services, async (ids) => {
      for (const id of ids) await deliver(services, id, subscriptions)
    })
    const told = await asStage(database.pool, ({ db }) =>
      db
        .select({ userId: notifications.userId, path: notifications.path })
        .from(notifications)
        .where(and(eq(notifications.kind, 'designFiles.released'), like(notifications.path, `%${revisionId}`))),
    )
    const people = told.map(({ userId }) => userId)
    expect(people).toContain(world.rival.owner.id)
    expect(people).toContain(world.brand.engineer.id)
    for (const { owner } of [world.brand, world.partner, world.bare]) expect(people).not.toContain(owner.id)
  })

  test('of two who release at once one is told, and an empty draft is none', async () => {
    const brand = as(world.brand.owner)
    const notes = { en: '', zh: '' }
    await expect(brand.releaseRevision({ revisionId, version: 1, notes })).rejects.toThrow('designFiles.empty')
    await send(randomBytes(5))
    // What came after they looked is not released unseen.
    await expect(brand.releaseRevision({ revisionId, version: 1, notes })).rejects.toThrow('designFiles.revisionStale')
    const tries = await Promise.allSettled([1, 2].map(() => brand.releaseRevision({ revisionId, version: 2, notes })))
    expect(tries.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })
})
