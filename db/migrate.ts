import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { OperatorFailure } from './embedded/failure'
import { projectRoot } from './root'

/** One file of `db/migrations`, in the order of its number. */
export type Migration = Readonly<{ name: string; hash: string; statements: readonly string[] }>

type Applied = Readonly<{ name: string; hash: string }>

const breakpoint = '--> statement-breakpoint'
const lock = 7_305_100

export const migrationsDirectory = () => join(projectRoot(), 'db', 'migrations')

export function readMigrations(directory = migrationsDirectory()): Migration[] {
  const names = readdirSync(directory).filter((name) => name.endsWith('.sql'))
  return names.sort().map((name) => {
    const text = readFileSync(join(directory, name), 'utf8').replaceAll('\r\n', '\n')
    return {
      name: name.slice(0, -'.sql'.length),
      hash: createHash('sha256').update(text).digest('hex'),
      statements: text
        .split(breakpoint)
        .map((statement) => statement.trim())
        .filter(Boolean),
    }
  })
}

/**
 * What is still to be applied. Throws OperatorFailure when the database was migrated by files that differ from these:
 * a changed file would leave two installations with different tables under one name.
 */
export function pendingMigrations(known: readonly Migration[], applied: readonly Applied[]): Migration[] {
  const byName = new Map(known.map((migration) => [migration.name, migration]))
  for (const { name, hash } of applied) {
    const migration = byName.get(name)
    if (!migration) throw new OperatorFailure('failures.migrationUnknown', { name })
    if (migration.hash !== hash) throw new OperatorFailure('failures.migrationChanged', { name })
    byName.delete(name)
  }
  return [...byName.values()]
}

/** The migrations the database says it has had, oldest first; none where the table does not exist. */
export async function appliedMigrations(client: pg.ClientBase): Promise<Applied[]> {
  const { rows } = await client.query<{ present: boolean }>(`select to_regclass('migrations') is not null as present`)
  if (!rows[0]?.present) return []
  return (await client.query<Applied>('select name, hash from migrations order by name')).rows
}

/**
 * Applies every pending migration, each in a transaction of its own under one lock, so that processes starting
 * together take turns and each file is applied once. Returns the names this call applied.
 */
export async function migrate(url: string, known: readonly Migration[] = readMigrations()): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'mortise migrate' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const done: string[] = []
    for (;;) {
      const name = await applyNext(client, known)
      if (name === null) return done
      done.push(name)
    }
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function applyNext(client: pg.Client, known: readonly Migration[]): Promise<string | null> {
  await client.query('begin')
  try {
    await client.query('select pg_advisory_xact_lock($1)', [lock])
    await client.query(`create table if not exists migrations (
      name text primary key, hash text not null, applied_at timestamptz not null default now())`)
    const [next] = pendingMigrations(known, await appliedMigrations(client))
    if (next) await apply(client, next)
    await client.query('commit')
    return next?.name ?? null
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
}

async function apply(client: pg.Client, { name, hash, statements }: Migration): Promise<void> {
  try {
    for (const statement of statements) await client.query(statement)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new OperatorFailure('failures.migrationFailed', { name, reason }, { cause: error })
  }
  await client.query('insert into migrations (name, hash) values ($1, $2)', [name, hash])
}
