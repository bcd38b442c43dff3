import { asc, eq, isNull, sql } from 'drizzle-orm'
import pg from 'pg'
import { events } from '@/db/schema/audit'
import { transact } from '@/server/platform/context'
import { eventChannel } from '@/server/platform/journal'
import type { Services } from '@/server/platform/services'

const publishedChannel = 'mortise_published'
const pollEveryMs = 2_000
const wakeEveryMs = 15_000
const batch = 500
/** Only one process numbers events at a time, so numbers are committed in their order. */
const orderLock = 7_052_417

/** Hands the ids of published events over, inside the publishing transaction. */
export type Handover = (eventIds: readonly string[], execute: (text: string, values: unknown[]) => Promise<{ rows: unknown[] }>) => Promise<void>

/** Numbers what was committed and hands it over; returns how many. */
export async function publishPending(services: Services, handOver: Handover): Promise<number> {
  return transact(services.pool, { actor: null, mode: 'write', system: true }, async ({ db, now }) => {
    await db.execute(sql`select pg_advisory_xact_lock(${orderLock})`)
    const pending = await db
      .select({ id: events.id })
      .from(events)
      .where(isNull(events.publishedAt))
      .orderBy(asc(events.at), asc(events.id))
      .limit(batch)
    for (const { id } of pending) {
      await db.update(events).set({ seq: sql`nextval('event_order')`, publishedAt: now() }).where(eq(events.id, id))
    }
    if (pending.length > 0) {
      await handOver(
        pending.map(({ id }) => id),
        async (text, values) => db.$client.query(text, values),
      )
      await db.execute(sql`select pg_notify(${publishedChannel}, '')`)
    }
    return pending.length
  })
}

/**
 * Publishes events as they are committed. The database's notifications are a hint that saves waiting; the poll is what
 * makes sure. Every process listens, so a stream wakes wherever the event was written.
 */
export function startDispatcher(services: Services, handOver: Handover): { stop: () => Promise<void> } {
  const { log, live, settings } = services
  let stopping = false
  let running: Promise<void> | null = null
  let again = false
  let listener: pg.Client | null = null

  const drain = () => {
    if (stopping) return
    if (running) {
      again = true
      return
    }
    running = (async () => {
      do {
        again = false
        while ((await publishPending(services, handOver)) === batch) continue
      } while (again)
    })()
      .catch((error: unknown) => log.error({ err: error }, 'events could not be published'))
      .finally(() => (running = null))
  }
  const listen = async () => {
    if (stopping) return
    const client = new pg.Client({ connectionString: settings.databaseUrl })
    client.on('error', () => void client.end().catch(() => undefined))
    client.on('end', () => {
      if (!stopping) setTimeout(() => void listen(), 1_000).unref()
    })
    client.on('notification', ({ channel }) => (channel === eventChannel ? drain() : live.wake()))
    try {
      await client.connect()
      await client.query(`listen ${eventChannel}; listen ${publishedChannel}`)
      listener = client
    } catch (error) {
      log.warn({ err: error }, 'no notifications for now, polling')
      await client.end().catch(() => undefined)
    }
  }
  void listen()
  const timers = [setInterval(drain, pollEveryMs), setInterval(live.wake, wakeEveryMs)]
  drain()
  return {
    stop: async () => {
      stopping = true
      for (const timer of timers) clearInterval(timer)
      await running
      await listener?.end().catch(() => undefined)
    },
  }
}
