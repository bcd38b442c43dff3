import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { and, eq, ne } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { attachments } from '@/db/schema/attachments'
import { bomLines, bomRevisions } from '@/db/schema/boms'
import { notifications } from '@/db/schema/notifications'
import { goldenPackages } from '@/db/schema/releases'
import { requirements } from '@/db/schema/specs'
import { newId } from '@/server/kernel/ids'
import { contentHash as bomHash } from '@/server/domains/boms/queries/content-hash'
import { addFile, beginUpload } from '@/server/domains/designFiles/commands/upload-file'
import { contentHashOf } from '@/server/domains/specs/queries/content-hash'
import { deliver } from '@/server/jobs/delivery'
import { publishPending } from '@/server/jobs/dispatcher'
import { makeGoldens, type FailedGoldens } from '@/server/jobs/make-goldens'
import { pruneBlobs } from '@/server/jobs/prune-blobs'
import { subscriptions } from '@/server/jobs/subscriptions'
import { requireMember, transact, type MemberCtx } from '@/server/platform/context'
import type { Services } from '@/server/platform/services'
import { testDatabase, type TestDatabase } from '@/server/testing/database'
import { asStage, callerOf, testServices } from '@/server/testing/factories'
import { makeWorld, type Person, type World } from '@/server/testing/world'
import { downloadGolden } from './commands/download-golden'
import { goldenInForce } from './queries/golden-in-force'
import { requireSpecRevision } from '@/server/domains/specs/queries/access'
import { gapKey, type GoldenGap } from './rules/golden-parts'

let database: TestDatabase
let services: Services
let world: World
let dir: string
let setId: string
let childRevisionId: string
let attachmentId: string
beforeAll(async () => {
  database = await testDatabase()
  dir = mkdtempSync(join(tmpdir(), 'mortise-golden-'))
  services = testServices(database.pool, dir)
  world = await makeWorld(database.pool)
  await services.storage.put(Buffer.from(world.partner.mark))
  // Hashes of this world are made up; a golden package proves those of what was really released.
  await asStage(database.pool, async ({ db }) => {
    await db.execute(`alter table spec_revisions disable trigger user`)
    await db.execute(`alter table bom_revisions disable trigger user`)
    await db.execute(`alter table bom_lines disable trigger user`)
    await db.execute(`alter table requirements disable trigger user`)
    await db.execute(`alter table design_revisions disable trigger user`)
  })
  await within(world.brand.owner, 'write', async (ctx) => {
    const { releasedId } = world.revisions
    const [child] = await ctx.db
      .select({ id: bomRevisions.id, bomId: bomRevisions.bomId })
      .from(bomRevisions)
      .where(and(eq(bomRevisions.productId, world.productId), ne(bomRevisions.id, releasedId)))
    const [line] = await ctx.db.select().from(bomLines).where(eq(bomLines.revisionId, releasedId))
    if (!child || !line) throw new Error('no BOM to be built of')
    childRevisionId = child.id
    await ctx.db
      .update(bomRevisions)
      .set({ contentHash: await bomHash(ctx, child.id) })
      .where(eq(bomRevisions.id, child.id))
    await ctx.db
      .update(bomLines)
      .set({ childBomId: child.bomId, childRevisionId: child.id })
      .where(eq(bomLines.id, line.id))
  })
  const drawing = await services.storage.put(Buffer.from('drawing'))
  await within(world.brand.owner, 'write', async (ctx) => {
    attachmentId = newId('attachment')
    await ctx.db.insert(attachments).values({
      ...{ id: attachmentId, orgId: world.brand.orgId, productId: world.productId, audience: 'all', name: 'clip.png' },
      ...{ sha256: drawing.sha256, size: drawing.size, mediaType: 'image/png', uploadedBy: world.brand.owner.id },
      ...{ uploadedByOrgId: world.brand.orgId, createdAt: new Date() },
    })
    await ctx.db
      .update(requirements)
      .set({ attachmentIds: [attachmentId] })
      .where(eq(requirements.revisionId, world.specs.drafted.releasedRevisionId))
  })
  await within(world.brand.owner, 'write', async (ctx) => {
    const { spec, revision } = await requireSpecRevision(ctx, world.specs.drafted.releasedRevisionId)
    const hash = await contentHashOf(ctx, spec, revision)
    await ctx.db.execute(`update spec_revisions set content_hash = '${hash}' where id = '${revision.id}'`)
    const { releasedId } = world.revisions
    await ctx.db
      .update(bomRevisions)
      .set({ contentHash: await bomHash(ctx, releasedId) })
      .where(eq(bomRevisions.id, releasedId))
  })
  const designs = caller(world.brand.owner).designFiles
  const made = await designs.createSet({ productId: world.productId, name: { en: 'Board', zh: '主板' } })
  setId = made.setId
  for (const [name, text] of [
    ['主板 F_Cu.gbr', 'G04 top*\nM02*\n'],
    ['factory test plan.md', 'Press the button.\n'],
  ] as const)
    await within(world.brand.owner, 'write', async (ctx) => {
      const blob = await services.storage.put(Buffer.from(text))
      const upload = { revisionId: made.revisionId, name, size: blob.size, fingerprint: blob.sha256 }
      const { uploadId } = await beginUpload(ctx, upload)
      await addFile(ctx, services.storage, { uploadId, blob })
    })
  const { revision } = await designs.getSet({ setId })
  await designs.releaseRevision({ revisionId: revision.id, version: revision.version, notes: { en: '', zh: '' } })
})
afterAll(async () => {
  await database.close()
  rmSync(dir, { recursive: true })
})

