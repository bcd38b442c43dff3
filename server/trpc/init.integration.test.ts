import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { orgs } from '@/db/schema/orgs'
import { recordAudit } from '@/server/platform/journal'
import { testDatabase, type TestDatabase } from '@/server/testing/database'
import { asStage, makeMember, makeOrg, testServices } from '@/server/testing/factories'
import { createCallerFactory, memberProcedure, router } from './init'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

test('a procedure the database turned away is run again, whole, and writes once', async () => {
  const org = await makeOrg(database.pool)
  const actor = await makeMember(database.pool, org)
  let attempts = 0
  const tried = router({
    rename: memberProcedure.mutation(async ({ ctx }) => {
      attempts++
      await ctx.db
        .update(orgs)
        .set({ city: sql`${orgs.city} || 'x'` })
        .where(eq(orgs.id, org.id))
      recordAudit(ctx, { action: 'orgs.rename', subjectId: org.id, orgs: [org.id] })
      if (attempts < 3)
        await ctx.db.execute(sql.raw(`do $$ begin raise exception 'busy' using errcode = '40P01'; end $$`))
      return attempts
    }),
  })
  const context = {
    pool: database.pool,
    actor,
    request: { ip: '', userAgent: '', locale: 'en' as const, cookies: {} },
    services: testServices(database.pool),
    setCookie: () => undefined,
    now: () => new Date(),
  }
  expect(await createCallerFactory(tried)(context).rename()).toBe(3)
  await asStage(database.pool, async ({ db }) => {
    const [row] = await db.select({ city: orgs.city }).from(orgs).where(eq(orgs.id, org.id))
    expect(row?.city).toBe('x')
    const { rows } = await db.execute(sql`select seq from audit_entries where org_id = ${org.id}`)
    expect(rows).toEqual([{ seq: 1 }])
  })
})
