import { and, asc, eq, sql } from 'drizzle-orm'
import { bomConsignments } from '@/db/schema/boms'
import { requireProduct } from '@/server/domains/products/queries'
import { addDecimals, formatDecimal, type Decimal } from '@/server/kernel/decimal'
import { DomainError } from '@/server/kernel/errors'
import { microsText, parseMicros } from '@/server/kernel/micros'
import type { MemberCtx } from '@/server/platform/context'
import type { SupplyInput } from '../inputs'
import { mayReceive } from '../policy'
import { broughtNodes, partLabel } from '../rules/cost-demands'
import { explode } from '../rules/explode'
import { lossFacts, settleLoss } from '../rules/losses'
import { revisionName } from '@/server/kernel/revision-number'
import { isCounted, needOf, trimDecimal } from '../rules/requirement'
import { standingOf, type SupplyStanding } from '../rules/supply'
import { requireRevision, type BomAccess } from './access'
import { listFactories, lossesOf } from './factory-side'
import { loadStructures, type LoadedLine } from './structures'

/** One line that the brand brings, or brought: what a build takes of it, what was sent, what arrived. Decimal text. */
export type SupplyRow = Readonly<{
  lineKey: string
  label: string
  /** Null where no line of this revision is the brand's to bring any more. */
  line: Readonly<{ id: string; refs: string; name: string; value: string; uom: string; mpn: string }> | null
  gross: string
  need: string
  /** As much as required: nobody knows how many are short. */
  asRequired: boolean
  received: string
  inTransit: string
  short: string
  unsent: string
  consignments: readonly Consignment[]
}>
export type Consignment = Awaited<ReturnType<typeof consignmentsOf>>[number]

/**
 * What the brand brings itself to a build at one factory, with losses, beside what was sent and counted. The brand names
 * the factory (the first one otherwise) and sees them all; a factory sees itself and no other.
 *
 * @throws DomainError `boms.factoryNotFound`, `boms.variantNotFound`
 */
export async function supply(ctx: MemberCtx, input: SupplyInput) {
  const { revision, access } = await requireRevision(ctx, input.revisionId)
  if (input.variant !== null && !revision.variants.some(({ code }) => code === input.variant))
    throw new DomainError('notFound', 'boms.variantNotFound', { code: input.variant })
  const factories = await listFactories(ctx, access)
  const factory = factories.find(({ orgId }) => orgId === input.partnerOrgId) ?? null
  if (input.partnerOrgId !== null && factory === null) throw new DomainError('notFound', 'boms.factoryNotFound')
  const at = factory ?? factories[0] ?? null
  const needs = await needsOf(ctx, access, input, at?.orgId ?? null)
  const consignments = at === null ? [] : await consignmentsOf(ctx, { ...access, bomId: revision.bomId }, at.orgId)
  const sent = new Map<string, Consignment[]>()
  for (const each of consignments) sent.set(each.lineKey, [...(sent.get(each.lineKey) ?? []), each])
  const rows = [
    ...needs.map(({ line, gross, need, asRequired }) =>
      rowOf(sent.get(line.key) ?? [], need, {
        ...{ lineKey: line.key, label: partLabel(line), asRequired, gross: formatDecimal(trimDecimal(gross)) },
        line: { id: line.id, refs: line.refs, name: line.name, value: line.value, uom: line.uom, mpn: line.mpn },
      }),
    ),
    // What was sent before the line changed sides is still somewhere.
    ...[...sent]
      .filter(([key]) => !needs.some(({ line }) => line.key === key))
      .map(([lineKey, of]) =>
        rowOf(of, 0n, { ...{ lineKey, label: of[0]?.label ?? '', line: null, gross: '0', asRequired: false } }),
      ),
  ]
  return {
    bomId: revision.bomId,
    number: revisionName(revision),
    state: revision.state,
    quantity: input.quantity,
    factories: access.owner ? factories : [],
    factory: at,
    rows,
    short: rows.filter(({ short }) => short !== '0').length,
    ...(await mayOf(ctx, access)),
  }
}
export type SupplyAnswer = Awaited<ReturnType<typeof supply>>

async function mayOf(ctx: MemberCtx, { productId, owner, write }: BomAccess) {
  const product = await requireProduct(ctx, productId, 'boms')
  return {
    owner,
    maySend: owner && write,
    mayReceive: !product.archived && mayReceive(ctx.actor.member.role, product),
  }
}

