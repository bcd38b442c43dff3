import PgBoss from 'pg-boss'
import { mailChannel } from '@/server/domains/notifications/commands/queue-mail'
import { openMailer } from '@/server/platform/mailer'
import { eventChannel } from '@/server/platform/journal'
import type { Services } from '@/server/platform/services'
import { deliverWaiting, eventQueue } from './delivery'
import { batch, publishPending, publishedChannel, type Handover } from './dispatcher'
import { startListener } from './listener'
import { startLoop, type Loop } from './loop'
import { sendWaitingMails } from './mail-delivery'
import { schedules, type Schedule } from './schedules'
import { subscriptions } from './subscriptions'

const wakeStreamsMs = 15_000

/**
 * Starts what happens beside requests: numbering and delivery of events, mail, and work the clock starts. Everything
 * waits in PostgreSQL, so any process may die at any moment and another goes on. The loops fetch from the queue
 * themselves; the library's own workers leave a rejected promise behind when the database goes away.
 */
export async function startJobs(services: Services): Promise<{ stop: () => Promise<void> }> {
  const { settings, log, live } = services
  const boss = new PgBoss({
    connectionString: settings.databaseUrl,
    max: 3,
    schedule: false,
    maintenanceIntervalSeconds: 30,
    archiveCompletedAfterSeconds: 3_600,
    deleteAfterDays: 7,
  })
  boss.on('error', (error) => log.error({ err: error }, 'job runner'))
  await alone(services, async () => {
    await boss.start()
    await boss.createQueue(eventQueue, {
      name: eventQueue,
      retryLimit: 10,
      retryDelay: 2,
      retryBackoff: true,
      expireInSeconds: 60,
    })
    for (const { name } of schedules) {
      await boss.createQueue(name, { name, policy: 'singleton', retryLimit: 1, expireInSeconds: 600 })
    }
  })

  const mailer = openMailer(settings)
  const events = startLoop({
    name: 'deliver events',
    everyMs: 5_000,
    log,
    turn: () => deliverWaiting(boss, services, subscriptions),
  })
  const handOver: Handover = (eventIds, execute) =>
    boss.insert(
      eventIds.map((eventId) => ({ name: eventQueue, data: { eventId } })),
      { db: { executeSql: (text, values) => execute(text, values) } },
    )
  const publishing = startLoop({
    name: 'publish events',
    everyMs: 2_000,
    log,
    turn: async () => (await publishPending(services, handOver)) === batch,
  })
  const mail = startLoop({ name: 'send mail', everyMs: 10_000, log, turn: () => sendWaitingMails(services, mailer) })
  const clockwork = schedules.map((schedule) => startSchedule(boss, schedule, services))

  const published = () => {
    live.wake()
    events.wake()
  }
  const listener = startListener(
    settings.databaseUrl,
    { [eventChannel]: publishing.wake, [publishedChannel]: published, [mailChannel]: mail.wake },
    log,
  )
  const heartbeat = setInterval(live.wake, wakeStreamsMs)
  return {
    stop: async () => {
      clearInterval(heartbeat)
      await listener.stop()
      await Promise.all([publishing, events, mail, ...clockwork].map((loop) => loop.stop()))
      mailer?.close()
      await boss.stop({ graceful: false })
    },
  }
}

const setUpLock = 7_052_418

/** Making tables and queues takes locks that two starting processes would wait for in a circle: one at a time. */
async function alone({ pool }: Services, work: () => Promise<void>): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [setUpLock])
    try {
      await work()
    } finally {
      await client.query('select pg_advisory_unlock($1)', [setUpLock])
    }
  } finally {
    client.release()
  }
}

function startSchedule(boss: PgBoss, { name, everySeconds, run }: Schedule, services: Services): Loop {
  return startLoop({
    name,
    everyMs: Math.min(everySeconds * 1_000, 60_000),
    log: services.log,
    turn: async () => {
      // One job per period of the clock, however many processes ask for it.
      await boss.send(name, {}, { singletonSeconds: everySeconds, singletonKey: name })
      for (const { id } of await boss.fetch(name)) {
        try {
          await run(services)
          await boss.complete(name, id)
        } catch (error) {
          await boss.fail(name, id, { message: error instanceof Error ? error.message : String(error) })
          throw error
        }
      }
      return false
    },
  })
}
