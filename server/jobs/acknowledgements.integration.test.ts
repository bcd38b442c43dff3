import { and, eq, like } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mails, notifications } from '@/db/schema/notifications'
import { specAcknowledgements } from '@/db/schema/specs'
import { dueIn } from '@/server/domains/calendars/rules/working-days'
import { deadlineIn } from '@/server/domains/notifications/rules'
import { acknowledgementDays } from '@/server/domains/specs/rules/limits'
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
import { chaseAcknowledgements } from './chase-acknowledgements'
import { deliver } from './delivery'
import { publishPending } from './dispatcher'
import { sendNoticeMails } from './notice-mails'
import { subscriptions } from './subscriptions'

let database: TestDatabase
beforeAll(async () => void (database = await testDatabase()))
afterAll(() => database.close())

const as = (actor: MemberActor, now?: Date) => callerOf(database.pool, actor, now ? { now: () => now } : {})
const why = { en: 'Because.', zh: '' }
const typed = (en: string, zh: string) => ({ en, zh, source: 'en' as const })
const shenzhen = { country: 'CN', timeZone: 'Asia/Shanghai' }
const hour = 3_600_000
const after = (instant: Date, ms: number) => new Date(instant.getTime() + ms)

/** Delivers what happened, each event twice, as may be. */
async function settle(): Promise<void> {
  const ids: string[] = []
  const services = testServices(database.pool)
  const gather = async () => {
    const fresh: string[] = []
    while ((await publishPending(services, async (found) => void fresh.push(...found))) > 0) continue
    ids.push(...fresh)
    for (const id of [...fresh, ...fresh]) await deliver(services, id, subscriptions)
    return fresh.length
  }
  while ((await gather()) > 0) continue
}

