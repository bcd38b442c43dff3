import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { ensureDatabase } from '@/db/embedded/ensure'
import { migrate, readMigrations } from '@/db/migrate'

declare module 'vitest' {
  interface ProvidedContext {
    testCluster: TestCluster
  }
}

/** Where test databases are made: `adminUrl` may create them, `appUrl` names the role the product connects as. */
export type TestCluster = Readonly<{ adminUrl: string; appUrl: string; template: string }>

/** Safe only because nobody misses these databases after a power cut; they make cloning several times faster. */
const throwAway = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off'].flatMap((flag) => ['-c', flag])

/**
 * One PostgreSQL for the whole run: TEST_DATABASE_URL (a role that may create databases and roles), or a throw-away
 * embedded cluster. A migrated template is made once; every test file clones it.
 */
export default async function setup(project: TestProject) {
  const external = process.env['TEST_DATABASE_URL']
  if (external) {
    const cluster = await prepareExternal(external)
    project.provide('testCluster', cluster)
    return () => dropDatabase(cluster.adminUrl, cluster.template)
  }
  const dir = mkdtempSync(join(tmpdir(), 'mortise-test-'))
  const database = await ensureDatabase({ dir, flags: [...throwAway, '-c', 'max_connections=200'] })
  const template = await createTemplate(database.adminUrl, database.url, 'mortise')
  project.provide('testCluster', { adminUrl: database.adminUrl, appUrl: database.url, template })
  return async () => {
    await database.stop({ force: true, graceMs: 0 })
    rmSync(dir, { recursive: true, force: true })
  }
}

async function prepareExternal(adminUrl: string): Promise<TestCluster> {
  const role = 'mortise_test'
  const password = createHash('sha256').update(adminUrl).digest('hex')
  await asAdmin(adminUrl, async (client) => {
    const known = await client.query('select 1 from pg_roles where rolname = $1', [role])
    const verb = known.rowCount === 0 ? 'create' : 'alter'
    await client.query(`${verb} role ${role} login nosuperuser nobypassrls password '${password}'`)
    await client.query(`grant ${role} to current_user`)
  })
  const appUrl = new URL(adminUrl)
  appUrl.username = role
  appUrl.password = password
  return { adminUrl, appUrl: appUrl.href, template: await createTemplate(adminUrl, appUrl.href, role) }
}

async function createTemplate(adminUrl: string, appUrl: string, owner: string): Promise<string> {
  const known = readMigrations()
  const hash = createHash('sha256')
    .update(known.map((migration) => migration.hash).join())
    .digest('hex')
  const template = `tpl_${hash.slice(0, 12)}_${process.pid}`
  await asAdmin(adminUrl, (client) => client.query(`create database ${template} owner ${owner}`))
  await migrate(inDatabase(appUrl, template), known)
  return template
}

const dropDatabase = (adminUrl: string, name: string) =>
  asAdmin(adminUrl, (client) => client.query(`drop database if exists ${name} with (force)`))

/** The same server and role, another database. */
export function inDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}

export async function asAdmin<T>(adminUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
