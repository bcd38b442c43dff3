import { and, asc, desc, eq } from 'drizzle-orm'
import { gateReviews, gateSignatures } from '@/db/schema/gates'
import { orgs } from '@/db/schema/orgs'
import { users } from '@/db/schema/people'
import { listAttachments } from '@/server/domains/attachments/queries'
import { maySignAs } from '@/server/domains/specs/policy'
import { otherSigners } from '@/server/domains/specs/queries/other-signers'
import { approvesAlone, openSlots, slotOf } from '@/server/domains/specs/rules/sign-off'
import type { MemberCtx } from '@/server/platform/context'
import { isOpenGate, takesEvidence } from '../lifecycle'
import { mayWaive } from '../policy'
import { unfulfilled } from '../rules/standing'
import { requireGate, type GateAccess, type GateRow } from './access'
import { readItems } from './items'
import { findLapsed, readBriefs, viewerOf } from './list-gates'
import { reviewHash } from './review-hash'

const person = { displayNameEn: users.displayNameEn, displayNameZh: users.displayNameZh }

/**
 * One gate in full: criteria with evidence, files, waivers and how each stands; the newest review with its signatures,
 * for the brand and the factory that signs; what the reader may do. A factory sees the criteria of its side and its own
 * evidence. Why a risk was taken is the brand's own business.
 */
export async function getGate(ctx: MemberCtx, { gateId }: Readonly<{ gateId: string }>) {
  const { gate, access } = await requireGate(ctx, gateId)
  const brand = access.side === 'brand'
  const items = await readItems(ctx, gate, [gate], viewerOf(ctx, access))
  const files = await listAttachments(
    ctx,
    items.flatMap(({ evidence }) => evidence.flatMap(({ attachmentIds }) => attachmentIds)),
  )
  const { member } = ctx.actor
  const open = isOpenGate(gate.state) && !access.archived
  const review = await readReview(ctx, gate, access, items)
  const risk = gate.riskAcceptedBy === null ? null : await personNamed(ctx, gate.riskAcceptedBy)
  return {
    id: gate.id,
    productId: gate.productId,
    phase: gate.phase,
    state: gate.state,
    /** Passed on a condition that ended unmet. */
    lapsed: (await findLapsed(ctx, gate, [gate])).has(gate.id),
    round: gate.round,
    version: gate.version,
    startedAt: gate.startedAt,
    decidedAt: gate.decidedAt,
    /** Why it failed is said by one who was asked to sign, and to those alone. */
    reason: brand || review !== null || gate.state !== 'failed' ? gate.reason : null,
    risk: risk === null ? null : { by: brand ? risk : null, reason: brand ? gate.riskReason : null },
    items: items.map(({ evidence, ...item }) => ({
      ...item,
      mayGive: access.give && takesEvidence(gate.state) && item.check === null,
      mayWaive: open && item.waivable && mayWaive(member.role, access.party, item.waiverRole),
      evidence: evidence.map(({ attachmentIds, userOrgId, ...entry }) => ({
        ...entry,
        own: userOrgId === member.orgId,
        files: files.filter(({ id }) => attachmentIds.includes(id)),
      })),
    })),
    review,
    /** Gates before this one that still rest on waivers: they have to be closed first. */
    unfulfilled: brand ? unfulfilled(gate.phase, await readBriefs(ctx, gate)).map(({ phase }) => phase) : [],
    may: {
      edit: access.edit && isOpenGate(gate.state),
      decide: access.edit,
      give: access.give,
    },
    side: access.side,
  }
}
export type GateView = Awaited<ReturnType<typeof getGate>>
export type GateItemView = GateView['items'][number]

async function personNamed({ db }: MemberCtx, userId: string) {
  const [found] = await db.select(person).from(users).where(eq(users.id, userId))
  return found ?? { displayNameEn: '', displayNameZh: '' }
}

type Items = Awaited<ReturnType<typeof readItems>>

/** The newest review, while it counts or as it ended; a factory that was not asked to sign is not told of it. */
async function readReview(ctx: MemberCtx, gate: GateRow, access: GateAccess, items: Items) {
  const { db, actor } = ctx
  const [review] = await db
    .select({
      id: gateReviews.id,
      round: gateReviews.round,
      partnerOrgId: gateReviews.partnerOrgId,
      requiredSignatures: gateReviews.requiredSignatures,
      hash: gateReviews.hash,
      partnerHash: gateReviews.partnerHash,
      note: gateReviews.note,
      submittedAt: gateReviews.submittedAt,
      submitterId: gateReviews.submittedBy,
      submittedBy: person,
      partner: { legalNameEn: orgs.legalNameEn, legalNameZh: orgs.legalNameZh },
    })
    .from(gateReviews)
    .innerJoin(users, eq(users.id, gateReviews.submittedBy))
    .leftJoin(orgs, eq(orgs.id, gateReviews.partnerOrgId))
    .where(
      and(
        eq(gateReviews.gateId, gate.id),
        access.side === 'brand'
          ? eq(gateReviews.orgId, access.orgId)
          : eq(gateReviews.partnerOrgId, actor.member.orgId),
      ),
    )
    .orderBy(desc(gateReviews.round))
    .limit(1)
  if (!review || review.round !== gate.round) return null
  const signatures = await db
    .select({
      slot: gateSignatures.slot,
      hash: gateSignatures.hash,
      signedAt: gateSignatures.signedAt,
      userId: gateSignatures.userId,
      signer: person,
      org: { legalNameEn: orgs.legalNameEn, legalNameZh: orgs.legalNameZh },
    })
    .from(gateSignatures)
    .innerJoin(users, eq(users.id, gateSignatures.userId))
    .leftJoin(orgs, eq(orgs.id, gateSignatures.signerOrgId))
    .where(eq(gateSignatures.reviewId, review.id))
    .orderBy(asc(gateSignatures.signedAt))
  const inReview = gate.state === 'gateReview'
  const open = inReview ? openSlots(review.requiredSignatures, signatures) : []
  const signed = signatures.some(({ userId }) => userId === actor.userId)
  const asked = access.side === 'brand' ? review.hash : (review.partnerHash ?? '')
  const mine = review.requiredSignatures.filter(
    (each) =>
      each.side === access.side && open.includes(slotOf(each)) && maySignAs(actor.member.role, each.role) && !signed,
  )
  const capable = access.give ? mine : []
  const alone =
    capable.length > 0 && approvesAlone({ ...review, submittedBy: review.submitterId }, signatures, actor.userId)
  return {
    /** What the reader's side signs. */
    hash: asked,
    /** Whether the criteria still stand as they were put up for review. */
    holds: !inReview || reviewHash(gate, gate.round, items) === asked,
    requiredSignatures: review.requiredSignatures,
    note: review.note,
    submittedAt: review.submittedAt,
    submittedBy: review.submittedBy,
    partner: review.partnerOrgId === null ? null : review.partner,
    signatures: signatures.map(({ slot, hash, signedAt, signer, org }) => ({ slot, hash, signedAt, signer, org })),
    /** In which capacities the reader can sign now. */
    maySignAs: alone ? [] : capable.map(({ role }) => role),
    /** Set where the reader put it up for review and may not approve it alone: which signature is missing, and who can give it. */
    anotherSigns: alone ? { roles: capable.map(({ role }) => role), people: await otherSigners(ctx, capable) } : null,
  }
}
