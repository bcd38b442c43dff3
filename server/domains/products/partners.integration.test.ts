import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MemberActor, MemberRole } from '@/server/kernel/actor'
import { testDatabase, type TestDatabase } from '@/server/testing/database'
import type { InvitePartner } from './inputs'
import { asStage, callerOf, makeMember, makeOrg, makeProduct, makeUser } from '@/server/testing/factories'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const at = (actor: MemberActor | null, now: Date) => callerOf(database.pool, actor, { now: () => now }).products
const as = (actor: Parameters<typeof callerOf>[1]) => callerOf(database.pool, actor).products
const refusal = (code: string) => expect.objectContaining({ message: code })
const orgOf = ({ member }: MemberActor) => ({ id: member.orgId, kind: member.orgKind })
const factoryMember = async (role: MemberRole = 'owner', listed = false) =>
  makeMember(database.pool, await makeOrg(database.pool, 'manufacturer', { listed }), role)
async function brandWithProduct() {
  const owner = await makeMember(database.pool, await makeOrg(database.pool, 'brand'))
  const { id: productId } = await makeProduct(database.pool, orgOf(owner))
  return { owner, productId }
}
const byLink: Omit<InvitePartner, 'productId'> = { to: { kind: 'link' }, grants: ['specs', 'boms'], message: '' }

/** Reads the undertaking on the screen and accepts what was read. */
async function accept(actor: MemberActor, invitation: string, over: { textHash?: string } = {}) {
  const { nda } = await as(actor).getInvitation({ invitation })
  const { language, textHash } = nda
  return as(actor).acceptInvitation({
    invitation,
    language,
    textHash,
    signerName: '李伟',
    signerTitle: '总经理',
    ...over,
  })
}
const rowsOf = <Row extends Record<string, unknown>>(query: ReturnType<typeof sql>) =>
  asStage(database.pool, async ({ db }) => (await db.execute<Row>(query)).rows)
const chainOf = async (orgId: string) =>
  (await rowsOf<{ action: string }>(sql`select action from audit_entries where org_id = ${orgId} order by seq`)).map(
    ({ action }) => action,
  )
const mailsTo = (email: string) =>
  rowsOf<{ template: string; params: Record<string, string>; secret_params: Record<string, string> | null }>(
    sql`select template, params, secret_params from mails where to_address = ${email} order by created_at, id`,
  )
const emailOf = async ({ userId }: MemberActor) =>
  (await rowsOf<{ email: string }>(sql`select email from users where id = ${userId}`))[0]?.email ?? ''
const outcomes = (results: PromiseSettledResult<unknown>[]) => results.map(({ status }) => status).toSorted()

