import { randomUUID } from 'node:crypto'
import { and, eq, isNotNull } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { auditEntries } from '@/db/schema/audit'
import { mails } from '@/db/schema/notifications'
import { accounts, knownDevices, oneTimeTokens, rateLimits, sessions, users } from '@/db/schema/people'
import { resolveActor } from '@/server/auth/actor'
import { parseCookies } from '@/server/auth/cookies'
import { testDatabase, type TestDatabase } from '@/server/testing/database'
import { asStage, callerOf, makeMember, makeOrg, makeUser, testServices } from '@/server/testing/factories'
import { hashPassword } from './passwords/hashing'

const password = 'lantern-river-42-otter'
const other = 'walnut.harbour.77.kite'
let base: TestDatabase
let passwordHash: string
beforeAll(async () => {
  base = await testDatabase({ connections: 20 })
  passwordHash = await hashPassword(password)
})
afterAll(() => base.close())

let networks = 0
/** A browser: keeps its cookies, comes from a network of its own, and becomes who it signed in as. */
function browser(given: { ip?: string; demo?: boolean } = {}) {
  const ip = given.ip ?? `10.${Math.floor(++networks / 250)}.${networks % 250}.7`
  const cookies: Record<string, string> = {}
  const services = testServices(base.pool)
  const settings = { ...services.settings, demo: given.demo ?? false }
  const now = { offsetMs: 0 }
  const clock = () => new Date(Date.now() + now.offsetMs)
  const api = async () =>
    callerOf(base.pool, await resolveActor(base.pool, cookies['mortise-session'], clock()), {
      request: {
        ip,
        userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0',
        locale: 'en',
        cookies: { ...cookies },
      },
      services: { ...services, settings },
      now: clock,
      setCookie: (header) => {
        const [pair = ''] = header.split(';', 1)
        Object.assign(cookies, parseCookies(pair))
        if (header.includes('1970')) delete cookies[pair.split('=', 1)[0] ?? '']
      },
    })
  return {
    cookies,
    later: (ms: number) => (now.offsetMs += ms),
    people: async () => (await api()).people,
    orgs: async () => (await api()).orgs,
    who: async () => resolveActor(base.pool, cookies['mortise-session'], clock()),
  }
}

const person = (given: Partial<typeof users.$inferInsert> = {}) => makeUser(base.pool, { passwordHash, ...given })
const reason = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'ok',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )
const mailsTo = (address: string) =>
  asStage(base.pool, ({ db }) => db.select().from(mails).where(eq(mails.toAddress, address)).orderBy(mails.createdAt))
/** The newest link mailed to an address, and the secret in it. */
async function pathTo(address: string): Promise<URL> {
  const sent = (await mailsTo(address)).findLast((mail) => typeof mail.secretParams?.['path'] === 'string')
  return new URL(String(sent?.secretParams?.['path']), 'http://localhost')
}
const linkTo = async (address: string): Promise<string> => (await pathTo(address)).searchParams.get('token') ?? ''
const signUpInput = (email: string) => ({
  email,
  password,
  familyNameZh: '王',
  givenNameZh: '小明',
  locale: 'zh' as const,
  timeZone: 'Asia/Shanghai',
})

