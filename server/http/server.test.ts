import { request as httpRequest, type IncomingMessage } from 'node:http'
import { once } from 'node:events'
import { gunzipSync } from 'node:zlib'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { createLog } from '@/server/platform/log'
import { readSettings, type Settings } from '@/server/platform/settings'
import type { Runtime } from '@/server/runtime'
import { sendJson } from './answer'
import { readBody } from './body'
import { compressJson } from './compress'
import { createHandler } from './handle'
import { type Route } from './route'
import { type HttpServer, listen, listenHost } from './server'
import { watchSlowBodies } from './slow-bodies'

const servers: HttpServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.drain(0)
})

const settingsOf = (env: Record<string, string> = {}): Settings => ({
  ...readSettings(env, '/nowhere'),
  databaseUrl: '',
  authSecret: '',
})
/** Nobody is signed in, and nothing else of a runtime is needed here. */
const runtime = { requestContext: () => Promise.resolve({ actor: null }) } as unknown as Runtime

type Seen = Record<string, string | string[] | undefined>
const seenByPages: Seen[] = []

async function open(routes: readonly Route[], env: Record<string, string> = {}, logged: string[] = []) {
  const server = await listen('127.0.0.1', 0)
  servers.push(server)
  const log = createLog('info', { write: (line: string) => void logged.push(line) })
  const pages = async (req: IncomingMessage, res: Parameters<typeof sendJson>[0]) => {
    seenByPages.push({ ...req.headers })
    sendJson(res, 200, { page: true })
  }
  const { stopping } = server
  server.serve(createHandler({ settings: settingsOf(env), log, runtime, routes, pages, dev: false, stopping }), null)
  return { server, url: `http://127.0.0.1:${server.port}`, logged }
}

const route = (partial: Partial<Route> & Pick<Route, 'handler'>): Route => ({
  methods: ['GET', 'POST'],
  pattern: '/api/thing',
  access: 'public',
  maxBytes: 10,
  ...partial,
})
const echo = route({
  handler: async ({ req, res, maxBytes }) => sendJson(res, 200, { got: (await readBody(req, maxBytes)).toString() }),
})

describe('pages', () => {
  test('get one fresh nonce on the request and in the policy of the answer', async () => {
    const { url } = await open([])
    const policies = [await fetch(url), await fetch(url)].map((answer) => answer.headers.get('content-security-policy'))
    const nonces = seenByPages.splice(0).map((headers) => String(headers['x-nonce']))
    expect(new Set(nonces).size).toBe(2)
    for (const [index, policy] of policies.entries()) {
      expect(policy).toContain(`script-src 'self' 'nonce-${nonces[index]}' 'strict-dynamic'`)
      expect(policy).toContain(`frame-ancestors 'none'`)
      expect(policy).not.toContain('unsafe-eval')
    }
  })

  test('a nonce a client sends along is not believed', async () => {
    const { url } = await open([])
    await fetch(url, { headers: { 'x-nonce': 'mine', 'content-security-policy': `script-src 'nonce-mine'` } })
    expect(JSON.stringify(seenByPages.splice(0))).not.toContain('mine')
  })

  test('https is demanded for good only where the public address has it', async () => {
    const plain = await fetch((await open([])).url)
    const secure = await fetch((await open([], { PUBLIC_URL: 'https://mortise.example' })).url)
    expect(plain.headers.get('strict-transport-security')).toBeNull()
    expect(secure.headers.get('strict-transport-security')).toContain('max-age=')
  })
})

