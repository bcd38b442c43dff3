import { eq } from 'drizzle-orm'
import { users } from '@/db/schema/people'
import { cookieNames } from '@/server/auth/cookies'
import { deviceHash, isKnownDevice } from '@/server/auth/sessions'
import { isSecure, type Visit } from '@/server/auth/visit'
import { DomainError } from '@/server/kernel/errors'
import { transact } from '@/server/platform/context'
import { hashPassword, verifyPassword } from '../passwords/hashing'
import { findByEmail } from '../queries/find-person'
import { admitPassword } from '../throttling/admission'
import { openSession } from './open-session'

/**
 * Signs in by address and password. An unknown address, an account without a password and a wrong password take the
 * same steps and the same time, and get the same answer.
 */
export async function signIn(visit: Visit, input: { email: string; password: string }): Promise<SignedIn> {
  const { pool, request, now, services } = visit
  const system = { actor: null, system: true, now } as const
  const device = request.cookies[cookieNames(isSecure(services)).device]
  const { person, known } = await transact(pool, { ...system, mode: 'read' }, async (ctx) => {
    const found = await findByEmail(ctx, input.email)
    return { person: found, known: await isKnownDevice(ctx, device, found?.id ?? '') }
  })
  const knownDevice = known && device && person ? deviceHash(device, person.id) : null
  const succeeded = await admitPassword(pool, { email: input.email, ip: request.ip, knownDevice })
  const { right, outdated } = await verifyPassword(person?.passwordHash, input.password)
  if (!person || !right) throw new DomainError('invalid', 'people.signInFailed')
  await succeeded()
  const rehashed = outdated ? await hashPassword(input.password) : null
  return openSession(visit, async (ctx) => {
    // The password may have changed while it was being checked; then this sign-in is one with the old password.
    const current = await findByEmail(ctx, input.email)
    if (current?.passwordHash !== person.passwordHash) throw new DomainError('invalid', 'people.signInFailed')
    if (rehashed) await ctx.db.update(users).set({ passwordHash: rehashed }).where(eq(users.id, person.id))
    return { userId: person.id, announce: true }
  })
}

export type SignedIn = Readonly<{ userId: string; orgId: string | null }>
