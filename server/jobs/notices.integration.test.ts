import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { and, eq } from 'drizzle-orm'
import { auditEntries, events } from '@/db/schema/audit'
import { mails, notifications } from '@/db/schema/notifications'
import { members } from '@/db/schema/orgs'
import { sessions } from '@/db/schema/people'
import { productParties } from '@/db/schema/products'
import { hashToken, newToken } from '@/server/auth/actor'
import type { InvitePartner } from '@/server/domains/products/inputs'
import type { MemberActor } from '@/server/kernel/actor'
import { newId } from '@/server/kernel/ids'
import { publish } from '@/server/platform/journal'
import { addRevision, makeBom } from '@/server/testing/boms'
import {
  asStage,
  callerOf,
  makeMember,
  makeOrg,
  makePartner,
  makeProduct,
  makeUser,
  testServices,
} from '@/server/testing/factories'
import { testDatabase, type TestDatabase } from '@/server/testing/database'
import { deliver } from './delivery'
import { publishPending } from './dispatcher'
import { sendNoticeMails } from './notice-mails'
import { subscriptions } from './subscriptions'

let database: TestDatabase
beforeAll(async () => void (database = await testDatabase()))
afterAll(() => database.close())
const pool = () => database.pool
const key = () => randomUUID()

/** Delivers every event that waits, as the runner would. */
async function settle() {
  const ids: string[] = []
  const services = testServices(pool())
  while ((await publishPending(services, async (found) => void ids.push(...found))) > 0) continue
  for (const id of ids) await deliver(services, id, subscriptions)
  return ids
}

async function world() {
  const [brand, factory, rival] = [
    await makeOrg(pool(), 'brand', { legalNameEn: 'Northlight Inc.' }),
    await makeOrg(pool(), 'manufacturer', {
      legalNameZh: '深圳市海川电子有限公司',
      legalNameEn: 'Haichuan Electronics',
    }),
    await makeOrg(pool(), 'manufacturer'),
  ]
  const ann = await makeMember(
    pool(),
    brand,
    'engineer',
    await makeUser(pool(), { displayNameEn: 'Ann Lee', displayNameZh: '李安', timeZone: 'America/Los_Angeles' }),
  )
  const boss = await makeMember(pool(), brand, 'owner')
  const wang = await makeMember(
    pool(),
    factory,
    'engineer',
    await makeUser(pool(), {
      displayNameEn: 'Wang Xiaoming',
      displayNameZh: '王小明',
      locale: 'zh',
      timeZone: 'Asia/Shanghai',
    }),
  )
  const chen = await makeMember(pool(), factory, 'quality')
  const books = await makeMember(pool(), factory, 'finance')
  const onlooker = await makeMember(pool(), factory, 'viewer')
  const rex = await makeMember(pool(), rival, 'engineer')
  const product = await makeProduct(pool(), brand, { code: `SH-${newId('product').slice(-6)}` })
  const party = await makePartner(pool(), product, factory)
  await makePartner(pool(), product, rival)
  const bom = await makeBom(pool(), product, [{ refs: 'C1-C4', mpn: 'GRM188' }])
  const ask = (by: MemberActor, given: object = {}) =>
    callerOf(pool(), by).threads.openThread({
      productId: product.id,
      subject: { kind: 'bomLine', id: bom.lineIds[0] ?? '' },
      ...(by.member.orgKind === 'brand' ? { partnerOrgId: factory.id } : {}),
      body: { en: 'Is this X7R?', zh: '这是 X7R 吗？', source: 'en' },
      clientKey: key(),
      ...given,
    })
  const reply = (by: MemberActor, threadId: string, given: object = {}) =>
    callerOf(pool(), by).threads.reply({
      threadId,
      body: { en: 'Yes.', zh: '', source: 'en' },
      clientKey: key(),
      ...given,
    })
  const inbox = async (actor: MemberActor) => (await callerOf(pool(), actor).notifications.listInbox({})).notices
  const kinds = async (actor: MemberActor) => (await inbox(actor)).map(({ kind }) => kind)
  const setParty = (change: Partial<typeof productParties.$inferInsert>) =>
    asStage(pool(), ({ db }) => db.update(productParties).set(change).where(eq(productParties.id, party.id)))
  return {
    brand,
    factory,
    rival,
    ann,
    boss,
    wang,
    chen,
    books,
    onlooker,
    rex,
    product,
    party,
    bom,
    ask,
    reply,
    inbox,
    kinds,
    setParty,
  }
}
let w: Awaited<ReturnType<typeof world>>
beforeEach(async () => void (w = await world()))

