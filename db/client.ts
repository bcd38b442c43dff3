import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import pg from 'pg'

/** A connection inside a transaction; the only way domains touch the database. */
export type Db = NodePgDatabase & { $client: pg.PoolClient }

export type Pool = pg.Pool

/** One pool per process. `max` counts connections; an idle client that fails is replaced, not fatal. */
export function openPool(url: string, options: { max: number; onError: (error: Error) => void }): Pool {
  const pool = new pg.Pool({ connectionString: url, max: options.max, connectionTimeoutMillis: 15_000 })
  pool.on('error', options.onError)
  // A borrowed connection that dies fails its query; without a listener it would end the process as well.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

/** Drizzle on one checked-out client. */
export const onClient = (client: pg.PoolClient): Db => drizzle(client)
