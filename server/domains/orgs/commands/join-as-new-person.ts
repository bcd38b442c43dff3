import { paths } from '@/app/_lib/paths'
import { issueOneTimeToken } from '@/server/auth/one-time-tokens'
import { linkMinutes } from '@/server/domains/people/rules/links'
import { hashToken } from '@/server/auth/actor'
import type { Visit } from '@/server/auth/visit'
import { queueMail } from '@/server/domains/notifications/commands/queue-mail'
import { createPerson } from '@/server/domains/people/commands/create-person'
import { openSession } from '@/server/domains/people/commands/open-session'
import { personalWords } from '@/server/domains/people/commands/sign-up'
import type { SignUpInput } from '@/server/domains/people/inputs'
import { hashPassword } from '@/server/domains/people/passwords/hashing'
import { requireGoodPassword } from '@/server/domains/people/passwords/strength'
import { admitSignUp } from '@/server/domains/people/throttling/admission'
import { DomainError } from '@/server/kernel/errors'
import { transact } from '@/server/platform/context'
import { requireOpenInvitation } from '../queries/find-invitation'
import { takeUpInvitation } from './accept-invitation'

/**
 * Signs up and joins in one step, for somebody who holds an invitation. A link that was mailed to their address proves
 * it; a link handed over does not, so they may work but are asked to confirm their address before mail leaves in the
 * company's name. That an address already has an account is told here, to somebody a member let in; each account made
 * uses the invitation up, and attempts are counted.
 */
export async function joinAsNewPerson(
  visit: Visit,
  { token, person }: { token: string; person: SignUpInput },
): Promise<{ orgId: string | null }> {
  const system = { actor: null, system: true, now: visit.now } as const
  await admitSignUp(visit.pool, { email: person.email, ip: visit.request.ip })
  const invitation = await transact(visit.pool, { ...system, mode: 'read' }, (ctx) => requireOpenInvitation(ctx, token))
  if (invitation.email !== null && invitation.email !== person.email) {
    throw new DomainError('forbidden', 'orgs.invitationForOther', { email: invitation.email })
  }
  requireGoodPassword(person.password, personalWords(person))
  const passwordHash = await hashPassword(person.password)
  const verified = invitation.email !== null
  return openSession(visit, async (ctx) => {
    const { password: _, ...names } = person
    const made = await createPerson(ctx, { ...names, verified, passwordHash })
    if (!made) throw new DomainError('conflict', 'people.emailHasAccount')
    await takeUpInvitation(ctx, { token, userId: made.id, email: person.email })
    if (!verified) {
      const confirmation = await issueOneTimeToken(ctx, 'emailVerification', { email: person.email, userId: made.id })
      await queueMail(ctx, {
        to: person.email,
        userId: made.id,
        locale: person.locale,
        template: 'verifyEmail',
        params: { hours: linkMinutes.emailVerification / 60 },
        secretParams: { path: paths.verifyEmail(confirmation) },
        dedupeKey: `verifyEmail:${hashToken(confirmation)}`,
      })
    }
    return { userId: made.id, announce: false }
  })
}