describe('inboxes', () => {
  test('a question asks those of the other side who answer, and nobody else', async () => {
    await w.ask(w.ann)
    await settle()
    expect(await Promise.all([w.wang, w.chen, w.books, w.onlooker, w.ann, w.boss, w.rex].map(w.kinds))).toEqual([
      ['threads.asked'],
      ['threads.asked'],
      [],
      [],
      [],
      [],
      [],
    ])
    const [notice] = await w.inbox(w.wang)
    expect(notice).toMatchObject({
      params: { subject: 'C1-C4 · GRM188' },
      actor: { displayNameZh: '李安' },
      body: { en: 'Is this X7R?', zh: '这是 X7R 吗？' },
      readAt: null,
    })
    expect(notice?.path).toContain(`/products/${w.product.id}/threads?thread=`)
  })

  test('an answer goes to those who took part; a mention finds anybody named', async () => {
    const { threadId } = await w.ask(w.ann)
    await w.reply(w.wang, threadId, { mentions: [w.onlooker.userId] })
    await w.reply(w.ann, threadId)
    await settle()
    expect(await w.kinds(w.ann)).toEqual(['threads.replied'])
    expect(await w.kinds(w.wang)).toEqual(['threads.replied', 'threads.asked'])
    expect(await w.kinds(w.onlooker)).toEqual(['threads.replied', 'threads.mentioned'])
    expect(await w.kinds(w.chen)).toEqual(['threads.asked'])
    const version = (await callerOf(pool(), w.ann).threads.getThread({ threadId })).version
    await callerOf(pool(), w.ann).threads.resolve({ threadId, version })
    await settle()
    expect((await w.kinds(w.wang))[0]).toBe('threads.resolved')
    expect(await w.kinds(w.chen)).toEqual(['threads.asked'])
  })

  test('an event delivered again, or by two processes at once, tells nobody twice', async () => {
    await w.ask(w.ann)
    const ids = await settle()
    const services = testServices(pool())
    await Promise.all([...ids, ...ids].map((id) => deliver(services, id, subscriptions)))
    expect(await w.kinds(w.wang)).toEqual(['threads.asked'])
  })

  test('one handler that fails does not keep the others from the event, and the job comes again', async () => {
    await w.ask(w.ann)
    const ids: string[] = []
    const services = testServices(pool())
    await publishPending(services, async (found) => void ids.push(...found))
    const broken = { 'threads.opened': () => Promise.reject(new Error('broken')) }
    const opened = await asStage(pool(), ({ db }) =>
      db
        .select({ id: events.id })
        .from(events)
        .where(and(eq(events.type, 'threads.opened'), eq(events.productId, w.product.id))),
    )
    await expect(deliver(services, opened[0]?.id ?? '', [broken, ...subscriptions])).rejects.toThrow('broken')
    expect(await w.kinds(w.wang)).toEqual(['threads.asked'])
    expect(ids).toContain(opened[0]?.id)
  })

  test('a partner that lost access or the grant before the delivery hears nothing', async () => {
    await w.ask(w.ann)
    await w.setParty({ grants: ['specs'] })
    await settle()
    await w.ask(w.ann, { subject: { kind: 'product', id: w.product.id } })
    await w.setParty({ state: 'revoked' })
    await settle()
    const told = await asStage(pool(), ({ db }) =>
      db.select().from(notifications).where(eq(notifications.orgId, w.factory.id)),
    )
    expect(told).toEqual([])
  })

  test('what was told goes with the access, words and count', async () => {
    await w.ask(w.ann)
    await settle()
    const unread = async () => (await callerOf(pool(), w.wang).notifications.countUnread()).unread
    expect([await unread(), (await w.inbox(w.wang)).length]).toEqual([1, 1])
    await w.setParty({ grants: ['specs'] })
    expect([await unread(), (await w.inbox(w.wang)).length]).toEqual([0, 0])
    await w.setParty({ grants: ['boms'] })
    expect(await unread()).toBe(1)
  })

  test('are read with the thread, one by one, or all up to what was seen; never those of others', async () => {
    const first = await w.ask(w.ann)
    await settle()
    const later = await w.reply(w.ann, first.threadId)
    await settle()
    const wang = callerOf(pool(), w.wang)
    await wang.threads.markRead(first)
    expect((await w.inbox(w.wang)).map(({ readAt }) => readAt === null)).toEqual([true, false])
    await wang.threads.markRead(later)
    expect((await wang.notifications.countUnread()).unread).toBe(0)
    const [ofChen] = await w.inbox(w.chen)
    await wang.notifications.markRead({ notificationIds: [ofChen?.id ?? ''] })
    await wang.notifications.markAllRead({ until: new Date() })
    expect((await w.inbox(w.chen))[0]?.readAt).toBeNull()
    const chen = callerOf(pool(), w.chen)
    await w.ask(w.ann)
    await chen.notifications.markAllRead({ until: ofChen?.createdAt ?? new Date(0) })
    await settle()
    expect((await chen.notifications.countUnread()).unread).toBe(1)
  })

  test('who had the thread open on the screen is not called again', async () => {
    const asked = await w.ask(w.ann)
    await callerOf(pool(), w.wang).threads.markRead(asked)
    await settle()
    expect((await w.inbox(w.wang))[0]?.readAt).toBeInstanceOf(Date)
    expect((await w.inbox(w.chen))[0]?.readAt).toBeNull()
  })

  test('a new revision is told to partners with the grant, a newcomer to those who manage', async () => {
    await addRevision(pool(), w.product, w.bom.bomId, 2, [{ refs: 'C1', mpn: 'X' }])
    await asStage(pool(), async (ctx) => {
      publish(ctx, {
        type: 'boms.imported',
        audience: [w.brand.id, w.factory.id],
        productId: w.product.id,
        payload: { bomId: w.bom.bomId },
      })
      publish(ctx, {
        type: 'orgs.memberJoined',
        audience: [w.brand.id],
        payload: { orgId: w.brand.id, userId: w.ann.userId, role: 'engineer' },
      })
    })
    await asStage(pool(), ({ db }) =>
      db
        .update(productParties)
        .set({ grants: ['specs'] })
        .where(and(eq(productParties.orgId, w.rival.id), eq(productParties.productId, w.product.id))),
    )
    await settle()
    expect(await Promise.all([w.wang, w.rex, w.boss, w.ann].map(w.kinds))).toEqual([
      ['boms.imported'],
      [],
      ['orgs.memberJoined'],
      [],
    ])
    expect((await w.inbox(w.boss))[0]).toMatchObject({ actor: { displayNameEn: 'Ann Lee' }, path: '/settings/members' })
  })
})

