import type pg from 'pg'
import type { Pool } from '@/db/client'

/**
 * Runs `work` on one connection and takes everything back, whatever it committed: a transaction opened through `pool` is
 * a savepoint of one that never ends well. What a commit would have checked is checked where it would have been.
 * `wrote` tells whether anything was written or locked so far, taken back or not.
 */
export async function undone<T>(
  outer: Pool,
  work: (pool: Pool, wrote: () => Promise<boolean>) => Promise<T>,
): Promise<T> {
  const client = await outer.connect()
  await client.query('begin')
  try {
    return await work(poolOn(outer, client), async () => {
      const { rows } = await client.query<{ wrote: boolean }>(
        'select pg_current_xact_id_if_assigned() is not null as wrote',
      )
      return rows[0]?.wrote ?? false
    })
  } finally {
    await client.query('rollback')
    client.release()
  }
}

/** A pool of that one connection: who asks for it while it is lent waits. */
function poolOn(outer: Pool, client: pg.PoolClient): Pool {
  let free = Promise.resolve()
  const taken = async () => {
    const before = free
    let giveBack = () => {}
    free = new Promise((resolve) => (giveBack = resolve))
    await before
    return giveBack
  }
  const connect = async () => lent(client, await taken())
  const query = async (...asked: Parameters<pg.PoolClient['query']>) => {
    const giveBack = await taken()
    return Promise.resolve(client.query(...asked)).finally(giveBack)
  }
  return Object.assign(Object.create(outer), { connect, query })
}

function lent(client: pg.PoolClient, giveBack: () => void): pg.PoolClient {
  let ended = { well: '', badly: '' }
  const back = 'rollback to savepoint step; release savepoint step'
  const statements: Record<string, () => string> = { commit: () => ended.well, rollback: () => ended.badly }
  const translated = (statement: string) => {
    const begun = /^begin read (only|write);/.exec(statement)
    if (!begun) return statements[statement]?.() ?? statement
    const only = begun[1] === 'only'
    ended = { well: only ? back : 'set constraints all immediate; release savepoint step', badly: back }
    const mode = only ? 'set local transaction_read_only = on;' : ''
    return statement.replace(begun[0], `savepoint step; ${mode}`)
  }
  const ask: (...args: unknown[]) => unknown = client.query.bind(client)
  const query = (statement: unknown, ...rest: unknown[]): unknown =>
    ask(typeof statement === 'string' ? translated(statement) : statement, ...rest)
  return Object.assign(Object.create(client), { query, release: giveBack })
}
