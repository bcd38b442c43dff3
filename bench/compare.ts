import { z } from 'zod'
import { layOut } from './boms'
import { race, type Figures } from './rounds'
import type { Stage } from './stage'

const started = z.object({ revisionId: z.string() })

export type Compared = Readonly<{
  /** Lines that differ. */
  changed: number
  ours: Figures
  plain: Figures
}>

/** A BOM of a size with a second revision in which one line in a hundred has another part, and one reference moved. */
async function layOutPair(stage: Stage, size: number) {
  const { client, sql } = stage
  const { bomId, revisionId: before } = await layOut(stage, size)
  const reason = { en: 'Measured', zh: '' }
  await client.mutate('boms.withdrawRevision', { revisionId: before, version: 1, reason })
  const { revisionId: after } = started.parse(await client.mutate('boms.startRevision', { bomId }))
  const { rowCount } = await sql.query(
    `update bom_lines set mpn = mpn || '-B', quantity = quantity + 1 where revision_id = $1 and position % 100 = 0`,
    [after],
  )
  await sql.query('analyze bom_lines')
  return { before, after, changed: rowCount ?? 0 }
}

/** The least that could be done: both revisions joined by key, the rows that differ with both sides. */
const plainSql = `select to_jsonb(b), to_jsonb(a)
  from (select * from bom_lines where revision_id = $1) b
  full join (select * from bom_lines where revision_id = $2) a on a.key = b.key
  where a.id is null or b.id is null
    or (b.refs, b.quantity, b.uom, b.ipn, b.cpn, b.name, b.mpn, b.manufacturer, b.part_id, b.value, b.footprint, b.package,
        b.description, b.dnp, b.exclude_from_bom, b.not_fitted, b.usage, b.supplied_by, b.alternates, b.level, b.child_bom_id,
        b.line_no, b.section, b.mount, b.side, b.attrition_pct, b.supplier, b.supplier_part, b.unit_price_micros, b.note)
      is distinct from
       (a.refs, a.quantity, a.uom, a.ipn, a.cpn, a.name, a.mpn, a.manufacturer, a.part_id, a.value, a.footprint, a.package,
        a.description, a.dnp, a.exclude_from_bom, a.not_fitted, a.usage, a.supplied_by, a.alternates, a.level, a.child_bom_id,
        a.line_no, a.section, a.mount, a.side, a.attrition_pct, a.supplier, a.supplier_part, a.unit_price_micros, a.note)`

/** Comparing two revisions as the page does, over HTTP, beside the same join in plain SQL. */
export async function measureCompare(stage: Stage, size: number, rounds: number): Promise<Compared> {
  const { client, sql } = stage
  const { before, after, changed } = await layOutPair(stage, size)
  const figures = await race(
    {
      ours: async () =>
        void (await client.ask(client.queryPath('boms.compareRevisions', { before, after, groups: [], limit: 200 }))),
      plain: async () => {
        const { rows } = await sql.query(plainSql, [before, after])
        JSON.stringify(rows)
      },
    },
    { rounds },
  )
  return { changed, ...figures }
}
