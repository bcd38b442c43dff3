import { tracked } from '@trpc/server'
import { and, asc, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Pool } from '@/db/client'
import { events } from '@/db/schema/audit'
import { members } from '@/db/schema/orgs'
import { sessions } from '@/db/schema/people'
import { productParties } from '@/db/schema/products'
import type { Grant } from '@/server/domains/products/rules'
import type { MemberActor } from '@/server/kernel/actor'
import { DomainError } from '@/server/kernel/errors'
import { transact, type Ctx } from '@/server/platform/context'
import { memberStream, router, toTransport, type RequestContext } from './init'

/** What a screen hears: that something changed, never its content; it asks again and gets what it may see. */
export type LiveEvent = Readonly<{ type: string; productId: string | null; subject: Record<string, string> }>

const page = 200
/** Further behind than this, a screen is told to ask for everything again instead of being told it all. */
const farBehind = 1_000n
/** A stream that says no number starts a little in the past: what changed just before must not fall between. */
const overlapSeconds = 20

async function isStillMember({ db, actor, now }: Ctx<MemberActor>): Promise<boolean> {
  const [row] = await db
    .select({ one: sql`1` })
    .from(sessions)
    .innerJoin(
      members,
      and(eq(members.orgId, actor.member.orgId), eq(members.userId, sessions.userId), eq(members.state, 'active')),
    )
    .where(and(eq(sessions.id, actor.sessionId), eq(sessions.userId, actor.userId), gt(sessions.expires, now())))
  return row !== undefined
}

/**
 * Events for the organisation after a number. Beyond the audience, which was decided when they happened, today's access
 * counts: nothing of a product that was taken away, nothing of BOMs, specifications or design files without the grant. What
 * an organisation is told about its own place on a product passes: that is how a screen learns that it lost something.
 */
async function readEvents({ db, actor }: Ctx<MemberActor>, after: bigint) {
  const { orgId } = actor.member
  const party = and(eq(productParties.orgId, orgId), eq(productParties.state, 'active'))
  const mine = db.select({ id: productParties.productId }).from(productParties).where(party)
  const granted = (grant: Grant) =>
    db
      .select({ id: productParties.productId })
      .from(productParties)
      .where(and(party, sql`(${productParties.role} = 'owner' or ${grant} = any(${productParties.grants}))`))
  const ofBoms = sql`(${events.type} like 'boms.%' or ${events.payload} ? 'bomId')`
  const ofFiles = sql`(${events.type} like 'designFiles.%' or ${events.payload} ? 'designSetId')`
  const ofSpecs = sql`(${events.type} like 'specs.%' or ${events.type} like 'gates.%' or ${events.payload} ? 'specId')`
  return db
    .select({ seq: events.seq, type: events.type, productId: events.productId, payload: events.payload })
    .from(events)
    .where(
      and(
        gt(events.seq, after),
        sql`${orgId} = any(${events.audience})`,
        or(
          isNull(events.productId),
          sql`${events.type} like 'products.%'`,
          and(sql`not ${ofBoms}`, sql`not ${ofSpecs}`, sql`not ${ofFiles}`, inArray(events.productId, mine)),
          and(ofBoms, inArray(events.productId, granted('boms'))),
          and(ofFiles, inArray(events.productId, granted('files'))),
          and(ofSpecs, inArray(events.productId, granted('specs'))),
        ),
      ),
    )
    .orderBy(asc(events.seq))
    .limit(page)
}

/** The newest number, and where a fresh screen starts. */
async function findHead({ db, now }: Ctx<MemberActor>): Promise<{ top: bigint; start: bigint }> {
  const since = new Date(now().getTime() - overlapSeconds * 1_000).toISOString()
  const { rows } = await db.execute<{ top: string; start: string }>(
    sql`select coalesce(max(seq), 0)::text as top,
      (select coalesce(min(seq) - 1, (select coalesce(max(seq), 0) from ${events})) from ${events}
        where published_at > ${since}::timestamptz)::text as start from ${events}`,
  )
  return { top: BigInt(rows[0]?.top ?? 0), start: BigInt(rows[0]?.start ?? 0) }
}

/** The number of the newest event of all: what a page shows that is read after it holds what came before. */
export const newestEvent = (pool: Pool, now: () => Date): Promise<string> =>
  transact(pool, { actor: null, mode: 'read', now, system: true }, async ({ db }) => {
    const { rows } = await db.execute<{ top: string }>(sql`select coalesce(max(seq), 0)::text as top from ${events}`)
    return rows[0]?.top ?? '0'
  })

/** Ids alone: contents are asked for, under the reader's own rights. */
const subjectOf = (payload: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(payload).flatMap(([key, value]) =>
      key.endsWith('Id') && typeof value === 'string' ? [[key, value]] : [],
    ),
  )

type StreamContext = RequestContext & { actor: MemberActor }

/** Follows until the reader goes, or until so many newer streams of the session are open that this one has to. */
async function* followInTurn(ctx: StreamContext, lastEventId: string | undefined, gone: AbortSignal) {
  const crowded = new AbortController()
  const leave = ctx.services.live.join(ctx.actor.sessionId, () => crowded.abort())
  try {
    yield* follow(ctx, lastEventId, AbortSignal.any([gone, crowded.signal]))
  } finally {
    leave()
  }
  if (crowded.signal.aborted && !gone.aborted) throw toTransport(new DomainError('tooMany', 'common.tooManyStreams'))
}

async function* follow(ctx: StreamContext, lastEventId: string | undefined, signal: AbortSignal) {
  const { pool, actor, services, now } = ctx
  const inScope = <T>(work: (inner: Ctx<MemberActor>) => Promise<T>) =>
    transact(pool, { actor, mode: 'read', now }, work)
  const asSystem = <T>(work: (inner: Ctx<MemberActor>) => Promise<T>) =>
    transact(pool, { actor, mode: 'read', now, system: true }, work)

  // Numbers are counted across all organisations, so the head is read past row-level security; nothing but it is.
  const { top, start } = await asSystem(findHead)
  const asked = lastEventId !== undefined && /^\d{1,18}$/.test(lastEventId) ? BigInt(lastEventId) : null
  let last = asked ?? start
  // Long away, or the database is an older copy than the one that gave the number.
  if (last > top || top - last > farBehind) {
    last = top
    const reset: LiveEvent = { type: 'live.reset', productId: null, subject: {} }
    yield tracked(String(last), reset)
  }
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
      followInTurn(ctx, input?.lastEventId ?? undefined, signal ?? new AbortController().signal),
    ),
})
