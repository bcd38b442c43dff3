import { createHash, randomUUID } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { auditEntries } from '@/db/schema/audit'
import { designFiles, designPins, designReadings } from '@/db/schema/designFiles'
import { notifications } from '@/db/schema/notifications'
import { productParties } from '@/db/schema/products'
import { deliver } from '@/server/jobs/delivery'
import { publishPending } from '@/server/jobs/dispatcher'
import { subscriptions } from '@/server/jobs/subscriptions'
import { newId } from '@/server/kernel/ids'
import { testDatabase, type TestDatabase } from '@/server/testing/database'
import { asStage, callerOf, testServices } from '@/server/testing/factories'
import { makeWorld, type Person, type World } from '@/server/testing/world'
import { nameKey } from './rules/design-file'

let database: TestDatabase
let world: World
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

function as({ actor }: Person) {
  if (!actor?.member) throw new Error('not a member')
  return callerOf(database.pool, { ...actor, member: actor.member })
}
const sha = (text: string) => createHash('sha256').update(text).digest('hex')
const anchor = { kind: 'board', layer: '', x: 8_000, y: 9_000 } as const
const words = (en: string) => ({ body: { en, zh: '', source: 'en' as const }, mentions: [], clientKey: randomUUID() })

/** A file of a draft, as an upload would have left it. */
async function put(revisionId: string, setId: string, name: string, content: string): Promise<string> {
  const id = newId('file')
  const { brand, productId } = world
  await asStage(database.pool, async ({ db }) => {
    await db
      .update(designFiles)
      .set({ removedAt: new Date() })
      .where(
        and(
          eq(designFiles.revisionId, revisionId),
          eq(designFiles.nameKey, nameKey(name)),
          isNull(designFiles.removedAt),
        ),
      )
    await db.insert(designFiles).values({
      ...{ id, orgId: brand.orgId, productId, setId, revisionId, kind: 'fabrication', name, nameKey: nameKey(name) },
      ...{ sha256: sha(content), size: content.length, uploadedBy: brand.owner.id, uploadedByOrgId: brand.orgId },
      createdAt: new Date(),
    })
  })
  return id
}

type Place = Readonly<{ setId: string; revisionId: string; fileId: string }>
let place: Place
beforeEach(async () => {
  world = await makeWorld(database.pool)
  const made = await as(world.brand.owner).designFiles.createSet({
    productId: world.productId,
    name: { en: 'Board', zh: '' },
  })
  place = { ...made, fileId: await put(made.revisionId, made.setId, 'top.gbr', 'one') }
})

const placed = (who: Person, partnerOrgId?: string | null) =>
  as(who).designFiles.placePin({ fileId: place.fileId, anchor, partnerOrgId, ...words('Is this pad right?') })
const list = (who: Person, revisionId = place.revisionId) => as(who).designFiles.listPins({ revisionId })
const release = async (revisionId: string) => {
  const set = await as(world.brand.owner).designFiles.getSet({ setId: place.setId, revisionId })
  await as(world.brand.owner).designFiles.releaseRevision({
    ...{ revisionId, version: set.revision.version, notes: { en: '', zh: '' } },
  })
}

test('a pin survives a revision as “check again”, is confirmed, and stays seen in both', async () => {
  const { brand, rival } = world
  const { pinId } = await placed(rival.owner)
  await release(place.revisionId)
  const next = await as(brand.owner).designFiles.startRevision({ setId: place.setId })
  expect((await list(brand.owner, next.revisionId)).pins).toMatchObject([{ id: pinId, standing: 'here', number: 1 }])

  const changed = await put(next.revisionId, place.setId, 'Top.gbr', 'two')
  expect((await list(rival.owner, next.revisionId)).pins).toMatchObject([
    { id: pinId, standing: 'checkAgain', fileId: changed, fileName: 'Top.gbr', version: 1 },
  ])
  await as(rival.owner).designFiles.confirmPin({ pinId, fileId: changed, version: 1 })
  for (const revisionId of [place.revisionId, next.revisionId])
    expect((await list(brand.owner, revisionId)).pins).toMatchObject([{ standing: 'here', checkedIn: next.number }])

  await asStage(database.pool, ({ db }) =>
    db.update(designFiles).set({ removedAt: new Date() }).where(eq(designFiles.id, changed)),
  )
  expect((await list(brand.owner, next.revisionId)).pins).toMatchObject([{ standing: 'gone', fileId: null }])
  expect(await as(brand.owner).designFiles.findPin({ pinId })).toMatchObject({ fileId: place.fileId })
})

