import { and, asc, eq, gt, inArray, lte, ne, sql, type SQL } from 'drizzle-orm'
import { bomLineOrders, bomLineRefs, bomLines } from '@/db/schema/boms'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import type { LineFilter, LinesInput } from '../inputs'
import { windowSlices, type StoredSort } from '../rules/ordering'
import { withoutPrices } from '../rules/columns'
import { containing, searchTerms } from '../rules/search'
import { workOutOrders } from '../storing/restore-orders'
import { dayIn, isOverdue, isUnresolved } from '../rules/unresolved'
import { requireLine, requireRevision, type BomAccess } from './access'
import { partnerNumbers } from './partner-numbers'
import { unresolved, unresolvedCondition } from './unresolved'

/** What the grid shows of a line. Raw cells come with `getLine`. */
const shown = {
  id: bomLines.id,
  version: bomLines.version,
  position: bomLines.position,
  sourceRow: bomLines.sourceRow,
  lineNo: bomLines.lineNo,
  level: bomLines.level,
  section: bomLines.section,
  refs: bomLines.refs,
  refCount: bomLines.refCount,
  quantity: sql<string | null>`trim_scale(${bomLines.quantity})::text`,
  uom: bomLines.uom,
  ipn: bomLines.ipn,
  name: bomLines.name,
  mpn: bomLines.mpn,
  manufacturer: bomLines.manufacturer,
  supplier: bomLines.supplier,
  supplierPart: bomLines.supplierPart,
  value: bomLines.value,
  footprint: bomLines.footprint,
  package: bomLines.package,
  description: bomLines.description,
  mount: bomLines.mount,
  dnp: bomLines.dnp,
  suppliedBy: bomLines.suppliedBy,
  excludeFromBom: bomLines.excludeFromBom,
  alternateCount: sql<number>`jsonb_array_length(${bomLines.alternates})`,
  unitPriceMicros: sql<string | null>`${bomLines.unitPriceMicros}::text`,
  unitPriceCurrency: bomLines.unitPriceCurrency,
  note: bomLines.note,
  flags: bomLines.flags,
  usage: bomLines.usage,
  notFitted: bomLines.notFitted,
  childBomId: bomLines.childBomId,
  cpn: bomLines.cpn,
  partId: bomLines.partId,
  unresolved: sql<boolean>`${unresolved}`,
  ownerId: bomLines.ownerId,
  dueOn: bomLines.dueOn,
}

/**
 * One window of a revision's lines, with the number of lines that match. The order of every column was stored with the
 * lines, so a window in the middle costs what the first one costs; only a filter looks at all lines of the revision.
 */
export async function lines(ctx: MemberCtx, input: LinesInput) {
  const { revision, access } = await requireRevision(ctx, input.revisionId)
  if (input.sort === 'price' && !access.prices)
    throw new DomainError('forbidden', 'products.grantNeeded', { grant: 'prices' })
  const conditions = filterConditions(ctx, access, input.filter)
  const { total, positions } =
    conditions.length === 0
      ? await plainWindow(ctx, input, revision.lineCount)
      : await filteredWindow(ctx, input, revision.lineCount, conditions)
  const found =
    positions.length === 0
      ? []
      : await ctx.db
          .select(shown)
          .from(bomLines)
          .where(
            and(
              eq(bomLines.revisionId, input.revisionId),
              eq(bomLines.productId, access.productId),
              contiguous(positions)
                ? and(gt(bomLines.position, (positions[0] ?? 1) - 1), lte(bomLines.position, positions.at(-1) ?? 0))
                : inArray(bomLines.position, positions),
            ),
          )
          .orderBy(asc(bomLines.position))
  const theirs = await partnerNumbers(ctx, access, found)
  const today = dayIn(ctx.now(), ctx.actor.timeZone)
  const byPosition = new Map(
    found.map((line) => [
      line.position,
      {
        ...line,
        // Who of the brand looks for a part, and by when, is the brand's own business.
        ...(access.owner ? {} : { ownerId: null, dueOn: null }),
        overdue: access.owner && line.unresolved && isOverdue(line.dueOn, today),
        partnerNumbers: theirs.get(line.id) ?? [],
      },
    ]),
  )
  return {
    total,
    offset: input.offset,
    lines: positions.flatMap((position) => {
      const line = byPosition.get(position)
      if (!line) return []
      return [access.prices ? line : { ...line, unitPriceMicros: null, unitPriceCurrency: null }]
    }),
  }
}
export type GridLine = Awaited<ReturnType<typeof lines>>['lines'][number]

