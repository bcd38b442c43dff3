import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'drizzle-orm'
import { transact } from '@/server/platform/context'
import { testDatabase, type TestDatabase } from '@/server/testing/database'
import { asStage } from '@/server/testing/factories'
import { makeWorld, pricePattern, type Person, type World } from '@/server/testing/world'

/** Tables without an organisation, and why a policy could not help them. */
const unscoped: Record<string, string> = {
  users: 'people belong to no organisation; names are shown to partners by queries that name their columns',
  sessions: 'read by the secret of a cookie, before any organisation is known',
  accounts: 'read by an OAuth provider’s answer, before any organisation is known',
  one_time_tokens: 'read by the secret of a link, before any organisation is known',
  rate_limits: 'counters under hashed keys',
  known_devices: 'read by the secret of a cookie, before any organisation is known',
  audit_heads: 'every command appends to the chains of both sides; holds a number and a hash',
  migrations: 'the migrator’s own',
}

let database: TestDatabase
let world: World
let tables: string[]
beforeAll(async () => {
  database = await testDatabase()
  await makeWorld(database.pool)
  world = await makeWorld(database.pool)
  const { rows } = await database.pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  )
  tables = rows.map(({ name }) => name).toSorted()
})
afterAll(() => database.close())

const scoped = () => tables.filter((table) => !Object.hasOwn(unscoped, table))

/** Every row a person's scope shows, by table, as JSON text. */
async function visibleTo(person: Person | null): Promise<Record<string, string[]>> {
  return transact(database.pool, { actor: person?.actor ?? null, mode: 'read' }, async ({ db }) => {
    const seen: Record<string, string[]> = {}
    for (const table of scoped()) {
      const { rows } = await db.execute<{ row: string }>(
        sql`select row_to_json(t)::text as row from ${sql.identifier(table)} t`,
      )
      seen[table] = rows.map(({ row }) => row)
    }
    return seen
  })
}
const textOf = (seen: Record<string, string[]>) => Object.values(seen).flat().join('\n')

test('every table has forced row-level security, or a reason why not', async () => {
  const { rows } = await database.pool.query<{ name: string; held: boolean; policies: number }>(
    `select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as held,
       (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
     from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r'`,
  )
  const open = rows.filter(({ held, policies }) => !held || policies === 0).map(({ name }) => name)
  expect(open.toSorted()).toEqual(Object.keys(unscoped).toSorted())
})

test('the role of the application stands under row-level security', async () => {
  const { rows } = await database.pool.query(
    `select rolsuper or rolbypassrls as above from pg_roles where rolname = current_user`,
  )
  expect(rows).toEqual([{ above: false }])
})

test('the world has rows in every table under a policy, so that seeing none means something', async () => {
  const empty = await asStage(database.pool, async ({ db }) => {
    const found: string[] = []
    for (const table of scoped()) {
      const { rows } = await db.execute(sql`select 1 from ${sql.identifier(table)} limit 1`)
      if (rows.length === 0) found.push(table)
    }
    return found
  })
  expect(empty).toEqual([])
})

test('without a scope nothing is visible but manufacturers that let themselves be found', async () => {
  const seen = Object.entries(await visibleTo(null)).flatMap(([table, rows]) => rows.map((row) => `${table} ${row}`))
  expect(seen.filter((row) => !/^orgs .*"listed":true/.test(row))).toEqual([])
})

test('a stranger sees nothing of the brand or its factories', async () => {
  const text = textOf(await visibleTo(world.stranger.owner))
  const foreign = [world.brand, world.partner, world.rival, world.bare]
  expect(foreign.flatMap(({ mark, ids }) => [mark, ...ids]).filter((secret) => text.includes(secret))).toEqual([])
  expect(text).not.toContain(world.internalMark)
  expect(text).not.toContain(world.productId)
  expect(text).toContain(world.stranger.mark)
})

test('a factory sees its own side and its brand, never another factory', async () => {
  const { partner, rival, bare } = world
  for (const self of [partner, rival, bare]) {
    const text = textOf(await visibleTo(self.owner))
    const others = [partner, rival, bare, world.stranger].filter((side) => side.orgId !== self.orgId)
    expect(others.flatMap(({ mark, ids }) => [mark, ...ids]).filter((secret) => text.includes(secret))).toEqual([])
    expect(text).not.toContain(world.internalMark)
    expect(text).not.toContain(world.openParty.id)
    expect(text).not.toContain(world.secretProductId)
    expect(text).toContain(self.mark)
    expect(text).toContain(world.brand.mark)
  }
})

test('the BOM and questions on it need the grant', async () => {
  const seen = await visibleTo(world.bare.owner)
  for (const table of [
    'boms',
    'bom_revisions',
    'bom_lines',
    'bom_line_refs',
    'bom_line_orders',
    'bom_imports',
    'bom_substitutions',
    'changes',
    'threads',
    'posts',
  ])
    expect([table, seen[table]]).toEqual([table, []])
  expect(textOf(seen)).not.toMatch(pricePattern)
  const granted = await visibleTo(world.partner.owner)
  // One more is in the BOM that changes are about, and one in the BOM that others are made of.
  expect(granted['bom_lines']).toHaveLength(world.lineIds.length + world.revisions.lineCount + 2)
  expect(granted['bom_imports']).toEqual([])
})