describe('signing in by password', () => {
  test('sets a cookie whose hash alone is stored, and remembers the device', async () => {
    const { id, email } = await person()
    const chrome = browser()
    const answer = await (await chrome.people()).signIn({ email: ` ${email.toUpperCase()} `, password })
    expect(answer.userId).toBe(id)
    expect((await chrome.who())?.userId).toBe(id)
    const stored = await asStage(base.pool, ({ db }) => db.select().from(sessions).where(eq(sessions.userId, id)))
    expect(JSON.stringify(stored)).not.toContain(chrome.cookies['mortise-session'])
    expect(chrome.cookies['mortise-device']).toBeTruthy()
  })

  test('a wrong password, an unknown address and an account without one answer alike', async () => {
    const [known, unknown, linkOnly] = [await person(), 'nobody@example.com', await person({ passwordHash: null })]
    const answers = []
    for (const email of [known.email, unknown, linkOnly.email]) {
      answers.push(await reason((await browser().people()).signIn({ email, password: other })))
    }
    expect(answers).toEqual(['people.signInFailed', 'people.signInFailed', 'people.signInFailed'])
  })

  test('an unknown address takes the time of a known one', async () => {
    const { email } = await person()
    const times: Record<string, number[]> = { [email]: [], 'unheard.of@example.com': [] }
    for (let attempt = 0; attempt < 12; attempt++) {
      for (const [address, taken] of Object.entries(times)) {
        const api = await browser().people()
        const before = performance.now()
        await reason(api.signIn({ email: address, password: other }))
        taken.push(performance.now() - before)
      }
    }
    // The fastest of each: whatever else this machine does only adds time.
    const [known = 0, unknown = 0] = Object.values(times).map((taken) => Math.min(...taken))
    expect(unknown / known).toBeGreaterThan(0.5)
  })

  test('an outdated hash is made again, the password stays', async () => {
    const { hash } = await import('@node-rs/argon2')
    const { id, email } = await person({ passwordHash: await hash(password, { memoryCost: 4096 }) })
    await (await browser().people()).signIn({ email, password })
    const [after] = await asStage(base.pool, ({ db }) => db.select().from(users).where(eq(users.id, id)))
    expect(after?.passwordHash).toContain('m=19456')
    await (await browser().people()).signIn({ email, password })
  })

  test('a browser new to the account is reported by mail, the first one and a known one are not', async () => {
    const { email } = await person()
    const [first, second] = [browser(), browser()]
    await (await first.people()).signIn({ email, password })
    await (await first.people()).signIn({ email, password })
    expect(await mailsTo(email)).toEqual([])
    await (await second.people()).signIn({ email, password })
    expect((await mailsTo(email)).map(({ template }) => template)).toEqual(['newDevice'])
  })

  test('signing out ends the session and keeps the device known', async () => {
    const { email } = await person()
    const chrome = browser()
    await (await chrome.people()).signIn({ email, password })
    const device = chrome.cookies['mortise-device']
    await (await chrome.people()).signOut()
    expect(await chrome.who()).toBeNull()
    expect(chrome.cookies['mortise-device']).toBe(device)
  })
})

