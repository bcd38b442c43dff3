import { tracked } from '@trpc/server'
import { and, asc, eq, gt, inArray, isNotNull, max, or, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { events } from '@/db/schema/audit'
import { members } from '@/db/schema/orgs'
import { sessions } from '@/db/schema/people'
import { productParties } from '@/db/schema/products'
import type { MemberActor } from '@/server/kernel/actor'
import { transact, type Ctx } from '@/server/platform/context'
import { memberStream, router, type RequestContext } from './init'

/** What a screen hears: that something changed, never its content; it asks again and gets what it may see. */
export type LiveEvent = Readonly<{ type: string; productId: string | null; subject: Record<string, string> }>

const page = 200

async function isStillMember({ db, actor, now }: Ctx<MemberActor>): Promise<boolean> {
  const [row] = await db
    .select({ one: sql`1` })
    .from(sessions)
    .innerJoin(
      members,
      and(eq(members.orgId, actor.member.orgId), eq(members.userId, sessions.userId), eq(members.state, 'active')),
    )
    .where(and(eq(sessions.id, actor.sessionId), gt(sessions.expires, now())))
  return row !== undefined
}

async function readEvents({ db, actor }: Ctx<MemberActor>, after: bigint) {
  const mine = db
    .select({ id: productParties.productId })
    .from(productParties)
    .where(and(eq(productParties.orgId, actor.member.orgId), eq(productParties.state, 'active')))
  return db
    .select({ seq: events.seq, type: events.type, productId: events.productId, payload: events.payload })
    .from(events)
    .where(
      and(
        isNotNull(events.seq),
        gt(events.seq, after),
        sql`${actor.member.orgId} = any(${events.audience})`,
        or(isNull(events.productId), inArray(events.productId, mine)),
      ),
    )
    .orderBy(asc(events.seq))
    .limit(page)
}

const subjectOf = (payload: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(Object.entries(payload).flatMap(([key, value]) => (key.endsWith('Id') && typeof value === 'string' ? [[key, value]] : [])))

async function* follow(ctx: RequestContext & { actor: MemberActor }, lastEventId: string | undefined, signal: AbortSignal) {
  const { pool, actor, services, now } = ctx
  const inScope = <T>(work: (inner: Ctx<MemberActor>) => Promise<T>) => transact(pool, { actor, mode: 'read', now }, work)
  let last =
    lastEventId !== undefined && /^\d{1,18}$/.test(lastEventId)
      ? BigInt(lastEventId)
      : await inScope(async ({ db }) => (await db.select({ top: max(events.seq) }).from(events))[0]?.top ?? 0n)
  while (!signal.aborted) {
    // Asked for before reading, so that what is published in between is not slept through.
    const published = services.live.wait(signal)
    const found = await inScope(async (inner) => ((await isStillMember(inner)) ? readEvents(inner, last) : null))
    if (found === null) return
    for (const { seq, type, productId, payload } of found) {
      if (seq === null) continue
      last = seq
      const event: LiveEvent = { type, productId, subject: subjectOf(payload) }
      yield tracked(String(seq), event)
    }
    if (found.length < page) await published
  }
}

export const liveRouter = router({
  /** Changes that concern the reader's organisation, from `lastEventId` on, without gaps. */
  events: memberStream
    .input(z.object({ lastEventId: z.string().max(20).nullish() }).optional())
    .subscription(({ ctx, input, signal }) =>
      follow(ctx, input?.lastEventId ?? undefined, signal ?? new AbortController().signal),
    ),
})
