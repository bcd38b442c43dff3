import { newId } from '@/server/kernel/ids'
import { explode, type StructureLine } from '@/server/domains/boms/rules/explode'
import { plainBuild, plainClasses, plainLoss, plainNeed, plainNumber } from './plain-build'
import { race, weigh } from './rounds'
import type { Stage } from './stage'

/** A BOM of so many lines, eight below each line that has any: six levels at 50,000 lines. */
export type LeveledBom = Readonly<{ size: number; bomId: string; revisionId: string }>

const below = 8
const distinctParts = 2_000
const built = 1_000

/** The parent of a line, both counted from 1; 0 is the top. */
const parentOf = (position: number): number => Math.floor(position / below)

/** Straight into the tables: what is measured is the explosion, not the import. */
export async function layOutLevels({ sql, orgId, productId }: Stage, size: number): Promise<LeveledBom> {
  const [bomId, revisionId] = [newId('bom'), newId('bomRevision')]
  const scope = [orgId, productId, bomId, revisionId]
  await sql.query(
    `insert into boms (id, org_id, product_id, name, current_revision_id)
     values ($3, $1, $2, '{"en": "Levels", "zh": "", "source": "en", "state": "missing"}', $4)`,
    scope,
  )
  await sql.query(
    `insert into bom_revisions (id, org_id, product_id, bom_id, number, ordinal, line_count) values ($4, $1, $2, $3, '0.1', 1, $5)`,
    [...scope, size],
  )
  await sql.query(
    `insert into bom_lines (id, key, org_id, product_id, bom_id, revision_id, position, parent_position, refs, quantity, ipn, mpn,
       manufacturer, value, package, description, attributes, alternates, extra, raw, flags, search_text)
     select $4 || '-' || i, $4 || '-' || i, $1, $2, $3, $4, i, nullif(i / ${below}, 0), case when leaf then 'C' || i else '' end,
       1 + i % 3, case when leaf then '' else 'ASM-' || i end, case when leaf then 'CL05B' || i % ${distinctParts} else '' end,
       case when leaf then 'Samsung' else '' end, '100nF', '0402', '{"en": "MLCC 100nF 16V X7R 0402", "zh": "", "source": "en", "state": "missing"}',
       '{}', '[]', '{}', '{}', '{}', ''
     from (select i, i * ${below} > $5 as leaf from generate_series(1, $5::int) i) line`,
    [...scope, size],
  )
  await sql.query('analyze bom_lines')
  return { size, bomId, revisionId }
}

/** The same totals as plain SQL reckons them, losses and all. */
const explosionSql = `with recursive ${plainBuild}, totals as (
    select coalesce(l.part_id, nullif(${plainNumber('l.ipn')}, ''), ${plainNumber('l.mpn')} || '|' || upper(l.manufacturer)) as identity,
      parents.parent_position is not null as made, min(l.id) as "lineId", min(l.mpn) as mpn, min(l.ipn) as ipn, min(l.manufacturer) as manufacturer,
      min(l.value) as value, min(l.package) as package, min(l.description::text) as description, min(l.name || ' ' || l.value) as words,
      string_agg(l.refs, ', ') as refs, count(*)::int as places, sum(taken) as gross
    from build join bom_lines l on l.id = build.id left join parents on parents.parent_position = l.position
    group by 1, 2)
  select t.*, trim_scale(t.gross)::text as gross, k.pct, k.extra, trim_scale(case when made then t.gross else ${plainNeed} end)::text as need
  from totals t cross join lateral ${plainLoss} c join ${plainClasses} on k.class = c.class`

/** Totals of a build, through the product and as one statement. */
export function measureExplosion({ client, sql }: Stage, { revisionId }: LeveledBom, rounds: number) {
  return race(
    {
      ours: async () =>
        void (await client.ask(client.queryPath('boms.explosion', { revisionId, quantity: String(built) }))),
      plain: async () => {
        const { rows } = await sql.query(explosionSql, [revisionId, built])
        JSON.stringify(rows)
      },
    },
    { rounds },
  )
}

/** Both ways must come to the same numbers, or the race means nothing. */
export async function checkExplosion({ client, sql }: Stage, { revisionId }: LeveledBom): Promise<number> {
  type Answer = { totals: { mpn: string; ipn: string; gross: string; need: string }[] }
  const { totals } = (await client.query('boms.explosion', { revisionId, quantity: String(built) })) as Answer
  const { rows } = await sql.query<{ mpn: string; ipn: string; gross: string; need: string }>(explosionSql, [
    revisionId,
    built,
  ])
  const theirs = new Map(rows.map(({ mpn, ipn, gross, need }) => [mpn || ipn, `${gross} ${need}`]))
  const wrong = totals.filter(({ mpn, ipn, gross, need }) => theirs.get(mpn || ipn) !== `${gross} ${need}`)
  if (wrong.length > 0 || totals.length !== rows.length) throw new Error('the explosion and plain SQL disagree')
  return totals.length
}

/** Bytes of the heap that an explosion of so many lines holds on to. */
export async function heapOfExplosion(size: number): Promise<number> {
  const lines = Array.from({ length: size }, (_, index): StructureLine => {
    const position = index + 1
    const leaf = position * below > size
    return {
      id: `l${position}`,
      key: `l${position}`,
      position,
      parentPosition: parentOf(position) || null,
      quantity: String(1 + (position % 3)),
      uom: '',
      usage: 'normal',
      dnp: false,
      excludeFromBom: false,
      notFitted: [],
      childRevisionId: null,
      refs: leaf ? `C${position}` : '',
      partId: null,
      ipn: leaf ? '' : `ASM-${position}`,
      mpn: leaf ? `CL05B${position % distinctParts}` : '',
      manufacturer: 'Samsung',
      value: '100nF',
      package: '0402',
      footprint: '',
      name: '',
    }
  })
  const structures = new Map([['top', { bomId: 'top', label: 'top', lines }]])
  const options = { quantity: String(built), variant: null, includeOptional: false }
  const { held, bytes } = await weigh(() => explode(structures, 'top', options))
  if (held.nodes.length !== size) throw new Error('a line was lost')
  return bytes
}
