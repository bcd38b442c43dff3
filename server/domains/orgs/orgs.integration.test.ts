import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { auditEntries } from '@/db/schema/audit'
import { mails } from '@/db/schema/notifications'
import { invitations, members, orgs } from '@/db/schema/orgs'
import { sessions, users } from '@/db/schema/people'
import { hashToken, resolveActor } from '@/server/auth/actor'
import { parseCookies } from '@/server/auth/cookies'
import type { Actor, MemberActor, MemberRole } from '@/server/kernel/actor'
import { testDatabase, type TestDatabase } from '@/server/testing/database'
import { asStage, callerOf, makeMember, makeOrg, makeUser } from '@/server/testing/factories'

let base: TestDatabase
beforeAll(async () => {
  base = await testDatabase({ connections: 20 })
})
afterAll(() => base.close())

const as = (actor: Actor | null) => callerOf(base.pool, actor).orgs
const reason = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'ok',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )
const tokenIn = ({ path }: { path: string | null }) => path?.split('/').at(-1) ?? ''
/** What only the mailbox gets. */
const mailedTo = async (address: string) => {
  const [mail] = await asStage(base.pool, ({ db }) => db.select().from(mails).where(eq(mails.toAddress, address)))
  return { template: mail?.template, locale: mail?.locale, path: String(mail?.secretParams?.['path'] ?? '') }
}
const signedIn = (user: { id: string }): Actor => ({
  userId: user.id,
  sessionId: 'ses_00000000000000000000000000',
  locale: 'en',
  timeZone: 'UTC',
  member: null,
})
/** A row behind the actor's session, so that switching and removal can be seen. */
async function openSession(actor: Actor): Promise<string> {
  const token = `token of ${actor.userId} ${actor.sessionId}`
  await asStage(base.pool, ({ db }) =>
    db.insert(sessions).values({
      id: actor.sessionId,
      tokenHash: hashToken(token),
      userId: actor.userId,
      activeOrgId: actor.member?.orgId ?? null,
      expires: new Date(Date.now() + 3_600_000),
    }),
  )
  return token
}
const roleOf = async (orgId: string, userId: string) => {
  const [row] = await asStage(base.pool, ({ db }) =>
    db
      .select()
      .from(members)
      .where(and(eq(members.orgId, orgId), eq(members.userId, userId))),
  )
  return row
}
const auditedIn = (orgId: string) =>
  asStage(base.pool, async ({ db }) =>
    (await db.select().from(auditEntries).where(eq(auditEntries.orgId, orgId)).orderBy(auditEntries.seq)).map(
      ({ action }) => action,
    ),
  )
const factory = {
  kind: 'manufacturer' as const,
  legalNameEn: 'Shenzhen Hengda Electronics Co., Ltd.',
  legalNameZh: '深圳市恒达电子有限公司',
  country: 'CN',
  city: '深圳',
  timeZone: 'Asia/Shanghai',
  currency: 'CNY',
  uscc: '91440300ma5te5t07d',
  website: 'hengda.example.com',
  listed: true,
}

