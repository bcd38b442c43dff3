import { sql } from 'drizzle-orm'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { transact } from '@/server/platform/context'
import { recordAudit } from '@/server/platform/journal'
import { testDatabase, type TestDatabase } from '@/server/testing/database'
import { callerOf, makeMember, makeOrg, makePartner, makeProduct } from '@/server/testing/factories'
import type { MemberActor } from '@/server/kernel/actor'
import { chainBatch } from './rules'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const as = (actor: MemberActor) => callerOf(database.pool, actor)
const refusal = (code: string) => expect.objectContaining({ message: code })
const brandOwner = async () => makeMember(database.pool, await makeOrg(database.pool, 'brand'))

/** Writes entries as one transaction of this actor would. */
const write = (actor: MemberActor, count: number, productId: string | null = null) =>
  transact(database.pool, { actor, mode: 'write' }, async (ctx) => {
    for (let index = 0; index < count; index++) {
      recordAudit(ctx, {
        action: 'orgs.updateOrg',
        subjectId: actor.member.orgId,
        productId,
        orgs: [actor.member.orgId],
        params: { index },
      })
    }
  })

/** Past every policy and trigger, as somebody with the database's own password would. */
async function tamper(query: string, values: unknown[]) {
  const { adminUrl } = inject('testCluster')
  const url = new URL(adminUrl)
  url.pathname = new URL(database.url).pathname
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  try {
    await client.query('set session_replication_role = replica')
    await client.query(query, values)
  } finally {
    await client.end()
  }
}

describe('the log', () => {
  test('comes newest first, page by page, filtered, with names instead of ids', async () => {
    const owner = await brandOwner()
    const { productId } = await as(owner).products.createProduct({
      name: { en: 'Hub', zh: '' },
      code: 'HB-1',
      summary: { en: '', zh: '' },
      vertical: 'home',
      subVertical: 'sensor',
      phase: 'concept',
    })
    await write(owner, 3)
    const first = await as(owner).audit.listEntries({ limit: 2 })
    expect(first.items.map(({ seq }) => seq)).toEqual([4, 3])
    expect(first.names[owner.userId]).toEqual({ en: 'Alex Rivera', zh: 'Alex Rivera' })
    const second = await as(owner).audit.listEntries({ limit: 2, cursor: first.nextCursor })
    expect(second.items.map(({ seq }) => seq)).toEqual([2, 1])
    expect(second.nextCursor).toBeNull()
    expect((await as(owner).audit.listEntries({ domain: 'products' })).items.map(({ action }) => action)).toEqual([
      'products.createProduct',
    ])
    expect((await as(owner).audit.listEntries({ productId })).items).toHaveLength(1)
  })

  test('is one organisation’s own, for those who may', async () => {
    const [one, two] = [await brandOwner(), await brandOwner()]
    await write(one, 2)
    expect((await as(two).audit.listEntries({})).items).toEqual([])
    const engineer = await makeMember(database.pool, { id: one.member.orgId, kind: 'brand' }, 'engineer')
    for (const call of [
      () => as(engineer).audit.listEntries({}),
      () => as(engineer).audit.verifyChain(),
      () => as(engineer).audit.exportEntries({ format: 'csv', after: 0 }),
    ]) {
      await expect(call()).rejects.toEqual(refusal('audit.roleNeeded'))
    }
    const bare = await transact(database.pool, { actor: two, mode: 'read' }, ({ db }) =>
      db.execute(sql`select 1 from audit_entries`),
    )
    expect(bare.rowCount).toBe(0)
  })

  test('a partner’s activity of a product is its own share of it', async () => {
    const owner = await brandOwner()
    const product = await makeProduct(database.pool, { id: owner.member.orgId })
    const partner = await makeMember(database.pool, await makeOrg(database.pool, 'manufacturer'), 'engineer')
    const { id: partyId } = await makePartner(database.pool, product, { id: partner.member.orgId })
    await write(owner, 2, product.id)
    await as(owner).products.updateGrants({ partyId, version: 1, grants: ['boms'] })
    const activity = async (actor: MemberActor) =>
      (await as(actor).products.listActivity({ productId: product.id })).entries.map(({ action }) => action)
    expect(await activity(partner)).toEqual(['products.updateGrants'])
    expect(await activity(owner)).toEqual(['products.updateGrants', 'orgs.updateOrg', 'orgs.updateOrg'])
  })
})

describe('the chain', () => {
  test('of an organisation that did nothing is whole', async () => {
    expect(await as(await brandOwner()).audit.verifyChain()).toMatchObject({ entries: 0, brokenAt: null })
  })

  test('is checked and exported beyond one batch', async () => {
    const owner = await brandOwner()
    await write(owner, chainBatch + 5)
    expect(await as(owner).audit.verifyChain()).toMatchObject({ entries: chainBatch + 5, brokenAt: null })
    const first = await as(owner).audit.exportEntries({ format: 'jsonl', after: 0 })
    expect(first.next).toBe(chainBatch)
    const rest = await as(owner).audit.exportEntries({ format: 'jsonl', after: first.next ?? 0 })
    expect(rest.next).toBeNull()
    const lines = (first.text + rest.text).trimEnd().split('\n')
    expect(lines).toHaveLength(chainBatch + 5)
    expect((await as(owner).audit.exportEntries({ format: 'csv', after: 0 })).text.split('\r\n')).toHaveLength(
      chainBatch + 2,
    )
  })

  test.each([
    ['a changed entry', `update audit_entries set params = '{"index":9}' where org_id = $1 and seq = 3`, 3],
    ['a removed entry', `delete from audit_entries where org_id = $1 and seq = 2`, 2],
    ['a cut end', `delete from audit_entries where org_id = $1 and seq = 5`, 5],
    ['a changed time', `update audit_entries set at = at + interval '1 ms' where org_id = $1 and seq = 4`, 4],
  ])('shows %s', async (_, query, brokenAt) => {
    const owner = await brandOwner()
    await write(owner, 5)
    await tamper(query, [owner.member.orgId])
    expect(await as(owner).audit.verifyChain()).toMatchObject({ brokenAt })
  })
})
