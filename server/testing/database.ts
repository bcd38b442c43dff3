import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { openPool, type Pool } from '@/db/client'
import { asAdmin, inDatabase } from './global-setup'

/** A migrated database of one test file, reached as the application's role: row-level security holds. */
export type TestDatabase = Readonly<{
  url: string
  pool: Pool
  /** Ends the pool and drops the database; call it in `afterAll`. */
  close: () => Promise<void>
}>

/** Clones the migrated template. `pool` allows as many connections at once as `connections`. */
export async function testDatabase({ connections = 10 } = {}): Promise<TestDatabase> {
  const { adminUrl, appUrl, template } = inject('testCluster')
  const name = `test_${randomBytes(8).toString('hex')}`
  const owner = new URL(appUrl).username
  await clone(adminUrl, name, template, owner)
  const url = inDatabase(appUrl, name)
  const pool = openPool(url, { max: connections, onError: () => undefined })
  const close = async () => {
    await pool.end()
    await asAdmin(adminUrl, (client) => client.query(`drop database if exists ${name} with (force)`))
  }
  return { url, pool, close }
}

/** Two clones at once may find the template in use for a moment: the same lock lets them take turns. */
async function clone(adminUrl: string, name: string, template: string, owner: string): Promise<void> {
  await asAdmin(adminUrl, async (client) => {
    await client.query('select pg_advisory_lock(7305200)')
    await client.query(`create database ${name} template ${template} strategy file_copy owner ${owner}`)
  })
}
