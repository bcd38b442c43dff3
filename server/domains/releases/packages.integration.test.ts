import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { PDFDocument } from '@cantoo/pdf-lib'
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { auditEntries } from '@/db/schema/audit'
import { notifications } from '@/db/schema/notifications'
import { packages } from '@/db/schema/releases'
import { addFile, beginUpload } from '@/server/domains/designFiles/commands/upload-file'
import { deliver } from '@/server/jobs/delivery'
import { publishPending } from '@/server/jobs/dispatcher'
import { makePackages } from '@/server/jobs/make-packages'
import { pruneBlobs } from '@/server/jobs/prune-blobs'
import { subscriptions } from '@/server/jobs/subscriptions'
import { requireMember, transact, type MemberCtx } from '@/server/platform/context'
import { readPdf, unspaced } from '@/server/platform/pdf/fixtures/read-pdf'
import type { Services } from '@/server/platform/services'
import { testDatabase, type TestDatabase } from '@/server/testing/database'
import { asStage, callerOf, testServices } from '@/server/testing/factories'
import { makeWorld, pricePattern, type Person, type World } from '@/server/testing/world'
import { downloadByLink, downloadPackage } from './commands/download-package'

let database: TestDatabase
let services: Services
let world: World
let dir: string
let setId: string
let revisionId: string
const gerber = Buffer.from('G04 top*\nM02*\n')
beforeAll(async () => {
  database = await testDatabase()
  dir = mkdtempSync(join(tmpdir(), 'mortise-packages-'))
  services = testServices(database.pool, dir)
  world = await makeWorld(database.pool)
})
afterAll(async () => {
  await database.close()
  rmSync(dir, { recursive: true })
})
beforeEach(async () => {
  const made = await designs(world.brand.owner).createSet({
    productId: world.productId,
    name: { en: 'Board', zh: '主板' },
  })
  ;({ setId, revisionId } = made)
})

const caller = ({ actor }: Person) => callerOf(database.pool, actor, { services })
const as = (person: Person) => caller(person).releases
const designs = (person: Person) => caller(person).designFiles
const within = <T>({ actor }: Person, mode: 'read' | 'write', work: (ctx: MemberCtx) => Promise<T>) =>
  transact(database.pool, { actor, mode }, (ctx) => work(requireMember(ctx)))
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const put = (name: string, bytes: Uint8Array) =>
  within(world.brand.owner, 'write', async (ctx) => {
    const blob = await services.storage.put(bytes)
    const { uploadId } = await beginUpload(ctx, { revisionId, name, size: blob.size, fingerprint: blob.sha256 })
    await addFile(ctx, services.storage, { uploadId, blob })
  })
async function release() {
  const { revision } = await designs(world.brand.owner).getSet({ setId })
  const input = { revisionId: revision.id, version: revision.version, notes: { en: 'Five holes', zh: '五孔' } }
  return designs(world.brand.owner).releaseRevision(input)
}
async function nextRelease() {
  ;({ revisionId } = await designs(world.brand.owner).startRevision({ setId }))
  return release()
}
async function pdf(locked = false): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  document.addPage([595, 842])
  if (locked) document.encrypt({ userPassword: 'secret', ownerPassword: 'secret' })
  return document.save()
}
type Given = Partial<Parameters<ReturnType<typeof as>['createRecipe']>[0]>
const recipe = async (given: Given = {}) => {
  const { recipeId } = await as(world.brand.owner).createRecipe({
    ...{ productId: world.productId, name: { en: 'Board house', zh: '' }, kind: 'boardHouse', setId },
    ...{ recipient: { to: 'other', name: '深圳凯达电路', contact: 'sales@kaida.example' } },
    ...{ parts: ['fabrication', 'drawing'], bomId: null, specId: null, watermark: true },
    ...given,
  })
  return recipeId
}
const make = async (recipeId: string) => {
  const made = await as(world.brand.owner).makePackage({ recipeId })
  await makePackages(services)
  return made
}
async function events() {
  await publishPending(services, async (ids) => {
    published.push(...ids)
  })
  for (const id of published.splice(0)) await deliver(services, id, subscriptions)
}
const published: string[] = []

