import { and, desc, eq } from 'drizzle-orm'
import { orgs } from '@/db/schema/orgs'
import { users } from '@/db/schema/people'
import { readBacks } from '@/db/schema/specs'
import { engineeringQueries } from '@/db/schema/threads'
import type { MemberCtx } from '@/server/platform/context'
import { requireSpecRevision, type SpecRevisionRow } from './access'
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

/**
 * The critical requirements of a revision with how each was read back, newest answer first: for the brand by every
 * factory, for a factory its own alone. A factory is not shown figures here: it restates them unseen.
 */
export async function listReadBacks(ctx: MemberCtx, { revisionId }: Readonly<{ revisionId: string }>) {
  const { revision, access } = await requireSpecRevision(ctx, revisionId)
  const critical = (await readRequirements(ctx, revision.id)).filter((requirement) => requirement.critical)
  const { orgId } = ctx.actor.member
  const given = await ctx.db
    .select({
      readBack: readBacks,
      by: { displayNameEn: users.displayNameEn, displayNameZh: users.displayNameZh },
      partner: { id: orgs.id, legalNameEn: orgs.legalNameEn, legalNameZh: orgs.legalNameZh },
      eq: engineeringQueries.code,
    })
    .from(readBacks)
    .innerJoin(users, eq(users.id, readBacks.userId))
    .leftJoin(orgs, eq(orgs.id, readBacks.partnerOrgId))
    .leftJoin(engineeringQueries, eq(engineeringQueries.threadId, readBacks.threadId))
    .where(
      and(
        eq(readBacks.specId, revision.specId),
        access.side === 'brand' ? eq(readBacks.orgId, orgId) : eq(readBacks.partnerOrgId, orgId),
      ),
    )
    .orderBy(desc(readBacks.createdAt), desc(readBacks.id))
  return critical.map((requirement) => {
    const hash = requirementHash(requirement)
    const answers = given
      .filter(({ readBack }) => readBack.requirementId === requirement.id)
      .map(
        ({
          readBack: { id, restated, words, method, instrument, matches, threadId, createdAt, ...rest },
          ...named
        }) => ({
          ...{ id, restated, words, method, instrument, matches, threadId, createdAt, ...named },
          /** The requirement says something else now than when this was read back. */
          outdated: rest.requirementHash !== hash,
        }),
      )
    const [newest] = answers
    return {
      requirementId: requirement.id,
      code: requirement.code,
      section: requirement.section,
      kind: requirement.kind,
      title: requirement.title,
      condition: requirement.condition,
      answers,
      /** For a factory: whether its newest answer is right for what stands there now. */
      done: newest !== undefined && newest.matches && !newest.outdated,
    }
  })
}
export type ReadBackView = Awaited<ReturnType<typeof listReadBacks>>[number]
