import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Pool } from '@/db/client'
import { seedDemo } from '@/db/seed'
import { createLog } from '@/server/platform/log'
import { partialFiles } from '@/server/platform/partial-files'
import { createLiveSignal } from '@/server/platform/services'
import { readSettings } from '@/server/platform/settings'
import { createStorage, type BlobStore } from '@/server/platform/storage'
import { blobNames } from '@/server/testing/blobs'
import { type TestDatabase, testDatabase } from '@/server/testing/database'
import { removeData, temporaryData } from '@/server/testing/process'
import { exportAll } from './export'
import { openBackupWriter } from './format'
import { importAll } from './import'

let source: TestDatabase
let dir: string
let file: string
let stored: BlobStore

beforeAll(async () => {
  source = await testDatabase()
  dir = temporaryData()
  file = join(dir, 'backup')
  const settings = { ...readSettings({}, dir), databaseUrl: source.url, authSecret: 'x'.repeat(32) }
  const log = createLog('silent')
  stored = createStorage({ kind: 'disk', dir: join(dir, 'files') })
  const partials = partialFiles(join(dir, 'uploads'))
  await seedDemo({ pool: source.pool, settings, log, storage: stored, partials, live: createLiveSignal() }, log)
  await stored.put(Buffer.alloc(1_000_000, 'mortise'))
  await stored.put(Buffer.alloc(0))
  await exportAll(source.url, stored, openBackupWriter(file))
})
afterAll(async () => {
  await source.close()
  removeData(dir)
})

/** Every row of every table as PostgreSQL prints it, in an order of its own. */
async function contents(pool: Pool): Promise<Record<string, unknown>> {
  const client = await pool.connect()
  try {
    await client.query(`begin; select set_config('app.system', 'on', true)`)
    const { rows: tables } = await client.query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'migrations'`,
    )
    const found: Record<string, unknown> = {}
    for (const { name } of tables)
      found[name] = (await client.query(`select t::text as row from "${name}" t order by 1`)).rows
    await client.query('rollback')
    return found
  } finally {
    client.release()
  }
}
async function restored(path: string) {
  const target = await testDatabase()
  const files = join(dir, `files-${Math.random()}`)
  const storage = createStorage({ kind: 'disk', dir: files })
  try {
    return { counts: await importAll(target.url, storage, path), rows: await contents(target.pool), storage }
  } finally {
    await target.close()
  }
}

describe('backup and restore', () => {
  test('bring back every row and every file, to the last digit', async () => {
    const before = await contents(source.pool)
    const { counts, rows, storage } = await restored(file)
    expect(rows).toEqual(before)
    expect(counts.rows).toBeGreaterThan(100)
    expect(await blobNames(storage)).toEqual(await blobNames(stored))
    expect(counts.files).toBe((await blobNames(stored)).length)
  })

  test('rules hold again afterwards', async () => {
    const target = await testDatabase()
    await importAll(target.url, createStorage({ kind: 'disk', dir: join(dir, 'rules') }), file)
    const kinds = `select count(*) from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`
    const disabled = `select count(*) from pg_trigger where tgenabled <> 'O' and not tgisinternal`
    const ask = async (pool: Pool, sql: string) => (await pool.query<{ count: string }>(sql)).rows[0]?.count
    expect(await ask(target.pool, kinds)).toBe(await ask(source.pool, kinds))
    expect(await ask(target.pool, disabled)).toBe('0')
    await target.close()
  })

  test('an occupied database is left alone', async () => {
    const before = await contents(source.pool)
    await expect(importAll(source.url, stored, file)).rejects.toMatchObject({ code: 'failures.restoreNotEmpty' })
    expect(await contents(source.pool)).toEqual(before)
  })

  test.each([
    ['cut short', (bytes: Buffer) => bytes.subarray(0, bytes.length - 40)],
    ['not a backup', () => Buffer.from('id,name\n1,x\n')],
    ['without its end', (bytes: Buffer) => gzipSync(gunzipSync(bytes).toString().split('\n').slice(0, -2).join('\n'))],
    ['altered', (bytes: Buffer) => gzipSync(gunzipSync(bytes).toString().replace('Okafor', 'Okofar'))],
  ])('a file that is %s changes nothing', async (name, damage) => {
    const damaged = join(dir, name)
    writeFileSync(damaged, damage(readFileSync(file)))
    const target = await testDatabase()
    const empty = await contents(target.pool)
    const storage = createStorage({ kind: 'disk', dir: join(dir, 'damaged') })
    await expect(importAll(target.url, storage, damaged)).rejects.toMatchObject({ code: 'failures.backupInvalid' })
    expect(await contents(target.pool)).toEqual(empty)
    await target.close()
    rmSync(damaged)
  })

  test('another version is refused by name', async () => {
    const text = gunzipSync(readFileSync(file)).toString()
    const header = JSON.parse(text.slice(1, text.indexOf('\n')))
    header.migrations.push({ name: '9999_future', hash: '' })
    const other = join(dir, 'other')
    writeFileSync(other, gzipSync(`H${JSON.stringify(header)}\n${text.slice(text.indexOf('\n') + 1)}`))
    await expect(restored(other)).rejects.toMatchObject({
      code: 'failures.restoreOtherSchema',
      params: { found: '9999_future' },
    })
  })
})
