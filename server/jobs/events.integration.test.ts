import { isTrackedEnvelope } from '@trpc/server'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import fc from 'fast-check'
import { asc, eq, isNotNull } from 'drizzle-orm'
import { openPool } from '@/db/client'
import { events } from '@/db/schema/audit'
import { members } from '@/db/schema/orgs'
import { sessions } from '@/db/schema/people'
import { productParties } from '@/db/schema/products'
import { hashToken, newToken } from '@/server/auth/actor'
import type { MemberActor } from '@/server/kernel/actor'
import { newId } from '@/server/kernel/ids'
import { transact } from '@/server/platform/context'
import { publish } from '@/server/platform/journal'
import { createLiveSignal, mostStreams } from '@/server/platform/services'
import { asStage, makeMember, makeOrg, makePartner, makeProduct, testServices } from '@/server/testing/factories'
import { testDatabase, type TestDatabase } from '@/server/testing/database'
import { newestEvent, type LiveEvent } from '@/server/trpc/live'
import { createCaller } from '@/server/trpc/root'
import { publishedChannel, publishPending } from './dispatcher'
import { startListener } from './listener'

let database: TestDatabase
beforeAll(async () => void (database = await testDatabase({ connections: 30 })))
afterAll(() => database.close())

const keepNothing = () => Promise.resolve()
const services = (live = createLiveSignal()) => ({ ...testServices(database.pool), live })

async function signIn(actor: MemberActor) {
  await asStage(database.pool, ({ db }) =>
    db.insert(sessions).values({
      id: actor.sessionId,
      tokenHash: hashToken(newToken()),
      userId: actor.userId,
      activeOrgId: actor.member.orgId,
      expires: new Date(Date.now() + 3_600_000),
    }),
  )
  return actor
}

const say = (
  actor: MemberActor,
  n: number,
  given: { productId?: string; audience?: string[]; type?: string; payload?: object } = {},
) =>
  transact(database.pool, { actor, mode: 'write' }, async (ctx) =>
    publish(ctx, {
      type: given.type ?? 'threads.replied',
      audience: given.audience ?? [actor.member.orgId],
      productId: given.productId ?? null,
      payload: { nId: String(n), note: 'never sent', ...given.payload },
    }),
  )

/** Opens a stream and collects what it says, until closed. */
async function listen(actor: MemberActor, lent: ReturnType<typeof services>, lastEventId?: string) {
  const abort = new AbortController()
  const caller = createCaller(
    {
      pool: lent.pool,
      actor,
      request: { ip: '192.0.2.1', userAgent: 'vitest', locale: 'en', cookies: {} },
      services: lent,
      setCookie: () => undefined,
      now: () => new Date(),
    },
    { signal: abort.signal },
  )
  const heard: { id: string; event: LiveEvent }[] = []
  const waiting = new Set<() => void>()
  const stream = await caller.live.events(lastEventId === undefined ? undefined : { lastEventId })
  const ended = (async () => {
    for await (const said of stream) {
      // The caller hands over the envelope that the transport would open.
      const envelope: unknown = said
      if (!isTrackedEnvelope<LiveEvent>(envelope)) throw new Error('an event without its number')
      const [id, event] = envelope
      heard.push({ id, event })
      for (const look of waiting) look()
    }
  })()
  const until = (enough: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!enough()) return
        waiting.delete(look)
        resolve()
      }
      waiting.add(look)
      look()
    })
  return {
    heard,
    until,
    ended,
    close: () => abort.abort(),
    numbers: () => heard.map(({ event }) => Number(event.subject.nId)),
  }
}

let ann: MemberActor
beforeEach(async () => void (ann = await signIn(await makeMember(database.pool, await makeOrg(database.pool)))))

test('numbers follow the commits: whoever has seen N never misses a smaller one', async () => {
  const lent = services()
  const reader = await listen(ann, lent)
  const total = 300
  const publisher = { stop: false }
  // Two processes number at once while thirty connections commit in whatever order they like.
  const publishers = [0, 1].map(async () => {
    while (!publisher.stop) {
      await publishPending(lent, keepNothing)
      lent.live.wake()
    }
  })
  await Promise.all(
    Array.from({ length: total }, async (_, n) => {
      const hold = n % 7
      await transact(database.pool, { actor: ann, mode: 'write' }, async (ctx) => {
        publish(ctx, { type: 'threads.replied', audience: [ann.member.orgId], payload: { nId: String(n) } })
        await ctx.db.execute(`select pg_sleep(${hold / 200})`)
      })
    }),
  )
  await reader.until(() => reader.heard.length >= total)
  publisher.stop = true
  await Promise.all(publishers)
  expect(reader.numbers().toSorted((a, b) => a - b)).toEqual(Array.from({ length: total }, (_, n) => n))
  const ids = reader.heard.map(({ id }) => Number(id))
  expect(ids).toEqual(ids.toSorted((a, b) => a - b))
  const rows = await asStage(database.pool, ({ db }) =>
    db.select({ seq: events.seq }).from(events).where(isNotNull(events.seq)).orderBy(asc(events.seq)),
  )
  expect(new Set(rows.map(({ seq }) => seq)).size).toBe(rows.length)
  reader.close()
  lent.live.wake()
  await reader.ended
})

