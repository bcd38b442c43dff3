import { and, eq, inArray } from 'drizzle-orm'
import { members } from '@/db/schema/orgs'
import { users } from '@/db/schema/people'
import { requirements, specRevisions } from '@/db/schema/specs'
import type { MemberCtx } from '@/server/platform/context'
import { changesBetween, type FieldChange } from '../rules/diff'
import { knownTo, requireRequirement, requireSpecRevision } from './access'
import { asRequirement, readRequirements } from './requirements'

/**
 * All requirements of a revision in the order of the document, with the names of their owners. Whole, because people
 * filter, search and compare a specification while they read it, and a large one is a few hundred kilobytes.
 */
export async function listRequirements(ctx: MemberCtx, { revisionId }: Readonly<{ revisionId: string }>) {
  const { access } = await requireSpecRevision(ctx, revisionId)
  const list = await readRequirements(ctx, revisionId)
  const ownerIds = [...new Set(list.flatMap(({ ownerId }) => ownerId ?? []))]
  const owners =
    ownerIds.length === 0
      ? []
      : await ctx.db
          .selectDistinct({ id: users.id, displayNameEn: users.displayNameEn, displayNameZh: users.displayNameZh })
          .from(users)
          .innerJoin(members, eq(members.userId, users.id))
          .where(and(inArray(users.id, ownerIds), knownTo(ctx, access)))
  return { requirements: list, owners }
}

/** One requirement of a revision, and what it said in earlier ones: each revision in which it changed, newest first. */
export async function getRequirement(
  ctx: MemberCtx,
  { revisionId, requirementId }: Readonly<{ revisionId: string; requirementId: string }>,
) {
  const { revision } = await requireSpecRevision(ctx, revisionId)
  const row = await requireRequirement(ctx, revision, requirementId)
  const states = await ctx.db
    .select({
      revision: { id: specRevisions.id, number: specRevisions.number, letter: specRevisions.letter },
      at: specRevisions.createdAt,
      requirement: requirements,
    })
    .from(requirements)
    .innerJoin(specRevisions, eq(specRevisions.id, requirements.revisionId))
    .where(and(eq(requirements.requirementId, requirementId), eq(requirements.specId, revision.specId)))
    .orderBy(specRevisions.ordinal)
  const history = states.flatMap(({ requirement, ...at }, index) => {
    const earlier = states[index - 1]?.requirement
    const changes: FieldChange[] = earlier ? changesBetween(asRequirement(earlier), asRequirement(requirement)) : []
    return index === 0 || changes.length > 0 ? [{ ...at, changes }] : []
  })
  return { requirement: asRequirement(row), updatedAt: row.updatedAt, history: history.toReversed() }
}
