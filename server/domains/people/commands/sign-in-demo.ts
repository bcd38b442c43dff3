import type { Visit } from '@/server/auth/visit'
import { DomainError } from '@/server/kernel/errors'
import { isDemoEmail } from '../rules/email'
import { users } from '@/db/schema/people'
import { eq } from 'drizzle-orm'
import { openSession } from './open-session'
import type { SignedIn } from './sign-in'

/** One click into a demo account. Where this is no demo, and for every other account, there is nothing here. */
export async function signInDemo(visit: Visit, { userId }: { userId: string }): Promise<SignedIn> {
  if (!visit.services.settings.demo) throw new DomainError('notFound', 'people.noDemo')
  return openSession(visit, async (ctx) => {
    const [person] = await ctx.db.select({ email: users.email }).from(users).where(eq(users.id, userId))
    if (!person || !isDemoEmail(person.email)) throw new DomainError('notFound', 'people.noDemo')
    return { userId, announce: false }
  })
}