/** The archive of a package, unpacked by another program. */
async function unpacked(packageId: string, person = world.brand.owner): Promise<string> {
  const { sha256: name } = await within(person, 'write', (ctx) =>
    downloadPackage(ctx, { packageId, noted: true, rangeOf: () => 'whole' as const }),
  )
  const stream = await services.storage.get(name)
  if (!stream) throw new Error('no archive')
  const folder = mkdtempSync(join(dir, 'unpacked-'))
  writeFileSync(join(folder, '..', 'package.zip'), await buffer(stream))
  execFileSync('python3', ['-m', 'zipfile', '-e', join(folder, '..', 'package.zip'), folder])
  return folder
}
const check = (folder: string) =>
  execFileSync('sha256sum', ['--strict', '-c', 'MANIFEST.sha256'], { cwd: folder }).toString()

describe('a package for a recipient', () => {
  test('are counted on for each partner, and together for those without an account', async () => {
    await put('board F_Cu.gbr', gerber)
    await release()
    const brand = as(world.brand.owner)
    const to = (partnerOrgId: string) => recipe({ recipient: { to: 'partner', partnerOrgId } })
    const [one, other, none] = [await to(world.partner.orgId), await to(world.rival.orgId), await recipe()]
    const counted = async (recipeId: string) => Number((await brand.makePackage({ recipeId })).number.slice(-3))
    const [first, mine, theirs] = [await counted(one), await counted(other), await counted(none)]
    expect([await counted(one), await counted(one)]).toEqual([first + 1, first + 2])
    expect([await counted(other), await counted(none)]).toEqual([mine + 1, theirs + 1])
    await makePackages(services)
  })

  test('holds what its recipe asks for, and standard tools prove it whole', async () => {
    const drawing = await pdf()
    await put('主板 F_Cu.gbr', gerber)
    await put('outline drawing.pdf', drawing)
    await put('sensor.kicad_sch', Buffer.from('(kicad_sch)'))
    await release()
    const { packageId, number } = await make(await recipe())
    const found = await as(world.brand.owner).getPackage({ packageId })
    expect(found).toMatchObject({ state: 'issued', failure: null, stale: [], number })
    expect(found.items.map(({ path }) => path)).toEqual([
      'README.txt',
      'drawings/outline drawing.pdf',
      'fabrication/主板 F_Cu.gbr',
    ])
    const folder = await unpacked(packageId)
    expect(check(folder).match(/OK/g)).toHaveLength(3)
    expect(sha256(readFileSync(join(folder, 'MANIFEST.sha256')))).toBe(found.contentHash)
    expect(readFileSync(join(folder, 'fabrication/主板 F_Cu.gbr')).equals(gerber)).toBe(true)

    // The drawing is a copy that says whose it is; both hashes are on record.
    const marked = readFileSync(join(folder, 'drawings/outline drawing.pdf'))
    expect(unspaced((await readPdf(marked)).pages.join(''))).toContain(unspaced(`深圳凯达电路 · ${number}`))
    expect(found.items[1]).toMatchObject({ source: sha256(drawing), issued: sha256(marked), marked: true })
    const readme = readFileSync(join(folder, 'README.txt'), 'utf8')
    expect(readme.startsWith('\u{feff}')).toBe(true)
    for (const said of [
      number,
      '深圳凯达电路',
      'sales@kaida.example',
      'certutil',
      'revision A',
      'A 版',
      sha256(drawing),
    ])
      expect(readme).toContain(said)
    expect(readme).not.toMatch(/non-disclosure|保密承诺/)
    expect(readme.replaceAll('\r\n', '')).not.toContain('\n')
  })

  test('is the same bytes when it is made again', async () => {
    await put('top.gbr', gerber)
    await release()
    const { packageId } = await make(await recipe())
    const row = async () =>
      (await asStage(database.pool, ({ db }) => db.select().from(packages).where(eq(packages.id, packageId))))[0]
    const first = await row()
    await asStage(database.pool, async ({ db }) => {
      await db.execute(`alter table packages disable trigger packages_frozen`)
      await db.update(packages).set({ state: 'making', blobSha256: null }).where(eq(packages.id, packageId))
      await db.execute(`alter table packages enable trigger packages_frozen`)
    })
    await makePackages(services)
    expect((await row())?.blobSha256).toBe(first?.blobSha256)
  })

  test('carries BOM and specification, and never a price or the name of another factory', async () => {
    await put('top.gbr', gerber)
    await release()
    const recipeId = await recipe({
      ...{
        kind: 'assembler',
        parts: ['fabrication'],
        bomId: world.revisions.releasedBomId,
        specId: world.specs.drafted.specId,
      },
      recipient: { to: 'partner', partnerOrgId: world.rival.orgId },
    })
    const { packageId } = await make(recipeId)
    const { state, failure } = await as(world.brand.owner).getPackage({ packageId })
    expect([state, failure]).toEqual(['issued', null])
    const folder = await unpacked(packageId, world.rival.owner)
    expect(check(folder).match(/OK/g)).toHaveLength(4)
    const sheet = execFileSync('sh', [
      '-c',
      `cd '${folder}/bom' && python3 -m zipfile -e *.xlsx x && cat x/xl/worksheets/*.xml x/xl/*.xml`,
    ])
    expect(sheet.toString()).toContain('TYPE-C-31')
    expect(sheet.toString()).not.toMatch(pricePattern)
    const paper = execFileSync('sh', ['-c', `cat '${folder}'/specification/*.pdf`])
    const text = (await readPdf(paper)).pages.join('')
    expect(text).not.toContain(world.partner.mark)
    expect(readFileSync(join(folder, 'README.txt'), 'utf8')).toMatch(/non-disclosure undertaking v1/)
  })

  test('is refused where a drawing cannot be marked, until somebody says that it may go unmarked', async () => {
    await put('top.gbr', gerber)
    await put('locked drawing.pdf', await pdf(true))
    await release()
    const { packageId } = await make(await recipe())
    const failed = await as(world.brand.owner).getPackage({ packageId })
    expect(failed).toMatchObject({
      state: 'failed',
      failure: {
        code: 'releases.notMarkable',
        files: [{ name: 'drawings/locked drawing.pdf', reason: 'locked' }],
      },
    })
    await as(world.brand.owner).retryPackage({ packageId, version: failed.version, unmarked: true })
    await makePackages(services)
    const issued = await as(world.brand.owner).getPackage({ packageId })
    expect(issued.state).toBe('issued')
    expect(issued.items.find(({ path }) => path.includes('locked'))).toMatchObject({
      marked: false,
      unmarked: 'locked',
    })
  })

  test('cannot be made of what is not released, nor of nothing', async () => {
    const recipeId = await recipe()
    await expect(as(world.brand.owner).makePackage({ recipeId })).rejects.toThrow('releases.nothingReleased')
    await put('notes.docx', gerber)
    await release()
    await expect(as(world.brand.owner).makePackage({ recipeId })).rejects.toThrow('releases.nothingToSend')
  })

  test('of two asked for at once each has its number, or one is told', async () => {
    await put('top.gbr', gerber)
    await release()
    const recipeId = await recipe()
    const asked = await Promise.allSettled([1, 2, 3].map(() => as(world.brand.owner).makePackage({ recipeId })))
    const numbers = asked.flatMap((each) => (each.status === 'fulfilled' ? each.value.number : []))
    expect(numbers.length).toBeGreaterThan(0)
    expect(new Set(numbers).size).toBe(numbers.length)
    for (const each of asked)
      if (each.status === 'rejected') expect(String(each.reason)).toContain('releases.numberTaken')
    await makePackages(services)
  })
})

