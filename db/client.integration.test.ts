import { once } from 'node:events'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { transact } from '@/server/platform/context'
import { testDatabase, type TestDatabase } from '@/server/testing/database'

let database: TestDatabase
beforeAll(async () => void (database = await testDatabase()))
afterAll(() => database.close())

test('a connection lost between two statements fails the transaction, not the process', async () => {
  let lives = 0
  const work = transact(database.pool, { actor: null, mode: 'write', system: true }, async ({ db }) => {
    if (++lives > 1) return 'on another connection'
    const { rows } = await db.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)
    const ended = once(db.$client, 'end')
    await database.pool.query('select pg_terminate_backend($1)', [rows[0]?.pid])
    await ended
    return db.execute(sql`select 1`).then(() => 'on the lost one')
  })
  await expect(work.catch((error: unknown) => (error instanceof Error ? 'refused' : ''))).resolves.not.toBe('on the lost one')
  await expect(database.pool.query('select 1 as one')).resolves.toMatchObject({ rows: [{ one: 1 }] })
})
