import { gateEvidence, gateItems, gateReviews, gates, gateSignatures, gateWaivers } from '@/db/schema/gates'
import type { GateState } from '@/server/domains/gates/lifecycle'
import { reviewHash } from '@/server/domains/gates/queries/review-hash'
import { itemCode, type GatedPhase } from '@/server/domains/gates/rules/criterion'
import type { SigningSide } from '@/server/domains/specs/rules/sign-off'
import { bilingual } from '@/server/kernel/bilingual'
import { newId } from '@/server/kernel/ids'
import type { AnyCtx } from '@/server/platform/context'

/** Gates of the product in every state that a command needs. */
export type GateWorld = Readonly<{
  /** EVT, with an optional criterion of each side. */
  activeId: string
  brandItemId: string
  partnerItemId: string
  /** On the brand's criterion. */
  waiverId: string
  /** DVT, waiting for the signatures of an engineer of each side. */
  inReviewId: string
  conditionalId: string
  failedId: string
}>

type Place = Readonly<{ orgId: string; productId: string; authorId: string; now: Date }>

/** `partnerOrgId` signs; `internalMark` is in what only the brand's own people may read. */
export async function addGates(
  { db }: AnyCtx,
  {
    orgId,
    productId,
    authorId,
    partnerOrgId,
    internalMark,
    now,
  }: Place & { partnerOrgId: string; internalMark: string },
): Promise<GateWorld> {
  const inside = { orgId, productId }
  const internal = bilingual('en', `Of the brand alone: ${internalMark}`)
  const addGate = async (phase: GatedPhase, state: GateState, given: Partial<typeof gates.$inferInsert> = {}) => {
    const id = newId('gate')
    await db.insert(gates).values({ ...inside, id, phase, state, ...given })
    return { id, phase }
  }
  const active = await addGate('evt', 'active', {
    riskAcceptedBy: authorId,
    riskReason: bilingual('en', 'The tool shop has a gap now.', '模具厂现在有空档。'),
    nextItem: 3,
  })
  const addItem = async (ordinal: number, side: SigningSide) => {
    const id = newId('gateItem')
    const ours = side === 'brand'
    await db.insert(gateItems).values({
      ...inside,
      ...{ id, gateId: active.id, code: itemCode('evt', ordinal), ordinal, side },
      part: 'exit',
      text: ours ? internal : bilingual('en', 'The DFM findings are closed.', 'DFM 问题已关闭。'),
      metric: bilingual('en', ''),
      threshold: '≥ 90 %',
      evidence: 'dfmReport',
      role: 'engineer',
      mandatory: false,
      waivable: true,
      waiverRole: 'engineer',
    })
    return id
  }
  const brandItemId = await addItem(1, 'brand')
  const partnerItemId = await addItem(2, 'partner')
  await db.insert(gateEvidence).values(
    [brandItemId, partnerItemId].map((itemId) => ({
      ...inside,
      id: newId('gateEvidence'),
      partnerOrgId: null,
      gateId: active.id,
      itemId,
      result: 'met' as const,
      words: internal,
      reached: '',
      attachmentIds: [],
      userId: authorId,
      userOrgId: orgId,
      clientKey: itemId,
      createdAt: now,
    })),
  )
  const waiverId = newId('waiver')
  await db.insert(gateWaivers).values({
    ...inside,
    id: waiverId,
    gateId: active.id,
    itemId: brandItemId,
    reason: internal,
    expiresAt: new Date(now.getTime() + 86_400_000),
    grantedBy: authorId,
    grantedAt: now,
  })
  const inReview = await addGate('dvt', 'gateReview', { round: 1 })
  await db.insert(gateReviews).values({
    ...inside,
    id: newId('gateReview'),
    partnerOrgId,
    gateId: inReview.id,
    round: 1,
    requiredSignatures: [
      { side: 'brand', role: 'engineer' },
      { side: 'partner', role: 'engineer' },
    ],
    // Nothing is asked, so both sides see the same.
    hash: reviewHash(inReview, 1, []),
    partnerHash: reviewHash(inReview, 1, []),
    submittedBy: authorId,
    submittedAt: now,
  })
  // A review that was signed by one side and failed.
  const failed = await addGate('mp', 'failed', { round: 1 })
  const reviewId = newId('gateReview')
  const hash = reviewHash(failed, 1, [])
  await db.insert(gateReviews).values({
    ...inside,
    id: reviewId,
    partnerOrgId,
    gateId: failed.id,
    round: 1,
    requiredSignatures: [{ side: 'brand', role: 'engineer' }],
    hash,
    partnerHash: hash,
    submittedBy: authorId,
    submittedAt: now,
  })
  await db.insert(gateSignatures).values({
    ...inside,
    id: newId('signature'),
    partnerOrgId,
    gateId: failed.id,
    reviewId,
    signerOrgId: orgId,
    userId: authorId,
    slot: 'brand:engineer',
    hash,
    signedAt: now,
  })
  return {
    ...{ activeId: active.id, brandItemId, partnerItemId, waiverId, inReviewId: inReview.id },
    conditionalId: (await addGate('pvt', 'conditional')).id,
    failedId: failed.id,
  }
}

/** What a factory brought for the criterion of factories. */
export async function addGateSide(
  { db }: AnyCtx,
  place: Place & { partnerOrgId: string; mark: string },
  { activeId, partnerItemId }: GateWorld,
): Promise<{ evidenceId: string }> {
  const { orgId, productId, partnerOrgId, authorId, mark, now } = place
  const evidenceId = newId('gateEvidence')
  await db.insert(gateEvidence).values({
    ...{ id: evidenceId, orgId, productId, partnerOrgId },
    gateId: activeId,
    itemId: partnerItemId,
    result: 'met',
    words: bilingual('en', `Evidence of ${mark}`),
    reached: '92 %',
    attachmentIds: [],
    userId: authorId,
    userOrgId: partnerOrgId,
    clientKey: evidenceId,
    createdAt: now,
  })
  return { evidenceId }
}