const contiguous = (positions: readonly number[]): boolean =>
  positions.every((position, index) => position === (positions[0] ?? 0) + index)

type Window = { total: number; positions: number[] }

async function plainWindow(ctx: MemberCtx, input: LinesInput, total: number): Promise<Window> {
  const { sort, descending, offset, limit, revisionId } = input
  const slicesOf = (filled: number) => windowSlices({ total, filled, descending }, offset, limit)
  if (sort === 'position') {
    const positions = slicesOf(total).flatMap(({ from, to, reversed }) => {
      const slice = Array.from({ length: to - from + 1 }, (_, index) => from + index)
      return reversed ? slice.toReversed() : slice
    })
    return { total, positions }
  }
  const order = and(eq(bomLineOrders.revisionId, revisionId), eq(bomLineOrders.sort, sort))
  const [head] = await ctx.db.select({ filled: bomLineOrders.filled }).from(bomLineOrders).where(order)
  if (!head) {
    const worked = await workedOut(ctx, input, sort)
    return { total, positions: readSlices(worked.positions, slicesOf(worked.filled)) }
  }
  const slices = slicesOf(head.filled)
  if (slices.length === 0) return { total, positions: [] }
  const [row] = await ctx.db
    .select({
      slices: sql<number[][]>`json_build_array(${sql.join(
        slices.map(({ from, to }) => sql`to_json(${bomLineOrders.positions}[${from}::int:${to}::int])`),
        sql`, `,
      )})`,
    })
    .from(bomLineOrders)
    .where(order)
  return {
    total,
    positions: slices.flatMap(({ reversed }, index) => {
      const slice = row?.slices[index] ?? []
      return reversed ? slice.toReversed() : slice
    }),
  }
}

/** An edit took the stored order away; release stores it again. */
async function workedOut(ctx: MemberCtx, { revisionId }: LinesInput, sort: StoredSort) {
  const { revision } = await requireRevision(ctx, revisionId)
  const [order] = await workOutOrders(ctx, revision, [sort])
  return order ?? { positions: [], filled: 0 }
}

const readSlices = (positions: readonly number[], slices: ReturnType<typeof windowSlices>): number[] =>
  slices.flatMap(({ from, to, reversed }) => {
    const slice = positions.slice(from - 1, to)
    return reversed ? slice.toReversed() : slice
  })

async function filteredWindow(ctx: MemberCtx, input: LinesInput, all: number, conditions: SQL[]): Promise<Window> {
  const { sort, descending, offset, limit, revisionId } = input
  const found = await ctx.db
    .select({ position: bomLines.position })
    .from(bomLines)
    .where(and(eq(bomLines.revisionId, revisionId), ...conditions))
  const hits = found.map(({ position }) => position).toSorted((a, b) => a - b)
  if (sort === 'position') {
    if (descending) hits.reverse()
    return { total: hits.length, positions: hits.slice(offset, offset + limit) }
  }
  // Joined here: the planner cannot know how many lines match and joined them in a loop, 200 times slower.
  const [stored] = await ctx.db
    .select({ positions: sql<number[]>`to_json(${bomLineOrders.positions})`, filled: bomLineOrders.filled })
    .from(bomLineOrders)
    .where(and(eq(bomLineOrders.revisionId, revisionId), eq(bomLineOrders.sort, sort)))
  const order = stored ?? (await workedOut(ctx, input, sort))
  const wanted = new Set(hits)
  const whole = windowSlices({ total: all, filled: order.filled, descending }, 0, all)
  const sorted = readSlices(order.positions, whole).filter((position) => wanted.has(position))
  return { total: hits.length, positions: sorted.slice(offset, offset + limit) }
}

