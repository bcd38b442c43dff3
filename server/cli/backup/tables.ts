import type pg from 'pg'

export type Table = Readonly<{ name: string; columns: readonly string[] }>

/** Our own tables with the columns that can be written, in the order of their names; not the record of migrations. */
export async function readTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c
     join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'migrations'
     group by c.relname order by c.relname`,
  )
  return rows
}

/** The first table that holds a row, or null for an empty database. Counts past row-level security. */
export async function firstFilledTable(
  client: pg.ClientBase,
  tables: readonly Table[],
  quote: (name: string) => string,
) {
  for (const { name } of tables) {
    const { rowCount } = await client.query(`select 1 from ${quote(name)} limit 1`)
    if (rowCount !== 0) return name
  }
  return null
}
