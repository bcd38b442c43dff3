import { desc, eq } from 'drizzle-orm'
import { users } from '@/db/schema/people'
import { removedRequirements } from '@/db/schema/specs'
import type { MemberCtx } from '@/server/platform/context'
import { requireDraft } from './access'

/** What was taken out of a draft and can be put back, the last one first. For whoever edits it. */
export async function listRemoved(ctx: MemberCtx, { revisionId }: Readonly<{ revisionId: string }>) {
  await requireDraft(ctx, revisionId, 'look')
  const rows = await ctx.db
    .select({
      stood: removedRequirements.stood,
      removedAt: removedRequirements.removedAt,
      removedBy: { displayNameEn: users.displayNameEn, displayNameZh: users.displayNameZh },
    })
    .from(removedRequirements)
    .innerJoin(users, eq(users.id, removedRequirements.removedBy))
    .where(eq(removedRequirements.revisionId, revisionId))
    .orderBy(desc(removedRequirements.removedAt), removedRequirements.requirementId)
  return rows.map(({ stood: { id, code, section, title }, ...how }) => ({ id, code, section, title, ...how }))
}