test('a pin is found where it stands, not where the reader usually looks', async () => {
  const { brand, rival } = world
  await release(place.revisionId)
  const next = await as(brand.owner).designFiles.startRevision({ setId: place.setId })
  const changed = await put(next.revisionId, place.setId, 'top.gbr', 'two')
  const { pinId } = await as(rival.owner).designFiles.placePin({ fileId: changed, anchor, ...words('And here?') })
  // In the release in force its content is another, older one: the pin is not shown there.
  expect((await list(rival.owner)).pins).toEqual([])
  expect(await as(rival.owner).designFiles.findPin({ pinId })).toMatchObject({ fileId: changed })

  const remove = (fileId: string) =>
    asStage(database.pool, ({ db }) =>
      db.update(designFiles).set({ removedAt: new Date() }).where(eq(designFiles.id, fileId)),
    )
  const beside = await put(next.revisionId, place.setId, 'bottom.gbr', 'b')
  await remove(changed)
  expect(await as(rival.owner).designFiles.findPin({ pinId })).toMatchObject({ fileId: beside })
  expect((await list(rival.owner, next.revisionId)).pins).toMatchObject([{ id: pinId, standing: 'gone' }])
  await remove(beside)
  expect(await as(rival.owner).designFiles.findPin({ pinId })).toMatchObject({
    ...{ fileId: null, madeIn: { id: next.revisionId } },
  })
})

test('a pin is refused in a file that was taken out, and where its kind does not fit', async () => {
  const { brand } = world
  await asStage(database.pool, ({ db }) =>
    db.insert(designReadings).values({
      ...{ orgId: brand.orgId, sha256: sha('one'), nameKey: nameKey('top.gbr'), name: 'top.gbr', size: 3 },
      ...{ state: 'read', askedAt: new Date(), reading: { kind: 'gerber', shown: null, findings: [], more: 0 } },
    }),
  )
  const at = { kind: 'page', page: 1, x: 1, y: 1 } as const
  const pinAt = (given: object = {}) =>
    as(brand.owner).designFiles.placePin({ fileId: place.fileId, anchor, partnerOrgId: null, ...words('?'), ...given })
  await expect(pinAt({ anchor: at })).rejects.toMatchObject({ message: 'designFiles.pinUnfit' })
  const { pinId } = await pinAt()
  await expect(
    as(brand.owner).designFiles.movePin({ pinId, fileId: place.fileId, version: 1, anchor: at }),
  ).rejects.toMatchObject({ message: 'designFiles.pinUnfit' })
  await asStage(database.pool, ({ db }) =>
    db.update(designFiles).set({ removedAt: new Date() }).where(eq(designFiles.id, place.fileId)),
  )
  await expect(pinAt()).rejects.toMatchObject({ message: 'designFiles.fileNotFound' })
})

test('a pin that is moved stands where it was put, and in what came before it is to be checked', async () => {
  const { brand, rival } = world
  const { pinId } = await placed(brand.owner, rival.orgId)
  await release(place.revisionId)
  const next = await as(brand.owner).designFiles.startRevision({ setId: place.setId })
  const changed = await put(next.revisionId, place.setId, 'top.gbr', 'two')
  const there = { ...anchor, x: 12_000 }
  await as(brand.owner).designFiles.movePin({ pinId, fileId: changed, version: 1, anchor: there })
  expect((await list(rival.owner, next.revisionId)).pins).toMatchObject([{ standing: 'here', anchor: there }])
  expect((await list(rival.owner)).pins).toMatchObject([{ standing: 'checkAgain' }])
  // Whoever saw it where it was has not decided about where it is.
  await expect(as(rival.owner).designFiles.confirmPin({ pinId, fileId: changed, version: 1 })).rejects.toMatchObject({
    message: 'designFiles.pinStale',
  })
})

test('of two who check at once one loses', async () => {
  const { brand, rival } = world
  const { pinId } = await placed(brand.owner, rival.orgId)
  const input = { pinId, fileId: place.fileId, version: 1 }
  const outcomes = await Promise.allSettled([
    as(brand.owner).designFiles.confirmPin(input),
    as(rival.owner).designFiles.movePin({ ...input, anchor }),
  ])
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
})

