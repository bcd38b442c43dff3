import { eq, sql } from 'drizzle-orm'
import { requirements } from '@/db/schema/specs'
import type { MemberCtx } from '@/server/platform/context'
import type { SpecRevisionRow } from '../queries/access'
import type { Placed } from '../rules/ordering'

/** The requirements of a draft in their order, held until the transaction ends, so that two moves follow each other. */
export const holdOrder = ({ db }: MemberCtx, revisionId: string): Promise<Placed[]> =>
  db
    .select({ id: requirements.requirementId, position: requirements.position })
    .from(requirements)
    .where(eq(requirements.revisionId, revisionId))
    .orderBy(requirements.position, requirements.requirementId)
    .for('update')

/** Gives requirements of a draft other positions. */
export async function writePositions(
  ctx: MemberCtx,
  { id: revisionId, orgId }: Pick<SpecRevisionRow, 'id' | 'orgId'>,
  placed: readonly Placed[],
): Promise<void> {
  if (placed.length === 0) return
  const [ids, positions] = [placed.map(({ id }) => id), placed.map(({ position }) => position)]
  await ctx.db.execute(sql`update ${requirements} set position = placed.position
    from unnest(${sql.param(ids)}::text[], ${sql.param(positions)}::int[]) as placed (id, position)
    where ${requirements.revisionId} = ${revisionId} and ${requirements.orgId} = ${orgId} and ${requirements.requirementId} = placed.id`)
}
