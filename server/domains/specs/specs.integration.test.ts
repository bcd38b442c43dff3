import { randomUUID } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { attachments } from '@/db/schema/attachments'
import { auditEntries } from '@/db/schema/audit'
import { requirements, specAcknowledgements } from '@/db/schema/specs'
import type { MemberActor, MemberRole } from '@/server/kernel/actor'
import { newId } from '@/server/kernel/ids'
import { testDatabase, type TestDatabase } from '@/server/testing/database'
import { asStage, callerOf, makeMember, makeOrg, makePartner, makeProduct } from '@/server/testing/factories'
import { readContract } from './contracts/schema'
import type { RequirementContentInput } from './inputs'
import { noValues } from './rules/requirement'
import { templateFor } from './templates'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const as = (actor: MemberActor, now?: Date) => callerOf(database.pool, actor, now ? { now: () => now } : {}).specs
const refusal = (code: string) => expect.objectContaining({ message: code })
const outcomes = (results: PromiseSettledResult<unknown>[]) => results.map(({ status }) => status).toSorted()
const typed = (en: string, zh: string, source: 'en' | 'zh' = 'en') => ({ en, zh, source })
const why = { en: 'Because.', zh: '' }

const content = (given: Partial<RequirementContentInput> = {}): RequirementContentInput => ({
  section: 'power',
  kind: 'numeric',
  title: typed('Supply voltage', '供电电压'),
  text: typed('The supply shall be at most 3.5 V.', '供电电压不超过 3.5 V。'),
  condition: typed('', ''),
  values: { ...noValues, min: '3.1', max: '3.5', unit: 'V' },
  verification: 'test',
  critical: false,
  ownerId: null,
  links: [],
  attachmentIds: [],
  ...given,
})

async function makeStage() {
  const { pool } = database
  const [brandOrg, factoryOrg] = [await makeOrg(pool), await makeOrg(pool, 'manufacturer')]
  const product = await makeProduct(pool, brandOrg)
  await makePartner(pool, product, factoryOrg, { grants: ['specs'] })
  const member = (org: typeof brandOrg, role: MemberRole) => makeMember(pool, org, role)
  return {
    productId: product.id,
    partnerOrgId: factoryOrg.id,
    engineer: await member(brandOrg, 'engineer'),
    quality: await member(brandOrg, 'quality'),
    owner: await member(brandOrg, 'owner'),
    wang: await member(factoryOrg, 'engineer'),
    zhao: await member(factoryOrg, 'quality'),
  }
}
type Stage = Awaited<ReturnType<typeof makeStage>>

async function makeSpec(stage: Stage, contents: RequirementContentInput[] = [content()]) {
  const { specId, revisionId } = await as(stage.engineer).createSpec({
    productId: stage.productId,
    name: { en: 'Main specification', zh: '' },
    governingLanguage: 'en',
    from: { kind: 'blank' },
  })
  const { requirementIds } = await as(stage.engineer).addRequirements({ revisionId, requirements: contents })
  return { specId, revisionId, requirementIds }
}
const versionOf = async (actor: MemberActor, revisionId: string) =>
  (await as(actor).getRevision({ revisionId })).version
const both = [
  { side: 'brand', role: 'engineer' },
  { side: 'partner', role: 'engineer' },
] as const
test('renaming in one language leaves the name in the other outdated', async () => {
  const stage = await makeStage()
  const { specId } = await makeSpec(stage)
  const [number, governingLanguage] = ['WL-90-SPEC-09', 'en'] as const
  const rename = async (version: number, name: object) => {
    await as(stage.engineer).updateSpec({
      specId,
      version,
      number,
      governingLanguage,
      name: { en: 'Main specification', zh: '主规格书', ...name },
    })
    return (await as(stage.engineer).getSpec({ specId })).name
  }
  expect(await rename(1, {})).toMatchObject({ state: 'human', by: stage.engineer.userId })
  expect(await rename(2, { en: 'Main specification 2' })).toMatchObject({ state: 'stale', was: 'Main specification' })
  expect(await rename(3, { en: 'Main specification 2' })).toMatchObject({ state: 'stale' })
  await expect(rename(4, { en: 'Main specification 2', verify: true })).rejects.toEqual(
    refusal('language.figuresDiffer'),
  )
  expect(await rename(4, { en: 'Main specification 2', zh: '主规格书 2', verify: true })).toMatchObject({
    state: 'verified',
  })
})

async function submit(stage: Stage, revisionId: string) {
  const { engineer, partnerOrgId } = stage
  const version = await versionOf(engineer, revisionId)
  return as(engineer).submitRevision({
    revisionId,
    version,
    note: { en: 'First', zh: '' },
    partnerOrgId,
    signatures: [...both],
  })
}
async function signAndRelease(stage: Stage, revisionId: string, now?: Date) {
  const { contentHash } = await submit(stage, revisionId)
  await as(stage.engineer).signRevision({ revisionId, role: 'engineer', contentHash })
  await as(stage.wang).signRevision({ revisionId, role: 'engineer', contentHash })
  const version = await versionOf(stage.owner, revisionId)
  return { ...(await as(stage.owner, now).releaseRevision({ revisionId, version })), contentHash }
}

