import { sql, type SQL } from 'drizzle-orm'
import type { AnyCtx } from '@/server/platform/context'
import { compareFields } from '../rules/compare'
import type { LineState } from '../rules/line-state'

/** Decimal text without trailing zeros. */
const plain = (column: string): SQL => sql.raw(`trim_scale(l.${column})::text`)

/** What an unpinned line of a draft would be pinned to: the revision of the child BOM that is in force. */
const childRevision = sql`coalesce(l.child_revision_id, case when l.child_bom_id is null then null else c.released_revision_id end)`

/** The lines of a revision as they are compared, checked and hashed, keys as in `LineState`. */
export const lineStates = (revisionId: string, productId: string): SQL => sql`
  select l.id, l.key, l.position, l.line_no as "lineNo", l.section, l.level, p.key as "parentKey",
    coalesce(nullif(p.refs, ''), nullif(p.mpn, ''), nullif(p.ipn, ''), nullif(p.name, ''),
      nullif(p.description ->> (p.description ->> 'source'), ''), case when p.position is null then '' else '#' || p.position end) as "parentLabel",
    l.refs, ${plain('quantity')} as quantity, l.uom, l.ipn, l.cpn, l.name, l.mpn, l.manufacturer, l.part_id as "partId",
    l.supplier, l.supplier_part as "supplierPart", l.value, l.footprint, l.package, l.description, l.mount, l.side, l.dnp,
    l.exclude_from_bom as "excludeFromBom", l.usage, l.supplied_by as "suppliedBy", l.not_fitted as "notFitted",
    l.alternates, l.child_bom_id as "childBomId", ${childRevision} as "childRevisionId",
    case when c.id is null then '' else concat_ws(' ', c.name ->> (c.name ->> 'source'), coalesce(cr.letter, cr.number)) end as "childLabel",
    ${plain('attrition_pct')} as "attritionPct", ${plain('attrition_extra')} as "attritionExtra",
    ${plain('pack_multiple')} as "packMultiple", l.note, l.unit_price_micros::text as "unitPriceMicros",
    l.unit_price_currency as "unitPriceCurrency"
  from bom_lines l
  left join bom_lines p on p.revision_id = l.revision_id and p.position = l.parent_position
  left join boms c on c.id = l.child_bom_id and c.product_id = l.product_id
  left join bom_revisions cr on cr.id = ${childRevision}
  where l.revision_id = ${revisionId} and l.product_id = ${productId}`

/** The columns of `lineStates` that a comparison looks at. */
const compared: Readonly<Record<(typeof compareFields)[number], readonly string[]>> = {
  refs: ['refs'],
  quantity: ['quantity'],
  uom: ['uom'],
  ipn: ['ipn'],
  cpn: ['cpn'],
  name: ['name'],
  mpn: ['mpn'],
  manufacturer: ['manufacturer'],
  part: ['partId'],
  value: ['value'],
  footprint: ['footprint'],
  package: ['package'],
  descriptionEn: ['description'],
  descriptionZh: [],
  dnp: ['dnp'],
  excludeFromBom: ['excludeFromBom'],
  notFitted: ['notFitted'],
  usage: ['usage'],
  suppliedBy: ['suppliedBy'],
  alternates: ['alternates'],
  parent: ['parentKey'],
  level: ['level'],
  child: ['childBomId', 'childRevisionId'],
  lineNo: ['lineNo'],
  section: ['section'],
  mount: ['mount'],
  side: ['side'],
  attritionPct: ['attritionPct'],
  attritionExtra: ['attritionExtra'],
  packMultiple: ['packMultiple'],
  supplier: ['supplier'],
  supplierPart: ['supplierPart'],
  price: ['unitPriceMicros', 'unitPriceCurrency'],
  note: ['note'],
}
const sides = compareFields.flatMap((field) => compared[field])
const rowOf = (alias: string): SQL => sql.raw(`(${sides.map((name) => `${alias}."${name}"`).join(', ')})`)

type Pair = { before: LineState | null; after: LineState | null }

/** Lines that are not the same in both revisions, with both sides. The database finds them: most of a BOM stays as it was. */
export async function differingLines(
  { db }: AnyCtx,
  productId: string,
  beforeId: string,
  afterId: string,
): Promise<{ before: LineState[]; after: LineState[] }> {
  const { rows } = await db.execute<Pair>(sql`
    with b as materialized (${lineStates(beforeId, productId)}), a as materialized (${lineStates(afterId, productId)})
    select case when b.id is null then null else to_jsonb(b) end as before,
      case when a.id is null then null else to_jsonb(a) end as after
    from b full join a on a.key = b.key
    where b.id is null or a.id is null or ${rowOf('b')} is distinct from ${rowOf('a')}`)
  return {
    before: rows.flatMap(({ before }) => before ?? []),
    after: rows.flatMap(({ after }) => after ?? []),
  }
}

/** References of some lines in their order; one that alone is not placed on a placed line reads `R2(DNP)`. */
export async function refNames(
  { db }: AnyCtx,
  productId: string,
  lineIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (lineIds.length === 0) return new Map()
  const { rows } = await db.execute<{ lineId: string; names: string[] }>(sql`
    select r.line_id as "lineId",
      array_agg(r.ref || case when r.dnp and not l.dnp then '(DNP)' else '' end order by r.ordinal) as names
    from bom_line_refs r join bom_lines l on l.id = r.line_id
    where r.line_id = any(${sql.param([...lineIds])}::text[]) and r.product_id = ${productId}
    group by r.line_id`)
  return new Map(rows.map(({ lineId, names }) => [lineId, names]))
}
