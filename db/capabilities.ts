import type pg from 'pg'

/** What the engine behind DATABASE_URL can do beyond plain SQL. */
export const capabilityNames = [
  'rowSecurity',
  'foreignKeys',
  'advisoryLocks',
  'skipLocked',
  'notify',
  'trigrams',
  'icu',
] as const
export type Capability = (typeof capabilityNames)[number]

/** Without these Mortise refuses to start; the others only make something slower or plainer. */
export const requiredCapabilities: readonly Capability[] = ['rowSecurity', 'foreignKeys', 'advisoryLocks', 'skipLocked']

export const oldestPostgres = 15

export type DatabaseProfile = Readonly<{
  /** Major version, as PostgreSQL itself reports it. */
  major: number
  version: string
  capabilities: readonly Capability[]
  missing: readonly Capability[]
}>

/** Each capability is tried, not looked up: compatible engines accept statements they do not carry out. */
const trials: Readonly<Record<Capability, string>> = {
  rowSecurity: `create temp table probe_security (a int) on commit drop; alter table probe_security enable row level security`,
  foreignKeys: `create temp table probe_parent (a int primary key) on commit drop;
    create temp table probe_child (a int references probe_parent) on commit drop`,
  advisoryLocks: `select 1 / (pg_try_advisory_xact_lock((random() * 1e15)::bigint))::int`,
  skipLocked: `create temp table probe_queue (a int) on commit drop; select a from probe_queue for update skip locked`,
  notify: `notify mortise_probe`,
  trigrams: `select 1 / (count(*) > 0)::int from pg_available_extensions where name = 'pg_trgm'`,
  icu: `select 1 / (count(*) > 0)::int from pg_collation where collname = 'zh-x-icu'`,
}

/** Asks the engine itself, in one transaction that is rolled back. */
export async function profileDatabase(client: pg.ClientBase): Promise<DatabaseProfile> {
  const { rows } = await client.query<{ number: string; version: string }>(
    `select current_setting('server_version_num') as number, current_setting('server_version') as version`,
  )
  const capabilities: Capability[] = []
  await client.query('begin')
  try {
    for (const name of capabilityNames) {
      await client.query('savepoint trial')
      try {
        await client.query(trials[name])
        capabilities.push(name)
      } catch {
        // The engine refused: it lacks this one.
      }
      await client.query('rollback to savepoint trial')
    }
  } finally {
    await client.query('rollback')
  }
  return {
    major: Math.floor(Number(rows[0]?.number ?? 0) / 10_000),
    version: rows[0]?.version.split(' ')[0] ?? '',
    capabilities,
    missing: capabilityNames.filter((name) => !capabilities.includes(name)),
  }
}