type Told = Pick<SupplyRow, 'lineKey' | 'label' | 'line' | 'gross' | 'asRequired'>

function rowOf(consignments: readonly Consignment[], need: bigint, told: Told): SupplyRow {
  const standing = standingOf(need, consignments)
  const text = (what: keyof SupplyStanding) => microsText(standing[what])
  return {
    ...told,
    ...{ need: text('need'), received: text('received'), inTransit: text('inTransit') },
    ...{ short: text('short'), unsent: text('unsent'), consignments },
  }
}

/** What a build takes of every line that is the brand's to bring. The brand's library is not asked: both sides read one number. */
async function needsOf(
  ctx: MemberCtx,
  access: BomAccess,
  { revisionId, quantity, variant }: SupplyInput,
  partnerOrgId: string | null,
) {
  const structures = await loadStructures(ctx, access, revisionId)
  const { rows } = await ctx.db.$client.query<{ id: string }>(
    `select id from bom_lines where revision_id = any($1) and product_id = $2 and supplied_by = 'brand'`,
    [[...structures.keys()], access.productId],
  )
  if (rows.length === 0) return []
  const brands = new Set(rows.map(({ id }) => id))
  const { nodes } = explode(structures, revisionId, { quantity, variant, includeOptional: false })
  type Taken = { line: LoadedLine; bomId: string; gross: Decimal; asRequired: boolean }
  const taken = new Map<string, Taken>()
  for (const { line, quantity: of, revisionId: at } of broughtNodes(nodes, ({ id }) => brands.has(id))) {
    if (!brands.has(line.id)) continue
    const found = taken.get(line.id)
    const gross = of ?? { unscaled: 0n, scale: 0 }
    if (found) found.gross = addDecimals(found.gross, gross)
    else taken.set(line.id, { line, bomId: structures.get(at)?.bomId ?? '', gross, asRequired: of === null })
  }
  const bomIds = [...new Set([...taken.values()].map(({ bomId }) => bomId))]
  const losses = partnerOrgId === null ? null : await lossesOf(ctx, access, bomIds, partnerOrgId)
  const boards = Number.parseInt(quantity, 10)
  return [...taken.values()].map(({ line, bomId, gross, asRequired }) => {
    const said = losses?.get(`${bomId} ${line.key}`)
    const { loss } = settleLoss({ factory: said ? [said] : [], line: [line] }, lossFacts(line), boards)
    const need = asRequired
      ? 0n
      : (parseMicros(formatDecimal(trimDecimal(needOf(gross, loss, isCounted(line.uom))))) ?? 0n)
    return { line, gross, need, asRequired }
  })
}

/** What was sent to a factory for a BOM, oldest first. */
function consignmentsOf(
  { db }: MemberCtx,
  { productId, orgId, bomId }: Readonly<{ productId: string; orgId: string; bomId: string }>,
  partnerOrgId: string,
) {
  return db
    .select({
      id: bomConsignments.id,
      lineKey: bomConsignments.lineKey,
      label: bomConsignments.label,
      quantity: sql<string>`trim_scale(${bomConsignments.quantity})::text`,
      shippedOn: bomConsignments.shippedOn,
      carrier: bomConsignments.carrier,
      tracking: bomConsignments.tracking,
      note: bomConsignments.note,
      receivedQuantity: sql<string | null>`trim_scale(${bomConsignments.receivedQuantity})::text`,
      receivedOn: bomConsignments.receivedOn,
      version: bomConsignments.version,
    })
    .from(bomConsignments)
    .where(
      and(
        eq(bomConsignments.bomId, bomId),
        eq(bomConsignments.productId, productId),
        eq(bomConsignments.orgId, orgId),
        eq(bomConsignments.partnerOrgId, partnerOrgId),
      ),
    )
    .orderBy(asc(bomConsignments.shippedOn), asc(bomConsignments.createdAt), asc(bomConsignments.id))
}

/** A sending, for its brand and the factory it went to. Held until the transaction ends. */
export async function requireConsignment(ctx: MemberCtx, consignmentId: string) {
  const own = ctx.actor.member.orgId
  const [found] = await ctx.db.select().from(bomConsignments).where(eq(bomConsignments.id, consignmentId)).for('update')
  if (!found || (found.orgId !== own && found.partnerOrgId !== own))
    throw new DomainError('notFound', 'boms.consignmentNotFound')
  return found
}
