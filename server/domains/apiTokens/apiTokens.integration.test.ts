import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { apiTokens } from '@/db/schema/apiTokens'
import { members } from '@/db/schema/orgs'
import { resolveBearer } from '@/server/auth/bearer'
import type { Actor } from '@/server/kernel/actor'
import { requireMember, transact, type MemberCtx } from '@/server/platform/context'
import { testDatabase, type TestDatabase } from '@/server/testing/database'
import { makeWorld, type World } from '@/server/testing/world'
import { createToken } from './commands/create-token'
import { revokeToken } from './commands/revoke-token'
import { listTokens } from './queries/list-tokens'

let database: TestDatabase
let world: World
beforeAll(async () => (database = await testDatabase()))
afterAll(() => database.close())
beforeEach(async () => (world = await makeWorld(database.pool)))

const now = new Date()
const as = <T>(actor: Actor, work: (ctx: MemberCtx) => Promise<T>) =>
  transact(database.pool, { actor, mode: 'write', now: () => now }, (ctx) => work(requireMember(ctx)))
const bearer = (token: string, at = now) =>
  resolveBearer(database.pool, { header: `Bearer ${token}`, ip: '203.0.113.9' }, at)
const asked = { name: 'CI', scopes: ['firmware.push' as const], productId: null, days: 30 as const }

test('a token acts for its maker until it expires, and only its hash is stored', async () => {
  const { owner, orgId } = world.brand
  const made = await as(owner.actor, (ctx) => createToken(ctx, { ...asked, productId: world.productId }))
  const found = await bearer(made.token)
  expect(found).toMatchObject({ name: 'CI', scopes: ['firmware.push'], productId: world.productId })
  expect(found?.actor).toMatchObject({ userId: owner.id, member: { orgId, role: 'owner', orgKind: 'brand' } })
  expect(await bearer(made.token, made.expiresAt)).toBeNull()
  expect(await bearer(`${made.token.slice(0, -1)}_`)).toBeNull()
  const rows = await database.pool.query('select * from api_tokens where id = $1', [made.tokenId])
  expect(JSON.stringify(rows.rows)).not.toContain(made.token.slice(12))
  const { tokens } = await as(owner.actor, listTokens)
  expect(tokens.find(({ id }) => id === made.tokenId)).toMatchObject({
    ...{ standing: 'active', lastUsedAt: now, lastUsedIp: '203.0.113.9', mayRevoke: true, orphaned: false },
    shown: made.token.slice(0, 10),
  })
})

test('revoked, it opens nothing from the next request on, and what it was good for stays as it was', async () => {
  const { owner, engineer } = world.brand
  const made = await as(owner.actor, (ctx) => createToken(ctx, asked))
  await expect(as(engineer.actor, (ctx) => revokeToken(ctx, made))).rejects.toMatchObject({ code: 'orgs.roleNeeded' })
  await as(owner.actor, (ctx) => revokeToken(ctx, made))
  expect(await bearer(made.token)).toBeNull()
  const change = (set: Partial<typeof apiTokens.$inferInsert>) =>
    transact(database.pool, { actor: null, mode: 'write', system: true }, ({ db }) =>
      db.update(apiTokens).set(set).where(eq(apiTokens.id, made.tokenId)),
    )
  await expect(change({ revokedAt: null })).rejects.toThrow()
  await expect(change({ scopes: ['firmware.push', 'flashing.report'] })).rejects.toThrow()
})

test('it ends with the membership of its maker', async () => {
  const { engineer, owner } = world.brand
  const made = await as(engineer.actor, (ctx) => createToken(ctx, asked))
  await transact(database.pool, { actor: null, mode: 'write', system: true }, ({ db }) =>
    db.update(members).set({ state: 'removed', removedAt: now }).where(eq(members.userId, engineer.id)),
  )
  expect(await bearer(made.token)).toBeNull()
  const { tokens } = await as(owner.actor, listTokens)
  expect(tokens.find(({ id }) => id === made.tokenId)).toMatchObject({ orphaned: true })
})

test('a factory makes no token that hands in builds, nor one for a product it does not work on', async () => {
  const { actor } = world.partner.owner
  await expect(as(actor, (ctx) => createToken(ctx, asked))).rejects.toMatchObject({ code: 'apiTokens.scopeNotYours' })
  const flashing = { ...asked, scopes: ['flashing.report' as const], productId: world.secretProductId }
  await expect(as(actor, (ctx) => createToken(ctx, flashing))).rejects.toMatchObject({ code: 'products.notFound' })
})
