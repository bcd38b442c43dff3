import { createHash } from 'node:crypto'
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
  pool.on('connect', (client) => {
    client.on('error', () => undefined)
    nameStatements(client)
  })
  return pool
}

const longestNamed = 8_000
const mostNamed = 500
/** Names by text; null for a text seen once, which may never come back. */
const names = new Map<string, string | null>()

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known) return known
  if (text.length > longestNamed || (known === undefined && names.size >= mostNamed)) return undefined
  const name = known === null ? `s${createHash('sha1').update(text).digest('hex').slice(0, 24)}` : null
  names.set(text, name)
  return name ?? undefined
}

/**
 * Lets the database plan a statement once per connection instead of every time: half of what a small query costs it,
 * more under row-level security. Only statements with parameters that come again, so their number stays bounded.
 */
function nameStatements(client: pg.PoolClient): void {
  const query: (...args: unknown[]) => unknown = client.query.bind(client)
  const named = (config: unknown, values?: unknown, ...rest: unknown[]): unknown => {
    if (typeof config !== 'object' || config === null || !('text' in config) || typeof config.text !== 'string')
      return query(config, values, ...rest)
    const name = 'name' in config && config.name !== undefined ? undefined : nameOf(config.text)
    const parametrised = Array.isArray(values) && values.length > 0
    return query(name !== undefined && parametrised ? { ...config, name } : config, values, ...rest)
  }
  Object.assign(client, { query: named })
}

/** Drizzle on one checked-out client. */
export const onClient = (client: pg.PoolClient): Db => drizzle(client)
