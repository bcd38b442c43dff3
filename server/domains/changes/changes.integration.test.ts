import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { auditEntries } from '@/db/schema/audit'
import { bomLines, bomRevisions, boms } from '@/db/schema/boms'
import { changeDispositions, changes } from '@/db/schema/changes'
import type { Actor, MemberActor, MemberRole, OrgKind } from '@/server/kernel/actor'
import { transact } from '@/server/platform/context'
import { testDatabase, type TestDatabase } from '@/server/testing/database'
import { asStage, callerOf, makeMember } from '@/server/testing/factories'
import { makeWorld, type World } from '@/server/testing/world'
import type { ChangeView } from './queries/get-change'
import { requiredImpacts } from './rules/impact'

let database: TestDatabase
let world: World
let people: Record<'owner' | 'engineer' | 'quality' | 'purchaser' | 'factory' | 'factoryQuality' | 'rival', MemberActor>

const proven = (actor: Actor): MemberActor => {
  if (actor.member === null) throw new Error('no member')
  return { ...actor, member: actor.member }
}
const hire = (of: { orgId: string; kind: OrgKind }, role: MemberRole) =>
  makeMember(database.pool, { id: of.orgId, kind: of.kind }, role)
const as = (who: keyof typeof people) => callerOf(database.pool, people[who])
const system = <T>(work: Parameters<typeof asStage<T>>[1]) => asStage(database.pool, work)

beforeAll(async () => {
  database = await testDatabase()
}, 120_000)
afterAll(() => database.close())
beforeEach(async () => {
  world = await makeWorld(database.pool)
  const { brand, partner, rival } = world
  people = {
    owner: proven(brand.owner.actor),
    engineer: proven(brand.engineer.actor),
    quality: await hire(brand, 'quality'),
    purchaser: await hire(brand, 'purchaser'),
    factory: proven(partner.owner.actor),
    factoryQuality: await hire(partner, 'quality'),
    rival: proven(rival.owner.actor),
  }
}, 120_000)

const view = (who: keyof typeof people, changeId: string): Promise<ChangeView> =>
  as(who).changes.getChange({ changeId })
const step = async (changeId: string) => ({ changeId, version: (await view('owner', changeId)).version })
const substitute = { ipn: '', mpn: 'AC0402FR-0710KL', manufacturer: 'YAGEO', package: '0402', description: '' }
const propose = async () => {
  const { substitutionId } = await as('factory').boms.proposeSubstitution({
    lineId: world.changes.releasedLineId,
    proposed: substitute,
    reasonCode: 'shortage',
    reason: { en: '', zh: '缺料' },
  })
  return substitutionId
}
const answer = (substitutionId: string, decision: 'lot' | 'always' | 'never', given: object = {}) =>
  as('engineer').changes.answerSubstitution({ substitutionId, version: 1, decision, ...given })

/** A change from an accepted substitute, assessed by both. `wip` pieces are on the factory's line. */
async function assessed(wip = '120') {
  const { changeId } = await answer(await propose(), 'always')
  if (changeId === null) throw new Error('no change was raised')
  await as('engineer').changes.submitChange(await step(changeId))
  await assessAll(changeId, wip)
  return changeId
}
async function assessAll(changeId: string, wip = '120') {
  const required = requiredImpacts({ changeClass: 'one', kind: 'replacementPart', withPartner: true })
  for (const [who, side] of [
    ['engineer', 'brand'],
    ['factory', 'partner'],
  ] as const)
    await as(who).changes.assessImpact({
      changeId,
      entries: required
        .filter((key) => key.side === side)
        .map(({ area }) =>
          area === 'wip'
            ? { area, affected: true, facts: { quantity: wip, uom: 'pcs' } }
            : { area, affected: false, facts: {} },
        ),
    })
}
async function ordered(wip?: string) {
  const changeId = await assessed(wip)
  await as('owner').changes.completeAssessment(await step(changeId))
  const { hash } = await view('owner', changeId)
  const given = [
    ['engineer', 'engineer'],
    ['quality', 'quality'],
    ['factory', 'engineer'],
    ['factoryQuality', 'quality'],
    ['owner', 'manager'],
  ] as const
  const outcomes = []
  for (const [who, role] of given) outcomes.push(await as(who).changes.approveChange({ changeId, role, hash }))
  return { changeId, outcomes }
}
const rework = (quantity: string) => ({
  bucket: 'wip' as const,
  action: 'rework' as const,
  quantity,
  unitCostMicros: '350000',
  currency: 'CNY',
  payer: 'brand' as const,
  dueOn: '2027-01-20',
})
const plan = async (changeId: string, quantities: readonly string[]) =>
  as('owner').changes.planChange({
    ...(await step(changeId)),
    effectivity: { kind: 'lot', from: 'L-2611' },
    dispositions: quantities.map(rework),
  })

