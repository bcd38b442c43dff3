import { PassThrough } from 'node:stream'
import { once } from 'node:events'
import pg from 'pg'
import { OperatorFailure } from '@/db/embedded/failure'
import { appliedMigrations } from '@/db/migrate'
import type { BlobStore } from '@/server/platform/storage'
import { type BackupCounts, type BackupEntry, type BackupHeader, readBackup } from './format'
import { firstFilledTable, readTables } from './tables'

const batch = 500

/**
 * Puts a backup into an empty, migrated database and its files into the store. All rows or none: they are committed
 * only once the whole file has been read and its checksum agrees.
 */
export async function importAll(url: string, storage: BlobStore, path: string): Promise<BackupCounts> {
  const client = new pg.Client({ connectionString: url, application_name: 'mortise restore' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('begin')
    await client.query(`select set_config('app.system', 'on', true)`)
    const filled = await firstFilledTable(client, await readTables(client), pg.escapeIdentifier)
    if (filled !== null) throw new OperatorFailure('failures.restoreNotEmpty')
    const restoreRules = await liftRules(client)
    const counts = await importEntries(client, storage, path)
    await restoreRules()
    await client.query('commit')
    return counts
  } finally {
    // Ends the transaction too, where it was not committed.
    await client.end().catch(() => undefined)
  }
}

async function importEntries(client: pg.Client, storage: BlobStore, path: string): Promise<BackupCounts> {
  const known = new Map((await readTables(client)).map(({ name, columns }) => [name, new Set(columns)]))
  let insert: ((rows: readonly string[]) => Promise<unknown>) | null = null
  let rows: string[] = []
  let blob: BlobSink | null = null
  const flush = async () => {
    if (insert && rows.length > 0) await insert(rows)
    rows = []
  }
  let counts: BackupCounts | null = null
  for await (const entry of readBackup(path)) {
    if (entry.kind === 'row') {
      rows.push(entry.json)
      if (rows.length >= batch) await flush()
      continue
    }
    await flush()
    if (entry.kind !== 'chunk') {
      await blob?.finish()
      blob = null
    }
    if (entry.kind === 'header') await requireSameSchema(client, entry.value)
    else if (entry.kind === 'table') insert = inserter(client, entry.value, known, path)
    else if (entry.kind === 'sequence')
      await client.query('select setval($1::regclass, $2::bigint)', [
        pg.escapeIdentifier(entry.value.name),
        entry.value.value,
      ])
    else if (entry.kind === 'blob') blob = openBlob(storage, entry.value.sha256, path)
    else if (entry.kind === 'chunk') await blob?.write(entry.bytes)
    else counts = entry.value
  }
  if (!counts) throw new OperatorFailure('failures.backupInvalid', { path, reason: 'the end is missing' })
  const { tables, rows: total, files } = counts
  return { tables, rows: total, files }
}

type TableEntry = Extract<BackupEntry, { kind: 'table' }>['value']

/** Names come from a file, so only those this database has are put into a statement. */
function inserter(client: pg.Client, { name, columns }: TableEntry, known: Map<string, Set<string>>, path: string) {
  const here = known.get(name)
  if (!here || columns.some((column) => !here.has(column)))
    throw new OperatorFailure('failures.backupInvalid', { path, reason: name })
  const list = columns.map((column) => pg.escapeIdentifier(column)).join(', ')
  const table = pg.escapeIdentifier(name)
  const statement = `insert into ${table} (${list}) overriding system value select ${list} from json_populate_recordset(null::${table}, $1::json)`
  return (rows: readonly string[]) => client.query(statement, [`[${rows.join(',')}]`])
}

async function requireSameSchema(client: pg.Client, { migrations }: BackupHeader): Promise<void> {
  const here = await appliedMigrations(client)
  if (JSON.stringify(here) === JSON.stringify(migrations)) return
  const params = { found: migrations.at(-1)?.name ?? '-', wanted: here.at(-1)?.name ?? '-' }
  throw new OperatorFailure('failures.restoreOtherSchema', params)
}

/**
 * Takes down foreign keys and triggers for the transaction, because tables arrive in the order of their names, and
 * returns how to put them back; each foreign key is then checked over every row.
 */
async function liftRules(client: pg.Client): Promise<() => Promise<void>> {
  const { rows: keys } = await client.query<{ table: string; name: string; definition: string }>(
    `select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
     from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0`,
  )
  const tables = (await readTables(client)).map(({ name }) => pg.escapeIdentifier(name))
  for (const { table, name } of keys) await client.query(`alter table ${table} drop constraint ${name}`)
  for (const table of tables) await client.query(`alter table ${table} disable trigger user`)
  return async () => {
    for (const table of tables) await client.query(`alter table ${table} enable trigger user`)
    for (const { table, name, definition } of keys)
      await client.query(`alter table ${table} add constraint ${name} ${definition}`)
  }
}

type BlobSink = Readonly<{ write: (bytes: Buffer) => Promise<void>; finish: () => Promise<void> }>

function openBlob(storage: BlobStore, sha256: string, path: string): BlobSink {
  const stream = new PassThrough()
  const stored = storage.put(stream)
  stored.catch(() => stream.destroy())
  return {
    write: async (bytes) => {
      if (!stream.write(bytes)) await Promise.race([once(stream, 'drain'), stored])
    },
    finish: async () => {
      stream.end()
      if ((await stored).sha256 !== sha256)
        throw new OperatorFailure('failures.backupInvalid', { path, reason: sha256 })
    },
  }
}
