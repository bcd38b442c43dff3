import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TRPCError } from '@trpc/server'
import superjson from 'superjson'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Pool } from '@/db/client'
import { publishPending } from '@/server/jobs/dispatcher'
import { DomainError } from '@/server/kernel/errors'
import { createLiveSignal, type Services } from '@/server/platform/services'
import { accessTable } from '@/server/testing/access/table'
import { actorNames, type AccessRow, type ActorName, type Ask } from '@/server/testing/access/outcomes'
import { testDatabase, type TestDatabase } from '@/server/testing/database'
import { testServices } from '@/server/testing/factories'
import { forbiddenIn } from '@/server/testing/leaks'
import { undone } from '@/server/testing/undone'
import { digestOf, makeWorld, personOf, type Person, type World } from '@/server/testing/world'
import { appRouter, createCaller } from '@/server/trpc/root'

// The library keeps its list of procedures where its types do not reach.
const root: object = appRouter
const { procedures: byPath } = Reflect.get(root, '_def') as {
  procedures: Record<string, { _def: { type: string } }>
}
const procedures = Object.entries(byPath).map(([path, { _def }]) => ({ path, type: _def.type }))
const paths = procedures.map(({ path }) => path).toSorted()

let database: TestDatabase
let services: Services
let dir: string
/** What every call begins with and nothing changes: each is taken back. */
let world: World
let digest: string
beforeAll(async () => {
  database = await testDatabase()
  dir = mkdtempSync(join(tmpdir(), 'mortise-access-'))
  services = testServices(database.pool, dir)
  world = await makeWorld(database.pool)
  await services.storage.put(world.importFile.bytes)
  await services.storage.put(Buffer.from(world.firmware.image))
  await publishPending(services, () => Promise.resolve())
  digest = await digestOf(database.pool)
})
afterAll(async () => {
  await database.close()
  rmSync(dir, { recursive: true })
})

test('every procedure has its row, and every row a procedure', () => {
  expect(Object.keys(accessTable).toSorted()).toEqual(paths)
})

describe.each(procedures)('$path', ({ path, type }) => {
  const rows = [accessTable[path] ?? []].flat()
  test.each(rows.map((row, index) => ({ row, index })))('case $index', async ({ row }) => {
    const outcomes: Partial<Record<ActorName, string>> = {}
    const leaks: Record<string, readonly string[]> = {}
    const wrote: string[] = []
    for (const name of actorNames) {
      const { outcome, answer, changed } = await undone(database.pool, (pool, wrote) =>
        call({ pool, wrote, path, row, name }),
      )
      outcomes[name] = outcome
      const leaked = forbiddenIn(answer, name, world, row.reveals?.(world) ?? [])
      if (leaked.length > 0) leaks[name] = leaked
      if (changed && (outcome !== 'ok' || type !== 'mutation' || row.idle?.includes(name))) wrote.push(name)
    }
    expect(outcomes).toEqual(row.outcomes)
    expect(wrote, 'a refusal or a query wrote something').toEqual([])
    expect(leaks, 'an answer holds what its reader may not know').toEqual({})
  })
})

type Call = Readonly<{ pool: Pool; wrote: () => Promise<boolean>; path: string; row: AccessRow; name: ActorName }>

async function call({ pool, wrote, path, row, name }: Call) {
  const ask: Ask = (asked, given, person) => invoke(pool, asked, given, person)
  const input = await row.input(world, ask, name)
  const before = (await wrote()) ? await digestOf(pool) : digest
  const answered = await told(() => invoke(pool, path, input, personOf(world, name)))
  return { ...answered, changed: (await wrote()) && (await digestOf(pool)) !== before }
}

async function told(asked: () => Promise<unknown>): Promise<{ outcome: string; answer: string }> {
  try {
    return { outcome: 'ok', answer: superjson.stringify(await asked()) }
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error
    const words = { message: error.message, ...(error.cause instanceof DomainError ? error.cause.params : {}) }
    return {
      outcome: error.code === 'INTERNAL_SERVER_ERROR' ? String(error.cause ?? error) : error.code,
      answer: JSON.stringify(words),
    }
  }
}

/** Calls a procedure by its path; of a stream, what it has to say until it would wait. */
async function invoke(pool: Pool, path: string, input: unknown, person: Person | null): Promise<unknown> {
  const stop = new AbortController()
  let waits = 0
  const live = {
    ...createLiveSignal(),
    wait: () => {
      if (++waits > 1) stop.abort()
      return Promise.resolve()
    },
  }
  const context = {
    pool,
    actor: person?.actor ?? null,
    request: { ip: '192.0.2.1', userAgent: 'vitest', locale: 'en' as const, cookies: {} },
    services: { ...services, pool, live },
    setCookie: () => undefined,
    now: () => new Date(),
  }
  const caller = createCaller(context, { signal: stop.signal })
  const [domain = '', verb = ''] = path.split('.')
  const procedure = Reflect.get(Reflect.get(caller, domain), verb) as (given: unknown) => Promise<unknown>
  const answer = await procedure(input)
  if (typeof answer !== 'object' || answer === null || !(Symbol.asyncIterator in answer)) return answer
  const said: unknown[] = []
  for await (const item of answer as AsyncIterable<unknown>) said.push(item)
  return said
}
