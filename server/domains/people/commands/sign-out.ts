import { eq } from 'drizzle-orm'
import { sessions } from '@/db/schema/people'
import { cookieHeader, cookieNames } from '@/server/auth/cookies'
import { isSecure, type Visit } from '@/server/auth/visit'
import type { AnyCtx } from '@/server/platform/context'

/** Ends this device's session. The device stays known: signing out is no reason to distrust it. */
export async function signOut(ctx: AnyCtx, visit: Pick<Visit, 'services' | 'setCookie'>): Promise<void> {
  if (ctx.actor) await ctx.db.delete(sessions).where(eq(sessions.id, ctx.actor.sessionId))
  const secure = isSecure(visit.services)
  visit.setCookie(cookieHeader(cookieNames(secure).session, '', { secure, expires: null }))
}