describe('superseded', () => {
  test('by the next release: its file says so, its people are told once, and a new one is made', async () => {
    await put('top.gbr', gerber)
    await release()
    const recipeId = await recipe({ recipient: { to: 'partner', partnerOrgId: world.partner.orgId } })
    const { packageId, number } = await make(recipeId)
    await events()
    const told = async (person: Person, kind: string) =>
      (
        await asStage(database.pool, ({ db }) =>
          db
            .select({ params: notifications.params })
            .from(notifications)
            .where(and(eq(notifications.userId, person.id), eq(notifications.kind, kind))),
        )
      ).filter(({ params }) => params['number'] === number)
    expect(await told(world.partner.owner, 'releases.issued')).toHaveLength(1)
    expect(await told(world.rival.owner, 'releases.issued')).toHaveLength(0)

    await nextRelease()
    await events()
    await nextRelease()
    await events()
    for (const person of [world.partner.owner, world.brand.owner])
      expect(await told(person, 'releases.superseded')).toHaveLength(1)
    expect(await told(world.rival.owner, 'releases.superseded')).toHaveLength(0)

    const seen = await as(world.partner.owner).getPackage({ packageId })
    expect(seen.stale).toMatchObject([{ kind: 'set', from: 'A', to: 'C' }])
    const { fileName } = await within(world.partner.owner, 'write', (ctx) =>
      downloadPackage(ctx, { packageId, noted: true, rangeOf: () => 'whole' as const }),
    )
    expect(fileName).toBe(`SUPERSEDED-已作废_${number}.zip`)
    const { downloads } = await as(world.brand.owner).getPackage({ packageId })
    expect(downloads[0]).toMatchObject({ superseded: true })

    const next = await make(recipeId)
    expect((await as(world.partner.owner).getPackage({ packageId })).successor).toMatchObject({ number: next.number })
    expect((await as(world.brand.owner).getPackage({ packageId: next.packageId })).stale).toEqual([])
  })

  test('marks a PDF whatever it is called', async () => {
    await put('outline.pdf.bak', await pdf())
    await put('notes.txt', Buffer.from('no PDF here'))
    await release()
    const { packageId } = await make(await recipe({ parts: ['other', 'drawing'] }))
    const { items } = await as(world.brand.owner).getPackage({ packageId })
    expect(items.filter(({ marked }) => marked).map(({ path }) => path)).toEqual(['drawings/outline.pdf.bak'])
    expect(items.map(({ path }) => path)).toContain('other/notes.txt')
  })

  test('a download is noted by any part of it, and its parts once', async () => {
    await put('top.gbr', gerber)
    await release()
    const { packageId } = await make(await recipe({ recipient: { to: 'partner', partnerOrgId: world.partner.orgId } }))
    const take = (person: Person, range: 'none' | Readonly<{ first: number; last: number }>, hours = 0) =>
      transact(
        database.pool,
        { actor: person.actor, mode: 'write', now: () => new Date(Date.now() + hours * 3_600_000) },
        (ctx) => downloadPackage(requireMember(ctx), { packageId, noted: true, rangeOf: () => range }),
      )
    const noted = async () => (await as(world.brand.owner).getPackage({ packageId })).downloads.length
    const taker = world.partner.owner
    await take(taker, 'none')
    expect(await noted()).toBe(0)
    await take(taker, { first: 1, last: 9 })
    await take(taker, { first: 10, last: 20 })
    expect(await noted()).toBe(1)
    await take(world.brand.owner, { first: 1, last: 9 })
    expect(await noted()).toBe(2)
    await take(taker, { first: 1, last: 9 }, 1.5)
    expect(await noted()).toBe(3)
  })

  test('a download is in the chains of both sides', async () => {
    await put('top.gbr', gerber)
    await release()
    const { packageId } = await make(await recipe({ recipient: { to: 'partner', partnerOrgId: world.partner.orgId } }))
    await unpacked(packageId, world.partner.owner)
    const entries = await asStage(database.pool, ({ db }) =>
      db
        .select({ orgId: auditEntries.orgId })
        .from(auditEntries)
        .where(and(eq(auditEntries.subjectId, packageId), eq(auditEntries.action, 'releases.downloadPackage'))),
    )
    expect(entries.map(({ orgId }) => orgId).toSorted()).toEqual([world.brand.orgId, world.partner.orgId].toSorted())
  })
})

