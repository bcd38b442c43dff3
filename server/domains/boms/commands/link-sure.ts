import { sql } from 'drizzle-orm'
import type { AnyCtx } from '@/server/platform/context'
import { recordAudit } from '@/server/platform/journal'
import { findExact } from '../queries/match-lines'

type Draft = Readonly<{ id: string; orgId: string; productId: string; bomId: string; number: string }>

/** Links the lines of a draft whose part is sure, in one statement; answers how many. For the brand or the system. */
export async function linkSure(ctx: AnyCtx, { id, orgId, productId, bomId, number }: Draft): Promise<number> {
  const sure = await findExact(ctx, { id, orgId, productId })
  if (sure.size === 0) return 0
  const { rows } = await ctx.db.execute<{ id: string }>(sql`
    update bom_lines set part_id = sure.part_id, version = bom_lines.version + 1
    from unnest(${sql.param([...sure.keys()])}::text[], ${sql.param([...sure.values()])}::text[]) as sure (line_id, part_id)
    where bom_lines.id = sure.line_id and bom_lines.revision_id = ${id} and bom_lines.org_id = ${orgId}
      and bom_lines.part_id is null
    returning bom_lines.id`)
  if (rows.length === 0) return 0
  recordAudit(ctx, {
    action: 'boms.linkExact',
    subjectId: bomId,
    productId,
    orgs: [orgId],
    params: { revisionId: id, number, count: rows.length },
  })
  return rows.length
}
