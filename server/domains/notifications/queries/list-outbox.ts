import { and, desc, eq } from 'drizzle-orm'
import { mails } from '@/db/schema/notifications'
import { DomainError } from '@/server/kernel/errors'
import type { AnyCtx } from '@/server/platform/context'
import type { Settings } from '@/server/platform/settings'
import type { GetMail } from '../inputs'
import { renderMail } from '../rendering/mail'

const most = 100

/** Whether mails can be read in the portal: in the demo, on this machine, where no mail server takes them. */
export const hasOutbox = ({ demo, production, mailUrl }: Pick<Settings, 'demo' | 'production' | 'mailUrl'>): boolean =>
  demo && !production && mailUrl === null

/**
 * The outbox holds sign-in links of everybody, so it exists only where every account is public anyway, and before
 * sign-in, because that is when the links are needed. Anywhere else it does not exist.
 */
function requireOutbox(settings: Settings): void {
  if (!hasOutbox(settings)) throw new DomainError('notFound', 'notifications.outboxUnavailable')
}

/** The newest 100 mails that were kept instead of sent, with their subjects. */
export async function listOutbox({ db }: AnyCtx, settings: Settings) {
  requireOutbox(settings)
  const kept = await db
    .select()
    .from(mails)
    .where(eq(mails.state, 'kept'))
    .orderBy(desc(mails.createdAt), desc(mails.id))
    .limit(most)
  return Promise.all(
    kept.map(async (mail) => ({
      id: mail.id,
      to: mail.toAddress,
      locale: mail.locale,
      createdAt: mail.createdAt,
      subject: (await renderMail(mail, settings.publicUrl)).subject,
    })),
  )
}

/** One kept mail as its reader would get it. `path` is its link, inside the portal. */
export async function getOutboxMail({ db }: AnyCtx, settings: Settings, { mailId }: GetMail) {
  requireOutbox(settings)
  const [mail] = await db
    .select()
    .from(mails)
    .where(and(eq(mails.id, mailId), eq(mails.state, 'kept')))
  if (!mail) throw new DomainError('notFound', 'notifications.mailNotFound')
  const { subject, text, link } = await renderMail(mail, settings.publicUrl)
  return {
    id: mail.id,
    to: mail.toAddress,
    locale: mail.locale,
    createdAt: mail.createdAt,
    subject,
    text,
    path: link === null ? null : link.slice(settings.publicUrl.length),
  }
}
