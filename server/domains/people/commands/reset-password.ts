import { findOneTimeToken, redeemOneTimeToken } from '@/server/auth/one-time-tokens'
import { endSessions } from '@/server/auth/sessions'
import type { Visit } from '@/server/auth/visit'
import { DomainError } from '@/server/kernel/errors'
import { transact } from '@/server/platform/context'
import { hashPassword } from '../passwords/hashing'
import { requireGoodPassword } from '../passwords/strength'
import { findByEmail } from '../queries/find-person'
import { claimMailbox } from './claim-mailbox'
import { openSession } from './open-session'
import type { SignedIn } from './sign-in'
import { personalWords } from './sign-up'
import { storePassword } from './store-password'

/** A new password for whoever holds the link. Every session ends; this browser gets a new one. */
export async function resetPassword(visit: Visit, input: { token: string; password: string }): Promise<SignedIn> {
  const person = await transact(
    visit.pool,
    { actor: null, mode: 'read', system: true, now: visit.now },
    async (ctx) => {
      const found = await findOneTimeToken(ctx, 'passwordReset', input.token)
      return found && findByEmail(ctx, found.email)
    },
  )
  if (!person) throw new DomainError('invalid', 'people.linkUnusable')
  requireGoodPassword(input.password, personalWords(person))
  const passwordHash = await hashPassword(input.password)
  return openSession(visit, async (ctx) => {
    await redeemOneTimeToken(ctx, 'passwordReset', input.token)
    await claimMailbox(ctx, person.id)
    await storePassword(ctx, person, passwordHash, 'people.resetPassword')
    await endSessions(ctx, person.id)
    return { userId: person.id, announce: false }
  })
}