function filterConditions(
  ctx: MemberCtx,
  { owner }: BomAccess,
  { search, dnp, missingMpn, flagged, section, variant, varying, lineIds, unresolved: which }: LineFilter,
): SQL[] {
  const conditions: (SQL | undefined)[] = [
    ...searchTerms(search).map((term) => sql`${bomLines.searchText} like ${containing(term)}`),
    dnp === undefined ? undefined : eq(bomLines.dnp, dnp),
    missingMpn ? and(eq(bomLines.mpn, ''), eq(bomLines.excludeFromBom, false)) : undefined,
    flagged ? sql`cardinality(${bomLines.flags}) > 0` : undefined,
    section === undefined ? undefined : eq(bomLines.section, section),
    variant === undefined ? undefined : sql`not ${bomLines.dnp} and ${variant} <> all(${bomLines.notFitted})`,
    varying ? sql`cardinality(${bomLines.notFitted}) > 0` : undefined,
    which === undefined ? undefined : unresolvedCondition(ctx, owner ? which : 'all'),
    lineIds === undefined ? undefined : lineIds.length === 0 ? sql`false` : inArray(bomLines.id, lineIds),
  ]
  return conditions.filter((condition) => condition !== undefined)
}

/** Headings of the file that became sections, in file order, for the filter. */
export async function listSections(ctx: MemberCtx, { revisionId }: { revisionId: string }): Promise<string[]> {
  const { access } = await requireRevision(ctx, revisionId)
  const rows = await ctx.db
    .select({ section: bomLines.section })
    .from(bomLines)
    .where(and(eq(bomLines.revisionId, revisionId), eq(bomLines.productId, access.productId), ne(bomLines.section, '')))
    .groupBy(bomLines.section)
    .orderBy(sql`min(${bomLines.position})`)
    .limit(50)
  return rows.map(({ section }) => section)
}

/** One line with everything known of it: parsed values, the raw cells they came from, its references and alternates. */
export async function getLine(ctx: MemberCtx, { lineId }: { lineId: string }) {
  const { line, source, access } = await requireLine(ctx, lineId)
  const refs = await ctx.db
    .select({ ref: bomLineRefs.ref, dnp: bomLineRefs.dnp })
    .from(bomLineRefs)
    .where(and(eq(bomLineRefs.lineId, lineId), eq(bomLineRefs.productId, access.productId)))
    .orderBy(asc(bomLineRefs.ordinal))
  const columns = source?.columns ?? []
  const { searchText: _, ...visible } = access.prices ? line : withoutPrices(line, columns)
  return {
    ...visible,
    // Who answers for what, and who still looks for a part, is the brand's own affair.
    ...(access.owner ? {} : { waivers: [], ownerId: null, dueOn: null }),
    unresolved: isUnresolved(line),
    partnerNumbers: (await partnerNumbers(ctx, access, [line])).get(line.id) ?? [],
    quantity: line.quantity === null ? null : line.quantity.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, ''),
    unitPriceMicros: visible.unitPriceMicros?.toString() ?? null,
    references: refs,
    /** Headings of the raw cells that are shown. */
    columns: columns
      .filter(({ letter }) => letter in visible.raw)
      .map(({ letter, header, field }) => ({ letter, header, field })),
    pricesWithheld: !access.prices && columns.some(({ priced }) => priced),
  }
}
export type LineDetail = Awaited<ReturnType<typeof getLine>>
