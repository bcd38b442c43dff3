import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { bomLineOrders, bomLineRefs, bomLines, bomRevisions, boms } from '@/db/schema/boms'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { recordAudit } from '@/server/platform/journal'
import { holdRevision, type HeldRevision } from '../queries/draft'
import type { EditableLine, LinePatch } from '../rules/edit-line'
import type { StoredSort } from '../rules/ordering'
import type { Placed } from '../rules/outline'
import { announce } from './announce'

export type Draft = HeldRevision

/** The newest revision of a BOM, held for an edit. Refused as `holdRevision` does, and with boms.notADraft or boms.notNewest. */
export async function requireDraft(ctx: MemberCtx, revisionId: string): Promise<Draft> {
  const held = await holdRevision(ctx, revisionId)
  const { state, bomId, orgId } = held.revision
  if (state !== 'draft') throw new DomainError('conflict', 'boms.notADraft')
  const [newest] = await ctx.db
    .select({ id: boms.id })
    .from(boms)
    .where(and(eq(boms.id, bomId), eq(boms.orgId, orgId), eq(boms.currentRevisionId, revisionId)))
  if (!newest) throw new DomainError('conflict', 'boms.notNewest')
  return held
}

export type StoredLine = typeof bomLines.$inferSelect

/** A stored line with its single references, as the pure rules edit it. */
export const asEditable = (line: StoredLine, references: EditableLine['references']): EditableLine => ({
  ...line,
  references,
  quantity: line.quantity === null ? null : trimZeros(line.quantity),
  attritionPct: line.attritionPct === null ? null : trimZeros(line.attritionPct),
  attritionExtra: line.attritionExtra === null ? null : trimZeros(line.attritionExtra),
  packMultiple: line.packMultiple === null ? null : trimZeros(line.packMultiple),
  unitPriceMicros: line.unitPriceMicros?.toString() ?? null,
})

/** `2.500000` → `2.5`. */
const trimZeros = (decimal: string): string => (decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal)

/** Lines of a draft by id, each with its references in order. Throws boms.lineNotFound for ids of other revisions. */
export async function readLines(
  { db }: MemberCtx,
  { revision }: Draft,
  lineIds: readonly string[],
): Promise<Map<string, { line: StoredLine; editable: EditableLine }>> {
  const ids = [...new Set(lineIds)]
  const found = await db
    .select()
    .from(bomLines)
    .where(and(eq(bomLines.revisionId, revision.id), eq(bomLines.orgId, revision.orgId), inArray(bomLines.id, ids)))
  if (found.length < ids.length) throw new DomainError('notFound', 'boms.lineNotFound')
  const refs = await db
    .select({ lineId: bomLineRefs.lineId, ref: bomLineRefs.ref, dnp: bomLineRefs.dnp })
    .from(bomLineRefs)
    .where(and(inArray(bomLineRefs.lineId, ids), eq(bomLineRefs.orgId, revision.orgId)))
    .orderBy(asc(bomLineRefs.ordinal))
  const byLine = new Map<string, { ref: string; dnp: boolean }[]>(ids.map((id) => [id, []]))
  for (const { lineId, ref, dnp } of refs) byLine.get(lineId)?.push({ ref, dnp })
  return new Map(found.map((line) => [line.id, { line, editable: asEditable(line, byLine.get(line.id) ?? []) }]))
}

/** The order of a draft's lines with who stands under whom. */
export async function readOutline({ db }: MemberCtx, { revision }: Draft): Promise<Placed[]> {
  const rows = await db
    .select({ id: bomLines.id, position: bomLines.position, parent: bomLines.parentPosition, level: bomLines.level })
    .from(bomLines)
    .where(and(eq(bomLines.revisionId, revision.id), eq(bomLines.orgId, revision.orgId)))
    .orderBy(asc(bomLines.position))
  const idAt = new Map(rows.map(({ id, position }) => [position, id]))
  return rows.map(({ id, parent, level }) => ({
    id,
    level,
    parentId: (parent === null ? null : idAt.get(parent)) ?? null,
  }))
}

/**
 * Gives lines the positions of an outline, 1 to n, and their parents' positions. Only those that stand elsewhere now are
 * written, twice: the database checks positions row by row, so they pass through negative ones.
 */
