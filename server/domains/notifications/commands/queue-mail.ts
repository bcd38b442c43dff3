import { sql } from 'drizzle-orm'
import { mails, type MessageParams } from '@/db/schema/notifications'
import type mailTexts from '@/locales/en/mails.json'
import type { Language } from '@/server/kernel/bilingual'
import { newId } from '@/server/kernel/ids'
import { asSystem, type AnyCtx } from '@/server/platform/context'
import { canBeMailed } from '../rules'

/** Keys of `locales/<language>/mails.json`: each `{subject, body: [paragraphs], action?: label of the link}`. */
export type MailTemplate = Exclude<keyof typeof mailTexts, 'layout'>

export type QueueMail = Readonly<{
  to: string
  /** Set when the reader has an account. */
  userId?: string | null
  locale: Language
  template: MailTemplate
  /** `path`, here or in `secretParams`, is an address inside the portal; the mail ends in its button, and a sentence may say `{{link}}`. */
  params: MessageParams
  /** One-time links: emptied once the mail has left. */
  secretParams?: MessageParams
  /** Natural key of the mail: a second request with the same key is the same mail. */
  dedupeKey: string
}>

/** Tells the mail loop of every process that there is something to send; only a hint, its poll is the truth. */
export const mailChannel = 'mortise_mail'

/**
 * Puts a mail beside the change that causes it: it leaves after the commit, or not at all. Mails belong to no
 * organisation, so the row is written past row-level security. People without a mailbox are told in the portal only.
 */
export async function queueMail(ctx: AnyCtx, mail: QueueMail): Promise<void> {
  if (!canBeMailed(mail.to)) return
  const at = ctx.now()
  await asSystem(ctx, async () => {
    await ctx.db
      .insert(mails)
      .values({
        id: newId('mail'),
        toAddress: mail.to,
        userId: mail.userId ?? null,
        locale: mail.locale,
        template: mail.template,
        params: mail.params,
        secretParams: mail.secretParams ?? null,
        dedupeKey: mail.dedupeKey,
        createdAt: at,
        // By the clock that asks what is due: the database's may be a moment ahead of it.
        nextAttemptAt: at,
      })
      .onConflictDoNothing({ target: mails.dedupeKey })
    await ctx.db.execute(sql`select pg_notify(${mailChannel}, '')`)
  })
}
