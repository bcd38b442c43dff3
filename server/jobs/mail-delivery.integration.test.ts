import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { eq } from 'drizzle-orm'
import { mails } from '@/db/schema/notifications'
import { queueMail, type QueueMail } from '@/server/domains/notifications/commands/queue-mail'
import { openMailer, type Mailer } from '@/server/platform/mailer'
import { asStage, callerOf, testServices } from '@/server/testing/factories'
import { testDatabase, type TestDatabase } from '@/server/testing/database'
import { partOf, testMailServer } from '@/server/testing/smtp'
import { sendWaitingMails } from './mail-delivery'

let database: TestDatabase
let smtp: Awaited<ReturnType<typeof testMailServer>>
let mailer: Mailer
beforeAll(async () => void (database = await testDatabase()))
afterAll(() => database.close())
beforeEach(async () => {
  smtp = await testMailServer()
  const opened = openMailer({ mailUrl: smtp.url, mailFrom: 'Mortise <portal@example.com>' })
  if (opened) mailer = opened
  await asStage(database.pool, ({ db }) => db.delete(mails))
})
afterEach(async () => {
  mailer.close()
  await smtp.close()
})

const services = () => testServices(database.pool)
const notice = (given: Partial<QueueMail> = {}): QueueMail => ({
  to: 'wang@example.com',
  locale: 'zh',
  template: 'notice',
  params: {
    headline: '李工就 C1-C4 提问',
    details: 'Is this X7R?\n是 X7R 吗？',
    path: '/products/prd_1/threads?thread=thr_1',
    threadId: 'thr_1',
  },
  dedupeKey: 'one',
  ...given,
})
const queue = (mail: QueueMail) => asStage(database.pool, (ctx) => queueMail(ctx, mail))
const stored = () => asStage(database.pool, ({ db }) => db.select().from(mails).orderBy(mails.createdAt))
const makeDue = () =>
  asStage(database.pool, ({ db }) =>
    db
      .update(mails)
      .set({ nextAttemptAt: new Date(0) })
      .where(eq(mails.state, 'queued')),
  )

test('a mail leaves with both parts, its place in the conversation and a way to unsubscribe', async () => {
  await queue(notice())
  await sendWaitingMails(services(), mailer)
  const [mail] = smtp.taken
  const [row] = await stored()
  expect(mail).toMatchObject({ from: 'portal@example.com', to: 'wang@example.com' })
  expect(mail?.header('message-id')).toBe(`<${row?.id}@localhost>`)
  expect(mail?.header('references')).toBe('<thr_1@localhost>')
  expect(mail?.header('in-reply-to')).toBe('<thr_1@localhost>')
  expect(mail?.header('list-unsubscribe')).toBe('<http://localhost:3000/settings/notifications>')
  expect(mail?.header('auto-submitted')).toBe('auto-generated')
  const link = 'http://localhost:3000/products/prd_1/threads?thread=thr_1'
  expect(partOf(mail?.source ?? '', 'text/plain')).toContain('Is this X7R?\n是 X7R 吗？')
  expect(partOf(mail?.source ?? '', 'text/plain')).toContain(link)
  expect(partOf(mail?.source ?? '', 'text/html')).toContain(`<a href="${link}"`)
  expect(row).toMatchObject({ state: 'sent', attempts: 1, lastError: null })
  expect(row?.sentAt).toBeInstanceOf(Date)
})

test('what people typed is neither HTML nor a template nor a header', async () => {
  const hostile = '<script>alert(1)</script> {{path}} $t(layout.signature) \r\nBcc: everyone@example.com'
  await queue(notice({ params: { headline: hostile, details: hostile, path: '/x' } }))
  await sendWaitingMails(services(), mailer)
  const [mail] = smtp.taken
  expect(mail?.header('bcc')).toBe('')
  expect(partOf(mail?.source ?? '', 'text/html')).toContain(
    '&lt;script&gt;alert(1)&lt;/script&gt; {{path}} $t(layout.signature)',
  )
  expect(partOf(mail?.source ?? '', 'text/html')).not.toContain('<script>')
  expect(partOf(mail?.source ?? '', 'text/plain')).toContain('<script>alert(1)</script> {{path}} $t(layout.signature)')
})