test('pins placed at once get numbers of their own, and a retry is the same pin', async () => {
  const { rival, brand } = world
  const made = await Promise.all([1, 2, 3, 4].map(() => placed(rival.owner)))
  expect((await list(rival.owner)).pins.map(({ number }) => number)).toEqual([1, 2, 3, 4])
  const asked = { fileId: place.fileId, anchor, partnerOrgId: rival.orgId, ...words('Again?') }
  const [one, other] = await Promise.all([1, 2].map(() => as(brand.owner).designFiles.placePin(asked)))
  expect(one).toEqual(other)
  expect((await list(brand.owner)).pins).toHaveLength(made.length + 1)
})

test('one factory never learns of another’s pins, nor of those inside the brand', async () => {
  const { brand, partner, rival, productId } = world
  await asStage(database.pool, ({ db }) =>
    db
      .update(productParties)
      .set({ grants: ['files', 'boms', 'specs'] })
      .where(and(eq(productParties.productId, productId), eq(productParties.orgId, partner.orgId))),
  )
  await placed(brand.owner, null)
  await placed(brand.owner, rival.orgId)
  const { pinId: hidden } = await placed(rival.owner)
  const { pinId } = await placed(partner.owner)
  const seen = await list(partner.owner)
  // The first of its own, whatever others did before.
  expect(seen.pins.map(({ id, number }) => [id, number])).toEqual([[pinId, 1]])
  expect(JSON.stringify(seen)).not.toContain(rival.orgId)
  expect((await list(brand.owner)).pins).toHaveLength(4)
  for (const act of [
    () => as(partner.owner).designFiles.findPin({ pinId: hidden }),
    () => as(partner.owner).designFiles.confirmPin({ pinId: hidden, fileId: place.fileId, version: 1 }),
    () => as(partner.owner).designFiles.movePin({ pinId: hidden, fileId: place.fileId, version: 1, anchor }),
  ])
    await expect(act()).rejects.toMatchObject({ message: 'designFiles.pinNotFound' })
  const audit = await asStage(database.pool, ({ db }) =>
    db.select({ orgId: auditEntries.orgId }).from(auditEntries).where(eq(auditEntries.subjectId, pinId)),
  )
  expect(audit.map(({ orgId }) => orgId).toSorted()).toEqual([brand.orgId, partner.orgId].toSorted())
  // Nothing of it is left to a factory that lost the files.
  await asStage(database.pool, ({ db }) =>
    db
      .update(productParties)
      .set({ grants: ['boms'] })
      .where(and(eq(productParties.productId, productId), eq(productParties.orgId, partner.orgId))),
  )
  await expect(as(partner.owner).designFiles.findPin({ pinId })).rejects.toMatchObject({
    message: 'designFiles.pinNotFound',
  })
})

test('a pin asks the other side, and its conversation is the one there is', async () => {
  const { brand, rival, productId } = world
  const { pinId, threadId } = await placed(brand.owner, rival.orgId)
  const services = testServices(database.pool, '')
  const ids: string[] = []
  while ((await publishPending(services, async (found) => void ids.push(...found))) > 0) continue
  for (const id of ids) await deliver(services, id, subscriptions)
  const told = await asStage(database.pool, ({ db }) =>
    db.select().from(notifications).where(eq(notifications.threadId, threadId)),
  )
  expect(told.map(({ orgId }) => orgId)).toContain(rival.orgId)
  await expect(
    as(rival.owner).threads.openThread({ productId, subject: { kind: 'designPin', id: pinId }, ...words('And?') }),
  ).rejects.toMatchObject({ message: 'threads.subjectNotFound' })
})

test('pins are not placed or checked in what is past, nor in another file, and stay whose they are', async () => {
  const { brand, rival } = world
  const { pinId } = await placed(rival.owner)
  await release(place.revisionId)
  const next = await as(brand.owner).designFiles.startRevision({ setId: place.setId })
  const other = await put(next.revisionId, place.setId, 'bottom.gbr', 'b')
  await expect(as(brand.owner).designFiles.confirmPin({ pinId, fileId: other, version: 1 })).rejects.toMatchObject({
    message: 'designFiles.pinOtherFile',
  })
  await release(next.revisionId)
  await expect(placed(rival.owner)).rejects.toMatchObject({ message: 'designFiles.pinInPast' })
  await expect(
    asStage(database.pool, ({ db }) =>
      db.update(designPins).set({ partnerOrgId: null }).where(eq(designPins.id, pinId)),
    ),
  ).rejects.toThrow()
})
