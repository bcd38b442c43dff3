import { and, asc, eq, inArray, lte, sql } from 'drizzle-orm'
import { mails } from '@/db/schema/notifications'
import { renderMail } from '@/server/domains/notifications/rendering/mail'
import { mailAttempts, mailPause } from '@/server/domains/notifications/rules'
import { transact } from '@/server/platform/context'
import { isRefusedForGood, type Mailer } from '@/server/platform/mailer'
import type { Services } from '@/server/platform/services'

type Mail = typeof mails.$inferSelect
const batch = 10
/** Longer than any sending takes; a process that dies meanwhile gives its mails back after it. */
const leaseMs = 120_000

const inSystem = <T>({ pool }: Services, work: Parameters<typeof transact<null, T>>[2]) =>
  transact(pool, { actor: null, mode: 'write', system: true }, work)

/**
 * Sends what is due, ten at a time; true when there may be more. Without a mail server everything is kept for the outbox
 * page. Sending happens outside any transaction: a mail is leased first and marked afterwards, so the worst that a crash
 * can do is send one again, under the same message id.
 */
export async function sendWaitingMails(services: Services, mailer: Mailer | null): Promise<boolean> {
  if (mailer === null) return keepWaiting(services)
  const leased = await lease(services)
  for (const mail of leased) await sendOne(services, mailer, mail)
  return leased.length === batch
}

async function keepWaiting(services: Services): Promise<boolean> {
  await inSystem(services, ({ db }) => db.update(mails).set({ state: 'kept' }).where(eq(mails.state, 'queued')))
  return false
}

const lease = (services: Services): Promise<Mail[]> =>
  inSystem(services, async ({ db, now }) => {
    const due = await db
      .select({ id: mails.id })
      .from(mails)
      .where(and(eq(mails.state, 'queued'), lte(mails.nextAttemptAt, now())))
      .orderBy(asc(mails.createdAt), asc(mails.id))
      .limit(batch)
      .for('update', { skipLocked: true })
    if (due.length === 0) return []
    return db
      .update(mails)
      .set({ attempts: sql`${mails.attempts} + 1`, nextAttemptAt: new Date(now().getTime() + leaseMs) })
      .where(
        inArray(
          mails.id,
          due.map(({ id }) => id),
        ),
      )
      .returning()
  })

async function sendOne(services: Services, mailer: Mailer, mail: Mail): Promise<void> {
  const { settings, log } = services
  // Only the attempt that holds the lease may speak of its outcome.
  const held = and(eq(mails.id, mail.id), eq(mails.state, 'queued'), eq(mails.attempts, mail.attempts))
  try {
    const { subject, text, html } = await renderMail(mail, settings.publicUrl)
    const host = new URL(settings.publicUrl).hostname
    await mailer.send({
      to: mail.toAddress,
      subject,
      text,
      html,
      messageId: `${mail.id}@${host}`,
      references: typeof mail.params.threadId === 'string' ? [`${mail.params.threadId}@${host}`] : [],
      headers:
        mail.template === 'notice' ? { 'List-Unsubscribe': `<${settings.publicUrl}/settings/notifications>` } : {},
    })
  } catch (error) {
    const givenUp = isRefusedForGood(error) || mail.attempts >= mailAttempts
    log.warn({ err: error, mailId: mail.id, attempts: mail.attempts, givenUp }, 'a mail did not leave')
    await inSystem(services, ({ db, now }) =>
      db
        .update(mails)
        .set({
          lastError: (error instanceof Error ? error.message : String(error)).slice(0, 300),
          ...(givenUp
            ? { state: 'failed', secretParams: null }
            : { nextAttemptAt: new Date(now().getTime() + mailPause(mail.attempts)) }),
        })
        .where(held),
    )
    return
  }
  await inSystem(services, ({ db, now }) =>
    db.update(mails).set({ state: 'sent', sentAt: now(), secretParams: null, lastError: null }).where(held),
  )
}
