import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { boms } from '@/db/schema/boms'
import { bilingualOf } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { publish, recordAudit } from '@/server/platform/journal'
import type { ReasonedStep, RevisionStep } from '../inputs'
import { revisionLifecycle } from '../lifecycle'
import { requireBom, requireRelease, type RevisionRow } from '../queries/access'
import { contentHash } from '../queries/content-hash'
import { holdRevision } from '../queries/draft'
import { otherReleasers } from '../queries/other-releasers'
import { announce } from './announce'
import { requireDraft } from './draft'
import { putInForce, requireUnblocked } from './put-in-force'
import { pinChildren, unpinChildren, writeRevision } from './write-revision'

/**
 * Puts a draft before those who release. From here on its content is frozen and has a hash. Refused while a check blocks
 * (boms.checksBlock), and with boms.changeNeeded where only an engineering change may release.
 */
export async function submitRevision(ctx: MemberCtx, input: RevisionStep): Promise<{ contentHash: string }> {
  const { revision } = await requireDraft(ctx, input.revisionId)
  const state = revisionLifecycle.next(revision.state, 'submit')
  await requireFirst(ctx, revision)
  await requireUnblocked(ctx, revision)
  await pinChildren(ctx, revision)
  const hash = await contentHash(ctx, revision.id)
  await writeRevision(ctx, revision, input.version, {
    state,
    contentHash: hash,
    submittedBy: ctx.actor.userId,
    submittedAt: ctx.now(),
    reason: null,
  })
  note(ctx, 'boms.submitRevision', revision, { hash })
  publishStep(ctx, 'boms.submitted', revision)
  await announce(ctx, revision.productId, 'boms.changed', { bomId: revision.bomId })
  return { contentHash: hash }
}

/** Sends a revision back with what has to change; it is a draft again. */
export async function sendBackRevision(ctx: MemberCtx, input: ReasonedStep): Promise<void> {
  const { revision, access } = await holdRevision(ctx, input.revisionId)
  requireRelease(access)
  const state = revisionLifecycle.next(revision.state, 'sendBack')
  // Both sides approved it as it stands; only their change gives it back.
  if (revision.changeId !== null) throw new DomainError('conflict', 'boms.belongsToChange')
  const reason = reasonOf(ctx, input)
  await writeRevision(ctx, revision, input.version, { state, reason, contentHash: null })
  await unpinChildren(ctx, revision)
  note(ctx, 'boms.sendBackRevision', revision, { reason: reason[reason.source] })
  publishStep(ctx, 'boms.sentBack', revision)
  await announce(ctx, revision.productId, 'boms.changed', { bomId: revision.bomId })
}

/** Gives up a revision that was not released. The next one begins from the release in force. */
export async function withdrawRevision(ctx: MemberCtx, input: ReasonedStep): Promise<void> {
  const { revision } = await holdRevision(ctx, input.revisionId)
  const state = revisionLifecycle.next(revision.state, 'withdraw')
  if (revision.changeId !== null) throw new DomainError('conflict', 'boms.belongsToChange')
  const reason = reasonOf(ctx, input)
  await writeRevision(ctx, revision, input.version, { state, reason })
  // What is in force is the newest again: a file is compared with it, not with what was given up.
  await ctx.db
    .update(boms)
    .set({ currentRevisionId: boms.releasedRevisionId, version: sql`${boms.version} + 1` })
    .where(
      and(
        eq(boms.id, revision.bomId),
        eq(boms.orgId, revision.orgId),
        eq(boms.currentRevisionId, revision.id),
        isNotNull(boms.releasedRevisionId),
      ),
    )
  note(ctx, 'boms.withdrawRevision', revision, { reason: reason[reason.source] })
  await announce(ctx, revision.productId, 'boms.changed', { bomId: revision.bomId })
}

/**
 * Puts the first revision of a BOM in force. By somebody else than who submitted it, where the organisation has somebody
 * else who may (boms.anotherMustRelease). Errors besides: those of `putInForce`.
 */
export async function releaseRevision(
  ctx: MemberCtx,
  input: RevisionStep,
): Promise<{ letter: string; contentHash: string }> {
  const { revision, access } = await holdRevision(ctx, input.revisionId)
  requireRelease(access)
  revisionLifecycle.next(revision.state, 'release')
  if (revision.version !== input.version) throw new DomainError('conflict', 'boms.revisionStale')
  if (revision.submittedBy === ctx.actor.userId && (await otherReleasers(ctx)).length > 0)
    throw new DomainError('forbidden', 'boms.anotherMustRelease')
  const { bom } = await requireBom(ctx, revision.bomId)
  return putInForce(ctx, { bom, revision, changeId: null })
}

/** After the first release, only a change releases. */
async function requireFirst({ db }: MemberCtx, { bomId, orgId, changeId }: RevisionRow): Promise<void> {
  const [bom] = await db
    .select({ released: boms.releasedRevisionId })
    .from(boms)
    .where(and(eq(boms.id, bomId), eq(boms.orgId, orgId)))
  if (bom?.released !== null || changeId !== null) throw new DomainError('conflict', 'boms.changeNeeded')
}

function reasonOf(ctx: MemberCtx, { reason }: ReasonedStep) {
  if (reason.en === '' && reason.zh === '') throw new DomainError('invalid', 'boms.reasonNeeded')
  return bilingualOf(ctx.actor.locale, reason)
}

function note(ctx: MemberCtx, action: string, revision: RevisionRow, params: Readonly<Record<string, unknown>>): void {
  const { bomId: subjectId, productId, orgId, number } = revision
  recordAudit(ctx, { action, subjectId, productId, orgs: [orgId], params: { number, ...params } })
}

/** What happens before a release is told to the brand alone. */
const publishStep = (ctx: MemberCtx, type: 'boms.submitted' | 'boms.sentBack', revision: RevisionRow) =>
  publish(ctx, {
    type,
    audience: [revision.orgId],
    productId: revision.productId,
    payload: { bomId: revision.bomId, revisionId: revision.id },
  })
