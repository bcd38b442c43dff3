import { sql, type SQL } from 'drizzle-orm'
import type { AnyPgColumn, PgTable } from 'drizzle-orm/pg-core'
import type { Actor } from '@/server/kernel/actor'
import { asSystem, transact, type AnyCtx, type Ctx } from '@/server/platform/context'
import { writeJournal } from '@/server/platform/journal'
import type { Services } from '@/server/platform/services'

/** Where a story is told: one transaction, in which one person after another acts under their own rights. */
export type Stage = Readonly<{
  services: Services
  /** Nobody's rights: what happened before the story begins goes through `asSystem`. */
  ctx: AnyCtx
  /** The moment the story is told, the same throughout. */
  now: Date
  hoursAgo: (hours: number) => Date
  /** Lets a person act so many hours ago, with the rules, audit entries and events of the real command. */
  as: <A extends Actor, T>(actor: A, hours: number, work: (ctx: Ctx<A>) => Promise<T>) => Promise<T>
}>

/** Tells a whole story or nothing of it. */
export function onStage<T>(services: Services, tell: (stage: Stage) => Promise<T>): Promise<T> {
  return transact(services.pool, { actor: null, mode: 'write' }, (ctx) => {
    const now = ctx.now()
    const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000)
    const scope = (orgId: string, userId: string) =>
      ctx.db.execute(sql`select set_config('app.org_id', ${orgId}, true), set_config('app.user_id', ${userId}, true)`)
    return tell({
      services,
      ctx,
      now,
      hoursAgo,
      as: async (actor, hours, work) => {
        await scope(actor.member?.orgId ?? '', actor.userId)
        const at = hoursAgo(hours)
        const inner = { db: ctx.db, actor, now: () => at, journal: { audit: [], events: [] } }
        const result = await work(inner)
        await writeJournal(inner)
        await scope('', '')
        return result
      },
    })
  })
}

type Stamped = PgTable & { createdAt: AnyPgColumn; updatedAt: AnyPgColumn }

/** Lets rows have been made so many hours ago: the database stamps them with its own clock. */
export const backdate = (stage: Stage, hours: number, rows: readonly (readonly [Stamped, SQL | undefined])[]) =>
  asSystem(stage.ctx, async () => {
    const at = stage.hoursAgo(hours).toISOString()
    for (const [table, where] of rows) {
      if (where)
        await stage.ctx.db.execute(sql`update ${table} set created_at = ${at}, updated_at = ${at} where ${where}`)
    }
  })
