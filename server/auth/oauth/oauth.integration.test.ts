import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { eq } from 'drizzle-orm'
import type { NextApiRequest, NextApiResponse } from 'next'
import NextAuth from 'next-auth'
import type { OAuthConfig } from 'next-auth/providers/oauth'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { auditEntries } from '@/db/schema/audit'
import { accounts, sessions, users } from '@/db/schema/people'
import { testDatabase, type TestDatabase } from '@/server/testing/database'
import { asStage, callerOf, makeMember, makeOrg, makeUser, testServices } from '@/server/testing/factories'
import { hashToken, resolveActor } from '../actor'
import { parseCookies } from '../cookies'
import type { OauthFacts } from './adapter'
import { authOptions } from './options'

type Profile = { sub: string; name: string; email: string | null }

let base: TestDatabase
let provider: Server
let origin: string
/** Whom the provider of these tests signs in next. */
let profile: Profile

beforeAll(async () => {
  base = await testDatabase()
  process.env['AUTH_TRUST_HOST'] = 'true'
  provider = createServer((req, res) => {
    res.setHeader('content-type', 'application/json')
    res.end(JSON.stringify(req.url?.startsWith('/token') ? { access_token: 'granted', token_type: 'bearer' } : profile))
  })
  await new Promise<void>((listening) => provider.listen(0, '127.0.0.1', listening))
  const { port } = provider.address() as AddressInfo
  origin = `http://127.0.0.1:${port}`
})
afterAll(async () => {
  await new Promise((closed) => provider.close(closed))
  await base.close()
})

const fake = (): OAuthConfig<Profile> => ({
  id: 'github',
  name: 'Provider of this test',
  type: 'oauth',
  checks: ['state'],
  clientId: 'client',
  clientSecret: 'secret',
  authorization: `${origin}/authorize`,
  token: `${origin}/token`,
  userinfo: `${origin}/userinfo`,
  profile: ({ sub, name, email }) => ({ id: sub, name, email, image: null }),
})

/** A browser at `/api/auth`: keeps the cookies it is given. */
function browser(cookies: Record<string, string> = {}) {
  const services = testServices(base.pool)
  const request = { ip: '192.0.2.7', userAgent: 'vitest', locale: 'zh' as const, cookies }
  const ask = async (path: string[], query: Record<string, string> = {}, body: Record<string, string> = {}) => {
    const facts: OauthFacts = { verifiedEmail: null, signedIn: null }
    const visit = { pool: base.pool, services, request, now: () => new Date() }
    const headers: Record<string, string | string[]> = {}
    let answered: unknown = null
    const res = {
      status: () => res,
      getHeader: (name: string) => headers[name.toLowerCase()],
      setHeader: (name: string, value: string | string[]) => {
        headers[name.toLowerCase()] = value
        return res
      },
      json: (sent: unknown) => (answered = sent),
      send: (sent: unknown) => (answered = sent),
      end: () => undefined,
    }
    const req = {
      method: path[0] === 'signin' ? 'POST' : 'GET',
      query: { nextauth: path, ...query },
      headers: { 'x-forwarded-host': 'localhost:3000', 'x-forwarded-proto': 'http' },
      cookies,
      body,
    }
    // The library's Node handler uses no more of either than is here.
    await NextAuth(req as unknown as NextApiRequest, res as unknown as NextApiResponse, {
      ...authOptions(visit, facts),
      providers: [fake()],
    })
    for (const header of [headers['set-cookie'] ?? []].flat()) {
      Object.assign(cookies, parseCookies(header.split(';', 1)[0]))
    }
    return { answered, redirect: String(headers['location'] ?? '') }
  }
  return {
    cookies,
    async begin() {
      const { answered } = await ask(['csrf'])
      const csrfToken: unknown =
        typeof answered === 'object' && answered !== null ? Reflect.get(answered, 'csrfToken') : ''
      const begun = await ask(
        ['signin', 'github'],
        {},
        { csrfToken: String(csrfToken), callbackUrl: 'http://localhost:3000/' },
      )
      return new URL(begun.redirect).searchParams.get('state') ?? ''
    },
    finish: (state: string) => ask(['callback', 'github'], { code: 'code', state }),
    async signIn(next: Profile) {
      profile = next
      return this.finish(await this.begin())
    },
    who: () => resolveActor(base.pool, cookies['mortise-session'], new Date()),
  }
}

