import { sql } from 'drizzle-orm'
import { transact } from '@/server/platform/context'
import type { Services } from '@/server/platform/services'

const keepDays = 30

/**
 * Forgets events that every reader has had ample time for; the audit trail, not the outbox, is the memory. The newest
 * stays whatever its age, because the next number is counted from it.
 */
export async function pruneEvents({ pool, log }: Services): Promise<void> {
  const { rowCount } = await transact(pool, { actor: null, mode: 'write', system: true }, ({ db, now }) =>
    db.execute(
      sql`delete from events where published_at < ${new Date(now().getTime() - keepDays * 86_400_000).toISOString()}::timestamptz
        and seq < (select max(seq) from events)`,
    ),
  )
  if (rowCount) log.info({ events: rowCount }, 'old events forgotten')
}
