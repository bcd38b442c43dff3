import { and, eq, inArray, or } from 'drizzle-orm'
import { attachments } from '@/db/schema/attachments'
import { readRequirements } from '@/server/domains/specs/queries/requirements'
import type { MemberCtx } from '@/server/platform/context'
import type { GoldenRow } from '../queries/golden-access'
import type { GoldenItem } from '../rules/golden-item'
import { portableName } from '../rules/package-path'

/**
 * Files attached to the requirements of a specification, each once, those that its factory may open. The content of the
 * specification names them by id, with which their names begin.
 */
export async function attachedFiles(
  ctx: MemberCtx,
  { productId, partnerOrgId }: GoldenRow,
  revisionId: string,
): Promise<GoldenItem[]> {
  const ids = new Set((await readRequirements(ctx, revisionId)).flatMap(({ attachmentIds }) => attachmentIds))
  if (ids.size === 0) return []
  const shown = or(
    eq(attachments.audience, 'all'),
    and(eq(attachments.audience, 'pair'), eq(attachments.partnerOrgId, partnerOrgId)),
  )
  const rows = await ctx.db
    .select({ id: attachments.id, name: attachments.name, sha256: attachments.sha256, size: attachments.size })
    .from(attachments)
    .where(and(inArray(attachments.id, [...ids]), eq(attachments.productId, productId), shown))
    .orderBy(attachments.id)
  return rows.map(({ id, name, sha256, size }) => ({
    path: `specification/attachments/${id}-${portableName(name)}`,
    ...{ sha256, size },
  }))
}
