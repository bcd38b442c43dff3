import { randomUUID } from 'node:crypto'
import { and, eq, ne } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { members } from '@/db/schema/orgs'
import type { MemberActor } from '@/server/kernel/actor'
import { requireMember, transact, type MemberCtx } from '@/server/platform/context'
import { testDatabase, type TestDatabase } from '@/server/testing/database'
import {
  actorOf,
  asStage,
  callerOf,
  makeMember,
  makeOrg,
  makePartner,
  makeProduct,
  makeUser,
} from '@/server/testing/factories'
import type { RequirementContentInput, SubmitRevision } from './inputs'
import { requireRequirement, requireSpecRevision } from './queries/access'
import { contentHashOf, contentTextOf, requirementHash } from './queries/content-hash'
import { getDocument, getExportedSpec } from './queries/documents'
import { asRequirement } from './queries/requirements'
import { noValues } from './rules/requirement'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const as = (actor: MemberActor) => callerOf(database.pool, actor).specs
const read = <T>(actor: MemberActor, work: (ctx: MemberCtx) => Promise<T>): Promise<T> =>
  transact(database.pool, { actor, mode: 'read' }, (ctx) => work(requireMember(ctx)))
const typed = (en: string, zh: string, source: 'en' | 'zh' = 'en') => ({ en, zh, source })
const refusal = (code: string) => expect.objectContaining({ message: code })
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

/** A brand with two factories on one product, which may not learn of each other. */
async function makeStage() {
  const { pool } = database
  const [brandOrg, factoryOrg, rivalOrg] = [
    await makeOrg(pool),
    await makeOrg(pool, 'manufacturer'),
    await makeOrg(pool, 'manufacturer'),
  ]
  const product = await makeProduct(pool, brandOrg)
  for (const org of [factoryOrg, rivalOrg]) await makePartner(pool, product, org, { grants: ['specs'] })
  const wang = await makeUser(pool)
  await makeMember(pool, factoryOrg, 'engineer', wang)
  return {
    productId: product.id,
    partnerOrgId: factoryOrg.id,
    engineer: await makeMember(pool, brandOrg, 'engineer'),
    owner: await makeMember(pool, brandOrg, 'owner'),
    wang: actorOf(wang, factoryOrg, 'engineer'),
    wangMail: wang.email,
    rival: await makeMember(pool, rivalOrg, 'engineer'),
  }
}
type Stage = Awaited<ReturnType<typeof makeStage>>

async function makeSpec(stage: Stage, contents: RequirementContentInput[] = [content()]) {
  const { specId, revisionId } = await as(stage.engineer).createSpec({
    productId: stage.productId,
    name: { en: 'Main specification', zh: '主规格书' },
    governingLanguage: 'en',
    from: { kind: 'blank' },
  })
  const { requirementIds } = await as(stage.engineer).addRequirements({ revisionId, requirements: contents })
  return { specId, revisionId, requirementId: requirementIds[0] ?? '' }
}
const versionOf = async (actor: MemberActor, revisionId: string) =>
  (await as(actor).getRevision({ revisionId })).version
const both = [
  { side: 'brand', role: 'engineer' },
  { side: 'partner', role: 'engineer' },
] as const
async function submit(
  { engineer, partnerOrgId }: Stage,
  revisionId: string,
  signatures: SubmitRevision['signatures'] = [...both],
) {
  return as(engineer).submitRevision({
    revisionId,
    version: await versionOf(engineer, revisionId),
    note: { en: '', zh: '' },
    partnerOrgId: signatures.some(({ side }) => side === 'partner') ? partnerOrgId : null,
    signatures,
  })
}

