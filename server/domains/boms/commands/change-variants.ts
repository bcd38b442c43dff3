import { and, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { bomLines, bomRevisions } from '@/db/schema/boms'
import { bilingualOf, reviseText } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { recordAudit } from '@/server/platform/journal'
import type { addVariantInput, removeVariantInput, renameVariantInput, setFittedInput } from '../inputs'
import { requireDraft } from '../queries/draft'
import { requireVariant, withoutVariant, withRenamed, withVariant, type BomVariant } from '../rules/variants'
import { announce } from './announce'

type Draft = Awaited<ReturnType<typeof requireDraft>>

/** Gives a draft one more way to be built; every line is fitted in it until somebody says otherwise. */
export async function addVariant(
  ctx: MemberCtx,
  { revisionId, version, code, name }: z.infer<typeof addVariantInput>,
): Promise<void> {
  const draft = await requireDraft(ctx, revisionId)
  const added = { code, name: bilingualOf(ctx.actor.locale, name) }
  await writeVariants(ctx, draft, version, withVariant(draft.revision.variants, added))
  await tell(ctx, draft, 'boms.addVariant', { code: code.toUpperCase() })
}

/** Calls a variant otherwise; what is not fitted in it stays not fitted. */
export async function renameVariant(
  ctx: MemberCtx,
  { revisionId, version, code, newCode, name }: z.infer<typeof renameVariantInput>,
): Promise<void> {
  const draft = await requireDraft(ctx, revisionId)
  const before = requireVariant(draft.revision.variants, code).name
  const hand = { userId: ctx.actor.userId, at: ctx.now() }
  const after = { code: newCode, name: reviseText(before, { ...name, source: before.source }, hand) }
  const variants = withRenamed(draft.revision.variants, code, after)
  await writeVariants(ctx, draft, version, variants)
  const kept = variants[draft.revision.variants.findIndex((each) => each.code === code)]?.code ?? code
  if (kept !== code) await rewrite(ctx, draft, code, sql`array_replace(${bomLines.notFitted}, ${code}, ${kept})`)
  await tell(ctx, draft, 'boms.renameVariant', { code, newCode: kept })
}

/** Takes a variant away; lines forget that they were not fitted in it. */
export async function removeVariant(
  ctx: MemberCtx,
  { revisionId, version, code }: z.infer<typeof removeVariantInput>,
): Promise<void> {
  const draft = await requireDraft(ctx, revisionId)
  await writeVariants(ctx, draft, version, withoutVariant(draft.revision.variants, code))
  await rewrite(ctx, draft, code, sql`array_remove(${bomLines.notFitted}, ${code})`)
  await tell(ctx, draft, 'boms.removeVariant', { code })
}

/**
 * Says of many lines at once whether they are fitted in some variants. All of them or none: a line somebody else touched
 * since it was seen refuses the whole (`boms.lineStale`). Saying what is so already changes nothing. Answers with the
 * versions the lines have now.
 */
export async function setFitted(
  ctx: MemberCtx,
  { revisionId, lines, codes, fitted }: z.infer<typeof setFittedInput>,
): Promise<{ lineId: string; version: number }[]> {
  const draft = await requireDraft(ctx, revisionId)
  for (const code of codes) requireVariant(draft.revision.variants, code)
  const { rows } = await ctx.db.$client.query<{ lineId: string; version: number }>(
    `update bom_lines l set version = l.version + 1, not_fitted = array(
         select each from unnest(${fitted ? 'l.not_fitted' : 'l.not_fitted || $5::text[]'}) with ordinality as said(each, ordinal)
         ${fitted ? 'where each <> all($5::text[])' : ''} group by each order by min(ordinal))
       from unnest($1::text[], $2::int[]) as seen(id, version)
       where l.id = seen.id and l.version = seen.version and l.revision_id = $3 and l.org_id = $4
       returning l.id as "lineId", l.version`,
    [
      lines.map(({ lineId }) => lineId),
      lines.map(({ version }) => version),
      revisionId,
      draft.access.orgId,
      [...new Set(codes)],
    ],
  )
  if (rows.length !== new Set(lines.map(({ lineId }) => lineId)).size) {
    throw new DomainError('conflict', 'boms.lineStale')
  }
  await tell(ctx, draft, fitted ? 'boms.fitLines' : 'boms.unfitLines', { lines: rows.length, codes: codes.join(', ') })
  return rows
}

async function writeVariants(
  ctx: MemberCtx,
  { revision, access }: Draft,
  version: number,
  variants: readonly BomVariant[],
): Promise<void> {
  const written = await ctx.db
    .update(bomRevisions)
    .set({ variants: [...variants], version: sql`${bomRevisions.version} + 1` })
    .where(
      and(
        eq(bomRevisions.id, revision.id),
        eq(bomRevisions.orgId, access.orgId),
        eq(bomRevisions.version, version),
        eq(bomRevisions.state, 'draft'),
      ),
    )
    .returning({ id: bomRevisions.id })
  if (written.length === 0) throw new DomainError('conflict', 'boms.stale')
}

const rewrite = (ctx: MemberCtx, { revision, access }: Draft, code: string, notFitted: ReturnType<typeof sql>) =>
  ctx.db
    .update(bomLines)
    .set({ notFitted, version: sql`${bomLines.version} + 1` })
    .where(
      and(
        eq(bomLines.revisionId, revision.id),
        eq(bomLines.orgId, access.orgId),
        sql`${code} = any(${bomLines.notFitted})`,
      ),
    )

async function tell(
  ctx: MemberCtx,
  { revision, access }: Draft,
  action: string,
  params: Readonly<Record<string, unknown>>,
) {
  recordAudit(ctx, {
    action,
    subjectId: revision.bomId,
    productId: access.productId,
    orgs: [access.orgId],
    params: { number: revision.number, ...params },
  })
  await announce(ctx, access.productId, 'boms.changed', { bomId: revision.bomId })
}
