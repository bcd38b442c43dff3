import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eq } from 'drizzle-orm'
import { openPool } from '@/db/client'
import { events } from '@/db/schema/audit'
import { mails, notifications } from '@/db/schema/notifications'
import { queueMail } from '@/server/domains/notifications/commands/queue-mail'
import { createLog } from '@/server/platform/log'
import { createLiveSignal, type Services } from '@/server/platform/services'
import {
  asStage,
  callerOf,
  makeMember,
  makeOrg,
  makePartner,
  makeProduct,
  testServices,
} from '@/server/testing/factories'
import { testDatabase, type TestDatabase } from '@/server/testing/database'
import { startJobs } from './runner'

let database: TestDatabase
beforeAll(async () => void (database = await testDatabase()))
afterAll(() => database.close())

/** A process of its own as far as jobs are concerned: own pool, own signal, errors collected. */
function processOf(url: string) {
  const errors: string[] = []
  const lent = testServices(database.pool)
  const pool = openPool(url, { max: 4, onError: () => undefined })
  const log = createLog('error', { write: (line: string) => void errors.push(line) })
  const services: Services = {
    ...lent,
    pool,
    log,
    live: createLiveSignal(),
    settings: { ...lent.settings, databaseUrl: url },
  }
  return { services, errors, close: () => pool.end() }
}

async function ask() {
  const [brand, factory] = [await makeOrg(database.pool), await makeOrg(database.pool, 'manufacturer')]
  const [ann, wang] = [await makeMember(database.pool, brand), await makeMember(database.pool, factory)]
  const product = await makeProduct(database.pool, brand)
  await makePartner(database.pool, product, factory)
  const open = (clientKey: string = randomUUID()) =>
    callerOf(database.pool, ann).threads.openThread({
      productId: product.id,
      subject: { kind: 'product', id: product.id },
      body: { en: 'When?', zh: '', source: 'en' },
      clientKey,
    })
  return { wang, open }
}

/** Waits for what the database says, woken by its own notifications. */
async function until(services: Services, reached: () => Promise<boolean>) {
  const patience = AbortSignal.timeout(30_000)
  while (!patience.aborted) {
    const woken = services.live.wait(AbortSignal.any([patience, AbortSignal.timeout(250)]))
    if (await reached()) return
    await woken
  }
  throw new Error('did not come about')
}

const noticesOf = (userId: string) =>
  asStage(database.pool, ({ db }) => db.select().from(notifications).where(eq(notifications.userId, userId)))

test('two processes share the work: everything is delivered, nothing twice, no turn fails', async () => {
  const [one, two] = [processOf(database.url), processOf(database.url)]
  const jobs = await Promise.all([startJobs(one.services), startJobs(two.services)])
  const { wang, open } = await ask()
  await Promise.all(Array.from({ length: 40 }, () => open()))
  await until(one.services, async () => (await noticesOf(wang.userId)).length === 40)
  await asStage(database.pool, (ctx) =>
    queueMail(ctx, {
      to: 'a@example.com',
      locale: 'en',
      template: 'notice',
      params: { headline: 'x', details: 'y' },
      dedupeKey: 'k',
    }),
  )
  await until(
    two.services,
    async () => (await asStage(database.pool, ({ db }) => db.select().from(mails)))[0]?.state === 'kept',
  )
  await Promise.all(jobs.map((each) => each.stop()))
  expect([one.errors, two.errors]).toEqual([[], []])
  expect((await noticesOf(wang.userId)).length).toBe(40)
  await Promise.all([one.close(), two.close()])
})

test('what was published while nobody worked, or by a process that stopped, is delivered by the next', async () => {
  const { wang, open } = await ask()
  await open()
  const first = processOf(database.url)
  const stopped = await startJobs(first.services)
  await stopped.stop()
  await first.close()
  await open()
  const second = processOf(database.url)
  const jobs = await startJobs(second.services)
  await until(second.services, async () => (await noticesOf(wang.userId)).length === 2)
  await jobs.stop()
  await second.close()
  const waiting = await asStage(database.pool, ({ db }) => db.select().from(events))
  expect(waiting.filter(({ publishedAt, type }) => publishedAt === null && type === 'threads.opened')).toEqual([])
})

test('losing every connection to the database stops nothing for good', async () => {
  const only = processOf(database.url)
  const jobs = await startJobs(only.services)
  const { wang, open } = await ask()
  const killer = new pg.Client({ connectionString: database.url })
  killer.on('error', () => undefined)
  await killer.connect()
  for (let round = 0; round < 3; round++) {
    await killer.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()',
    )
    // Each connection that was cut under a command says so once; asking again is right, and with the same key harmless.
    const clientKey = randomUUID()
    for (let cut = 0; ; cut++) {
      try {
        await open(clientKey)
        break
      } catch (error) {
        if (cut > 12) throw error
      }
    }
  }
  await killer.end()
  await until(only.services, async () => (await noticesOf(wang.userId)).length === 3)
  await jobs.stop()
  await only.close()
})