describe('organisations', () => {
  test('founding one makes its owner and lets the session act for it', async () => {
    const user = await makeUser(base.pool)
    const actor = { ...signedIn(user), sessionId: 'ses_0000000000000000000000000a' }
    const token = await openSession(actor)
    const { orgId } = await as(actor).createOrg({ ...factory, about: { en: '', zh: 'SMT 贴片', source: 'en' } })
    const now = await resolveActor(base.pool, token, new Date())
    expect(now?.member).toEqual({ orgId, role: 'owner', orgKind: 'manufacturer' })
    const org = await as(now).getOrg()
    expect(org).toMatchObject({
      uscc: '91440300MA5TE5T07D',
      usccDoubt: null,
      website: 'https://hengda.example.com',
      about: { en: '', zh: 'SMT 贴片', source: 'zh', state: 'missing' },
      mayEdit: true,
    })
    expect(await auditedIn(orgId)).toEqual(['orgs.createOrg'])
  })

  test('a doubtful credit code is stored with its doubt', async () => {
    const actor = signedIn(await makeUser(base.pool))
    const { orgId } = await as(actor).createOrg({ ...factory, uscc: '91350203M0001FUE2P' })
    const owner: MemberActor = { ...actor, member: { orgId, role: 'owner', orgKind: 'manufacturer' } }
    expect(await as(owner).getOrg()).toMatchObject({ uscc: '91350203M0001FUE2P', usccDoubt: 'checksum' })
  })

  test('a brand is never listed; a nameless one is refused', async () => {
    const actor = signedIn(await makeUser(base.pool))
    const { orgId } = await as(actor).createOrg({ ...factory, kind: 'brand' })
    const [row] = await asStage(base.pool, ({ db }) => db.select().from(orgs).where(eq(orgs.id, orgId)))
    expect(row?.listed).toBe(false)
    expect(await reason(as(actor).createOrg({ ...factory, legalNameEn: ' ', legalNameZh: '' }))).toContain(
      'orgs.nameNeeded',
    )
    expect(await reason(as(null).createOrg(factory))).toBe('people.signInNeeded')
  })

  test('what it says of itself turns stale with the language it was written in', async () => {
    const org = await makeOrg(base.pool, 'manufacturer')
    const owner = await makeMember(base.pool, org)
    const { kind: _, ...input } = factory
    const say = async (en: string, zh: string) => {
      const { version } = await as(owner).getOrg()
      await as(owner).updateOrg({ ...input, version, about: { en, zh, source: 'zh' } })
      return (await as(owner).getOrg()).about
    }
    expect(await say('SMT lines: 4', 'SMT 线：4 条')).toMatchObject({ state: 'human', by: owner.userId })
    expect(await say('SMT lines: 4', 'SMT 线：6 条')).toMatchObject({ state: 'stale', was: 'SMT 线：4 条' })
    expect(await say('SMT lines: 6', 'SMT 线：6 条')).toMatchObject({ state: 'human' })
  })

  test('changes take a version and the right role, and are audited by field', async () => {
    const org = await makeOrg(base.pool, 'manufacturer')
    const [owner, engineer] = [await makeMember(base.pool, org), await makeMember(base.pool, org, 'engineer')]
    const { kind: _, ...input } = factory
    const { version } = await as(owner).getOrg()
    expect(await reason(as(engineer).updateOrg({ ...input, version }))).toBe('orgs.roleNeeded')
    expect(await as(owner).updateOrg({ ...input, version })).toEqual({ version: version + 1 })
    expect(await reason(as(owner).updateOrg({ ...input, version }))).toBe('orgs.stale')
    expect(await auditedIn(org.id)).toEqual(['orgs.updateOrg'])
  })

  test('switching is for organisations one belongs to', async () => {
    const [one, two, foreign] = [await makeOrg(base.pool), await makeOrg(base.pool), await makeOrg(base.pool)]
    const actor = await makeMember(base.pool, one)
    await makeMember(base.pool, two, 'viewer', { id: actor.userId })
    const token = await openSession(actor)
    await as(actor).switch({ orgId: two.id })
    expect((await resolveActor(base.pool, token, new Date()))?.member).toMatchObject({ orgId: two.id, role: 'viewer' })
    expect(await reason(as(actor).switch({ orgId: foreign.id }))).toBe('orgs.notFound')
    const mine = await as(actor).mine()
    expect(Object.fromEntries(mine.map(({ id, active }) => [id, active]))).toEqual({ [one.id]: true, [two.id]: false })
  })
})

