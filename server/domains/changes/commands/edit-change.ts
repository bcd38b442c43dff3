import { count, eq, sql } from 'drizzle-orm'
import { changeItems } from '@/db/schema/changes'
import { reviseText } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import { mostRows, type AddItem, type EditChange, type RemoveItem } from '../inputs'
import { changeLifecycle } from '../lifecycle'
import {
  insideOf,
  raisedBySide,
  requireChange,
  requireWrite,
  type ChangeAccess,
  type ChangeRow,
} from '../queries/access'
import { announce, record } from './announce'
import { requireBomOf, requireConsistent, written } from './raise-change'
import { writeState } from './write-state'

/** What a change says is written by the side that raised it and by the brand; approvals of what it said before are void. */
function requireEdit(access: ChangeAccess, change: ChangeRow): void {
  requireWrite(access)
  if (access.side !== 'brand' && raisedBySide(change) !== access.side)
    throw new DomainError('forbidden', 'changes.notYours')
  changeLifecycle.next(change.state, 'edit')
}

/** Describes a change otherwise. Its BOM stays once a draft of it was begun (changes.draftBegun). */
export async function editChange(ctx: MemberCtx, input: EditChange): Promise<void> {
  const { change, access } = await requireChange(ctx, input.changeId, 'update')
  requireEdit(access, change)
  requireConsistent(input)
  if (change.revisionId !== null && input.bomId !== change.bomId)
    throw new DomainError('conflict', 'changes.draftBegun')
  // A deviation releases nothing, so what has a draft does not become one.
  if (change.revisionId !== null && input.emergency) throw new DomainError('conflict', 'changes.deviationKeepsBom')
  // What was found to be class I is made less only by the brand.
  if (change.changeClass === 'one' && input.changeClass === 'two' && access.side !== 'brand')
    throw new DomainError('forbidden', 'changes.brandLowersClass')
  const hand = { userId: ctx.actor.userId, at: ctx.now() }
  const { changeClass, kind, reasonCode, emergency, deviationLot } = input
  const after = await writeState(ctx, change, input.version, {
    ...{ changeClass, kind, reasonCode, emergency, deviationLot },
    title: reviseText(change.title, input.title, hand),
    reason: reviseText(change.reason, input.reason, hand),
    bomId: await requireBomOf(ctx, change.productId, input.bomId),
  })
  record(ctx, 'changes.editChange', after)
  announce(ctx, 'changes.edited', after)
}

/** Lists something besides the BOM that the change touches. */
export async function addItem(ctx: MemberCtx, input: AddItem): Promise<{ itemId: string }> {
  const { change, access } = await requireChange(ctx, input.changeId, 'update')
  requireEdit(access, change)
  const [row] = await ctx.db
    .select({ count: count(), last: sql<number>`coalesce(max(${changeItems.ordinal}), 0)::int` })
    .from(changeItems)
    .where(eq(changeItems.changeId, change.id))
  if ((row?.count ?? 0) >= mostRows) throw new DomainError('tooMany', 'changes.tooManyItems', { count: mostRows })
  const itemId = newId('changeItem')
  const name = written(input.name)
  const { kind, before, after } = input
  const ordinal = (row?.last ?? 0) + 1
  await ctx.db.insert(changeItems).values({ ...insideOf(change), id: itemId, ordinal, kind, name, before, after })
  record(ctx, 'changes.addItem', change, { name: name[name.source] })
  announce(ctx, 'changes.edited', change)
  return { itemId }
}

/** Takes an item off the list again. */
export async function removeItem(ctx: MemberCtx, { itemId }: RemoveItem): Promise<void> {
  const [item] = await ctx.db.select().from(changeItems).where(eq(changeItems.id, itemId))
  if (!item) throw new DomainError('notFound', 'changes.itemNotFound')
  const { change, access } = await requireChange(ctx, item.changeId, 'update')
  requireEdit(access, change)
  await ctx.db.delete(changeItems).where(eq(changeItems.id, itemId))
  record(ctx, 'changes.removeItem', change, { name: item.name[item.name.source] })
  announce(ctx, 'changes.edited', change)
}
