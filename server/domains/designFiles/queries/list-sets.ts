import { and, asc, eq, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { designFiles, designRevisions, designSets } from '@/db/schema/designFiles'
import type { MemberCtx } from '@/server/platform/context'
import { requireDesigns } from './access'

/** The design sets of a product with their newest revision and the release in force; archived ones last. */
export async function listSets(ctx: MemberCtx, { productId }: Readonly<{ productId: string }>) {
  const access = await requireDesigns(ctx, productId)
  const release = alias(designRevisions, 'release')
  const kept = sql`${designFiles.revisionId} = ${designRevisions.id} and ${designFiles.removedAt} is null`
  const sets = await ctx.db
    .select({
      id: designSets.id,
      number: designSets.number,
      name: designSets.name,
      version: designSets.version,
      archivedAt: designSets.archivedAt,
      current: {
        id: designRevisions.id,
        number: designRevisions.number,
        letter: designRevisions.letter,
        state: designRevisions.state,
        updatedAt: designRevisions.updatedAt,
      },
      released: { letter: release.letter, releasedAt: release.releasedAt },
      files: sql<number>`(select count(*)::int from ${designFiles} where ${kept})`,
      bytes: sql<number>`(select coalesce(sum(size), 0)::float8 from ${designFiles} where ${kept})`,
    })
    .from(designSets)
    .innerJoin(designRevisions, eq(designRevisions.id, designSets.currentRevisionId))
    .leftJoin(release, eq(release.id, designSets.releasedRevisionId))
    .where(and(eq(designSets.productId, productId), eq(designSets.orgId, access.orgId)))
    .orderBy(sql`${designSets.archivedAt} is not null`, asc(designSets.number))
  return { sets, mayEdit: access.edit, owner: access.owner }
}
export type DesignSetSummary = Awaited<ReturnType<typeof listSets>>['sets'][number]