describe('signing in by a provider', () => {
  test('makes a person and a session of ours, whose token is stored as a hash', async () => {
    const phone = browser()
    await phone.signIn({ sub: 'p-1', name: '林晓', email: 'Lin.Xiao@Example.com' })
    const actor = await phone.who()
    const [person] = await asStage(base.pool, ({ db }) =>
      db
        .select()
        .from(users)
        .where(eq(users.id, actor?.userId ?? '')),
    )
    expect(person).toMatchObject({
      email: 'lin.xiao@example.com',
      emailVerified: null,
      displayNameZh: '林晓',
      displayNameEn: 'Linxiao',
      locale: 'zh',
      passwordHash: null,
    })
    const token = phone.cookies['mortise-session'] ?? ''
    const stored = await asStage(base.pool, ({ db }) => db.select().from(sessions))
    expect(stored.map(({ tokenHash }) => tokenHash)).toContain(hashToken(token))
    expect(JSON.stringify(stored)).not.toContain(token)
  })

  test('the same account is the same person on another device', async () => {
    const [one, two] = [browser(), browser()]
    await one.signIn({ sub: 'p-2', name: 'Ann Young', email: 'ann@example.com' })
    await two.signIn({ sub: 'p-2', name: 'Ann Young', email: 'ann@example.com' })
    expect((await two.who())?.userId).toBe((await one.who())?.userId)
  })

  test('an address that has an account is not joined by itself', async () => {
    const { email } = await makeUser(base.pool)
    const stranger = browser()
    const answer = await stranger.signIn({ sub: 'p-3', name: 'Somebody', email })
    expect(answer.redirect).toContain('OAuthAccountNotLinked')
    expect(await stranger.who()).toBeNull()
  })

  test('somebody who is signed in connects a provider, even one without an address', async () => {
    const mine = browser()
    await mine.signIn({ sub: 'p-4', name: 'Grace', email: 'grace@example.com' })
    const userId = (await mine.who())?.userId ?? ''
    await asStage(base.pool, ({ db }) => db.delete(accounts).where(eq(accounts.userId, userId)))
    await mine.signIn({ sub: 'p-5', name: '', email: null })
    const connected = await asStage(base.pool, ({ db }) =>
      db.select().from(accounts).where(eq(accounts.userId, userId)),
    )
    expect(connected.map(({ providerAccountId }) => providerAccountId)).toEqual(['p-5'])
    expect((await mine.who())?.userId).toBe(userId)
  })

  test('a provider that tells no address still makes a person', async () => {
    const phone = browser()
    await phone.signIn({ sub: 'p-6', name: '小王', email: null })
    const [person] = await asStage(base.pool, async ({ db }) => {
      const actor = await phone.who()
      return db
        .select()
        .from(users)
        .where(eq(users.id, actor?.userId ?? ''))
    })
    expect(person?.email).toMatch(/@no-email\.invalid$/)
    expect(person?.displayNameZh).toBe('小王')
  })

  test('connecting and disconnecting are on record with every organisation of the person', async () => {
    const mine = browser()
    await mine.signIn({ sub: 'p-8', name: 'Mei Lin', email: 'mei@example.com' })
    const userId = (await mine.who())?.userId ?? ''
    const [one, two] = [await makeOrg(base.pool), await makeOrg(base.pool, 'manufacturer')]
    const member = await makeMember(base.pool, one, 'engineer', { id: userId })
    await makeMember(base.pool, two, 'viewer', { id: userId })
    await asStage(base.pool, ({ db }) => db.delete(accounts).where(eq(accounts.userId, userId)))
    await mine.signIn({ sub: 'p-9', name: 'Mei', email: null })
    await callerOf(base.pool, member).people.disconnectProvider({ provider: 'github' })
    const entries = await asStage(base.pool, ({ db }) => db.select().from(auditEntries).orderBy(auditEntries.seq))
    for (const { id } of [one, two]) {
      expect(entries.filter(({ orgId }) => orgId === id)).toMatchObject(
        ['people.connectProvider', 'people.disconnectProvider'].map((action) => ({
          action,
          actorUserId: userId,
          subjectId: userId,
          params: { provider: 'github' },
        })),
      )
    }
  })

  test('an answer to a sign-in that this browser did not begin is refused', async () => {
    const [attacker, victim] = [browser(), browser()]
    profile = { sub: 'p-7', name: 'Attacker', email: 'attacker@example.com' }
    const state = await attacker.begin()
    await victim.begin()
    const answer = await victim.finish(state)
    expect(answer.redirect).toContain('error=OAuthCallback')
    expect(await victim.who()).toBeNull()
  })
})