describe('what lies between the brand and one factory', () => {
  test('why a factory sent a revision back is not told to another one, on no way, also after it was withdrawn', async () => {
    const stage = await makeStage()
    const { specId, revisionId } = await makeSpec(stage)
    await submit(stage, revisionId)
    await as(stage.wang).requestChanges({
      revisionId,
      version: await versionOf(stage.wang, revisionId),
      reason: { en: '', zh: '澜榆的产线做不到' },
    })
    const seenBy = async (actor: MemberActor) =>
      JSON.stringify([
        await as(actor).getRevision({ revisionId }),
        await as(actor).getSpec({ specId }),
        await read(actor, (ctx) => getDocument(ctx, revisionId)),
      ])
    expect(await seenBy(stage.rival)).not.toContain('澜榆的产线')
    expect(await seenBy(stage.wang)).toContain('澜榆的产线')
    const version = await versionOf(stage.engineer, revisionId)
    await as(stage.engineer).withdrawRevision({ revisionId, version, reason: why })
    expect(await seenBy(stage.rival)).not.toContain('澜榆的产线')
    expect(await seenBy(stage.owner)).toContain('澜榆的产线')
  })

  test('who answers for a requirement at one factory is neither named nor addressed to another one', async () => {
    const stage = await makeStage()
    const { revisionId } = await makeSpec(stage, [content({ ownerId: stage.wang.userId })])
    const mails = async (actor: MemberActor) => [
      ...(await read(actor, (ctx) => getExportedSpec(ctx, revisionId))).spec.mails.values(),
    ]
    expect(await mails(stage.rival)).toEqual([])
    expect((await as(stage.rival).listRequirements({ revisionId })).owners).toEqual([])
    for (const actor of [stage.wang, stage.engineer]) {
      expect(await mails(actor)).toEqual([stage.wangMail])
      expect((await as(actor).listRequirements({ revisionId })).owners).toHaveLength(1)
    }
  })

  test('why a release is suspended is told to every factory', async () => {
    const stage = await makeStage()
    const { revisionId } = await makeSpec(stage)
    const { contentHash } = await submit(stage, revisionId)
    await as(stage.engineer).signRevision({ revisionId, role: 'engineer', contentHash })
    await as(stage.wang).signRevision({ revisionId, role: 'engineer', contentHash })
    await as(stage.owner).releaseRevision({ revisionId, version: await versionOf(stage.owner, revisionId) })
    const version = await versionOf(stage.owner, revisionId)
    await as(stage.owner).suspendRevision({ revisionId, version, reason: why })
    expect((await as(stage.rival).getRevision({ revisionId })).reason).toMatchObject({ en: 'Because.' })
  })
})

