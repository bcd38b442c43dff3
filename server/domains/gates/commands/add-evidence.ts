import { and, eq } from 'drizzle-orm'
import { gateEvidence } from '@/db/schema/gates'
import { requireAttachments } from '@/server/domains/attachments/queries'
import { bilingualOf } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import type { AddEvidence } from '../inputs'
import { takesEvidence } from '../lifecycle'
import { requireGive, requireItem, requirePartner, type GateAccess, type GateItemRow } from '../queries/access'
import { announce, record } from './announce'

/**
 * Says whether a criterion is met, with words, a figure and files. A factory speaks for itself, on criteria of its side;
 * the brand on all of them: to a factory, or among its own people. What the portal looks up itself takes no evidence
 * (gates.systemChecked). A retry with the same key is the same entry.
 */
export async function addEvidence(ctx: MemberCtx, input: AddEvidence): Promise<{ evidenceId: string }> {
  const { item, gate, access } = await requireItem(ctx, input.itemId)
  requireGive(access)
  if (item.check !== null) throw new DomainError('conflict', 'gates.systemChecked')
  if (!takesEvidence(gate.state)) throw new DomainError('conflict', 'gates.evidenceFrozen')
  const partnerOrgId = await laneOf(ctx, item, access, input.partnerOrgId ?? null)
  const attachmentIds = await requireAttachments(ctx, input.attachmentIds, {
    productId: gate.productId,
    audience: partnerOrgId === null ? 'brand' : 'pair',
    partnerOrgId,
  })
  const { actor, db } = ctx
  const evidenceId = newId('gateEvidence')
  const made = await db
    .insert(gateEvidence)
    .values({
      id: evidenceId,
      orgId: gate.orgId,
      partnerOrgId,
      productId: gate.productId,
      gateId: gate.id,
      itemId: item.id,
      result: input.result,
      words: bilingualOf(actor.locale, input.words),
      reached: input.reached,
      attachmentIds,
      userId: actor.userId,
      userOrgId: actor.member.orgId,
      clientKey: input.clientKey,
      createdAt: ctx.now(),
    })
    .onConflictDoNothing({ target: [gateEvidence.userId, gateEvidence.clientKey] })
    .returning({ id: gateEvidence.id })
  if (made.length === 0) {
    const [before] = await db
      .select({ id: gateEvidence.id, itemId: gateEvidence.itemId })
      .from(gateEvidence)
      .where(and(eq(gateEvidence.userId, actor.userId), eq(gateEvidence.clientKey, input.clientKey)))
    if (before?.itemId !== item.id) throw new DomainError('conflict', 'gates.stale')
    return { evidenceId: before.id }
  }
  const params = { code: item.code, reached: input.reached, files: attachmentIds.length }
  record(ctx, input.result === 'met' ? 'gates.addEvidence' : 'gates.reportShortfall', gate, partnerOrgId, params)
  await announce(ctx, {
    type: 'gates.evidenceAdded',
    gate,
    with: partnerOrgId === null ? null : { orgId: partnerOrgId },
  })
  return { evidenceId }
}

/** Which factory an entry lies with: a factory's own, or the one that the brand names on a criterion of factories. */
async function laneOf(
  ctx: MemberCtx,
  item: GateItemRow,
  access: GateAccess,
  named: string | null,
): Promise<string | null> {
  const own = ctx.actor.member.orgId
  if (access.side === 'partner') {
    if (named !== null && named !== own) throw new DomainError('notFound', 'gates.partnerNotFound')
    return own
  }
  if (named === null) return null
  if (item.side === 'brand') throw new DomainError('invalid', 'gates.brandCriterion')
  return requirePartner(ctx, item, named)
}
