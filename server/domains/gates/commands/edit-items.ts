import { and, count, eq, isNull, sql } from 'drizzle-orm'
import { gateItems, gates } from '@/db/schema/gates'
import { remember } from '@/server/domains/language/commands/remember'
import { vouchedText } from '@/server/domains/language/rules/vouch'
import { bilingual, type TextEdit, type TextHand } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import type { AddItem, EditItem, RemoveItem } from '../inputs'
import { isOpenGate } from '../lifecycle'
import { requireEdit, requireGate, requireItem, type GateRow } from '../queries/access'
import { itemCode, mostItems } from '../rules/criterion'
import { announce, concerned, record } from './announce'

/** Criteria stand still from the moment a gate is reviewed. */
function requireOpen({ state }: Pick<GateRow, 'state'>): void {
  if (!isOpenGate(state)) throw new DomainError('conflict', 'gates.criteriaFrozen')
}

const write = (typed: TextEdit, hand: TextHand) => vouchedText(bilingual(typed.source, ''), typed, hand)

/** One more criterion, at the end of its gate. */
export async function addItem(ctx: MemberCtx, { gateId, item }: AddItem): Promise<{ itemId: string }> {
  const { gate, access } = await requireGate(ctx, gateId, 'update')
  requireEdit(access)
  requireOpen(gate)
  const [there] = await ctx.db
    .select({ rows: count() })
    .from(gateItems)
    .where(and(eq(gateItems.gateId, gate.id), isNull(gateItems.removedAt)))
  if ((there?.rows ?? 0) >= mostItems) throw new DomainError('conflict', 'gates.tooManyItems', { count: mostItems })
  const itemId = newId('gateItem')
  const code = itemCode(gate.phase, gate.nextItem)
  const { orgId, productId } = gate
  const hand = { userId: ctx.actor.userId, at: ctx.now() }
  const [text, metric] = [write(item.text, hand), write(item.metric, hand)]
  await ctx.db.insert(gateItems).values({
    ...item,
    ...{ id: itemId, orgId, productId, gateId, code, ordinal: gate.nextItem },
    text,
    metric,
  })
  for (const words of [text, metric]) await remember(ctx, words)
  await ctx.db
    .update(gates)
    .set({ nextItem: gate.nextItem + 1 })
    .where(and(eq(gates.id, gate.id), eq(gates.orgId, gate.orgId)))
  record(ctx, 'gates.addItem', gate, null, { code })
  await announce(ctx, { type: 'gates.changed', gate, with: concerned(item.side) })
  return { itemId }
}

/** Says a criterion otherwise. Evidence that was given for it stays: the signers judge whether it still serves. */
export async function editItem(ctx: MemberCtx, { itemId, version, item }: EditItem): Promise<void> {
  const { item: before, gate, access } = await requireItem(ctx, itemId)
  requireEdit(access)
  requireOpen(gate)
  const hand = { userId: ctx.actor.userId, at: ctx.now() }
  const text = vouchedText(before.text, item.text, hand)
  const metric = vouchedText(before.metric, item.metric, hand)
  const written = await ctx.db
    .update(gateItems)
    .set({
      ...item,
      text,
      metric,
      version: sql`${gateItems.version} + 1`,
    })
    .where(and(eq(gateItems.id, itemId), eq(gateItems.orgId, gate.orgId), eq(gateItems.version, version)))
    .returning({ id: gateItems.id })
  if (written.length === 0) throw new DomainError('conflict', 'gates.stale')
  for (const words of [text, metric]) await remember(ctx, words)
  record(ctx, 'gates.editItem', gate, null, { code: before.code })
  await announce(ctx, { type: 'gates.changed', gate, with: concerned(before.side) ?? concerned(item.side) })
}

/** Takes a criterion out of a gate; what was said about it stays in the log. */
export async function removeItem(ctx: MemberCtx, { itemId, version }: RemoveItem): Promise<void> {
  const { item, gate, access } = await requireItem(ctx, itemId)
  requireEdit(access)
  requireOpen(gate)
  const written = await ctx.db
    .update(gateItems)
    .set({ removedAt: ctx.now(), version: sql`${gateItems.version} + 1` })
    .where(and(eq(gateItems.id, itemId), eq(gateItems.orgId, gate.orgId), eq(gateItems.version, version)))
    .returning({ id: gateItems.id })
  if (written.length === 0) throw new DomainError('conflict', 'gates.stale')
  record(ctx, 'gates.removeItem', gate, null, { code: item.code })
  await announce(ctx, { type: 'gates.changed', gate, with: concerned(item.side) })
}
