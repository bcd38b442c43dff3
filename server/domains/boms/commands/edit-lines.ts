import { and, eq, sql } from 'drizzle-orm'
import { bomLineRefs, bomLines } from '@/db/schema/boms'
import { members } from '@/db/schema/orgs'
import { remember } from '@/server/domains/language/commands/remember'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import type { EditLines } from '../inputs'
import { readValueOf } from '../importing/measure'
import { pricedIn } from '../rules/columns'
import { editLine, placementsOf, type EditableLine, type LinePatch } from '../rules/edit-line'
import { labelOf } from '../rules/line-state'
import { searchTextOf } from '../rules/search-text'
import {
  countLines,
  dropOrders,
  flagDuplicates,
  noteEdit,
  readLines,
  requireDraft,
  sortsTouched,
  type Draft,
  type StoredLine,
} from './draft'

/** Cells whose old and new text are noted. Prices are seen by fewer people than the journal. */
const noted = [
  'refs',
  'quantity',
  'ipn',
  'mpn',
  'manufacturer',
  'value',
  'package',
  'dnp',
  'usage',
  'suppliedBy',
] as const

/**
 * Writes cells of lines of a draft, all of them or none. Whoever edits the same line at the same time and comes second is
 * refused with boms.lineStale and keeps what they typed. Returns the new versions. Errors besides: those of `editLine`,
 * products.grantNeeded for a price the reader may not see, boms.ownerUnknown.
 */
export async function editLines(
  ctx: MemberCtx,
  input: EditLines,
): Promise<{ lines: { lineId: string; version: number }[] }> {
  const draft = await requireDraft(ctx, input.revisionId)
  const { edits } = input
  if (!draft.access.prices && edits.some(({ patch }) => patch.price !== undefined))
    throw new DomainError('forbidden', 'products.grantNeeded', { grant: 'prices' })
  await requireColleagues(ctx, draft, edits)
  const found = await readLines(
    ctx,
    draft,
    edits.map(({ lineId }) => lineId),
  )
  const hand = { userId: ctx.actor.userId, at: ctx.now() }
  const [lines, touched, refs]: [{ lineId: string; version: number }[], Set<string>, Set<string>] = [
    [],
    new Set(),
    new Set(),
  ]
  let placements = 0
  for (const { lineId, version, patch } of edits) {
    const stands = found.get(lineId)
    if (!stands) continue
    const { line, editable: before } = stands
    if (line.version !== version) throw new DomainError('conflict', 'boms.lineStale', { line: labelOf(line), lineId })
    const after = editLine(before, patch, hand)
    await writeLine(ctx, draft, line, before, after)
    lines.push({ lineId, version: version + 1 })
    placements += placementsOf(after) - placementsOf(before)
    for (const cell of Object.keys(patch)) touched.add(cell)
    if (after.refs !== before.refs || after.dnp !== before.dnp || after.excludeFromBom !== before.excludeFromBom)
      for (const { ref } of [...before.references, ...after.references]) refs.add(ref)
    await remember(ctx, after.description)
    if (edits.length === 1) await noteOne(ctx, draft, before, after, patch)
  }
  await flagDuplicates(ctx, draft, [...refs])
  await dropOrders(ctx, draft, sortsTouched([...touched]))
  await countLines(ctx, draft, { placements })
  if (edits.length > 1)
    await noteEdit(ctx, draft, 'boms.editLines', { lines: edits.length, cells: [...touched].toSorted() })
  return { lines }
}