describe('routes', () => {
  test('refuse a body over their limit, announced or not', async () => {
    const { url } = await open([echo])
    const announced = await fetch(`${url}/api/thing`, { method: 'POST', body: 'x'.repeat(11) })
    expect([announced.status, (await announced.json()).error.code]).toEqual([413, 'common.bodyTooLarge'])
    const request = httpRequest(`${url}/api/thing`, { method: 'POST', headers: { 'transfer-encoding': 'chunked' } })
    request.end('y'.repeat(11))
    const [streamed] = await once(request, 'response')
    expect(streamed.statusCode).toBe(413)
    const fitting = await fetch(`${url}/api/thing`, { method: 'POST', body: 'z'.repeat(10) })
    expect(await fitting.json()).toEqual({ got: 'z'.repeat(10) })
  })

  test('ask for a session where they say so, and name the methods they have', async () => {
    const handler = vi.fn()
    const { url } = await open([route({ access: 'session', methods: ['GET'], handler })])
    expect((await fetch(`${url}/api/thing`)).status).toBe(401)
    const wrong = await fetch(`${url}/api/thing`, { method: 'DELETE' })
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET'])
    expect(handler).not.toHaveBeenCalled()
  })

  test('fill their patterns with decoded segments', async () => {
    const handler: Route['handler'] = ({ res, params }) => sendJson(res, 200, params)
    const { url } = await open([route({ pattern: '/api/files/:id/*', handler })])
    expect(await (await fetch(`${url}/api/files/a%20b/c/d`)).json()).toEqual({ id: 'a b', '*': 'c/d' })
  })

  test('a handler that throws answers with a code and tells nothing', async () => {
    const logged: string[] = []
    const handler: Route['handler'] = () => Promise.reject(new Error('the secret plan'))
    const { url } = await open([route({ handler })], {}, logged)
    const answer = await fetch(`${url}/api/thing`)
    expect(answer.status).toBe(500)
    expect(await answer.text()).not.toContain('plan')
    expect(logged.join()).toContain('the secret plan')
  })

  test('long JSON is compressed for those who take it', async () => {
    const handler: Route['handler'] = ({ req, res }) => {
      compressJson(req, res)
      res.setHeader('content-type', 'application/json')
      res.write(JSON.stringify({ text: '榫卯'.repeat(2000) }))
      res.end()
    }
    const { url } = await open([route({ handler })])
    const request = httpRequest(`${url}/api/thing`, { headers: { 'accept-encoding': 'gzip' } }).end()
    const [answer] = await once(request, 'response')
    const chunks: Buffer[] = []
    for await (const chunk of answer) chunks.push(chunk)
    expect(answer.headers['content-encoding']).toBe('gzip')
    expect(Buffer.concat(chunks).length).toBeLessThan(500)
    expect(JSON.parse(gunzipSync(Buffer.concat(chunks)).toString()).text).toHaveLength(4000)
  })
})

describe('requests from elsewhere', () => {
  const send = async (url: string, headers: Record<string, string>, method = 'POST') => {
    const request = httpRequest(`${url}/api/thing`, { method, headers }).end()
    const [answer] = await once(request, 'response')
    return answer.statusCode
  }

  test.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a sibling host', { 'sec-fetch-site': 'same-site' }, 403],
    ['another origin, in a browser without fetch metadata', { origin: 'https://evil.example' }, 403],
    ['an opaque origin', { origin: 'null' }, 403],
    ['our own page', { 'sec-fetch-site': 'same-origin' }, 200],
    ['a program without a browser', {}, 200],
  ])('%s', async (_, headers, status) => {
    const { url } = await open([echo])
    expect(await send(url, headers)).toBe(status)
  })

  test('reading is not changing', async () => {
    const { url } = await open([echo])
    expect(await send(url, { 'sec-fetch-site': 'cross-site' }, 'GET')).toBe(200)
  })

  test('our own origin behind a proxy is the public one', async () => {
    const { url } = await open([echo], { PUBLIC_URL: 'https://mortise.example' })
    expect(await send(url, { origin: 'https://mortise.example' })).toBe(200)
    expect(await send(url, { origin: url })).toBe(403)
  })
})

