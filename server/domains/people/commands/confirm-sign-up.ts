import { cookieNames } from '@/server/auth/cookies'
import { hashToken } from '@/server/auth/actor'
import { findOneTimeToken, redeemOneTimeToken } from '@/server/auth/one-time-tokens'
import { isSecure, type Visit } from '@/server/auth/visit'
import { DomainError } from '@/server/kernel/errors'
import { transact } from '@/server/platform/context'
import { verifyPassword } from '../passwords/hashing'
import { admitPassword } from '../throttling/admission'
import { createPerson } from './create-person'
import { openSession } from './open-session'
import type { SignedIn } from './sign-in'

/** Makes the account a sign-up asked for, now that its address is proven, and signs in. */
export async function confirmSignUp(
  visit: Visit,
  input: { token: string; password?: string | null },
): Promise<SignedIn> {
  const system = { actor: null, system: true, now: visit.now } as const
  const found = await transact(visit.pool, { ...system, mode: 'read' }, (ctx) =>
    findOneTimeToken(ctx, 'signUp', input.token),
  )
  if (!found?.draft) throw new DomainError('invalid', 'people.linkUnusable')
  const { draft } = found
  const device = visit.request.cookies[cookieNames(isSecure(visit.services)).device]
  if (device === undefined || hashToken(device) !== draft.deviceHash) {
    if (!input.password) throw new DomainError('invalid', 'people.passwordNeededHere')
    const succeeded = await admitPassword(visit.pool, { email: found.email, ip: visit.request.ip, knownDevice: null })
    const { right } = await verifyPassword(draft.passwordHash, input.password)
    if (!right) throw new DomainError('invalid', 'people.passwordWrong')
    await succeeded()
  }
  return openSession(visit, async (ctx) => {
    await redeemOneTimeToken(ctx, 'signUp', input.token)
    const person = await createPerson(ctx, { ...draft, email: found.email, verified: true })
    // Two sign-ups of one address: the first confirmed one made the account, this one is the same mailbox.
    if (!person) throw new DomainError('conflict', 'people.alreadyConfirmed')
    return { userId: person.id, announce: false }
  })
}