test('a stream that is cut anywhere and resumed says everything once, in order', async () => {
  const lent = services()
  for (let n = 0; n < 60; n++) await say(ann, n)
  await publishPending(lent, keepNothing)
  const whole = await listen(ann, lent, '0')
  await whole.until(() => whole.heard.length === 60)
  whole.close()
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 59 }), { maxLength: 4 }), async (cuts) => {
      const heard: number[] = []
      let from = '0'
      for (const cut of cuts.toSorted((a, b) => a - b)) {
        const part = await listen(ann, lent, from)
        await part.until(() => part.numbers().includes(cut) || part.heard.length === 0 || Number(from) >= cut)
        part.close()
        const said = part.heard.filter(({ event }) => Number(event.subject.nId) <= cut)
        heard.push(...said.map(({ event }) => Number(event.subject.nId)))
        from = said.at(-1)?.id ?? from
      }
      const rest = await listen(ann, lent, from)
      await rest.until(() => rest.numbers().at(-1) === 59 || heard.at(-1) === 59)
      rest.close()
      heard.push(...rest.numbers())
      expect(heard).toEqual(Array.from({ length: 60 }, (_, n) => n))
    }),
    { numRuns: 25 },
  )
  expect(whole.heard[0]?.event).toEqual({ type: 'threads.replied', productId: null, subject: { nId: '0' } })
})

test('another process hears through the database', async () => {
  const here = services()
  const elsewhere = openPool(database.url, { max: 3, onError: () => undefined })
  const there = { ...services(), pool: elsewhere }
  const listener = startListener(database.url, { [publishedChannel]: there.live.wake }, there.log)
  const reader = await listen(ann, there)
  await say(ann, 1)
  await publishPending(here, keepNothing)
  await reader.until(() => reader.heard.length === 1)
  expect(reader.numbers()).toEqual([1])
  reader.close()
  await reader.ended
  await listener.stop()
  await elsewhere.end()
})

