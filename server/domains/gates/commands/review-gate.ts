import { and, desc, eq } from 'drizzle-orm'
import { gateReviews, gateSignatures } from '@/db/schema/gates'
import { maySignAs } from '@/server/domains/specs/policy'
import {
  approvesAlone,
  openSlots,
  slotOf,
  validSignatures,
  type RequiredSignature,
} from '@/server/domains/specs/rules/sign-off'
import { bilingualOf } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import { asSystem, type MemberCtx } from '@/server/platform/context'
import type { GateStep, ReasonedGateStep, SignGate, SubmitGate } from '../inputs'
import { gateLifecycle } from '../lifecycle'
import { requireEdit, requireGate, requireGive, requirePartner, type GateRow } from '../queries/access'
import { readItems, type ReadItem } from '../queries/items'
import { readBriefs } from '../queries/list-gates'
import { reviewHash } from '../queries/review-hash'
import type { Viewer } from '../queries/system-checks'
import { blocking, conditions, unfulfilled } from '../rules/standing'
import { announce, record } from './announce'
import { writeState } from './write-state'

const brand: Viewer = { side: 'brand' }
/** As another side sees it; past row-level security, because a factory's last signature decides for both. */
const readAs = (ctx: MemberCtx, gate: GateRow, viewer: Viewer): Promise<ReadItem[]> =>
  asSystem(ctx, () => readItems(ctx, gate, [gate], viewer))

/** Every mandatory criterion is met or waived; gates.itemsOpen names the first that is not. */
function requireCleared(items: readonly ReadItem[]): void {
  const open = blocking(items)
  if (open.length > 0)
    throw new DomainError('conflict', 'gates.itemsOpen', { count: open.length, code: open[0]?.code ?? '' })
}

/**
 * Puts a gate before those who sign: from here on its criteria stand still and have a hash. Refused while a mandatory
 * criterion is open, and while an earlier gate rests on waivers: those end at the next gate at latest.
 */
export async function submitGate(ctx: MemberCtx, input: SubmitGate): Promise<{ hash: string }> {
  const { gate, access } = await requireGate(ctx, input.gateId, 'update')
  requireEdit(access)
  const state = gateLifecycle.next(gate.state, 'submit')
  const partnerOrgId = input.partnerOrgId === null ? null : await requirePartner(ctx, gate, input.partnerOrgId)
  const requiredSignatures = validSignatures(input.signatures, partnerOrgId !== null)
  if (requiredSignatures === null) throw new DomainError('invalid', 'gates.signaturesInvalid')
  const items = await readAs(ctx, gate, brand)
  requireCleared(items)
  const [before] = unfulfilled(gate.phase, await readBriefs(ctx, gate))
  if (before) throw new DomainError('conflict', 'gates.conditionsOpen', { gate: before.phase.toUpperCase() })
  const round = gate.round + 1
  const hash = reviewHash(gate, round, items)
  const partnerHash =
    partnerOrgId === null
      ? null
      : reviewHash(gate, round, await readAs(ctx, gate, { side: 'partner', orgId: partnerOrgId }))
  const note = input.note.en === '' && input.note.zh === '' ? null : bilingualOf(ctx.actor.locale, input.note)
  await writeState(ctx, gate, input.version, { state, round, reason: null })
  await ctx.db.insert(gateReviews).values({
    id: newId('gateReview'),
    orgId: gate.orgId,
    partnerOrgId,
    productId: gate.productId,
    gateId: gate.id,
    round,
    requiredSignatures,
    hash,
    partnerHash,
    note,
    submittedBy: ctx.actor.userId,
    submittedAt: ctx.now(),
  })
  record(ctx, 'gates.submitGate', gate, partnerOrgId, { hash: partnerHash ?? hash })
  await announce(ctx, { type: 'gates.submitted', gate, with: 'partner' })
  return { hash }
}

/** Checks of the portal that hold now. */
const holding = (items: readonly ReadItem[]) => [
  ...new Set(items.flatMap(({ check, standing }) => (check !== null && standing === 'met' ? check : []))),
]

type Review = typeof gateReviews.$inferSelect

/** The review that runs, for the brand and the factory that signs; NOT_FOUND for another factory. */
async function requireReview({ db, actor }: MemberCtx, gate: GateRow): Promise<Review> {
  const [review] = await db
    .select()
    .from(gateReviews)
    .where(and(eq(gateReviews.gateId, gate.id), eq(gateReviews.round, gate.round)))
    .orderBy(desc(gateReviews.round))
  const { orgId } = actor.member
  if (!review || (review.orgId !== orgId && review.partnerOrgId !== orgId))
    throw new DomainError('notFound', 'gates.reviewNotFound')
  return review
}

/**
 * One of the required signatures, bound to the hash that was on the signer's screen. One person signs once, in one
 * capacity. The last one lets the gate pass, with conditions where waivers carry it. Refused when a criterion stands
 * otherwise than when it was put up (gates.itemsChanged), and where nobody but the submitter would have approved.
 */