async function writeLine(
  { db }: MemberCtx,
  { revision }: Draft,
  line: StoredLine,
  before: EditableLine,
  after: EditableLine,
): Promise<void> {
  const { references, unitPriceMicros, notFitted, flags, ...cells } = after
  const [written] = await db
    .update(bomLines)
    .set({
      ...stored(cells),
      notFitted: [...notFitted],
      flags: [...flags],
      waivers: samePart(before, after) ? line.waivers : line.waivers.filter(({ check }) => check === 'unresolvedFlag'),
      unitPriceMicros: unitPriceMicros === null ? null : BigInt(unitPriceMicros),
      refCount: references.length,
      searchText: searchOf(revision.source?.columns ?? [], line, after),
      version: sql`${bomLines.version} + 1`,
    })
    .where(and(eq(bomLines.id, line.id), eq(bomLines.revisionId, revision.id), eq(bomLines.version, line.version)))
    .returning({ id: bomLines.id })
  if (!written) throw new DomainError('conflict', 'boms.lineStale', { line: labelOf(line), lineId: line.id })
  const same =
    before.references.length === references.length &&
    before.references.every(({ ref, dnp }, index) => references[index]?.ref === ref && references[index]?.dnp === dnp)
  if (same) return
  await db.delete(bomLineRefs).where(and(eq(bomLineRefs.lineId, line.id), eq(bomLineRefs.revisionId, revision.id)))
  if (references.length > 0) await db.insert(bomLineRefs).values(refRowsOf(revision, line.id, references))
}

/** What somebody answered for was this part, not the next one. */
const samePart = (before: EditableLine, after: EditableLine): boolean =>
  (['ipn', 'mpn', 'manufacturer', 'supplierPart', 'partId'] as const).every((cell) => before[cell] === after[cell])

export const refRowsOf = (
  { orgId, productId, id: revisionId }: Draft['revision'],
  lineId: string,
  references: EditableLine['references'],
) => references.map(({ ref, dnp }, index) => ({ lineId, orgId, productId, revisionId, ref, dnp, ordinal: index + 1 }))

/** The editable cells as columns; the rest of the row is left alone. */
function stored(cells: Omit<EditableLine, 'references' | 'unitPriceMicros' | 'notFitted' | 'flags'>) {
  const { refs, quantity, description, dnp, excludeFromBom, usage, suppliedBy, partId, ownerId, dueOn } = cells
  const { lineNo, section, uom, ipn, cpn, name, mpn, manufacturer, supplier, supplierPart, value, footprint } = cells
  const { mount, side, note, attritionPct, attritionExtra, packMultiple, unitPriceCurrency } = cells
  return {
    ...{ refs, quantity, description, dnp, excludeFromBom, usage, suppliedBy, partId, ownerId, dueOn },
    ...{ lineNo, section, uom, ipn, cpn, name, mpn, manufacturer, supplier, supplierPart, value, footprint },
    ...{ mount, side, note, attritionPct, attritionExtra, packMultiple, unitPriceCurrency },
    package: cells.package,
  }
}

/** What can be searched for in a line after an edit. */
export const searchOf = (
  columns: Parameters<typeof pricedIn>[0],
  { alternates, extra }: Pick<StoredLine, 'alternates' | 'extra'>,
  after: EditableLine,
): string =>
  searchTextOf(
    {
      ...after,
      refNames: after.references.map(({ ref }) => ref),
      valueDisplay: readValueOf(after)?.display ?? '',
      alternates,
      extra,
    },
    pricedIn(columns).isPricedExtra,
  )

/** Who finds the part of a line works for the brand. */
export async function requireColleagues(
  { db }: MemberCtx,
  { revision }: Draft,
  edits: readonly Readonly<{ patch: LinePatch }>[],
): Promise<void> {
  const owners = new Set(edits.flatMap(({ patch }) => patch.ownerId ?? []))
  for (const userId of owners) {
    const [member] = await db
      .select({ userId: members.userId })
      .from(members)
      .where(and(eq(members.orgId, revision.orgId), eq(members.userId, userId), eq(members.state, 'active')))
    if (!member) throw new DomainError('notFound', 'boms.ownerUnknown')
  }
}

async function noteOne(ctx: MemberCtx, draft: Draft, before: EditableLine, after: EditableLine, patch: LinePatch) {
  const changes = noted
    .filter((cell) => String(before[cell] ?? '') !== String(after[cell] ?? ''))
    .map((field) => ({ field, from: String(before[field] ?? ''), to: String(after[field] ?? '') }))
  await noteEdit(ctx, draft, 'boms.editLine', {
    line: labelOf({ ...before, position: 0 }),
    cells: Object.keys(patch).toSorted(),
    changes,
  })
}
