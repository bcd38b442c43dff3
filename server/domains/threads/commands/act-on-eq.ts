import { and, eq, sql } from 'drizzle-orm'
import { engineeringQueries, threads } from '@/db/schema/threads'
import { requireLive, requireProduct } from '@/server/domains/products/queries'
import { DomainError } from '@/server/kernel/errors'
import type { BilingualText } from '@/server/kernel/bilingual'
import type { MemberCtx } from '@/server/platform/context'
import type { ThreadEventType } from '../events'
import type { CloseEq, DecideEq } from '../inputs'
import { eqLifecycle, type EqCommand, type PostAct } from '../lifecycle'
import { requireEq, sidesOfEq, workplaceOf, type EqRow } from '../queries/engineering-queries'
import { requireMentionable } from '../queries/sides'
import { writeBody } from '../rules'
import { eqDue } from '../rules/eq-due'
import { mayDecide, mayReopen, mayWithdraw, sideOpposite, type EqSides } from '../rules/engineering-query'
import { afterLast, findPosted, insertPost, requireWriter, tell, type Posted } from './posting'

type Act = Readonly<{
  command: Exclude<EqCommand, 'reply'>
  act: PostAct
  event: ThreadEventType
  /** Throws where the acting member may not. */
  allow: (sides: EqSides) => void
  /** What changes of the query beside the state of its thread. */
  change: (eq: EqRow, at: Date, body: BilingualText) => Promise<Partial<typeof engineeringQueries.$inferInsert>>
}>

/**
 * One act on an engineering query, with its words as a post. Loses against anything said meanwhile
 * (threads.changedMeanwhile): it has to be read first. Repeating it with the same `clientKey` is the same act.
 */
async function perform(
  ctx: MemberCtx,
  input: CloseEq & Readonly<{ mentions?: readonly string[] }>,
  { command, act, event, allow, change }: Act,
): Promise<Posted> {
  requireWriter(ctx)
  const done = await findPosted(ctx, input.clientKey)
  const { thread, eq: query } = await requireEq(ctx, input.threadId)
  if (done) return done
  requireLive(await requireProduct(ctx, thread.productId))
  allow(sidesOfEq(thread, query))
  const state = eqLifecycle.next(thread.state, command)
  const mentions = await requireMentionable(ctx, thread, input.mentions ?? [])

  const at = afterLast(ctx, thread)
  const { userId, member } = ctx.actor
  const [changed] = await ctx.db
    .update(threads)
    .set({
      state,
      resolvedAt: state === 'resolved' ? at : null,
      resolvedBy: state === 'resolved' ? userId : null,
      postCount: sql`${threads.postCount} + 1`,
      lastPostAt: at,
      lastPostOrgId: member.orgId,
      version: sql`${threads.version} + 1`,
      updatedAt: at,
    })
    .where(and(eq(threads.id, thread.id), eq(threads.version, input.version)))
    .returning({ version: threads.version })
  if (!changed) throw new DomainError('conflict', 'threads.changedMeanwhile')
  const body = writeBody(input.body)
  await ctx.db
    .update(engineeringQueries)
    .set({ ...(await change(query, at, body)), version: sql`${engineeringQueries.version} + 1`, updatedAt: at })
    .where(eq(engineeringQueries.threadId, thread.id))
  const postId = await insertPost(ctx, { thread, body, mentions, act, clientKey: input.clientKey, at })
  const said = { code: query.code, ...(command === 'decide' ? { outcome: act } : {}) }
  await tell(ctx, { type: event, thread, postId, params: said })
  return { threadId: thread.id, postId }
}

/**
 * Decides an engineering query, which closes it. Only a person of the side that was asked can: threads.eqOtherSide, or
 * threads.eqRoleNeeded for a role that does not answer for the product.
 */
export const decideEq = (ctx: MemberCtx, { outcome, ...input }: DecideEq): Promise<Posted> =>
  perform(ctx, input, {
    command: 'decide',
    act: outcome,
    event: 'threads.eqDecided',
    allow: (sides) => {
      const { orgId, role } = ctx.actor.member
      if (mayDecide(sides, { orgId, role })) return
      const asked = sideOpposite(sides, sides.raisedByOrgId) === orgId
      throw new DomainError('forbidden', asked ? 'threads.eqRoleNeeded' : 'threads.eqOtherSide')
    },
    change: async (_, at, decision) => ({ outcome, decision, decidedBy: ctx.actor.userId, decidedAt: at }),
  })

/** Takes an open query back, with a word why. Only the side that raised it can: threads.eqAskerOnly. */
export const withdrawEq = (ctx: MemberCtx, input: CloseEq): Promise<Posted> =>
  perform(ctx, input, {
    command: 'withdraw',
    act: 'withdraw',
    event: 'threads.eqWithdrawn',
    allow: (sides) => {
      if (!mayWithdraw(sides, ctx.actor.member.orgId)) throw new DomainError('forbidden', 'threads.eqAskerOnly')
    },
    change: async () => ({}),
  })

/**
 * Takes a closed query up again, with the reason. The decision no longer stands; its words stay where they were said. It
 * is due anew from whoever decides. What was withdrawn only its asker reopens: threads.eqAskerOnly.
 */
export const reopenEq = (ctx: MemberCtx, input: CloseEq): Promise<Posted> =>
  perform(ctx, input, {
    command: 'reopen',
    act: 'reopen',
    event: 'threads.eqReopened',
    allow: (sides) => {
      if (!mayReopen(sides, ctx.actor.member.orgId)) throw new DomainError('forbidden', 'threads.eqAskerOnly')
    },
    change: async (query, at) => {
      const answering = sideOpposite(query, query.raisedByOrgId)
      const due = answering === null ? null : eqDue(at, await workplaceOf(ctx, answering))
      return {
        outcome: null,
        decision: null,
        decidedBy: null,
        decidedAt: null,
        ...(due && { dueAt: due.at, provisional: due.provisional }),
      }
    },
  })