describe('guessing', () => {
  const guess = async (attacker: ReturnType<typeof browser>, email: string) =>
    reason((await attacker.people()).signIn({ email, password: 'not the password' }))

  test('one network gets five guesses, in parallel as well', async () => {
    const { email } = await person()
    const attacker = browser()
    const answers = await Promise.all(Array.from({ length: 12 }, () => guess(attacker, email)))
    expect(answers.filter((answer) => answer === 'people.signInFailed')).toHaveLength(5)
    expect(answers.filter((answer) => answer === 'people.tooManyAttempts')).toHaveLength(7)
    expect(await reason((await attacker.people()).signIn({ email, password }))).toBe('people.tooManyAttempts')
  })

  test('an address without an account is throttled the same way', async () => {
    const attacker = browser()
    const answers = []
    for (let attempt = 0; attempt < 7; attempt++) answers.push(await guess(attacker, 'no.such@example.com'))
    expect(answers).toEqual([
      ...Array<string>(5).fill('people.signInFailed'),
      ...Array<string>(2).fill('people.tooManyAttempts'),
    ])
  })

  test('an attack from everywhere does not lock the owner out', async () => {
    const { id, email } = await person()
    const owner = browser()
    await (await owner.people()).signIn({ email, password })
    const elsewhere = browser()
    // The attacker fails from one network only: the owner on a new device elsewhere notices nothing.
    const near = browser()
    for (let attempt = 0; attempt < 8; attempt++) await guess(near, email)
    expect(await reason((await elsewhere.people()).signIn({ email, password }))).toBe('ok')
    // Then from very many networks at once: unknown devices queue, the known one does not, and links work.
    const swarm = await Promise.all(Array.from({ length: 45 }, () => guess(browser(), email)))
    expect(swarm).toContain('people.tooManyAttempts')
    expect(await reason((await browser().people()).signIn({ email, password }))).toBe('people.tooManyAttempts')
    expect(await reason((await owner.people()).signIn({ email, password }))).toBe('ok')
    const fresh = browser()
    await (await fresh.people()).requestSignInLink({ email })
    await (await fresh.people()).signInWithLink({ token: await linkTo(email) })
    expect((await fresh.who())?.userId).toBe(id)
  }, 60_000)

  test('a device is only trusted for the account it knows', async () => {
    const [mine, victim] = [await person(), await person()]
    const attacker = browser()
    await (await attacker.people()).signIn({ email: mine.email, password })
    const answers = []
    for (let attempt = 0; attempt < 7; attempt++) answers.push(await guess(attacker, victim.email))
    expect(answers.filter((answer) => answer === 'people.tooManyAttempts')).toHaveLength(2)
  })

  test('success clears the count of its network', async () => {
    const { email } = await person()
    const chrome = browser()
    for (let round = 0; round < 3; round++) {
      for (let attempt = 0; attempt < 3; attempt++) await guess(chrome, email)
      expect(await reason((await chrome.people()).signIn({ email, password }))).toBe('ok')
      delete chrome.cookies['mortise-device']
    }
  })

  test('the table of counts holds no address', async () => {
    const rows = await asStage(base.pool, ({ db }) => db.select({ key: rateLimits.key }).from(rateLimits))
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.filter(({ key }) => key.includes('@') || /\d+\.\d+\.\d+/.test(key))).toEqual([])
  })
})

