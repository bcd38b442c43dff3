import { and, desc, eq } from 'drizzle-orm'
import { readBacks } from '@/db/schema/specs'
import type { MemberCtx } from '@/server/platform/context'
import type { SpecRevisionRow } from './access'
import { requirementHash } from './content-hash'
import { readRequirements } from './requirements'

type Missing = Readonly<{ id: string; code: string }>

/**
 * Critical requirements of a revision that a factory has not read back as they stand: never, wrongly, or before they
 * were changed. The newest read-back of a requirement counts.
 */
export async function missingReadBacks(
  ctx: MemberCtx,
  revision: Pick<SpecRevisionRow, 'id' | 'specId'>,
  partnerOrgId: string,
): Promise<Missing[]> {
  const critical = (await readRequirements(ctx, revision.id)).filter((requirement) => requirement.critical)
  if (critical.length === 0) return []
  const given = await ctx.db
    .selectDistinctOn([readBacks.requirementId], {
      requirementId: readBacks.requirementId,
      matches: readBacks.matches,
      hash: readBacks.requirementHash,
    })
    .from(readBacks)
    .where(and(eq(readBacks.partnerOrgId, partnerOrgId), eq(readBacks.specId, revision.specId)))
    .orderBy(readBacks.requirementId, desc(readBacks.createdAt), desc(readBacks.id))
  const right = new Map(given.filter(({ matches }) => matches).map(({ requirementId, hash }) => [requirementId, hash]))
  return critical
    .filter((requirement) => right.get(requirement.id) !== requirementHash(requirement))
    .map(({ id, code }) => ({ id, code }))
}
