import { and, eq, sql } from 'drizzle-orm'
import { threads } from '@/db/schema/threads'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { requireLive, requireProduct } from '@/server/domains/products/queries'
import type { ChangeState } from '../inputs'
import { threadLifecycle } from '../lifecycle'
import { requireThread } from '../queries/scope'
import { requireWriter, tell } from './posting'

async function change(ctx: MemberCtx, { threadId, version }: ChangeState, command: 'resolve' | 'reopen') {
  requireWriter(ctx)
  const thread = await requireThread(ctx, threadId, true)
  requireLive(await requireProduct(ctx, thread.productId))
  if (thread.kind === 'eq') throw new DomainError('conflict', 'threads.eqNeedsDecision')
  const state = threadLifecycle.next(thread.state, command)
  const at = ctx.now()
  const resolved =
    state === 'resolved' ? { resolvedAt: at, resolvedBy: ctx.actor.userId } : { resolvedAt: null, resolvedBy: null }
  const [changed] = await ctx.db
    .update(threads)
    .set({ state, ...resolved, version: sql`${threads.version} + 1`, updatedAt: at })
    .where(and(eq(threads.id, threadId), eq(threads.version, version)))
    .returning({ version: threads.version })
  if (!changed) throw new DomainError('conflict', 'threads.changedMeanwhile')
  await tell(ctx, { type: command === 'resolve' ? 'threads.resolved' : 'threads.reopened', thread })
  return { threadId, state, version: changed.version }
}

/** Calls a question answered. Loses against an answer that came meanwhile (threads.changedMeanwhile): read it first. */
export const resolve = (ctx: MemberCtx, input: ChangeState) => change(ctx, input, 'resolve')

/** Takes a resolved question up again. */
export const reopen = (ctx: MemberCtx, input: ChangeState) => change(ctx, input, 'reopen')
