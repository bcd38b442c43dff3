import { paths } from '@/app/_lib/paths'
import { hashToken } from '@/server/auth/actor'
import { issueOneTimeToken, type OneTimePurpose } from '@/server/auth/one-time-tokens'
import { linkMinutes } from '../rules/links'
import type { Visit } from '@/server/auth/visit'
import { queueMail } from '@/server/domains/notifications/commands/queue-mail'
import { transact } from '@/server/platform/context'
import type { RequestLinkInput } from '../inputs'
import { findByEmail } from '../queries/find-person'
import { admitMail } from '../throttling/admission'

type LinkPurpose = Extract<OneTimePurpose, 'signIn' | 'passwordReset'>
const templates = { signIn: 'signInLink', passwordReset: 'passwordReset' } as const
const addresses = { signIn: paths.magicLink, passwordReset: paths.resetPassword } as const

/**
 * Mails a link to an address. A mailbox without an account gets a mail that says so: the answer here, and the time it
 * takes, are the same. The link goes on to `next`, where the person was going.
 */
async function requestLink(visit: Visit, purpose: LinkPurpose, { email, next }: RequestLinkInput): Promise<void> {
  if (!(await admitMail(visit.pool, { email, ip: visit.request.ip, purpose }))) return
  const options = { actor: null, mode: 'write', system: true, now: visit.now } as const
  await transact(visit.pool, options, async (ctx) => {
    const person = await findByEmail(ctx, email)
    const token = await issueOneTimeToken(ctx, purpose, { email })
    await queueMail(ctx, {
      to: email,
      userId: person?.id ?? null,
      locale: person?.locale ?? visit.request.locale,
      template: person ? templates[purpose] : 'noAccount',
      params: person ? { minutes: linkMinutes[purpose] } : {},
      // Where somebody was going may be an invitation, whose address is a secret too.
      secretParams: { path: person ? addresses[purpose](token, next) : paths.signUp(next) },
      dedupeKey: `${purpose}:${hashToken(token)}`,
    })
  })
}

export const requestSignInLink = (visit: Visit, input: RequestLinkInput) => requestLink(visit, 'signIn', input)
export const requestPasswordReset = (visit: Visit, input: RequestLinkInput) =>
  requestLink(visit, 'passwordReset', input)
