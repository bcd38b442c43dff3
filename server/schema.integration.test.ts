import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { is } from 'drizzle-orm'
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectRoot } from '@/db/root'
import { testDatabase, type TestDatabase } from '@/server/testing/database'

let database: TestDatabase
let declared: ReturnType<typeof getTableConfig>[]
beforeAll(async () => {
  database = await testDatabase()
  const directory = join(projectRoot(), 'db', 'schema')
  const modules = await Promise.all(
    readdirSync(directory).map(async (file): Promise<Record<string, unknown>> => import(join(directory, file))),
  )
  declared = modules.flatMap((module) =>
    Object.values(module).flatMap((value) => (is(value, PgTable) ? [getTableConfig(value)] : [])),
  )
})
afterAll(() => database.close())

const plainType = (type: string) => type.replaceAll(', ', ',')
const lines = async (query: string): Promise<string[]> => {
  const { rows } = await database.pool.query<{ line: string }>(query)
  return rows.map(({ line }) => line).toSorted()
}

/** The migrations' own table is written by the migrator, not by the schema. */
const ours = `n.nspname = 'public' and c.relname <> 'migrations'`

test('every declared table and column is in the migrated database as declared, and nothing else', async () => {
  const expected = declared.flatMap(({ name, columns }) =>
    columns.map((column) => {
      const filled = (column.hasDefault && column.default !== undefined) || column.generated !== undefined
      return [name, column.name, plainType(column.getSQLType()), column.notNull && 'not null', filled && 'default']
        .filter((part) => part !== false)
        .join(' ')
    }),
  )
  const found = await lines(`
    select concat_ws(' ', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
      case when a.attnotnull then 'not null' end, case when a.atthasdef then 'default' end) as line
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped`)
  expect(found).toEqual(expected.toSorted())
})

test('every declared index exists and is unique where it says so', async () => {
  const expected = declared.flatMap(({ name, indexes }) =>
    indexes.map(({ config }) => `${name} ${config.name}${config.unique ? ' unique' : ''}`),
  )
  const found = await lines(`
    select concat_ws(' ', c.relname, i.relname, case when x.indisunique then 'unique' end) as line
    from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
    join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and not exists (select from pg_constraint k where k.conindid = x.indexrelid and k.contype in ('p', 'u', 'x'))`)
  expect(found).toEqual(expected.toSorted())
})

test('every declared key and reference exists', async () => {
  const expected = declared.flatMap((table) => [
    ...table.foreignKeys.map((key) => {
      const { columns, foreignTable, foreignColumns } = key.reference()
      const to = `${getTableConfig(foreignTable).name}.${foreignColumns.map((column) => column.name).join()}`
      return `${table.name}.${columns.map((column) => column.name).join()} -> ${to} ${key.onDelete ?? 'no action'}`
    }),
    ...table.primaryKeys.map(({ columns }) => `${table.name} (${columns.map((column) => column.name).join()}) key`),
    ...table.columns.flatMap((column) => {
      const keys = [column.primary && 'key', column.isUnique && 'unique'].filter((kind) => kind !== false)
      return keys.map((kind) => `${table.name} (${column.name}) ${kind}`)
    }),
  ])
  const columnsOf = (relation: string, keys: string) =>
    `(select string_agg(a.attname, ',' order by p.at) from unnest(${keys}) with ordinality p(num, at)
      join pg_attribute a on a.attrelid = ${relation} and a.attnum = p.num)`
  const found = await lines(`
    select case k.contype
      when 'f' then format('%s.%s -> %s.%s %s', c.relname, ${columnsOf('k.conrelid', 'k.conkey')}, f.relname,
        ${columnsOf('k.confrelid', 'k.confkey')},
        case k.confdeltype when 'c' then 'cascade' when 'n' then 'set null' when 'a' then 'no action' else 'other' end)
      else format('%s (%s) %s', c.relname, ${columnsOf('k.conrelid', 'k.conkey')},
        case k.contype when 'p' then 'key' else 'unique' end) end as line
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    left join pg_class f on f.oid = k.confrelid
    where ${ours} and k.contype in ('p', 'u', 'f')`)
  expect(found).toEqual(expected.toSorted())
})
