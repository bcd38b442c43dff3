import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { oldestPostgres, profileDatabase, requiredCapabilities } from '@/db/capabilities'
import { type EmbeddedDatabase, ensureDatabase } from '@/db/embedded/ensure'
import { errorCode, OperatorFailure, storageFailure } from '@/db/embedded/failure'
import { migrate } from '@/db/migrate'
import { projectRoot } from '@/db/root'
import type { Log } from '@/server/platform/log'
import { type DeclaredSettings, readSettings, type Settings } from '@/server/platform/settings'
import { during, tell } from './progress'

export const declaredSettings = (): DeclaredSettings => readSettings(process.env, projectRoot())

/** The database a command works on, and how to let go of it. */
export type OpenedDatabase = Readonly<{ url: string; embedded: EmbeddedDatabase | null; close: () => Promise<void> }>

/** The PostgreSQL of DATABASE_URL, else the embedded one, started if it is not running. */
export async function openDatabase(declared: DeclaredSettings, log: Log): Promise<OpenedDatabase> {
  if (declared.databaseUrl !== null) {
    return { url: declared.databaseUrl, embedded: null, close: () => Promise.resolve() }
  }
  const embedded = await during(
    'progress.startingDatabase',
    ensureDatabase({
      dir: declared.dataDir,
      onLoss: (outcome) => {
        if (outcome === 'restored') {
          tell('progress.databaseRestored')
          log.error('the embedded database had stopped and was started again')
        } else log.fatal({ err: outcome }, 'the embedded database stopped and does not start')
      },
    }),
  )
  return { url: embedded.url, embedded, close: () => embedded.stop() }
}

/** Refuses an engine that is too old or lacks what the product's safety rests on. */
export async function checkDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 15_000 })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const { major, version, missing } = await profileDatabase(client)
    if (major < oldestPostgres)
      throw new OperatorFailure('failures.databaseTooOld', { found: version, wanted: oldestPostgres })
    const lacking = missing.filter((name) => requiredCapabilities.includes(name))
    if (lacking.length > 0) throw new OperatorFailure('failures.databaseLacks', { list: lacking.join(', ') })
  } finally {
    await client.end().catch(() => undefined)
  }
}

export const migrateDatabase = (url: string) => during('progress.migrating', migrate(url))

/** Settings as a running process needs them: with the database found and a secret, made once where none is set. */
export async function bootSettings(declared: DeclaredSettings, databaseUrl: string): Promise<Settings> {
  const authSecret = declared.authSecret ?? (await localSecret(declared.dataDir))
  return { ...declared, databaseUrl, authSecret }
}

async function localSecret(dir: string): Promise<string> {
  const path = join(dir, 'auth-secret')
  try {
    await mkdir(dir, { recursive: true })
    writeFileSync(path, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw storageFailure(error, dir)
  }
  return readFileSync(path, 'utf8')
}