describe('links by mail', () => {
  test('asking answers alike for known and unknown addresses, and both get one mail', async () => {
    const { email } = await person({ locale: 'zh' })
    const visitor = browser()
    const answers = [
      await (await visitor.people()).requestSignInLink({ email }),
      await (await visitor.people()).requestSignInLink({ email: 'stranger@example.com' }),
      await (await browser().people()).requestPasswordReset({ email: (await person()).email }),
      await (await browser().people()).requestPasswordReset({ email: 'stranger2@example.com' }),
    ]
    expect(answers).toEqual([undefined, undefined, undefined, undefined])
    expect((await mailsTo(email)).map(({ template, locale }) => [template, locale])).toEqual([['signInLink', 'zh']])
    expect((await mailsTo('stranger@example.com')).map(({ template }) => template)).toEqual(['noAccount'])
    expect((await mailsTo('stranger@example.com'))[0]?.secretParams).toEqual({ path: '/sign-up' })
  })

  test('asking twice within a minute sends one mail, past the limit it is refused, for anybody', async () => {
    const { email } = await person()
    for (const address of [email, 'stranger3@example.com']) {
      const visitor = browser()
      const answers = []
      for (let attempt = 0; attempt < 6; attempt++) {
        answers.push(await reason((await visitor.people()).requestSignInLink({ email: address })))
      }
      expect(answers).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'people.tooManyAttempts'])
      expect(await mailsTo(address)).toHaveLength(1)
    }
  })

  test('a sign-in link asked for by anybody does not hold a password reset back', async () => {
    const { email } = await person()
    await (await browser().people()).requestSignInLink({ email })
    await (await browser().people()).requestPasswordReset({ email })
    expect((await mailsTo(email)).map(({ template }) => template)).toEqual(['signInLink', 'passwordReset'])
  })

  test('a link works once, also when pressed twice at once', async () => {
    const { email } = await person()
    await (await browser().people()).requestSignInLink({ email })
    const token = await linkTo(email)
    const presses = await Promise.all(
      Array.from({ length: 6 }, async () => reason((await browser().people()).signInWithLink({ token }))),
    )
    expect(presses.toSorted()).toEqual(['ok', ...Array<string>(5).fill('people.linkUnusable')])
  })

  test('looking at a link does not use it up', async () => {
    const { email } = await person()
    const chrome = browser()
    await (await chrome.people()).requestSignInLink({ email })
    const token = await linkTo(email)
    expect(await (await chrome.people()).peekLink({ purpose: 'signIn', token })).toEqual({
      email,
      passwordNeeded: false,
    })
    expect(await reason((await chrome.people()).signInWithLink({ token }))).toBe('ok')
    expect(await (await chrome.people()).peekLink({ purpose: 'signIn', token })).toBeNull()
  })

  test('a link expires and serves one purpose', async () => {
    const { email } = await person()
    const chrome = browser()
    await (await chrome.people()).requestSignInLink({ email })
    const token = await linkTo(email)
    expect(await reason((await chrome.people()).resetPassword({ token, password: other }))).toBe('people.linkUnusable')
    chrome.later(21 * 60_000)
    expect(await reason((await chrome.people()).signInWithLink({ token }))).toBe('people.linkUnusable')
  })

  test('only hashes of links are stored', async () => {
    const { email } = await person()
    await (await browser().people()).requestSignInLink({ email })
    const rows = await asStage(base.pool, ({ db }) => db.select().from(oneTimeTokens))
    expect(JSON.stringify(rows)).not.toContain(await linkTo(email))
  })

  test('proving the mailbox of an unproven account ends what its maker left in it', async () => {
    const { id, email } = await person({ emailVerified: null })
    const squatter = browser()
    await (await squatter.people()).signIn({ email, password })
    await asStage(base.pool, ({ db }) =>
      db.insert(accounts).values({ userId: id, type: 'oauth', provider: 'github', providerAccountId: `gh-${id}` }),
    )
    const owner = browser()
    await (await owner.people()).requestSignInLink({ email })
    await (await owner.people()).signInWithLink({ token: await linkTo(email) })
    expect(await squatter.who()).toBeNull()
    expect(await reason((await browser().people()).signIn({ email, password }))).toBe('people.signInFailed')
    expect(await asStage(base.pool, ({ db }) => db.select().from(accounts).where(eq(accounts.userId, id)))).toEqual([])
  })
})

describe('passwords', () => {
  test('a reset signs every device out, tells the person, and voids other links', async () => {
    const { email } = await person()
    const [old, thief] = [browser(), browser()]
    await (await old.people()).signIn({ email, password })
    await (await thief.people()).requestSignInLink({ email })
    const stolen = await linkTo(email)
    await asStage(base.pool, ({ db }) => db.delete(rateLimits))
    const owner = browser()
    await (await owner.people()).requestPasswordReset({ email })
    const token = await linkTo(email)
    expect(await reason((await owner.people()).resetPassword({ token, password: 'password12345' }))).toBe(
      'people.passwordCommon',
    )
    await (await owner.people()).resetPassword({ token, password: other })
    expect(await old.who()).toBeNull()
    expect(await owner.who()).not.toBeNull()
    expect(await reason((await thief.people()).signInWithLink({ token: stolen }))).toBe('people.linkUnusable')
    expect(await reason((await owner.people()).resetPassword({ token, password }))).toBe('people.linkUnusable')
    expect((await mailsTo(email)).at(-1)?.template).toBe('passwordChanged')
    expect(await reason((await browser().people()).signIn({ email, password }))).toBe('people.signInFailed')
    expect(await reason((await browser().people()).signIn({ email, password: other }))).toBe('ok')
  })

  test('a change needs the current one, keeps this device and ends the others, and is audited', async () => {
    const org = await makeOrg(base.pool)
    const { id, email } = await person()
    await makeMember(base.pool, org, 'engineer', { id })
    const [here, there] = [browser(), browser()]
    await (await here.people()).signIn({ email, password })
    await (await there.people()).signIn({ email, password })
    const api = await here.people()
    expect(await reason(api.changePassword({ current: 'wrong', next: other }))).toBe('people.passwordWrong')
    expect(await reason(api.changePassword({ current: password, next: 'short' }))).toBe('people.passwordShort')
    expect(await api.changePassword({ current: password, next: other })).toEqual({ endedSessions: 1 })
    expect(await here.who()).not.toBeNull()
    expect(await there.who()).toBeNull()
    const audited = await asStage(base.pool, ({ db }) =>
      db
        .select()
        .from(auditEntries)
        .where(and(eq(auditEntries.orgId, org.id), eq(auditEntries.action, 'people.changePassword'))),
    )
    expect(audited).toHaveLength(1)
    const devices = await asStage(base.pool, ({ db }) =>
      db.select().from(knownDevices).where(eq(knownDevices.userId, id)),
    )
    expect(devices).toHaveLength(1)
  })

  test('a borrowed laptop cannot guess the current password for long', async () => {
    const { email } = await person()
    const laptop = browser()
    await (await laptop.people()).signIn({ email, password })
    const answers = []
    for (let attempt = 0; attempt < 11; attempt++) {
      answers.push(await reason((await laptop.people()).changePassword({ current: 'a guess', next: other })))
    }
    expect(answers.at(-1)).toBe('people.tooManyAttempts')
  })
})

