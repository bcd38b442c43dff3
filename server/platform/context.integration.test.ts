import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPool, type Pool } from '@/db/client'
import { auditEntries, events } from '@/db/schema/audit'
import { orgs } from '@/db/schema/orgs'
import { DomainError } from '@/server/kernel/errors'
import { testDatabase, type TestDatabase } from '@/server/testing/database'
import { makeMember, makeOrg } from '@/server/testing/factories'
import { asSystem, transact, type AnyCtx } from './context'
import { publish, recordAudit } from './journal'

let database: TestDatabase
let pool: Pool
beforeAll(async () => {
  database = await testDatabase()
  pool = database.pool
})
afterAll(() => database.close())

const scopeOf = async ({ db }: AnyCtx) => {
  const { rows } = await db.execute<{ org: string | null; person: string | null; system: boolean }>(
    sql`select app_org() as org, app_user() as person, app_system() as system`,
  )
  return rows[0]
}
const nobody = { actor: null, mode: 'write' } as const
const rename = (orgId: string, city: string) => (ctx: AnyCtx) =>
  ctx.db.update(orgs).set({ city }).where(eq(orgs.id, orgId))
const cityOf = (orgId: string) =>
  transact(pool, { actor: null, mode: 'read', system: true }, async ({ db }) => {
    const [row] = await db.select({ city: orgs.city }).from(orgs).where(eq(orgs.id, orgId))
    return row?.city
  })

/** Resolves for everyone once `count` have arrived. */
function meeting(count: number): () => Promise<void> {
  let arrived = 0
  let open = () => {}
  const everyone = new Promise<void>((resolve) => (open = resolve))
  return () => {
    if (++arrived === count) open()
    return everyone
  }
}

const sqlState = (code: string) => sql.raw(`do $$ begin raise exception 'asked for' using errcode = '${code}'; end $$`)

test('a query cannot write by accident', async () => {
  const org = await makeOrg(pool)
  const attempt = transact(pool, { actor: null, mode: 'read', system: true }, rename(org.id, 'Denver'))
  await expect(attempt).rejects.toMatchObject({ cause: { code: '25006' } })
})

test('the scope of one transaction is gone in the next on the same connection', async () => {
  const actor = await makeMember(pool, await makeOrg(pool))
  const single = openPool(database.url, { max: 1, onError: () => undefined })
  try {
    const mine = await transact(single, { actor, mode: 'read' }, scopeOf)
    expect(mine).toEqual({ org: actor.member.orgId, person: actor.userId, system: false })
    await transact(single, { actor, mode: 'write', system: true }, scopeOf)
    expect(await transact(single, nobody, scopeOf)).toEqual({ org: null, person: null, system: false })
    const failed = transact(single, { actor, mode: 'write', system: true }, () => Promise.reject(new Error('no')))
    await expect(failed).rejects.toThrow('no')
    expect(await transact(single, nobody, scopeOf)).toEqual({ org: null, person: null, system: false })
  } finally {
    await single.end()
  }
})

test('an id that is not one never reaches the scope', async () => {
  const actor = await makeMember(pool, await makeOrg(pool))
  const odd = { ...actor, member: { ...actor.member, orgId: `', true); select set_config('app.system', 'on` } }
  expect(await transact(pool, { actor: odd, mode: 'read' }, scopeOf)).toMatchObject({ org: null, system: false })
})

test('a refusal leaves nothing behind: no row, no audit entry, no event', async () => {
  const actor = await makeMember(pool, await makeOrg(pool))
  const { orgId } = actor.member
  const refused = transact(pool, { actor, mode: 'write' }, async (ctx) => {
    await rename(orgId, 'Denver')(ctx)
    recordAudit(ctx, { action: 'orgs.rename', subjectId: orgId, orgs: [orgId] })
    publish(ctx, { type: 'orgs.renamed', audience: [orgId], payload: {} })
    throw new DomainError('conflict', 'orgs.changed')
  })
  await expect(refused).rejects.toBeInstanceOf(DomainError)
  expect(await cityOf(orgId)).toBe('')
  await transact(pool, { actor: null, mode: 'read', system: true }, async ({ db }) => {
    expect(await db.select().from(auditEntries).where(eq(auditEntries.orgId, orgId))).toEqual([])
    expect(
      await db
        .select()
        .from(events)
        .where(sql`${orgId} = any(${events.audience})`),
    ).toEqual([])
  })
})

