import { eq } from 'drizzle-orm'
import type PgBoss from 'pg-boss'
import { events } from '@/db/schema/audit'
import { transact } from '@/server/platform/context'
import type { Services } from '@/server/platform/services'
import type { Subscriptions } from './subscription'

export const eventQueue = 'events'
const batch = 20

/**
 * Runs every handler of one event, each in a transaction of its own. A failing handler does not keep the others from
 * the event; afterwards the first failure is thrown, and the job comes again for all of them.
 */
export async function deliver(services: Services, eventId: string, listeners: readonly Subscriptions[]): Promise<void> {
  const [event] = await transact(services.pool, { actor: null, mode: 'read', system: true }, ({ db }) =>
    db.select().from(events).where(eq(events.id, eventId)),
  )
  if (!event) return
  const failures: unknown[] = []
  for (const { [event.type]: handler } of listeners) {
    if (!handler) continue
    try {
      await transact(services.pool, { actor: null, mode: 'write', system: true }, (ctx) =>
        handler(ctx, event, services),
      )
    } catch (error) {
      services.log.error({ err: error, eventId, type: event.type }, 'an event handler failed')
      failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
}

/** Delivers what waits, oldest first; true when there may be more. One event that fails does not hold the others up. */
export async function deliverWaiting(
  boss: PgBoss,
  services: Services,
  listeners: readonly Subscriptions[],
): Promise<boolean> {
  const jobs = await boss.fetch<{ eventId: string }>(eventQueue, { batchSize: batch })
  for (const { id, data } of jobs) {
    try {
      await deliver(services, data.eventId, listeners)
      await boss.complete(eventQueue, id)
    } catch (error) {
      await boss.fail(eventQueue, id, { message: error instanceof Error ? error.message : String(error) })
    }
  }
  return jobs.length === batch
}
