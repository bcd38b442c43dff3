import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditEntries } from '@/db/schema/audit'
import { translator } from '@/locales/translator'
import { noValues } from '@/server/domains/specs/rules/requirement'
import type { MemberActor } from '@/server/kernel/actor'
import { testDatabase, type TestDatabase } from '@/server/testing/database'
import {
  asStage,
  callerOf,
  makeMember,
  makeOrg,
  makePartner,
  makeProduct,
  testServices,
} from '@/server/testing/factories'
import { deliver } from './delivery'
import { publishPending } from './dispatcher'
import { subscriptions } from './subscriptions'

let database: TestDatabase
beforeAll(async () => void (database = await testDatabase()))
afterAll(() => database.close())

const as = (actor: MemberActor) => callerOf(database.pool, actor)
const why = { en: 'Because.', zh: '' }
const typed = (en: string, zh: string) => ({ en, zh, source: 'en' as const })

async function settle(): Promise<void> {
  const ids: string[] = []
  const services = testServices(database.pool)
  while ((await publishPending(services, async (found) => void ids.push(...found))) > 0) continue
  for (const id of ids) await deliver(services, id, subscriptions)
}

async function makeStage() {
  const { pool } = database
  const [brandOrg, factoryOrg, otherOrg] = [
    await makeOrg(pool),
    await makeOrg(pool, 'manufacturer'),
    await makeOrg(pool, 'manufacturer'),
  ]
  const product = await makeProduct(pool, brandOrg)
  for (const [factory, grants] of [
    [factoryOrg, ['specs']],
    [otherOrg, ['boms']],
  ] as const)
    await makePartner(pool, product, factory, { grants: [...grants] })
  const people = {
    owner: await makeMember(pool, brandOrg, 'owner'),
    engineer: await makeMember(pool, brandOrg, 'engineer'),
    viewer: await makeMember(pool, brandOrg, 'viewer'),
    wang: await makeMember(pool, factoryOrg, 'engineer'),
    chief: await makeMember(pool, factoryOrg, 'owner'),
    finance: await makeMember(pool, factoryOrg, 'finance'),
    rival: await makeMember(pool, otherOrg, 'engineer'),
  }
  const { specs } = as(people.engineer)
  const { specId, revisionId } = await specs.createSpec({
    productId: product.id,
    name: { en: 'Main specification', zh: '' },
    governingLanguage: 'en',
    from: { kind: 'blank' },
  })
  const { requirementIds } = await specs.addRequirements({
    revisionId,
    requirements: [
      {
        section: 'power',
        kind: 'numeric',
        title: typed('Supply voltage', '供电电压'),
        text: typed('', ''),
        condition: typed('', ''),
        values: { ...noValues, min: '3.1', max: '3.5', unit: 'V' },
        verification: 'test',
        critical: false,
        ownerId: null,
        links: [],
        attachmentIds: [],
      },
    ],
  })
  await settle()
  return { ...people, productId: product.id, specId, revisionId, requirementId: requirementIds[0] ?? '' }
}
type Stage = Awaited<ReturnType<typeof makeStage>>
type Name = 'owner' | 'engineer' | 'viewer' | 'wang' | 'chief' | 'finance' | 'rival'
const names = ['owner', 'engineer', 'viewer', 'wang', 'chief', 'finance', 'rival'] as const

/** Who was told of specifications since the last time, and what. */
async function told(stage: Stage): Promise<Partial<Record<Name, string[]>>> {
  await settle()
  const found: Partial<Record<Name, string[]>> = {}
  for (const name of names) {
    const { notices } = await as(stage[name]).notifications.listInbox({ unreadOnly: true, limit: 20 })
    const kinds = notices.flatMap(({ kind }) => (kind.startsWith('specs.') ? [kind] : []))
    if (kinds.length > 0) found[name] = kinds
    await as(stage[name]).notifications.markAllRead({ until: new Date() })
  }
  return found
}

async function submit({ engineer, wang, revisionId }: Stage): Promise<string> {
  const { version } = await as(engineer).specs.getRevision({ revisionId })
  const { contentHash } = await as(engineer).specs.submitRevision({
    revisionId,
    version,
    note: { en: '', zh: '' },
    partnerOrgId: wang.member.orgId,
    signatures: [
      { side: 'brand', role: 'engineer' },
      { side: 'partner', role: 'engineer' },
    ],
  })
  return contentHash
}