test('asked for twice it is one mail, and sent by two processes at once it leaves once', async () => {
  await queue(notice())
  await queue(notice())
  for (let n = 0; n < 25; n++) await queue(notice({ dedupeKey: `many ${n}` }))
  const turns = async () => {
    while (await sendWaitingMails(services(), mailer)) continue
  }
  await Promise.all([turns(), turns(), turns()])
  expect(smtp.taken).toHaveLength(26)
  expect(new Set(smtp.taken.map((mail) => mail.header('message-id'))).size).toBe(26)
  expect((await stored()).every(({ state }) => state === 'sent')).toBe(true)
})

test('a change that is rolled back sends nothing', async () => {
  await expect(
    asStage(database.pool, async (ctx) => {
      await queueMail(ctx, notice())
      throw new Error('changed my mind')
    }),
  ).rejects.toThrow('changed my mind')
  expect(await stored()).toEqual([])
})

test('a busy server is tried again later, under the same message id; the secret waits with the mail and goes with it', async () => {
  smtp.refusals.push('451 later')
  await queue(notice({ secretParams: { path: '/magic-link?token=once' } }))
  await sendWaitingMails(services(), mailer)
  const [waiting] = await stored()
  expect(waiting).toMatchObject({ state: 'queued', attempts: 1, secretParams: { path: '/magic-link?token=once' } })
  expect(waiting?.lastError).toContain('451')
  expect(waiting?.nextAttemptAt.getTime()).toBeGreaterThan(Date.now() + 20_000)
  await sendWaitingMails(services(), mailer)
  expect(smtp.taken).toEqual([])
  await makeDue()
  await sendWaitingMails(services(), mailer)
  expect(partOf(smtp.taken[0]?.source ?? '', 'text/plain')).toContain('http://localhost:3000/magic-link?token=once')
  expect(smtp.taken[0]?.header('message-id')).toBe(`<${waiting?.id}@localhost>`)
  expect((await stored())[0]).toMatchObject({ state: 'sent', attempts: 2, secretParams: null, lastError: null })
})

test('an address that does not exist fails at once and keeps no secret', async () => {
  smtp.refusals.push('550 no such person')
  await queue(notice({ secretParams: { path: '/magic-link?token=once' } }))
  await sendWaitingMails(services(), mailer)
  expect((await stored())[0]).toMatchObject({ state: 'failed', attempts: 1, secretParams: null })
})

test('a server that is away for good ends in failure, visibly, after nine attempts', async () => {
  await queue(notice())
  await smtp.close()
  for (let attempt = 0; attempt < 9; attempt++) {
    await makeDue()
    await sendWaitingMails(services(), mailer)
  }
  const [row] = await stored()
  expect(row).toMatchObject({ state: 'failed', attempts: 9 })
  expect(row?.lastError).toBeTruthy()
})

test('a mail whose sender died is taken up after its lease', async () => {
  await queue(notice())
  const died: Mailer = { ...mailer, send: () => new Promise(() => undefined) }
  void sendWaitingMails(services(), died)
  const leased = async () => (await stored())[0]
  while ((await leased())?.attempts === 0) continue
  await sendWaitingMails(services(), mailer)
  expect(smtp.taken).toEqual([])
  await makeDue()
  await sendWaitingMails(services(), mailer)
  expect(smtp.taken).toHaveLength(1)
})

test('without a mail server it is kept, and only the demo shows it', async () => {
  await queue(notice({ template: 'notice', secretParams: { path: '/magic-link?token=once' } }))
  await sendWaitingMails(services(), null)
  expect((await stored())[0]?.state).toBe('kept')
  const at = (given: object) => {
    const lent = services()
    return callerOf(database.pool, null, { services: { ...lent, settings: { ...lent.settings, ...given } } })
      .notifications
  }
  const demo = { demo: true, production: false, mailUrl: null }
  const [kept] = await at(demo).listOutbox()
  expect(kept).toMatchObject({ to: 'wang@example.com', subject: '李工就 C1-C4 提问' })
  const mailId = kept?.id ?? ''
  expect(await at(demo).getOutboxMail({ mailId })).toMatchObject({ path: '/magic-link?token=once' })
  for (const elsewhere of [
    { ...demo, demo: false },
    { ...demo, production: true },
    { ...demo, mailUrl: smtp.url },
  ]) {
    await expect(at(elsewhere).listOutbox()).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(at(elsewhere).getOutboxMail({ mailId })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  }
})
