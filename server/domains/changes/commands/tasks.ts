import { and, eq, sql } from 'drizzle-orm'
import { changeTasks } from '@/db/schema/changes'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import { mostRows, type AddTask, type FinishTask } from '../inputs'
import { isOpenChange } from '../lifecycle'
import { insideOf, requireChange, requireWrite, withPartner } from '../queries/access'
import { announce, record } from './announce'
import { written } from './raise-change'

/** Lists work that follows from a change, of either side, until it is closed. */
export async function addTask(ctx: MemberCtx, input: AddTask): Promise<{ taskId: string }> {
  const { change, access } = await requireChange(ctx, input.changeId, 'update')
  requireWrite(access)
  if (!isOpenChange(change.state)) throw new DomainError('conflict', 'changes.ended')
  if (input.side === 'partner' && !withPartner(change)) throw new DomainError('invalid', 'changes.payerUnknown')
  const [row] = await ctx.db
    .select({ last: sql<number>`coalesce(max(${changeTasks.ordinal}), 0)::int` })
    .from(changeTasks)
    .where(eq(changeTasks.changeId, change.id))
  const ordinal = (row?.last ?? 0) + 1
  if (ordinal > mostRows) throw new DomainError('tooMany', 'changes.tooManyItems', { count: mostRows })
  const taskId = newId('changeTask')
  const { kind, side, dueOn } = input
  await ctx.db
    .insert(changeTasks)
    .values({ ...insideOf(change), id: taskId, ordinal, kind, side, title: written(input.title), dueOn })
  record(ctx, 'changes.addTask', change, { kind })
  announce(ctx, 'changes.taskChanged', change)
  return { taskId }
}

/** Reports work as done, or as not done after all; by the side it belongs to. */
export async function finishTask(ctx: MemberCtx, input: FinishTask): Promise<void> {
  const [task] = await ctx.db.select().from(changeTasks).where(eq(changeTasks.id, input.taskId))
  if (!task) throw new DomainError('notFound', 'changes.taskNotFound')
  const { change, access } = await requireChange(ctx, task.changeId, 'update')
  requireWrite(access)
  if (task.side !== access.side) throw new DomainError('forbidden', 'changes.notYourTask')
  if (!isOpenChange(change.state)) throw new DomainError('conflict', 'changes.ended')
  const doneAt = input.done ? ctx.now() : null
  const written = await ctx.db
    .update(changeTasks)
    .set({ doneAt, doneBy: input.done ? ctx.actor.userId : null, version: sql`${changeTasks.version} + 1` })
    .where(and(eq(changeTasks.id, task.id), eq(changeTasks.version, input.version)))
    .returning({ id: changeTasks.id })
  if (written.length === 0) throw new DomainError('conflict', 'changes.stale')
  record(ctx, input.done ? 'changes.finishTask' : 'changes.reopenTask', change, { kind: task.kind })
  announce(ctx, 'changes.taskChanged', change)
}
