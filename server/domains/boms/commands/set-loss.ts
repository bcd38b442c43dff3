import { and, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { bomLineLosses, bomLines } from '@/db/schema/boms'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { publish, recordAudit } from '@/server/platform/journal'
import type { setLossInput } from '../inputs'
import { requireBom } from '../queries/access'
import { requireFactorySide } from '../queries/factory-side'

/**
 * A factory says what it reckons to lose of a line of the brand's BOM, and in which packs it buys. The line itself stays
 * as it is. Saying nothing in all three takes back what was said.
 */
export async function setLoss(
  ctx: MemberCtx,
  { bomId, lineKey, version, ...loss }: z.infer<typeof setLossInput>,
): Promise<void> {
  const { bom, access } = await requireBom(ctx, bomId)
  await requireFactorySide(ctx, access)
  const [line] = await ctx.db
    .select({ refs: bomLines.refs, mpn: bomLines.mpn, name: bomLines.name })
    .from(bomLines)
    .where(
      and(
        eq(bomLines.revisionId, bom.releasedRevisionId ?? bom.currentRevisionId ?? ''),
        eq(bomLines.productId, access.productId),
        eq(bomLines.key, lineKey),
      ),
    )
  if (!line) throw new DomainError('notFound', 'boms.lineNotFound')
  const partnerOrgId = ctx.actor.member.orgId
  const place = { orgId: access.orgId, productId: access.productId, bomId, partnerOrgId, lineKey }
  const mine = and(
    eq(bomLineLosses.bomId, bomId),
    eq(bomLineLosses.partnerOrgId, partnerOrgId),
    eq(bomLineLosses.lineKey, lineKey),
    eq(bomLineLosses.version, version),
  )
  const nothing = loss.attritionPct === null && loss.attritionExtra === null && loss.packMultiple === null
  const { db } = ctx
  const key = { lineKey: bomLineLosses.lineKey }
  if (nothing && version === 0) return
  const written = nothing
    ? await db.delete(bomLineLosses).where(mine).returning(key)
    : version === 0
      ? await db
          .insert(bomLineLosses)
          .values({ ...place, ...loss })
          .onConflictDoNothing()
          .returning(key)
      : await db
          .update(bomLineLosses)
          .set({ ...loss, version: sql`${bomLineLosses.version} + 1` })
          .where(mine)
          .returning(key)
  if (written.length === 0) throw new DomainError('conflict', 'boms.lineStale')
  recordAudit(ctx, {
    action: nothing ? 'boms.clearLoss' : 'boms.setLoss',
    subjectId: bomId,
    productId: access.productId,
    orgs: [access.orgId, partnerOrgId],
    params: { line: line.refs || line.mpn || line.name, ...(!nothing && loss) },
  })
  publish(ctx, {
    type: 'boms.factoryChanged',
    audience: [access.orgId, partnerOrgId],
    productId: access.productId,
    payload: { bomId },
  })
}
