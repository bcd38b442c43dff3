import type { Pool } from '@/db/client'
import { DomainError } from '@/server/kernel/errors'
import { countAttempt, forgetAttempts, uncountAttempt, type Limit } from './limits'
import { networkOf } from './network'

const refuse = (seconds: number): never => {
  throw new DomainError('tooMany', 'people.tooManyAttempts', { minutes: Math.max(1, Math.ceil(seconds / 60)) })
}
async function count(pool: Pool, limit: Limit, ...key: string[]): Promise<void> {
  const wait = await countAttempt(pool, limit, ...key)
  if (wait > 0) refuse(wait)
}

type Attempt = Readonly<{
  email: string
  ip: string
  /** Digest of a device cookie that has signed this account in before. */
  knownDevice: string | null
}>

/**
 * Lets a password attempt through or throws `people.tooManyAttempts`; call the result when the password was right.
 *
 * Guessing is slowed without a lock that strangers could turn against the owner: a known device has a count of its own
 * that nobody else can fill; counts of one network leave other networks alone; and where guesses at one account come
 * from everywhere, only unknown devices queue in a slow lane, while a sign-in link works as ever. The count comes
 * before the check, so parallel guesses are counted too.
 */
export async function admitPassword(pool: Pool, { email, ip, knownDevice }: Attempt): Promise<() => Promise<void>> {
  if (knownDevice !== null && (await countAttempt(pool, 'signInDevice', email, knownDevice)) === 0) {
    return () => forgetAttempts(pool, 'signInDevice', email, knownDevice)
  }
  const network = networkOf(ip)
  await count(pool, 'signInNetwork', network)
  await count(pool, 'signInHere', email, network)
  if ((await countAttempt(pool, 'signInAccount', email)) > 0) await count(pool, 'signInSlowLane', email)
  return async () => {
    await uncountAttempt(pool, 'signInNetwork', network)
    await forgetAttempts(pool, 'signInHere', email, network)
    await uncountAttempt(pool, 'signInAccount', email)
  }
}

type MailAsked = Readonly<{ email: string; ip: string; purpose: string }>

/**
 * Whether a mail to `email` should leave now. False within a minute of the last one for the same purpose, whose link
 * still works, so asking in somebody's name from many networks neither floods their inbox nor keeps them out. Throws
 * past the limits of the asking network.
 */
export async function admitMail(pool: Pool, { email, ip, purpose }: MailAsked): Promise<boolean> {
  const network = networkOf(ip)
  await count(pool, 'mailNetwork', network)
  await count(pool, 'mailHere', email, network)
  return (await countAttempt(pool, 'mailAddress', email, purpose)) === 0
}

/** Sign-ups from one network, and mails to one address from it. */
export async function admitSignUp(pool: Pool, { email, ip }: Readonly<{ email: string; ip: string }>): Promise<void> {
  const network = networkOf(ip)
  await count(pool, 'signUpNetwork', network)
  await count(pool, 'mailHere', email, network)
}

/** The current password of a signed-in person, which a borrowed laptop must not be able to guess. */
export async function admitPasswordChange(pool: Pool, userId: string): Promise<() => Promise<void>> {
  await count(pool, 'passwordChange', userId)
  return () => forgetAttempts(pool, 'passwordChange', userId)
}
