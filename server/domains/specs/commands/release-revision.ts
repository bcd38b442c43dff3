import { and, eq, inArray, sql } from 'drizzle-orm'
import { redlines, specReviews, specRevisions, specs } from '@/db/schema/specs'
import { bilingualOf } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import type { ReasonedStep, RevisionStep } from '../inputs'
import { specRevisionLifecycle } from '../lifecycle'
import {
  requireEdit,
  requireRelease,
  requireSpec,
  requireSpecRevision,
  type SpecRevisionRow,
  type SpecRow,
} from '../queries/access'
import { checkRevision } from '../queries/check-revision'
import { missingReadBacks } from '../queries/read-backs'
import { blocks } from '../rules/checks'
import { nextLetter } from '@/server/kernel/revision-number'
import { announce, specAudience } from './announce'
import { askForAcknowledgement } from './ask-for-acknowledgement'
import { copyRevision } from './copy-revision'
import { record, requireContractVersion } from './review-revision'
import { writeState } from './write-state'

/**
 * Makes an approved revision the one that binds, under the next letter; the one before is superseded in the same
 * transaction, and every partner that may see it is asked to acknowledge within three of its working days. Refused while
 * a check blocks, a redline is open, or the signing factory has not read back every critical requirement as it stands.
 */
export async function releaseRevision(ctx: MemberCtx, input: RevisionStep): Promise<{ letter: string }> {
  const { revision, spec, access } = await requireSpecRevision(ctx, input.revisionId, 'update')
  requireRelease(access)
  const state = specRevisionLifecycle.next(revision.state, 'release')
  const { checks, contract } = await checkRevision(ctx, revision.id)
  if (blocks(checks))
    throw new DomainError('conflict', 'specs.checksBlock', {
      count: checks.filter(({ blocking }) => blocking).length,
      requirement: checks.find(({ blocking }) => blocking)?.requirement ?? '',
    })
  requireContractVersion(contract)
  await requireNoOpenRedline(ctx, spec)
  const [review] = await ctx.db.select().from(specReviews).where(eq(specReviews.revisionId, revision.id))
  if (review?.partnerOrgId) {
    const missing = await missingReadBacks(ctx, revision, review.partnerOrgId)
    if (missing.length > 0)
      throw new DomainError('conflict', 'specs.readBackMissing', {
        count: missing.length,
        requirement: missing[0]?.code ?? '',
      })
  }
  const letter = nextLetter(spec.releasedLetter)
  const now = ctx.now()
  const before = spec.releasedRevisionId
  await writeState(ctx, revision, input.version, { state, letter, releasedAt: now, releasedBy: ctx.actor.userId })
  if (before !== null) await supersede(ctx, before)
  const pointed = await ctx.db
    .update(specs)
    .set({ releasedRevisionId: revision.id, releasedLetter: letter, version: sql`${specs.version} + 1` })
    .where(and(eq(specs.id, spec.id), eq(specs.orgId, spec.orgId), eq(specs.version, spec.version)))
    .returning({ id: specs.id })
  if (pointed.length === 0) throw new DomainError('conflict', 'specs.stale')
  await askForAcknowledgement(ctx, { specId: spec.id }, now)
  const audience = await specAudience(ctx, spec.productId)
  for (const orgId of audience)
    record(ctx, 'specs.releaseRevision', spec, { ...revision, letter }, [orgId], { hash: revision.contentHash ?? '' })
  await announce(ctx, { type: 'specs.released', spec, revisionId: revision.id, audience })
  return { letter }
}

async function requireNoOpenRedline({ db }: MemberCtx, spec: SpecRow): Promise<void> {
  const [open] = await db
    .select({ code: redlines.code })
    .from(redlines)
    .where(
      and(eq(redlines.specId, spec.id), eq(redlines.orgId, spec.orgId), inArray(redlines.state, ['open', 'countered'])),
    )
    .limit(1)
  if (open) throw new DomainError('conflict', 'specs.redlineOpen', { requirement: open.code })
}

/** Two releases cannot overtake each other: the row that pointed at the old one is held. */
async function supersede(ctx: MemberCtx, revisionId: string): Promise<void> {
  const [old] = await ctx.db.select().from(specRevisions).where(eq(specRevisions.id, revisionId)).for('update')
  if (!old) return
  await writeState(ctx, old, old.version, { state: specRevisionLifecycle.next(old.state, 'supersede') })
}

/** Takes a release out of force with a reason: nothing new may be ordered or built from it until it is resumed. */
export async function suspendRevision(ctx: MemberCtx, input: ReasonedStep): Promise<void> {
  const { revision, spec, access } = await requireSpecRevision(ctx, input.revisionId, 'update')
  requireRelease(access)
  const state = specRevisionLifecycle.next(revision.state, 'suspend')
  const reason = bilingualOf(ctx.actor.locale, input.reason)
  await writeState(ctx, revision, input.version, { state, reason, suspendedBy: ctx.actor.userId })
  await tellAll(ctx, 'specs.suspendRevision', 'specs.suspended', spec, revision, { reason: reason[reason.source] })
}

/** Puts a suspended release back in force; by another person than the one who suspended it, or an owner. */
export async function resumeRevision(ctx: MemberCtx, input: RevisionStep): Promise<void> {
  const { revision, spec, access } = await requireSpecRevision(ctx, input.revisionId, 'update')
  requireRelease(access)
  const state = specRevisionLifecycle.next(revision.state, 'resume')
  const { userId, member } = ctx.actor
  if (revision.suspendedBy === userId && member.role !== 'owner')
    throw new DomainError('forbidden', 'specs.anotherMustResume')
  await writeState(ctx, revision, input.version, { state, reason: null, suspendedBy: null })
  await tellAll(ctx, 'specs.resumeRevision', 'specs.resumed', spec, revision)
}

async function tellAll(
  ctx: MemberCtx,
  action: string,
  type: 'specs.suspended' | 'specs.resumed',
  spec: SpecRow,
  revision: SpecRevisionRow,
  params: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const audience = await specAudience(ctx, spec.productId)
  for (const orgId of audience) record(ctx, action, spec, revision, [orgId], params)
  await announce(ctx, { type, spec, revisionId: revision.id, audience })
}

/** Begins the next working revision of a document from its released or suspended one. */
export async function startDraft(
  ctx: MemberCtx,
  { specId }: Readonly<{ specId: string }>,
): Promise<{ revisionId: string }> {
  const { spec, access } = await requireSpec(ctx, specId)
  requireEdit(access)
  const { revision } = await requireSpecRevision(ctx, spec.currentRevisionId ?? '', 'update')
  if (revision.state !== 'released' && revision.state !== 'suspended')
    throw new DomainError('conflict', 'specs.draftExists')
  const draft = await copyRevision(ctx, spec, revision)
  record(ctx, 'specs.startDraft', spec, { number: draft.number, letter: null }, [spec.orgId], {
    from: revision.letter ?? revision.number,
  })
  await announce(ctx, { type: 'specs.changed', spec, revisionId: draft.revisionId })
  return { revisionId: draft.revisionId }
}
