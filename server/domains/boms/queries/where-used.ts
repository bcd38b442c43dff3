import { and, eq } from 'drizzle-orm'
import { manufacturerParts, parts } from '@/db/schema/parts'
import { sameManufacturer } from '@/server/domains/parts/rules/manufacturers'
import { partNumberKey } from '@/server/domains/parts/rules/part-keys'
import type { BilingualText } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import type { WhereUsedInput } from '../inputs'
import type { RevisionState } from '../lifecycle'
import { requireBom } from './access'

/** A line that uses what was looked for. */
export type Use = Readonly<{
  lineId: string
  productId: string
  productCode: string
  productName: BilingualText
  bomId: string
  bomName: BilingualText
  revisionId: string
  number: string
  letter: string | null
  state: RevisionState
  refs: string
  position: number
  /** Decimal text per parent; null as much as required. */
  quantity: string | null
  uom: string
  dnp: boolean
  /** As the line's own part, as what may stand in on it, or as the BOM it is. */
  as: 'part' | 'alternate' | 'child'
}>

/** A line by which one BOM stands inside another. */
export type Inside = Readonly<{
  bomId: string
  withinBomId: string
  withinName: BilingualText
  lineId: string
  productId: string
  quantity: string | null
}>

const most = 200
const highest = 20

/** Only newest and released revisions of BOMs the acting organisation may see; archived ones are out of use. */
const inUse = `bom_lines l join boms b on b.id = l.bom_id and l.revision_id in (b.current_revision_id, b.released_revision_id)
  join bom_revisions r on r.id = l.revision_id join products p on p.id = l.product_id
  join product_parties me on me.product_id = l.product_id and me.org_id = $1 and me.state = 'active'
    and (me.role = 'owner' or 'boms' = any(me.grants))
  where b.archived_at is null`
const shown = `l.id as "lineId", p.id as "productId", p.code as "productCode", p.name as "productName", b.id as "bomId",
  b.name as "bomName", r.id as "revisionId", r.number, r.letter, r.state, l.refs, l.position, trim_scale(l.quantity)::text as quantity,
  l.uom, l.dnp, l.manufacturer, l.mpn, l.alternates`

type Row = Omit<Use, 'as'> &
  Readonly<{
    manufacturer: string
    mpn: string
    alternates: readonly Readonly<{ mpn: string; manufacturer: string }>[]
  }>
type Maker = Readonly<{ mpn: string; manufacturer: string }>

/**
 * The lines that use a part, a maker's part or a BOM, in the newest and the released revision of every BOM in reach, as
 * themselves or as an alternate; and by which lines the BOMs they stand in stand inside others. At most 200 lines.
 */
export async function whereUsed(ctx: MemberCtx, subject: WhereUsedInput) {
  const uses = await usesOf(ctx, subject)
  const shownUses = uses.slice(0, most)
  return {
    uses: shownUses,
    more: uses.length > most,
    inside: await insideOf(ctx, [...new Set(shownUses.map(({ bomId }) => bomId))]),
  }
}
export type WhereUsedAnswer = Awaited<ReturnType<typeof whereUsed>>

async function usesOf(ctx: MemberCtx, subject: WhereUsedInput): Promise<Use[]> {
  if (subject.kind === 'bom') {
    await requireBom(ctx, subject.bomId)
    const rows = await find(ctx, 'l.child_bom_id = $2', [subject.bomId])
    return rows.map((row) => use(row, 'child'))
  }
  if (subject.kind === 'mpn') return byMakers(ctx, [subject], [])
  const makers = await makersOf(ctx, subject.partId)
  return byMakers(ctx, makers, await find(ctx, 'l.part_id = $2', [subject.partId]))
}

/** What may be bought for an entry of the acting organisation's own library. */
async function makersOf(ctx: MemberCtx, partId: string): Promise<Maker[]> {
  const { orgId } = ctx.actor.member
  const [part] = await ctx.db
    .select({ id: parts.id })
    .from(parts)
    .where(and(eq(parts.id, partId), eq(parts.orgId, orgId)))
  if (!part) throw new DomainError('notFound', 'parts.notFound')
  return ctx.db
    .select({ mpn: manufacturerParts.mpn, manufacturer: manufacturerParts.manufacturer })
    .from(manufacturerParts)
    .where(and(eq(manufacturerParts.partId, partId), eq(manufacturerParts.orgId, orgId)))
}

/** Case and dashes of a number do not matter, nor which name of a maker is written; a line that names none may mean it. */
async function byMakers(ctx: MemberCtx, makers: readonly Maker[], certain: readonly Row[]): Promise<Use[]> {
  const own = certain.map((row) => use(row, 'part'))
  const keys = [...new Set(makers.map(({ mpn }) => partNumberKey(mpn)))].filter((key) => key !== '')
  if (keys.length === 0) return own
  const folded = (text: string) => `upper(translate(normalize(${text}, NFKC), E' \\t\\n-_.,', ''))`
  const rows = await find(
    ctx,
    `(${folded('l.mpn')} = any($2) or exists (select 1 from jsonb_array_elements(l.alternates) a where ${folded("a ->> 'mpn'")} = any($2)))`,
    [keys],
  )
  const known = new Set(own.map(({ lineId }) => lineId))
  const means = (said: Maker) => makers.some((maker) => sameMaker(maker, said))
  return [
    ...own,
    ...rows.flatMap((row) => {
      if (known.has(row.lineId)) return []
      if (means(row)) return [use(row, 'part')]
      return row.alternates.some(means) ? [use(row, 'alternate')] : []
    }),
  ]
}

const sameMaker = (a: Maker, b: Maker): boolean =>
  partNumberKey(a.mpn) === partNumberKey(b.mpn) &&
  (a.manufacturer === '' ||
    b.manufacturer === '' ||
    sameManufacturer(a.manufacturer) === sameManufacturer(b.manufacturer))

function use(row: Row, as: Use['as']): Use {
  const { manufacturer: _, mpn: __, alternates: ___, ...shownOf } = row
  return { ...shownOf, as }
}

async function find({ db, actor }: MemberCtx, condition: string, values: readonly unknown[]): Promise<Row[]> {
  const { rows } = await db.$client.query<Row>(
    `select ${shown} from ${inUse} and ${condition} order by p.code, b.created_at, r.ordinal desc, l.position limit ${most + 1}`,
    [actor.member.orgId, ...values],
  )
  return rows
}

/** The lines by which these BOMs, and those they stand in, stand inside others. */
async function insideOf({ db, actor }: MemberCtx, bomIds: readonly string[]): Promise<Inside[]> {
  const known = new Map<string, Inside>()
  let wanted = [...bomIds]
  for (let level = 0; wanted.length > 0 && level < highest; level++) {
    const { rows } = await db.$client.query<Inside>(
      `select l.child_bom_id as "bomId", b.id as "withinBomId", b.name as "withinName", l.id as "lineId", p.id as "productId",
         trim_scale(l.quantity)::text as quantity
       from ${inUse} and l.revision_id = b.current_revision_id and l.child_bom_id = any($2) order by l.position limit ${most}`,
      [actor.member.orgId, wanted],
    )
    const fresh = rows.filter(({ lineId }) => !known.has(lineId))
    for (const row of fresh) known.set(row.lineId, row)
    wanted = [...new Set(fresh.map(({ withinBomId }) => withinBomId))]
  }
  return [...known.values()]
}
