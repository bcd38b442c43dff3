import type { BilingualText } from '@/server/kernel/bilingual'
import { readIn } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import type { RevisionState, SuppliedBy } from '../lifecycle'
import type { CostableLine } from '../rules/cost-demands'
import { deepest, type StructureRevision } from '../rules/explode'
import type { BomAccess } from './access'

/** The price is null for those who may not see prices. */
export type LoadedLine = CostableLine & Readonly<{ childBomId: string | null }>
export type LoadedRevision = StructureRevision<LoadedLine> &
  Readonly<{ id: string; name: BilingualText; number: string; letter: string | null; state: RevisionState }>

const mostLines = 500_000

/**
 * The revision that a line's sub-BOM means: the pinned one, while it is a draft the newest that the reader is shown. A
 * draft that row-level security keeps from them leaves the one in force.
 */
export const childRevisionSql = `case when l.child_bom_id is not null then coalesce(l.child_revision_id,
  (select r.id from bom_revisions r where r.id = c.current_revision_id), c.released_revision_id) end`

const text = (column: string) => `nullif(l.${column}, '')`
/**
 * In the order of `lineOf`. What is usual (empty text, a placed line of the revision asked for first) travels as null and
 * the lines come unsorted: of 50,000 lines most cells are usual, and text costs as much to read as to send.
 */
const lineSql = `select nullif(l.revision_id, ($1::text[])[1]), l.id, nullif(l.key, l.id), l.position, l.parent_position, l.quantity,
    ${text('uom')}, nullif(l.usage, 'normal'), nullif(l.dnp, false), nullif(l.exclude_from_bom, false), nullif(l.not_fitted, '{}'),
    l.child_bom_id, ${childRevisionSql}, ${text('refs')}, l.part_id, ${text('ipn')}, ${text('mpn')}, ${text('manufacturer')},
    ${text('value')}, ${text('package')}, ${text('footprint')}, ${text('name')}, ${text('mount')}, l.attrition_pct, l.attrition_extra,
    l.pack_multiple, nullif(l.supplied_by, 'factory'),
    case when $3::boolean then l.unit_price_micros::text end, case when $3::boolean then l.unit_price_currency end
  from bom_lines l left join boms c on c.id = l.child_bom_id and c.product_id = l.product_id
  where l.revision_id = any($1::text[]) and l.product_id = $2`

type LineRow = [
  /** Null: the first that was asked for. */
  revisionId: string | null,
  id: string,
  /** Null: its id. */
  key: string | null,
  position: number,
  parentPosition: number | null,
  quantity: string | null,
  uom: string | null,
  usage: LoadedLine['usage'] | null,
  dnp: boolean | null,
  excludeFromBom: boolean | null,
  notFitted: string[] | null,
  childBomId: string | null,
  childRevisionId: string | null,
  refs: string | null,
  partId: string | null,
  ipn: string | null,
  mpn: string | null,
  manufacturer: string | null,
  value: string | null,
  packageName: string | null,
  footprint: string | null,
  name: string | null,
  mount: string | null,
  attritionPct: string | null,
  attritionExtra: string | null,
  packMultiple: string | null,
  suppliedBy: SuppliedBy | null,
  unitPriceMicros: string | null,
  unitPriceCurrency: string | null,
]

const none: readonly string[] = []
/** Without the zeros a column of six decimals has behind the point: `2` for `2.000000`. */
const plain = (text: string | null): string | null =>
  text === null || !text.includes('.') ? text : text.replace(/\.?0+$/, '')

/** Quantities repeat, and so does their text. */
function quantities(): (text: string | null) => string | null {
  const known = new Map<string, string | null>()
  return (written) => {
    if (written === null) return null
    let found = known.get(written)
    if (found === undefined) known.set(written, (found = plain(written)))
    return found
  }
}

const lineOf = (row: LineRow, trimmed: (text: string | null) => string | null): LoadedLine => ({
  id: row[1],
  key: row[2] ?? row[1],
  position: row[3],
  parentPosition: row[4],
  quantity: trimmed(row[5]),
  uom: row[6] ?? '',
  usage: row[7] ?? 'normal',
  dnp: row[8] ?? false,
  excludeFromBom: row[9] ?? false,
  notFitted: row[10] ?? none,
  childBomId: row[11],
  childRevisionId: row[12],
  refs: row[13] ?? '',
  partId: row[14],
  ipn: row[15] ?? '',
  mpn: row[16] ?? '',
  manufacturer: row[17] ?? '',
  value: row[18] ?? '',
  package: row[19] ?? '',
  footprint: row[20] ?? '',
  name: row[21] ?? '',
  mount: row[22] ?? '',
  attritionPct: trimmed(row[23]),
  attritionExtra: trimmed(row[24]),
  packMultiple: trimmed(row[25]),
  suppliedBy: row[26] ?? 'factory',
  unitPriceMicros: row[27],
  unitPriceCurrency: row[28],
})

/** In their order, in which a table mostly keeps them. */
function inOrder(lines: LoadedLine[]): LoadedLine[] {
  const ordered = lines.every(({ position }, index) => index === 0 || (lines[index - 1]?.position ?? 0) < position)
  return ordered ? lines : lines.toSorted((a, b) => a.position - b.position)
}

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
  { productId, prices }: Pick<BomAccess, 'productId' | 'prices'>,
  revisionId: string,
): Promise<Map<string, LoadedRevision>> {
  const found = new Map<string, LoadedRevision>()
  const trimmed = quantities()
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
      values: [wanted, productId, prices],
      rowMode: 'array',
    })
    lines += rows.length
    if (lines > mostLines) throw new DomainError('invalid', 'boms.structureTooLarge', { most: mostLines })
    const byRevision = new Map<string, LoadedLine[]>(heads.rows.map(({ id }) => [id, []]))
    const first = byRevision.get(wanted[0] ?? '')
    const next = new Set<string>()
    for (const row of rows) {
      const siblings = row[0] === null ? first : byRevision.get(row[0])
      siblings?.push(lineOf(row, trimmed))
      if (row[12] !== null) next.add(row[12])
    }
    for (const { name, ...head } of heads.rows) {
      const label = readIn(actor.locale, name).text
      found.set(head.id, { ...head, name, label, lines: inOrder(byRevision.get(head.id) ?? []) })
    }
    wanted = [...next].filter((id) => !found.has(id))
  }
  return found
}