test('a removed partner sees nothing of the product at once', async () => {
  const other = await makeWorld(database.pool)
  await asStage(database.pool, ({ db }) =>
    db.execute(sql`update product_parties set state = 'revoked' where id = ${other.partner.partyId}`),
  )
  const { products, boms, bom_lines, threads, posts } = await visibleTo(other.partner.owner)
  expect({ products, boms, bom_lines, threads, posts }).toEqual({
    products: [],
    boms: [],
    bom_lines: [],
    threads: [],
    posts: [],
  })
})

test('notifications and preferences belong to one person, even among colleagues', async () => {
  const seen = await visibleTo(world.brand.viewer)
  expect(seen['notifications']).toEqual([])
  expect(seen['notification_preferences']).toHaveLength(1)
  expect(seen['mails']).toEqual([])
})

describe('writes outside the own scope', () => {
  /** Columns that say to whom a row belongs, which a writer may not point at somebody else. */
  const owners: Record<string, string> = {
    product_parties: 'owner_org_id',
    posts: 'author_org_id',
    search_grams: 'gram',
  }
  const byPerson = new Set(['notifications', 'notification_preferences', 'thread_reads'])
  /** Tables anyone may add to: entries are written for both sides by the one who acts, and anyone may found an organisation. */
  const appended = new Set(['audit_entries', 'events', 'orgs'])

  // A reference that refuses would hide that the policy did not.
  beforeAll(() => asStage(database.pool, ({ db }) => db.execute(dropReferences)))

  test('no row of another organisation can be changed or removed', async () => {
    const { pool } = database
    for (const person of [world.stranger.owner, world.rival.owner, world.bare.owner]) {
      const org = person.actor.member?.orgId ?? ''
      for (const table of scoped()) {
        const mine = byPerson.has(table) ? sql`t.user_id = ${person.id}` : sql`row_to_json(t)::text like ${`%${org}%`}`
        const key = sql`md5(row_to_json(t)::text)`
        const foreign = await asStage(pool, async ({ db }) => {
          const { rows } = await db.execute<{ key: string }>(
            sql`select ${key} as key from ${sql.identifier(table)} t where not coalesce(${mine}, false)`,
          )
          return new Set(rows.map((row) => row.key))
        })
        for (const verb of ['delete', 'update'] as const) {
          const touched = await attempt(async (db) => {
            const { rows: columns } = await db.execute<{ name: string }>(
              sql`select column_name as name from information_schema.columns where table_name = ${table} and table_schema = 'public' limit 1`,
            )
            const column = sql.identifier(columns[0]?.name ?? '')
            const statement =
              verb === 'delete'
                ? sql`delete from ${sql.identifier(table)} t returning ${key} as key`
                : sql`update ${sql.identifier(table)} t set ${column} = ${column} returning ${key} as key`
            return (await db.execute<{ key: string }>(statement)).rows
          }, person)
          expect([table, verb, touched.filter((row) => foreign.has(row.key))]).toEqual([table, verb, []])
        }
      }
    }
  }, 120_000)

  test('no row can be added for another organisation', async () => {
    for (const table of scoped().filter((name) => !appended.has(name))) {
      const column = sql.identifier(byPerson.has(table) ? 'user_id' : (owners[table] ?? 'org_id'))
      const target = byPerson.has(table) ? world.brand.owner.id : world.brand.orgId
      // The policy is asked before missing columns are noticed, so its refusal is the one we get.
      const row = table === 'mails' ? sql`default values` : sql`(${column}) values (${target})`
      const refused = await refusal(world.stranger.owner, async (db) => {
        await db.execute(sql`insert into ${sql.identifier(table)} ${row}`)
      })
      expect([table, refused]).toEqual([table, '42501'])
    }
  })

  const dropReferences = sql.raw(`do $$ declare k record; begin
    for k in select conrelid::regclass as relation, conname from pg_constraint where contype = 'f' loop
      execute format('alter table %s drop constraint %I', k.relation, k.conname);
    end loop; end $$`)

  type Db = Parameters<Parameters<typeof asStage>[1]>[0]['db']
  class Undo extends Error {}

  /** Runs as the person and undoes it; a refusal of the database counts as nothing touched. */
  async function attempt<T>(work: (db: Db) => Promise<T[]>, person: Person): Promise<T[]> {
    let result: T[] = []
    await transact(database.pool, { actor: person.actor, mode: 'write' }, async ({ db }) => {
      result = await work(db)
      throw new Undo()
    }).catch((error: unknown) => {
      if (!(error instanceof Undo) && sqlStateOf(error) === '') throw error
    })
    return result
  }
  async function refusal(person: Person, work: (db: Db) => Promise<void>): Promise<string> {
    try {
      await transact(database.pool, { actor: person.actor, mode: 'write' }, async ({ db }) => {
        await work(db)
        throw new Undo()
      })
    } catch (error) {
      return sqlStateOf(error)
    }
    return ''
  }
  function sqlStateOf(error: unknown): string {
    if (!(error instanceof Error)) return ''
    if ('code' in error && typeof error.code === 'string') return error.code
    return sqlStateOf(error.cause)
  }
})