describe('the directory', () => {
  test('shows listed manufacturers to brands, in name order, searched in both languages and pinyin', async () => {
    const brand = await makeMember(base.pool, await makeOrg(base.pool))
    const listed = await makeOrg(base.pool, 'manufacturer', {
      listed: true,
      legalNameZh: '东莞市兴隆精密五金有限公司',
      sortKey: 'dong guan',
      city: '东莞',
    })
    const hidden = await makeOrg(base.pool, 'manufacturer', { legalNameZh: '东莞市隐身电子有限公司' })
    const ids = async (search: string) => (await as(brand).listManufacturers({ search })).items.map(({ id }) => id)
    expect(await ids('xinglong')).toEqual([listed.id])
    expect(await ids('兴隆 东莞')).toEqual([listed.id])
    expect(await ids('dgsxl')).toEqual([listed.id])
    expect(await ids('隐身')).toEqual([])
    expect(await reason(as(brand).getManufacturer({ orgId: hidden.id }))).toBe('orgs.notFound')
    expect((await as(brand).getManufacturer({ orgId: listed.id })).city).toBe('东莞')
  })

  test('is closed to manufacturers: none learns which others are here', async () => {
    const supplier = await makeMember(base.pool, await makeOrg(base.pool, 'manufacturer', { listed: true }))
    const rival = await makeOrg(base.pool, 'manufacturer', { listed: true })
    expect(await reason(as(supplier).listManufacturers({}))).toBe('orgs.directoryForBrands')
    expect(await reason(as(supplier).getManufacturer({ orgId: rival.id }))).toBe('orgs.directoryForBrands')
  })

  test('pages end where they should', async () => {
    const brand = await makeMember(base.pool, await makeOrg(base.pool))
    for (let n = 0; n < 33; n++) {
      await makeOrg(base.pool, 'manufacturer', {
        listed: true,
        legalNameEn: `Pageable ${n}`,
        legalNameZh: '',
        sortKey: `pageable ${n}`,
      })
    }
    const first = await as(brand).listManufacturers({ search: 'pageable' })
    const second = await as(brand).listManufacturers({ search: 'pageable', cursor: first.next })
    expect([first.items.length, second.items.length, second.next]).toEqual([30, 3, null])
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(33)
  })
})

