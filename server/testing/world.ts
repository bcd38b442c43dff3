import { createHash, randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import type { Pool } from '@/db/client'
import { bomImports, bomLineOrders, bomLineRefs, bomLines, bomRevisions, boms } from '@/db/schema/boms'
import { mails, notificationPreferences, notifications } from '@/db/schema/notifications'
import { apiTokens } from '@/db/schema/apiTokens'
import { invitations, members, orgs } from '@/db/schema/orgs'
import { oneTimeTokens, sessions, users } from '@/db/schema/people'
import { ndaAcceptances, productParties, products } from '@/db/schema/products'
import { posts, threadReads, threads } from '@/db/schema/threads'
import { hashToken, newToken, resolveActor } from '@/server/auth/actor'
import { sessionDays } from '@/server/auth/cookies'
import type { OneTimePurpose } from '@/server/auth/one-time-tokens'
import { shownOf, tokenMark, tokenScopes } from '@/server/domains/apiTokens/rules'
import { storedSorts } from '@/server/domains/boms/rules/ordering'
import { noChoices } from '@/server/domains/boms/rules/choices'
import { hashPassword } from '@/server/domains/people/passwords/hashing'
import { demoEmailDomain } from '@/server/domains/people/rules/email'
import { grants as allGrants, type Grant } from '@/server/domains/products/rules'
import { indexFamily } from '@/server/domains/search/commands/index-families'
import type { Actor, MemberRole, OrgKind } from '@/server/kernel/actor'
import { bilingual } from '@/server/kernel/bilingual'
import { newId } from '@/server/kernel/ids'
import { publish, recordAudit } from '@/server/platform/journal'
import { transact, type AnyCtx } from '@/server/platform/context'
import type { ActorName } from './access/outcomes'
import { addImportTemplate, settledReading } from './import-world'
import { addChanges, addChangeSide, type ChangeWorld } from './change-world'
import { addDesigns, type DesignWorld } from './design-world'
import { addFirmware, type FirmwareWorld } from './firmware-world'
import { addFlashing, type FlashWorld } from './flash-world'
import { addGates, addGateSide, type GateWorld } from './gate-world'
import { addReleases, type ReleaseWorld } from './release-world'
import { addRevisions, type RevisionWorld } from './revision-world'
import { addMatching, addMatchingSide, type MatchingWorld } from './matching-world'
import { addParts, type PartsWorld } from './parts-world'
import { addSpecs, addSpecSide, type SpecSide, type SpecWorld } from './spec-world'
import { addSupply, addSupplySide, type SupplySide, type SupplyWorld } from './supply-world'
import { addStructure, addStructureSide, type StructureSide, type StructureWorld } from './structure-world'

type Entered = Readonly<{ id: string; email: string; token: string; tokenId: string; apiToken: string }>
/** A signed-in person of the world, with an API token. `actor` is what the server makes of their cookie. */
export type Person = Entered & Readonly<{ actor: Actor }>

/** What belongs to one organisation alone: `mark` is in its every name and text, `ids` are all its rows. */
export type Side = Readonly<{
  orgId: string
  kind: OrgKind
  owner: Person
  mark: string
  invitationId: string
  invitationToken: string
  ids: readonly string[]
}>

/** A manufacturer's place on the product, with its own question to the brand. */
export type Factory = Side &
  Readonly<{
    partyId: string
    ndaId: string
    threadId: string
    postId: string
    answerId: string
    resolvedThreadId: string
    notificationId: string
  }> &
  SpecSide &
  StructureSide &
  SupplySide &
  Readonly<{ evidenceId: string; crossReferenceId: string; substitutionId: string }>

export type World = Readonly<{
  brand: Side & Readonly<{ engineer: Person; viewer: Person; removed: Person; notificationId: string }>
  /** Sees specs and the BOM, but no prices. */
  partner: Factory
  /** Sees everything a partner can be shown. */
  rival: Factory
  /** Accepted, but was granted nothing. */
  bare: Factory
  /** A brand with no part in any of this. */
  stranger: Side & Readonly<{ productId: string }>
  productId: string
  /** Another product of the brand, shared with nobody. */
  secretProductId: string
  /** Specifications; what `bare` may not see. */
  specs: SpecWorld
  gates: GateWorld
  designs: DesignWorld
  releases: ReleaseWorld
  firmware: FirmwareWorld
  flashing: FlashWorld
  structure: StructureWorld
  supply: SupplyWorld
  changes: ChangeWorld
  revisions: RevisionWorld
  matching: MatchingWorld
  /** The brand's own library, which no partner may know of. */
  parts: PartsWorld
  bomId: string
  revisionId: string
  lineIds: readonly string[]
  mailId: string
  importId: string
  templateId: string
  importFile: StoredText
  /** The file the BOM was read from. */
  revisionFile: StoredText
  /** An open invitation to the product, sent to an outsider's address. */
  openParty: Readonly<{ id: string; token: string }>
  /** An open link to another product of the brand, for whoever holds it. */
  freshParty: Readonly<{ id: string; token: string }>
  archivedProductId: string
  /** One-time links of the partner's owner, and of somebody signing up. */
  links: Readonly<Record<OneTimePurpose, string>>
  demoUserId: string
  /** A manufacturer that lets itself be found. */
  listedOrgId: string
  /** A question among the brand's own people. */
  internalThreadId: string
  /** In texts that only the brand's own people may read. */
  internalMark: string
  /** In everything no answer may ever hold: hashes and one-time links. */
  secretMark: string
}>

type StoredText = Readonly<{ sha256: string; bytes: Uint8Array<ArrayBuffer> }>
const storedText = (text: string): StoredText => {
  const bytes = new TextEncoder().encode(text)
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') }
}
const revisionFile = storedText('Reference,Unit Price,Quoted\nC1,7.654321,7.654321\n')

/** Everybody's password. */
export const password = 'tongue-and-groove 94 walnut'
let passwordHash: Promise<string> | undefined

/** The price of every line, in micro-units, and the shapes it can take in an answer. */
export const priceMicros = 7_654_321n
export const pricePattern = /7[.,]?654[.,]?321/

const importFile = storedText('Reference,Quantity,Value,MPN,Unit Price\nC1,1,100nF,GRM155R71C104KA88D,7.654321\n')
let counter = 0

/**
 * A brand, three manufacturers on one product and a stranger, with at least one row of everything, straight into the
 * tables. Every call makes a world of its own.
 */
export async function makeWorld(pool: Pool): Promise<World> {
  const tag = `${process.pid.toString(36)}z${(++counter).toString(36)}z`
  const secretMark = `secret${tag}`
  const internalMark = `internal${tag}`
  const now = new Date()
  const later = new Date(now.getTime() + 7 * 86_400_000)
  const passwordHashed = await (passwordHash ??= hashPassword(password))
  const plan = await transact(pool, { actor: null, mode: 'write', system: true }, async (ctx) => {
    const { db } = ctx
    const addPerson = async (
      mark: string,
      orgId: string,
      role: MemberRole,
      state: 'active' | 'removed' = 'active',
      email = `${role}-${++counter}@${mark}.example`,
    ) => {
      const person = {
        ...{ id: newId('user'), email, token: newToken() },
        ...{ tokenId: newId('apiToken'), apiToken: `${tokenMark}${newToken()}` },
      }
      await db.insert(users).values({
        id: person.id,
        email: person.email,
        emailVerified: now,
        displayNameEn: `Person ${mark}`,
        displayNameZh: `人员 ${mark}`,
        sortKey: mark,
        passwordHash: passwordHashed,
      })
      await db
        .insert(members)
        .values({ orgId, userId: person.id, role, state, removedAt: state === 'removed' ? now : null })
      await db.insert(sessions).values({
        id: newId('session'),
        tokenHash: hashToken(person.token),
        userId: person.id,
        activeOrgId: orgId,
        expires: new Date(now.getTime() + sessionDays * 86_400_000),
        userAgent: mark,
      })
      await db.insert(apiTokens).values({
        ...{ id: person.tokenId, orgId, name: `Token of ${mark}`, scopes: [...tokenScopes] },
        ...{ shown: shownOf(person.apiToken), tokenHash: hashToken(person.apiToken) },
        ...{ createdBy: person.id, createdAt: now, expiresAt: later, lastUsedAt: later },
      })
      await db.insert(notificationPreferences).values({ userId: person.id, kind: 'boms.imported', email: true })
      return person
    }

    const addOrg = async (name: string, kind: OrgKind) => {
      const mark = `${name}${tag}`
      const orgId = newId('org')
      const china = kind === 'manufacturer'
      await db.insert(orgs).values({
        id: orgId,
        kind,
        legalNameEn: `${mark} Ltd.`,
        legalNameZh: `${mark}有限公司`,
        sortKey: mark,
        country: china ? 'CN' : 'US',
        city: mark,
        timeZone: china ? 'Asia/Shanghai' : 'America/Denver',
        currency: china ? 'CNY' : 'USD',
        website: `https://${mark}.example`,
        about: bilingual('en', `About ${mark}`, `关于 ${mark}`),
      })
      const owner = await addPerson(mark, orgId, 'owner')
      const [invitationId, invitationToken] = [newId('invitation'), newToken()]
      await db.insert(invitations).values({
        id: invitationId,
        orgId,
        email: `invited@${mark}.example`,
        role: 'engineer',
        tokenHash: hashToken(invitationToken),
        expires: later,
        invitedBy: owner.id,
      })
      recordAudit(ctx, { action: 'orgs.create', subjectId: orgId, orgs: [orgId], params: { name: mark } })
      return { orgId, kind, owner, mark, invitationId, invitationToken, ids: [orgId, owner.id, invitationId] }
    }

    const addProduct = async (orgId: string, mark: string) => {
      const id = newId('product')
      const text = bilingual('en', `Sensor ${mark}`, `传感器 ${mark}`)
      await db.insert(products).values({
        id,
        orgId,
        code: `P-${++counter}`,
        name: text,
        summary: text,
        vertical: 'home',
        subVertical: 'sensor',
      })
      await db.insert(productParties).values({
        id: newId('party'),
        productId: id,
        ownerOrgId: orgId,
        orgId,
        role: 'owner',
        state: 'active',
        grants: [...allGrants],
        ndaVersion: 'v1',
      })
      return id
    }

    const addOpenParty = async (productId: string, invitedEmail: string | null) => {
      const party = { id: newId('party'), token: newToken() }
      await db.insert(productParties).values({
        id: party.id,
        productId,
        ownerOrgId: brand.orgId,
        role: 'manufacturer',
        state: 'invited',
        grants: ['specs', 'boms'],
        invitedEmail,
        tokenHash: hashToken(party.token),
        expires: later,
        invitedBy: brand.owner.id,
        message: bilingual('en', 'We would like to work with you'),
        ndaVersion: 'v1',
      })
      return party
    }

    const addLink = async (
      purpose: OneTimePurpose,
      given: Partial<typeof oneTimeTokens.$inferInsert> & { email: string },
    ) => {
      const token = newToken()
      await db.insert(oneTimeTokens).values({ tokenHash: hashToken(token), purpose, expires: later, ...given })
      return token
    }

    const brand = await addOrg('brand', 'brand')
    const stranger = await addOrg('stranger', 'brand')
    const engineer = await addPerson(brand.mark, brand.orgId, 'engineer')
    const viewer = await addPerson(brand.mark, brand.orgId, 'viewer')
    const removed = await addPerson(`removed${tag}`, brand.orgId, 'engineer', 'removed')
    const productId = await addProduct(brand.orgId, brand.mark)
    const secretProductId = await addProduct(brand.orgId, internalMark)
    const strangerProductId = await addProduct(stranger.orgId, stranger.mark)
    const bom = await addBom(ctx, { orgId: brand.orgId, productId, createdBy: engineer.id, now })

    const addThread = async (
      partnerOrgId: string | null,
      mark: string,
      asker: string,
      answerer: string,
      state: 'open' | 'resolved' = 'open',
    ) => {
      const [threadId, postId, answerId] = [newId('thread'), newId('post'), newId('post')]
      const scope = { orgId: brand.orgId, partnerOrgId }
      const openedByOrgId = partnerOrgId ?? brand.orgId
      await db.insert(threads).values({
        ...scope,
        id: threadId,
        productId,
        subjectKind: 'bomLine',
        subjectId: bom.lineIds[0] ?? '',
        bomId: bom.bomId,
        requiredGrant: 'boms',
        subjectLabel: 'C1 · GRM155R71C104KA88D',
        state,
        resolvedAt: state === 'resolved' ? now : null,
        resolvedBy: state === 'resolved' ? answerer : null,
        openedBy: asker,
        openedByOrgId,
        postCount: 2,
        lastPostAt: now,
        lastPostOrgId: brand.orgId,
      })
      const post = (id: string, authorId: string, authorOrgId: string) => ({
        ...scope,
        id,
        threadId,
        authorId,
        authorOrgId,
        body: bilingual('en', `Question of ${mark}`),
        mentions: [],
        clientKey: randomUUID(),
      })
      await db.insert(posts).values([post(postId, asker, openedByOrgId), post(answerId, answerer, brand.orgId)])
      await db.insert(threadReads).values({ threadId, userId: asker, readAt: now })
      publish(ctx, {
        type: 'threads.opened',
        audience: partnerOrgId === null ? [brand.orgId] : [brand.orgId, partnerOrgId],
        productId,
        payload: { threadId, postId },
      })
      return { threadId, postId, answerId }
    }

    const addNotification = async (userId: string, orgId: string, threadId: string, mark: string) => {
      const id = newId('notification')
      await db.insert(notifications).values({
        id,
        userId,
        orgId,
        kind: 'threads.asked',
        params: { subject: mark, actorEn: mark, actorZh: mark },
        path: `/products/${productId}`,
        productId,
        threadId,
        eventId: newId('event'),
      })
      return id
    }

    const addFactory = async (name: string, granted: readonly Grant[]) => {
      const side = await addOrg(name, 'manufacturer')
      const [partyId, ndaId] = [newId('party'), newId('nda')]
      await db.insert(productParties).values({
        id: partyId,
        productId,
        ownerOrgId: brand.orgId,
        orgId: side.orgId,
        role: 'manufacturer',
        state: 'active',
        grants: [...granted],
        invitedEmail: side.owner.email,
        invitedBy: engineer.id,
        message: bilingual('en', `Welcome ${side.mark}`),
        ndaVersion: 'v1',
        acceptedAt: now,
        acceptedBy: side.owner.id,
      })
      await db.insert(ndaAcceptances).values({
        id: ndaId,
        partyId,
        productId,
        ownerOrgId: brand.orgId,
        orgId: side.orgId,
        userId: side.owner.id,
        ndaVersion: 'v1',
        text: `Undertaking of ${side.mark}`,
        textHash: createHash('sha256').update(`Undertaking of ${side.mark}`).digest('hex'),
        language: 'en',
        signerName: side.mark,
        signerTitle: 'GM',
        ip: '192.0.2.7',
        userAgent: side.mark,
        acceptedAt: now,
      })
      const thread = await addThread(side.orgId, side.mark, side.owner.id, engineer.id)
      const resolved = await addThread(side.orgId, side.mark, side.owner.id, engineer.id, 'resolved')
      const notificationId = await addNotification(side.owner.id, side.orgId, thread.threadId, side.mark)
      const ids = [...side.ids, partyId, ndaId, notificationId, ...Object.values(thread), ...Object.values(resolved)]
      return { ...side, partyId, ndaId, ...thread, resolvedThreadId: resolved.threadId, notificationId, ids }
    }
    const place = { orgId: brand.orgId, productId, now }
    /** What a factory has to do with the specifications, once those exist. */
    const withSpecs = async <T extends Awaited<ReturnType<typeof addFactory>>>(factory: T, world: SpecWorld) => {
      const { orgId: partnerOrgId, mark, owner } = factory
      const side = await addSpecSide(ctx, { ...place, partnerOrgId, mark, authorId: owner.id }, world)
      return { ...factory, ...side, ids: [...factory.ids, ...Object.values(side)] }
    }

    const invited = await addFactory('partner', ['specs', 'boms'])
    const specWorld = await addSpecs(ctx, {
      ...place,
      authorId: engineer.id,
      partnerOrgId: invited.orgId,
      mark: brand.mark,
    })
    const gateWorld = await addGates(ctx, {
      ...place,
      authorId: engineer.id,
      partnerOrgId: invited.orgId,
      internalMark,
    })
    const revisionWorld = await addRevisions(ctx, { ...place, authorId: engineer.id }, bom)
    const matching = await addMatching(ctx, { ...place, authorId: engineer.id }, bom)
    /** What a factory calls a part of the brand. */
    const withNumbers = async <T extends Awaited<ReturnType<typeof addFactory>>>(factory: T) => {
      const { orgId: partnerOrgId, mark, owner } = factory
      const side = await addMatchingSide(ctx, { ...place, partnerOrgId, mark, authorId: owner.id })
      return { ...factory, ...side, ids: [...factory.ids, side.crossReferenceId] }
    }
    /** What a factory brought for gates. */
    const withGates = async <T extends Awaited<ReturnType<typeof addFactory>>>(factory: T) => {
      const { orgId: partnerOrgId, mark, owner } = factory
      const side = await addGateSide(ctx, { ...place, partnerOrgId, mark, authorId: owner.id }, gateWorld)
      return { ...factory, ...side, ids: [...factory.ids, side.evidenceId] }
    }
    const structureWorld = await addStructure(ctx, place, bom)
    /** What a factory reckons with while it builds. */
    const withStructure = async <T extends Awaited<ReturnType<typeof addFactory>>>(factory: T) => {
      const { orgId: partnerOrgId, mark } = factory
      const side = await addStructureSide(ctx, { ...place, partnerOrgId, mark }, bom)
      return { ...factory, ...side, ids: [...factory.ids, side.additionId] }
    }
    const board = { ...place, authorId: engineer.id }
    const supplyWorld = await addSupply(ctx, board, bom, priceMicros)
    /** What the brand sent to a factory. */
    const withSupply = async <T extends Awaited<ReturnType<typeof addFactory>>>(factory: T) => {
      const { orgId: partnerOrgId, mark } = factory
      const side = await addSupplySide(ctx, { ...board, partnerOrgId, mark }, bom, supplyWorld)
      return { ...factory, ...side, ids: [...factory.ids, side.consignmentId] }
    }
    const partsWorld = await addParts(ctx, {
      ...{ orgId: brand.orgId, authorId: engineer.id, mark: internalMark, now },
      micros: priceMicros.toString(),
    })
    /** A library of its own. */
    const withParts = async <T extends Awaited<ReturnType<typeof addFactory>>>(factory: T) => {
      const { orgId, mark, owner } = factory
      const library = await addParts(ctx, { orgId, authorId: owner.id, mark, micros: '1250000', now })
      return { ...factory, ids: [...factory.ids, ...library.ids] }
    }
    const changeWorld = await addChanges(ctx, {
      ...place,
      authorId: engineer.id,
      partnerOrgId: invited.orgId,
      mark: invited.mark,
    })
    let requests = 0
    /** What a factory asked for of the BOM in force. */
    const withChanges = async <T extends Awaited<ReturnType<typeof addFactory>>>(factory: T) => {
      const { orgId: partnerOrgId, mark, owner } = factory
      const inside = { ...place, partnerOrgId, mark, authorId: owner.id, ordinal: ++requests }
      const side = await addChangeSide(ctx, inside, changeWorld)
      return { ...factory, ...side, ids: [...factory.ids, side.substitutionId] }
    }
    const withBoms = async <T extends Awaited<ReturnType<typeof addFactory>>>(factory: T) =>
      withParts(
        await withChanges(
          await withNumbers(
            await withSupply(await withStructure(await withGates(await withSpecs(factory, specWorld)))),
          ),
        ),
      )
    const partner = await withBoms(invited)
    const rival = await withBoms(await addFactory('rival', allGrants))
    const bare = await withBoms(await addFactory('bare', []))
    const listed = await addOrg('listed', 'manufacturer')
    await db.update(orgs).set({ listed: true }).where(eq(orgs.id, listed.orgId))
    const internal = await addThread(null, internalMark, engineer.id, brand.owner.id)
    const brandNotificationId = await addNotification(brand.owner.id, brand.orgId, rival.threadId, internalMark)

    const openParty = await addOpenParty(productId, `candidate@${internalMark}.example`)
    const freshParty = await addOpenParty(secretProductId, null)
    const archivedProductId = await addProduct(brand.orgId, internalMark)
    await db.update(products).set({ archivedAt: now }).where(eq(products.id, archivedProductId))
    const demo = await addPerson(`demo${tag}`, brand.orgId, 'finance', 'removed', `demo${tag}@${demoEmailDomain}`)
    const { id: userId, email } = partner.owner
    const links = {
      signIn: await addLink('signIn', { email, userId }),
      passwordReset: await addLink('passwordReset', { email, userId }),
      emailVerification: await addLink('emailVerification', { email, userId }),
      signUp: await addLink('signUp', {
        email: `new@new${tag}.example`,
        draft: {
          familyNameZh: '',
          givenNameZh: '',
          familyNameEn: 'New',
          givenNameEn: 'Person',
          honorific: '',
          locale: 'en',
          timeZone: 'UTC',
          passwordHash: passwordHashed,
          deviceHash: secretMark,
        },
      }),
    }

    const importId = newId('bomImport')
    await db.insert(bomImports).values({
      id: importId,
      orgId: brand.orgId,
      productId,
      bomId: bom.bomId,
      fileName: `${internalMark}.csv`,
      sha256: importFile.sha256,
      byteSize: importFile.bytes.length,
      settings: { ...noChoices, reading: settledReading },
      createdBy: engineer.id,
    })
    const templateId = await addImportTemplate(ctx, { orgId: brand.orgId, userId: engineer.id, internalMark })
    for (const id of [productId, secretProductId, strangerProductId, archivedProductId])
      await indexFamily.product(ctx, id)
    await indexFamily.bom(ctx, bom.bomId)
    await indexFamily.spec(ctx, specWorld.drafted.specId)
    await indexFamily.thread(ctx, internal.threadId)
    for (const { threadId, eqThreadId } of [partner, rival, bare]) {
      await indexFamily.thread(ctx, threadId)
      await indexFamily.thread(ctx, eqThreadId)
    }
    for (const side of [brand, stranger, partner, rival, bare]) await indexFamily.people(ctx, side.orgId)
    const designWorld = await addDesigns(ctx, {
      ...{ orgId: brand.orgId, productId, authorId: brand.owner.id, partnerOrgId: rival.orgId, now },
      bytes: partner.mark,
    })
    const mailId = newId('mail')
    await db.insert(mails).values({
      id: mailId,
      toAddress: partner.owner.email,
      userId: partner.owner.id,
      locale: 'en',
      template: 'signInLink',
      params: { name: partner.mark },
      secretParams: { path: `/link/${secretMark}` },
      state: 'kept',
      dedupeKey: randomUUID(),
      nextAttemptAt: later,
    })
    const firmware = await addFirmware(ctx, {
      ...{ orgId: brand.orgId, productId, authorId: engineer.id, approverId: brand.owner.id, now },
      image: partner.mark,
    })
    const releases = await addReleases(ctx, {
      ...{ orgId: brand.orgId, productId, authorId: engineer.id, now, bytes: partner.mark },
      ...{ setId: designWorld.releasedSetId, setRevisionId: designWorld.releasedRevisionId },
      partner: { orgId: partner.orgId, mark: partner.mark, userId: partner.owner.id },
    })
    const flashing = await addFlashing(ctx, {
      ...{ orgId: brand.orgId, productId, partnerOrgId: rival.orgId, firmware, now },
      ...{ authorId: engineer.id, reporterId: rival.owner.id },
    })
    for (const setId of [designWorld.draftSetId, designWorld.releasedSetId]) await indexFamily.designSet(ctx, setId)
    await indexFamily.firmwareLine(ctx, firmware.lineId)
    for (const id of [flashing.packageId, flashing.freshPackageId]) await indexFamily.flashPackage(ctx, id)
    const { partnerPackageId, otherPackageId, failedPackageId } = releases
    for (const id of [partnerPackageId, otherPackageId, failedPackageId]) await indexFamily.package(ctx, id)
    const { draftGoldenId, proposedGoldenId, signedGoldenId } = releases
    for (const id of [draftGoldenId, proposedGoldenId, signedGoldenId]) await indexFamily.golden(ctx, id)
    return {
      sides: { brand, stranger, partner, rival, bare },
      staff: { engineer, viewer, removed },
      rest: {
        ...bom,
        specs: specWorld,
        gates: gateWorld,
        designs: designWorld,
        releases,
        firmware,
        flashing,
        structure: structureWorld,
        supply: supplyWorld,
        changes: changeWorld,
        revisions: revisionWorld,
        matching,
        parts: partsWorld,
        productId,
        secretProductId,
        mailId,
        importId,
        templateId,
        importFile,
        revisionFile,
        openParty,
        freshParty,
        archivedProductId,
        links,
        demoUserId: demo.id,
        listedOrgId: listed.orgId,
        internalThreadId: internal.threadId,
      },
      strangerProductId,
      brandNotificationId,
    }
  })

  const present = async (person: Entered): Promise<Person> => {
    const actor = await resolveActor(pool, person.token, now)
    if (actor === null) throw new Error(`${person.email} is not signed in`)
    return { ...person, actor }
  }
  const staffed = async <T extends { owner: Entered }>(side: T) => ({
    ...side,
    owner: await present(side.owner),
  })
  const { sides, staff, rest } = plan
  return {
    ...rest,
    internalMark,
    secretMark,
    brand: {
      ...(await staffed(sides.brand)),
      engineer: await present(staff.engineer),
      viewer: await present(staff.viewer),
      removed: await present(staff.removed),
      notificationId: plan.brandNotificationId,
    },
    partner: await staffed(sides.partner),
    rival: await staffed(sides.rival),
    bare: await staffed(sides.bare),
    stranger: { ...(await staffed(sides.stranger)), productId: plan.strangerProductId },
  }
}

type BomPlan = Readonly<{ orgId: string; productId: string; createdBy: string; now: Date }>

async function addBom({ db }: AnyCtx, { orgId, productId, createdBy }: BomPlan) {
  const [bomId, revisionId] = [newId('bom'), newId('bomRevision')]
  const lineIds = Array.from({ length: 3 }, () => newId('bomLine'))
  const inside = { orgId, productId }
  await db
    .insert(boms)
    .values({ ...inside, id: bomId, name: bilingual('en', 'Main board', '主板'), currentRevisionId: revisionId })
  await db.insert(bomRevisions).values({
    ...inside,
    id: revisionId,
    bomId,
    number: '0.1',
    ordinal: 1,
    source: {
      fileName: 'main.csv',
      format: 'csv',
      sha256: revisionFile.sha256,
      byteSize: revisionFile.bytes.length,
      columns: [
        { letter: 'A', header: 'Reference', field: 'refdes', priced: false },
        { letter: 'B', header: 'Unit Price', field: 'unitPrice', priced: true },
        { letter: 'C', header: 'Quoted', field: null, priced: true },
      ],
      leftOutRows: [],
    },
    lineCount: lineIds.length,
    placementCount: lineIds.length,
    createdBy,
  })
  await db.insert(bomLines).values(
    lineIds.map((id, index) => ({
      ...inside,
      id,
      key: id,
      bomId,
      revisionId,
      position: index + 1,
      sourceRow: index + 2,
      refs: `C${index + 1}`,
      refCount: 1,
      quantity: '1',
      mpn: 'GRM155R71C104KA88D',
      manufacturer: 'Murata',
      value: '100nF',
      description: bilingual('en', 'MLCC 100nF', '贴片电容'),
      attributes: {},
      alternates: [],
      unitPriceMicros: priceMicros,
      unitPriceCurrency: 'USD',
      extra: { Quoted: '7.654321' },
      raw: { A: `C${index + 1}`, B: '7.654321', C: '7.654321' },
      flags: [],
      searchText: `c${index + 1} grm155r71c104ka88d murata 100nf`,
    })),
  )
  await db
    .insert(bomLineRefs)
    .values(lineIds.map((lineId, index) => ({ ...inside, lineId, revisionId, ref: `C${index + 1}`, ordinal: 0 })))
  await db
    .insert(bomLineOrders)
    .values(storedSorts.map((sort) => ({ ...inside, revisionId, sort, positions: [1, 2, 3], filled: lineIds.length })))
  return { bomId, revisionId, lineIds }
}

/** The person behind the name of an actor; null for nobody. */
export function personOf(world: World, name: ActorName): Person | null {
  if (name === 'nobody') return null
  if (name === 'removed' || name === 'viewer') return world.brand[name]
  return name === 'owner' ? world.brand.owner : world[name].owner
}

/** The newest row version and the number of rows of every table: equal before and after, nothing was written. */
export async function digestOf(pool: Pool): Promise<string> {
  const tables = await pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'rate_limits'`,
  )
  const parts = tables.rows.map(
    ({ name }) => `select concat('${name} ', count(*), ' ', max(xmin::text::bigint)) as part from "${name}"`,
  )
  return transact(pool, { actor: null, mode: 'read', system: true }, async ({ db }) => {
    const query = sql.raw(`select string_agg(part, ', ') as whole from (${parts.join(' union all ')}) p`)
    const { rows } = await db.execute<{ whole: string }>(query)
    return rows[0]?.whole ?? ''
  })
}