describe('a request for a substitute', () => {
  it('lies between the brand and the factory that made it', async () => {
    const substitutionId = await propose()
    const bomId = world.changes.releasedBomId
    const seenBy = async (who: keyof typeof people) =>
      (await as(who).boms.listSubstitutions({ bomId })).items.map(({ id }) => id)
    expect(await seenBy('factory')).toContain(substitutionId)
    expect(await seenBy('engineer')).toContain(substitutionId)
    expect(await seenBy('rival')).not.toContain(substitutionId)
    await expect(as('rival').boms.withdrawSubstitution({ substitutionId, version: 1 })).rejects.toMatchObject({
      message: 'boms.substitutionNotFound',
    })
  })

  it('is allowed for one lot without touching the BOM', async () => {
    const answered = await answer(await propose(), 'lot', { lot: 'L-7' })
    expect(answered.changeId).toBeNull()
    const { items } = await as('factory').boms.listSubstitutions({ bomId: world.changes.releasedBomId })
    expect(items[0]).toMatchObject({ state: 'accepted', decision: 'lot', lot: 'L-7' })
  })

  it('is remembered when it was refused for good, and asked again only on purpose', async () => {
    await answer(await propose(), 'never', { answer: { en: 'Fails at −40 °C.', zh: '' } })
    await expect(propose()).rejects.toMatchObject({ message: 'boms.refusedBefore' })
    const { earlier } = await as('factory').boms.previewSubstitute({
      lineId: world.changes.releasedLineId,
      proposed: { ...substitute, mpn: 'ac0402fr-07 10kl' },
    })
    expect(earlier[0]).toMatchObject({ decision: 'never', answer: { en: 'Fails at −40 °C.' } })
  })

  it('is answered once', async () => {
    const substitutionId = await propose()
    await answer(substitutionId, 'lot', { lot: 'L-7' })
    await expect(answer(substitutionId, 'always')).rejects.toMatchObject({
      message: 'boms.substitution.illegalTransition',
    })
  })

  it('allowed for good raises a change with the part approved on its draft', async () => {
    const { changeId, prepared } = await answer(await propose(), 'always')
    expect(prepared).toBe(true)
    const found = await view('factory', changeId ?? '')
    expect(found).toMatchObject({ state: 'draft', paper: 'ECR', kind: 'replacementPart', changeClass: 'one' })
    const content = await as('factory').changes.getContent({ changeId: changeId ?? '' })
    expect(content?.counts.alternates).toBe(1)
    expect(found.suggestion).toBeNull()
    expect((await view('engineer', changeId ?? '')).suggestion).toMatchObject({ changeClass: 'one', reasons: ['part'] })
  })
})

