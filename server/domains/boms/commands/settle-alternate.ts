import { and, eq, sql } from 'drizzle-orm'
import { bomLines, bomRevisions } from '@/db/schema/boms'
import { alternateLifecycle } from '@/server/domains/parts/lifecycle'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { recordAudit } from '@/server/platform/journal'
import type { SettleAlternate } from '../inputs'
import { requireLine, requireRelease } from '../queries/access'
import type { LineAlternate } from '../rules/alternates'
import { partLabel, substituteKey } from '../rules/substitutions'
import { announce } from './announce'

/**
 * The brand's engineers approve, reject or retire an alternate of a line of a draft. A released BOM changes only through
 * a change (boms.revisionFrozen). Errors: boms.alternateNotFound, parts.alternate.illegalTransition.
 */
export async function settleAlternate(ctx: MemberCtx, input: SettleAlternate): Promise<void> {
  const { line, access } = await requireLine(ctx, input.lineId)
  requireRelease(access)
  const key = substituteKey({ mpn: input.mpn, manufacturer: input.manufacturer, ipn: '' })
  const found = line.alternates.find((each) => substituteKey({ ...each, ipn: '' }) === key)
  if (!found) throw new DomainError('notFound', 'boms.alternateNotFound')
  const status = alternateLifecycle.next(found.status, input.act)
  await writeAlternates(
    ctx,
    line,
    input.version,
    line.alternates.map((each) => (each === found ? { ...each, status } : each)),
  )
  recordAudit(ctx, {
    action: `boms.${input.act}Alternate`,
    subjectId: line.bomId,
    productId: line.productId,
    orgs: [line.orgId],
    params: { part: partLabel({ ...found, ipn: '' }), line: line.refs || line.mpn || String(line.position) },
  })
  await announce(ctx, line.productId, 'boms.changed', { bomId: line.bomId })
}

type Line = Pick<typeof bomLines.$inferSelect, 'id' | 'orgId' | 'revisionId'>

/** Writes the alternates of a line of a draft; compare-and-set on the line. */
export async function writeAlternates(
  { db }: MemberCtx,
  { id, orgId, revisionId }: Line,
  version: number,
  alternates: readonly LineAlternate[],
): Promise<void> {
  const [revision] = await db
    .select({ state: bomRevisions.state })
    .from(bomRevisions)
    .where(and(eq(bomRevisions.id, revisionId), eq(bomRevisions.orgId, orgId)))
    .for('update')
  if (revision?.state !== 'draft') throw new DomainError('conflict', 'boms.revisionFrozen')
  const written = await db
    .update(bomLines)
    .set({ alternates, version: sql`${bomLines.version} + 1` })
    .where(and(eq(bomLines.id, id), eq(bomLines.orgId, orgId), eq(bomLines.version, version)))
    .returning({ id: bomLines.id })
  if (written.length === 0) throw new DomainError('conflict', 'boms.lineStale')
}