test('each step of an agreement is told to those whose move it is', async () => {
  const stage = await makeStage()
  const { owner, engineer, wang, revisionId, requirementId } = stage

  const { redlineIds } = await as(wang).specs.proposeRedlines({
    revisionId,
    requirementId,
    changes: [{ field: 'max', to: '3.6' }],
    reason: why,
  })
  expect(await told(stage)).toEqual({ owner: ['specs.redlined'], engineer: ['specs.redlined'] })
  const redlineId = redlineIds[0] ?? ''
  await as(engineer).specs.counterRedline({ redlineId, version: 1, to: '3.55', reason: why })
  expect(await told(stage)).toEqual({ wang: ['specs.redlined'] })
  await as(wang).specs.acceptCounter({ redlineId, version: 2 })
  expect(await told(stage)).toEqual({})

  // For the brand signs who submits it: its owner could, and is left in peace.
  const contentHash = await submit(stage)
  expect(await told(stage)).toEqual({ wang: ['specs.signatureAsked'] })
  for (const signer of [engineer, wang])
    await as(signer).specs.signRevision({ revisionId, role: 'engineer', contentHash })
  const step = async () => ({ revisionId, version: (await as(owner).specs.getRevision({ revisionId })).version })
  await as(owner).specs.releaseRevision(await step())
  expect(await told(stage)).toEqual({ wang: ['specs.acknowledgementAsked'], chief: ['specs.acknowledgementAsked'] })
  await as(owner).specs.suspendRevision({ ...(await step()), reason: why })
  const everybody = (kind: string) => ({ engineer: [kind], wang: [kind], chief: [kind] })
  expect(await told(stage)).toEqual(everybody('specs.suspended'))
  await as(owner).specs.resumeRevision(await step())
  expect(await told(stage)).toEqual(everybody('specs.resumed'))
})

test('where one signature is asked for, those are told who can give it, and not who put it up', async () => {
  const stage = await makeStage()
  const { engineer, revisionId } = stage
  const { version } = await as(engineer).specs.getRevision({ revisionId })
  await as(engineer).specs.submitRevision({
    ...{ revisionId, version, note: { en: '', zh: '' }, partnerOrgId: null },
    signatures: [{ side: 'brand', role: 'engineer' }],
  })
  expect(await told(stage)).toEqual({ owner: ['specs.signatureAsked'] })
})

test('several changes proposed at once are one notice that counts them, and each is on record', async () => {
  const stage = await makeStage()
  const { engineer, wang, productId, revisionId, requirementId } = stage
  await as(wang).specs.proposeRedlines({
    ...{ revisionId, requirementId },
    changes: [
      { field: 'max', to: '3.6' },
      { field: 'min', to: '3.0' },
    ],
    reason: why,
  })
  await settle()
  const { notices } = await as(engineer).notifications.listInbox({ unreadOnly: true, limit: 20 })
  expect(notices.map(({ kind, params }) => [kind, params['count']])).toEqual([['specs.redlined', 2]])
  const say = async (language: 'en' | 'zh', count: number) =>
    (await translator(language))('notifications:sentences.specs.redlined', {
      ...{ actor: '王磊', code: 'R-001', number: 'SPEC-01' },
      count,
    })
  expect(await say('en', 1)).toBe('王磊 proposes a change to R-001 in SPEC-01: your move')
  expect(await say('en', 2)).toBe('王磊 proposes 2 changes to R-001 in SPEC-01: your move')
  expect(await say('zh', 2)).toBe('王磊 对 SPEC-01 的 R-001 提出了 2 处修改，待我方处理')
  const noted = await asStage(database.pool, ({ db }) =>
    db
      .select({ orgId: auditEntries.orgId })
      .from(auditEntries)
      .where(and(eq(auditEntries.productId, productId), eq(auditEntries.action, 'specs.proposeRedlines'))),
  )
  expect(noted.map(({ orgId }) => orgId).toSorted()).toEqual(
    [engineer, engineer, wang, wang].map(({ member }) => member.orgId).toSorted(),
  )
})

test('who submitted a revision is told that it came back', async () => {
  const stage = await makeStage()
  await submit(stage)
  await told(stage)
  const { revisionId } = stage
  const { version } = await as(stage.wang).specs.getRevision({ revisionId })
  await as(stage.wang).specs.requestChanges({ revisionId, version, reason: why })
  expect(await told(stage)).toEqual({ engineer: ['specs.sentBack'] })
})

test('a question on a requirement reaches a factory that sees specifications and nothing else', async () => {
  const { engineer, wang, productId, requirementId } = await makeStage()
  await as(engineer).threads.openThread({
    productId,
    subject: { kind: 'requirement', id: requirementId },
    partnerOrgId: wang.member.orgId,
    body: typed('At which temperature?', ''),
    mentions: [],
    clientKey: randomUUID(),
  })
  await settle()
  const { notices } = await as(wang).notifications.listInbox({ unreadOnly: true, limit: 20 })
  expect(notices.map(({ kind }) => kind)).toEqual(['threads.asked'])
})
