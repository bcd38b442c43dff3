import type { z } from 'zod'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { recordAudit } from '@/server/platform/journal'
import type { setSupplyInput } from '../inputs'
import type { Supply } from '../rules/supply'
import { requireDraft } from '../queries/draft'
import { announce } from './announce'

const actions: Record<Supply, string> = {
  factory: 'boms.supplyByFactory',
  brand: 'boms.supplyByBrand',
  dnp: 'boms.leaveOff',
}

/**
 * Says of many lines of a draft at once who brings the parts, or that they are not placed. Lines it already says so of are
 * left alone. Who brings a part also places it: a line that was left off is fitted again.
 */
export async function setSupply(
  ctx: MemberCtx,
  { revisionId, lines, supply }: z.infer<typeof setSupplyInput>,
): Promise<{ changed: number }> {
  const { revision, access } = await requireDraft(ctx, revisionId)
  const dnp = supply === 'dnp'
  const { $client } = ctx.db
  const lineIds = lines.map(({ lineId }) => lineId)
  const seen = await $client.query(
    `select 1 from bom_lines l join unnest($3::text[], $4::int[]) as seen(id, version) using (id, version)
     where l.revision_id = $1 and l.product_id = $2`,
    [revisionId, access.productId, lineIds, lines.map(({ version }) => version)],
  )
  if (seen.rowCount !== lines.length) throw new DomainError('conflict', 'boms.linesStale')
  const set = dnp ? 'dnp = true' : 'dnp = false, supplied_by = $4'
  const differs = dnp ? 'not dnp' : '(dnp or supplied_by <> $4)'
  const { rows } = await $client.query<{ id: string }>(
    `update bom_lines l set ${set}, version = l.version + 1, refs = case when l.dnp = ${dnp} then l.refs else replace(l.refs, '(DNP)', '') end
     where revision_id = $1 and product_id = $2 and id = any($3) and ${differs} returning id`,
    [revisionId, access.productId, lineIds, ...(dnp ? [] : [supply])],
  )
  if (rows.length === 0) return { changed: 0 }
  const changed = rows.map(({ id }) => id)
  await $client.query(
    `update bom_line_refs f set dnp = l.dnp from bom_lines l
     where f.line_id = l.id and l.id = any($1) and f.dnp <> l.dnp and (l.dnp or not exists (
       select 1 from bom_line_refs o where o.line_id = l.id and not o.dnp))`,
    [changed],
  )
  await $client.query(
    `update bom_revisions r set version = r.version + 1, placement_count = (
       select coalesce(sum(case when l.dnp or l.exclude_from_bom then 0
         when l.ref_count > 0 then (select count(*) from bom_line_refs f where f.line_id = l.id and not f.dnp)
         when l.quantity = trunc(l.quantity) and l.quantity < 1e9 then l.quantity::bigint else 0 end), 0)
       from bom_lines l where l.revision_id = r.id) where r.id = $1`,
    [revisionId],
  )
  recordAudit(ctx, {
    action: actions[supply],
    subjectId: revision.bomId,
    productId: access.productId,
    orgs: [access.orgId],
    params: { number: revision.number, count: changed.length },
  })
  await announce(ctx, access.productId, 'boms.changed', { bomId: revision.bomId })
  return { changed: changed.length }
}
