import { and, asc, desc, eq } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { orgs } from '@/db/schema/orgs'
import { users } from '@/db/schema/people'
import { cloudContracts, specAcknowledgements, specReviews, specRevisions, specSignatures } from '@/db/schema/specs'
import type { MemberCtx } from '@/server/platform/context'
import { mayReadReason, maySignAs } from '../policy'
import { headOf } from '../rules/head'
import { approvesAlone, openSlots, slotOf } from '../rules/sign-off'
import { requireSpec, requireSpecRevision } from './access'
import { otherSigners } from './other-signers'

const person = { displayNameEn: users.displayNameEn, displayNameZh: users.displayNameZh }

/** A specification with the history of its revisions, newest first, and what the reader may do with it. */
export async function getSpec(ctx: MemberCtx, { specId }: Readonly<{ specId: string }>) {
  const { spec, access } = await requireSpec(ctx, specId)
  const releaser = alias(users, 'releaser')
  const rows = await ctx.db
    .select({
      id: specRevisions.id,
      ordinal: specRevisions.ordinal,
      number: specRevisions.number,
      letter: specRevisions.letter,
      state: specRevisions.state,
      basedOnId: specRevisions.basedOnId,
      contentHash: specRevisions.contentHash,
      head: specRevisions.head,
      note: specRevisions.note,
      reason: specRevisions.reason,
      releasedAt: specRevisions.releasedAt,
      createdAt: specRevisions.createdAt,
      version: specRevisions.version,
      createdBy: person,
      releasedBy: { displayNameEn: releaser.displayNameEn, displayNameZh: releaser.displayNameZh },
      askedOrgId: specReviews.partnerOrgId,
    })
    .from(specRevisions)
    .leftJoin(users, eq(users.id, specRevisions.createdBy))
    .leftJoin(releaser, eq(releaser.id, specRevisions.releasedBy))
    .leftJoin(
      specReviews,
      and(eq(specReviews.revisionId, specRevisions.id), eq(specReviews.partnerOrgId, ctx.actor.member.orgId)),
    )
    .where(eq(specRevisions.specId, specId))
    .orderBy(desc(specRevisions.ordinal))
  const revisions = rows.map(({ askedOrgId, ...row }) => ({
    ...row,
    /** What the document is called in this revision. */
    head: headOf(spec, row),
    reason: mayReadReason(access.side, row.state, askedOrgId !== null) ? row.reason : null,
  }))
  const { id, productId, number, name, governingLanguage, currentRevisionId, releasedRevisionId, ...rest } = spec
  return {
    id,
    productId,
    number,
    name,
    governingLanguage,
    currentRevisionId,
    releasedRevisionId,
    releasedLetter: rest.releasedLetter,
    /** Suspended, the release is out of force. */
    releasedState: revisions.find((each) => each.id === releasedRevisionId)?.state ?? null,
    archivedAt: rest.archivedAt,
    version: rest.version,
    revisions,
    access: { side: access.side, edit: access.edit, propose: access.propose, release: access.release },
  }
}

/**
 * One revision with its review: who has to sign and who has, for the brand and the factory that signs (null for any
 * other factory); who acknowledged, each partner seeing its own answer alone; and which signature is the reader's to give.
 */