describe('signing up', () => {
  test('answers alike for a new and a taken address; the mail tells them apart', async () => {
    const taken = await person()
    const answers = [
      await (await browser().people()).signUp(signUpInput('new.person@example.com')),
      await (await browser().people()).signUp(signUpInput(taken.email)),
    ]
    expect(answers).toEqual([undefined, undefined])
    expect((await mailsTo('new.person@example.com')).map(({ template }) => template)).toEqual(['confirmSignUp'])
    expect((await mailsTo(taken.email)).map(({ template }) => template)).toEqual(['accountExists'])
  })

  test('the link makes the account and signs in, in the browser that signed up', async () => {
    const chrome = browser()
    const email = 'xiaoming@example.com'
    await (await chrome.people()).signUp(signUpInput(email))
    expect(await reason((await browser().people()).signIn({ email, password }))).toBe('people.signInFailed')
    const token = await linkTo(email)
    expect(await (await chrome.people()).peekLink({ purpose: 'signUp', token })).toEqual({
      email,
      passwordNeeded: false,
    })
    await (await chrome.people()).confirmSignUp({ token })
    const profile = await (await chrome.people()).getProfile()
    expect(profile).toMatchObject({
      email,
      displayNameEn: 'Wang Xiaoming',
      displayNameZh: '王小明',
      locale: 'zh',
      timeZone: 'Asia/Shanghai',
      hasPassword: true,
    })
    expect(profile.emailVerified).not.toBeNull()
    expect(JSON.stringify(profile)).not.toContain('argon2')
  })

  test('in another browser it takes the password, so a stranger’s sign-up is of no use', async () => {
    const [attacker, victim] = [browser(), browser()]
    const email = 'victim@example.com'
    await (await attacker.people()).signUp(signUpInput(email))
    const token = await linkTo(email)
    const api = await victim.people()
    expect(await api.peekLink({ purpose: 'signUp', token })).toEqual({ email, passwordNeeded: true })
    expect(await reason(api.confirmSignUp({ token }))).toBe('people.passwordNeededHere')
    expect(await reason(api.confirmSignUp({ token, password: other }))).toBe('people.passwordWrong')
    expect(await reason(api.confirmSignUp({ token, password }))).toBe('ok')
  })

  test('two sign-ups of one address end in one account', async () => {
    const email = 'twice@example.com'
    const [one, two] = [browser(), browser()]
    await (await one.people()).signUp(signUpInput(email))
    const first = await linkTo(email)
    await (await two.people()).signUp(signUpInput(email))
    const second = await linkTo(email)
    const outcomes = await Promise.all([
      reason((await one.people()).confirmSignUp({ token: first })),
      reason((await two.people()).confirmSignUp({ token: second })),
    ])
    expect(outcomes.toSorted()).toEqual(['ok', 'people.alreadyConfirmed'])
  })

  test.each([
    ['/products/prd_1?line=2', '/products/prd_1?line=2'],
    ['//evil.example/products', null],
    ['https://evil.example', null],
    ['/\\evil.example', null],
    [`/${'x'.repeat(500)}`, null],
  ])('a link goes on to %.30s only if that is ours', async (next, kept) => {
    const [fresh, { email: known }] = [`on-${randomUUID()}@example.com`, await person()]
    const api = await browser().people()
    await api.signUp({ ...signUpInput(fresh), next })
    await api.requestSignInLink({ email: known, next })
    const sent = [await pathTo(fresh), await pathTo(known)]
    expect(sent.map(({ pathname }) => pathname)).toEqual(['/confirm-sign-up', '/magic-link'])
    expect(sent.map(({ searchParams }) => searchParams.get('next'))).toEqual([kept, kept])
    const nobody = `no-${randomUUID()}@example.com`
    await api.requestSignInLink({ email: nobody, next })
    const [told] = await mailsTo(nobody)
    expect([told?.template, told?.params]).toEqual(['noAccount', {}])
    expect((await pathTo(nobody)).searchParams.get('next')).toBe(kept)
    await api.requestPasswordReset({ email: known, next })
    expect((await pathTo(known)).searchParams.get('next')).toBe(kept)
  })

  test('weak passwords and missing names are explained', async () => {
    const api = await browser().people()
    const input = signUpInput('weak@example.com')
    expect(await reason(api.signUp({ ...input, password: 'xiaoming2026' }))).toBe('people.passwordPersonal')
    expect(await reason(api.signUp({ ...input, password: 'weak@example.com' }))).toBe('people.passwordPersonal')
    expect(await reason(api.signUp({ ...input, familyNameZh: ' ', givenNameZh: '' }))).toContain('people.nameNeeded')
    expect(await mailsTo('weak@example.com')).toEqual([])
  })
})

