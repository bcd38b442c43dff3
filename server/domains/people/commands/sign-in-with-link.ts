import { redeemOneTimeToken } from '@/server/auth/one-time-tokens'
import type { Visit } from '@/server/auth/visit'
import { DomainError } from '@/server/kernel/errors'
import { findByEmail } from '../queries/find-person'
import { claimMailbox } from './claim-mailbox'
import { openSession } from './open-session'
import type { SignedIn } from './sign-in'

/** Signs in whoever holds the link from the mail. Called by a button: programs that open links in mails press none. */
export const signInWithLink = (visit: Visit, { token }: { token: string }): Promise<SignedIn> =>
  openSession(visit, async (ctx) => {
    const { email } = await redeemOneTimeToken(ctx, 'signIn', token)
    const person = await findByEmail(ctx, email)
    if (!person) throw new DomainError('invalid', 'people.linkUnusable')
    await claimMailbox(ctx, person.id)
    return { userId: person.id, announce: true }
  })
