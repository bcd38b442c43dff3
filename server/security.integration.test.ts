import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import superjson from 'superjson'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hashToken } from '@/server/auth/actor'
import { cookieNames } from '@/server/auth/cookies'
import { createHandler } from '@/server/http/handle'
import { routes } from '@/server/http/routes'
import { listen, type HttpServer } from '@/server/http/server'
import { createLog } from '@/server/platform/log'
import { requestContextOf } from '@/server/runtime'
import { testDatabase, type TestDatabase } from '@/server/testing/database'
import { testServices } from '@/server/testing/factories'
import { makeWorld, password, type World } from '@/server/testing/world'
import { appRouter, createCaller } from '@/server/trpc/root'

let database: TestDatabase
let world: World
let server: HttpServer
let secure: HttpServer
let dir: string
const logged: string[] = []

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database.pool)
  dir = mkdtempSync(join(tmpdir(), 'mortise-security-'))
  server = await serve({})
  secure = await serve({ publicUrl: 'https://mortise.example', publicUrlGiven: true })
})
afterAll(async () => {
  await Promise.all([server.drain(0), secure.drain(0)])
  await database.close()
  rmSync(dir, { recursive: true })
})

/** The product's own handler with a log that keeps everything, down to the finest level. */
async function serve(given: { publicUrl?: string; publicUrlGiven?: boolean }): Promise<HttpServer> {
  const plain = testServices(database.pool, dir)
  const log = createLog('trace', { write: (line: string) => void logged.push(line) })
  const services = { ...plain, log, settings: { ...plain.settings, ...given } }
  const runtime = {
    services,
    appRouter,
    createCaller,
    requestContext: requestContextOf(services),
    newestEvent: () => Promise.resolve('0'),
    stop: () => Promise.resolve(),
  }
  const opened = await listen('127.0.0.1', 0)
  const pages = () => Promise.reject(new Error('a page was asked for'))
  const { settings } = services
  opened.serve(createHandler({ settings, log, runtime, routes, pages, dev: false, stopping: opened.stopping }), null)
  return opened
}

const urlOf = (path: string, at = server) => `http://127.0.0.1:${at.port}${path}`
const post = (path: string, body: string, headers: Record<string, string> = {}, at = server) =>
  fetch(urlOf(path, at), { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } })
const call = (procedure: string, input: unknown, headers: Record<string, string> = {}, at = server) =>
  post(`/api/trpc/${procedure}`, superjson.stringify(input), headers, at)
const cookieOf = (token: string) => ({ cookie: `${cookieNames(false).session}=${token}` })

describe('what is logged', () => {
  test('holds no password, link, cookie or hash of one, at the finest level', async () => {
    const { links, partner, brand, openParty } = world
    const wrong = 'not-the-password-at-all'
    const fresh = 'dovetail 77 chestnut plane'
    const { email } = partner.owner
    const signedIn = await call('people.signIn', { email, password })
    const cookies = signedIn.headers.getSetCookie().map((header) => /=([^;]+)/.exec(header)?.[1] ?? '')
    expect(cookies.filter((value) => value.length > 30)).not.toEqual([])
    await call('people.signIn', { email, password: wrong })
    await call('people.signIn', { email, password: { nested: wrong } })
    await call('people.peekLink', { purpose: 'signIn', token: links.signIn })
    await fetch(
      urlOf(`/api/trpc/people.peekLink?input=${superjson.stringify({ purpose: 'signIn', token: links.signIn })}`),
    )
    await call('people.requestPasswordReset', { email })
    await call('people.resetPassword', { token: links.passwordReset, password: fresh })
    await call('people.signInWithLink', { token: links.signIn })
    await call('people.confirmSignUp', { token: links.signUp, password })
    await call('people.changePassword', { current: password, next: fresh }, cookieOf(brand.owner.token))
    await call('orgs.previewInvitation', { token: brand.invitationToken })
    await call('products.getInvitation', { invitation: openParty.token, language: 'en' })
    await fetch(urlOf(`/invitations/${brand.invitationToken}?token=${links.emailVerification}`))
    await fetch(urlOf('/api/nothing'), {
      headers: { ...cookieOf(brand.owner.token), authorization: 'Bearer hidden-bearer' },
    })
    await post('/api/trpc/people.signIn', `{"json":{"email":"${email}","password":"${wrong}"`)

    const log = logged.join('')
    expect(log).toContain('/api/trpc/people.signIn')
    const tokens = [
      ...Object.values(links),
      partner.owner.token,
      brand.owner.token,
      brand.invitationToken,
      openParty.token,
    ]
    const secrets = [
      ...tokens,
      ...tokens.map(hashToken),
      ...cookies,
      password,
      wrong,
      fresh,
      '$argon2',
      'hidden-bearer',
    ]
    const encoded = secrets
      .flatMap((secret) => [secret, encodeURIComponent(secret)])
      .filter((secret) => secret.length > 5)
    expect(encoded.filter((secret) => log.includes(secret))).toEqual([])
  })
})

