import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { bomLines, bomRemovedLines } from '@/db/schema/boms'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import type { RemoveLines, RestoreLines } from '../inputs'
import { placementsOf } from '../rules/edit-line'
import { labelOf } from '../rules/line-state'
import { insertLines, removeLines as without, type Placed } from '../rules/outline'
import {
  countLines,
  dropOrders,
  flagDuplicates,
  noteEdit,
  readLines,
  readOutline,
  requireDraft,
  writeOutline,
} from './draft'

/** Takes lines out of a draft with everything below them. They are kept, so that `restoreLines` brings them back. */
export async function removeLines(ctx: MemberCtx, input: RemoveLines): Promise<{ batchId: string; removed: number }> {
  const draft = await requireDraft(ctx, input.revisionId)
  await readLines(ctx, draft, input.lineIds)
  const outline = await readOutline(ctx, draft)
  const { kept, gone } = without(outline, input.lineIds)
  const found = await readLines(ctx, draft, gone)
  const { revision } = draft
  const batchId = newId('bomRemoval')
  const place = new Map(
    outline.map((line, index) => [line.id, { ...line, position: index + 1, after: outline[index - 1] }]),
  )
  const given = gone.map((id) => place.get(id))
  const column = <T>(pick: (line: NonNullable<(typeof given)[number]>) => T) =>
    given.map((line) => (line ? pick(line) : null))
  await ctx.db.execute(sql`insert into bom_removed_lines
      (line_id, org_id, product_id, bom_id, revision_id, batch_id, line, refs, parent_id, after_id, position, removed_by, removed_at)
    select l.id, l.org_id, l.product_id, l.bom_id, l.revision_id, ${batchId}, to_jsonb(l),
      coalesce((select jsonb_agg(jsonb_build_object('ref', r.ref, 'ordinal', r.ordinal, 'dnp', r.dnp) order by r.ordinal)
        from bom_line_refs r where r.line_id = l.id), '[]'::jsonb),
      g.parent_id, g.after_id, l.position, ${ctx.actor.userId}, ${ctx.now().toISOString()}::timestamptz
    from unnest(${sql.param(gone)}::text[], ${sql.param(column(({ parentId }) => parentId))}::text[],
      ${sql.param(column(({ after }) => after?.id ?? null))}::text[]) as g(id, parent_id, after_id)
    join bom_lines l on l.id = g.id where l.revision_id = ${revision.id} and l.org_id = ${revision.orgId}`)
  await ctx.db
    .delete(bomLines)
    .where(and(inArray(bomLines.id, gone), eq(bomLines.revisionId, revision.id), eq(bomLines.orgId, revision.orgId)))
  await writeOutline(ctx, draft, kept)
  await settle(ctx, draft, found, -1)
  const first = found.get(gone[0] ?? '')
  await noteEdit(ctx, draft, 'boms.removeLines', { line: first ? labelOf(first.line) : '', count: gone.length })
  return { batchId, removed: gone.length }
}

/** Brings lines back that were taken out together, each to where it stood, or as near as there is a place now. */
export async function restoreLines(ctx: MemberCtx, input: RestoreLines): Promise<{ restored: number }> {
  const draft = await requireDraft(ctx, input.revisionId)
  const { revision } = draft
  const rows = await ctx.db
    .select()
    .from(bomRemovedLines)
    .where(
      and(
        eq(bomRemovedLines.batchId, input.batchId),
        eq(bomRemovedLines.revisionId, revision.id),
        eq(bomRemovedLines.orgId, revision.orgId),
      ),
    )
    .orderBy(asc(bomRemovedLines.position))
  if (rows.length === 0) throw new DomainError('notFound', 'boms.nothingToRestore')
  let outline = await readOutline(ctx, draft)
  const parked = sql`(select coalesce(max(position), 0) from bom_lines where revision_id = ${revision.id})`
  await ctx.db.execute(sql`insert into bom_lines select (jsonb_populate_record(null::bom_lines,
      r.line || jsonb_build_object('position', ${parked} + row_number() over (order by r.position), 'parent_position', null))).*
    from bom_removed_lines r where r.batch_id = ${input.batchId} and r.revision_id = ${revision.id}`)
  await ctx.db.execute(sql`insert into bom_line_refs (line_id, org_id, product_id, revision_id, ref, ordinal, dnp)
    select r.line_id, r.org_id, r.product_id, r.revision_id, x.ref, x.ordinal, x.dnp
    from bom_removed_lines r, jsonb_to_recordset(r.refs) as x(ref text, ordinal int, dnp boolean)
    where r.batch_id = ${input.batchId} and r.revision_id = ${revision.id}`)
  for (const row of rows) outline = putBack(outline, row)
  await writeOutline(ctx, draft, outline)
  await ctx.db
    .delete(bomRemovedLines)
    .where(and(eq(bomRemovedLines.batchId, input.batchId), eq(bomRemovedLines.orgId, revision.orgId)))
  const found = await readLines(
    ctx,
    draft,
    rows.map(({ lineId }) => lineId),
  )
  await settle(ctx, draft, found, 1)
  const [first] = rows
  const stands = first && found.get(first.lineId)
  await noteEdit(ctx, draft, 'boms.restoreLines', { line: stands ? labelOf(stands.line) : '', count: rows.length })
  return { restored: rows.length }
}

type Removed = typeof bomRemovedLines.$inferSelect

/** Behind the line it stood behind; else, that one being gone too, at the number it had. */
function putBack(outline: readonly Placed[], { lineId, parentId, afterId, position, line }: Removed): Placed[] {
  const level = typeof line['level'] === 'number' ? line['level'] : null
  const parent = parentId !== null && outline.some(({ id }) => id === parentId) ? parentId : null
  const behind = afterId === null ? -1 : outline.findIndex(({ id }) => id === afterId)
  const index = behind >= 0 ? behind + 1 : Math.min(position - 1, outline.length)
  const back: Placed = { id: lineId, parentId: parent, level }
  const inserted = insertLines(outline, [lineId], { at: 'after', target: null })
  // At the end first, which says whether lines have levels here; then to its place.
  const own = inserted?.at(-1)
  const placed = { ...back, level: level ?? own?.level ?? null }
  return [...outline.slice(0, index), placed, ...outline.slice(index)]
}

type Found = Awaited<ReturnType<typeof readLines>>

async function settle(ctx: MemberCtx, draft: Awaited<ReturnType<typeof requireDraft>>, found: Found, sign: 1 | -1) {
  const lines = [...found.values()].map(({ editable }) => editable)
  await flagDuplicates(
    ctx,
    draft,
    lines.flatMap(({ references }) => references.map(({ ref }) => ref)),
  )
  await dropOrders(ctx, draft, 'all')
  const placements = lines.reduce((sum, line) => sum + placementsOf(line), 0)
  await countLines(ctx, draft, { lines: sign * lines.length, placements: sign * placements })
}