describe('a change', () => {
  it('puts its draft in force when both sides approved, agreed and carried it out', async () => {
    const { changeId, outcomes } = await ordered()
    expect(outcomes.map(({ approved }) => approved)).toEqual([false, false, false, false, true])
    expect(await view('factory', changeId)).toMatchObject({ state: 'approved', paper: 'ECO' })
    await plan(changeId, ['100', '20'])
    const { planHash } = await view('factory', changeId)
    expect(await as('factory').changes.agreePlan({ changeId, hash: planHash })).toEqual({ scheduled: false })
    expect(await as('purchaser').changes.agreePlan({ changeId, hash: planHash })).toEqual({ scheduled: true })
    await as('factory').changes.implementChange(await step(changeId))
    const done = await view('owner', changeId)
    expect(done).toMatchObject({
      state: 'implementing',
      paper: 'ECN',
      bom: { letter: 'B', draft: { state: 'released' } },
    })
    const states = await system(({ db }) =>
      db
        .select({ state: bomRevisions.state, letter: bomRevisions.letter })
        .from(bomRevisions)
        .where(eq(bomRevisions.bomId, world.changes.releasedBomId))
        .orderBy(bomRevisions.ordinal),
    )
    expect(states).toEqual([
      { state: 'superseded', letter: 'A' },
      { state: 'released', letter: 'B' },
    ])
    expect(await as('quality').changes.verifyChange({ changeId })).toEqual({ verified: false })
    expect(await as('factoryQuality').changes.verifyChange({ changeId })).toEqual({ verified: true })
    await expect(as('owner').changes.closeChange(await step(changeId))).rejects.toMatchObject({
      message: 'changes.tasksOpen',
    })
    for (const task of (await view('factory', changeId)).tasks)
      await as('factory').changes.finishTask({ taskId: task.id, version: task.version, done: true })
    await as('owner').changes.closeChange(await step(changeId))
    expect(await view('owner', changeId)).toMatchObject({ state: 'closed', court: [] })
    const chains = await system(({ db }) =>
      db.select({ orgId: auditEntries.orgId }).from(auditEntries).where(eq(auditEntries.action, 'changes.closeChange')),
    )
    const orgs = chains.map(({ orgId }) => orgId)
    expect(orgs).toContain(world.partner.orgId)
    expect(orgs).not.toContain(world.rival.orgId)
  })

  it('voids approvals when the draft is edited, and says that it changed since it was assessed', async () => {
    const changeId = await assessed()
    await as('owner').changes.completeAssessment(await step(changeId))
    const before = await view('engineer', changeId)
    await as('engineer').changes.approveChange({ changeId, role: 'engineer', hash: before.hash })
    await system(({ db }) =>
      db
        .update(bomLines)
        .set({ quantity: '2' })
        .where(eq(bomLines.revisionId, before.bom?.draft?.id ?? '')),
    )
    const after = await view('engineer', changeId)
    expect(after.hash).not.toBe(before.hash)
    expect(after.signatures).toMatchObject([{ slot: 'brand:engineer', void: true }])
    expect(after.impacts.every(({ stale }) => stale)).toBe(true)
    expect(after.openApprovals).toHaveLength(5)
    await expect(
      as('quality').changes.approveChange({ changeId, role: 'quality', hash: before.hash }),
    ).rejects.toMatchObject({ message: 'changes.contentChanged' })
  })

  it('is not approved alone by who raised it while a colleague can', async () => {
    const changeId = await assessed()
    await as('owner').changes.completeAssessment(await step(changeId))
    await system(({ db }) => db.update(changes).set({ raisedBy: people.owner.userId }).where(eq(changes.id, changeId)))
    const { hash } = await view('owner', changeId)
    await as('owner').changes.approveChange({ changeId, role: 'engineer', hash })
    await as('owner').changes.approveChange({ changeId, role: 'quality', hash })
    await expect(as('owner').changes.approveChange({ changeId, role: 'manager', hash })).rejects.toMatchObject({
      message: 'changes.anotherMustApprove',
    })
  })

  it('is not put to approval before everything is assessed, nor as class II when it is class I', async () => {
    const { changeId } = await answer(await propose(), 'always')
    if (changeId === null) throw new Error('no change was raised')
    await as('engineer').changes.submitChange(await step(changeId))
    await expect(as('owner').changes.completeAssessment(await step(changeId))).rejects.toMatchObject({
      message: 'changes.assessmentsMissing',
    })
    await assessAll(changeId)
    await system(({ db }) => db.update(changes).set({ changeClass: 'two' }).where(eq(changes.id, changeId)))
    await expect(as('owner').changes.completeAssessment(await step(changeId))).rejects.toMatchObject({
      message: 'changes.classOneNeeded',
    })
  })

  it('refuses dispositions that do not sum to what exists, and agreement to a plan that was written anew', async () => {
    const { changeId } = await ordered('120')
    for (const quantities of [['100'], ['100', '20.000001'], []])
      await expect(plan(changeId, quantities)).rejects.toMatchObject({ message: 'changes.unbalanced' })
    await plan(changeId, ['120'])
    const { planHash } = await view('factory', changeId)
    await plan(changeId, ['60', '60'])
    await expect(as('factory').changes.agreePlan({ changeId, hash: planHash })).rejects.toMatchObject({
      message: 'changes.planChanged',
    })
    const rows = await system(({ db }) =>
      db.select().from(changeDispositions).where(eq(changeDispositions.changeId, changeId)),
    )
    expect(rows.map(({ quantity }) => quantity)).toEqual(['60.000000', '60.000000'])
  })

  it('gives the BOM back when it is rejected, and can be raised anew', async () => {
    const changeId = await assessed()
    await as('owner').changes.completeAssessment(await step(changeId))
    const reason = { en: 'Not qualified.', zh: '' }
    await as('quality').changes.rejectChange({ ...(await step(changeId)), reason })
    const [bom] = await system(({ db }) => db.select().from(boms).where(eq(boms.id, world.changes.releasedBomId)))
    expect(bom?.currentRevisionId).toBe(bom?.releasedRevisionId)
    const raised = await as('engineer').changes.cloneChange({ changeId })
    const prepared = await as('engineer').changes.prepareDraft(await step(raised.changeId))
    expect(prepared.revisionId).not.toBe('')
    const content = await as('engineer').changes.getContent({ changeId: raised.changeId })
    expect(content?.counts.alternates).toBe(1)
  })

  it('of class II is settled by the factory alone, until the brand raises it to class I', async () => {
    const raised = await as('factory').changes.raiseChange({
      productId: world.productId,
      changeClass: 'two',
      kind: 'documentOnly',
      reasonCode: 'dfm',
      title: { en: '', zh: '作业指导书更新', source: 'zh' },
      reason: { en: '', zh: '步骤更清楚', source: 'zh' },
      bomId: null,
    })
    const { changeId } = raised
    await as('factory').changes.addItem({
      changeId,
      kind: 'document',
      name: { en: '', zh: '作业指导书', source: 'zh' },
    })
    await as('factory').changes.submitChange(await step(changeId))
    await assessTwo(changeId)
    await as('owner').changes.completeAssessment(await step(changeId))
    const { hash, approvals } = await view('factory', changeId)
    expect(approvals).toEqual([{ side: 'partner', role: 'engineer' }])
    // Its owner raised it and has a colleague; that one is of quality and cannot give this approval.
    expect(await as('factory').changes.approveChange({ changeId, role: 'engineer', hash })).toEqual({ approved: true })
    const reason = { en: 'It touches the seal.', zh: '' }
    await as('engineer').changes.escalateChange({ ...(await step(changeId)), reason })
    expect(await view('factory', changeId)).toMatchObject({ state: 'impactAnalysis', changeClass: 'one', paper: 'ECR' })
  })

  it('of class II does not carry what is of class I, however late it came in', async () => {
    const described = {
      kind: 'documentOnly' as const,
      reasonCode: 'dfm' as const,
      title: { en: 'Work instruction', zh: '', source: 'en' as const },
      reason: { en: 'Clearer steps.', zh: '', source: 'en' as const },
      bomId: world.changes.releasedBomId,
    }
    const { changeId } = await as('engineer').changes.raiseChange({
      ...described,
      productId: world.productId,
      partnerOrgId: world.partner.orgId,
      changeClass: 'two',
    })
    const { revisionId } = await as('engineer').changes.prepareDraft(await step(changeId))
    await as('engineer').changes.submitChange(await step(changeId))
    await assessTwo(changeId)
    await as('owner').changes.completeAssessment(await step(changeId))
    const [line] = await system(({ db }) => db.select().from(bomLines).where(eq(bomLines.revisionId, revisionId)))
    await as('engineer').boms.editLines({
      revisionId,
      edits: [{ lineId: line?.id ?? '', version: line?.version ?? 0, patch: { mpn: 'RC0402FR-0722KL' } }],
    })
    const approve = async () => {
      const { hash } = await view('owner', changeId)
      return as('owner').changes.approveChange({ changeId, role: 'engineer', hash })
    }
    await expect(approve()).rejects.toMatchObject({ message: 'changes.classOneNeeded' })
    // Nor does lowering the class help, once both sides were asked.
    await as('engineer').changes.editChange({ ...(await step(changeId)), ...described, changeClass: 'one' })
    await expect(approve()).rejects.toMatchObject({ message: 'changes.assessmentsMissing' })
    await expect(
      as('engineer').changes.editChange({
        ...(await step(changeId)),
        ...{ ...described, changeClass: 'one', emergency: true, deviationLot: 'L-9' },
      }),
    ).rejects.toMatchObject({ message: 'changes.deviationKeepsBom' })
  })

  it('keeps its draft from another factory until it is released, and from the hands of one side once approved', async () => {
    const { changeId } = await ordered()
    const draft = (await view('owner', changeId)).bom?.draft?.id ?? ''
    const bomId = world.changes.releasedBomId
    const seen = async (who: keyof typeof people) => {
      const bom = await as(who).boms.getBom({ bomId })
      const { boms: listed } = await as(who).boms.listBoms({ productId: world.productId })
      return {
        revisions: bom.revisions.map(({ state }) => state),
        changes: bom.revisions.map((each) => each.changeId),
        current: bom.currentRevisionId === draft,
        listed: listed.find(({ id }) => id === bomId)?.revisionId === draft,
      }
    }
    const all = { revisions: ['inReview', 'released'], changes: [changeId, null], current: true, listed: true }
    expect(await seen('engineer')).toEqual(all)
    expect(await seen('factory')).toEqual(all)
    const kept = { revisions: ['released'], changes: [null], current: false, listed: false }
    expect(await seen('rival')).toEqual(kept)
    const refused = { message: 'boms.revisionNotFound' }
    await expect(as('rival').boms.lines({ revisionId: draft, offset: 0, limit: 10 })).rejects.toMatchObject(refused)
    const rows = await transact(database.pool, { actor: people.rival, mode: 'read' }, ({ db }) =>
      db.select().from(bomRevisions).where(eq(bomRevisions.id, draft)),
    )
    expect(rows).toEqual([])

    const { version } = await as('engineer').boms.getRelease({ revisionId: draft })
    const reason = { en: 'One more thing.', zh: '' }
    await expect(as('engineer').boms.sendBackRevision({ revisionId: draft, version, reason })).rejects.toMatchObject({
      message: 'boms.belongsToChange',
    })

    await plan(changeId, ['120'])
    const { planHash } = await view('factory', changeId)
    await as('factory').changes.agreePlan({ changeId, hash: planHash })
    await as('owner').changes.agreePlan({ changeId, hash: planHash })
    await as('owner').changes.implementChange(await step(changeId))
    expect(await seen('rival')).toEqual({
      ...{ revisions: ['released', 'superseded'], changes: [null, null], current: true, listed: true },
    })
    const noted = await system(({ db }) =>
      db
        .select({ orgId: auditEntries.orgId, params: auditEntries.params })
        .from(auditEntries)
        .where(eq(auditEntries.action, 'boms.releaseRevision')),
    )
    const told = noted.filter(({ params }) => params['changeId'] === changeId).map(({ orgId }) => orgId)
    expect(told).not.toContain(world.rival.orgId)
    expect(told).toContain(world.partner.orgId)
  })

  it('as an emergency is due in 24 hours and stays with one lot', async () => {
    const { changeId } = await as('factory').changes.raiseChange({
      productId: world.productId,
      changeClass: 'one',
      kind: 'replacementPart',
      reasonCode: 'shortage',
      title: { en: '', zh: '停线:改用库存电阻', source: 'zh' },
      reason: { en: '', zh: '停线', source: 'zh' },
      emergency: true,
      deviationLot: 'L-9',
      bomId: world.changes.releasedBomId,
    })
    const before = Date.now()
    await as('factory').changes.submitChange(await step(changeId))
    const { dueAt } = await view('owner', changeId)
    expect((dueAt?.getTime() ?? 0) - before).toBeGreaterThan(86_390_000)
    await expect(as('engineer').changes.prepareDraft(await step(changeId))).rejects.toMatchObject({
      message: 'changes.deviationKeepsBom',
    })
    await system(({ db }) => db.update(changes).set({ state: 'approved' }).where(eq(changes.id, changeId)))
    await expect(plan(changeId, [])).rejects.toMatchObject({ message: 'changes.deviationIsOneLot' })
  })

  it('does not exist for another factory, in the database either', async () => {
    const { changeId } = await answer(await propose(), 'always')
    await expect(view('rival', changeId ?? '')).rejects.toMatchObject({ message: 'changes.notFound' })
    const seen = await transact(database.pool, { actor: people.rival, mode: 'read' }, ({ db }) =>
      db.select().from(changes),
    )
    expect(seen).toEqual([])
  })
})

async function assessTwo(changeId: string) {
  const entries = (areas: readonly ('cost' | 'leadTime' | 'test')[]) =>
    areas.map((area) => ({ area, affected: false, facts: {} }))
  await as('factory').changes.assessImpact({ changeId, entries: entries(['cost', 'leadTime', 'test']) })
  await as('engineer').changes.assessImpact({ changeId, entries: entries(['cost', 'leadTime']) })
}
