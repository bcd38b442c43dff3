import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq, isNotNull, sql } from 'drizzle-orm'
import { afterAll, expect, test } from 'vitest'
import { attachments } from '@/db/schema/attachments'
import { auditEntries, events } from '@/db/schema/audit'
import { bomAdditions, bomLineLosses, bomLines, bomRevisions } from '@/db/schema/boms'
import { ndaAcceptances, productParties } from '@/db/schema/products'
import { cloudContracts, specRevisions, specs } from '@/db/schema/specs'
import { engineeringQueries, posts, threads } from '@/db/schema/threads'
import { users } from '@/db/schema/people'
import { compareContracts } from '@/server/domains/specs/contracts/compatibility'
import { parseContract } from '@/server/domains/specs/contracts/schema'
import { createLog } from '@/server/platform/log'
import { testDatabase } from '@/server/testing/database'
import { asStage, testServices } from '@/server/testing/factories'
import { seedDemo } from '.'
import { queries } from './scenarios/queries'
import { talks } from './scenarios/talks'

const { pool, close } = await testDatabase()
const dir = mkdtempSync(join(tmpdir(), 'mortise-seed-'))
afterAll(async () => {
  await close()
  rmSync(dir, { recursive: true, force: true })
})
const services = testServices(pool, dir)
const log = createLog('silent')

const counted = () =>
  asStage(pool, async ({ db }) => {
    const of = async (table: Parameters<typeof db.$count>[0]) => db.$count(table)
    return {
      users: await of(users),
      lines: await of(bomLines),
      threads: await of(threads),
      posts: await of(posts),
      ndas: await of(ndaAcceptances),
      audit: await of(auditEntries),
      events: await of(events),
    }
  })

test('a failure in the middle leaves nothing', async () => {
  const broken = { ...services, storage: { ...services.storage, put: () => Promise.reject(new Error('disk full')) } }
  await expect(seedDemo(broken, log)).rejects.toThrow('disk full')
  expect((await counted()).users).toBe(0)
})

// The whole story, told twice at once: minutes on a machine that is busy with other tests.
test('the story is told once, also when two processes start together', { timeout: 240_000 }, async () => {
  const told = await Promise.all([seedDemo(services, log), seedDemo(services, log)])
  expect(told.filter(Boolean)).toEqual([true])
  const world = await counted()
  const acts = queries.flatMap(({ decision }) => (decision ? ['raise', 'decide'] : ['raise']))
  // Two pins on the board and one on the housing, each asked and answered.
  expect(world.threads).toBe(talks.length + queries.length + 3)
  expect(world.posts).toBe(talks.flatMap(({ posts: said }) => said).length + acts.length + 6)
  expect(world.ndas).toBe(1)
  expect(world.audit).toBeGreaterThan(world.posts)
  expect(await seedDemo(services, log)).toBe(false)
  expect(await counted()).toEqual(world)
})

/** Test pads are not bought, parts drawn by the brand have no part number, and a carton is a fortieth of a unit. */
const expected = ['BOM-I040', 'BOM-W043', 'BOM-W094']

test('every line of the files arrives, with nothing said that the files do not deserve', async () => {
  const revisions = await asStage(pool, ({ db }) => db.select().from(bomRevisions))
  expect(revisions.map(({ lineCount }) => lineCount).toSorted((a, b) => b - a)).toEqual([67, 20, 20, 4])
  const lines = await asStage(pool, ({ db }) =>
    db.select({ refs: bomLines.refs, name: bomLines.name, flags: bomLines.flags }).from(bomLines),
  )
  expect(lines.filter(({ flags }) => flags.some((flag) => !expected.includes(flag)))).toEqual([])
})

test('the board stands in the assembly, in two builds, and the factory reckons with its own losses', async () => {
  const found = await asStage(pool, async ({ db }) => ({
    children: await db.$count(bomLines, isNotNull(bomLines.childBomId)),
    left: await db.$count(bomLines, sql`'LEAK' = any(${bomLines.notFitted})`),
    losses: await db.$count(bomLineLosses),
    additions: await db.$count(bomAdditions),
  }))
  expect(found).toEqual({ children: 2, left: 3, losses: 3, additions: 2 })
})

test('the factory is shown the BOM without prices', async () => {
  const parties = await asStage(pool, ({ db }) => db.select().from(productParties))
  const active = parties.filter(({ role, state }) => role === 'manufacturer' && state === 'active')
  expect(active.map(({ grants }) => grants)).toEqual([['specs', 'boms', 'files', 'firmware']])
})

test('the cloud interface is released as A, and its next draft breaks the contract on purpose', async () => {
  const states = await asStage(pool, ({ db }) =>
    db
      .select({ number: specRevisions.number, letter: specRevisions.letter, state: specRevisions.state })
      .from(specRevisions)
      .innerJoin(specs, eq(specs.id, specRevisions.specId))
      .where(eq(specs.number, 'WL-20-SPEC-02'))
      .orderBy(specRevisions.ordinal),
  )
  expect(states).toEqual([
    { number: '0.1', letter: 'A', state: 'released' },
    { number: '0.2', letter: null, state: 'draft' },
  ])
  const stored = await asStage(pool, ({ db }) => db.select({ body: cloudContracts.body }).from(cloudContracts))
  const contracts = stored.flatMap(({ body }) => {
    const parsed = parseContract(body)
    return parsed.ok ? parsed.contract : []
  })
  const of = (version: string) => contracts.find((contract) => contract.version === version)
  const [first, next] = [of('1.0.0'), of('2.0.0')]
  const codes = first && next ? compareContracts(first, next).reasons.map(({ code }) => code) : []
  expect(codes.toSorted()).toEqual(['keepAliveRaised', 'limitLowered', 'requiredAdded'])
})

test('one engineering query is decided with its evidence, and one waits for the brand', async () => {
  const found = await asStage(pool, ({ db }) =>
    db
      .select({
        code: engineeringQueries.code,
        outcome: engineeringQueries.outcome,
        files: engineeringQueries.attachmentIds,
      })
      .from(engineeringQueries)
      .orderBy(engineeringQueries.code),
  )
  expect(found.map(({ code, outcome, files }) => [code, outcome, files.length])).toEqual([
    ['EQ-001', 'deviation', 1],
    ['EQ-002', null, 0],
  ])
  const wanted = await asStage(pool, ({ db }) => db.select().from(attachments))
  expect(await services.storage.has(wanted[0]?.sha256 ?? '')).toBe(true)
})
