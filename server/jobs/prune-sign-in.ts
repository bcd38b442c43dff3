import { lt } from 'drizzle-orm'
import { knownDevices, oneTimeTokens, rateLimits, sessions } from '@/db/schema/people'
import { transact } from '@/server/platform/context'
import type { Services } from '@/server/platform/services'

const dayMs = 86_400_000
/** A used link is kept a day longer, so that pressing it again is told apart from a link that never was. */
const linkDays = 1
/** As long as a device cookie lives. */
const deviceDays = 400

/** Forgets what signs nobody in any more: ended sessions, links past their time, counts and devices of long ago. */
export async function pruneSignIn(services: Services): Promise<void> {
  await transact(services.pool, { actor: null, mode: 'write', system: true }, async ({ db, now }) => {
    const ago = (days: number) => new Date(now().getTime() - days * dayMs)
    await db.delete(sessions).where(lt(sessions.expires, now()))
    await db.delete(oneTimeTokens).where(lt(oneTimeTokens.expires, ago(linkDays)))
    await db.delete(rateLimits).where(lt(rateLimits.expire, now().getTime()))
    await db.delete(knownDevices).where(lt(knownDevices.createdAt, ago(deviceDays)))
  })
}