/** A release that a factory with access was asked to acknowledge, and one without access was not. */
async function makeStage() {
  const { pool } = database
  const [brandOrg, factoryOrg, otherOrg] = [
    await makeOrg(pool),
    await makeOrg(pool, 'manufacturer'),
    await makeOrg(pool, 'manufacturer'),
  ]
  const product = await makeProduct(pool, brandOrg)
  const people = {
    owner: await makeMember(pool, brandOrg, 'owner'),
    engineer: await makeMember(pool, brandOrg, 'engineer'),
    wang: await makeMember(pool, factoryOrg, 'engineer'),
    chief: await makeMember(pool, factoryOrg, 'owner'),
    finance: await makeMember(pool, factoryOrg, 'finance'),
    other: await makeMember(pool, otherOrg, 'owner'),
  }
  await makePartner(pool, product, factoryOrg, { grants: ['specs'] })
  const { id: otherPartyId } = await makePartner(pool, product, otherOrg, { grants: ['boms'] })
  const { specs } = as(people.engineer)
  const { specId, revisionId } = await specs.createSpec({
    productId: product.id,
    name: { en: 'Main specification', zh: '' },
    governingLanguage: 'en',
    from: { kind: 'blank' },
  })
  await specs.addRequirements({
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
  const { version } = await specs.getRevision({ revisionId })
  const { contentHash } = await specs.submitRevision({
    ...{ revisionId, version, note: { en: '', zh: '' }, partnerOrgId: null },
    signatures: [{ side: 'brand', role: 'engineer' }],
  })
  await as(people.owner).specs.signRevision({ revisionId, role: 'engineer', contentHash })
  const approved = await specs.getRevision({ revisionId })
  await as(people.owner).specs.releaseRevision({ revisionId, version: approved.version })
  await settle()
  return { ...people, productId: product.id, specId, revisionId, otherPartyId }
}
type Stage = Awaited<ReturnType<typeof makeStage>>

const asked = async ({ revisionId, owner }: Stage, partner: MemberActor) =>
  (await as(owner).specs.getRevision({ revisionId })).acknowledgements.filter(
    ({ partnerOrgId }) => partnerOrgId === partner.member.orgId,
  )
const noticesOf = async (actor: MemberActor) =>
  (await as(actor).notifications.listInbox({ unreadOnly: false, limit: 20 })).notices.filter(({ kind }) =>
    kind.startsWith('specs.acknowledgement'),
  )
const kindsOf = async (actor: MemberActor) => (await noticesOf(actor)).map(({ kind }) => kind.slice('specs.'.length))

async function grant({ owner, productId, otherPartyId }: Stage, grants: ('specs' | 'boms')[], now?: Date) {
  const party = (await as(owner).products.listParties({ productId })).find(({ id }) => id === otherPartyId)
  await as(owner, now).products.updateGrants({ partyId: otherPartyId, version: party?.version ?? 0, grants })
  await settle()
}

test('a partner that is shown a release later is asked for it from then on, once', async () => {
  const stage = await makeStage()
  const { other, revisionId } = stage
  expect(await asked(stage, other)).toEqual([])
  const shown = after(new Date(), -48 * hour)
  await grant(stage, ['boms', 'specs'], shown)
  const [owed, ...more] = await asked(stage, other)
  expect(more).toEqual([])
  expect(owed).toMatchObject({ state: 'pending', dueAt: dueIn(shown, acknowledgementDays, shenzhen).at })
  const [notice, ...again] = await noticesOf(other)
  expect([notice?.kind, again]).toEqual(['specs.acknowledgementAsked', []])
  expect(notice?.path).toContain(revisionId)
  // Told in the name of whoever released it, with the deadline and the clocks of both sides.
  expect(notice?.params).toMatchObject({ actorId: stage.owner.userId, dueAt: owed?.dueAt.toISOString() })
  expect(deadlineIn(notice?.kind ?? '', notice?.params ?? {})).toEqual({
    at: owed?.dueAt,
    zones: ['Asia/Shanghai', 'America/Los_Angeles'],
  })
  // Another right changes nothing; what was lost and given again starts anew.
  await grant(stage, ['specs'])
  expect((await asked(stage, other))[0]?.dueAt).toEqual(owed?.dueAt)
  await grant(stage, ['boms'])
  const returned = new Date()
  await grant(stage, ['specs'], returned)
  expect((await asked(stage, other))[0]?.dueAt).toEqual(dueIn(returned, acknowledgementDays, shenzhen).at)
  const [current] = await asked(stage, other)
  await as(other).specs.acknowledgeRelease({ acknowledgementId: current?.id ?? '', version: current?.version ?? 0 })
  await grant(stage, ['boms'])
  await grant(stage, ['specs'])
  expect((await asked(stage, other))[0]?.state).toBe('acknowledged')
})

test('a partner that is admitted later is asked; one that comes while the release is suspended, once it is back', async () => {
  const stage = await makeStage()
  const { owner, productId, revisionId } = stage
  const admit = async () => {
    const partner = await makeMember(database.pool, await makeOrg(database.pool, 'manufacturer'))
    const to = { kind: 'link' } as const
    const { invitation } = await as(owner).products.invitePartner({ productId, to, grants: ['specs'], message: '' })
    const { nda } = await as(partner).products.getInvitation({ invitation })
    const { language, textHash } = nda
    const signer = { signerName: '李伟', signerTitle: '总经理' }
    await as(partner).products.acceptInvitation({ invitation, language, textHash, ...signer })
    await settle()
    return partner
  }
  const first = await admit()
  expect(await asked(stage, first)).toMatchObject([{ state: 'pending' }])
  expect(await kindsOf(first)).toEqual(['acknowledgementAsked'])
  const step = async () => ({ revisionId, version: (await as(owner).specs.getRevision({ revisionId })).version })
  await as(owner).specs.suspendRevision({ ...(await step()), reason: why })
  const second = await admit()
  expect(await asked(stage, second)).toEqual([])
  await as(owner).specs.resumeRevision(await step())
  await settle()
  expect(await asked(stage, second)).toMatchObject([{ state: 'pending' }])
  expect(await asked(stage, first)).toHaveLength(1)
})

const chase = (at: Date) => chaseAcknowledgements(testServices(database.pool), () => at)
const dueOf = async (stage: Stage) => (await asked(stage, stage.wang))[0]?.dueAt ?? new Date(0)

test('before the deadline its people are reminded, after it both sides are told, each once', async () => {
  const stage = await makeStage()
  const { owner, engineer, wang, chief, finance, other } = stage
  const due = await dueOf(stage)
  await chase(after(due, -10 * hour))
  expect(await kindsOf(wang)).toEqual(['acknowledgementAsked'])
  await Promise.all([chase(after(due, -8 * hour)), chase(after(due, -8 * hour)), chase(after(due, -8 * hour))])
  await chase(after(due, -hour))
  const reminded = ['acknowledgementDue', 'acknowledgementAsked']
  expect([await kindsOf(wang), await kindsOf(chief)]).toEqual([reminded, reminded])
  expect([await kindsOf(owner), await kindsOf(finance), await kindsOf(other)]).toEqual([[], [], []])
  await Promise.all([chase(after(due, hour)), chase(after(due, hour))])
  await chase(after(due, 5 * hour))
  const late = ['acknowledgementLate']
  expect([await kindsOf(wang), await kindsOf(owner), await kindsOf(engineer)]).toEqual([
    [...late, ...reminded],
    late,
    late,
  ])
  expect([await kindsOf(finance), await kindsOf(other)]).toEqual([[], []])
})

test('nobody is chased for what was answered, is out of force, or was late long ago', async () => {
  const stage = await makeStage()
  const { owner, wang, revisionId } = stage
  const due = await dueOf(stage)
  await chase(after(due, 8 * 24 * hour))
  expect(await kindsOf(owner)).toEqual([])
  const step = async () => ({ revisionId, version: (await as(owner).specs.getRevision({ revisionId })).version })
  await as(owner).specs.suspendRevision({ ...(await step()), reason: why })
  await chase(after(due, hour))
  expect(await kindsOf(owner)).toEqual([])
  await as(owner).specs.resumeRevision(await step())
  const [owed] = await asked(stage, wang)
  await as(wang).specs.acknowledgeRelease({ acknowledgementId: owed?.id ?? '', version: owed?.version ?? 0 })
  await chase(after(due, hour))
  expect(await kindsOf(owner)).toEqual([])
})

test('an answer and a reminder at once: whoever answers first is left in peace', async () => {
  const stage = await makeStage()
  const due = await dueOf(stage)
  const client = await database.pool.connect()
  await client.query(`begin; select set_config('app.system', 'on', true)`)
  await client.query(`update spec_acknowledgements set state = 'acknowledged' where revision_id = $1`, [
    stage.revisionId,
  ])
  await chase(after(due, hour))
  await client.query('commit')
  client.release()
  await chase(after(due, hour))
  expect(await kindsOf(stage.owner)).toEqual([])
})

test('mails say the deadline on the clock of the reader and of the other side, in the reader’s language', async () => {
  const stage = await makeStage()
  const due = new Date('2026-11-27T10:00:00Z')
  await asStage(database.pool, ({ db }) =>
    db.update(specAcknowledgements).set({ dueAt: due }).where(eq(specAcknowledgements.revisionId, stage.revisionId)),
  )
  const now = after(due, hour)
  await asStage(database.pool, async ({ db }) => {
    await db.update(notifications).set({ readAt: now }).where(like(notifications.kind, 'specs.acknowledgement%'))
    await db.execute(
      `update users set time_zone = 'America/Los_Angeles', locale = 'en' where id = '${stage.owner.userId}'`,
    )
    await db.execute(`update users set time_zone = 'Asia/Shanghai', locale = 'zh' where id = '${stage.wang.userId}'`)
  })
  await chase(now)
  await sendNoticeMails(testServices(database.pool), () => after(now, hour))
  const mailTo = async ({ userId }: MemberActor) => {
    const [mail] = await asStage(database.pool, ({ db }) =>
      db
        .select({ params: mails.params })
        .from(mails)
        .where(and(eq(mails.userId, userId), eq(mails.template, 'notice'))),
    )
    return mail?.params
  }
  expect(await mailTo(stage.owner)).toMatchObject({
    headline: expect.stringMatching(/^深圳测试.* has not acknowledged .*-SPEC-01, revision A, in time$/),
    details: 'Deadline: Fri, Nov 27 2:00 AM PT / Fri, Nov 27 6:00 PM China time',
  })
  expect(await mailTo(stage.wang)).toMatchObject({
    headline: expect.stringMatching(/^深圳测试.*逾期未确认收到 .*-SPEC-01 版本 A$/),
    details: '截止时间：11月27日周五 18:00 北京时间 / 11月27日周五 02:00 美西时间',
  })
})