describe('a working revision', () => {
  test('numbers its document and its requirements, and never gives a code twice', async () => {
    const stage = await makeStage()
    const { specId, revisionId, requirementIds } = await makeSpec(stage, [content(), content(), content()])
    const { number, revisions } = await as(stage.engineer).getSpec({ specId })
    expect(number).toMatch(/-SPEC-01$/)
    expect(revisions.map((each) => each.number)).toEqual(['0.1'])
    await as(stage.engineer).removeRequirements({ revisionId, requirementIds: [requirementIds[2] ?? ''] })
    await as(stage.engineer).duplicateRequirements({ revisionId, requirementIds: [requirementIds[0] ?? ''] })
    const { requirements: list } = await as(stage.wang).listRequirements({ revisionId })
    expect(list.map(({ code }) => code)).toEqual(['R-001', 'R-004', 'R-002'])
    await as(stage.engineer).moveRequirements({
      revisionId,
      requirementIds: [requirementIds[1] ?? ''],
      before: requirementIds[0] ?? null,
    })
    const moved = await as(stage.engineer).listRequirements({ revisionId })
    expect(moved.requirements.map(({ code }) => code)).toEqual(['R-002', 'R-001', 'R-004'])
  })

  test('begins with the template of its vertical, contract included, in the language that governs', async () => {
    const stage = await makeStage()
    const { revisionId } = await as(stage.engineer).createSpec({
      productId: stage.productId,
      name: { en: 'Sensor', zh: '传感器' },
      governingLanguage: 'zh',
      from: { kind: 'template', vertical: 'home', subVertical: 'sensor' },
    })
    const { requirements: list } = await as(stage.wang).listRequirements({ revisionId })
    const template = await templateFor('home', 'sensor')
    expect(list.map(({ title }) => title.zh)).toEqual(template.requirements.map(({ title }) => title.zh))
    expect(new Set(list.map(({ title }) => title.source))).toEqual(new Set(['zh']))
    const { contract } = await as(stage.wang).getRevision({ revisionId })
    expect(contract?.contractVersion).toBe(template.contract.version)
    const stored = readContract(contract?.body)
    expect(stored.ota).toEqual(template.contract.ota)
    expect(new Set(stored.channels.map(({ purpose }) => purpose.source))).toEqual(new Set(['zh']))
  })

  test('keeps a contract, judges it against the one in force, and trusts no translation on its author’s word', async () => {
    const stage = await makeStage()
    const { revisionId } = await makeSpec(stage)
    expect(await as(stage.wang).getContract({ revisionId })).toBeNull()
    const { template, example } = await as(stage.engineer).getContractStarter({ revisionId })
    expect(template.channels.length).toBeGreaterThan(0)
    await as(stage.engineer).editContract({ revisionId, version: 0, contract: example })
    const first = await as(stage.wang).getContract({ revisionId })
    expect(first).toEqual({ contract: example, version: 1, standing: expect.objectContaining({ released: null }) })

    const channels = example.channels.map((channel) => ({
      ...channel,
      purpose: { ...channel.purpose, en: `${channel.purpose.en}, changed`, state: 'verified' as const },
    }))
    await as(stage.engineer).editContract({ revisionId, version: 1, contract: { ...example, channels } })
    const second = await as(stage.wang).getContract({ revisionId })
    expect(second?.contract.channels.map(({ purpose }) => purpose.state)).toEqual(['stale', 'stale'])
    expect(second?.contract.channels[0]?.purpose.was).toBe(example.channels[0]?.purpose.en)
    await expect(as(stage.engineer).editContract({ revisionId, version: 1, contract: example })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: 'specs.contractStale',
    })
  })

  test('a contract that was removed cannot be saved over the one that came after it, nor submitted unseen', async () => {
    const stage = await makeStage()
    const { revisionId } = await makeSpec(stage)
    const { example } = await as(stage.engineer).getContractStarter({ revisionId })
    const { version } = await as(stage.engineer).editContract({ revisionId, version: 0, contract: example })
    const seen = await versionOf(stage.engineer, revisionId)
    const remove = (actor: MemberActor) => as(actor).removeContract({ revisionId, version })
    const raced = await Promise.allSettled([remove(stage.engineer), remove(stage.owner)])
    expect(outcomes(raced)).toEqual(['fulfilled', 'rejected'])
    const submitted = as(stage.engineer).submitRevision({
      ...{ revisionId, version: seen, partnerOrgId: stage.partnerOrgId },
      note: { en: '', zh: '' },
      signatures: [...both],
    })
    await expect(submitted).rejects.toEqual(refusal('specs.stale'))
    const after = await as(stage.owner).editContract({ revisionId, version: 0, contract: example })
    expect(after.version).toBeGreaterThan(version)
    const late = { revisionId, version, contract: example }
    await expect(as(stage.engineer).editContract(late)).rejects.toEqual(refusal('specs.contractStale'))
  })

  test('two people who add at once get different codes', async () => {
    const stage = await makeStage()
    const { revisionId } = await makeSpec(stage)
    await Promise.all(
      Array.from({ length: 6 }, () =>
        as(stage.engineer).addRequirements({ revisionId, requirements: [content(), content()] }),
      ),
    )
    const codes = (await as(stage.engineer).listRequirements({ revisionId })).requirements.map(({ code }) => code)
    expect(new Set(codes).size).toBe(13)
  })

  test('of two people who edit the same requirement at once, one is refused, and both texts can be read', async () => {
    const stage = await makeStage()
    const { revisionId, requirementIds } = await makeSpec(stage)
    const requirementId = requirementIds[0] ?? ''
    const edit = (actor: MemberActor, en: string) =>
      as(actor).editRequirement({
        revisionId,
        requirementId,
        version: 1,
        content: content({ title: typed(en, '供电电压') }),
      })
    const results = await Promise.allSettled([edit(stage.engineer, 'Supply A'), edit(stage.owner, 'Supply B')])
    expect(outcomes(results)).toEqual(['fulfilled', 'rejected'])
    const lost = results.find((result) => result.status === 'rejected')
    expect(lost?.reason).toEqual(refusal('specs.requirementStale'))
    const { requirement } = await as(stage.owner).getRequirement({ revisionId, requirementId })
    expect(['Supply A', 'Supply B']).toContain(requirement.title.en)
    expect(requirement.version).toBe(2)
  })

  test('a changed source leaves the counterpart outdated and says what it was right for; the factory confirms it', async () => {
    const stage = await makeStage()
    const { revisionId, requirementIds } = await makeSpec(stage, [content({ critical: true })])
    const requirementId = requirementIds[0] ?? ''
    await as(stage.engineer).editRequirement({
      revisionId,
      requirementId,
      version: 1,
      content: content({ critical: true, text: typed('The supply shall be at most 3.6 V.', '供电电压不超过 3.5 V。') }),
    })
    const stale = (await as(stage.wang).getRequirement({ revisionId, requirementId })).requirement
    expect(stale.text).toMatchObject({ state: 'stale', was: 'The supply shall be at most 3.5 V.' })
    expect((await as(stage.engineer).checkRevision({ revisionId })).checks).toMatchObject([
      { code: 'stale', field: 'text', requirement: 'R-001', blocking: true },
    ])
    await expect(submit(stage, revisionId)).rejects.toEqual(refusal('specs.checksBlock'))
    const translated = {
      revisionId,
      requirementId,
      version: 2,
      field: 'text',
      text: '供电电压不超过 3.6 V。',
      verify: true,
    } as const
    await as(stage.wang).translateText(translated)
    const after = (await as(stage.engineer).getRequirement({ revisionId, requirementId })).requirement
    expect(after.text).toMatchObject({ zh: '供电电压不超过 3.6 V。', state: 'verified', by: stage.wang.userId })
    expect(after.text.en).toBe('The supply shall be at most 3.6 V.')
    await expect(submit(stage, revisionId)).resolves.toMatchObject({
      contentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    await expect(as(stage.wang).translateText({ ...translated, version: 3 })).rejects.toEqual(
      refusal('specs.notADraft'),
    )
  })

  test('an author vouches for both languages with an edit; figures that differ take saying so', async () => {
    const stage = await makeStage()
    const { revisionId, requirementIds } = await makeSpec(stage)
    const edit = (zh: string, said: object, given: Partial<RequirementContentInput> = {}) =>
      as(stage.engineer).editRequirement({
        revisionId,
        requirementId: requirementIds[0] ?? '',
        version: 1,
        content: content({ text: { ...typed('The supply shall be at most 3.5 V.', zh), ...said }, ...given }),
      })
    await expect(edit('供电电压不超过 3.6 V。', { verify: true })).rejects.toEqual(refusal('language.figuresDiffer'))
    await expect(edit('', { verify: true })).rejects.toEqual(refusal('language.nothingToVerify'))
    await expect(edit('供电不超过 3.5 V。', { machine: true }, { critical: true })).rejects.toEqual(
      refusal('language.machineCritical'),
    )
    await edit('供电电压不超过 3.5 V。', { verify: true })
    const { requirement } = await as(stage.wang).getRequirement({
      revisionId,
      requirementId: requirementIds[0] ?? '',
    })
    expect(requirement.text).toMatchObject({ state: 'verified', by: stage.engineer.userId })
    expect(requirement.version).toBe(2)
  })

  test('a factory translates and edits nothing else; owners and files from outside are refused', async () => {
    const stage = await makeStage()
    const { revisionId, requirementIds } = await makeSpec(stage)
    const requirementId = requirementIds[0] ?? ''
    const edit = { revisionId, requirementId, version: 1, content: content() }
    await expect(as(stage.wang).editRequirement(edit)).rejects.toEqual(refusal('products.ownerNeeded'))
    const stranger = await makeMember(database.pool, await makeOrg(database.pool))
    await expect(
      as(stage.engineer).editRequirement({ ...edit, content: content({ ownerId: stranger.userId }) }),
    ).rejects.toEqual(refusal('specs.ownerOutside'))
    await as(stage.engineer).bulkEdit({
      revisionId,
      requirementIds,
      change: { ownerId: stage.wang.userId, critical: true },
    })
    expect((await as(stage.wang).listRequirements({ revisionId })).requirements[0]).toMatchObject({
      ownerId: stage.wang.userId,
      critical: true,
    })
  })
})

/** What the brand's chain records of one action, oldest first. */
const audited = async ({ productId }: Stage, action: string) =>
  asStage(database.pool, async (ctx) => {
    const entries = await ctx.db
      .select({ params: auditEntries.params })
      .from(auditEntries)
      .where(and(eq(auditEntries.productId, productId), eq(auditEntries.action, action)))
      .orderBy(auditEntries.seq)
    return entries.map(({ params }) => params)
  })

describe('what is taken out of a draft', () => {
  const codes = async (stage: Stage, revisionId: string) =>
    (await as(stage.wang).listRequirements({ revisionId })).requirements.map(({ code }) => code)

  test('comes back with its id, number, words and place, and is on record', async () => {
    const stage = await makeStage()
    const { revisionId, requirementIds } = await makeSpec(stage, [content(), content(), content(), content()])
    const [first = '', second = '', third = ''] = requirementIds
    const before = (await as(stage.engineer).listRequirements({ revisionId })).requirements
    await as(stage.engineer).removeRequirements({ revisionId, requirementIds: [second, third] })
    expect(await codes(stage, revisionId)).toEqual(['R-001', 'R-004'])
    expect(await as(stage.owner).listRemoved({ revisionId })).toMatchObject([
      { id: second < third ? second : third, section: 'power' },
      { title: { en: 'Supply voltage' } },
    ])
    await expect(as(stage.wang).listRemoved({ revisionId })).rejects.toEqual(refusal('products.ownerNeeded'))

    // Meanwhile somebody moves, adds and edits; and another one takes one of the two back first.
    await as(stage.owner).moveRequirements({ revisionId, requirementIds: [first], before: null })
    await as(stage.owner).addRequirements({ revisionId, requirements: [content()] })
    await as(stage.owner).restoreRequirements({ revisionId, requirementIds: [third] })
    const undone = await as(stage.engineer).restoreRequirements({ revisionId, requirementIds: [second, third] })
    expect(undone.requirementIds).toEqual([second])
    expect(await codes(stage, revisionId)).toEqual(['R-002', 'R-003', 'R-004', 'R-001', 'R-005'])
    const after = (await as(stage.engineer).listRequirements({ revisionId })).requirements
    for (const id of [second, third]) {
      const [was, is] = [before, after].map((list) => list.find((each) => each.id === id))
      expect(is).toEqual({ ...was, version: 2 })
    }
    await expect(as(stage.engineer).restoreRequirements({ revisionId, requirementIds: [second] })).rejects.toEqual(
      refusal('specs.removedNotFound'),
    )
    expect(await as(stage.owner).listRemoved({ revisionId })).toEqual([])
    expect(await audited(stage, 'specs.restoreRequirements')).toMatchObject([{ codes: 'R-003' }, { codes: 'R-002' }])
  })

  test('is put back once when two press at the same time, and not into a revision that is frozen', async () => {
    const stage = await makeStage()
    const { revisionId, requirementIds } = await makeSpec(stage, [content(), content()])
    const only = { revisionId, requirementIds: requirementIds.slice(1) }
    await as(stage.engineer).removeRequirements(only)
    const raced = await Promise.allSettled([
      as(stage.engineer).restoreRequirements(only),
      as(stage.owner).restoreRequirements(only),
    ])
    expect(outcomes(raced)).toEqual(['fulfilled', 'rejected'])
    expect(await codes(stage, revisionId)).toEqual(['R-001', 'R-002'])
    await as(stage.engineer).removeRequirements(only)
    await submit(stage, revisionId)
    await expect(as(stage.engineer).restoreRequirements(only)).rejects.toEqual(refusal('specs.notADraft'))
  })

  test('by a spreadsheet goes only as it was judged', async () => {
    const stage = await makeStage()
    const { revisionId, requirementIds } = await makeSpec(stage, [content(), content()])
    const [first = '', second = ''] = requirementIds
    const remove = (version: number) =>
      as(stage.engineer).applySheet({
        revisionId,
        edits: [],
        additions: [],
        removals: [{ requirementId: second, version }],
        order: null,
      })
    await as(stage.owner).bulkEdit({ revisionId, requirementIds: [second], change: { critical: true } })
    await expect(remove(1)).rejects.toEqual(refusal('specs.requirementStale'))
    expect(await codes(stage, revisionId)).toEqual(['R-001', 'R-002'])
    await expect(remove(2)).resolves.toEqual({ added: 0, edited: 0, removed: 1 })
    await expect(remove(2)).rejects.toEqual(refusal('specs.requirementStale'))
    expect((await as(stage.engineer).listRequirements({ revisionId })).requirements.map(({ id }) => id)).toEqual([
      first,
    ])
  })
})

test('moved into another section, a requirement says so, and its version tells', async () => {
  const stage = await makeStage()
  const { revisionId, requirementIds } = await makeSpec(stage, [content(), content({ section: 'radio' })])
  const [first = '', second = ''] = requirementIds
  await as(stage.engineer).moveRequirements({
    revisionId,
    requirementIds: [first, second],
    before: null,
    section: 'radio',
  })
  const { requirements: list } = await as(stage.wang).listRequirements({ revisionId })
  expect(list.map(({ section, version }) => [section, version])).toEqual([
    ['radio', 2],
    ['radio', 1],
  ])
})

test('files of a requirement are for everyone who sees it; a changed list is a change', async () => {
  const stage = await makeStage()
  const { revisionId, requirementIds } = await makeSpec(stage)
  const requirementId = requirementIds[0] ?? ''
  const file = async (audience: 'all' | 'brand') => {
    const id = newId('attachment')
    const { orgId } = stage.engineer.member
    await asStage(database.pool, (ctx) =>
      ctx.db.insert(attachments).values({
        id,
        orgId,
        productId: stage.productId,
        audience,
        sha256: 'a'.repeat(64),
        name: 'groove.png',
        mediaType: 'image/png',
        size: 12,
        uploadedBy: stage.engineer.userId,
        uploadedByOrgId: orgId,
        createdAt: new Date(),
      }),
    )
    return id
  }
  const [shown, other, hidden] = [await file('all'), await file('all'), await file('brand')]
  const attach = (version: number, attachmentIds: string[]) =>
    as(stage.engineer).editRequirement({ revisionId, requirementId, version, content: content({ attachmentIds }) })
  await expect(attach(1, [shown, hidden])).rejects.toEqual(refusal('attachments.notForReaders'))
  await expect(attach(1, [newId('attachment')])).rejects.toEqual(refusal('attachments.notFound'))
  await attach(1, [shown, other])
  expect(await as(stage.wang).listFiles({ revisionId, attachmentIds: [other, shown, hidden] })).toEqual(
    [other, shown].map((id) => ({ id, name: 'groove.png', mediaType: 'image/png', size: 12 })),
  )
  // The same files in another order are the same files.
  await attach(2, [other, shown])
  const { requirement } = await as(stage.wang).getRequirement({ revisionId, requirementId })
  expect(requirement.attachmentIds).toEqual([shown, other])

  const { contentHash } = await submit(stage, revisionId)
  const version = await versionOf(stage.engineer, revisionId)
  const next = (await as(stage.engineer).withdrawRevision({ revisionId, version, reason: why })).revisionId
  await as(stage.engineer).editRequirement({
    revisionId: next,
    requirementId,
    version: 1,
    content: content({ attachmentIds: [other] }),
  })
  const { rows } = await as(stage.wang).diffRevisions({ before: revisionId, after: next })
  expect(rows).toMatchObject([
    { kind: 'changed', changes: [{ field: 'attachments', from: [shown, other].toSorted().join(' '), to: other }] },
  ])
  expect((await submit(stage, next)).contentHash).not.toBe(contentHash)
  expect((await audited(stage, 'specs.editRequirement')).map(({ fields }) => fields)).toEqual([
    ['attachments'],
    ['attachments'],
  ])
})

describe('review and release', () => {
  test('both sides sign one hash; released, it binds, supersedes and asks for an acknowledgement in working days', async () => {
    const stage = await makeStage()
    const { specId, revisionId } = await makeSpec(stage)
    // Released on the eve of National Day 2026: the factory works again from 8 October, and on Saturday the 10th.
    const { letter, contentHash } = await signAndRelease(stage, revisionId, new Date('2026-09-30T08:00:00Z'))
    expect(letter).toBe('A')
    const spec = await as(stage.wang).getSpec({ specId })
    expect(spec).toMatchObject({ releasedRevisionId: revisionId, releasedLetter: 'A' })
    const [mine] = (await as(stage.wang).getRevision({ revisionId })).acknowledgements
    expect(mine).toMatchObject({ state: 'pending', partnerOrgId: stage.partnerOrgId })
    expect(mine?.dueAt.toISOString()).toBe('2026-10-10T10:00:00.000Z')

    const next = await as(stage.engineer).startDraft({ specId })
    await expect(as(stage.engineer).startDraft({ specId })).rejects.toEqual(refusal('specs.draftExists'))
    const second = await signAndRelease(stage, next.revisionId)
    expect(second).toMatchObject({ letter: 'B', contentHash })
    const states = (await as(stage.engineer).getSpec({ specId })).revisions.map((each) => [
      each.number,
      each.letter,
      each.state,
    ])
    expect(states).toEqual([
      ['0.2', 'B', 'released'],
      ['0.1', 'A', 'superseded'],
    ])
    await as(stage.wang).acknowledgeRelease({ acknowledgementId: mine?.id ?? '', version: 1 })
    const answered = await as(stage.engineer).getRevision({ revisionId })
    expect(answered.acknowledgements).toMatchObject([{ state: 'acknowledged' }])
  })

  test('whoever signs signs once, in their own capacity, what was on their screen', async () => {
    const stage = await makeStage()
    const { revisionId } = await makeSpec(stage)
    const { contentHash } = await submit(stage, revisionId)
    const sign = (actor: MemberActor, role: 'engineer' | 'quality' = 'engineer', hash = contentHash) =>
      as(actor).signRevision({ revisionId, role, contentHash: hash })
    await expect(sign(stage.quality)).rejects.toEqual(refusal('specs.notYourSignature'))
    await expect(sign(stage.engineer, 'engineer', '0'.repeat(64))).rejects.toEqual(refusal('specs.contentChanged'))
    await expect(sign(stage.owner, 'quality')).rejects.toEqual(refusal('specs.noSuchSignature'))
    const raced = await Promise.allSettled([sign(stage.engineer), sign(stage.owner)])
    expect(outcomes(raced)).toEqual(['fulfilled', 'rejected'])
    await expect(sign(stage.wang)).resolves.toEqual({ approved: true })
    expect((await as(stage.wang).getRevision({ revisionId })).state).toBe('approved')
  })

  test('going on editing voids what was signed and keeps it readable', async () => {
    const stage = await makeStage()
    const { specId, revisionId } = await makeSpec(stage)
    const { contentHash } = await submit(stage, revisionId)
    await as(stage.wang).signRevision({ revisionId, role: 'engineer', contentHash })
    const version = await versionOf(stage.engineer, revisionId)
    const draft = await as(stage.engineer).withdrawRevision({ revisionId, version, reason: why })
    const { revisions, currentRevisionId } = await as(stage.wang).getSpec({ specId })
    expect(currentRevisionId).toBe(draft.revisionId)
    expect(revisions.map((each) => [each.number, each.state])).toEqual([
      ['0.2', 'draft'],
      ['0.1', 'withdrawn'],
    ])
    expect((await as(stage.wang).getRevision({ revisionId: draft.revisionId })).signatures).toEqual([])
    expect((await as(stage.engineer).diffRevisions({ before: revisionId, after: draft.revisionId })).rows).toEqual([])
  })

  test('a factory sends it back with a reason, and another factory learns nothing of the review', async () => {
    const stage = await makeStage()
    const other = await makeOrg(database.pool, 'manufacturer')
    await makePartner(database.pool, { id: stage.productId, orgId: stage.owner.member.orgId }, other, {
      grants: ['specs'],
    })
    const rival = await makeMember(database.pool, other, 'engineer')
    const { revisionId } = await makeSpec(stage)
    const { contentHash } = await submit(stage, revisionId)
    const seen = await as(rival).getRevision({ revisionId })
    expect(seen).toMatchObject({ state: 'inReview', review: null, signatures: [] })
    expect(JSON.stringify(seen)).not.toContain(stage.partnerOrgId)
    await expect(as(rival).signRevision({ revisionId, role: 'engineer', contentHash })).rejects.toEqual(
      refusal('specs.reviewNotFound'),
    )
    await as(stage.zhao).requestChanges({
      revisionId,
      version: await versionOf(stage.zhao, revisionId),
      reason: { en: '', zh: '测试方法不明确' },
    })
    expect(await as(stage.engineer).getRevision({ revisionId })).toMatchObject({
      state: 'changesRequested',
      reason: { zh: '测试方法不明确', source: 'zh' },
    })
  })

  test('a suspended release is resumed by somebody else', async () => {
    const stage = await makeStage()
    const { revisionId, specId } = await makeSpec(stage)
    await signAndRelease(stage, revisionId)
    const version = await versionOf(stage.engineer, revisionId)
    const told = async () => {
      const { specs: listed } = await as(stage.wang).listSpecs({ productId: stage.productId })
      return [(await as(stage.wang).getSpec({ specId })).releasedState, listed[0]?.releasedState]
    }
    await as(stage.engineer).suspendRevision({ revisionId, version, reason: why })
    expect(await told()).toEqual(['suspended', 'suspended'])
    const resume = { revisionId, version: version + 1 }
    await expect(as(stage.engineer).resumeRevision(resume)).rejects.toEqual(refusal('specs.anotherMustResume'))
    await as(stage.owner).resumeRevision(resume)
    expect((await as(stage.wang).getRevision({ revisionId })).state).toBe('released')
    expect(await told()).toEqual(['released', 'released'])
  })

  test('the database itself refuses to change what is not a draft', async () => {
    const stage = await makeStage()
    const { revisionId } = await makeSpec(stage)
    await submit(stage, revisionId)
    const attempt = asStage(database.pool, ({ db }) =>
      db.update(requirements).set({ critical: true }).where(eq(requirements.revisionId, revisionId)),
    )
    await expect(attempt).rejects.toMatchObject({ cause: { message: expect.stringContaining('is not a draft') } })
  })
})

describe('redlines', () => {
  const propose = async (stage: Stage, revisionId: string, requirementId: string) => {
    const changes = [
      { field: 'max', to: '3.6' },
      { field: 'min', to: '3.0' },
    ] as const
    const { redlineIds } = await as(stage.wang).proposeRedlines({
      revisionId,
      requirementId,
      changes: [...changes],
      reason: { en: '', zh: '现有 LDO 的公差更大' },
    })
    return redlineIds
  }

  test('each change is settled on its own: one accepted, one countered and taken; both land with their author', async () => {
    const stage = await makeStage()
    const { specId, revisionId, requirementIds } = await makeSpec(stage)
    const requirementId = requirementIds[0] ?? ''
    const [max = '', min = ''] = await propose(stage, revisionId, requirementId)
    await expect(propose(stage, revisionId, requirementId)).rejects.toEqual(refusal('specs.redlineExists'))
    await expect(as(stage.wang).acceptRedline({ redlineId: max, version: 1 })).rejects.toEqual(
      refusal('specs.redlineOtherSide'),
    )
    await as(stage.engineer).acceptRedline({ redlineId: max, version: 1 })
    await as(stage.engineer).counterRedline({ redlineId: min, version: 1, to: '3.05', reason: why })
    await expect(as(stage.engineer).acceptRedline({ redlineId: min, version: 2 })).rejects.toEqual(
      refusal('specs.redline.illegalTransition'),
    )
    await as(stage.wang).acceptCounter({ redlineId: min, version: 2 })
    const { requirement } = await as(stage.wang).getRequirement({ revisionId, requirementId })
    expect(requirement.values).toMatchObject({ min: '3.05', max: '3.6' })
    const list = await as(stage.wang).listRedlines({ specId })
    expect(list.map(({ state, landedIn, rounds }) => [state, landedIn, rounds.length])).toEqual([
      ['accepted', '0.1', 2],
      ['accepted', '0.1', 1],
    ])
    const [row] = await asStage(database.pool, ({ db }) =>
      db.select({ by: requirements.updatedBy }).from(requirements).where(eq(requirements.requirementId, requirementId)),
    )
    expect(row?.by).toBe(stage.engineer.userId)
  })

  test('what changed since cannot be accepted unseen, an open one keeps a release back, and of two clicks one loses', async () => {
    const stage = await makeStage()
    const { specId, revisionId, requirementIds } = await makeSpec(stage)
    const requirementId = requirementIds[0] ?? ''
    const [max = '', min = ''] = await propose(stage, revisionId, requirementId)
    await as(stage.engineer).editRequirement({
      revisionId,
      requirementId,
      version: 1,
      content: content({ values: { ...noValues, min: '3.1', max: '3.4', unit: 'V' } }),
    })
    expect((await as(stage.engineer).listRedlines({ specId })).find(({ id }) => id === max)?.outdated).toBe(true)
    await expect(as(stage.engineer).acceptRedline({ redlineId: max, version: 1 })).rejects.toEqual(
      refusal('specs.redlineOutdated'),
    )
    const raced = await Promise.allSettled([
      as(stage.engineer).declineRedline({ redlineId: max, version: 1, reason: why }),
      as(stage.wang).withdrawRedline({ redlineId: max, version: 1 }),
    ])
    expect(outcomes(raced)).toEqual(['fulfilled', 'rejected'])
    await expect(signAndRelease(stage, revisionId)).rejects.toEqual(refusal('specs.redlineOpen'))
    await as(stage.wang).withdrawRedline({ redlineId: min, version: 1 })
    const version = await versionOf(stage.owner, revisionId)
    await expect(as(stage.owner).releaseRevision({ revisionId, version })).resolves.toEqual({ letter: 'A' })
  })

  test('a proposal is a number where a number stands, and differs from what stands there', async () => {
    const stage = await makeStage()
    const { revisionId, requirementIds } = await makeSpec(stage)
    const redline = (field: 'max' | 'text.zh', to: string) =>
      as(stage.wang).proposeRedlines({
        revisionId,
        requirementId: requirementIds[0] ?? '',
        changes: [{ field, to }],
        reason: why,
      })
    await expect(redline('max', 'three')).rejects.toEqual(refusal('specs.redlineNotANumber'))
    await expect(redline('max', '3.5')).rejects.toEqual(refusal('specs.redlineSame'))
    const { redlineIds } = await redline('text.zh', '供电电压最大 3.5 V。')
    await as(stage.engineer).acceptRedline({ redlineId: redlineIds[0] ?? '', version: 1 })
    const { requirement } = await as(stage.wang).getRequirement({ revisionId, requirementId: requirementIds[0] ?? '' })
    expect(requirement.text).toMatchObject({ zh: '供电电压最大 3.5 V。', state: 'human', by: stage.wang.userId })
  })
})

describe('read-back', () => {
  const restate = (stage: Stage, revisionId: string, requirementId: string, max: string, clientKey = randomUUID()) =>
    as(stage.wang).readBack({
      revisionId,
      requirementId,
      values: { ...noValues, min: '3100', max, unit: 'mV' },
      words: { en: '', zh: '' },
      method: { en: '', zh: '万用表，满载' },
      instrument: 'Keysight 34465A',
      clientKey,
    })

  test('a release waits until the factory restated what is critical; a mismatch opens a query, once', async () => {
    const stage = await makeStage()
    const { revisionId, requirementIds } = await makeSpec(stage, [content({ critical: true }), content()])
    const requirementId = requirementIds[0] ?? ''
    await expect(signAndRelease(stage, revisionId)).rejects.toEqual(refusal('specs.readBackMissing'))
    const clientKey = randomUUID()
    const raced = await Promise.all([1, 2].map(() => restate(stage, revisionId, requirementId, '3600', clientKey)))
    expect(new Set(raced.map((result) => result.eq?.threadId)).size).toBe(1)
    expect(raced.map(({ matches }) => matches)).toEqual([false, false])
    const [query] = (await callerOf(database.pool, stage.engineer).threads.listEqs({ productId: stage.productId }))
      .threads
    expect(query).toMatchObject({ subjectKind: 'requirement', subjectId: requirementId })
    const release = async () => {
      const version = await versionOf(stage.owner, revisionId)
      return as(stage.owner).releaseRevision({ revisionId, version })
    }
    await expect(release()).rejects.toEqual(refusal('specs.readBackMissing'))
    await expect(restate(stage, revisionId, requirementId, '3500')).resolves.toEqual({ matches: true, eq: null })
    expect(await as(stage.engineer).listReadBacks({ revisionId })).toMatchObject([{ code: 'R-001', done: true }])
    await expect(release()).resolves.toEqual({ letter: 'A' })
  })

  test('what was restated of one requirement is no answer about another', async () => {
    const stage = await makeStage()
    const { revisionId, requirementIds } = await makeSpec(stage, [
      content({ critical: true }),
      content({ critical: true }),
    ])
    const [first = '', second = ''] = requirementIds
    const clientKey = randomUUID()
    await restate(stage, revisionId, first, '3500', clientKey)
    await expect(restate(stage, revisionId, first, '3500', clientKey)).resolves.toMatchObject({ matches: true })
    await expect(restate(stage, revisionId, second, '3900', clientKey)).rejects.toEqual(
      refusal('specs.readBackKeyTaken'),
    )
    expect((await as(stage.engineer).listReadBacks({ revisionId })).map(({ done }) => done)).toEqual([true, false])
  })

  test('what was changed is read back again, and only what is critical', async () => {
    const stage = await makeStage()
    const { revisionId, requirementIds } = await makeSpec(stage, [content({ critical: true }), content()])
    const [critical = '', other = ''] = requirementIds
    await restate(stage, revisionId, critical, '3500')
    await expect(restate(stage, revisionId, other, '3500')).rejects.toEqual(refusal('specs.readBackNotCritical'))
    await as(stage.engineer).editRequirement({
      revisionId,
      requirementId: critical,
      version: 1,
      content: content({ critical: true, values: { ...noValues, min: '3.1', max: '3.4', unit: 'V' } }),
    })
    expect(await as(stage.wang).listReadBacks({ revisionId })).toMatchObject([
      { done: false, answers: [{ outdated: true }] },
    ])
  })
})

test('two releases at once: one is the release, and every acknowledgement is asked once', async () => {
  const stage = await makeStage()
  const { revisionId } = await makeSpec(stage)
  const { contentHash } = await submit(stage, revisionId)
  await as(stage.engineer).signRevision({ revisionId, role: 'engineer', contentHash })
  await as(stage.wang).signRevision({ revisionId, role: 'engineer', contentHash })
  const version = await versionOf(stage.owner, revisionId)
  const release = () => as(stage.owner).releaseRevision({ revisionId, version })
  expect(outcomes(await Promise.allSettled([release(), release(), release()]))).toEqual([
    'fulfilled',
    'rejected',
    'rejected',
  ])
  const asked = await asStage(database.pool, ({ db }) =>
    db
      .select({ one: sql`1` })
      .from(specAcknowledgements)
      .where(eq(specAcknowledgements.revisionId, revisionId)),
  )
  expect(asked).toHaveLength(1)
})
