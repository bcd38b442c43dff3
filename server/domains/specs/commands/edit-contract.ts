import { and, eq, sql } from 'drizzle-orm'
import { cloudContracts, specRevisions } from '@/db/schema/specs'
import { remember } from '@/server/domains/language/commands/remember'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { revisePurposes } from '../contracts/starter'
import { validateContract } from '../contracts/validate'
import type { EditContract, RemoveContract } from '../inputs'
import { requireDraft, requireEdit, requireIsDraft, requireSpecRevision } from '../queries/access'
import { readContract } from '../queries/contracts'
import { announce } from './announce'
import { record } from './review-revision'

/**
 * Replaces the cloud contract of a draft, or gives it its first. Only a whole and valid contract is stored; what is wrong
 * with another is said by `checkContract`. Errors: specs.contractInvalid, specs.contractStale.
 */
export async function editContract(ctx: MemberCtx, input: EditContract): Promise<{ version: number }> {
  const { revision, spec } = await requireDraft(ctx, input.revisionId)
  const checked = validateContract(input.contract)
  if (!checked.ok) throw new DomainError('invalid', 'specs.contractInvalid', { count: checked.problems.length })
  const hand = { userId: ctx.actor.userId, at: ctx.now() }
  const before = (await readContract(ctx, revision.id))?.contract ?? null
  const contract = revisePurposes(before, checked.contract, input.said, hand)
  const change = { contractVersion: contract.version, body: contract, updatedBy: ctx.actor.userId }
  const written =
    input.version === 0
      ? await ctx.db
          .insert(cloudContracts)
          .values({
            ...change,
            revisionId: revision.id,
            orgId: spec.orgId,
            productId: spec.productId,
            specId: spec.id,
            // Above every version of one that was removed, so that nobody saves over this one what they made of that.
            version: revision.version,
          })
          .onConflictDoNothing()
          .returning({ version: cloudContracts.version })
      : await ctx.db
          .update(cloudContracts)
          .set({ ...change, version: sql`${cloudContracts.version} + 1` })
          .where(
            and(
              eq(cloudContracts.revisionId, revision.id),
              eq(cloudContracts.orgId, spec.orgId),
              eq(cloudContracts.version, input.version),
            ),
          )
          .returning({ version: cloudContracts.version })
  const [done] = written
  if (!done) throw new DomainError('conflict', 'specs.contractStale')
  for (const { purpose } of contract.channels) await remember(ctx, purpose)
  record(ctx, 'specs.editContract', spec, revision, [spec.orgId], { contract: contract.version })
  await announce(ctx, { type: 'specs.changed', spec, revisionId: revision.id })
  return done
}

/**
 * Takes the cloud contract out of a draft: the device talks to no cloud. The revision moves on with it, so whoever is
 * about to submit the one with the contract is told first.
 */
export async function removeContract(ctx: MemberCtx, input: RemoveContract): Promise<void> {
  const { revision, spec, access } = await requireSpecRevision(ctx, input.revisionId, 'update')
  requireEdit(access)
  requireIsDraft(revision)
  const gone = await ctx.db
    .delete(cloudContracts)
    .where(
      and(
        eq(cloudContracts.revisionId, revision.id),
        eq(cloudContracts.orgId, spec.orgId),
        eq(cloudContracts.version, input.version),
      ),
    )
    .returning({ contractVersion: cloudContracts.contractVersion })
  const [old] = gone
  if (!old) throw new DomainError('conflict', 'specs.contractStale')
  const moved = await ctx.db
    .update(specRevisions)
    .set({ version: Math.max(revision.version, input.version) + 1 })
    .where(
      and(
        eq(specRevisions.id, revision.id),
        eq(specRevisions.orgId, spec.orgId),
        eq(specRevisions.version, revision.version),
      ),
    )
    .returning({ id: specRevisions.id })
  if (moved.length === 0) throw new DomainError('conflict', 'specs.stale')
  record(ctx, 'specs.removeContract', spec, revision, [spec.orgId], { contract: old.contractVersion })
  await announce(ctx, { type: 'specs.changed', spec, revisionId: revision.id })
}