test('a listener whose connection is killed comes back and wakes everybody', async () => {
  let woken = 0
  const calls = new Set<() => void>()
  const listener = startListener(
    database.url,
    {
      [publishedChannel]: () => {
        woken++
        for (const call of calls) call()
      },
    },
    testServices(database.pool).log,
  )
  const wokenAt = (count: number) =>
    new Promise<void>((resolve) => (woken >= count ? resolve() : calls.add(() => woken >= count && resolve())))
  await wokenAt(1)
  await database.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'mortise listener' and datname = current_database()`,
  )
  await wokenAt(2)
  await listener.stop()
})

test('a stream ends when its session is revoked or its reader removed', async () => {
  const lent = services()
  const org = { id: ann.member.orgId, kind: 'brand' as const }
  const cases: [string, (actor: MemberActor) => Promise<unknown>][] = [
    [
      'session',
      ({ sessionId }) => asStage(database.pool, ({ db }) => db.delete(sessions).where(eq(sessions.id, sessionId))),
    ],
    [
      'expiry',
      ({ sessionId }) =>
        asStage(database.pool, ({ db }) =>
          db
            .update(sessions)
            .set({ expires: new Date(0) })
            .where(eq(sessions.id, sessionId)),
        ),
    ],
    [
      'member',
      ({ userId }) =>
        asStage(database.pool, ({ db }) =>
          db.update(members).set({ state: 'removed' }).where(eq(members.userId, userId)),
        ),
    ],
  ]
  for (const [n, [, end]] of cases.entries()) {
    const actor = await signIn(await makeMember(database.pool, org, 'engineer'))
    const reader = await listen(actor, lent)
    await end(actor)
    await say(ann, n)
    await publishPending(lent, keepNothing)
    lent.live.wake()
    await reader.ended
    expect(reader.numbers()).not.toContain(n)
  }
})

test('says nothing to strangers, to the second partner, or of what was taken away', async () => {
  const lent = services()
  const product = await makeProduct(database.pool, { id: ann.member.orgId })
  const [factory, rival] = [await makeOrg(database.pool, 'manufacturer'), await makeOrg(database.pool, 'manufacturer')]
  const party = await makePartner(database.pool, product, factory)
  await makePartner(database.pool, product, rival)
  const [wang, rex] = [
    await signIn(await makeMember(database.pool, factory)),
    await signIn(await makeMember(database.pool, rival)),
  ]
  const stranger = await signIn(await makeMember(database.pool, await makeOrg(database.pool)))
  const both = { productId: product.id, audience: [ann.member.orgId, factory.id] }
  const streams = {
    wang: await listen(wang, lent),
    rex: await listen(rex, lent),
    stranger: await listen(stranger, lent),
  }
  const tell = async (n: number, given: object = {}) => {
    await say(ann, n, { ...both, ...given })
    await publishPending(lent, keepNothing)
    lent.live.wake()
  }
  const grants = (change: object) =>
    asStage(database.pool, ({ db }) => db.update(productParties).set(change).where(eq(productParties.id, party.id)))

  await tell(1, { payload: { bomId: newId('bom') } })
  await streams.wang.until(() => streams.wang.heard.length === 1)
  await grants({ grants: ['specs'] })
  await tell(2, { payload: { bomId: newId('bom') } })
  await tell(3, { type: 'boms.imported' })
  await tell(7, { type: 'designFiles.pinChanged' })
  await tell(8, { payload: { designSetId: newId('designSet') } })
  await tell(4)
  await streams.wang.until(() => streams.wang.heard.length === 2)
  await grants({ grants: ['files'] })
  await tell(9, { type: 'designFiles.changed' })
  await streams.wang.until(() => streams.wang.heard.length === 3)
  await grants({ state: 'revoked' })
  await tell(5)
  await tell(6, { type: 'products.partnerRevoked' })
  await streams.wang.until(() => streams.wang.heard.length === 4)
  expect(streams.wang.numbers()).toEqual([1, 4, 9, 6])
  // A stream replayed from the beginning says no more than one that was there.
  const replay = await listen(wang, lent, '0')
  await replay.until(
    () => replay.numbers().includes(6) || replay.heard.some(({ event }) => event.type === 'live.reset'),
  )
  expect(replay.numbers().filter((n) => [1, 2, 3, 4, 5, 7, 8, 9].includes(n))).toEqual([])
  for (const stream of [...Object.values(streams), replay]) stream.close()
  await Promise.all([...Object.values(streams), replay].map(({ ended }) => ended))
  expect([streams.rex.heard, streams.stranger.heard]).toEqual([[], []])
})

test('a screen that was away too long, or comes from another copy of the database, starts over', async () => {
  const lent = services()
  const beyond = await listen(ann, lent, '999999999')
  await beyond.until(() => beyond.heard.length === 1)
  expect(beyond.heard[0]?.event.type).toBe('live.reset')
  beyond.close()
  await beyond.ended
  const odd = await listen(ann, lent, 'x')
  odd.close()
  lent.live.wake()
  await odd.ended
  expect(odd.heard.filter(({ event }) => event.type === 'live.reset')).toEqual([])
})

test('a fresh screen hears what happened while its page was being made', async () => {
  const lent = services()
  await say(ann, 7)
  await publishPending(lent, keepNothing)
  const reader = await listen(ann, lent)
  await reader.until(() => reader.heard.length === 1)
  expect(reader.numbers()).toEqual([7])
  reader.close()
  await reader.ended
})

test('a page that says how far it had read hears what came after, and nothing again', async () => {
  const lent = services()
  await say(ann, 7)
  await publishPending(lent, keepNothing)
  const begun = await newestEvent(lent.pool, () => new Date())
  await say(ann, 8)
  await publishPending(lent, keepNothing)
  const reader = await listen(ann, lent, begun)
  await reader.until(() => reader.heard.length === 1)
  expect(reader.numbers()).toEqual([8])
  reader.close()
  await reader.ended
})

test('of more streams than a session may have the oldest makes room, and others are left alone', async () => {
  const lent = services()
  const bob = await signIn(await makeMember(database.pool, { id: ann.member.orgId, kind: ann.member.orgKind }))
  const elsewhere = await listen(bob, lent)
  const streams = []
  for (let n = 0; n <= mostStreams; n++) streams.push(await listen(ann, lent))
  const [oldest, ...others] = streams
  await expect(oldest?.ended).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS', message: 'common.tooManyStreams' })
  await say(ann, 1)
  await publishPending(lent, keepNothing)
  lent.live.wake()
  await Promise.all([elsewhere, ...others].map((stream) => stream.until(() => stream.heard.length === 1)))
  expect(oldest?.heard).toEqual([])
  // One that goes makes room without anybody having to.
  others[0]?.close()
  await others[0]?.ended
  const later = await listen(ann, lent)
  await later.until(() => later.heard.length === 1)
  const left = [elsewhere, later, ...others.slice(1)]
  await say(ann, 2)
  await publishPending(lent, keepNothing)
  lent.live.wake()
  await Promise.all(left.map((stream) => stream.until(() => stream.heard.length === 2)))
  for (const stream of left) stream.close()
  await Promise.all(left.map(({ ended }) => ended))
})
