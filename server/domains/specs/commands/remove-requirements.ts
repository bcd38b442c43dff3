import { and, eq, inArray } from 'drizzle-orm'
import { removedRequirements, requirements } from '@/db/schema/specs'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import type { RemoveRequirements } from '../inputs'
import { requireDraft } from '../queries/access'
import { asRequirement } from '../queries/requirements'
import { mostRequirements } from '../rules/limits'
import { putBack } from '../rules/ordering'
import { announce } from './announce'
import { insertRequirements } from './insert-requirements'
import { noteDraft, shownCodes, type Draft } from './note-draft'
import { holdOrder, writePositions } from './write-positions'

/**
 * Takes requirements out of a draft; they can be put back as long as it is one. Their codes are never given again;
 * earlier revisions keep them.
 */
export async function removeRequirements(ctx: MemberCtx, { revisionId, requirementIds }: RemoveRequirements) {
  await takeOut(ctx, await requireDraft(ctx, revisionId), requirementIds)
}

/**
 * Removes from a draft that is held. With `judged`, the versions somebody decided on, anything saved or removed since
 * is refused with specs.requirementStale and stays.
 */
export async function takeOut(
  ctx: MemberCtx,
  draft: Draft,
  requirementIds: readonly string[],
  judged?: ReadonlyMap<string, number>,
): Promise<void> {
  const { revision, spec } = draft
  const order = await holdOrder(ctx, revision.id)
  const gone = await ctx.db
    .delete(requirements)
    .where(
      and(
        eq(requirements.revisionId, revision.id),
        eq(requirements.orgId, spec.orgId),
        inArray(requirements.requirementId, [...requirementIds]),
      ),
    )
    .returning()
  if (judged) {
    const versions = new Map(gone.map(({ requirementId, version }) => [requirementId, version]))
    if ([...judged].some(([id, version]) => versions.get(id) !== version))
      throw new DomainError('conflict', 'specs.requirementStale')
  }
  if (gone.length === 0) throw new DomainError('notFound', 'specs.requirementNotFound')
  const at = new Map(order.map(({ id }, index) => [id, index]))
  const neighbour = (id: string, by: number) => order[(at.get(id) ?? -2) + by] ?? null
  await ctx.db.insert(removedRequirements).values(
    gone.map((row) => ({
      revisionId: revision.id,
      requirementId: row.requirementId,
      orgId: row.orgId,
      productId: row.productId,
      specId: row.specId,
      stood: asRequirement(row),
      between: { behind: neighbour(row.requirementId, -1), ahead: neighbour(row.requirementId, 1) },
      removedBy: ctx.actor.userId,
      removedAt: ctx.now(),
    })),
  )
  const codes = gone.map(({ code }) => code).toSorted((a, b) => (a < b ? -1 : 1))
  noteDraft(ctx, 'specs.removeRequirements', draft, {
    codes: shownCodes(codes),
    count: codes.length,
    removed: gone.slice(0, 200).map(({ code, title, values }) => ({ code, title, values })),
  })
  await announce(ctx, { type: 'specs.changed', spec, revisionId: revision.id })
}

/**
 * Puts removed requirements of a draft back: the same id, number and words, where they stood. What was put back
 * already is left as it is; specs.removedNotFound where that is all of it.
 */
export async function restoreRequirements(
  ctx: MemberCtx,
  { revisionId, requirementIds }: RemoveRequirements,
): Promise<{ requirementIds: string[] }> {
  const draft = await requireDraft(ctx, revisionId)
  const { revision, spec } = draft
  const found = await ctx.db
    .delete(removedRequirements)
    .where(
      and(
        eq(removedRequirements.revisionId, revisionId),
        eq(removedRequirements.orgId, spec.orgId),
        inArray(removedRequirements.requirementId, requirementIds),
      ),
    )
    .returning()
  if (found.length === 0) throw new DomainError('notFound', 'specs.removedNotFound')
  const order = await holdOrder(ctx, revisionId)
  if (order.length + found.length > mostRequirements)
    throw new DomainError('invalid', 'specs.tooManyRequirements', { most: mostRequirements })
  const placed = putBack(
    order,
    found.map(({ requirementId, stood, between }) => ({ id: requirementId, position: stood.position, ...between })),
  )
  const back = new Set(found.map(({ requirementId }) => requirementId))
  const positions = new Map(placed.map(({ id, position }) => [id, position]))
  const returned = found
    .map(({ stood }) => ({
      ...stood,
      position: positions.get(stood.id) ?? stood.position,
      // Whoever had it open before it was removed does not save over what happened since.
      version: stood.version + 1,
    }))
    .toSorted((a, b) => a.position - b.position)
  await insertRequirements(ctx, { ...revision, revisionId }, returned)
  await writePositions(
    ctx,
    revision,
    placed.filter(({ id }) => !back.has(id)),
  )
  const codes = returned.map(({ code }) => code).toSorted((a, b) => (a < b ? -1 : 1))
  noteDraft(ctx, 'specs.restoreRequirements', draft, { codes: shownCodes(codes), count: codes.length })
  await announce(ctx, { type: 'specs.changed', spec, revisionId })
  return { requirementIds: returned.map(({ id }) => id) }
}
