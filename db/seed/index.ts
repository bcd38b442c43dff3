import { eq, sql } from 'drizzle-orm'
import { users } from '@/db/schema/people'
import { asSystem } from '@/server/platform/context'
import type { Log } from '@/server/platform/log'
import type { Services } from '@/server/platform/services'
import { cast } from './scenarios/cast'
import { tellWrenlow } from './scenarios/wrenlow'
import { onStage } from './stage'

export { cast, demoPassword } from './scenarios/cast'

const lock = 7_305_300

/**
 * Loads the demo world where it is not there yet; true if it was loaded now. One transaction: a process killed half-way
 * leaves nothing, and two that start together load it once.
 */
export function seedDemo(services: Services, log: Log): Promise<boolean> {
  return onStage(services, async (stage) => {
    const { db } = stage.ctx
    await db.execute(sql`select pg_advisory_xact_lock(${lock})`)
    const [there] = await asSystem(stage.ctx, async () =>
      db.select({ id: users.id }).from(users).where(eq(users.email, cast.daniel.email)),
    )
    if (there) return false
    await tellWrenlow(stage)
    log.info('the demo world is loaded')
    return true
  })
}