export async function writeOutline({ db }: MemberCtx, { revision }: Draft, outline: readonly Placed[]): Promise<void> {
  const positionOf = new Map(outline.map(({ id }, index) => [id, index + 1]))
  const ids = outline.map(({ id }) => id)
  const parents = outline.map(({ parentId }) => (parentId === null ? null : (positionOf.get(parentId) ?? null)))
  const levels = outline.map(({ level }) => level)
  await db.execute(sql`update bom_lines l set position = -given.position, parent_position = given.parent, level = given.level
    from unnest(${sql.param(ids)}::text[], ${sql.param(parents)}::int[], ${sql.param(levels)}::int[])
      with ordinality as given(id, parent, level, position)
    where l.id = given.id and l.revision_id = ${revision.id} and l.org_id = ${revision.orgId}
      and (l.position, l.parent_position, l.level) is distinct from (given.position::int, given.parent, given.level)`)
  await db.execute(
    sql`update bom_lines set position = -position where revision_id = ${revision.id} and org_id = ${revision.orgId} and position < 0`,
  )
}

const sortsOf: Readonly<Partial<Record<keyof LinePatch, readonly StoredSort[]>>> = {
  refs: ['refs'],
  dnp: ['refs'],
  quantity: ['quantity'],
  ipn: ['ipn'],
  mpn: ['mpn'],
  manufacturer: ['manufacturer'],
  value: ['value'],
  package: ['package'],
  footprint: ['package'],
  description: ['descriptionEn', 'descriptionZh', 'value'],
  name: ['descriptionEn', 'descriptionZh', 'value'],
  price: ['price'],
}
/** Orders that an edit of these cells makes wrong. A value is read by what its references and words say it is. */
export const sortsTouched = (cells: readonly string[]): StoredSort[] => [
  ...new Set([
    ...cells.flatMap((cell) => sortsOf[cell as keyof LinePatch] ?? []),
    ...(cells.includes('refs') ? (['value'] as const) : []),
  ]),
]

/** Stored orders that no longer hold are deleted: the list works them out until the release stores them again. */
export async function dropOrders({ db }: MemberCtx, { revision }: Draft, sorts: readonly StoredSort[] | 'all') {
  if (sorts !== 'all' && sorts.length === 0) return
  await db
    .delete(bomLineOrders)
    .where(
      and(
        eq(bomLineOrders.revisionId, revision.id),
        eq(bomLineOrders.orgId, revision.orgId),
        sorts === 'all' ? undefined : inArray(bomLineOrders.sort, [...sorts]),
      ),
    )
}

/** Says that two lines of one assembly would place the same reference, on all of them, and no longer where that is over. */
export async function flagDuplicates({ db }: MemberCtx, { revision }: Draft, refs: readonly string[]): Promise<void> {
  if (refs.length === 0) return
  await db.execute(sql`
    with touched as (
      select distinct r.line_id as id from bom_line_refs r
      where r.revision_id = ${revision.id} and r.ref = any(${sql.param([...new Set(refs)])}::text[])
      union select l.id from bom_lines l where l.revision_id = ${revision.id} and 'BOM-E093' = any(l.flags)
    ), judged as (
      select t.id, exists (
        select 1 from bom_lines l join bom_line_refs r on r.line_id = l.id
          join bom_line_refs o on o.revision_id = r.revision_id and left(o.ref, 100) = left(r.ref, 100) and o.ref = r.ref and o.line_id <> l.id
          join bom_lines ol on ol.id = o.line_id
        where l.id = t.id and not l.dnp and not r.dnp and not l.exclude_from_bom and not o.dnp and not ol.dnp
          and not ol.exclude_from_bom and ol.parent_position is not distinct from l.parent_position
      ) as twice
      from touched t
    )
    update bom_lines l set flags = case when j.twice
      then array(select flag from unnest(array_append(l.flags, 'BOM-E093')) flag order by flag)
      else array_remove(l.flags, 'BOM-E093') end
    from judged j where l.id = j.id and l.org_id = ${revision.orgId} and ('BOM-E093' = any(l.flags)) <> j.twice`)
}

/** Keeps what lists show of a revision true, and makes what somebody else saw of it old. */
export async function countLines(
  { db }: MemberCtx,
  { revision }: Draft,
  { lines = 0, placements = 0 }: Readonly<{ lines?: number; placements?: number }>,
): Promise<void> {
  await db
    .update(bomRevisions)
    .set({
      lineCount: sql`${bomRevisions.lineCount} + ${lines}`,
      placementCount: sql`${bomRevisions.placementCount} + ${placements}`,
      version: sql`${bomRevisions.version} + 1`,
    })
    .where(and(eq(bomRevisions.id, revision.id), eq(bomRevisions.orgId, revision.orgId)))
}

/** Notes an edit in the chain of the brand and tells everybody who has the BOM open. */
export async function noteEdit(
  ctx: MemberCtx,
  { revision }: Draft,
  action: string,
  params: Readonly<Record<string, unknown>>,
): Promise<void> {
  recordAudit(ctx, {
    action,
    subjectId: revision.bomId,
    productId: revision.productId,
    orgs: [revision.orgId],
    params: { number: revision.number, ...params },
  })
  await announce(ctx, revision.productId, 'boms.changed', { bomId: revision.bomId })
}