describe('an invitation by link', () => {
  test('shows who invites and the undertaking, nothing of the product; accepted, it opens', async () => {
    const { owner, productId } = await brandWithProduct()
    const factory = await factoryMember()
    const { invitation, partyId } = await as(owner).invitePartner({
      productId,
      ...byLink,
      message: 'We met in Yantian.',
    })

    const seen = await as(factory).getInvitation({ invitation })
    expect(seen).toMatchObject({
      standing: 'open',
      reader: 'ready',
      brand: { id: owner.member.orgId },
      grants: ['specs', 'boms'],
    })
    expect(seen.message?.en).toBe('We met in Yantian.')
    expect(seen.nda.language).toBe('zh')
    expect(seen.nda.text).toContain('以中文为准')
    expect(JSON.stringify(seen)).not.toContain(productId)
    expect(JSON.stringify(seen)).not.toContain('门磁传感器')
    await expect(as(factory).getProduct({ productId })).rejects.toEqual(refusal('products.notFound'))

    expect(await accept(factory, invitation)).toEqual({ productId })
    const product = await as(factory).getProduct({ productId })
    expect(product).toMatchObject({
      role: 'manufacturer',
      grants: ['specs', 'boms'],
      may: { edit: false, managePartners: false },
    })

    const [record] = await as(owner).listNdaRecords()
    const full = await as(owner).getNdaRecord({ ndaId: record?.id ?? '' })
    expect(full).toMatchObject({
      signerName: '李伟',
      signerTitle: '总经理',
      language: 'zh',
      ndaVersion: 'v1',
      ip: '192.0.2.1',
      intact: true,
    })
    expect(full.text).toBe(seen.nda.text)
    expect(full.textHash).toBe(createHash('sha256').update(seen.nda.text, 'utf8').digest('hex'))
    expect(await as(factory).getNdaRecord({ ndaId: full.id })).toEqual(full)
    await expect(as(await factoryMember()).getNdaRecord({ ndaId: full.id })).rejects.toEqual(
      refusal('products.ndaNotFound'),
    )

    expect(await chainOf(factory.member.orgId)).toEqual(['products.acceptInvitation'])
    expect(await chainOf(owner.member.orgId)).toEqual(['products.invitePartner', 'products.acceptInvitation'])
    expect(await mailsTo(await emailOf(owner))).toMatchObject([{ template: 'partnerAccepted' }])
    expect((await as(factory).getInvitation({ invitation })).productId).toBe(productId)
    expect((await as(owner).listParties({ productId }))[0]).toMatchObject({
      id: partyId,
      standing: 'accepted',
      ndas: [{ signerName: '李伟' }],
    })
  })

  test('is kept as a hash', async () => {
    const { owner, productId } = await brandWithProduct()
    const { invitation, partyId } = await as(owner).invitePartner({ productId, ...byLink })
    const [row] = await rowsOf<{ kept: string }>(
      sql`select token_hash as kept from product_parties where id = ${partyId}`,
    )
    expect(row?.kept).toBe(createHash('sha256').update(invitation).digest('hex'))
    expect(JSON.stringify(await rowsOf(sql`select params from audit_entries`))).not.toContain(invitation)
    expect(JSON.stringify(await rowsOf(sql`select payload from events`))).not.toContain(invitation)
  })

  test('says what keeps a reader from answering', async () => {
    const { owner, productId } = await brandWithProduct()
    const { invitation, partyId } = await as(owner).invitePartner({ productId, ...byLink })
    const { id } = await makeUser(database.pool)
    const alone = { ...owner, userId: id, member: null }
    const reader = async (actor: Parameters<typeof as>[0]) => (await as(actor).getInvitation({ invitation })).reader
    expect(await reader(null)).toBe('signedOut')
    expect(await reader(alone)).toBe('noOrg')
    expect(await reader(owner)).toBe('notManufacturer')
    expect(await reader(await factoryMember('engineer'))).toBe('noRight')
    expect(await reader(await factoryMember('sales'))).toBe('ready')
    await expect(accept(owner, invitation)).rejects.toEqual(refusal('products.manufacturerNeeded'))
    await expect(accept(await factoryMember('engineer'), invitation)).rejects.toEqual(refusal('products.roleNeeded'))
    // The id of a link's party opens nothing: only the secret does.
    await expect(as(await factoryMember()).getInvitation({ invitation: partyId })).rejects.toEqual(
      refusal('products.invitationNotFound'),
    )
    await expect(as(null).getInvitation({ invitation: 'x'.repeat(43) })).rejects.toEqual(
      refusal('products.invitationNotFound'),
    )
  })

  test('is not accepted with another text than the one that was read', async () => {
    const { owner, productId } = await brandWithProduct()
    const { invitation } = await as(owner).invitePartner({ productId, ...byLink })
    await expect(accept(await factoryMember(), invitation, { textHash: '0'.repeat(64) })).rejects.toEqual(
      refusal('products.ndaChanged'),
    )
  })

  test('ends after a fortnight and works again when renewed, under a new link', async () => {
    const { owner, productId } = await brandWithProduct()
    const factory = await factoryMember()
    const { invitation, partyId } = await as(owner).invitePartner({ productId, ...byLink })
    const late = new Date(Date.now() + 15 * 86_400_000)
    const seen = await at(factory, late).getInvitation({ invitation })
    expect(seen.standing).toBe('expired')
    const signed = {
      invitation,
      language: 'zh',
      textHash: seen.nda.textHash,
      signerName: '李伟',
      signerTitle: '',
    } as const
    await expect(at(factory, late).acceptInvitation(signed)).rejects.toEqual(refusal('products.invitationExpired'))
    const renewed = await at(owner, late).renewInvitation({ partyId, version: 1 })
    await expect(accept(factory, invitation)).rejects.toEqual(refusal('products.invitationNotFound'))
    expect(await at(factory, late).acceptInvitation({ ...signed, invitation: renewed.invitation })).toEqual({
      productId,
    })
  })

  test('puts a manufacturer back into its old place', async () => {
    const { owner, productId } = await brandWithProduct()
    const factory = await factoryMember()
    const first = await as(owner).invitePartner({ productId, ...byLink })
    await accept(factory, first.invitation)
    const second = await as(owner).invitePartner({ productId, ...byLink, grants: ['firmware'] })
    await expect(accept(factory, second.invitation)).rejects.toEqual(refusal('products.alreadyPartner'))
    const [party] = await as(owner).listParties({ productId })
    await as(owner).revokePartner({ partyId: first.partyId, version: party?.version ?? 0, reason: '' })
    await accept(factory, second.invitation)
    const parties = await as(owner).listParties({ productId })
    expect(parties).toMatchObject([{ id: first.partyId, standing: 'accepted', grants: ['firmware'] }])
    expect(parties[0]?.ndas).toHaveLength(2)
  })
})