describe('answers to odd requests', () => {
  /** A stack, a file of ours, or the words of the database. */
  const revealing = /\bat \w+.*:\d+:\d+|node_modules|\.ts\b|select |insert |update .* set|syntax error|pg_|violates/i
  const nul = 'a\u0000b'
  test.each([
    ['broken JSON', 'people.signIn', '{"json":', 400],
    ['no body', 'people.signIn', '', 400],
    ['a list where an object belongs', 'people.signIn', '{"json":[]}', 400],
    ['a prototype', 'people.signIn', '{"json":{"__proto__":{"email":"x"}}}', 400],
    [
      'a character no database stores, as a name',
      'people.updateProfile',
      superjson.stringify({ familyNameZh: nul, locale: 'zh', timeZone: 'UTC', version: 1 }),
      400,
    ],
    ['the same as an id', 'people.revokeSession', superjson.stringify({ sessionId: nul }), 400],
    [
      'half a surrogate pair',
      'people.updateProfile',
      '{"json":{"familyNameEn":"\\ud800","locale":"en","timeZone":"UTC","version":1}}',
      200,
    ],
    ['an unknown procedure', 'people.noSuchThing', '{}', 404],
    ['a query sent as a change', 'people.getProfile', '{}', 405],
    ['an injected id', 'orgs.switch', superjson.stringify({ orgId: "x' or '1'='1" }), 404],
  ])('%s', async (_, procedure, body, status) => {
    const answer = await post(`/api/trpc/${procedure}`, body, cookieOf(world.rival.owner.token))
    const said = await answer.text()
    expect([answer.status, said.length < 4_000]).toEqual([status, true])
    expect(said).not.toMatch(revealing)
  })

  test('a batch longer than a screen needs is refused', async () => {
    const path = Array.from({ length: 200 }, () => 'people.signInOptions').join()
    const answer = await fetch(urlOf(`/api/trpc/${path}?batch=1&input=%7B%7D`))
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
  })

  test('a fault inside tells its code and nothing else', async () => {
    const broken = await testDatabase()
    await broken.pool.query('alter table users rename column display_name_en to gone')
    const opened = await listen('127.0.0.1', 0)
    const services = { ...testServices(broken.pool, dir), log: createLog('silent') }
    const runtime = {
      services,
      appRouter,
      createCaller,
      requestContext: requestContextOf(services),
      newestEvent: () => Promise.resolve('0'),
      stop: () => Promise.resolve(),
    }
    const pages = () => Promise.reject(new Error('a page was asked for'))
    const { settings, log } = services
    opened.serve(createHandler({ settings, log, runtime, routes, pages, dev: false, stopping: opened.stopping }), null)
    try {
      const answer = await fetch(urlOf('/api/trpc/people.demoAccounts', opened))
      const said = await answer.text()
      expect([answer.status, JSON.parse(said).error.json.message]).toEqual([500, 'common.unexpected'])
      expect(said).not.toMatch(/gone|display_name|column/)
      expect(said).not.toMatch(revealing)
    } finally {
      await opened.drain(0)
      await broken.close()
    }
  })
})

describe('cookies', () => {
  const partsOf = (header: string) => header.split('; ').map((part) => part.toLowerCase())

  test('of a session are out of reach of scripts and other sites, and pinned to this origin over https', async () => {
    const { email } = world.bare.owner
    for (const [at, prefix] of [
      [server, ''],
      [secure, '__Host-'],
    ] as const) {
      const headers: Record<string, string> = at === secure ? { origin: 'https://mortise.example' } : {}
      const answer = await call('people.signIn', { email, password }, headers, at)
      const session =
        answer.headers.getSetCookie().find((header) => header.startsWith(`${prefix}mortise-session=`)) ?? ''
      const parts = partsOf(session)
      expect(parts).toEqual(expect.arrayContaining(['path=/', 'httponly', 'samesite=lax']))
      expect(parts.includes('secure')).toBe(at === secure)
      expect(parts.some((part) => part.startsWith('domain='))).toBe(false)
    }
  })

  test('of a session that ended are worth nothing at once', async () => {
    const { token } = world.bare.owner
    const profile = () => fetch(urlOf('/api/trpc/people.getProfile'), { headers: cookieOf(token) })
    expect((await profile()).status).toBe(200)
    await call('people.signOut', undefined, cookieOf(token))
    expect((await profile()).status).toBe(401)
  })

  test.each(['', 'x', '%00', 'a'.repeat(5_000), `${'é'.repeat(20)}`, "' or 1=1 --"])(
    'that nobody gave out are no session: %j',
    async (value) => {
      const answer = await fetch(urlOf('/api/trpc/people.getProfile'), { headers: cookieOf(encodeURIComponent(value)) })
      expect(answer.status).toBe(401)
    },
  )
})

describe('addresses', () => {
  test.each([
    '/api/files/bom-revisions/..%2f..%2f..%2fetc%2fpasswd/original',
    '/api/files/bom-imports/%2e%2e/original',
    '/api/files/bom-revisions/%00/export.csv',
    '/api/files/bom-imports/%ff/report.csv',
  ])('lead nowhere: %s', async (path) => {
    const answer = await fetch(urlOf(path), { headers: cookieOf(world.brand.owner.token) })
    // What is no route of ours goes to the pages, which are not here.
    const asked = logged.join('').includes('a page was asked for')
    expect(asked ? [400, 404, 500] : [400, 404]).toContain(answer.status)
    expect(await answer.text()).not.toContain('root:')
  })
})
