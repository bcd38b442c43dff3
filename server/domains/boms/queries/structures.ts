import type { BilingualText } from '@/server/kernel/bilingual'
import { readIn } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import type { RevisionState } from '../lifecycle'
import { deepest, type StructureLine, type StructureRevision } from '../rules/explode'
import type { StatedLoss } from '../rules/losses'
import type { BomAccess } from './access'

export type LoadedLine = StructureLine & StatedLoss & Readonly<{ mount: string; childBomId: string | null }>
export type LoadedRevision = StructureRevision<LoadedLine> &
  Readonly<{ id: string; name: BilingualText; number: string; letter: string | null; state: RevisionState }>

const mostLines = 500_000

/**
 * The revision that a line's sub-BOM means: the pinned one, while it is a draft the newest that the reader is shown. A
 * draft that row-level security keeps from them leaves the one in force.
 */
export const childRevisionSql = `case when l.child_bom_id is not null then coalesce(l.child_revision_id,
  (select r.id from bom_revisions r where r.id = c.current_revision_id), c.released_revision_id) end`

/** In the order of `lineOf`. */
const lineSql = `select l.revision_id, l.id, nullif(l.key, l.id), l.position, l.parent_position, trim_scale(l.quantity)::text, l.uom, l.usage, l.dnp,
    l.exclude_from_bom, case when l.not_fitted <> '{}' then l.not_fitted end, l.child_bom_id, ${childRevisionSql}, l.refs, l.part_id, l.ipn, l.mpn,
    l.manufacturer, l.value, l.package, l.footprint, l.name, l.mount, trim_scale(l.attrition_pct)::text,
    trim_scale(l.attrition_extra)::text, trim_scale(l.pack_multiple)::text
  from bom_lines l left join boms c on c.id = l.child_bom_id and c.product_id = l.product_id
  where l.revision_id = any($1) and l.product_id = $2 order by l.position`

type LineRow = [
  revisionId: string,
  id: string,
  /** Null: its id. */
  key: string | null,
  position: number,
  parentPosition: number | null,
  quantity: string | null,
  uom: string,
  usage: LoadedLine['usage'],
  dnp: boolean,
  excludeFromBom: boolean,
  /** Null: none; most lines are fitted everywhere, and an array takes long to read. */
  notFitted: string[] | null,
  childBomId: string | null,
  childRevisionId: string | null,
  refs: string,
  partId: string | null,
  ipn: string,
  mpn: string,
  manufacturer: string,
  value: string,
  packageName: string,
  footprint: string,
  name: string,
  mount: string,
  attritionPct: string | null,
  attritionExtra: string | null,
  packMultiple: string | null,
]

const none: readonly string[] = []
const lineOf = (row: LineRow): LoadedLine => ({
  id: row[1],
  key: row[2] ?? row[1],
  position: row[3],
  parentPosition: row[4],
  quantity: row[5],
  uom: row[6],
  usage: row[7],
  dnp: row[8],
  excludeFromBom: row[9],
  notFitted: row[10] ?? none,
  childBomId: row[11],
  childRevisionId: row[12],
  refs: row[13],
  partId: row[14],
  ipn: row[15],
  mpn: row[16],
  manufacturer: row[17],
  value: row[18],
  package: row[19],
  footprint: row[20],
  name: row[21],
  mount: row[22],
  attritionPct: row[23],
  attritionExtra: row[24],
  packMultiple: row[25],
})

type HeadRow = Readonly<{
  id: string
  bomId: string
  number: string
  letter: string | null
  state: RevisionState
  name: BilingualText
}>

/**
 * A revision and the revisions its lines stand for, down to the last, with every line: one question per level of
 * sub-BOMs. Not through drizzle, which would take as long to name the columns of 50,000 lines as to fetch them.
 *
 * @throws DomainError `boms.tooDeep`, `boms.structureTooLarge`
 */
export async function loadStructures(
  { db, actor }: MemberCtx,
  { productId }: Pick<BomAccess, 'productId'>,
  revisionId: string,
): Promise<Map<string, LoadedRevision>> {
  const found = new Map<string, LoadedRevision>()
  let wanted = [revisionId]
  let lines = 0
  for (let level = 0; wanted.length > 0; level++) {
    const heads = await db.$client.query<HeadRow>(
      `select r.id, r.bom_id as "bomId", r.number, r.letter, r.state, b.name from bom_revisions r join boms b on b.id = r.bom_id
       where r.id = any($1) and r.product_id = $2`,
      [wanted, productId],
    )
    if (level > deepest) {
      const path = heads.rows.map(({ name }) => readIn(actor.locale, name).text).join(', ')
      throw new DomainError('invalid', 'boms.tooDeep', { most: deepest, path })
    }
    const { rows } = await db.$client.query<LineRow>({
      text: lineSql,
      values: [wanted, productId],
      rowMode: 'array',
    })
    lines += rows.length
    if (lines > mostLines) throw new DomainError('invalid', 'boms.structureTooLarge', { most: mostLines })
    const byRevision = new Map<string, LoadedLine[]>(heads.rows.map(({ id }) => [id, []]))
    const next = new Set<string>()
    for (const row of rows) {
      byRevision.get(row[0])?.push(lineOf(row))
      if (row[12] !== null) next.add(row[12])
    }
    for (const { name, ...head } of heads.rows) {
      const label = readIn(actor.locale, name).text
      found.set(head.id, { ...head, name, label, lines: byRevision.get(head.id) ?? [] })
    }
    wanted = [...next].filter((id) => !found.has(id))
  }
  return found
}