describe('partner links of somebody who may not invite any more', () => {
  const invite = (by: MemberActor, to: InvitePartner['to']) =>
    callerOf(pool(), by).products.invitePartner({ productId: w.product.id, to, grants: ['specs'], message: '' })
  const stateOf = async (partyId: string) =>
    (await asStage(pool(), ({ db }) => db.select().from(productParties).where(eq(productParties.id, partyId))))[0]
      ?.state
  const shown = (invitation: string) => callerOf(pool(), null).products.getInvitation({ invitation, language: 'en' })
  const chain = () =>
    asStage(pool(), ({ db }) =>
      db
        .select()
        .from(auditEntries)
        .where(and(eq(auditEntries.orgId, w.brand.id), eq(auditEntries.action, 'products.withdrawLink'))),
    )

  test.each(['removed', 'changed', 'left'] as const)('are gone at once and on record (%s)', async (how) => {
    const buyer = await makeMember(pool(), w.brand, 'purchaser')
    const [link, mailed, kept] = [
      await invite(buyer, { kind: 'link' }),
      await invite(buyer, { kind: 'email', email: `${key()}@factory.example`, locale: 'zh' }),
      await invite(w.boss, { kind: 'link' }),
    ]
    expect((await shown(link.invitation)).standing).toBe('open')
    const { orgs } = callerOf(pool(), w.boss)
    if (how === 'removed') await orgs.removeMember({ userId: buyer.userId })
    else if (how === 'left') await callerOf(pool(), buyer).orgs.leaveOrg()
    else await orgs.changeRole({ userId: buyer.userId, role: 'engineer', version: 1 })
    // Before anything was delivered.
    await expect(shown(link.invitation)).rejects.toThrow('products.invitationNotFound')
    await settle()
    await settle()
    expect(await Promise.all([link, mailed, kept].map(({ partyId }) => stateOf(partyId)))).toEqual([
      'revoked',
      'invited',
      'invited',
    ])
    expect((await shown(mailed.invitation)).standing).toBe('open')
    expect((await shown(kept.invitation)).standing).toBe('open')
    const by = how === 'left' ? buyer : w.boss
    expect(await chain()).toMatchObject([
      { subjectId: link.partyId, productId: w.product.id, actorUserId: by.userId, params: { inviterId: buyer.userId } },
    ])
  })

  test('stay where the new role may still invite, and with a partner that took one up', async () => {
    const buyer = await makeMember(pool(), w.brand, 'purchaser')
    const [open, taken] = [await invite(buyer, { kind: 'link' }), await invite(buyer, { kind: 'link' })]
    await callerOf(pool(), w.boss).orgs.changeRole({ userId: buyer.userId, role: 'admin', version: 1 })
    await settle()
    expect(await stateOf(open.partyId)).toBe('invited')
    const newcomer = await makeMember(pool(), await makeOrg(pool(), 'manufacturer'))
    const { products } = callerOf(pool(), newcomer)
    const { nda } = await products.getInvitation({ invitation: taken.invitation, language: 'zh' })
    await products.acceptInvitation({
      invitation: taken.invitation,
      language: 'zh',
      textHash: nda.textHash,
      signerName: '李伟',
      signerTitle: '',
    })
    await callerOf(pool(), w.boss).orgs.removeMember({ userId: buyer.userId })
    await settle()
    expect(await Promise.all([open, taken].map(({ partyId }) => stateOf(partyId)))).toEqual(['revoked', 'active'])
    expect((await products.getInvitation({ invitation: taken.invitation, language: 'zh' })).standing).toBe('accepted')
  })
})