describe('an invitation to an address', () => {
  test('is for its reader alone, mailed in their language, with the link kept secret', async () => {
    const { owner, productId } = await brandWithProduct()
    const factory = await factoryMember()
    const email = await emailOf(factory)
    const invited: InvitePartner = {
      productId,
      to: { kind: 'email', email: email.toUpperCase(), locale: 'zh' },
      grants: ['prices'],
      message: '',
    }
    const { invitation, partyId } = await as(owner).invitePartner(invited)
    const [mail] = await mailsTo(email)
    expect(mail).toMatchObject({
      template: 'partnerInvitation',
      secret_params: { path: `/partner-invitations/${invitation}` },
    })
    expect(JSON.stringify(mail?.params)).not.toContain(invitation)
    await expect(as(owner).invitePartner(invited)).rejects.toEqual(refusal('products.alreadyInvited'))

    const other = await factoryMember()
    expect((await as(other).getInvitation({ invitation })).reader).toBe('otherAddress')
    await expect(accept(other, invitation)).rejects.toEqual(refusal('products.invitationForOther'))
    expect(await as(other).listInvitations()).toEqual([])
    expect(await as(factory).listInvitations()).toMatchObject([
      { partyId, grants: ['boms', 'prices'], brand: { id: owner.member.orgId } },
    ])
    // Whoever reads the address may also come by the list, without the link.
    expect(await accept(factory, partyId)).toEqual({ productId })
    expect(await as(factory).listInvitations()).toEqual([])
  })

  test.each(['en', 'zh'] as const)('is sent again in the language it was first sent in (%s)', async (locale) => {
    const { owner, productId } = await brandWithProduct()
    const email = `sales-${locale}@factory.example`
    const to = { kind: 'email', email, locale } as const
    const { partyId } = await as(owner).invitePartner({ productId, to, grants: [], message: '' })
    await as(owner).renewInvitation({ partyId, version: 1 })
    const sent = await rowsOf<{ locale: string }>(sql`select locale from mails where to_address = ${email}`)
    expect(sent).toEqual([{ locale }, { locale }])
  })

  test('is sent again in the language of an account that has come to exist', async () => {
    const { owner, productId } = await brandWithProduct()
    const email = 'newcomer@factory.example'
    const to = { kind: 'email', email, locale: 'zh' } as const
    const { partyId } = await as(owner).invitePartner({ productId, to, grants: [], message: '' })
    await makeUser(database.pool, { email, locale: 'en' })
    await as(owner).renewInvitation({ partyId, version: 1 })
    const sent = await rowsOf<{ locale: string }>(
      sql`select locale from mails where to_address = ${email} order by created_at, id`,
    )
    expect(sent).toEqual([{ locale: 'zh' }, { locale: 'en' }])
  })

  test('waits only where the address is confirmed', async () => {
    const { owner, productId } = await brandWithProduct()
    const user = await makeUser(database.pool, { emailVerified: null })
    const factory = await makeMember(database.pool, await makeOrg(database.pool, 'manufacturer'), 'owner', user)
    const { partyId } = await as(owner).invitePartner({
      productId,
      to: { kind: 'email', email: user.email, locale: 'en' },
      grants: [],
      message: '',
    })
    expect(await as(factory).listInvitations()).toEqual([])
    await expect(as(factory).getInvitation({ invitation: partyId })).rejects.toEqual(
      refusal('products.invitationNotFound'),
    )
  })
})

