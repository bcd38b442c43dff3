import { and, eq, sql } from 'drizzle-orm'
import { designRevisions } from '@/db/schema/designFiles'
import { partiesWith } from '@/server/domains/products/queries/parties-with'
import type { AnyCtx, MemberCtx } from '@/server/platform/context'
import { publish, recordAudit } from '@/server/platform/journal'
import type { DesignFileEvent } from '../events'
import type { DesignSetRow } from '../queries/access'

/** Organisations that may see the design files of a product now. */
export const designAudience = (ctx: AnyCtx, productId: string): Promise<string[]> =>
  partiesWith(ctx, productId, 'files')

/** Counts a change of what a draft holds: whoever releases it has seen this state of it. */
export async function countChange({ db }: MemberCtx, revisionId: string): Promise<void> {
  await db
    .update(designRevisions)
    .set({ version: sql`${designRevisions.version} + 1` })
    .where(and(eq(designRevisions.id, revisionId), eq(designRevisions.state, 'draft')))
}

type OfSet = Pick<DesignSetRow, 'id' | 'orgId' | 'productId'>

/** Tells those concerned that something about a set is another way now. Ids travel, nothing else. */
export async function announce(ctx: MemberCtx, type: DesignFileEvent, set: OfSet, revisionId: string): Promise<void> {
  const audience = await designAudience(ctx, set.productId)
  publish(ctx, { type, audience, productId: set.productId, payload: { setId: set.id, revisionId } })
}

/** Notes a step in the brand's chain. */
export function record(
  ctx: MemberCtx,
  action: string,
  set: OfSet,
  params: Readonly<Record<string, unknown>>,
  orgs: readonly string[] = [set.orgId],
): void {
  recordAudit(ctx, { action, subjectId: set.id, productId: set.productId, orgs: [...orgs], params })
}
