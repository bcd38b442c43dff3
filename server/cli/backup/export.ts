import pg from 'pg'
import { appliedMigrations } from '@/db/migrate'
import type { BlobStore } from '@/server/platform/storage'
import { type BackupCounts, type BackupWriter, formatName } from './format'
import { readTables } from './tables'

const page = 500
const chunkBytes = 3 * 128 * 1024

/**
 * Writes every row of every table, as of one moment, and every file. The server may go on working meanwhile. Rows stay
 * PostgreSQL's own text throughout, so that no number or instant is rounded on its way through JavaScript.
 */
export async function exportAll(url: string, storage: BlobStore, writer: BackupWriter): Promise<BackupCounts> {
  const client = new pg.Client({ connectionString: url, application_name: 'mortise backup' })
  client.on('error', () => undefined)
  await client.connect()
  const counts = { tables: 0, rows: 0, files: 0 }
  try {
    await client.query('begin isolation level repeatable read read only')
    await client.query(`select set_config('app.system', 'on', true)`)
    const migrations = await appliedMigrations(client)
    const madeAt = new Date().toISOString()
    await writer.write('H', JSON.stringify({ format: formatName, version: 1, madeAt, migrations }))
    for (const { name, columns } of await readTables(client)) {
      await writer.write('T', JSON.stringify({ name, columns }))
      counts.tables++
      counts.rows += await exportRows(client, name, columns, writer)
    }
    const sequences = await client.query<{ name: string; value: string | null }>(
      `select sequencename as name, last_value::text as value from pg_sequences where schemaname = 'public'`,
    )
    for (const { name, value } of sequences.rows)
      if (value !== null) await writer.write('S', JSON.stringify({ name, value }))
    await client.query('commit')
  } finally {
    await client.end().catch(() => undefined)
  }
  for await (const sha256 of storage.list()) if (await exportBlob(storage, sha256, writer)) counts.files++
  await writer.finish(counts)
  return counts
}

async function exportRows(client: pg.Client, table: string, columns: readonly string[], writer: BackupWriter) {
  const list = columns.map((column) => pg.escapeIdentifier(column)).join(', ')
  const source = pg.escapeIdentifier(table)
  await client.query(
    `declare rows no scroll cursor for select row_to_json(r)::text as json from (select ${list} from ${source}) r`,
  )
  let count = 0
  for (;;) {
    const { rows } = await client.query<{ json: string }>(`fetch ${page} from rows`)
    for (const { json } of rows) await writer.write('R', json)
    count += rows.length
    if (rows.length < page) break
  }
  await client.query('close rows')
  return count
}

async function exportBlob(storage: BlobStore, sha256: string, writer: BackupWriter): Promise<boolean> {
  const stream = await storage.get(sha256)
  if (!stream) return false
  const chunks: Buffer[] = []
  let size = 0
  let waiting = 0
  await writer.write('B', JSON.stringify({ sha256 }))
  const flush = async () => {
    await writer.write('C', Buffer.concat(chunks.splice(0)).toString('base64'))
    waiting = 0
  }
  for await (const chunk of stream) {
    const bytes: Buffer = chunk
    chunks.push(bytes)
    size += bytes.length
    waiting += bytes.length
    if (waiting >= chunkBytes) await flush()
  }
  if (waiting > 0 || size === 0) await flush()
  return true
}