export async function signGate(ctx: MemberCtx, input: SignGate): Promise<{ passed: boolean }> {
  const { gate, access } = await requireGate(ctx, input.gateId, 'update')
  gateLifecycle.next(gate.state, 'sign')
  const review = await requireReview(ctx, gate)
  requireGive(access)
  const { actor } = ctx
  if (!maySignAs(actor.member.role, input.role)) throw new DomainError('forbidden', 'gates.notYourSignature')
  const asked = access.side === 'brand' ? review.hash : (review.partnerHash ?? '')
  const items = await readAs(ctx, gate, brand)
  const seen = access.side === 'brand' ? items : await readAs(ctx, gate, { side: 'partner', orgId: actor.member.orgId })
  if (
    input.hash !== asked ||
    reviewHash(gate, gate.round, seen) !== asked ||
    reviewHash(gate, gate.round, items) !== review.hash
  )
    throw new DomainError('conflict', 'gates.itemsChanged')
  const given = await ctx.db
    .select({ slot: gateSignatures.slot, userId: gateSignatures.userId })
    .from(gateSignatures)
    .where(eq(gateSignatures.reviewId, review.id))
  if (given.some(({ userId }) => userId === actor.userId)) throw new DomainError('conflict', 'gates.alreadySigned')
  const wanted: RequiredSignature = { side: access.side, role: input.role }
  const open = openSlots(review.requiredSignatures, given)
  if (!open.includes(slotOf(wanted))) throw new DomainError('conflict', 'gates.noSuchSignature')
  const last = open.length === 1
  if (approvesAlone(review, given, actor.userId)) throw new DomainError('forbidden', 'gates.anotherMustSign')
  const { orgId, partnerOrgId, productId, gateId } = review
  await ctx.db.insert(gateSignatures).values({
    ...{ id: newId('signature'), orgId, partnerOrgId, productId, gateId },
    reviewId: review.id,
    signerOrgId: actor.member.orgId,
    userId: actor.userId,
    slot: slotOf(wanted),
    hash: input.hash,
    signedAt: ctx.now(),
  })
  record(ctx, 'gates.signGate', gate, partnerOrgId, { hash: input.hash, capacity: slotOf(wanted) })
  if (last) await pass(ctx, gate, items, partnerOrgId)
  else await announce(ctx, { type: 'gates.signed', gate, with: 'partner' })
  return { passed: last }
}

async function pass(
  ctx: MemberCtx,
  gate: GateRow,
  items: readonly ReadItem[],
  partnerOrgId: string | null,
): Promise<void> {
  requireCleared(items)
  const resting = conditions(items).length
  const state = gateLifecycle.next(gate.state, resting > 0 ? 'passWithConditions' : 'pass')
  await writeState(ctx, gate, gate.version, { state, decidedAt: ctx.now(), settledChecks: holding(items) })
  record(ctx, resting > 0 ? 'gates.passWithConditions' : 'gates.passGate', gate, partnerOrgId, { count: resting })
  await announce(ctx, { type: resting > 0 ? 'gates.conditional' : 'gates.passed', gate, with: 'partner' })
}

/** Refuses a gate that is up for review, by the brand or the factory that was asked to sign, with what is missing. */
export async function failGate(ctx: MemberCtx, input: ReasonedGateStep): Promise<void> {
  const { gate, access } = await requireGate(ctx, input.gateId, 'update')
  const state = gateLifecycle.next(gate.state, 'fail')
  const { partnerOrgId } = await requireReview(ctx, gate)
  requireGive(access)
  const reason = bilingualOf(ctx.actor.locale, input.reason)
  await writeState(ctx, gate, input.version, { state, reason, decidedAt: ctx.now() })
  record(ctx, 'gates.failGate', gate, partnerOrgId, { reason: reason[reason.source] })
  await announce(ctx, { type: 'gates.failed', gate, with: 'partner' })
}

/** Goes on with a gate that failed, whose conditions lapsed, or whose phase is built once more. */
export async function reopenGate(ctx: MemberCtx, input: ReasonedGateStep): Promise<void> {
  const { gate, access } = await requireGate(ctx, input.gateId, 'update')
  requireEdit(access)
  const state = gateLifecycle.next(gate.state, 'reopen')
  const reason = bilingualOf(ctx.actor.locale, input.reason)
  await writeState(ctx, gate, input.version, { state, reason, decidedAt: null, settledChecks: [] })
  record(ctx, 'gates.reopenGate', gate, null, { reason: reason[reason.source] })
  await announce(ctx, { type: 'gates.reopened', gate, with: 'partner' })
}

/** Closes the conditions of a gate: everything it was waived for is met now. */
export async function fulfilGate(ctx: MemberCtx, input: GateStep): Promise<void> {
  const { gate, access } = await requireGate(ctx, input.gateId, 'update')
  requireEdit(access)
  const state = gateLifecycle.next(gate.state, 'fulfil')
  const items = await readAs(ctx, gate, brand)
  requireCleared(items)
  const [resting] = conditions(items)
  if (resting) throw new DomainError('conflict', 'gates.conditionUnmet', { code: resting.code })
  await writeState(ctx, gate, input.version, { state, settledChecks: holding(items) })
  record(ctx, 'gates.fulfilGate', gate, null)
  await announce(ctx, { type: 'gates.passed', gate, with: 'partner' })
}
