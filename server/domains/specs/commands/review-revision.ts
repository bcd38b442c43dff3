import { and, eq, sql } from 'drizzle-orm'
import { productParties } from '@/db/schema/products'
import { specReviews, specSignatures } from '@/db/schema/specs'
import { bilingualOf } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import { recordAudit } from '@/server/platform/journal'
import type { ReasonedStep, SignRevision, SubmitRevision } from '../inputs'
import { specRevisionLifecycle } from '../lifecycle'
import { maySignAs } from '../policy'
import { requireEdit, requirePropose, requireSpecRevision, type SpecRevisionRow, type SpecRow } from '../queries/access'
import { contentHashOf } from '../queries/content-hash'
import { checkRevision } from '../queries/check-revision'
import type { ContractStanding } from '../queries/contracts'
import { approvesAlone, openSlots, slotOf, validSignatures, type RequiredSignature } from '../rules/sign-off'
import { blocks } from '../rules/checks'
import { headOf } from '../rules/head'
import { announce } from './announce'
import { copyRevision } from './copy-revision'
import { writeState } from './write-state'

/**
 * Puts a draft before those who sign. From here on its content is frozen and has a hash. Refused while a check blocks
 * (specs.checksBlock), without requirements, or where nobody of the brand would sign.
 */
export async function submitRevision(ctx: MemberCtx, input: SubmitRevision): Promise<{ contentHash: string }> {
  const { revision, spec, access } = await requireSpecRevision(ctx, input.revisionId, 'update')
  requireEdit(access)
  const state = specRevisionLifecycle.next(revision.state, 'submit')
  const partnerOrgId = input.partnerOrgId === null ? null : await requirePartner(ctx, spec, input.partnerOrgId)
  const requiredSignatures = validSignatures(input.signatures, partnerOrgId !== null)
  if (requiredSignatures === null) throw new DomainError('invalid', 'specs.signaturesInvalid')
  const { checks, count, contract } = await checkRevision(ctx, revision.id)
  if (count === 0) throw new DomainError('conflict', 'specs.nothingToReview')
  if (blocks(checks)) {
    const blocking = checks.filter((check) => check.blocking)
    throw new DomainError('conflict', 'specs.checksBlock', {
      count: blocking.length,
      requirement: blocking[0]?.requirement ?? '',
    })
  }
  requireContractVersion(contract)
  const contentHash = await contentHashOf(ctx, spec, revision)
  const note = input.note.en === '' && input.note.zh === '' ? null : bilingualOf(ctx.actor.locale, input.note)
  await writeState(ctx, revision, input.version, { state, contentHash, head: headOf(spec, revision), note })
  await ctx.db.insert(specReviews).values({
    revisionId: revision.id,
    orgId: spec.orgId,
    partnerOrgId,
    productId: spec.productId,
    specId: spec.id,
    requiredSignatures,
    submittedBy: ctx.actor.userId,
    submittedAt: ctx.now(),
  })
  record(ctx, 'specs.submitRevision', spec, revision, [spec.orgId, partnerOrgId], { hash: contentHash })
  await announce(ctx, { type: 'specs.submitted', spec, revisionId: revision.id })
  return { contentHash }
}

/** A factory that is on the product and may see its specifications. */
async function requirePartner({ db }: MemberCtx, { orgId, productId }: SpecRow, partnerOrgId: string): Promise<string> {
  const [party] = await db
    .select({ orgId: productParties.orgId })
    .from(productParties)
    .where(
      and(
        eq(productParties.productId, productId),
        eq(productParties.ownerOrgId, orgId),
        eq(productParties.orgId, partnerOrgId),
        eq(productParties.role, 'manufacturer'),
        eq(productParties.state, 'active'),
        sql`'specs' = any(${productParties.grants})`,
      ),
    )
  if (!party) throw new DomainError('notFound', 'specs.partnerNotFound')
  return partnerOrgId
}

/** A contract that changed needs a version that says by how much. */
export function requireContractVersion(contract: ContractStanding | null): void {
  if (contract?.versionProblem)
    throw new DomainError('conflict', 'specs.contractVersion', {
      version: contract.version,
      required: contract.requiredVersion ?? '',
    })
}

type Review = typeof specReviews.$inferSelect

/** The review of a revision, for the brand and the factory that signs; NOT_FOUND for another factory. */
async function requireReview({ db, actor }: MemberCtx, revision: SpecRevisionRow): Promise<Review> {
  const { orgId } = actor.member
  const [review] = await db
    .select()
    .from(specReviews)
    .where(
      and(
        eq(specReviews.revisionId, revision.id),
        sql`(${specReviews.orgId} = ${orgId} or ${specReviews.partnerOrgId} = ${orgId})`,
      ),
    )
  if (!review) throw new DomainError('notFound', 'specs.reviewNotFound')
  return review
}