describe('sessions', () => {
  test('are listed with this one first, and ended one by one or all others', async () => {
    const { email } = await person()
    const [here, phone, bench] = [browser(), browser(), browser()]
    for (const device of [here, phone, bench]) await (await device.people()).signIn({ email, password })
    const api = await here.people()
    const listed = await api.listSessions()
    expect(listed.map(({ here }) => here)).toEqual([true, false, false])
    expect(listed[0]?.device).toEqual({ browser: 'Firefox', system: 'Linux', phone: false })
    const phoneSession = (await phone.who())?.sessionId ?? ''
    await api.revokeSession({ sessionId: phoneSession })
    expect(await phone.who()).toBeNull()
    expect(await api.revokeOtherSessions()).toEqual({ ended: 1 })
    expect(await bench.who()).toBeNull()
    expect(await here.who()).not.toBeNull()
  })

  test('of somebody else do not exist', async () => {
    const [me, them] = [browser(), browser()]
    await (await me.people()).signIn({ email: (await person()).email, password })
    await (await them.people()).signIn({ email: (await person()).email, password })
    const theirs = (await them.who())?.sessionId ?? ''
    expect(await reason((await me.people()).revokeSession({ sessionId: theirs }))).toBe('people.sessionNotFound')
    expect(await them.who()).not.toBeNull()
  })

  test('nobody is refused everywhere a person is needed', async () => {
    const api = await browser().people()
    const attempts = [
      api.getProfile(),
      api.listSessions(),
      api.revokeOtherSessions(),
      api.changePassword({ next: other }),
      api.requestEmailConfirmation({}),
      api.verifyEmail({ token: 'x' }),
    ]
    expect(await Promise.all(attempts.map(reason))).toEqual(Array(6).fill('people.signInNeeded'))
  })
})