describe('a package that was issued', () => {
  test('is not changed by anybody, and nothing of it is pruned', async () => {
    await put('top.gbr', gerber)
    await release()
    const { packageId } = await make(await recipe())
    const change = (given: Partial<typeof packages.$inferInsert>) =>
      asStage(database.pool, ({ db }) => db.update(packages).set(given).where(eq(packages.id, packageId)))
    for (const given of [{ items: [] }, { contentHash: 'x' }, { state: 'making' as const }, { number: 'X' }])
      await expect(change(given)).rejects.toMatchObject({ cause: { code: '23001' } })
    const gone = await asStage(database.pool, ({ db }) => db.delete(packages).where(eq(packages.id, packageId)))
    expect(gone.rowCount).toBe(0)
    await pruneBlobs(services, () => new Date(Date.now() + 5 * 86_400_000))
    check(await unpacked(packageId))
  })

  test('withdrawn, is for the brand’s record alone; of two who withdraw it one is told', async () => {
    await put('top.gbr', gerber)
    await release()
    const { packageId, number } = await make(
      await recipe({ recipient: { to: 'partner', partnerOrgId: world.partner.orgId } }),
    )
    const { version } = await as(world.brand.owner).getPackage({ packageId })
    const both = await Promise.allSettled(
      [1, 2].map(() => as(world.brand.owner).withdrawPackage({ packageId, version })),
    )
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const take = (person: Person) =>
      within(person, 'write', (ctx) =>
        downloadPackage(ctx, { packageId, noted: true, rangeOf: () => 'whole' as const }),
      )
    await expect(take(world.partner.owner)).rejects.toThrow('releases.withdrawn')
    expect((await take(world.brand.owner)).fileName).toBe(`WITHDRAWN-已撤回_${number}.zip`)
  })

  test('goes to somebody without an account by a link, until it is closed', async () => {
    await put('top.gbr', gerber)
    await release()
    const { packageId, number } = await make(await recipe())
    const { token } = await as(world.brand.owner).createLink({ packageId, name: 'Ms Zhou', days: 7 })
    const visitor = callerOf(database.pool, null, { services }).releases
    expect(await visitor.openLink({ token })).toMatchObject({ package: { number }, stale: [], withdrawn: false })
    const take = () =>
      transact(database.pool, { actor: null, mode: 'write', system: true }, (ctx) =>
        downloadByLink(ctx, { token, noted: true, rangeOf: () => 'whole' as const }),
      )
    expect((await take()).fileName).toBe(`${number}.zip`)
    await take()
    const { downloads, links } = await as(world.brand.owner).getPackage({ packageId })
    expect(downloads).toMatchObject([{ link: 'Ms Zhou' }])
    const [link] = links
    if (!link) throw new Error('no link')
    await as(world.brand.owner).revokeLink({ linkId: link.id, version: link.version })
    expect(await visitor.openLink({ token })).toBeNull()
    await expect(take()).rejects.toThrow('releases.linkUnusable')
  })

  test('is closed by its links as well to a partner who left', async () => {
    await put('top.gbr', gerber)
    await release()
    const { packageId } = await make(await recipe({ recipient: { to: 'partner', partnerOrgId: world.partner.orgId } }))
    const { token } = await as(world.brand.owner).createLink({ packageId, name: 'Ms Zhou', days: 7 })
    const visitor = callerOf(database.pool, null, { services }).releases
    const open = () => visitor.openLink({ token })
    const become = (state: string) =>
      asStage(database.pool, ({ db }) =>
        db.execute(
          `update product_parties set state = '${state}' where product_id = '${world.productId}' and org_id = '${world.partner.orgId}'`,
        ),
      )
    expect(await open()).not.toBeNull()
    await become('revoked')
    expect(await open()).toBeNull()
    await become('active')
    expect(await open()).not.toBeNull()
  })
})