describe('invitations', () => {
  let org: Awaited<ReturnType<typeof makeOrg>>
  let owner: MemberActor
  beforeEach(async () => {
    org = await makeOrg(base.pool)
    owner = await makeMember(base.pool, org)
  })

  test('by mail: only for that address, in the reader’s language, the link stored as a hash', async () => {
    const [guest, stranger] = [await makeUser(base.pool, { locale: 'zh' }), await makeUser(base.pool)]
    const invited = await as(owner).inviteMember({ email: guest.email, role: 'engineer' })
    const mail = await mailedTo(guest.email)
    const token = tokenIn(mail)
    expect(mail).toMatchObject({ template: 'orgInvitation', locale: 'zh' })
    // Whoever invites must not be able to prove the address of somebody else.
    const other = await as(owner).inviteMember({ email: 'elsewhere@example.com', role: 'viewer' })
    const again = await as(owner).resendInvitation({ invitationId: other.invitationId })
    expect([invited.path, other.path, again.path]).toEqual([null, null, null])
    const rows = await asStage(base.pool, ({ db }) => db.select().from(invitations))
    expect(JSON.stringify(rows)).not.toContain(token)
    expect(await reason(as(signedIn(stranger)).acceptInvitation({ token }))).toBe('orgs.invitationForOther')
    expect(await as(null).previewInvitation({ token })).toMatchObject({
      org: { orgId: org.id },
      role: 'engineer',
      standing: 'open',
      reader: null,
    })
    expect((await as(signedIn(stranger)).previewInvitation({ token }))?.reader?.addressed).toBe(false)
    expect(await as(signedIn(guest)).acceptInvitation({ token })).toEqual({ orgId: org.id })
    expect((await roleOf(org.id, guest.id))?.role).toBe('engineer')
    expect(await auditedIn(org.id)).toEqual([
      'orgs.inviteMember',
      'orgs.inviteMember',
      'orgs.resendInvitation',
      'orgs.acceptInvitation',
    ])
  })

  test('two who take up one link at once: exactly one joins', async () => {
    const token = tokenIn(await as(owner).inviteMember({ role: 'engineer' }))
    const guests = await Promise.all(Array.from({ length: 6 }, () => makeUser(base.pool)))
    const outcomes = await Promise.all(guests.map((guest) => reason(as(signedIn(guest)).acceptInvitation({ token }))))
    expect(outcomes.toSorted()).toEqual(['ok', ...Array<string>(5).fill('orgs.invitationUsed')])
    const joined = await asStage(base.pool, ({ db }) =>
      db
        .select()
        .from(members)
        .where(and(eq(members.orgId, org.id), eq(members.role, 'engineer'))),
    )
    expect(joined).toHaveLength(1)
  })

  test('used, withdrawn, expired and unknown ones each say so', async () => {
    const guest = await makeUser(base.pool)
    const accept = (token: string) => reason(as(signedIn(guest)).acceptInvitation({ token }))
    const revoked = await as(owner).inviteMember({ role: 'viewer' })
    await as(owner).revokeInvitation({ invitationId: revoked.invitationId })
    const expired = await as(owner).inviteMember({ role: 'viewer' })
    await asStage(base.pool, ({ db }) =>
      db
        .update(invitations)
        .set({ expires: new Date(0) })
        .where(eq(invitations.id, expired.invitationId)),
    )
    expect(await accept(tokenIn(revoked))).toBe('orgs.invitationRevoked')
    expect(await accept(tokenIn(expired))).toBe('orgs.invitationExpired')
    expect(await accept('made-up')).toBe('orgs.invitationNotFound')
    expect(await as(null).previewInvitation({ token: 'made-up' })).toBeNull()
    expect((await as(owner).listInvitations()).map(({ standing }) => standing)).toEqual(['expired'])
    const renewed = await as(owner).resendInvitation({ invitationId: expired.invitationId })
    expect(await accept(tokenIn(expired))).toBe('orgs.invitationNotFound')
    expect(await accept(tokenIn(renewed))).toBe('ok')
    expect(await accept(tokenIn(renewed))).toBe('orgs.invitationUsed')
  })

  test('a member keeps their role and the link stays open', async () => {
    const engineer = await makeMember(base.pool, org, 'engineer')
    const token = tokenIn(await as(owner).inviteMember({ role: 'admin' }))
    expect(await reason(as(engineer).acceptInvitation({ token }))).toBe('orgs.alreadyMember')
    expect((await roleOf(org.id, engineer.userId))?.role).toBe('engineer')
    expect(await as(null).previewInvitation({ token })).toMatchObject({ standing: 'open' })
    const [row] = await asStage(base.pool, ({ db }) => db.select().from(users).where(eq(users.id, engineer.userId)))
    expect(await reason(as(owner).inviteMember({ email: row?.email ?? '', role: 'viewer' }))).toBe('orgs.alreadyMember')
  })

  test('a removed member may be invited again', async () => {
    const engineer = await makeMember(base.pool, org, 'engineer')
    await as(owner).removeMember({ userId: engineer.userId })
    const token = tokenIn(await as(owner).inviteMember({ role: 'viewer' }))
    expect(await as(engineer).acceptInvitation({ token })).toEqual({ orgId: org.id })
    expect(await roleOf(org.id, engineer.userId)).toMatchObject({ role: 'viewer', state: 'active', removedAt: null })
  })

  test('links a member kept go with their right to hand them out', async () => {
    const admin = await makeMember(base.pool, org, 'admin')
    const kept = tokenIn(await as(admin).inviteMember({ role: 'admin' }))
    const others = tokenIn(await as(owner).inviteMember({ role: 'viewer' }))
    await as(owner).removeMember({ userId: admin.userId })
    expect(await reason(as(admin).acceptInvitation({ token: kept }))).toBe('orgs.invitationRevoked')
    expect(await reason(as(admin).acceptInvitation({ token: others }))).toBe('ok')
    const second = await makeMember(base.pool, org)
    const links = [await as(second).inviteMember({ role: 'owner' }), await as(second).inviteMember({ role: 'viewer' })]
    await as(owner).changeRole({ userId: second.userId, role: 'admin', version: 1 })
    const standings = await Promise.all(
      links.map(async (link) => (await as(null).previewInvitation({ token: tokenIn(link) }))?.standing),
    )
    expect(standings).toEqual(['revoked', 'open'])
  })

  test.each(['engineer', 'purchaser', 'sales', 'quality', 'finance', 'viewer'] as const)(
    '%s may not invite',
    async (role) => {
      const member = await makeMember(base.pool, org, role)
      expect(await reason(as(member).inviteMember({ role: 'viewer' }))).toBe('orgs.roleNeeded')
      expect(await reason(as(member).listInvitations())).toBe('orgs.roleNeeded')
    },
  )

  test('an admin invites anybody but owners; an unproven address sends no mail but makes links', async () => {
    const user = await makeUser(base.pool, { emailVerified: null })
    const admin = await makeMember(base.pool, org, 'admin', user)
    expect(await reason(as(admin).inviteMember({ role: 'owner' }))).toBe('orgs.ownerNeeded')
    expect(await reason(as(admin).inviteMember({ role: 'viewer', email: 'x@example.com' }))).toBe(
      'orgs.verifyEmailFirst',
    )
    expect(await reason(as(admin).inviteMember({ role: 'viewer' }))).toBe('ok')
  })

  test('of another organisation do not exist', async () => {
    const foreign = await makeMember(base.pool, await makeOrg(base.pool))
    const { invitationId } = await as(owner).inviteMember({ role: 'viewer' })
    expect(await reason(as(foreign).revokeInvitation({ invitationId }))).toBe('orgs.invitationNotFound')
    expect(await reason(as(foreign).resendInvitation({ invitationId }))).toBe('orgs.invitationNotFound')
    expect(await as(foreign).listInvitations()).toEqual([])
  })

  test('somebody new signs up and joins in one step, proven by a mailed link only', async () => {
    await as(owner).inviteMember({ email: 'new.engineer@example.com', role: 'engineer' })
    const mailed = await mailedTo('new.engineer@example.com')
    const handed = await as(owner).inviteMember({ role: 'sales' })
    const cookies: Record<string, string> = {}
    const visitor = callerOf(base.pool, null, {
      setCookie: (header) => Object.assign(cookies, parseCookies(header.split(';', 1)[0])),
    }).orgs
    const person = {
      email: 'new.engineer@example.com',
      password: 'lantern-river-42-otter',
      familyNameZh: '李',
      givenNameZh: '雷',
      locale: 'zh' as const,
      timeZone: 'Asia/Shanghai',
    }
    const token = tokenIn(mailed)
    expect(await reason(visitor.joinAsNewPerson({ token, person: { ...person, email: 'other@example.com' } }))).toBe(
      'orgs.invitationForOther',
    )
    expect(await visitor.joinAsNewPerson({ token, person })).toMatchObject({ orgId: org.id })
    const joined = await resolveActor(base.pool, cookies['mortise-session'], new Date())
    expect(joined?.member).toEqual({ orgId: org.id, role: 'engineer', orgKind: 'brand' })
    expect(await reason(visitor.joinAsNewPerson({ token: tokenIn(handed), person }))).toBe('people.emailHasAccount')
    expect(
      await visitor.joinAsNewPerson({ token: tokenIn(handed), person: { ...person, email: 'sales@example.com' } }),
    ).toMatchObject({ orgId: org.id })
    const made = await asStage(base.pool, ({ db }) => db.select().from(users))
    const verified = (email: string) => made.find((user) => user.email === email)?.emailVerified !== null
    expect([verified('new.engineer@example.com'), verified('sales@example.com')]).toEqual([true, false])
    const [mail] = await asStage(base.pool, ({ db }) =>
      db.select().from(mails).where(eq(mails.toAddress, 'sales@example.com')),
    )
    expect(mail?.template).toBe('verifyEmail')
  })
})

