import { asc, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openPool, type Pool } from '@/db/client'
import { auditEntries, auditHeads, events } from '@/db/schema/audit'
import type { MemberActor } from '@/server/kernel/actor'
import { testDatabase, type TestDatabase } from '@/server/testing/database'
import { asAdmin, inDatabase } from '@/server/testing/global-setup'
import { asStage, makeMember, makeOrg } from '@/server/testing/factories'
import { transact } from './context'
import { firstBrokenLink, publish, recordAudit } from './journal'

let database: TestDatabase
let pool: Pool
beforeAll(async () => {
  database = await testDatabase()
  pool = database.pool
})
afterAll(() => database.close())

const member = async () => makeMember(pool, await makeOrg(pool))
const note = (actor: MemberActor, orgs: readonly string[], params: Record<string, unknown> = {}) =>
  transact(pool, { actor, mode: 'write' }, async (ctx) =>
    recordAudit(ctx, { action: 'orgs.rename', subjectId: actor.member.orgId, orgs, params }),
  )

async function readChain(orgId: string) {
  const rows = await asStage(pool, ({ db }) =>
    db.select().from(auditEntries).where(eq(auditEntries.orgId, orgId)).orderBy(asc(auditEntries.seq)),
  )
  return rows.map(({ previousHash, hash, ...entry }) => ({ entry, previousHash, hash }))
}
const headOf = (orgId: string) =>
  asStage(pool, async ({ db }) => (await db.select().from(auditHeads).where(eq(auditHeads.orgId, orgId)))[0])

test('what was written is what was hashed, through the database and back', async () => {
  const actor = await member()
  const params = {
    price: '12.50',
    count: 3,
    when: new Date('2026-03-01T08:00:00.123Z'),
    name: '阿尔法 “α” \\',
    nothing: null,
  }
  await note(actor, [actor.member.orgId], params)
  await note(actor, [actor.member.orgId], { list: [1, 'zwei', { b: 1, a: [null, true] }], float: 0.1, big: 1e21 })
  const chain = await readChain(actor.member.orgId)
  expect(chain).toHaveLength(2)
  expect(firstBrokenLink(chain)).toBeNull()
})

test('twenty transactions at once on the same chains leave no gap and no error', async () => {
  const [a, b, c] = [await member(), await member(), await member()]
  const orgs = [a, b, c].map((actor) => actor.member.orgId)
  const wide = openPool(database.url, { max: 20, onError: () => undefined })
  try {
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        transact(wide, { actor: [a, b, c][index % 3] ?? a, mode: 'write' }, async (ctx) => {
          const order = index % 2 === 0 ? orgs : orgs.toReversed()
          recordAudit(ctx, { action: 'orgs.rename', subjectId: `first-${index}`, orgs: order })
          recordAudit(ctx, { action: 'orgs.rename', subjectId: `second-${index}`, orgs: order.slice(0, 2) })
        }),
      ),
    )
  } finally {
    await wide.end()
  }
  for (const orgId of orgs) {
    const chain = await readChain(orgId)
    expect(firstBrokenLink(chain)).toBeNull()
    expect(await headOf(orgId)).toEqual({ orgId, seq: chain.length, hash: chain.at(-1)?.hash })
    const firsts = chain.filter(({ entry }) => entry.subjectId.startsWith('first-'))
    expect(new Set(firsts.map(({ entry }) => entry.subjectId)).size).toBe(20)
  }
})

test('each chain holds what concerns its organisation and nothing else', async () => {
  const [a, b] = [await member(), await member()]
  await note(a, [a.member.orgId, b.member.orgId, a.member.orgId])
  await note(a, [a.member.orgId])
  expect(await readChain(a.member.orgId)).toHaveLength(2)
  expect(await readChain(b.member.orgId)).toHaveLength(1)
})

test('entries can be neither changed nor removed, not even past row-level security', async () => {
  const actor = await member()
  const { orgId } = actor.member
  await note(actor, [orgId])
  const before = await readChain(orgId)
  for (const statement of [
    sql`update audit_entries set action = 'orgs.other' where org_id = ${orgId}`,
    sql`delete from audit_entries where org_id = ${orgId}`,
    sql`truncate audit_entries`,
  ]) {
    for (const system of [true, false]) {
      const attempt = transact(pool, { actor, mode: 'write', system }, ({ db }) => db.execute(statement))
      await expect(attempt).rejects.toMatchObject({ cause: { message: expect.stringContaining('append-only') } })
    }
  }
  expect(await readChain(orgId)).toEqual(before)
})

test('the head of a chain never moves back and is never removed', async () => {
  const actor = await member()
  const { orgId } = actor.member
  await note(actor, [orgId])
  const before = await headOf(orgId)
  for (const statement of [
    sql`update audit_heads set seq = 0 where org_id = ${orgId}`,
    sql`delete from audit_heads where org_id = ${orgId}`,
  ]) {
    await expect(asStage(pool, ({ db }) => db.execute(statement))).rejects.toThrow()
  }
  expect(await headOf(orgId)).toEqual(before)
})

test('who tampers above the application is found out', async () => {
  const actor = await member()
  const { orgId } = actor.member
  for (let index = 0; index < 4; index++) await note(actor, [orgId], { index })
  expect(firstBrokenLink(await readChain(orgId))).toBeNull()
  const name = new URL(database.url).pathname.slice(1)
  await asAdmin(inDatabase(inject('testCluster').adminUrl, name), async (client) => {
    await client.query(`set session_replication_role = replica`)
    await client.query(`update audit_entries set params = '{"index": 9}' where org_id = $1 and seq = 2`, [orgId])
  })
  expect(firstBrokenLink(await readChain(orgId))).toBe(2)
})

test('events carry who, whom it concerns and nothing twice', async () => {
  const [a, b] = [await member(), await member()]
  await transact(pool, { actor: a, mode: 'write' }, async (ctx) =>
    publish(ctx, {
      type: 'orgs.renamed',
      audience: [a.member.orgId, b.member.orgId, a.member.orgId],
      payload: { orgId: a.member.orgId },
    }),
  )
  const found = await asStage(pool, ({ db }) =>
    db
      .select()
      .from(events)
      .where(sql`${b.member.orgId} = any(${events.audience})`),
  )
  expect(found).toMatchObject([
    {
      type: 'orgs.renamed',
      audience: [a.member.orgId, b.member.orgId],
      actorUserId: a.userId,
      actorOrgId: a.member.orgId,
      seq: null,
      publishedAt: null,
    },
  ])
})