describe('an invitation to a listed manufacturer', () => {
  test('reaches those who may sign, and is known by its id to them alone', async () => {
    const { owner, productId } = await brandWithProduct()
    const factory = await factoryMember('owner', true)
    const engineer = await makeMember(database.pool, orgOf(factory), 'engineer')
    const invited: InvitePartner = {
      productId,
      to: { kind: 'org', orgId: factory.member.orgId },
      grants: ['boms'],
      message: '',
    }
    const { invitation, partyId } = await as(owner).invitePartner(invited)
    expect(invitation).toBe(partyId)
    expect(await mailsTo(await emailOf(factory))).toMatchObject([
      { template: 'partnerInvitation', params: { path: `/partner-invitations/${partyId}` } },
    ])
    expect(await mailsTo(await emailOf(engineer))).toEqual([])
    await expect(as(owner).invitePartner(invited)).rejects.toEqual(refusal('products.alreadyInvited'))
    await expect(as(await factoryMember()).getInvitation({ invitation })).rejects.toEqual(
      refusal('products.invitationNotFound'),
    )
    await expect(as(null).getInvitation({ invitation })).rejects.toEqual(refusal('products.invitationNotFound'))
    expect(await accept(factory, invitation)).toEqual({ productId })
    await expect(as(owner).invitePartner(invited)).rejects.toEqual(refusal('products.alreadyPartner'))
  })

  test('is refused for one that is neither listed nor known', async () => {
    const { owner, productId } = await brandWithProduct()
    const to = (orgId: string): InvitePartner => ({ productId, to: { kind: 'org', orgId }, grants: [], message: '' })
    const missing = refusal('products.manufacturerNotFound')
    await expect(as(owner).invitePartner(to((await factoryMember()).member.orgId))).rejects.toEqual(missing)
    await expect(as(owner).invitePartner(to(owner.member.orgId))).rejects.toEqual(missing)
  })

  test('can be declined with a reason, and made again', async () => {
    const { owner, productId } = await brandWithProduct()
    const factory = await factoryMember('owner', true)
    const invited: InvitePartner = {
      productId,
      to: { kind: 'org', orgId: factory.member.orgId },
      grants: ['boms'],
      message: '',
    }
    const { invitation } = await as(owner).invitePartner(invited)
    await as(factory).declineInvitation({ invitation, reason: '产能已满' })
    await expect(accept(factory, invitation)).rejects.toEqual(refusal('products.illegalTransition'))
    expect((await as(owner).listParties({ productId }))[0]).toMatchObject({ standing: 'declined' })
    const [own] = await rowsOf(sql`select product_id, params from audit_entries where org_id = ${factory.member.orgId}`)
    expect(own).toMatchObject({ product_id: null, params: { reason: '产能已满' } })
    expect(await as(owner).invitePartner(invited)).toMatchObject({ partyId: invitation })
    expect(await mailsTo(await emailOf(factory))).toHaveLength(2)
    expect(await accept(factory, invitation)).toEqual({ productId })
  })
})

