import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { attachments } from '@/db/schema/attachments'
import { auditEntries } from '@/db/schema/audit'
import { productParties } from '@/db/schema/products'
import { cookieNames } from '@/server/auth/cookies'
import { listAttachments, requireAttachments } from '@/server/domains/attachments/queries'
import type { Reach } from '@/server/domains/attachments/rules'
import { requireMember, transact } from '@/server/platform/context'
import type { Services } from '@/server/platform/services'
import { requestContextOf } from '@/server/runtime'
import { blobNames } from '@/server/testing/blobs'
import { testDatabase, type TestDatabase } from '@/server/testing/database'
import { asStage, testServices } from '@/server/testing/factories'
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
beforeAll(async () => {
  database = await testDatabase()
  dir = mkdtempSync(join(tmpdir(), 'mortise-attachments-'))
  services = testServices(database.pool, dir)
  world = await makeWorld(database.pool)
  server = await listen('127.0.0.1', 0)
  const { settings, log } = services
  const requestContext = requestContextOf(services)
  const runtime = {
    services,
    appRouter,
    createCaller,
    requestContext,
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

const png = Buffer.concat([Buffer.from([0x89]), Buffer.from('PNG\r\n\u001a\n'), Buffer.alloc(64, 7)])
const as = ({ token }: Person) => ({
  cookie: `${cookieNames(false).session}=${token}`,
  origin: `http://127.0.0.1:${server.port}`,
})
type Given = Readonly<{
  name?: string
  body?: Buffer
  audience?: string
  partner?: string
  size?: number
  sha256?: string
}>
const upload = (
  who: Person,
  { name = 'solder joint.png', body = png, audience = 'pair', size = body.length, ...rest }: Given = {},
) => {
  const query = new URLSearchParams({ product: world.productId, audience, name, size: String(size), ...rest })
  return fetch(`http://127.0.0.1:${server.port}/api/uploads/attachment?${query}`, {
    method: 'POST',
    body: new Uint8Array(body),
    headers: as(who),
  })
}
const open = (who: Person, id: string, search = '', headers: Record<string, string> = {}) =>
  fetch(`http://127.0.0.1:${server.port}/api/files/attachments/${id}${search}`, { headers: { ...as(who), ...headers } })
const made = async (answer: Response): Promise<{ id: string; mediaType: string; name: string; size: number }> => {
  expect(answer.status).toBe(201)
  return answer.json()
}
const refusal = async (answer: Response) => {
  const { error }: { error: { code: string } } = await answer.json()
  return `${answer.status} ${error.code}`
}
const within = <T>(who: Person, work: (ctx: ReturnType<typeof requireMember>) => Promise<T>) =>
  transact(database.pool, { actor: who.actor, mode: 'read' }, (ctx) => work(requireMember(ctx)))

describe('an upload', () => {
  test('is kept with the type of its bytes, for the pair, and recorded in both chains', async () => {
    const file = await made(await upload(world.partner.owner, { name: '../C:\\焊点.html' }))
    expect(file).toEqual({ id: file.id, name: '焊点.html', mediaType: 'image/png', size: png.length })
    const [row] = await asStage(database.pool, ({ db }) =>
      db.select().from(attachments).where(eq(attachments.id, file.id)),
    )
    expect(row).toMatchObject({ audience: 'pair', partnerOrgId: world.partner.orgId, orgId: world.brand.orgId })
    const chains = await asStage(database.pool, ({ db }) =>
      db.select().from(auditEntries).where(eq(auditEntries.subjectId, file.id)),
    )
    expect(chains.map(({ orgId }) => orgId).toSorted()).toEqual([world.brand.orgId, world.partner.orgId].toSorted())
  })

  test.each([
    ['a drawing with scripts', 'a.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')],
    ['a page that calls itself text', 'a.txt', Buffer.from('<!DOCTYPE html><script>1</script>')],
    ['a program that calls itself a picture', 'a.png', Buffer.from('MZ\u0000\u0001')],
  ])('of %s is refused and nothing of it is stored', async (_, name, body) => {
    const before = await blobNames(services.storage)
    expect(await refusal(await upload(world.partner.owner, { name, body }))).toBe('400 attachments.kindRefused')
    expect(await blobNames(services.storage)).toEqual(before)
  })

  test('that is empty, damaged, too large or not understood is refused', async () => {
    const { owner } = world.partner
    expect(await refusal(await upload(owner, { body: Buffer.alloc(0) }))).toBe('400 attachments.empty')
    expect(await refusal(await upload(owner, { size: png.length + 1 }))).toBe('400 attachments.uploadDamaged')
    expect(await refusal(await upload(owner, { sha256: 'f'.repeat(64) }))).toBe('400 attachments.uploadDamaged')
    expect(await refusal(await upload(owner, { audience: 'everybody' }))).toBe('400 common.invalidInput')
    const heavy = Buffer.concat([png, Buffer.alloc(20_000_000)])
    expect(await refusal(await upload(owner, { body: heavy }))).toBe('413 common.bodyTooLarge')
  })

  test('goes where its sender may put it', async () => {
    const { brand, partner, rival } = world
    expect(await refusal(await upload(partner.owner, { audience: 'brand' }))).toBe('403 products.ownerNeeded')
    expect(await refusal(await upload(partner.owner, { partner: rival.orgId }))).toBe('404 attachments.partnerNotFound')
    expect(await refusal(await upload(brand.owner))).toBe('404 attachments.partnerNotFound')
    expect(await refusal(await upload(brand.viewer, { audience: 'all' }))).toBe('403 attachments.readOnly')
    await made(await upload(brand.engineer, { audience: 'pair', partner: partner.orgId }))
  })
})

describe('a file', () => {
  test('is saved by the browser, and shown only where nothing in it can run', async () => {
    const { owner } = world.partner
    const picture = await made(await upload(owner))
    const saved = await open(owner, picture.id)
    expect(saved.headers.get('content-type')).toBe('application/octet-stream')
    expect(saved.headers.get('content-disposition')).toMatch(/^attachment; filename="solder joint.png"/)
    const shown = await open(owner, picture.id, '?inline=1')
    expect(shown.headers.get('content-type')).toBe('image/png')
    expect(shown.headers.get('content-disposition')).toMatch(/^inline;/)
    expect(Buffer.from(await shown.arrayBuffer())).toEqual(png)

    const text = await made(await upload(owner, { name: 'log.txt', body: Buffer.from('boot ok') }))
    const refused = await open(owner, text.id, '?inline=1')
    expect(refused.headers.get('content-type')).toBe('application/octet-stream')
    for (const answer of [saved, shown, refused]) {
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
      expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/)
      if (answer !== shown) expect(answer.headers.get('content-disposition')).toMatch(/^attachment;/)
    }
  })

  test('may be kept by the browser, which asks every time whether its reader still may see it', async () => {
    const { owner } = world.partner
    const { id } = await made(await upload(owner))
    const etag = (await open(owner, id)).headers.get('etag') ?? ''
    expect(etag).toBe(`"${createHash('sha256').update(png).digest('hex')}"`)
    const again = await open(owner, id, '?inline=1', { 'if-none-match': etag })
    expect([again.status, again.headers.get('cache-control')]).toEqual([304, 'private, no-cache'])
    expect((await open(world.rival.owner, id, '', { 'if-none-match': etag })).status).toBe(404)
  })

  test('is seen by whom its audience names, for as long as they may', async () => {
    const { brand, partner, rival, bare } = world
    const inside = (await made(await upload(brand.owner, { audience: 'brand' }))).id
    const pair = (await made(await upload(brand.owner, { audience: 'pair', partner: bare.orgId }))).id
    const all = (await made(await upload(brand.owner, { audience: 'all' }))).id
    const seen = async (who: Person) =>
      (await within(who, (ctx) => listAttachments(ctx, [inside, pair, all]))).map(({ id }) => id)
    expect(await seen(brand.viewer)).toEqual([inside, pair, all])
    expect(await seen(partner.owner)).toEqual([all])
    expect(await seen(rival.owner)).toEqual([all])
    expect(await seen(bare.owner)).toEqual([pair])
    expect(await seen(world.stranger.owner)).toEqual([])
    const revoke = (state: 'active' | 'revoked') =>
      asStage(database.pool, ({ db }) =>
        db.update(productParties).set({ state }).where(eq(productParties.id, bare.partyId)),
      )
    await revoke('revoked')
    expect(await seen(bare.owner)).toEqual([])
    expect((await open(bare.owner, pair)).status).toBe(404)
    await revoke('active')
  })

  test('can be referred to only where all readers may open it', async () => {
    const { brand, partner, rival } = world
    const inside = (await made(await upload(brand.owner, { audience: 'brand' }))).id
    const theirs = (await made(await upload(rival.owner))).id
    const ours = (await made(await upload(partner.owner))).id
    const all = (await made(await upload(brand.owner, { audience: 'all' }))).id
    const refer = (who: Person, ids: string[], readers: Reach) =>
      within(who, (ctx) => requireAttachments(ctx, ids, { productId: world.productId, ...readers }))
    const pair = { audience: 'pair', partnerOrgId: partner.orgId } as const
    expect(await refer(brand.owner, [all, ours, all], pair)).toEqual([all, ours])
    for (const id of [inside, theirs])
      await expect(refer(brand.owner, [ours, id], pair)).rejects.toThrow('attachments.notForReaders')
    await expect(refer(partner.owner, [theirs], pair)).rejects.toThrow('attachments.notFound')
    await expect(refer(brand.owner, [ours], { audience: 'all', partnerOrgId: null })).rejects.toThrow(
      'attachments.notForReaders',
    )
    await expect(
      within(brand.owner, (ctx) => requireAttachments(ctx, [ours], { productId: world.secretProductId, ...pair })),
    ).rejects.toThrow('attachments.notFound')
  })

  test('of another factory is behind a second lock', async () => {
    const { partner, rival } = world
    const { id } = await made(await upload(partner.owner))
    const found = (who: Person) =>
      within(who, ({ db }) =>
        db
          .select()
          .from(attachments)
          .where(and(eq(attachments.id, id), eq(attachments.audience, 'pair'))),
      )
    expect(await found(partner.owner)).toHaveLength(1)
    expect(await found(rival.owner)).toHaveLength(0)
  })
})