describe('mail to those who are away', () => {
  const minute = 60_000
  const sweep = (later = 3 * minute) => sendNoticeMails(testServices(pool()), () => new Date(Date.now() + later))
  const queued = async (actor: MemberActor) => {
    const rows = await asStage(pool(), ({ db }) => db.select().from(mails).where(eq(mails.userId, actor.userId)))
    return rows.map(({ locale, params: { headline, details, path, threadId }, template }) => ({
      locale,
      template,
      headline,
      details,
      path,
      threadId,
    }))
  }
  const seen = (actor: MemberActor, at: Date) =>
    asStage(pool(), ({ db }) =>
      db.insert(sessions).values({
        id: newId('session'),
        tokenHash: hashToken(newToken()),
        userId: actor.userId,
        expires: new Date(Date.now() + 1e9),
        lastSeenAt: at,
      }),
    )

  test('says who asked what on which line, in both languages, in the reader’s language, with a link', async () => {
    const { threadId } = await w.ask(w.ann)
    await settle()
    await sweep()
    const [mail] = await queued(w.wang)
    expect(mail).toMatchObject({ locale: 'zh', template: 'notice', headline: '李安 就 C1-C4 · GRM188 提问', threadId })
    const { details = '' } = mail ?? {}
    expect(String(details).split('\n').slice(1)).toEqual(['这是 X7R 吗？', 'Is this X7R?'])
    expect(String(details).split('\n')[0]).toMatch(/^李安 · Northlight Inc\. · .*北京时间.* \/ .*美西时间/)
    expect(mail?.path).toBe(`/products/${w.product.id}/threads?thread=${threadId}`)
  })

  test('waits two minutes, and is not written for what was read meanwhile', async () => {
    const asked = await w.ask(w.ann)
    await settle()
    await sweep(minute)
    expect(await queued(w.wang)).toEqual([])
    await callerOf(pool(), w.wang).threads.markRead(asked)
    await sweep()
    expect([await queued(w.wang), (await queued(w.chen)).length]).toEqual([[], 1])
  })

  test('waits for a reader at their desk, but not for ever', async () => {
    await seen(w.wang, new Date())
    await w.ask(w.ann)
    await settle()
    await sweep()
    expect(await queued(w.wang)).toEqual([])
    await sweep(31 * minute)
    expect(await queued(w.wang)).toHaveLength(1)
  })

  test('puts several messages of one thread into one mail and never mails one twice', async () => {
    const { threadId } = await w.ask(w.ann)
    await w.reply(w.ann, threadId, { body: { en: 'And the voltage?', zh: '', source: 'en' } })
    await settle()
    await Promise.all([sweep(), sweep(), sweep()])
    await sweep()
    const sent = await queued(w.wang)
    expect(sent).toHaveLength(1)
    expect(sent[0]?.headline).toBe('C1-C4 · GRM188 有 2 条新消息')
    expect(String(sent[0]?.details).split('\n\n')).toHaveLength(2)
    await w.reply(w.ann, threadId)
    await settle()
    await sweep()
    expect(await queued(w.wang)).toHaveLength(2)
  })

  test('follows what the reader chose', async () => {
    const { notifications: settings } = callerOf(pool(), w.wang)
    expect((await settings.getPreferences()).filter(({ email }) => email).map(({ kind }) => kind)).toEqual([
      'threads.mentioned',
      'threads.asked',
      'threads.replied',
      'threads.eqRaised',
      'threads.eqDecided',
      'threads.eqReopened',
      'boms.consignmentShipped',
      'boms.lineAssigned',
      'boms.lineDue',
      'boms.lineLate',
      'boms.submitted',
      'boms.sentBack',
      'boms.released',
      'boms.substitutionProposed',
      'boms.substitutionAnswered',
      'designFiles.released',
      'releases.issued',
      'releases.superseded',
      'releases.withdrawn',
      'releases.goldenProposed',
      'releases.goldenSigned',
      'releases.goldenWithdrawn',
      'firmware.approvalAsked',
      'firmware.overrideAsked',
      'firmware.refused',
      'firmware.inForce',
      'firmware.buildWithdrawn',
      'flashing.issued',
      'flashing.flagged',
      'flashing.takenBack',
      'specs.signatureAsked',
      'specs.acknowledgementAsked',
      'specs.acknowledgementDue',
      'specs.acknowledgementLate',
      'specs.redlined',
      'specs.sentBack',
      'specs.suspended',
      'gates.signatureAsked',
      'changes.assessmentAsked',
      'changes.emergencyRaised',
      'changes.approvalAsked',
      'changes.planAsked',
      'changes.verificationAsked',
      'changes.rejected',
      'changes.escalated',
    ])
    await settings.setPreference({ kind: 'threads.asked', email: false })
    await w.ask(w.ann)
    await settle()
    await sweep()
    expect([(await queued(w.wang)).length, (await queued(w.chen)).length]).toEqual([0, 1])
    await settings.setPreference({ kind: 'threads.asked', email: true })
    await sweep()
    expect(await queued(w.wang)).toHaveLength(1)
  })

  test('is not kept waiting by hundreds of older notices that nobody wants by mail', async () => {
    const at = new Date(Date.now() - minute)
    const unwanted = Array.from({ length: 501 }, (_, index) => ({
      id: newId('notification'),
      userId: w.boss.userId,
      orgId: w.brand.id,
      kind: 'threads.resolved',
      params: {},
      path: '/',
      eventId: `${newId('event')}${index}`,
      createdAt: at,
    }))
    await asStage(pool(), ({ db }) => db.insert(notifications).values(unwanted))
    await w.ask(w.ann)
    await settle()
    await sweep()
    expect([(await queued(w.wang)).length, (await queued(w.boss)).length]).toEqual([1, 0])
  })

  test('is not written to those who may not see it any more', async () => {
    await w.ask(w.ann)
    await settle()
    await asStage(pool(), ({ db }) =>
      db.update(members).set({ state: 'removed' }).where(eq(members.userId, w.chen.userId)),
    )
    await w.setParty({ grants: ['specs'] })
    await sweep()
    expect([await queued(w.wang), await queued(w.chen)]).toEqual([[], []])
  })

  test('is not written to somebody without a mailbox, who reads it in the portal', async () => {
    const wen = await makeMember(
      pool(),
      w.factory,
      'engineer',
      await makeUser(pool(), { email: `${key()}@no-email.invalid` }),
    )
    await w.ask(w.ann)
    await settle()
    await sweep()
    expect(await queued(wen)).toEqual([])
    expect(await queued(w.chen)).toHaveLength(1)
    const [notice] = await asStage(pool(), ({ db }) =>
      db.select().from(notifications).where(eq(notifications.userId, wen.userId)),
    )
    expect(notice).toMatchObject({ kind: 'threads.asked', emailedAt: null })
    expect(await w.kinds(wen)).toEqual(['threads.asked'])
  })

  test('does not flood anybody after an outage', async () => {
    await w.ask(w.ann)
    await settle()
    await sweep(49 * 60 * minute)
    expect(await queued(w.wang)).toEqual([])
  })
})