describe('profile', () => {
  test('is saved once per version, and the language goes along as a cookie', async () => {
    const { email } = await person()
    const chrome = browser()
    await (await chrome.people()).signIn({ email, password })
    const api = await chrome.people()
    const { version } = await api.getProfile()
    const input = {
      familyNameZh: '陈',
      givenNameZh: '',
      familyNameEn: 'Chen',
      givenNameEn: 'Grace',
      honorific: '陈总',
      locale: 'zh' as const,
      timeZone: 'Asia/Shanghai',
      version,
    }
    expect(await api.updateProfile(input)).toEqual({ version: version + 1 })
    expect(chrome.cookies['mortise-locale']).toBe('zh')
    expect(await reason(api.updateProfile(input))).toBe('people.stale')
    expect(await api.getProfile()).toMatchObject({
      displayNameEn: 'Grace Chen',
      displayNameZh: '陈',
      honorific: '陈总',
    })
    expect(await reason(api.updateProfile({ ...input, version: version + 1, timeZone: 'Mars/Base' }))).toContain(
      'people.timeZoneInvalid',
    )
  })

  test('a visitor chooses a language too', async () => {
    const visitor = browser()
    await (await visitor.people()).setLocale({ locale: 'zh' })
    expect(visitor.cookies['mortise-locale']).toBe('zh')
  })

  test('another address counts from its confirmation on, by the person who asked only', async () => {
    const [{ id, email }, stranger] = [await person(), await person()]
    const [chrome, strange] = [browser(), browser()]
    await (await chrome.people()).signIn({ email, password })
    await (await strange.people()).signIn({ email: stranger.email, password })
    await (await chrome.people()).requestEmailConfirmation({ email: 'moved@example.com' })
    const token = await linkTo('moved@example.com')
    expect(await reason((await strange.people()).verifyEmail({ token }))).toBe('people.linkForOther')
    expect(await (await chrome.people()).verifyEmail({ token })).toEqual({ email: 'moved@example.com' })
    const [row] = await asStage(base.pool, ({ db }) =>
      db
        .select()
        .from(users)
        .where(and(eq(users.id, id), isNotNull(users.emailVerified))),
    )
    expect(row?.email).toBe('moved@example.com')
    // Whoever borrowed the browser cannot take the account away unnoticed.
    const [told] = (await mailsTo(email)).filter(({ template }) => template === 'emailChanged')
    expect(told?.params).toEqual({ email: 'moved@example.com', path: '/settings/security' })
  })

  test('an address taken in the meantime stays with its owner', async () => {
    const { email } = await person()
    const chrome = browser()
    await (await chrome.people()).signIn({ email, password })
    await (await chrome.people()).requestEmailConfirmation({ email: 'wanted@example.com' })
    await person({ email: 'wanted@example.com' })
    expect(await reason((await chrome.people()).verifyEmail({ token: await linkTo('wanted@example.com') }))).toBe(
      'people.emailTaken',
    )
  })
})

describe('demo', () => {
  test('offers its accounts and signs in by one click; elsewhere there is nothing', async () => {
    const org = await makeOrg(base.pool)
    const { id } = await makeUser(base.pool, { email: 'maya@demo.mortise.example' })
    await makeMember(base.pool, org, 'owner', { id })
    const ordinary = await person()
    const demo = browser({ demo: true })
    expect((await (await demo.people()).demoAccounts()).map(({ userId, orgId }) => [userId, orgId])).toEqual([
      [id, org.id],
    ])
    expect(await (await demo.people()).signInDemo({ userId: id })).toEqual({ userId: id, orgId: org.id })
    expect((await demo.who())?.member?.orgId).toBe(org.id)
    expect(await reason((await browser({ demo: true }).people()).signInDemo({ userId: ordinary.id }))).toBe(
      'people.noDemo',
    )
    const real = await browser().people()
    expect(await real.demoAccounts()).toEqual([])
    expect(await reason(real.signInDemo({ userId: id }))).toBe('people.noDemo')
  })
})
