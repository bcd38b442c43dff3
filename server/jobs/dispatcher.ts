import { sql } from 'drizzle-orm'
import { transact } from '@/server/platform/context'
import type { Services } from '@/server/platform/services'

/** Told at the commit that numbered events, so that streams in every process look. */
export const publishedChannel = 'mortise_published'
export const batch = 500
/** Only one process numbers events at a time, so numbers are committed in their order. */
const orderLock = 7_052_417

/** Runs one statement inside the publishing transaction. */
export type Execute = (text: string, values: unknown[]) => Promise<{ rows: unknown[] }>
/** Hands the ids of published events over, inside the publishing transaction. */
export type Handover = (eventIds: readonly string[], execute: Execute) => Promise<void>

/**
 * Numbers what was committed, at most 500 events, and hands it over; returns how many. A reader that has seen number N
 * never misses a smaller one: numbers are given under a lock that is held until they are visible.
 */
export async function publishPending(services: Pick<Services, 'pool'>, handOver: Handover): Promise<number> {
  return transact(services.pool, { actor: null, mode: 'write', system: true }, async ({ db, now }) => {
    await db.execute(sql`select pg_advisory_xact_lock(${orderLock})`)
    const { rows } = await db.execute<{ id: string }>(
      sql`with pending as materialized (
            select id, row_number() over (order by at, id) as turn from events
            where published_at is null order by at, id limit ${batch}),
          start as materialized (select coalesce(max(seq), 0) as seq from events),
          numbered as (
            update events set seq = start.seq + pending.turn, published_at = ${now().toISOString()}::timestamptz
            from pending, start where events.id = pending.id
            returning events.id, events.seq)
          select id from numbered order by seq`,
    )
    const ids = rows.map(({ id }) => id)
    if (ids.length > 0) {
      await handOver(ids, async (text, values) => db.$client.query(text, values))
      await db.execute(sql`select pg_notify(${publishedChannel}, '')`)
    }
    return ids.length
  })
}