describe('proxies', () => {
  const forwarded = { 'x-forwarded-for': '203.0.113.9, 198.51.100.7', 'x-forwarded-host': 'evil.example' }
  const arrivalAt = async (env: Record<string, string>) => {
    const handler: Route['handler'] = ({ req, res, arrival }) =>
      sendJson(res, 200, { ip: arrival.ip, host: req.headers['x-forwarded-host'], origin: arrival.origin })
    const { url } = await open([route({ handler })], env)
    return (await fetch(`${url}/api/thing`, { headers: forwarded })).json()
  }

  test('are not believed unless trusted', async () => {
    expect(await arrivalAt({})).toMatchObject({ ip: '127.0.0.1', host: expect.stringContaining('127.0.0.1') })
  })

  test('are believed as far as they are trusted', async () => {
    expect(await arrivalAt({ TRUST_PROXY: '1' })).toMatchObject({ ip: '198.51.100.7' })
    expect(await arrivalAt({ TRUST_PROXY: '2' })).toMatchObject({ ip: '203.0.113.9' })
  })

  test('never change the public address', async () => {
    const env = { TRUST_PROXY: '1', PUBLIC_URL: 'https://mortise.example' }
    expect(await arrivalAt(env)).toMatchObject({ host: 'mortise.example', origin: 'https://mortise.example' })
  })
})

describe('the log', () => {
  test('names every request once, without queries, tokens and cookies', async () => {
    const { url, logged } = await open([])
    const token = 'q'.repeat(43)
    await fetch(`${url}/invitations/${token}?token=${token}`, { headers: { cookie: `session=${token}` } })
    await vi.waitUntil(() => logged.length > 0)
    expect(logged).toHaveLength(1)
    expect(logged[0]).toContain('"path":"/invitations/qqqq…"')
    expect(logged[0]).not.toContain(token)
  })
})

describe('drain', () => {
  test('ends event streams at once and lets an open request finish', async () => {
    let finish: (() => void) | null = null
    const aborted = vi.fn()
    const { server, url } = await open([
      route({
        pattern: '/api/stream',
        handler: ({ res, signal }) => {
          signal.addEventListener('abort', aborted)
          res.writeHead(200, { 'content-type': 'text/event-stream' })
          res.write('data: 1\n\n')
        },
      }),
      route({
        handler: async ({ res }) => {
          await new Promise<void>((resolve) => (finish = resolve))
          sendJson(res, 200, { done: true })
        },
      }),
    ])
    const stream = await fetch(`${url}/api/stream`)
    const slow = fetch(`${url}/api/thing`)
    const release = await vi.waitUntil(() => finish)
    const draining = server.drain(10_000)
    await expect(stream.text()).rejects.toThrow()
    await vi.waitUntil(() => aborted.mock.calls.length === 1)
    release()
    const answer = await slow
    expect([await answer.json(), answer.headers.get('connection')]).toEqual([{ done: true }, 'close'])
    expect(await draining).toBe(true)
    await expect(fetch(url)).rejects.toThrow()
  })

  test('cuts what takes longer than it may', async () => {
    const begun = vi.fn(() => new Promise<void>(() => undefined))
    const { server, url } = await open([route({ handler: begun })])
    const hanging = fetch(`${url}/api/thing`)
    const failed = expect(hanging).rejects.toThrow()
    await vi.waitUntil(() => begun.mock.calls.length > 0)
    expect(await server.drain(50)).toBe(false)
    await failed
  })

  test('before it serves, the server asks to come back', async () => {
    const server = await listen('127.0.0.1', 0)
    servers.push(server)
    const answer = await fetch(`http://127.0.0.1:${server.port}/`)
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2'])
  })
})

describe('slow bodies', () => {
  test('are ended after thirty seconds without a kilobyte, others are not', async () => {
    let now = 0
    const slow = watchSlowBodies(() => now)
    const { server, url } = await open([])
    server.serve((req, res) => {
      slow.add(req, res)
      req.resume()
      req.once('end', () => sendJson(res, 200, {}))
    }, null)
    const request = httpRequest(url, { method: 'POST', headers: { 'content-length': '100000' } })
    request.on('error', () => undefined)
    request.write('a')
    await vi.waitUntil(() => request.socket?.connecting === false)
    const answered = once(request, 'response')
    await fetch(url)
    now = 29_000
    slow.sweep()
    expect(request.destroyed).toBe(false)
    now = 31_000
    slow.sweep()
    const [answer] = await answered
    expect(answer.statusCode).toBe(408)
    slow.stop()
  })
})

test('the demo listens to this machine only, everything else to all', () => {
  expect(listenHost({ host: '10.0.0.1', demo: true })).toBe('10.0.0.1')
  expect(listenHost({ host: undefined, demo: false })).toBeUndefined()
})
