import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { isAlive } from '@/db/embedded/postmaster-file'
import {
  databasePid,
  freePort,
  removeData,
  type ServerProcess,
  spawnServer,
  temporaryData,
  untilReady,
} from '@/server/testing/process'

const running: ServerProcess[] = []
const dirs: string[] = []

afterEach(async () => {
  for (const server of running.splice(0)) {
    server.child.kill('SIGTERM')
    await server.ended
    const pid = databasePid(server.dataDir)
    if (pid !== null && isAlive(pid)) process.kill(pid, 'SIGQUIT')
  }
  for (const dir of dirs.splice(0)) removeData(dir)
})

function freshData(): string {
  const dir = temporaryData()
  dirs.push(dir)
  return dir
}
/** Without the demo world, which takes most of a start to tell; `env` takes its place. */
async function start(options: Partial<Parameters<typeof spawnServer>[0]> = {}): Promise<ServerProcess> {
  const server = spawnServer({
    dataDir: options.dataDir ?? freshData(),
    port: await freePort(),
    env: { DEMO: '0' },
    ...options,
  })
  running.push(server)
  return server
}
async function ready(options: Partial<Parameters<typeof spawnServer>[0]> = {}): Promise<ServerProcess> {
  const server = await start(options)
  await untilReady(server)
  return server
}
/** What was said apart from progress, as lines: a refusal must be exactly one. */
const sentences = (server: ServerProcess) =>
  server
    .output()
    .split('\n')
    .filter((line) => line !== '' && !line.endsWith('…') && !/^(Built|✓|Dependencies)/.test(line))

async function refused(options: Partial<Parameters<typeof spawnServer>[0]>): Promise<string> {
  const server = await start(options)
  expect(await server.ended).toBe(1)
  const lines = sentences(server)
  expect(lines).toHaveLength(1)
  return lines[0] ?? ''
}

/** Signs in with one click, as the demo offers, and follows what happens in the organisation. */
async function openEvents({ url }: ServerProcess): Promise<Response> {
  const accounts = await (await fetch(`${url}/api/trpc/people.demoAccounts`)).json()
  const { userId } = accounts.result.data.json[0]
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ json: { userId } })
  const signedIn = await fetch(`${url}/api/trpc/people.signInDemo`, { method: 'POST', headers, body })
  const cookie = signedIn.headers
    .getSetCookie()
    .map((header) => header.split(';', 1)[0])
    .join('; ')
  const events = await fetch(`${url}/api/trpc/live.events`, { headers: { cookie, accept: 'text/event-stream' } })
  expect([events.status, events.headers.get('content-type')]).toEqual([200, 'text/event-stream'])
  return events
}

const gone = (pid: number | null) => vi.waitUntil(() => pid === null || !isAlive(pid), { timeout: 30_000 })

describe('mortise start', { timeout: 240_000 }, () => {
  test('drains an open request and an event stream on SIGTERM, and leaves no database behind', async () => {
    const server = await ready({ env: {} })
    const pid = databasePid(server.dataDir)
    const stream = await openEvents(server)
    const body = JSON.stringify({ json: { locale: 'zh' } })
    const slow = request(`${server.url}/api/trpc/people.setLocale`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
    })
    slow.write(body.slice(0, 3))
    const answered = once(slow, 'response')
    await vi.waitUntil(() => slow.socket?.connecting === false, { timeout: 10_000 })
    await fetch(`${server.url}/api/health/live`)
    server.child.kill('SIGTERM')
    await vi.waitUntil(() => server.output().includes('Finishing open requests'), { timeout: 10_000 })
    await expect(stream.text()).rejects.toThrow()
    slow.end(body.slice(3))
    const [response] = await answered
    expect([response.statusCode, response.headers.connection]).toEqual([200, 'close'])
    expect(await server.ended).toBe(0)
    await gone(pid)
    expect(databasePid(server.dataDir)).toBeNull()
  })

  test('npm start passes the signal on', async () => {
    const server = await ready({ command: ['npm', 'start', '--silent'] })
    const pid = databasePid(server.dataDir)
    server.child.kill('SIGTERM')
    await server.ended
    await gone(pid)
    expect(databasePid(server.dataDir)).toBeNull()
  })

  test('a second instance on the same data gives way with one sentence', async () => {
    const first = await ready()
    const sentence = await refused({ dataDir: first.dataDir })
    expect(sentence).toContain('already running')
    expect(sentence).toContain(String(first.child.pid))
    expect((await fetch(`${first.url}/api/health/ready`)).status).toBe(200)
  })

  test('two instances starting on the same data at once: one serves, one gives way', async () => {
    const dataDir = freshData()
    const both = await Promise.all([start({ dataDir }), start({ dataDir })])
    const ended = await Promise.race(both.map(async (server) => ({ server, code: await server.ended })))
    expect(ended.code).toBe(1)
    expect(ended.server.output()).toContain('already running')
    const [survivor] = both.filter((server) => server !== ended.server)
    if (!survivor) throw new Error('no survivor')
    await untilReady(survivor)
  })

  test('a taken port is one sentence', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const address = taken.address()
    const port = typeof address === 'object' && address ? address.port : 0
    expect(await refused({ port })).toContain(`Port ${port} is taken`)
    taken.close()
  })

  test('a killed server starts again on the same data, its orphaned database found', async () => {
    const first = await ready()
    const pid = databasePid(first.dataDir)
    first.child.kill('SIGKILL')
    await first.ended
    expect(pid !== null && isAlive(pid)).toBe(true)
    await ready({ dataDir: first.dataDir })
    expect(databasePid(first.dataDir)).toBe(pid)
  })

  test('a database killed under a running server comes back, and the server with it', async () => {
    const server = await ready()
    process.kill(databasePid(server.dataDir) ?? 0, 'SIGKILL')
    await vi.waitUntil(() => server.output().includes('was started again'), { timeout: 60_000 })
    await untilReady(server)
  })

  test('data that cannot be written is one sentence', async () => {
    const file = join(freshData(), 'file')
    writeFileSync(file, '')
    expect(await refused({ dataDir: join(file, 'inside') })).toContain('cannot write its data')
  })

  test.runIf(process.getuid?.() !== 0)('a directory without write permission is one sentence', async () => {
    const dir = join(freshData(), 'locked')
    mkdirSync(dir)
    chmodSync(dir, 0o555)
    expect(await refused({ dataDir: dir })).toContain('cannot write its data')
  })

  test('a production deployment is told everything it lacks, each in a sentence', async () => {
    const server = await start({ env: { MORTISE_ENV: 'production' } })
    expect(await server.ended).toBe(1)
    const named = sentences(server).map((line) => line.split(' ', 1)[0])
    expect(named.slice(0, 5)).toEqual(['AUTH_SECRET', 'DATABASE_URL', 'PUBLIC_URL', 'MAIL_URL', 'MAIL_FROM'])
    expect(server.output()).not.toMatch(/^\s+at /m)
  })

  test('a database that does not answer is one sentence, in the language of the terminal', async () => {
    const env = { DATABASE_URL: 'postgresql://user:secret@127.0.0.1:1/none', LC_ALL: 'zh_CN.UTF-8' }
    const sentence = await refused({ env })
    expect(sentence).toContain('无响应')
    expect(sentence).not.toContain('secret')
  })
})
