import { createTransport } from 'nodemailer'
import type { Settings } from './settings'

export type OutgoingMail = Readonly<{
  to: string
  subject: string
  text: string
  html: string
  /** Without angle brackets. The same on every attempt, so that a mail sent twice is shown once. */
  messageId: string
  /** Message ids this one belongs under. */
  references: readonly string[]
  headers: Readonly<Record<string, string>>
}>

export type Mailer = Readonly<{
  /** Resolves once the server has taken the mail; throws what it said otherwise. */
  send: (mail: OutgoingMail) => Promise<void>
  /** Whether the server can be reached and takes our credentials. */
  verify: () => Promise<void>
  close: () => void
}>

/** A connection to the mail server of the settings; null without one: mails are then kept for the outbox page. */
export function openMailer({ mailUrl, mailFrom }: Pick<Settings, 'mailUrl' | 'mailFrom'>): Mailer | null {
  if (mailUrl === null) return null
  const transport = createTransport({
    url: mailUrl,
    pool: true,
    maxConnections: 2,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    // A template never reads files or addresses.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    send: async ({ to, subject, text, html, messageId, references, headers }) => {
      await transport.sendMail({
        from: mailFrom,
        to: { name: '', address: to },
        subject,
        text,
        html,
        messageId: `<${messageId}>`,
        ...(references.length > 0
          ? { references: references.map((id) => `<${id}>`), inReplyTo: `<${references.at(-1) ?? ''}>` }
          : {}),
        headers: { ...headers, 'Auto-Submitted': 'auto-generated' },
      })
    },
    verify: async () => {
      await transport.verify()
    },
    close: () => transport.close(),
  }
}

/** Refused for good: the address or the message itself (5xx to the envelope or the content), not the connection. */
export function isRefusedForGood(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  const code = 'code' in error ? error.code : undefined
  const answer = 'responseCode' in error && typeof error.responseCode === 'number' ? error.responseCode : 0
  return (code === 'EENVELOPE' || code === 'EMESSAGE') && answer >= 500 && answer < 600
}
