import { sql } from 'drizzle-orm'
import { bilingualOf } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import type { Waive } from '../inputs'
import { requireRelease } from '../queries/access'
import { labelOf } from '../rules/line-state'
import type { LineWaiver } from '../rules/waivers'
import { countLines, noteEdit, readLines, requireDraft } from './draft'

/**
 * Answers for lines of a draft that a release check speaks against, with a reason, or takes that back. The reason stands
 * on each line in every later revision, until its part changes. Errors: boms.reasonNeeded.
 */
export async function waiveCheck(ctx: MemberCtx, { revisionId, check, lineIds, reason }: Waive): Promise<void> {
  const draft = await requireDraft(ctx, revisionId)
  requireRelease(draft.access)
  if (reason && reason.en === '' && reason.zh === '') throw new DomainError('invalid', 'boms.reasonNeeded')
  const found = await readLines(ctx, draft, lineIds)
  const waiver: LineWaiver[] = reason
    ? [{ check, reason: bilingualOf(ctx.actor.locale, reason), userId: ctx.actor.userId, at: ctx.now().toISOString() }]
    : []
  await ctx.db.execute(sql`update bom_lines set waivers = coalesce(
      (select jsonb_agg(w) from jsonb_array_elements(waivers) w where w ->> 'check' <> ${check}), '[]'::jsonb
    ) || ${JSON.stringify(waiver)}::jsonb
    where id = any(${sql.param([...new Set(lineIds)])}::text[]) and revision_id = ${revisionId} and org_id = ${draft.revision.orgId}`)
  await countLines(ctx, draft, {})
  const [first] = found.values()
  const params = { check, count: found.size, line: first ? labelOf(first.line) : '' }
  const said = waiver[0]?.reason
  await noteEdit(
    ctx,
    draft,
    reason ? 'boms.waiveCheck' : 'boms.unwaiveCheck',
    said ? { ...params, reason: said[said.source] } : params,
  )
}
