import { eq } from 'drizzle-orm'
import { users } from '@/db/schema/people'
import { endSessions, rememberDevice } from '@/server/auth/sessions'
import type { Visit } from '@/server/auth/visit'
import type { Actor } from '@/server/kernel/actor'
import { DomainError } from '@/server/kernel/errors'
import { transact } from '@/server/platform/context'
import { hashPassword, verifyPassword } from '../passwords/hashing'
import { requireGoodPassword } from '../passwords/strength'
import { admitPasswordChange } from '../throttling/admission'
import { personalWords } from './sign-up'
import { storePassword } from './store-password'

/** Changes the password, or sets the first one of somebody who came by link or provider. Other sessions end. */
export async function changePassword(
  visit: Visit<Actor>,
  input: { current?: string | null; next: string },
): Promise<{ endedSessions: number }> {
  const { actor, pool, now } = visit
  const load = () =>
    transact(pool, { actor, mode: 'read', now }, async ({ db }) => {
      const [found] = await db.select().from(users).where(eq(users.id, actor.userId))
      if (!found) throw new DomainError('unauthenticated', 'people.signInNeeded')
      return found
    })
  const person = await load()
  if (person.passwordHash !== null) {
    const succeeded = await admitPasswordChange(pool, actor.userId)
    const { right } = await verifyPassword(person.passwordHash, input.current ?? '')
    if (!right) throw new DomainError('invalid', 'people.passwordWrong')
    await succeeded()
  }
  requireGoodPassword(input.next, personalWords(person))
  const passwordHash = await hashPassword(input.next)
  const done = await transact(pool, { actor, mode: 'write', now }, async (ctx) => {
    const [current] = await ctx.db.select().from(users).where(eq(users.id, actor.userId)).for('update')
    if (current?.passwordHash !== person.passwordHash) throw new DomainError('conflict', 'people.stale')
    await storePassword(ctx, person, passwordHash, 'people.changePassword')
    const endedSessions = await endSessions(ctx, actor.userId, actor.sessionId)
    return { endedSessions, cookie: (await rememberDevice(ctx, visit, actor.userId)).cookie }
  })
  visit.setCookie(done.cookie)
  return { endedSessions: done.endedSessions }
}