export async function getRevision(ctx: MemberCtx, { revisionId }: Readonly<{ revisionId: string }>) {
  const { revision, spec, access } = await requireSpecRevision(ctx, revisionId)
  const { db, actor } = ctx
  const [review] = await db
    .select({
      partnerOrgId: specReviews.partnerOrgId,
      requiredSignatures: specReviews.requiredSignatures,
      submittedAt: specReviews.submittedAt,
      submitterId: specReviews.submittedBy,
      submittedBy: person,
      partner: { legalNameEn: orgs.legalNameEn, legalNameZh: orgs.legalNameZh },
    })
    .from(specReviews)
    .leftJoin(users, eq(users.id, specReviews.submittedBy))
    .leftJoin(orgs, eq(orgs.id, specReviews.partnerOrgId))
    .where(eq(specReviews.revisionId, revisionId))
  const visible = review !== undefined && (access.side === 'brand' || review.partnerOrgId === actor.member.orgId)
  const signatures = visible
    ? await db
        .select({
          slot: specSignatures.slot,
          contentHash: specSignatures.contentHash,
          signedAt: specSignatures.signedAt,
          userId: specSignatures.userId,
          signer: person,
          org: { legalNameEn: orgs.legalNameEn, legalNameZh: orgs.legalNameZh },
        })
        .from(specSignatures)
        .innerJoin(users, eq(users.id, specSignatures.userId))
        .leftJoin(orgs, eq(orgs.id, specSignatures.signerOrgId))
        .where(eq(specSignatures.revisionId, revisionId))
        .orderBy(asc(specSignatures.signedAt))
    : []
  const acknowledgements = await db
    .select({
      id: specAcknowledgements.id,
      state: specAcknowledgements.state,
      dueAt: specAcknowledgements.dueAt,
      provisional: specAcknowledgements.provisional,
      reason: specAcknowledgements.reason,
      answeredAt: specAcknowledgements.answeredAt,
      version: specAcknowledgements.version,
      partnerOrgId: specAcknowledgements.partnerOrgId,
      answeredBy: person,
      partner: { legalNameEn: orgs.legalNameEn, legalNameZh: orgs.legalNameZh, timeZone: orgs.timeZone },
    })
    .from(specAcknowledgements)
    .leftJoin(users, eq(users.id, specAcknowledgements.answeredBy))
    .leftJoin(orgs, eq(orgs.id, specAcknowledgements.partnerOrgId))
    .where(
      and(
        eq(specAcknowledgements.revisionId, revisionId),
        access.side === 'brand' ? undefined : eq(specAcknowledgements.partnerOrgId, actor.member.orgId),
      ),
    )
  const [contract] = await db
    .select({
      contractVersion: cloudContracts.contractVersion,
      body: cloudContracts.body,
      version: cloudContracts.version,
    })
    .from(cloudContracts)
    .where(eq(cloudContracts.revisionId, revisionId))
  const open = visible && revision.state === 'inReview' ? openSlots(review.requiredSignatures, signatures) : []
  const signed = signatures.some(({ userId }) => userId === actor.userId)
  const mine = (visible ? review.requiredSignatures : []).filter(
    (each) =>
      each.side === access.side && open.includes(slotOf(each)) && maySignAs(actor.member.role, each.role) && !signed,
  )
  const capable = access.propose ? mine : []
  const alone =
    visible &&
    capable.length > 0 &&
    approvesAlone(
      { requiredSignatures: review.requiredSignatures, submittedBy: review.submitterId },
      signatures,
      actor.userId,
    )
  return {
    id: revision.id,
    specId: revision.specId,
    number: revision.number,
    letter: revision.letter,
    state: revision.state,
    contentHash: revision.contentHash,
    head: headOf(spec, revision),
    note: revision.note,
    reason: mayReadReason(access.side, revision.state, visible) ? revision.reason : null,
    version: revision.version,
    contract: contract ?? null,
    review: visible
      ? {
          partnerOrgId: review.partnerOrgId,
          partner: review.partnerOrgId === null ? null : review.partner,
          requiredSignatures: review.requiredSignatures,
          submittedAt: review.submittedAt,
          submittedBy: review.submittedBy,
        }
      : null,
    signatures,
    /** In which capacities the reader can sign now. */
    maySignAs: alone ? [] : capable.map(({ role }) => role),
    /** Set where the reader put it up for review and may not approve it alone: which signature is missing, and who can give it. */
    anotherSigns: alone ? { roles: capable.map(({ role }) => role), people: await otherSigners(ctx, capable) } : null,
    acknowledgements,
  }
}
export type SpecView = Awaited<ReturnType<typeof getSpec>>
export type SpecRevisionView = Awaited<ReturnType<typeof getRevision>>
