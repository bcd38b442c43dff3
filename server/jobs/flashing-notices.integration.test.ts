import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { notifications } from '@/db/schema/notifications'
import { setAsideUnit, takeBackUnit } from '@/server/domains/flashing/commands/set-aside-unit'
import { requireMember, transact, type MemberCtx } from '@/server/platform/context'
import { testDatabase, type TestDatabase } from '@/server/testing/database'
import { asStage, testServices } from '@/server/testing/factories'
import { makeWorld } from '@/server/testing/world'
import { deliver } from './delivery'
import { publishPending } from './dispatcher'
import { subscriptions } from './subscriptions'

let database: TestDatabase
beforeAll(async () => (database = await testDatabase()))
afterAll(() => database.close())

test('the one factory is told that a device of it is set aside, and that it is taken back', async () => {
  const world = await makeWorld(database.pool)
  const brand = <T>(work: (ctx: MemberCtx) => Promise<T>) =>
    transact(database.pool, { actor: world.brand.owner.actor, mode: 'write' }, (ctx) => work(requireMember(ctx)))
  const { setAsideId } = await brand((ctx) =>
    setAsideUnit(ctx, {
      ...{ resultId: world.flashing.heldBackId, version: 0, kind: 'scrapped' },
      reason: { en: 'It burnt.', zh: '' },
    }),
  )
  await brand((ctx) => takeBackUnit(ctx, { setAsideId }))
  const services = testServices(database.pool)
  const ids: string[] = []
  while ((await publishPending(services, async (found) => void ids.push(...found))) > 0) continue
  for (const id of ids) await deliver(services, id, subscriptions)
  for (const kind of ['flashing.setAside', 'flashing.takenBack'] as const) {
    const told = await asStage(database.pool, ({ db }) =>
      db.select().from(notifications).where(eq(notifications.kind, kind)),
    )
    expect(told.map(({ userId, orgId }) => [userId, orgId])).toEqual([[world.rival.owner.id, world.rival.orgId]])
    expect(told[0]).toMatchObject({
      params: { serial: 'W-0003', number: 'FLP-01' },
      path: `/products/${world.productId}/firmware/flashing/${world.flashing.packageId}`,
    })
  }
})