describe('what is released', () => {
  test.each<[string, RequirementContentInput['text'], RequirementContentInput['text']]>([
    ['said to bind in the empty language', typed('At most 3.5 V.', ''), typed('At most 3.5 V.', '', 'zh')],
    ['emptied in the language that binds', typed('At most 3.5 V.', '不超过 3.5 V'), typed('', '不超过 3.5 V')],
    ['written in the other language alone', typed('', ''), typed('', '不超过 3.5 V')],
  ])('a critical text is not taken for translated when %s', async (_, before, after) => {
    const stage = await makeStage()
    const { revisionId, requirementId } = await makeSpec(stage, [content({ critical: true, text: before })])
    const edited = content({ critical: true, text: after })
    await as(stage.engineer).editRequirement({ revisionId, requirementId, version: 1, content: edited })
    await expect(submit(stage, revisionId)).rejects.toEqual(refusal('specs.checksBlock'))
  })

  test('what is signed has the hash of what stands there, also where the document was renamed at that moment', async () => {
    const stage = await makeStage()
    const { specId, revisionId } = await makeSpec(stage)
    const client = await database.pool.connect()
    await client.query(`begin; select set_config('app.system', 'on', true)`)
    await client.query('select id from spec_revisions where id = $1 for share', [revisionId])
    await client.query(`update specs set governing_language = 'zh', version = version + 1 where id = $1`, [specId])
    const submitted = submit(stage, revisionId)
    await expect
      .poll(async () => {
        const { rows } = await database.pool.query(
          `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        )
        return rows.length
      })
      .toBeGreaterThan(0)
    await client.query('commit')
    client.release()
    const { contentHash } = await submitted
    const standing = await read(stage.engineer, async (ctx) => {
      const { spec, revision } = await requireSpecRevision(ctx, revisionId)
      return contentHashOf(ctx, spec, revision)
    })
    expect(contentHash).toBe(standing)
  })

  test('whoever puts a revision up is not the only one to approve it', async () => {
    const stage = await makeStage()
    const { revisionId } = await makeSpec(stage)
    const { contentHash } = await submit(stage, revisionId, [{ side: 'brand', role: 'engineer' }])
    const sign = (actor: MemberActor) => as(actor).signRevision({ revisionId, role: 'engineer', contentHash })
    await expect(sign(stage.engineer)).rejects.toEqual(refusal('specs.anotherMustSign'))
    // The screen offers no button that is refused, and says who can instead; nobody else needs to be told.
    const seen = await as(stage.engineer).getRevision({ revisionId })
    expect(seen.maySignAs).toEqual([])
    expect(seen.anotherSigns?.roles).toEqual(['engineer'])
    expect(seen.anotherSigns?.people).toHaveLength(1)
    for (const actor of [stage.owner, stage.wang])
      expect((await as(actor).getRevision({ revisionId })).anotherSigns).toBeNull()
    expect((await as(stage.owner).getRevision({ revisionId })).maySignAs).toEqual(['engineer'])
    await expect(sign(stage.owner)).resolves.toEqual({ approved: true })
  })

  test.each(['brand', 'partner'] as const)(
    'a brand of one releases with the factory as the second pair of eyes; first signs the %s',
    async (first) => {
      const stage = await makeStage()
      await asStage(database.pool, ({ db }) =>
        db
          .update(members)
          .set({ state: 'removed' })
          .where(and(eq(members.orgId, stage.owner.member.orgId), ne(members.userId, stage.owner.userId))),
      )
      const alone = { ...stage, engineer: stage.owner }
      const { revisionId } = await makeSpec(alone)
      const { contentHash } = await submit(alone, revisionId)
      const order = first === 'brand' ? [stage.owner, stage.wang] : [stage.wang, stage.owner]
      for (const actor of order) {
        const { maySignAs, anotherSigns } = await as(actor).getRevision({ revisionId })
        expect([maySignAs, anotherSigns]).toEqual([['engineer'], null])
        await as(actor).signRevision({ revisionId, role: 'engineer', contentHash })
      }
      const version = await versionOf(stage.owner, revisionId)
      await expect(as(stage.owner).releaseRevision({ revisionId, version })).resolves.toEqual({ letter: 'A' })
    },
  )

  test('a brand of one that put a revision up without a factory is told that nobody else can sign it', async () => {
    const { pool } = database
    const brandOrg = await makeOrg(pool)
    const { id: productId } = await makeProduct(pool, brandOrg)
    const owner = await makeMember(pool, brandOrg, 'owner')
    const stage = { ...(await makeStage()), productId, owner, engineer: owner }
    const { revisionId } = await makeSpec(stage)
    await submit(stage, revisionId, [{ side: 'brand', role: 'engineer' }])
    const { maySignAs, anotherSigns } = await as(owner).getRevision({ revisionId })
    expect([maySignAs, anotherSigns]).toEqual([[], { roles: ['engineer'], people: [] }])
  })

  test('a release keeps its name, its number and the language that prevails, whatever the next draft is called', async () => {
    const stage = await makeStage()
    const { specId, revisionId } = await makeSpec(stage)
    const { contentHash } = await submit(stage, revisionId)
    for (const actor of [stage.engineer, stage.wang])
      await as(actor).signRevision({ revisionId, role: 'engineer', contentHash })
    await as(stage.owner).releaseRevision({ revisionId, version: await versionOf(stage.owner, revisionId) })
    const released = await read(stage.wang, (ctx) => getDocument(ctx, revisionId))
    const draft = await as(stage.engineer).startDraft({ specId })
    const { version, number } = await as(stage.engineer).getSpec({ specId })
    const name = { en: 'Another name', zh: '另一名称' }
    await as(stage.engineer).updateSpec({ specId, version, number: `${number}-B`, name, governingLanguage: 'zh' })
    expect(await read(stage.wang, (ctx) => getDocument(ctx, revisionId))).toEqual(released)
    const next = (await read(stage.wang, (ctx) => getDocument(ctx, draft.revisionId))).document
    expect(next).toMatchObject({ number: `${number}-B`, name, governingLanguage: 'zh' })
    // The pages that show a revision are headed the same way.
    const { revisions } = await as(stage.wang).getSpec({ specId })
    expect(revisions.map(({ head }) => head.number)).toEqual([`${number}-B`, number])
    expect((await as(stage.wang).getRevision({ revisionId })).head).toEqual(revisions[1]?.head)
  })

  test('who answers for a requirement is signed too, and reading back does not ask who that is', async () => {
    const stage = await makeStage()
    const { specId, revisionId, requirementId } = await makeSpec(stage)
    const hashes = () =>
      read(stage.engineer, async (ctx) => {
        const { spec, revision } = await requireSpecRevision(ctx, revisionId)
        const requirement = asRequirement(await requireRequirement(ctx, revision, requirementId))
        const text = await contentTextOf(ctx, spec, revision)
        return [await contentHashOf(ctx, spec, revision), requirementHash(requirement), text] as const
      })
    const [content1, requirement1, text1] = await hashes()
    const change = { ownerId: stage.engineer.userId }
    await as(stage.engineer).bulkEdit({ revisionId, requirementIds: [requirementId], change })
    const [content2, requirement2, text2] = await hashes()
    expect(content2).not.toBe(content1)
    expect(requirement2).toBe(requirement1)
    // Whoever reads the signed text does not learn who it is, nor whether it is anybody.
    expect(text2).not.toContain(stage.engineer.userId)
    expect(text1.replaceAll(/"owner":"[0-9a-f]{64}"/g, '')).toBe(text2.replaceAll(/"owner":"[0-9a-f]{64}"/g, ''))
    const answers = [
      await as(stage.engineer).getSpec({ specId }),
      await as(stage.engineer).getRevision({ revisionId }),
      await as(stage.engineer).listSpecs({ productId: stage.productId }),
    ]
    expect(JSON.stringify(answers)).not.toContain('ownerKey')
  })

  test('a factory owes an answer to the release that binds, and to none before it', async () => {
    const stage = await makeStage()
    const { specId, revisionId } = await makeSpec(stage)
    const release = async (id: string) => {
      const { contentHash } = await submit(stage, id)
      for (const actor of [stage.engineer, stage.wang])
        await as(actor).signRevision({ revisionId: id, role: 'engineer', contentHash })
      await as(stage.owner).releaseRevision({ revisionId: id, version: await versionOf(stage.owner, id) })
    }
    const due = async () =>
      (await as(stage.wang).listSpecs({ productId: stage.productId })).specs[0]?.acknowledgementDue
    await release(revisionId)
    expect(await due()).toBeInstanceOf(Date)
    const next = await as(stage.engineer).startDraft({ specId })
    await release(next.revisionId)
    const [asked] = (await as(stage.wang).getRevision(next)).acknowledgements
    await as(stage.wang).acknowledgeRelease({ acknowledgementId: asked?.id ?? '', version: 1 })
    expect(await due()).toBeNull()
  })
})

describe('what cannot be meant', () => {
  test('half a character is the typist’s mistake and not ours', async () => {
    const stage = await makeStage()
    const { revisionId } = await makeSpec(stage)
    const add = as(stage.engineer).addRequirements({
      revisionId,
      requirements: [content({ title: typed('Supply \ud800 voltage', '供电电压') })],
    })
    await expect(add).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })

  test('a translated title is no longer than a title may be', async () => {
    const stage = await makeStage()
    const { revisionId, requirementId } = await makeSpec(stage)
    const text = '供'.repeat(201)
    const translation = as(stage.wang).translateText({
      ...{ revisionId, requirementId, text },
      version: 1,
      field: 'title',
      verify: false,
    })
    await expect(translation).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })

  test('a critical statement that is all title is read back by its figures too', async () => {
    const stage = await makeStage()
    const { revisionId, requirementId } = await makeSpec(stage, [
      content({
        kind: 'statement',
        critical: true,
        title: typed('Survives drops from 1.5 m', '可承受 1.5 m 跌落'),
        text: typed('', ''),
        values: noValues,
      }),
    ])
    const restate = async (zh: string) =>
      as(stage.wang).readBack({
        ...{ revisionId, requirementId },
        values: noValues,
        words: { en: '', zh },
        method: { en: '', zh: '跌落试验' },
        instrument: '',
        clientKey: randomUUID(),
      })
    expect((await restate('可承受 0.5 m 跌落')).matches).toBe(false)
    expect((await restate('从 1.5 m 高处跌落无损坏')).matches).toBe(true)
  })
})