const caller = ({ actor }: Person) => callerOf(database.pool, actor, { services })
const as = (person: Person) => caller(person).releases
const within = <T>({ actor }: Person, mode: 'read' | 'write', work: (ctx: MemberCtx) => Promise<T>) =>
  transact(database.pool, { actor, mode }, (ctx) => work(requireMember(ctx)))
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
/** The rival, whom the brand showed everything, is who a golden package is signed with here. */
const factory = () => world.rival

/** A draft of the board set alone and the BOM, whose every hash is real. */
async function assemble() {
  const brand = as(world.brand.owner)
  const { goldenId } = await brand.assembleGolden({ productId: world.productId, partnerOrgId: factory().orgId })
  const version = async () => (await brand.getGolden({ goldenId })).version
  await brand.choosePart({ goldenId, version: await version(), choice: { part: 'designs', ids: [setId] } })
  const { candidates } = await brand.getGolden({ goldenId })
  const bom = candidates?.boms.find(({ revisionId }) => revisionId === world.revisions.releasedId)
  await brand.choosePart({
    ...{ goldenId, version: await version() },
    choice: { part: 'bom', id: bom?.id ?? '', variant: bom?.variants[0] ?? null },
  })
  const plans = candidates?.testPlans.filter(({ name }) => name.startsWith('factory')) ?? []
  await brand.choosePart({
    ...{ goldenId, version: await version() },
    choice: { part: 'testPlans', ids: plans.map(({ fileId }) => fileId) },
  })
  await brand.choosePart({ goldenId, version: await version(), choice: { part: 'firmware', ids: [] } })
  await brand.choosePart({ goldenId, version: await version(), choice: { part: 'artwork', ids: [] } })
  return goldenId
}
const keys = (gaps: readonly GoldenGap[]) => gaps.map(gapKey)
/** Takes back what still waits for the factory: one does at a time. */
async function clear() {
  const brand = as(world.brand.owner)
  const { goldens } = await brand.listGoldens({ productId: world.productId })
  const open = await Promise.all(
    goldens.filter(({ state }) => state === 'proposed').map(({ id }) => brand.getGolden({ goldenId: id })),
  )
  for (const { id, version, partner } of open)
    if (partner?.legalNameEn.includes(factory().mark)) await brand.withdrawGolden({ goldenId: id, version })
}
async function propose(goldenId: string) {
  const brand = as(world.brand.owner)
  const { version, gaps } = await brand.getGolden({ goldenId })
  return brand.proposeGolden({ goldenId, version, accepted: keys(gaps) })
}
async function proposeWhole(goldenId: string) {
  const { contentHash } = await propose(goldenId)
  await makeGoldens(services)
  return contentHash
}
async function sign(person: Person, goldenId: string) {
  const { version, contentHash } = await as(person).getGolden({ goldenId })
  return as(person).signGolden({ goldenId, version, contentHash: contentHash ?? '' })
}
beforeEach(clear)
const inForce = (person: Person) =>
  within(person, 'read', (ctx) => goldenInForce(ctx, { productId: world.productId, partnerOrgId: factory().orgId }))

