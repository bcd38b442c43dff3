import { Readable } from 'node:stream'
import { createRequire } from 'node:module'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { RequestCookies } from 'next/dist/server/web/spec-extension/cookies'
import { NextRequest } from 'next/server'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { fromBuffer, type Entry, type ZipFile } from 'yauzl'
import { projectRoot } from '@/db/root'
import { cookieNames } from '@/server/auth/cookies'
import { createHandler } from '@/server/http/handle'
import { routes } from '@/server/http/routes'
import { listen, type HttpServer } from '@/server/http/server'
import type { Services } from '@/server/platform/services'
import { requestContextOf, runtimeHandle, type Runtime } from '@/server/runtime'
import { actorNames, type ActorName } from '@/server/testing/access/outcomes'
import { testDatabase, type TestDatabase } from '@/server/testing/database'
import { testServices } from '@/server/testing/factories'
import { forbiddenIn } from '@/server/testing/leaks'
import { routeTable, type RouteCall } from '@/server/testing/route-table'
import { digestOf, makeWorld, personOf, type World } from '@/server/testing/world'
import { appRouter, createCaller } from '@/server/trpc/root'

// Handlers under app/ learn of their request through Next; here the headers are those of the call being tried. The
// authentication library asks for the same module in its own way.
let given = new Headers()
const nextHeaders = {
  headers: () => Promise.resolve(given),
  cookies: () => Promise.resolve(new RequestCookies(given)),
}
vi.mock('next/headers', () => nextHeaders)
Object.assign(createRequire(import.meta.url)('next/headers'), nextHeaders)

type PageHandler = (request: NextRequest, segments: { params: Promise<Record<string, string[]>> }) => Promise<Response>

const files = readdirSync(join(projectRoot(), 'app'), { recursive: true, encoding: 'utf8' }).filter((file) =>
  /(^|\/)route\.tsx?$/.test(file),
)
const patternOf = (file: string) => `/${file.replace(/\([^)]*\)\//g, '').replace(/\/route\.tsx?$/, '')}`

let database: TestDatabase
let services: Services
let server: HttpServer
let dir: string
const pageHandlers = new Map<string, PageHandler>()
beforeAll(async () => {
  database = await testDatabase()
  dir = mkdtempSync(join(tmpdir(), 'mortise-routes-'))
  services = testServices(database.pool, dir)
  const runtime: Runtime = {
    services,
    appRouter,
    createCaller,
    requestContext: requestContextOf(services),
    newestEvent: () => Promise.resolve('0'),
    stop: () => Promise.resolve(),
  }
  Object.assign(globalThis, { [runtimeHandle]: runtime })
  server = await listen('127.0.0.1', 0)
  const { settings, log } = services
  const pages = () => Promise.reject(new Error('a page was asked for'))
  server.serve(createHandler({ settings, log, runtime, routes, pages, dev: false, stopping: server.stopping }), null)
  for (const file of files) {
    const handlers: Record<string, PageHandler> = await import(join(projectRoot(), 'app', file))
    for (const [method, handler] of Object.entries(handlers))
      if (/^[A-Z]+$/.test(method)) pageHandlers.set(`${method} ${patternOf(file)}`, handler)
  }
})
afterAll(async () => {
  await server.drain(0)
  await database.close()
  rmSync(dir, { recursive: true })
})

const ours = routes.flatMap(({ methods, pattern }) => methods.map((method) => `${method} ${pattern}`))

test('every route has its row, and every row a route', () => {
  expect(Object.keys(routeTable).toSorted()).toEqual([...ours, ...pageHandlers.keys()].toSorted())
})

describe.each(Object.entries(routeTable))('%s', (name, entry) => {
  const rows = [entry].flat()
  test.each(rows.map((row, index) => ({ row, index })))('case $index', async ({ row }) => {
    const statuses: Partial<Record<ActorName, number>> = {}
    const leaks: Record<string, readonly string[]> = {}
    const wrote: string[] = []
    for (const actor of actorNames) {
      const { world, digest } = await currentWorld()
      const { status, said } = await send(name, row.call(world, actor), personOf(world, actor)?.token)
      statuses[actor] = status
      const leaked = forbiddenIn(said, actor, world, row.reveals?.(world) ?? [])
      if (leaked.length > 0) leaks[actor] = leaked
      if ((await digestOf(database.pool)) === digest) continue
      current = null
      if (status >= 400 || (name.startsWith('GET ') && !row.noted)) wrote.push(actor)
    }
    expect(statuses).toEqual(row.outcomes)
    expect(wrote, 'a refusal or a read wrote something').toEqual([])
    expect(leaks, 'an answer holds what its reader may not know').toEqual({})
  })
})

let current: { world: World; digest: string } | null = null
async function currentWorld() {
  if (current) return current
  const world = await makeWorld(database.pool)
  await services.storage.put(world.importFile.bytes)
  await services.storage.put(world.revisionFile.bytes)
  // The evidence of each factory says no more than whose it is.
  await services.storage.put(Buffer.from(world.partner.mark))
  const { arrivedUploadId, piece } = world.designs
  await services.partials.write(arrivedUploadId, 0, Readable.from([Buffer.from(piece)]))
  current = { world, digest: await digestOf(database.pool) }
  return current
}

async function send(name: string, { path, body, headers: more = {} }: RouteCall, token: string | undefined) {
  const [method = ''] = name.split(' ')
  const headers = new Headers({ origin: `http://127.0.0.1:${server.port}`, 'accept-language': 'en', ...more })
  if (token !== undefined) headers.set('cookie', `${cookieNames(false).session}=${token}`)
  if (typeof body === 'string') headers.set('content-type', 'application/json')
  const url = `http://127.0.0.1:${server.port}${path}`
  const handler = pageHandlers.get(name)
  given = headers
  const answer = handler
    ? await handler(new NextRequest(url, { method, headers, body }), {
        params: Promise.resolve({ nextauth: path.split('/').slice(3) }),
      })
    : await fetch(url, { method, headers, body })
  const bytes = Buffer.from(await answer.arrayBuffer())
  const cookies = answer.headers.getSetCookie().join('\n')
  return { status: answer.status, said: `${await textIn(bytes)}\n${cookies}` }
}

/** The text of an answer; of a spreadsheet, the text of all its parts. */
async function textIn(bytes: Buffer): Promise<string> {
  if (bytes.subarray(0, 2).toString() !== 'PK') return bytes.toString()
  const zip = await promisify<Buffer, { lazyEntries: true }, ZipFile>(fromBuffer)(bytes, { lazyEntries: true })
  const open = promisify(zip.openReadStream.bind(zip))
  const parts: string[] = []
  await new Promise<void>((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      open(entry)
        .then(async (stream) => parts.push(await text(stream)))
        .then(() => zip.readEntry(), reject)
    })
    zip.on('end', resolve)
    zip.on('error', reject)
    zip.readEntry()
  })
  return parts.join('\n')
}
