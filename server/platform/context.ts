import type pg from 'pg'
import { onClient, type Db, type Pool } from '@/db/client'
import type { Actor, MemberActor } from '@/server/kernel/actor'
import { DomainError } from '@/server/kernel/errors'
import { writeJournal, type Journal } from './journal'

/**
 * What a command or query runs in: one open transaction, one actor, one clock. Opened only by `transact` (procedures,
 * jobs, terminal), so commands compose without knowing who started them. Never open another transaction inside.
 */
export type Ctx<A extends Actor | null = Actor> = Readonly<{
  db: Db
  actor: A
  now: () => Date
  /** Audit entries and events, written together just before the commit. */
  journal: Journal
}>
export type MemberCtx = Ctx<MemberActor>
/** A job, the terminal, or a visitor who has not signed in. */
export type AnyCtx = Ctx<Actor | null>

export type TransactOptions<A extends Actor | null> = Readonly<{
  actor: A
  mode: 'read' | 'write'
  /** Passes row-level security: jobs, the terminal, and what happens before an organisation is known. */
  system?: boolean
  now?: () => Date
}>

const safeId = /^[a-z]{3}_[0-9a-z]{26}$/
const literal = (id: string | undefined) => (id !== undefined && safeId.test(id) ? id : '')

/** Serialization failures, deadlocks and lost connections: the transaction did not happen and may be tried again. */
const retryable = new Set(['40001', '40P01', '57P01', '08006', '08003'])
/** The five characters by which the database names what went wrong, or an empty text. */
export const sqlStateOf = (error: unknown): string => {
  if (typeof error !== 'object' || error === null) return ''
  // Other errors on the way have codes too, in words of their own.
  if ('code' in error && typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code)) return error.code
  return 'cause' in error ? sqlStateOf(error.cause) : ''
}
const attempts = 4

/**
 * Runs `work` in one transaction scoped to the actor. Writes are retried when the database asks for it, so `work` must
 * have no effect outside the transaction. Reads run `read only`: a query cannot write by accident.
 */
export const transact = <A extends Actor | null, T>(
  pool: Pool,
  options: TransactOptions<A>,
  work: (ctx: Ctx<A>) => Promise<T>,
): Promise<T> => repeated(() => once(pool, options, work))

/** Repeats what failed for a reason that passes, such as a deadlock or a database that was just restarted. */
export async function repeated<T>(attemptOnce: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptOnce()
    } catch (error) {
      if (attempt >= attempts || !retryable.has(sqlStateOf(error))) throw error
      await new Promise((resume) => setTimeout(resume, Math.random() * 20 * 2 ** attempt))
    }
  }
}

async function once<A extends Actor | null, T>(
  pool: Pool,
  { actor, mode, system = false, now = () => new Date() }: TransactOptions<A>,
  work: (ctx: Ctx<A>) => Promise<T>,
): Promise<T> {
  const client: pg.PoolClient = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query(
      `begin ${mode === 'read' ? 'read only' : 'read write'}; select set_config('app.org_id', '${literal(actor?.member?.orgId)}', true), ` +
        `set_config('app.user_id', '${literal(actor?.userId)}', true), set_config('app.system', '${system ? 'on' : ''}', true)`,
    )
    stepsPast.set(client, system ? 1 : 0)
    const ctx: Ctx<A> = { db: onClient(client), actor, now, journal: { audit: [], events: [] } }
    const result = await work(ctx)
    if (mode === 'write') await writeJournal(ctx)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => (broken = failure))
    throw error
  } finally {
    client.release(broken)
  }
}

/** How many steps past row-level security each open transaction is inside; begun that way, it counts one for good. */
const stepsPast = new WeakMap<pg.PoolClient, number>()

/**
 * Passes row-level security for one step whose right was just proven otherwise, such as holding an invitation link.
 * The lock is back when the step ends, however it ends, and however many such steps overlap.
 */
export async function asSystem<T>({ db }: AnyCtx, work: () => Promise<T>): Promise<T> {
  const client = db.$client
  const outer = stepsPast.get(client) ?? 0
  stepsPast.set(client, outer + 1)
  try {
    if (outer === 0) await client.query(`select set_config('app.system', 'on', true)`)
    return await work()
  } finally {
    const inside = (stepsPast.get(client) ?? 1) - 1
    stepsPast.set(client, inside)
    // After a failed statement this is refused too, but then the whole transaction is.
    if (inside === 0) await client.query(`select set_config('app.system', '', true)`).catch(() => undefined)
  }
}

/** Narrows to a member; the refusal tells a person without an organisation what to do first. */
export function requireMember(ctx: Ctx): MemberCtx {
  const { actor } = ctx
  if (actor.member === null) throw new DomainError('forbidden', 'orgs.membershipNeeded')
  return { ...ctx, actor: { ...actor, member: actor.member } }
}