describe('a golden package', () => {
  test('is counted on with its factory alone: its number tells nothing of others', async () => {
    const brand = as(world.brand.owner)
    const between = ({ orgId }: Readonly<{ orgId: string }>) => ({ productId: world.productId, partnerOrgId: orgId })
    const counted = async (side: Readonly<{ orgId: string }>) => {
      const { number } = await brand.assembleGolden(between(side))
      return Number(number.slice(-2))
    }
    const [other, before] = [await counted(world.partner), await counted(factory())]
    expect([await counted(world.partner), await counted(world.partner)]).toEqual([other + 1, other + 2])
    expect(await counted(factory())).toBe(before + 1)
    expect(before).toBe(1)
  })

  test('is put together of what is in force, and tells what is missing', async () => {
    const goldenId = await assemble()
    const { gaps, parts } = await as(world.brand.owner).getGolden({ goldenId })
    expect(parts.spec?.number).toBeTruthy()
    expect(parts.designs.map(({ letter }) => letter)).toEqual(['A'])
    expect(gaps.every(({ weight }) => weight === 'open')).toBe(true)
    expect(gaps.map(({ kind }) => kind)).toContain('artwork')
    // Nobody else knows of a draft.
    await expect(as(factory().owner).getGolden({ goldenId })).rejects.toThrow('releases.goldenNotFound')
    await expect(as(world.brand.owner).proposeGolden({ goldenId, version: 1, accepted: [] })).rejects.toThrow(
      'releases.goldenStale',
    )
    const { version } = await as(world.brand.owner).getGolden({ goldenId })
    await expect(as(world.brand.owner).proposeGolden({ goldenId, version, accepted: [] })).rejects.toThrow(
      'releases.gapsChanged',
    )
  })

  test('is proven whole by sha256sum, part by part, and the last hash is what was signed', async () => {
    const goldenId = await assemble()
    const { contentHash } = await propose(goldenId)
    await makeGoldens(services)
    const { parts } = await as(factory().owner).getGolden({ goldenId })
    const file = await within(factory().owner, 'write', (ctx) =>
      downloadGolden(ctx, { goldenId, noted: true, rangeOf: () => 'whole' as const }),
    )
    const stream = await services.storage.get(file.sha256)
    if (!stream) throw new Error('no archive')
    const folder = mkdtempSync(join(dir, 'unpacked-'))
    writeFileSync(join(dir, 'golden.zip'), await buffer(stream))
    execFileSync('python3', ['-m', 'zipfile', '-e', join(dir, 'golden.zip'), folder])
    const run = (...args: string[]) => execFileSync('sha256sum', args, { cwd: folder }).toString()
    expect(run('--strict', '-c', 'MANIFEST.sha256')).not.toMatch(/FAILED/)
    expect(run('MANIFEST.sha256')).toBe(`${contentHash}  MANIFEST.sha256\n`)
    // The hashes of the parts are those of files in it.
    const listed = readFileSync(join(folder, 'MANIFEST.sha256'), 'utf8')
    for (const hash of [parts.spec?.hash, parts.bom?.hash, ...parts.designs.map((each) => each.hash)])
      expect(listed).toContain(`${hash}  `)
    const [design] = parts.designs
    const stem = `${design?.number}-${design?.letter}`
    execFileSync('sha256sum', ['--strict', '-c', `../${stem}.sha256`], { cwd: join(folder, 'design', stem) })
    expect(listed).toContain('test-plan/factory test plan.md')
    expect(readFileSync(join(folder, 'README.txt'), 'utf8')).not.toContain(world.partner.mark)
    // Each line of the BOM is behind one of the hashes its content lists.
    const [bomFile] = listed.match(/bom\/[^/]*\.content\.txt/) ?? []
    const content = readFileSync(join(folder, bomFile ?? ''), 'utf8')
      .split('\n')
      .slice(1)
    const lines = readFileSync(join(folder, (bomFile ?? '').replace('content.txt', 'lines.jsonl')), 'utf8').trimEnd()
    expect(lines.split('\n').map((line) => sha256(Buffer.from(line)))).toEqual(content)
    // What a line is built of is there too, behind the hash its own release has; and what requirements refer to.
    const [childFile] = listed.match(/bom\/children\/.*\.content\.txt/) ?? []
    expect(childFile).toContain(childRevisionId)
    expect(lines).toContain(childRevisionId)
    const hashed = sha256(readFileSync(join(folder, childFile ?? '')))
    expect(hashed).toBe(await within(world.brand.owner, 'read', (ctx) => bomHash(ctx, childRevisionId)))
    expect(readFileSync(join(folder, 'specification/attachments', `${attachmentId}-clip.png`), 'utf8')).toBe('drawing')
    await pruneBlobs(services, () => new Date(Date.now() + 5 * 86_400_000))
    expect(await services.storage.has(file.sha256)).toBe(true)
  })

  test('is in force once both have signed, each what they saw; the one before is superseded', async () => {
    const first = await assemble()
    await proposeWhole(first)
    const { version, contentHash } = await as(factory().owner).getGolden({ goldenId: first })
    await expect(
      as(factory().owner).signGolden({ goldenId: first, version, contentHash: '0'.repeat(64) }),
    ).rejects.toThrow('releases.hashDiffers')
    // Both at once: neither is lost.
    const both = await Promise.all([sign(world.brand.owner, first), sign(factory().owner, first)])
    expect(both.map(({ state }) => state).toSorted()).toEqual(['proposed', 'signed'])
    await expect(sign(factory().owner, first)).rejects.toThrow('releases.goldenNotProposed')
    for (const person of [world.brand.owner, factory().owner])
      expect(await inForce(person)).toMatchObject({ id: first, contentHash })
    expect(await inForce(world.partner.owner)).toBeNull()

    const second = await assemble()
    await proposeWhole(second)
    await sign(factory().owner, second)
    await expect(sign(factory().owner, second)).rejects.toThrow('releases.signedAlready')
    expect(await inForce(factory().owner)).toMatchObject({ id: first })
    await sign(world.brand.owner, second)
    expect(await inForce(factory().owner)).toMatchObject({ id: second })
    expect((await as(factory().owner).getGolden({ goldenId: first })).state).toBe('superseded')
  })

  test('waits alone for its signatures, and is signed once its archive is there', async () => {
    const [first, second] = [await assemble(), await assemble()]
    await propose(first)
    await expect(propose(second)).rejects.toThrow('releases.proposalOpen')
    expect((await as(factory().owner).getGolden({ goldenId: first })).maySign).toBe(false)
    await expect(sign(factory().owner, first)).rejects.toThrow('releases.archiveAwaited')
    await makeGoldens(services)
    expect((await as(factory().owner).getGolden({ goldenId: first })).maySign).toBe(true)
    await sign(factory().owner, first)
    await sign(world.brand.owner, first)
    await proposeWhole(second)
    expect(await inForce(factory().owner)).toMatchObject({ id: first })
  })

  test('whose archive cannot be made holds up no other, and is tried again after a pause that grows', async () => {
    const broken = world.releases.proposedGoldenId
    const archive = (blob: string | null) =>
      asStage(database.pool, async ({ db }) => {
        await db.execute(`alter table golden_packages disable trigger user`)
        await db.update(goldenPackages).set({ blobSha256: blob }).where(eq(goldenPackages.id, broken))
        await db.execute(`alter table golden_packages enable trigger user`)
      })
    const { blob } = await asStage(database.pool, async ({ db }) => {
      const [row] = await db.select().from(goldenPackages).where(eq(goldenPackages.id, broken))
      return { blob: row?.blobSha256 ?? null }
    })
    await archive(null)
    const failed: FailedGoldens = new Map()
    const goldenId = await assemble()
    await propose(goldenId)
    expect(await makeGoldens(services, () => 0, failed)).toBe(1)
    expect((await as(factory().owner).getGolden({ goldenId })).maySign).toBe(true)
    const pauses = [failed.get(broken)?.until]
    for (const at of [1, 5_000]) {
      await makeGoldens(services, () => at, failed)
      pauses.push(failed.get(broken)?.until)
    }
    expect(pauses).toEqual([5_000, 5_000, 15_000])
    await archive(blob)
  })

  test('that is more than an archive holds is refused when it is proposed', async () => {
    const goldenId = await assemble()
    const files = (size: string) =>
      asStage(database.pool, async ({ db }) => {
        await db.execute(`alter table design_files disable trigger user`)
        await db.execute(`update design_files set size = ${size} where name = '主板 F_Cu.gbr'`)
        await db.execute(`alter table design_files enable trigger user`)
      })
    await files('size + 4000000000')
    await expect(propose(goldenId)).rejects.toThrow('releases.tooMuch')
    await files('size - 4000000000')
  })

  test('holds each thing once, however often it is named', async () => {
    const goldenId = await assemble()
    const brand = as(world.brand.owner)
    const { version } = await brand.getGolden({ goldenId })
    await brand.choosePart({ goldenId, version, choice: { part: 'designs', ids: [setId, setId] } })
    expect((await brand.getGolden({ goldenId })).parts.designs).toHaveLength(1)
  })

  test('does not take the place of one that was proposed after it', async () => {
    const [older, newer] = [await assemble(), await assemble()]
    await proposeWhole(newer)
    for (const person of [factory().owner, world.brand.owner]) await sign(person, newer)
    await proposeWhole(older)
    await asStage(database.pool, async ({ db }) => {
      await db.execute(`alter table golden_packages disable trigger user`)
      await db.execute(`update golden_packages set proposed_at = proposed_at - interval '1 day' where id = '${older}'`)
      await db.execute(`alter table golden_packages enable trigger user`)
    })
    await expect(sign(factory().owner, older)).rejects.toThrow('releases.newerSigned')
    expect(await inForce(factory().owner)).toMatchObject({ id: newer })
  })

  test('is not signed with a factory that left, or one that is not shown its parts any more', async () => {
    const goldenId = await assemble()
    await proposeWhole(goldenId)
    const party = `product_id = '${world.productId}' and org_id = '${factory().orgId}'`
    const change = (set: string) =>
      asStage(database.pool, ({ db }) => db.execute(`update product_parties set ${set} where ${party}`))
    await change(`grants = array_remove(grants, 'files')`)
    await expect(sign(world.brand.owner, goldenId)).rejects.toThrow('releases.partsNotInForce')
    await change(`grants = array_append(grants, 'files'), state = 'revoked'`)
    await expect(sign(world.brand.owner, goldenId)).rejects.toThrow('releases.partnerNotFound')
    await change(`state = 'active'`)
    expect(await sign(world.brand.owner, goldenId)).toEqual({ state: 'proposed' })
  })

  test('signed at once by both sides, twice over, comes into force once', async () => {
    const goldenId = await assemble()
    await proposeWhole(goldenId)
    const all = [world.brand.owner, factory().owner, world.brand.owner, factory().owner]
    const done = await Promise.allSettled(all.map((person) => sign(person, goldenId)))
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    for (const each of done)
      if (each.status === 'rejected') expect(String(each.reason)).toMatch(/signedAlready|goldenNotProposed/)
    expect(await inForce(factory().owner)).toMatchObject({ id: goldenId })
  })

  test('is not signed for both sides by one person', async () => {
    const goldenId = await assemble()
    await proposeWhole(goldenId)
    await sign(world.brand.owner, goldenId)
    const both = { ...factory().owner, actor: { ...factory().owner.actor, userId: world.brand.owner.id } }
    await expect(sign(both, goldenId)).rejects.toThrow('releases.signedForOtherSide')
    expect(await sign(factory().owner, goldenId)).toEqual({ state: 'signed' })
  })

  test('stands as it was proposed, and tells its two sides alone', async () => {
    const goldenId = await assemble()
    await propose(goldenId)
    await publishPending(services, async (ids) => {
      published.push(...ids)
    })
    for (const id of published.splice(0)) await deliver(services, id, subscriptions)
    const told = await asStage(database.pool, ({ db }) =>
      db
        .select({ userId: notifications.userId })
        .from(notifications)
        .where(and(eq(notifications.kind, 'releases.goldenProposed'), eq(notifications.path, pathOf(goldenId)))),
    )
    expect(told.map(({ userId }) => userId)).toContain(factory().owner.id)
    expect(told.map(({ userId }) => userId)).not.toContain(world.partner.owner.id)
    await expect(as(world.partner.owner).getGolden({ goldenId })).rejects.toThrow('releases.goldenNotFound')
    for (const given of [{ contentHash: 'x' }, { items: [] }, { state: 'draft' as const }, { number: 'X' }])
      await expect(
        asStage(database.pool, ({ db }) => db.update(goldenPackages).set(given).where(eq(goldenPackages.id, goldenId))),
      ).rejects.toMatchObject({ cause: { code: '23001' } })
    await expect(
      as(world.brand.owner).choosePart({ goldenId, version: 9, choice: { part: 'spec', id: null } }),
    ).rejects.toThrow('releases.goldenFrozen')
  })

  test('is not proposed with a part that was overtaken, and says afterwards which were', async () => {
    const [draft, proposed] = [await assemble(), await assemble()]
    await propose(proposed)
    const designs = caller(world.brand.owner).designFiles
    const { revisionId } = await designs.startRevision({ setId })
    await designs.releaseRevision({ revisionId, version: 1, notes: { en: '', zh: '' } })
    const stopped = await as(world.brand.owner).getGolden({ goldenId: draft })
    expect(stopped.gaps.filter(({ weight }) => weight === 'stop').map(({ kind }) => kind)).toContain('designs')
    await makeGoldens(services)
    await expect(sign(factory().owner, proposed)).rejects.toThrow('releases.partsNotInForce')
    const { goldens } = await as(factory().owner).listGoldens({ productId: world.productId })
    expect(goldens.find(({ id }) => id === proposed)).toMatchObject({ overtaken: true })
    const take = (person: Person) =>
      within(person, 'write', (ctx) =>
        downloadGolden(ctx, { goldenId: proposed, noted: true, rangeOf: () => 'whole' as const }),
      )
    expect((await take(factory().owner)).fileName).toMatch(/^SUPERSEDED-/)
    // Taken back, it is for the brand's record alone.
    await clear()
    await expect(take(factory().owner)).rejects.toThrow('releases.withdrawn')
    expect((await as(factory().owner).getGolden({ goldenId: proposed })).mayDownload).toBe(false)
    expect((await take(world.brand.owner)).fileName).toMatch(/^WITHDRAWN-/)
    await expect(propose(draft)).rejects.toThrow('releases.partsNotInForce')
    const { overtaken } = await as(factory().owner).getGolden({ goldenId: proposed })
    expect(overtaken.map(({ kind }) => kind)).toContain('designs')
  })

  test('offers no firmware that no key in use has signed', async () => {
    const goldenId = await assemble()
    const { lineId, keyId } = world.firmware
    const offered = async () => {
      const { candidates } = await as(world.brand.owner).getGolden({ goldenId })
      return candidates?.lines.find((line) => line.lineId === lineId)?.production.map(({ buildId }) => buildId)
    }
    expect(await offered()).toEqual([world.firmware.shippedBuildId])
    await asStage(database.pool, ({ db }) =>
      db.execute(`update firmware_keys set retired_at = now() where id = '${keyId}'`),
    )
    expect(await offered()).toEqual([])
  })
})

const published: string[] = []
const pathOf = (goldenId: string) => `/products/${world.productId}/golden/${goldenId}`
