import { and, eq, sql } from 'drizzle-orm'
import { users } from '@/db/schema/people'
import { isSecure, type Visit } from '@/server/auth/visit'
import { localeCookie } from '@/server/auth/sessions'
import { DomainError } from '@/server/kernel/errors'
import type { Language } from '@/server/kernel/bilingual'
import type { AnyCtx, Ctx } from '@/server/platform/context'
import { publish } from '@/server/platform/journal'
import type { UpdateProfileInput } from '../inputs'
import { displayNames, personSortKey } from '../rules/names'

type Setting = Pick<Visit, 'services' | 'setCookie'>

/** Saves how a person is called and reads. What others see of the name is derived anew. */
export async function updateProfile(ctx: Ctx, visit: Setting, input: UpdateProfileInput): Promise<{ version: number }> {
  const { version, ...given } = input
  const [person] = await ctx.db.select({ email: users.email }).from(users).where(eq(users.id, ctx.actor.userId))
  const email = person?.email ?? ''
  const [saved] = await ctx.db
    .update(users)
    .set({
      ...given,
      ...displayNames(given, email),
      sortKey: personSortKey(given, email),
      version: sql`${users.version} + 1`,
    })
    .where(and(eq(users.id, ctx.actor.userId), eq(users.version, version)))
    .returning({ version: users.version })
  if (!saved) throw new DomainError('conflict', 'people.stale')
  // For nobody's screen: what is made of names elsewhere is made anew.
  publish(ctx, { type: 'people.changed', audience: [], payload: { userId: ctx.actor.userId } })
  visit.setCookie(localeCookie(given.locale, isSecure(visit.services), ctx.now()))
  return saved
}

/** The language to read in: for this browser always, and as a preference for whoever is signed in. */
export async function setLocale(ctx: AnyCtx, visit: Setting, { locale }: { locale: Language }): Promise<void> {
  if (ctx.actor) await ctx.db.update(users).set({ locale }).where(eq(users.id, ctx.actor.userId))
  visit.setCookie(localeCookie(locale, isSecure(visit.services), ctx.now()))
}
