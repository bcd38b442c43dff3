import { eq } from 'drizzle-orm'
import PgBoss from 'pg-boss'
import { events } from '@/db/schema/audit'
import { transact } from '@/server/platform/context'
import type { Services } from '@/server/platform/services'
import { startDispatcher } from './dispatcher'
import { schedules } from './schedules'
import { subscriptions } from './subscriptions'

const eventQueue = 'events'

/** Starts what happens beside requests: event delivery and scheduled work, both kept in PostgreSQL. */
export async function startJobs(services: Services): Promise<{ stop: () => Promise<void> }> {
  const { settings, log } = services
  const boss = new PgBoss({ connectionString: settings.databaseUrl, max: 3 })
  boss.on('error', (error) => log.error({ err: error }, 'job runner'))
  await boss.start()
  await boss.createQueue(eventQueue, {
    name: eventQueue,
    retryLimit: 10,
    retryDelay: 5,
    retryBackoff: true,
    expireInSeconds: 300,
  })
  await boss.work<{ eventId: string }>(eventQueue, { pollingIntervalSeconds: 0.5, batchSize: 1 }, async (jobs) => {
    for (const job of jobs) await deliver(services, job.data.eventId)
  })
  for (const { name, cron, run } of schedules) {
    await boss.createQueue(name, { name, policy: 'singleton', retryLimit: 2, expireInSeconds: 900 })
    await boss.work(name, { pollingIntervalSeconds: 10 }, async () => run(services))
    await boss.schedule(name, cron)
  }
  const dispatcher = startDispatcher(services, async (eventIds, execute) => {
    for (const eventId of eventIds) {
      await boss.send(eventQueue, { eventId }, { db: { executeSql: (text, values) => execute(text, values) } })
    }
  })
  return {
    stop: async () => {
      await dispatcher.stop()
      await boss.stop({ graceful: true, wait: true, timeout: 15_000 })
    },
  }
}

/** Runs every handler of one event, each in its own transaction, so that one failing handler repeats alone. */
export async function deliver(services: Services, eventId: string): Promise<void> {
  const [event] = await transact(services.pool, { actor: null, mode: 'read', system: true }, ({ db }) =>
    db.select().from(events).where(eq(events.id, eventId)),
  )
  if (!event) return
  for (const domain of subscriptions) {
    const handler = domain[event.type]
    if (handler) {
      await transact(services.pool, { actor: null, mode: 'write', system: true }, (ctx) => handler(ctx, event, services))
    }
  }
}