test('a journal that cannot be written takes the change with it', async () => {
  const actor = await makeMember(pool, await makeOrg(pool))
  const { orgId } = actor.member
  const attempt = transact(pool, { actor, mode: 'write' }, async (ctx) => {
    await rename(orgId, 'Denver')(ctx)
    recordAudit(ctx, { action: 'orgs.rename', subjectId: orgId, orgs: [orgId], params: { name: 'a\u0000b' } })
  })
  await expect(attempt).rejects.toThrow()
  expect(await cityOf(orgId)).toBe('')
})

test('of two transactions in a deadlock both end well', async () => {
  const [left, right] = [await makeOrg(pool), await makeOrg(pool)]
  const bothHold = meeting(2)
  let attempts = 0
  const swap = (first: string, second: string, city: string) =>
    transact(pool, { actor: null, mode: 'write', system: true }, async (ctx) => {
      attempts++
      await rename(first, city)(ctx)
      if (attempts <= 2) await bothHold()
      await rename(second, city)(ctx)
      recordAudit(ctx, { action: 'orgs.rename', subjectId: first, orgs: [first, second], params: { city } })
    })
  await Promise.all([swap(left.id, right.id, 'Boise'), swap(right.id, left.id, 'Reno')])
  expect(attempts).toBe(3)
  expect(await cityOf(left.id)).toBe(await cityOf(right.id))
  await transact(pool, { actor: null, mode: 'read', system: true }, async ({ db }) => {
    const chain = await db.select().from(auditEntries).where(eq(auditEntries.orgId, left.id))
    expect(chain.map(({ seq }) => seq).toSorted((a, b) => a - b)).toEqual([1, 2])
  })
})

test.for(['40001', '40P01', '57P01'])('is tried again after %s', async (code) => {
  let attempts = 0
  const result = await transact(pool, nobody, async ({ db }) => {
    if (++attempts < 3) await db.execute(sqlState(code))
    return 'done'
  })
  expect([result, attempts]).toEqual(['done', 3])
})

test('a connection that dies half-way is replaced and the work done once', async () => {
  const org = await makeOrg(pool)
  let attempts = 0
  await transact(pool, { actor: null, mode: 'write', system: true }, async (ctx) => {
    await ctx.db
      .update(orgs)
      .set({ city: sql`${orgs.city} || 'x'` })
      .where(eq(orgs.id, org.id))
    if (++attempts === 1) await ctx.db.execute(sql`select pg_terminate_backend(pg_backend_pid())`)
  })
  expect([await cityOf(org.id), attempts]).toEqual(['x', 2])
})

test('gives up in the end, and at once when trying again cannot help', async () => {
  const tries = async (code: string) => {
    let attempts = 0
    const work = transact(pool, nobody, async ({ db }) => {
      attempts++
      await db.execute(sqlState(code))
    })
    await expect(work).rejects.toMatchObject({ cause: { code } })
    return attempts
  }
  expect(await tries('40001')).toBe(4)
  expect(await tries('23505')).toBe(1)
  expect(await tries('42501')).toBe(1)
})

test('no connection is lost, however transactions end', async () => {
  const small = openPool(database.url, { max: 2, onError: () => undefined })
  try {
    for (let round = 0; round < 6; round++) {
      await transact(small, nobody, ({ db }) => db.execute(sql`select no_such_column`)).catch(() => undefined)
      await transact(small, nobody, () => Promise.reject(new Error('no'))).catch(() => undefined)
    }
    expect(small.totalCount - small.idleCount).toBe(0)
    expect(await transact(small, nobody, scopeOf)).toEqual({ org: null, person: null, system: false })
  } finally {
    await small.end()
  }
})

test('a step past row-level security ends with the step', async () => {
  const actor = await makeMember(pool, await makeOrg(pool))
  await transact(pool, { actor, mode: 'write' }, async (ctx) => {
    const system = async () => (await scopeOf(ctx))?.system
    expect(await asSystem(ctx, system)).toBe(true)
    expect(await system()).toBe(false)
    // Refused and forgiven: the lock is back.
    await asSystem(ctx, () => Promise.reject(new Error('no'))).catch(() => undefined)
    expect(await system()).toBe(false)
    const nested = await asSystem(ctx, async () => [await asSystem(ctx, system), await system()])
    expect(nested).toEqual([true, true])
    expect(await system()).toBe(false)
    const side = meeting(2)
    const overlapping = [0, 1].map(() =>
      asSystem(ctx, async () => {
        await side()
        return system()
      }),
    )
    expect(await Promise.all(overlapping)).toEqual([true, true])
    expect(await system()).toBe(false)
  })
  const begunPast = await transact(pool, { ...nobody, system: true }, async (ctx) => {
    await asSystem(ctx, () => scopeOf(ctx))
    return scopeOf(ctx)
  })
  expect(begunPast?.system).toBe(true)
})