describe('members', () => {
  const versionOf = async (orgId: string, userId: string) => (await roleOf(orgId, userId))?.version ?? 0
  const setRole = async (actor: MemberActor, userId: string, role: MemberRole) =>
    reason(as(actor).changeRole({ userId, role, version: await versionOf(actor.member.orgId, userId) }))

  test('only owners make owners; others manage nobody; strangers find nobody', async () => {
    const org = await makeOrg(base.pool)
    const [owner, admin, viewer] = [
      await makeMember(base.pool, org),
      await makeMember(base.pool, org, 'admin'),
      await makeMember(base.pool, org, 'viewer'),
    ]
    const foreign = await makeMember(base.pool, await makeOrg(base.pool))
    expect(await setRole(admin, viewer.userId, 'owner')).toBe('orgs.ownerNeeded')
    expect(await setRole(admin, owner.userId, 'viewer')).toBe('orgs.ownerNeeded')
    expect(await setRole(admin, viewer.userId, 'engineer')).toBe('ok')
    expect(await setRole(viewer, admin.userId, 'viewer')).toBe('orgs.roleNeeded')
    expect(await reason(as(foreign).changeRole({ userId: viewer.userId, role: 'admin', version: 1 }))).toBe(
      'orgs.memberNotFound',
    )
    expect(await reason(as(foreign).removeMember({ userId: viewer.userId }))).toBe('orgs.memberNotFound')
    expect(await reason(as(admin).removeMember({ userId: owner.userId }))).toBe('orgs.ownerNeeded')
    expect(await reason(as(viewer).removeMember({ userId: admin.userId }))).toBe('orgs.roleNeeded')
    expect(await setRole(owner, viewer.userId, 'owner')).toBe('ok')
    expect(await reason(as(owner).changeRole({ userId: viewer.userId, role: 'viewer', version: 1 }))).toBe('orgs.stale')
  })

  test('the last owner neither leaves nor steps down', async () => {
    const org = await makeOrg(base.pool)
    const owner = await makeMember(base.pool, org)
    await makeMember(base.pool, org, 'admin')
    expect(await setRole(owner, owner.userId, 'viewer')).toBe('orgs.lastOwner')
    expect(await reason(as(owner).leaveOrg())).toBe('orgs.lastOwner')
    expect(await reason(as(owner).removeMember({ userId: owner.userId }))).toBe('orgs.lastOwner')
  })

  test('two owners acting on each other at once never leave none', async () => {
    for (let round = 0; round < 8; round++) {
      const org = await makeOrg(base.pool)
      const [one, two] = [await makeMember(base.pool, org), await makeMember(base.pool, org)]
      const outcomes = await Promise.all([
        round % 2 ? setRole(one, two.userId, 'viewer') : reason(as(one).removeMember({ userId: two.userId })),
        round % 4 < 2 ? setRole(two, one.userId, 'viewer') : reason(as(two).leaveOrg()),
      ])
      const owners = await asStage(base.pool, ({ db }) =>
        db.$count(members, and(eq(members.orgId, org.id), eq(members.role, 'owner'), eq(members.state, 'active'))),
      )
      expect(owners, outcomes.join(', ')).toBe(1)
    }
  })

  test('removal counts from the next request on, and moves sessions to what is left', async () => {
    const [org, second] = [await makeOrg(base.pool), await makeOrg(base.pool)]
    const [owner, engineer, drifter] = [
      await makeMember(base.pool, org),
      await makeMember(base.pool, org, 'engineer'),
      await makeMember(base.pool, org, 'engineer'),
    ]
    await makeMember(base.pool, second, 'viewer', { id: engineer.userId })
    const tokens = [await openSession(engineer), await openSession(drifter)]
    await as(owner).removeMember({ userId: engineer.userId })
    await as(owner).removeMember({ userId: drifter.userId })
    const now = await Promise.all(tokens.map((token) => resolveActor(base.pool, token, new Date())))
    expect(now.map((actor) => actor?.member?.orgId ?? null)).toEqual([second.id, null])
    // A request that was already on its way with the old membership gets nowhere either.
    expect(await reason(as(drifter).inviteMember({ role: 'viewer' }))).toBe('orgs.membershipNeeded')
    expect(await reason(as(drifter).removeMember({ userId: owner.userId }))).toBe('orgs.membershipNeeded')
    expect(await auditedIn(org.id)).toEqual(['orgs.removeMember', 'orgs.removeMember'])
  })

  test('a list says what the reader may do with each', async () => {
    const org = await makeOrg(base.pool)
    const [owner, admin] = [await makeMember(base.pool, org), await makeMember(base.pool, org, 'admin')]
    const seen = await as(admin).listMembers()
    expect(seen.mayInvite).toBe(true)
    expect(seen.members.find(({ userId }) => userId === owner.userId)).toMatchObject({
      mayRemove: false,
      assignable: [],
    })
    expect(seen.members.find(({ self }) => self)?.userId).toBe(admin.userId)
  })
})