/**
 * One of the required signatures, bound to the hash that was on the signer's screen. One person signs once, in one
 * capacity. The last one approves the revision; refused where nobody but the submitter would have (specs.anotherMustSign).
 */
export async function signRevision(ctx: MemberCtx, input: SignRevision): Promise<{ approved: boolean }> {
  const { revision, spec, access } = await requireSpecRevision(ctx, input.revisionId, 'update')
  const review = await requireReview(ctx, revision)
  requirePropose(access)
  specRevisionLifecycle.next(revision.state, 'sign')
  const wanted: RequiredSignature = { side: access.side, role: input.role }
  if (!maySignAs(ctx.actor.member.role, input.role)) throw new DomainError('forbidden', 'specs.notYourSignature')
  if (input.contentHash !== revision.contentHash) throw new DomainError('conflict', 'specs.contentChanged')
  const given = await ctx.db
    .select({ slot: specSignatures.slot, userId: specSignatures.userId })
    .from(specSignatures)
    .where(eq(specSignatures.revisionId, revision.id))
  if (given.some(({ userId }) => userId === ctx.actor.userId)) throw new DomainError('conflict', 'specs.alreadySigned')
  const open = openSlots(review.requiredSignatures, given)
  if (!open.includes(slotOf(wanted))) throw new DomainError('conflict', 'specs.noSuchSignature')
  const approved = open.length === 1
  if (approvesAlone(review, given, ctx.actor.userId)) throw new DomainError('forbidden', 'specs.anotherMustSign')
  const { orgId, partnerOrgId, productId, specId } = review
  await ctx.db.insert(specSignatures).values({
    id: newId('signature'),
    orgId,
    partnerOrgId,
    productId,
    specId,
    revisionId: revision.id,
    signerOrgId: ctx.actor.member.orgId,
    userId: ctx.actor.userId,
    slot: slotOf(wanted),
    contentHash: input.contentHash,
    signedAt: ctx.now(),
  })
  if (approved) {
    const state = specRevisionLifecycle.next(revision.state, 'approve')
    await writeState(ctx, revision, revision.version, { state })
  }
  const params = { hash: input.contentHash, capacity: slotOf(wanted) }
  record(ctx, 'specs.signRevision', spec, revision, [orgId, partnerOrgId], params)
  await announce(ctx, { type: approved ? 'specs.approved' : 'specs.signed', spec, revisionId: revision.id })
  return { approved }
}

/** Sends a revision back, by the brand or the factory that was asked to sign, with what has to change. */
export async function requestChanges(ctx: MemberCtx, input: ReasonedStep): Promise<void> {
  const { revision, spec, access } = await requireSpecRevision(ctx, input.revisionId, 'update')
  const review = await requireReview(ctx, revision)
  requirePropose(access)
  const state = specRevisionLifecycle.next(revision.state, 'requestChanges')
  const reason = bilingualOf(ctx.actor.locale, input.reason)
  await writeState(ctx, revision, input.version, { state, reason })
  record(ctx, 'specs.requestChanges', spec, revision, [review.orgId, review.partnerOrgId], {
    reason: reason[reason.source],
  })
  await announce(ctx, { type: 'specs.sentBack', spec, revisionId: revision.id })
}

/**
 * Goes on editing: the frozen revision ends withdrawn, its signatures with it, and a new draft begins with what it says.
 */
export async function withdrawRevision(ctx: MemberCtx, input: ReasonedStep): Promise<{ revisionId: string }> {
  const { revision, spec, access } = await requireSpecRevision(ctx, input.revisionId, 'update')
  requireEdit(access)
  const state = specRevisionLifecycle.next(revision.state, 'withdraw')
  const reason = bilingualOf(ctx.actor.locale, input.reason)
  const review = await requireReview(ctx, revision)
  await writeState(ctx, revision, input.version, { state, reason: revision.reason ?? reason })
  const draft = await copyRevision(ctx, spec, revision)
  record(ctx, 'specs.withdrawRevision', spec, revision, [review.orgId, review.partnerOrgId], {
    reason: reason[reason.source],
    next: draft.number,
  })
  await announce(ctx, { type: 'specs.changed', spec, revisionId: draft.revisionId })
  return { revisionId: draft.revisionId }
}

/** Notes a step of a revision in the chains of those it concerns. */
export function record(
  ctx: MemberCtx,
  action: string,
  spec: SpecRow,
  revision: Pick<SpecRevisionRow, 'number' | 'letter'>,
  orgs: readonly (string | null)[],
  params: Readonly<Record<string, unknown>> = {},
): void {
  recordAudit(ctx, {
    action,
    subjectId: spec.id,
    productId: spec.productId,
    orgs: [...new Set(orgs.filter((orgId) => orgId !== null))],
    params: { number: spec.number, revision: revision.letter ?? revision.number, ...params },
  })
}
