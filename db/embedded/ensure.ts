import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { type Cluster, reach } from './cluster'
import { databaseIdentity } from './identity'
import { dataOf, layOut, removeSocketDirectory, socketPort } from './layout'
import { prepareNative } from './native'
import { isPostgres, readPostmasterFile } from './postmaster-file'

/** The role the product connects as: it owns its database and stands under row-level security like any other. */
export const appRole = 'mortise'

/** Any two programs that hold this lock on one cluster would serve the same data: the second must give way. */
const serverLock = 7_305_001

export type EmbeddedDatabase = Readonly<{
  /** What the product connects to, as the application's role. */
  url: string
  /** The bootstrap role, above row-level security: for tests and repair only. */
  adminUrl: string
  /** Whether this process started the server it found. */
  started: boolean
  /** Claims the cluster for one serving process; false while another living one holds it. */
  claim(): Promise<boolean>
  /**
   * Lets go. The last one out shuts the server down; `force` does so although others are connected, after `graceMs`.
   */
  stop(options?: { force?: boolean; graceMs?: number }): Promise<void>
  /** Tells the server to shut down and does not wait: for a process that must end this instant. */
  abandon(): void
}>

export type EnsureOptions = Readonly<{
  /** Directory that holds the cluster, e.g. `.mortise`. */
  dir: string
  /** Further server settings as command-line flags; tests switch durability off here, nobody else may. */
  flags?: readonly string[]
  /** Told when the server vanished and was brought back, or could not be. */
  onLoss?: (outcome: 'restored' | Error) => void
}>

/**
 * The embedded PostgreSQL under `dir`: found running, recovered after a kill, started, or created. As long as it is not
 * stopped a connection is kept, which counts us among its users and notices when the server dies: it is then started
 * again. Throws OperatorFailure with a sentence for an unwritable or full disk and an unsupported platform.
 */
export async function ensureDatabase({ dir, flags = [], onLoss }: EnsureOptions): Promise<EmbeddedDatabase> {
  const identity = databaseIdentity(dataOf(dir))
  const layout = layOut(dir, identity)
  const cluster: Cluster = { layout, native: prepareNative(layout.home, identity), identity, flags }
  const first = await reach(cluster)
  await prepareApplication(first.keeper)
  let { keeper } = first
  let claimed = false
  let stopping = false
  let restoring: Promise<void> | null = null

  const watch = () => {
    keeper.once('end', () => {
      if (!stopping) restoring = restore()
    })
  }
  const restore = async () => {
    try {
      const next = await reach(cluster)
      keeper = next.keeper
      watch()
      if (claimed) await tryClaim(keeper)
      onLoss?.('restored')
    } catch (error) {
      onLoss?.(error instanceof Error ? error : new Error(String(error)))
    }
  }
  watch()

  const socket = encodeURIComponent(readPostmasterFile(layout.data)?.socketDirectory || layout.run)
  const urlAs = (role: string) => `postgresql://${role}@localhost:${socketPort}/${role}?host=${socket}`
  return {
    url: urlAs(appRole),
    adminUrl: urlAs('postgres'),
    started: first.started,
    claim: async () => (claimed = await tryClaim(keeper)),
    stop: async ({ force = false, graceMs = 10_000 } = {}) => {
      stopping = true
      await restoring
      const others = await waitForOthers(keeper, force ? graceMs : 0)
      const file = readPostmasterFile(layout.data)
      await keeper.end().catch(() => undefined)
      if (file && (others === 0 || (force && others !== null))) {
        await shutDown(layout.data, file.pid)
        removeSocketDirectory(layout)
      }
    },
    abandon: () => {
      stopping = true
      const file = readPostmasterFile(layout.data)
      if (file && isPostgres(file.pid)) signal(file.pid, 'SIGINT')
    },
  }
}

async function tryClaim(keeper: pg.Client): Promise<boolean> {
  const { rows } = await keeper.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [serverLock])
  return rows[0]?.got === true
}

/** Creates the application's role and database; concurrent callers wait for one another. */
async function prepareApplication(keeper: pg.Client): Promise<void> {
  await keeper.query('select pg_advisory_lock($1)', [serverLock + 1])
  try {
    const role = await keeper.query('select 1 from pg_roles where rolname = $1', [appRole])
    if (role.rowCount === 0)
      await keeper.query(`create role ${appRole} login nosuperuser nobypassrls nocreatedb nocreaterole`)
    const database = await keeper.query('select 1 from pg_database where datname = $1', [appRole])
    if (database.rowCount === 0) await keeper.query(`create database ${appRole} owner ${appRole}`)
  } finally {
    await keeper.query('select pg_advisory_unlock($1)', [serverLock + 1])
  }
}

/** How many other programs use the server once all have gone or `graceMs` has passed; null if it does not answer. */
async function waitForOthers(keeper: pg.Client, graceMs: number): Promise<number | null> {
  const deadline = Date.now() + graceMs
  try {
    await keeper.query(`set application_name = '${leaving}'`)
    for (;;) {
      const { rows } = await keeper.query<{ others: number }>(countOthers, [leaving])
      const others = rows[0]?.others ?? 0
      if (others === 0 || Date.now() >= deadline) return others
      await pause(50)
    }
  } catch {
    return null
  }
}

/** Those who leave together do not count one another, or each would leave the stopping to the next. */
const leaving = 'mortise leaving'
const countOthers = `select count(*)::int as others from pg_stat_activity
  where backend_type = 'client backend' and pid <> pg_backend_pid() and application_name <> $1`

/** Fast shutdown: sessions are ended, everything is written; then an immediate one, which recovery makes good. */
async function shutDown(data: string, pid: number): Promise<void> {
  for (const [name, patience] of [
    ['SIGINT', 60_000],
    ['SIGQUIT', 10_000],
  ] as const) {
    if (!signal(pid, name)) return
    for (const deadline = Date.now() + patience; Date.now() < deadline; await pause(20))
      if (readPostmasterFile(data)?.pid !== pid) return
  }
}

function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name)
  } catch {
    return false
  }
}
