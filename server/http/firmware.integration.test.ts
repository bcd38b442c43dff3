import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { and, desc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { auditEntries } from '@/db/schema/audit'
import { firmwareBuilds, firmwareFiles, firmwareLines, firmwarePromotions } from '@/db/schema/firmware'
import { notifications } from '@/db/schema/notifications'
import { members } from '@/db/schema/orgs'
import { productParties } from '@/db/schema/products'
import { cookieNames } from '@/server/auth/cookies'
import { espDescriptor, writeEspImage } from '@/server/domains/firmware/formats/fixtures/write-esp'
import { findLineByNumber } from '@/server/domains/firmware/queries/list-lines'
import { openBuildDays, type FirmwareFileRole } from '@/server/domains/firmware/rules/firmware-file'
import { deliver } from '@/server/jobs/delivery'
import { publishPending } from '@/server/jobs/dispatcher'
import { pruneBlobs } from '@/server/jobs/prune-blobs'
import { pruneFirmware } from '@/server/jobs/prune-firmware'
import { subscriptions } from '@/server/jobs/subscriptions'
import { bilingual } from '@/server/kernel/bilingual'
import { newId } from '@/server/kernel/ids'
import { requireMember, transact } from '@/server/platform/context'
import type { Services } from '@/server/platform/services'
import { requestContextOf } from '@/server/runtime'
import { testDatabase, type TestDatabase } from '@/server/testing/database'
import { asStage, callerOf, makeMember, makeProduct, testServices } from '@/server/testing/factories'
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
let lineId: string
beforeAll(async () => {
  database = await testDatabase()
  dir = mkdtempSync(join(tmpdir(), 'mortise-firmware-'))
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

const member = ({ actor }: Pick<Person, 'actor'>) => {
  if (!actor.member) throw new Error('not a member')
  return { ...actor, member: actor.member }
}
const as = (person: Pick<Person, 'actor'>) => callerOf(database.pool, member(person), { services }).firmware
const owner = () => as(world.brand.owner)
const engineer = () => as(world.brand.engineer)
const words = (en: string) => ({ en, zh: '' })

const { publicKey, privateKey } = generateKeyPairSync('ed25519')
const pemOf = (key: typeof publicKey) => key.export({ type: 'spki', format: 'pem' }).toString()
const signed = (bytes: Uint8Array, key = privateKey) => sign(null, bytes, key).toString('base64')
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

beforeAll(async () => {
  await owner().registerKey({ name: 'Release', publicKey: pemOf(publicKey) })
})
beforeEach(async () => {
  ;({ lineId } = await owner().createLine({ productId: world.productId, name: words('Main') }))
})

/** An ESP32-C3 application that says what it is. */
const image = (version: string, secureVersion = 1) =>
  writeEspImage([
    { addr: 0x3c00_0020, data: espDescriptor({ version, project: 'leak', secureVersion }) },
    { addr: 0x4038_0000, data: randomBytes(64) },
  ])

type Sent = Readonly<{ name?: string; role?: FirmwareFileRole; bytes: Uint8Array; signature?: string | undefined }>
const declaration = (version: string, files: readonly Sent[], boards = ['A', 'B']) => ({
  ...{ lineId, version, gitCommit: 'c0ffee1', compatibility: { boardRevisions: boards } },
  files: files.map(({ name = 'app.bin', role = 'application', bytes, signature }) => ({
    ...{ name, role, sha256: sha256(bytes), size: bytes.length },
    ...(signature === undefined ? {} : { signature }),
  })),
})
const put = (buildId: string, name: string, bytes: Uint8Array, who: Person = world.brand.owner) =>
  fetch(`http://127.0.0.1:${server.port}/api/uploads/firmware/${buildId}/${encodeURIComponent(name)}`, {
    method: 'PUT',
    headers: headersOf(who),
    body: new Uint8Array(bytes),
  })
const headersOf = ({ token }: Person) => ({
  cookie: `${cookieNames(false).session}=${token}`,
  origin: `http://127.0.0.1:${server.port}`,
})
const download = (fileId: string, who: Person, headers: Record<string, string> = {}) =>
  fetch(`http://127.0.0.1:${server.port}/api/files/firmware/${fileId}`, {
    headers: { ...headersOf(who), ...headers },
  })
type Told = Readonly<{ error?: { code?: string; params?: Record<string, unknown> }; missing?: string[] }>
const told = async (answer: Response): Promise<Told> => JSON.parse(await answer.text())

/** A registered build of one signed application. */
async function register(version: string, { secureVersion = 1, boards = ['A', 'B'], key = privateKey } = {}) {
  const bytes = image(version, secureVersion)
  const { buildId } = await owner().declareBuild(
    declaration(version, [{ bytes, signature: signed(bytes, key) }], boards),
  )
  expect((await put(buildId, 'app.bin', bytes)).status).toBe(201)
  await owner().registerBuild({ buildId })
  return { buildId, bytes }
}
const name = (channel: 'test' | 'candidate' | 'production', ...people: readonly Person[]) =>
  owner().nameApprovers({ lineId, channel, version: 0, approverIds: people.map(({ id }) => id) })
const refusal = (code: string) => expect.objectContaining({ message: code })
const at = async (channel: 'bringUp' | 'test' | 'production', boardRevision = 'A', who = owner()) =>
  (await who.inForce({ lineId, channel, boardRevision }))?.version ?? null
const deliverAll = () =>
  publishPending(services, async (ids) => {
    for (const id of ids) await deliver(services, id, subscriptions)
  })
const noticesOf = (kind: string, buildId: string) =>
  asStage(database.pool, async ({ db }) =>
    (
      await db
        .select({ userId: notifications.userId, path: notifications.path })
        .from(notifications)
        .where(eq(notifications.kind, kind))
    )
      .filter(({ path }) => path.endsWith(buildId))
      .map(({ userId }) => userId)
      .toSorted(),
  )

describe('a build', () => {
  test('is declared, sent, verified and registered, and tells what its files say', async () => {
    const [bytes, elf] = [image('1.0.0', 3), randomBytes(100)]
    const files = [
      { bytes, signature: signed(bytes) },
      { name: 'notes.txt', role: 'other' as const, bytes: elf },
    ]
    const declared = await owner().declareBuild(declaration('1.0.0', files))
    expect(declared).toMatchObject({ state: 'open', missing: ['app.bin', 'notes.txt'] })
    const { buildId } = declared
    await expect(owner().registerBuild({ buildId })).rejects.toEqual(refusal('firmware.filesMissing'))
    expect(await told(await put(buildId, 'app.bin', bytes))).toMatchObject({ missing: ['notes.txt'] })
    expect((await put(buildId, 'notes.txt', elf)).status).toBe(201)
    await owner().registerBuild({ buildId })
    const build = await owner().getBuild({ buildId })
    const line = `${sha256(bytes)}  app.bin\n${sha256(elf)}  notes.txt\n`
    expect(build).toMatchObject({ state: 'registered', signed: 'valid', secureVersion: 3 })
    expect(build.contentHash).toBe(createHash('sha256').update(line).digest('hex'))
    expect(build.files[0]?.facts).toMatchObject({ target: { chip: 'ESP32-C3' }, version: { string: '1.0.0' } })
    expect(build.files[0]?.signatures).toMatchObject([{ keyName: 'Release', algorithm: 'ed25519' }])
    // Asked again, everything is as it is.
    expect(await owner().declareBuild(declaration('1.0.0', files))).toEqual({
      buildId,
      state: 'registered',
      missing: [],
    })
    expect((await put(buildId, 'app.bin', bytes)).status).toBe(201)
    await owner().registerBuild({ buildId })
  })

  test('of one version has one content, whatever a version is written like', async () => {
    const { bytes } = await register('1.0.0')
    for (const [version, sent] of [
      ['1.0.0', image('1.0.0')],
      ['1.0.0+7', bytes],
    ] as const)
      await expect(owner().declareBuild(declaration(version, [{ bytes: sent }]))).rejects.toEqual(
        refusal('firmware.versionTaken'),
      )
    await expect(owner().declareBuild(declaration('1.0.0', [{ bytes }], ['A']))).rejects.toEqual(
      refusal('firmware.versionTaken'),
    )
  })

  test('is the same in whatever order it states what it is for, and awaits no signature that is not declared any more', async () => {
    const bytes = image('1.0.0')
    const wrong = signed(image('1.0.0'))
    const { buildId } = await owner().declareBuild(declaration('1.0.0', [{ bytes }], ['A', 'B']))
    await put(buildId, 'app.bin', bytes)
    const declare = (signature?: string) =>
      owner().declareBuild(declaration('1.0.0', [{ bytes, signature }], ['B', 'A']))
    expect(await declare(wrong)).toMatchObject({ buildId, missing: ['app.bin'] })
    expect((await put(buildId, 'app.bin', bytes)).status).not.toBe(201)
    await expect(owner().registerBuild({ buildId })).rejects.toEqual(refusal('firmware.filesMissing'))
    expect(await declare()).toMatchObject({ buildId, missing: [] })
    await owner().registerBuild({ buildId })
  })

  test('declared twice at once is one build', async () => {
    const bytes = image('1.0.0')
    const [one, other] = await Promise.all([
      owner().declareBuild(declaration('1.0.0', [{ bytes }])),
      engineer().declareBuild(declaration('1.0.0', [{ bytes }])),
    ])
    expect(other.buildId).toBe(one.buildId)
    const clash = await Promise.allSettled([
      owner().declareBuild(declaration('1.1.0', [{ bytes: image('1.1.0') }])),
      engineer().declareBuild(declaration('1.1.0', [{ bytes: image('1.1.0') }])),
    ])
    expect(clash.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  test('refuses what is not what was declared, and what is damaged, and stays open', async () => {
    const bytes = image('1.0.0')
    const damaged = Uint8Array.from(bytes)
    damaged.set([(damaged.at(-40) ?? 0) ^ 1], damaged.length - 40)
    const { buildId } = await owner().declareBuild(declaration('1.0.0', [{ bytes: damaged }]))
    expect((await told(await put(buildId, 'app.bin', bytes))).error?.code).toBe('firmware.fileDiffers')
    expect((await told(await put(buildId, 'other.bin', bytes))).error?.code).toBe('firmware.fileNotDeclared')
    const { error } = await told(await put(buildId, 'app.bin', damaged))
    expect(error).toMatchObject({
      code: 'firmware.imageRefused',
      params: { file: 'app.bin', finding: expect.stringMatching(/^FW-E06[34]$/) },
    })
    expect((await owner().getBuild({ buildId })).files).toMatchObject([{ state: 'awaiting', facts: null }])
    await owner().discardBuild({ buildId })
    expect(await owner().declareBuild(declaration('1.0.0', [{ bytes }]))).toMatchObject({ state: 'open' })
  })

  test('is frozen once it is registered, whoever writes', async () => {
    const { buildId } = await register('1.0.0')
    const write = (work: Parameters<typeof asStage<unknown>>[1]) => asStage(database.pool, work)
    const frozen = expect.objectContaining({ cause: expect.objectContaining({ code: '23001' }) })
    await expect(
      write(({ db }) => db.update(firmwareBuilds).set({ version: '9.9.9' }).where(eq(firmwareBuilds.id, buildId))),
    ).rejects.toEqual(frozen)
    await expect(
      write(({ db }) => db.update(firmwareFiles).set({ size: 1 }).where(eq(firmwareFiles.buildId, buildId))),
    ).rejects.toEqual(frozen)
    await expect(write(({ db }) => db.delete(firmwareBuilds).where(eq(firmwareBuilds.id, buildId)))).rejects.toEqual(
      frozen,
    )
    await expect(owner().discardBuild({ buildId })).rejects.toEqual(refusal('firmware.notOpen'))
  })

  test('whose files stopped coming is forgotten, and its bytes with it', async () => {
    const bytes = image('1.0.0')
    const { buildId } = await owner().declareBuild(
      declaration('1.0.0', [{ bytes }, { name: 'b.bin', role: 'filesystem', bytes: randomBytes(9) }]),
    )
    await put(buildId, 'app.bin', bytes)
    const { buildId: kept, bytes: keptBytes } = await register('1.1.0')
    const later = (days: number) => () => new Date(Date.now() + days * 86_400_000)
    await pruneFirmware(services, later(openBuildDays - 1))
    expect(await owner().getBuild({ buildId })).toMatchObject({ state: 'open' })
    await pruneFirmware(services, later(openBuildDays + 1))
    await pruneBlobs(services, later(openBuildDays + 1))
    await expect(owner().getBuild({ buildId })).rejects.toEqual(refusal('firmware.buildNotFound'))
    expect(await owner().getBuild({ buildId: kept })).toMatchObject({ state: 'registered' })
    expect([await services.storage.has(sha256(bytes)), await services.storage.has(sha256(keptBytes))]).toEqual([
      false,
      true,
    ])
  })
})

test('a security version does not hide behind another image of the build', async () => {
  const [app, boot] = [image('1.0.0', 1), image('9.0.0', 5)]
  const files = [{ bytes: app }, { name: 'boot.bin', role: 'bootloader' as const, bytes: boot }]
  const { buildId } = await owner().declareBuild(declaration('1.0.0', files))
  await put(buildId, 'app.bin', app)
  await put(buildId, 'boot.bin', boot)
  await owner().registerBuild({ buildId })
  expect(await owner().getBuild({ buildId })).toMatchObject({ secureVersion: 1 })
})

describe('a signature', () => {
  test('that does not fit is refused on arrival and can be sent anew', async () => {
    const bytes = image('1.0.0')
    const wrong = signed(image('1.0.0'))
    const { buildId } = await owner().declareBuild(declaration('1.0.0', [{ bytes, signature: wrong }]))
    expect((await told(await put(buildId, 'app.bin', bytes))).error?.code).toBe('firmware.signatureRefused')
    expect((await owner().getBuild({ buildId })).files).toMatchObject([{ state: 'awaiting', signatures: [] }])
    const again = await owner().declareBuild(declaration('1.0.0', [{ bytes, signature: signed(bytes) }]))
    expect(again).toMatchObject({ buildId, missing: ['app.bin'] })
    expect((await put(buildId, 'app.bin', bytes)).status).toBe(201)
  })

  test('differs each time it is made, and a pipeline that runs again goes on all the same', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    await owner().registerKey({ name: 'P-256', publicKey: pemOf(publicKey) })
    const bytes = image('1.0.0')
    const signature = () => sign('sha256', bytes, privateKey).toString('base64')
    const { buildId } = await owner().declareBuild(declaration('1.0.0', [{ bytes, signature: signature() }]))
    expect((await put(buildId, 'app.bin', bytes)).status).toBe(201)
    await owner().registerBuild({ buildId })
    const again = await owner().declareBuild(declaration('1.0.0', [{ bytes, signature: signature() }]))
    expect(again).toMatchObject({ buildId, state: 'registered', missing: [] })
  })

  test('comes later as well, from whoever signs elsewhere; a stranger’s never counts', async () => {
    const bytes = image('1.0.0')
    const { buildId } = await owner().declareBuild(declaration('1.0.0', [{ bytes }]))
    await put(buildId, 'app.bin', bytes)
    await owner().registerBuild({ buildId })
    const fileId = (await owner().getBuild({ buildId })).files[0]?.id ?? ''
    const stranger = generateKeyPairSync('ed25519')
    await expect(owner().addSignature({ fileId, signature: signed(bytes, stranger.privateKey) })).rejects.toEqual(
      refusal('firmware.signatureRefused'),
    )
    await expect(owner().declareBuild(declaration('1.0.0', [{ bytes, signature: signed(bytes) }]))).rejects.toEqual(
      refusal('firmware.signatureLate'),
    )
    await owner().addSignature({ fileId, signature: signed(bytes) })
    expect(await owner().getBuild({ buildId })).toMatchObject({ signed: 'valid' })
  })

  test('of a retired key counts no more, and none is taken from it', async () => {
    const pair = generateKeyPairSync('ed25519')
    const { keyId } = await owner().registerKey({ name: 'Old', publicKey: pemOf(pair.publicKey) })
    await expect(owner().registerKey({ name: 'Again', publicKey: pemOf(pair.publicKey) })).rejects.toEqual(
      refusal('firmware.keyTaken'),
    )
    const { buildId } = await register('1.0.0', { key: pair.privateKey })
    await name('production', world.brand.engineer)
    const place = { buildId, channel: 'production', boardRevision: 'A' } as const
    expect((await owner().checkPromotion(place)).refusals).toEqual([])
    await owner().retireKey({ keyId, version: 1 })
    await expect(owner().retireKey({ keyId, version: 2 })).rejects.toEqual(refusal('firmware.keyStale'))
    expect((await owner().getBuild({ buildId })).files).toMatchObject([{ signature: 'retired' }])
    await expect(owner().requestPromotion(place)).rejects.toEqual(refusal('firmware.unsigned'))
    await expect(owner().requestPromotion({ ...place, overrideReason: words('It is urgent.') })).rejects.toEqual(
      refusal('firmware.unsigned'),
    )
    await expect(register('1.0.1', { key: pair.privateKey })).rejects.toThrow()
  })

  test('of a key that is retired later stops production, until somebody signs anew', async () => {
    const pair = generateKeyPairSync('ed25519')
    const { keyId } = await owner().registerKey({ name: 'Leaked', publicKey: pemOf(pair.publicKey) })
    const { buildId, bytes } = await register('1.0.0', { key: pair.privateKey })
    await name('production', world.brand.engineer)
    const promotion = await owner().requestPromotion({ buildId, channel: 'production', boardRevision: 'A' })
    await engineer().approvePromotion(promotion)
    const fileId = (await owner().getBuild({ buildId })).files[0]?.id ?? ''
    const take = async (who: Person) => {
      const answer = await download(fileId, who)
      return answer.status === 200 ? 200 : [answer.status, (await told(answer)).error?.code]
    }
    expect(await take(world.rival.owner)).toBe(200)
    await owner().retireKey({ keyId, version: 1 })
    expect([await take(world.rival.owner), await take(world.brand.owner)]).toEqual([[409, 'firmware.unsigned'], 200])
    for (const who of [world.brand.owner, world.rival.owner])
      expect(await as(who).getBuild({ buildId })).toMatchObject({ signed: 'retired', keyRetiredInForce: true })
    expect((await as(world.rival.owner).getBuild({ buildId })).mayDownload).toBe(false)
    expect((await owner().getLine({ lineId })).inForce).toMatchObject([{ keyRetired: true }])
    await owner().addSignature({ fileId, signature: signed(bytes) })
    expect(await take(world.rival.owner)).toBe(200)
    expect((await owner().getLine({ lineId })).inForce).toMatchObject([{ keyRetired: false }])
  })
})

describe('a promotion', () => {
  test('goes in force at once where nobody is named, and takes the place of the one before', async () => {
    const [first, second] = [await register('1.0.0'), await register('1.1.0')]
    const ask = (buildId: string, boardRevision: string) =>
      engineer().requestPromotion({ buildId, channel: 'test', boardRevision })
    expect(await ask(first.buildId, 'A')).toMatchObject({ state: 'approved' })
    await ask(first.buildId, 'B')
    await ask(second.buildId, 'A')
    expect([await at('test', 'A'), await at('test', 'B'), await at('bringUp')]).toEqual(['1.1.0', '1.0.0', null])
    await expect(ask(second.buildId, 'A')).rejects.toEqual(refusal('firmware.alreadyInForce'))
    await expect(ask(second.buildId, 'C')).rejects.toEqual(refusal('firmware.boardMismatch'))
    const { promotions } = await owner().getBuild({ buildId: first.buildId })
    expect(Object.fromEntries(promotions.map(({ boardRevision, state }) => [boardRevision, state]))).toEqual({
      A: 'superseded',
      B: 'approved',
    })
  })

  test('on two channels at once, and twice on one, ends with one in force', async () => {
    const builds = [await register('1.0.0'), await register('1.1.0'), await register('1.2.0')]
    await Promise.allSettled(
      builds.map(({ buildId }) => owner().requestPromotion({ buildId, channel: 'test', boardRevision: 'A' })),
    )
    const { inForce } = await owner().getLine({ lineId })
    expect(inForce).toHaveLength(1)
  })

  test('needs named people in production, one of them another than who asks', async () => {
    const { buildId } = await register('1.0.0')
    const place = { buildId, channel: 'production', boardRevision: 'A' } as const
    await expect(engineer().requestPromotion(place)).rejects.toEqual(refusal('firmware.approversNeeded'))
    await expect(name('production', world.brand.viewer)).rejects.toEqual(refusal('firmware.approverUnfit'))
    await expect(name('production', world.rival.owner)).rejects.toEqual(refusal('firmware.approverUnfit'))
    await name('production', world.brand.engineer)
    await expect(name('production', world.brand.owner)).rejects.toEqual(refusal('firmware.channelStale'))
    await expect(engineer().requestPromotion(place)).rejects.toEqual(refusal('firmware.otherApproverNeeded'))
    await owner().nameApprovers({
      ...{ lineId, channel: 'production', version: 1 },
      approverIds: [world.brand.engineer.id, world.brand.owner.id],
    })
    const { promotionId, state } = await engineer().requestPromotion(place)
    expect(state).toBe('requested')
    await expect(engineer().requestPromotion(place)).rejects.toEqual(refusal('firmware.requestedAlready'))
    expect(await engineer().approvePromotion({ promotionId })).toEqual({ state: 'requested' })
    expect(await at('production')).toBeNull()
    expect(await owner().approvePromotion({ promotionId })).toEqual({ state: 'approved' })
    expect(await at('production')).toBe('1.0.0')
    await expect(owner().approvePromotion({ promotionId })).rejects.toEqual(refusal('firmware.illegalTransition'))
    await expect(owner().withdrawPromotion({ promotionId })).rejects.toEqual(refusal('firmware.decidedAlready'))
  })

  test('that two people approve at once goes in force once', async () => {
    const { buildId } = await register('1.0.0')
    await name('production', world.brand.owner, world.brand.engineer)
    const { promotionId } = await owner().requestPromotion({ buildId, channel: 'production', boardRevision: 'A' })
    const states = await Promise.all([
      owner().approvePromotion({ promotionId }),
      engineer().approvePromotion({ promotionId }),
    ])
    expect(states.map(({ state }) => state).toSorted()).toEqual(['approved', 'requested'])
    expect(await at('production')).toBe('1.0.0')
    const entries = await asStage(database.pool, ({ db }) =>
      db
        .select({ id: auditEntries.seq })
        .from(auditEntries)
        .where(
          and(
            eq(auditEntries.subjectId, promotionId),
            eq(auditEntries.action, 'firmware.putInForce'),
            eq(auditEntries.orgId, world.brand.orgId),
          ),
        ),
    )
    expect(entries).toHaveLength(1)
  })

  test('approved and refused at once is one of the two', async () => {
    const { buildId } = await register('1.0.0')
    const third = await colleague('quality')
    await name('production', world.brand.engineer, third)
    const { promotionId } = await owner().requestPromotion({ buildId, channel: 'production', boardRevision: 'A' })
    await as(third).approvePromotion({ promotionId })
    const outcome = await Promise.allSettled([
      engineer().approvePromotion({ promotionId }),
      as(third).refusePromotion({ promotionId, reason: words('It hangs.') }),
    ])
    expect(outcome.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  test('is refused with a reason, which ends it; taken back, it can be asked for anew', async () => {
    const { buildId } = await register('1.0.0')
    const place = { buildId, channel: 'production', boardRevision: 'A' } as const
    await name('production', world.brand.owner)
    const first = await engineer().requestPromotion(place)
    await owner().refusePromotion({ promotionId: first.promotionId, reason: words('It hangs.') })
    await expect(owner().approvePromotion({ promotionId: first.promotionId })).rejects.toEqual(
      refusal('firmware.illegalTransition'),
    )
    const second = await engineer().requestPromotion(place)
    await engineer().withdrawPromotion({ promotionId: second.promotionId })
    await deliverAll()
    expect(await noticesOf('firmware.refused', buildId)).toEqual([world.brand.engineer.id])
    const { promotions } = await owner().getBuild({ buildId })
    expect(promotions.map(({ state }) => state)).toEqual(['withdrawn', 'refused'])
    expect(promotions[1]?.verdicts).toMatchObject([{ verdict: 'refused', reason: { en: 'It hangs.' } }])
  })

  test('back to an older security version takes a second person and stays visible', async () => {
    const [newer, older] = [await register('1.1.0', { secureVersion: 2 }), await register('1.0.0')]
    const put = (buildId: string, overrideReason: { en: string; zh: string } | null) =>
      engineer().requestPromotion({ buildId, channel: 'test', boardRevision: 'A', overrideReason })
    await put(newer.buildId, null)
    await expect(put(older.buildId, null)).rejects.toEqual(refusal('firmware.secureDowngrade'))
    const { promotionId, state } = await put(older.buildId, words('1.1.0 drains the battery.'))
    expect([state, await at('test')]).toEqual(['requested', '1.1.0'])
    await expect(engineer().approvePromotion({ promotionId })).rejects.toEqual(refusal('firmware.ownOverride'))
    await owner().approvePromotion({ promotionId })
    const { inForce } = await owner().getLine({ lineId })
    expect(inForce).toMatchObject([
      {
        ...{ version: '1.0.0', overrideReason: { en: '1.1.0 drains the battery.' } },
        refusals: [{ code: 'secureDowngrade', params: { is: 1, least: 2 } }, { code: 'versionDowngrade' }],
      },
    ])
  })

  test('does not step back behind a withdrawn build or another channel, but for the version of what is withdrawn', async () => {
    const [older, burnt] = [await register('1.0.0'), await register('1.1.0', { secureVersion: 2 })]
    const next = await register('1.0.1', { secureVersion: 2 })
    await name('production', world.brand.owner)
    await owner().requestPromotion({ buildId: burnt.buildId, channel: 'test', boardRevision: 'A' })
    const codes = async ({ buildId }: { buildId: string }, boardRevision = 'A') =>
      (await owner().checkPromotion({ buildId, channel: 'production', boardRevision })).refusals.map(({ code }) => code)
    expect(await codes(next)).toEqual(['versionDowngrade'])
    await owner().withdrawBuild({ buildId: burnt.buildId, reason: words('It hangs.') })
    expect([await codes(older), await codes(next), await codes(older, 'B')]).toEqual([['secureDowngrade'], [], []])
  })

  test('a bench does not hold back what factories flash, nor they the bench', async () => {
    const [older, newer] = [await register('1.0.0'), await register('1.1.0', { secureVersion: 2 })]
    const ask = ({ buildId }: { buildId: string }, channel: 'bringUp' | 'test') =>
      owner().requestPromotion({ buildId, channel, boardRevision: 'A' })
    await ask(newer, 'bringUp')
    expect(await ask(older, 'test')).toMatchObject({ state: 'approved' })
    await expect(ask(older, 'bringUp')).rejects.toEqual(refusal('firmware.secureDowngrade'))
  })

  test('is refused at the last word by what came to stand against it meanwhile', async () => {
    const [first, second] = [await register('1.0.0'), await register('1.1.0')]
    await name('production', world.brand.owner)
    const ask = ({ buildId }: { buildId: string }) =>
      engineer().requestPromotion({ buildId, channel: 'production', boardRevision: 'A' })
    const [older, newer] = [await ask(first), await ask(second)]
    await owner().approvePromotion(newer)
    await expect(owner().approvePromotion(older)).rejects.toEqual(refusal('firmware.versionDowngrade'))
    expect(await at('production')).toBe('1.1.0')
  })

  test('is let pass for what was read, and for nothing that became another thing', async () => {
    const [older, newer] = [await register('1.0.0'), await register('1.1.0', { secureVersion: 2 })]
    const newest = await register('1.2.0', { secureVersion: 3 })
    const ask = ({ buildId }: { buildId: string }, overrideReason: { en: string; zh: string } | null = null) =>
      engineer().requestPromotion({ buildId, channel: 'test', boardRevision: 'A', overrideReason })
    await ask(newer)
    const promotion = await ask(older, words('1.1.0 drains the battery.'))
    await ask(newest)
    await expect(owner().approvePromotion(promotion)).rejects.toEqual(refusal('firmware.secureDowngrade'))
    await engineer().withdrawPromotion(promotion)
    expect(await owner().approvePromotion(await ask(older, words('So does 1.2.0.')))).toEqual({ state: 'approved' })
  })

  test('does not wait for who may not approve any more, nor count their word', async () => {
    const [first, second] = [await register('1.0.0'), await register('1.1.0')]
    const leaving = await colleague('quality')
    await name('production', world.brand.owner, leaving)
    const ask = ({ buildId }: { buildId: string }) =>
      engineer().requestPromotion({ buildId, channel: 'production', boardRevision: 'A' })
    const promotion = await ask(first)
    expect(await as(leaving).approvePromotion(promotion)).toEqual({ state: 'requested' })
    await asStage(database.pool, ({ db }) =>
      db.update(members).set({ role: 'viewer' }).where(eq(members.userId, leaving.id)),
    )
    expect(await owner().approvePromotion(promotion)).toEqual({ state: 'requested' })
    expect((await owner().getLine({ lineId })).brand?.asked).toMatchObject([{ awaited: [{ id: leaving.id }] }])
    await expect(ask(second)).rejects.toEqual(
      expect.objectContaining({
        message: 'firmware.approverUnfit',
        cause: expect.objectContaining({ params: { context: 'named', name: expect.stringMatching(/./) } }),
      }),
    )
    await owner().nameApprovers({
      ...{ lineId, channel: 'production', version: 1 },
      approverIds: [world.brand.owner.id],
    })
    await engineer().withdrawPromotion(promotion)
    expect(await owner().approvePromotion(await ask(first))).toEqual({ state: 'approved' })
  })

  test('knows the released boards of the line', async () => {
    const { buildId } = await register('1.0.0')
    const line = { ...{ lineId, version: 1, name: words('Main') }, boardSetId: world.designs.releasedSetId }
    await owner().editLine(line)
    await expect(owner().editLine(line)).rejects.toEqual(refusal('firmware.lineStale'))
    const ask = (boardRevision: string) => owner().requestPromotion({ buildId, channel: 'test', boardRevision })
    await expect(ask('B')).rejects.toEqual(refusal('firmware.boardUnknown'))
    expect(await ask('A')).toMatchObject({ state: 'approved' })
    const specId = world.specs.drafted.specId
    await expect(owner().editLine({ ...line, version: 2, boardSetId: null, specId })).rejects.toEqual(
      refusal('firmware.lineInUse'),
    )
    await owner().withdrawBuild({ buildId, reason: words('It hangs.') })
    await owner().editLine({ ...line, version: 2, boardSetId: null, specId })
    const [entry] = await asStage(database.pool, ({ db }) =>
      db
        .select({ params: auditEntries.params })
        .from(auditEntries)
        .where(and(eq(auditEntries.subjectId, lineId), eq(auditEntries.action, 'firmware.editLine')))
        .orderBy(desc(auditEntries.seq)),
    )
    expect(entry?.params).toMatchObject({
      fields: ['boardSetId', 'specId'],
      before: { boardSetId: world.designs.releasedSetId, specId: null },
      after: { boardSetId: null, specId },
    })
  })

  test('is judged at the last word by the line as it is then', async () => {
    const { buildId } = await register('1.0.0')
    await name('production', world.brand.owner)
    const promotion = await engineer().requestPromotion({ buildId, channel: 'production', boardRevision: 'B' })
    await owner().editLine({ lineId, version: 1, name: words('Main'), boardSetId: world.designs.releasedSetId })
    await expect(owner().approvePromotion(promotion)).rejects.toEqual(refusal('firmware.boardUnknown'))
  })
})

describe('a factory', () => {
  test('sees what is in force for it, takes its files while it is, and is told', async () => {
    const [bytes, elf] = [image('1.0.0'), randomBytes(200)]
    const sent = [
      { bytes, signature: signed(bytes) },
      { name: 'notes.bin', role: 'other' as const, bytes: elf },
    ]
    const { buildId } = await owner().declareBuild(declaration('1.0.0', sent))
    await put(buildId, 'app.bin', bytes)
    await put(buildId, 'notes.bin', elf)
    await owner().registerBuild({ buildId })
    const rival = as(world.rival.owner)
    const hidden = refusal('firmware.buildNotFound')
    await owner().requestPromotion({ buildId, channel: 'bringUp', boardRevision: 'A' })
    await expect(rival.getBuild({ buildId })).rejects.toEqual(hidden)
    expect(await at('bringUp', 'A', rival)).toBeNull()
    await owner().requestPromotion({ buildId, channel: 'test', boardRevision: 'A' })
    const seen = await rival.getBuild({ buildId })
    expect(seen).toMatchObject({ version: '1.0.0', signed: 'valid', mayDownload: true, createdBy: null, ciRun: null })
    expect(seen.promotions.map(({ channel }) => channel)).toEqual(['test'])
    expect((await rival.getLine({ lineId })).builds).toHaveLength(1)
    await expect(as(world.partner.owner).getBuild({ buildId })).rejects.toEqual(hidden)

    const fileId = seen.files[0]?.id ?? ''
    const answer = await download(fileId, world.rival.owner)
    expect([answer.status, Buffer.from(await answer.arrayBuffer()).equals(bytes)]).toEqual([200, true])
    const part = await download(fileId, world.rival.owner, { range: 'bytes=4-7' })
    expect([part.status, Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(4, 8))]).toEqual([206, true])
    await deliverAll()
    expect(await noticesOf('firmware.inForce', buildId)).toContain(world.rival.owner.id)
    expect(await noticesOf('firmware.inForce', buildId)).not.toContain(world.partner.owner.id)

    const next = await register('1.1.0')
    await owner().requestPromotion({ buildId: next.buildId, channel: 'test', boardRevision: 'A' })
    const late = await download(fileId, world.rival.owner)
    expect([late.status, (await told(late)).error?.code]).toEqual([409, 'firmware.notInForce'])
    expect((await rival.getBuild({ buildId })).mayDownload).toBe(false)
  })

  test('never gets symbols, and loses what is withdrawn', async () => {
    const { shippedBuildId, shippedFileId, symbolsFileId, lineId: shippedLine } = world.firmware
    const rival = as(world.rival.owner)
    expect((await rival.getBuild({ buildId: shippedBuildId })).files.map(({ id }) => id)).toEqual([shippedFileId])
    expect((await download(symbolsFileId, world.rival.owner)).status).toBe(404)
    await owner().withdrawBuild({ buildId: shippedBuildId, reason: words('It bricks the radio.') })
    expect(await rival.inForce({ lineId: shippedLine, channel: 'production', boardRevision: 'A' })).toBeNull()
    expect(await rival.getBuild({ buildId: shippedBuildId })).toMatchObject({
      ...{ state: 'withdrawn', withdrawnReason: { en: 'It bricks the radio.' }, mayDownload: false },
    })
    expect((await download(shippedFileId, world.rival.owner)).status).toBe(409)
    await deliverAll()
    expect(await noticesOf('firmware.buildWithdrawn', shippedBuildId)).toContain(world.rival.owner.id)
    await expect(owner().withdrawBuild({ buildId: shippedBuildId, reason: words('Again.') })).rejects.toEqual(
      refusal('firmware.illegalTransition'),
    )
  })

  test('that lost the product sees nothing of it', async () => {
    const other = await makeWorld(database.pool)
    await asStage(database.pool, ({ db }) =>
      db.update(productParties).set({ state: 'revoked' }).where(eq(productParties.id, other.rival.partyId)),
    )
    await expect(as(other.rival.owner).getBuild({ buildId: other.firmware.shippedBuildId })).rejects.toEqual(
      refusal('firmware.buildNotFound'),
    )
  })
})

test('approvers are told of what they are asked, and nobody of a factory is', async () => {
  const { buildId } = await register('1.0.0')
  await name('production', world.brand.engineer)
  await owner().requestPromotion({ buildId, channel: 'production', boardRevision: 'A' })
  await deliverAll()
  expect(await noticesOf('firmware.approvalAsked', buildId)).toEqual([world.brand.engineer.id])
  expect(await noticesOf('firmware.inForce', buildId)).toEqual([])
})

test('two builds are compared file by file', async () => {
  const [first, second] = [await register('1.0.0'), await register('1.1.0')]
  const { files } = await owner().compareBuilds({ before: first.buildId, after: second.buildId })
  expect(files).toMatchObject([{ role: 'application', isSameFile: false, change: { isSameImage: false } }])
  expect(files[0]?.change?.regions.length).toBeGreaterThan(0)
  await expect(owner().compareBuilds({ before: first.buildId, after: world.firmware.idleBuildId })).rejects.toEqual(
    refusal('firmware.otherLine'),
  )
})

test('what is listed is counted', async () => {
  const pair = generateKeyPairSync('ed25519')
  const { keyId } = await owner().registerKey({ name: 'Counted', publicKey: pemOf(pair.publicKey) })
  const { buildId } = await register('1.0.0', { key: pair.privateKey })
  await register('1.1.0', { key: pair.privateKey })
  await name('production', world.brand.owner)
  await engineer().requestPromotion({ buildId, channel: 'production', boardRevision: 'A' })
  const { keys } = await owner().listKeys()
  expect(keys.find(({ id }) => id === keyId)).toMatchObject({ signatures: 2 })
  const listed = async (who: Person) =>
    (await as(who).listLines({ productId: world.productId })).lines.find(({ id }) => id === lineId)
  expect(await listed(world.brand.owner)).toMatchObject({ builds: 2, asked: 1, inForce: [] })
  expect(await listed(world.rival.owner)).toMatchObject({ builds: null, asked: null, inForce: [] })
})

test('a line is found by its number, by its own brand alone', async () => {
  const { number } = await owner().getLine({ lineId })
  expect(await owner().findLineByNumber({ number: number.toLowerCase() })).toMatchObject({ lineId, number })
  expect(await as(world.rival.owner).findLineByNumber({ number })).toBeNull()
})

const byNumber = async (productId: string) => {
  const { number } = await owner().getLine({ lineId })
  return transact(database.pool, { actor: world.brand.owner.actor, mode: 'read' }, (ctx) =>
    findLineByNumber(requireMember(ctx), { number, productId }),
  )
}

test('a number that two products gave asks which of them is meant', async () => {
  const { number } = await owner().getLine({ lineId })
  const { id: productId, orgId } = await makeProduct(database.pool, { id: world.brand.orgId })
  const [again, now] = [newId('firmwareLine'), new Date()]
  await asStage(database.pool, ({ db }) =>
    db.insert(firmwareLines).values({
      ...{ id: again, orgId, productId, number, name: bilingual('en', 'Again'), createdAt: now, updatedAt: now },
    }),
  )
  await expect(owner().findLineByNumber({ number })).rejects.toEqual(refusal('firmware.numberTwice'))
  expect(await byNumber(productId)).toMatchObject({ lineId: again })
  expect(await byNumber(world.productId)).toMatchObject({ lineId })
})

test('what is decided stays decided, whoever writes', async () => {
  const { buildId } = await register('1.0.0')
  const { promotionId } = await owner().requestPromotion({ buildId, channel: 'test', boardRevision: 'A' })
  for (const change of [{ boardRevision: 'B' }, { state: 'requested' as const }])
    await expect(
      asStage(database.pool, ({ db }) =>
        db.update(firmwarePromotions).set(change).where(eq(firmwarePromotions.id, promotionId)),
      ),
    ).rejects.toEqual(expect.objectContaining({ cause: expect.objectContaining({ code: '23001' }) }))
})

/** Somebody else of the brand, signed in. */
async function colleague(role: 'quality'): Promise<Person> {
  const actor = await makeMember(database.pool, { id: world.brand.orgId, kind: 'brand' }, role)
  return { id: actor.userId, email: '', token: '', tokenId: '', apiToken: '', actor }
}