describe('what a partner may see', () => {
  const partnered = async () => {
    const { owner, productId } = await brandWithProduct()
    const factory = await factoryMember()
    const { invitation, partyId } = await as(owner).invitePartner({ productId, ...byLink })
    await accept(factory, invitation)
    const version = async () =>
      (await as(owner).listParties({ productId })).find(({ id }) => id === partyId)?.version ?? 0
    return { owner, factory, productId, partyId, version }
  }

  test('changes at once, and both chains keep what changed', async () => {
    const { owner, factory, productId, partyId, version } = await partnered()
    await as(owner).updateGrants({ partyId, version: await version(), grants: ['prices', 'specs'] })
    expect((await as(factory).getProduct({ productId })).grants).toEqual(['specs', 'boms', 'prices'])
    await as(owner).updateGrants({ partyId, version: await version(), grants: [] })
    expect((await as(factory).getProduct({ productId })).grants).toEqual([])
    await expect(as(owner).updateGrants({ partyId, version: 1, grants: [] })).rejects.toEqual(refusal('products.stale'))
    const [entry] = await rowsOf<{ params: unknown }>(
      sql`select params from audit_entries where org_id = ${factory.member.orgId} and action = 'products.updateGrants' order by seq`,
    )
    expect(entry?.params).toEqual({ partnerOrgId: factory.member.orgId, added: ['prices'], removed: [] })
  })

  test('ends at once when revoked; the signed record stays with both', async () => {
    const { owner, factory, productId, partyId, version } = await partnered()
    await as(owner).revokePartner({ partyId, version: await version(), reason: 'Moved to another line' })
    await expect(as(factory).getProduct({ productId })).rejects.toEqual(refusal('products.notFound'))
    await expect(as(factory).listParties({ productId })).rejects.toEqual(refusal('products.notFound'))
    expect((await as(factory).listProducts({})).items).toEqual([])
    expect(await as(factory).listNdaRecords()).toMatchObject([
      { signerName: '李伟', brand: { legalNameEn: expect.stringMatching(/^Brand/) } },
    ])
    expect((await chainOf(factory.member.orgId)).at(-1)).toBe('products.revokePartner')
    expect((await chainOf(owner.member.orgId)).at(-1)).toBe('products.revokePartner')
    expect((await mailsTo(await emailOf(factory))).map(({ template }) => template)).toEqual(['partnerRevoked'])
    const [event] = await rowsOf(
      sql`select audience, product_id, payload from events where type = 'products.partnerRevoked' and payload ->> 'partyId' = ${partyId}`,
    )
    expect(event).toMatchObject({
      audience: [owner.member.orgId, factory.member.orgId],
      product_id: null,
      payload: { productId },
    })
  })

  test('is decided by those who may, on their own product', async () => {
    const { owner, factory, partyId, version } = await partnered()
    const engineer = await makeMember(database.pool, orgOf(owner), 'engineer')
    const viewer = await makeMember(database.pool, orgOf(owner), 'viewer')
    const { owner: stranger } = await brandWithProduct()
    const input = { partyId, version: await version() }
    for (const [actor, code] of [
      [engineer, 'products.roleNeeded'],
      [viewer, 'products.roleNeeded'],
      [stranger, 'products.partyNotFound'],
      [factory, 'products.partyNotFound'],
    ] as const) {
      await expect(as(actor).updateGrants({ ...input, grants: [] })).rejects.toEqual(refusal(code))
      await expect(as(actor).revokePartner({ ...input, reason: '' })).rejects.toEqual(refusal(code))
      await expect(as(actor).renewInvitation(input)).rejects.toEqual(refusal(code))
    }
    await expect(as(owner).renewInvitation(input)).rejects.toEqual(refusal('products.illegalTransition'))
  })
})

