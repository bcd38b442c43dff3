import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '@/server/testing/database'
import { OperatorFailure } from './embedded/failure'
import { appliedMigrations, migrate, type Migration, readMigrations } from './migrate'

const step = (name: string, ...statements: string[]): Migration => ({
  name,
  hash: `${name}:${statements.join()}`,
  statements,
})

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const tables = async (schema: string) =>
  (await database.pool.query('select tablename from pg_tables where schemaname = $1 order by 1', [schema])).rows.map(
    (row: { tablename: string }) => row.tablename,
  )

/** A URL whose connections see nothing but `schema`, so that each test has a migrations table of its own. */
async function emptySchema(schema: string): Promise<string> {
  await database.pool.query(`create schema ${schema}`)
  const url = new URL(database.url)
  url.searchParams.set('options', `-c search_path=${schema}`)
  return url.href
}

describe('migrate', () => {
  test('the template holds exactly the files in db/migrations', async () => {
    const client = new pg.Client(database.url)
    await client.connect()
    const applied = await appliedMigrations(client)
    await client.end()
    expect(applied).toEqual(readMigrations().map(({ name, hash }) => ({ name, hash })))
  })

  test('six processes racing apply every file once', async () => {
    const url = await emptySchema('racing')
    const files = [
      step('0000_a', 'create table a (x int)', 'select pg_sleep(0.05)'),
      step('0001_b', 'create table b (x int)'),
    ]
    const results = await Promise.all(Array.from({ length: 6 }, () => migrate(url, files)))
    expect(results.flat().toSorted()).toEqual(['0000_a', '0001_b'])
    expect(await tables('racing')).toEqual(['a', 'b', 'migrations'])
  })

  test('a failing file leaves nothing of itself and keeps those before it', async () => {
    const url = await emptySchema('failing')
    const files = [
      step('0000_a', 'create table a (x int)'),
      step('0001_b', 'create table b (x int)', 'select nonsense'),
    ]
    await expect(migrate(url, files)).rejects.toMatchObject({
      code: 'failures.migrationFailed',
      params: { name: '0001_b' },
    })
    expect(await tables('failing')).toEqual(['a', 'migrations'])
  })

  test('refuses a file that was changed after it was applied', async () => {
    const url = await emptySchema('changed')
    await migrate(url, [step('0000_a', 'create table a (x int)')])
    const changed = migrate(url, [step('0000_a', 'create table a (x bigint)')])
    await expect(changed).rejects.toEqual(new OperatorFailure('failures.migrationChanged', { name: '0000_a' }))
  })

  test('refuses a database that a newer version migrated', async () => {
    const url = await emptySchema('newer')
    const files = [step('0000_a', 'create table a (x int)'), step('0001_b', 'create table b (x int)')]
    await migrate(url, files)
    await expect(migrate(url, files.slice(0, 1))).rejects.toMatchObject({ params: { name: '0001_b' } })
  })

  test('the application role stands under row-level security', async () => {
    const { rows } = await database.pool.query(
      'select rolsuper, rolbypassrls from pg_roles where rolname = current_user',
    )
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false }])
  })
})
