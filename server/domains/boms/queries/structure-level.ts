import type { BilingualText } from '@/server/kernel/bilingual'
import { formatDecimal, parseDecimal, type Decimal } from '@/server/kernel/decimal'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import type { StructureLevelInput } from '../inputs'
import type { LineUsage, RevisionState } from '../lifecycle'
import { extended, takingRole, zeroRole, type NodeRole } from '../rules/explode'
import { trimDecimal } from '../rules/requirement'
import { requireRevision } from './access'
import { childRevisionSql } from './structures'

type Stored = Readonly<{
  id: string
  position: number
  parentPosition: number | null
  revisionId: string
  bomId: string
  quantity: string | null
  uom: string
  usage: LineUsage
  dnp: boolean
  excludeFromBom: boolean
  notFitted: string[]
  refs: string
  ipn: string
  mpn: string
  manufacturer: string
  value: string
  name: string
  description: BilingualText
  childBomId: string | null
  childRevisionId: string | null
  childName: BilingualText | null
  childNumber: string | null
  childState: RevisionState | null
  childCount: number
}>

/** A line in its place below the lines above it. */
export type StructureRow = Omit<Stored, 'revisionId' | 'parentPosition'> &
  Readonly<{ role: NodeRole; /** Of the whole build, decimal text; null as much as required. */ total: string | null }>

const columns = `l.id, l.position, l.parent_position as "parentPosition", l.revision_id as "revisionId", l.bom_id as "bomId",
  trim_scale(l.quantity)::text as quantity, l.uom, l.usage, l.dnp, l.exclude_from_bom as "excludeFromBom",
  l.not_fitted as "notFitted", l.refs, l.ipn, l.mpn, l.manufacturer, l.value, l.name, l.description,
  l.child_bom_id as "childBomId", ${childRevisionSql} as "childRevisionId", c.name as "childName",
  coalesce(cr.letter, cr.number) as "childNumber", cr.state as "childState"`
const joined = `left join boms c on c.id = l.child_bom_id and c.product_id = l.product_id
  left join bom_revisions cr on cr.id = ${childRevisionSql}`
const nothing: Decimal = { unscaled: 0n, scale: 0 }
const below = `(select count(*)::int from bom_lines u where u.revision_id = l.revision_id and u.parent_position = l.position)
  + (select count(*)::int from bom_lines u where u.revision_id = ${childRevisionSql} and u.parent_position is null)`

/**
 * A window of the lines directly below one line of a build, or of the top lines. `path` names the lines above, outermost
 * first: the same sub-BOM may stand in several places. What it costs grows with the window and the depth, not with the BOM.
 */
export async function structureLevel(ctx: MemberCtx, input: StructureLevelInput) {
  const { access } = await requireRevision(ctx, input.revisionId)
  const place = await placeOf(ctx, access.productId, input)
  const { rows } = await ctx.db.$client.query<Stored & { total: number }>(
    `with level as (
       select id, 0 as part, position from bom_lines where revision_id = $1 and product_id = $3 and parent_position is not distinct from $2::int
       union all
       select id, 1, position from bom_lines where revision_id = $4 and product_id = $3 and parent_position is null
     ), shown as (select *, count(*) over ()::int as total from level order by part, position offset $5 limit $6)
     select ${columns}, ${below} as "childCount", shown.total
     from shown join bom_lines l on l.id = shown.id ${joined} order by shown.part, shown.position`,
    [place.revisionId, place.position, access.productId, place.childRevisionId, input.offset, input.limit],
  )
  const lines = rows.map((row): StructureRow => {
    const { total: _, revisionId: __, parentPosition: ___, ...line } = row
    const untaken = place.untaken ?? zeroRole(line, input)
    const role = untaken ?? takingRole(line.usage, line.childCount > 0)
    const total = untaken === null ? extended(place.quantity, line.quantity) : nothing
    return { ...line, role, total: total === null ? null : formatDecimal(trimDecimal(total)) }
  })
  return { total: rows[0]?.total ?? 0, offset: input.offset, lines }
}

type Place = Readonly<{
  /** Lines below this position (null: the top) of this revision … */
  revisionId: string
  position: number | null
  /** … and the top lines of this one. */
  childRevisionId: string | null
  quantity: Decimal | null
  untaken: NodeRole | null
}>

/** Walks down the path, counting. A path that is none leads to `boms.lineNotFound`. */
async function placeOf(
  ctx: MemberCtx,
  productId: string,
  { path, revisionId, quantity, ...options }: StructureLevelInput,
): Promise<Place> {
  const built = parseDecimal(quantity)
  if (!built) throw new DomainError('invalid', 'boms.quantityInvalid')
  let place: Place = { revisionId, position: null, childRevisionId: null, quantity: trimDecimal(built), untaken: null }
  if (path.length === 0) return place
  const { rows } = await ctx.db.$client.query<Stored>(
    `select ${columns} from bom_lines l ${joined} where l.id = any($1) and l.product_id = $2`,
    [path, productId],
  )
  const byId = new Map(rows.map((line) => [line.id, line]))
  for (const id of path) {
    const line = byId.get(id)
    if (!line || !hangs(line, place)) throw new DomainError('notFound', 'boms.lineNotFound')
    const untaken = place.untaken ?? zeroRole(line, options)
    place = {
      revisionId: line.revisionId,
      position: line.position,
      childRevisionId: line.childRevisionId,
      quantity: untaken === null ? extended(place.quantity, line.quantity) : nothing,
      untaken,
    }
  }
  return place
}

const hangs = (line: Stored, { revisionId, position, childRevisionId }: Place): boolean =>
  (line.revisionId === revisionId && line.parentPosition === position) ||
  (childRevisionId !== null && line.revisionId === childRevisionId && line.parentPosition === null)