describe('at the same moment', () => {
  test('two acceptances of one link make one partner', async () => {
    for (let round = 0; round < 5; round++) {
      const { owner, productId } = await brandWithProduct()
      const [one, two] = [await factoryMember(), await factoryMember()]
      const { invitation } = await as(owner).invitePartner({ productId, ...byLink })
      expect(
        outcomes(await Promise.allSettled([accept(one, invitation), accept(two, invitation), accept(one, invitation)])),
      ).toEqual(['fulfilled', 'rejected', 'rejected'])
      const parties = await as(owner).listParties({ productId })
      expect(parties).toHaveLength(1)
      expect(parties[0]?.ndas).toHaveLength(1)
    }
  })

  test('accepting and withdrawing leave one truth, the same for both sides', async () => {
    const ends = new Set<string>()
    for (let round = 0; round < 8; round++) {
      const { owner, productId } = await brandWithProduct()
      const factory = await factoryMember()
      const { invitation, partyId } = await as(owner).invitePartner({ productId, ...byLink })
      const { nda } = await as(factory).getInvitation({ invitation })
      const signed = { invitation, language: nda.language, textHash: nda.textHash, signerName: '李伟', signerTitle: '' }
      const calls = [
        () => as(factory).acceptInvitation(signed),
        () => as(owner).revokePartner({ partyId, version: 1, reason: '' }),
      ]
      const results = await Promise.allSettled((round % 2 ? calls.toReversed() : calls).map((call) => call()))
      expect(outcomes(results)).toEqual(['fulfilled', 'rejected'])
      const [party] = await as(owner).listParties({ productId })
      const open = await as(factory)
        .getProduct({ productId })
        .then(
          () => true,
          () => false,
        )
      expect(open).toBe(party?.standing === 'accepted')
      expect((await as(factory).listNdaRecords()).length).toBe(open ? 1 : 0)
      ends.add(party?.standing ?? '')
    }
    expect([...ends].every((end) => ['accepted', 'revoked'].includes(end))).toBe(true)
  })

  test('two links accepted by one manufacturer make one place', async () => {
    const { owner, productId } = await brandWithProduct()
    const factory = await factoryMember()
    const links = [
      await as(owner).invitePartner({ productId, ...byLink }),
      await as(owner).invitePartner({ productId, ...byLink }),
    ]
    const results = await Promise.allSettled(links.map(({ invitation }) => accept(factory, invitation)))
    expect(outcomes(results)).toEqual(['fulfilled', 'rejected'])
    expect(results.find((result) => result.status === 'rejected')?.reason).toEqual(refusal('products.alreadyPartner'))
  })

  test('a reader sees the grants from before or after a change, never between', async () => {
    const { owner, productId } = await brandWithProduct()
    const factory = await factoryMember()
    const { invitation, partyId } = await as(owner).invitePartner({ productId, ...byLink, grants: [] })
    await accept(factory, invitation)
    const change = async () => {
      for (let version = 2; version < 12; version++) {
        await as(owner).updateGrants({
          partyId,
          version,
          grants: version % 2 ? [] : ['specs', 'prices', 'files', 'firmware'],
        })
      }
    }
    const reads: Promise<{ grants: readonly string[] }>[] = []
    const changing = change()
    for (let read = 0; read < 30; read++) reads.push(as(factory).getProduct({ productId }))
    const sizes = new Set((await Promise.all(reads)).map(({ grants }) => grants.length))
    await changing
    expect([...sizes].every((size) => size === 0 || size === 5)).toBe(true)
  })
})
