import { bomLines, bomLineRefs, bomRevisions, boms, bomSubstitutions } from '@/db/schema/boms'
import {
  changeDispositions,
  changeImpacts,
  changeItems,
  changes,
  changeSignatures,
  changeTasks,
} from '@/db/schema/changes'
import { eq } from 'drizzle-orm'
import type { ChangeState } from '@/server/domains/changes/lifecycle'
import { requiredImpacts } from '@/server/domains/changes/rules/impact'
import { bilingual } from '@/server/kernel/bilingual'
import { newId } from '@/server/kernel/ids'
import type { AnyCtx } from '@/server/platform/context'

/** Changes of the product between the brand and the factory that sees no prices, in every state a command needs. */
export type ChangeWorld = Readonly<{
  /** Raised by the brand, about the released BOM; with an item. */
  draftId: string
  itemId: string
  /** Everything assessed. */
  impactId: string
  pendingId: string
  approvedId: string
  scheduledId: string
  implementingId: string
  /** Nothing is open. */
  verifiedId: string
  rejectedId: string
  /** Class II. */
  classTwoId: string
  /** A task of the brand, and one of the factory. */
  taskId: string
  partnerTaskId: string
  /** A BOM in force, with one line. */
  releasedBomId: string
  releasedLineId: string
}>

type Place = Readonly<{ orgId: string; productId: string; authorId: string; now: Date }>

/** `mark` is in what the pair alone may read. */
export async function addChanges(
  { db }: AnyCtx,
  { orgId, productId, authorId, partnerOrgId, mark, now }: Place & { partnerOrgId: string; mark: string },
): Promise<ChangeWorld> {
  const inside = { orgId, productId, partnerOrgId }
  const { bomId, lineId } = await addReleasedBom({ db }, { orgId, productId, authorId, now })
  let ordinal = 0
  const addChange = async (state: ChangeState, given: Partial<typeof changes.$inferInsert> = {}) => {
    const id = newId('change')
    await db.insert(changes).values({
      ...inside,
      id,
      ordinal: ++ordinal,
      state,
      changeClass: 'one',
      kind: 'documentOnly',
      reasonCode: 'dfm',
      title: bilingual('en', `Gasket groove ${mark}`, `密封槽 ${mark}`),
      reason: bilingual('en', `Of the pair alone: ${mark}`),
      raisedByOrgId: orgId,
      raisedBy: authorId,
      ...given,
    })
    return id
  }
  const hash = 'a'.repeat(64)
  const settled = { approvedHash: hash, approvedAt: now, effectivity: { kind: 'immediate' } as const }
  const draftId = await addChange('draft', { bomId, kind: 'revision' })
  const itemId = newId('changeItem')
  await db.insert(changeItems).values({
    ...inside,
    ...{ id: itemId, changeId: draftId, ordinal: 1, kind: 'fixture', before: 'A', after: 'B' },
    name: bilingual('en', `Leak test fixture ${mark}`, `气密测试治具 ${mark}`),
  })
  const impactId = await addChange('impactAnalysis')
  const pendingId = await addChange('pendingApproval')
  for (const changeId of [impactId, pendingId])
    await db.insert(changeImpacts).values(
      requiredImpacts({ changeClass: 'one', kind: 'documentOnly', withPartner: true }).map(({ side, area }) => ({
        ...inside,
        ...{ id: newId('impact'), changeId, side, area, affected: false, facts: {}, contentHash: hash },
        words: bilingual('en', `Looked at by ${mark}`),
        assessedBy: authorId,
        assessedAt: now,
      })),
    )
  const approvedId = await addChange('approved', settled)
  const scheduledId = await addChange('scheduled', settled)
  await db.insert(changeDispositions).values({
    ...inside,
    ...{ id: newId('disposition'), changeId: scheduledId, ordinal: 0, bucket: 'wip', action: 'rework' },
    ...{ quantity: '12', unitCostMicros: '350000', currency: 'CNY', payer: 'brand' },
  })
  const implementingId = await addChange('implementing', settled)
  await db.insert(changeSignatures).values({
    ...inside,
    ...{ id: newId('signature'), changeId: implementingId, purpose: 'approve', side: 'brand' },
    ...{ slot: 'brand:engineer', hash, signerOrgId: orgId, userId: authorId, signedAt: now },
  })
  const addTask = async (side: 'brand' | 'partner', at: number) => {
    const id = newId('changeTask')
    await db.insert(changeTasks).values({
      ...inside,
      ...{ id, changeId: implementingId, ordinal: at, kind: 'sop', side },
      title: bilingual('en', `Work instruction ${mark}`, `作业指导书 ${mark}`),
    })
    return id
  }
  return {
    ...{ draftId, itemId, impactId, pendingId, approvedId, scheduledId, implementingId },
    taskId: await addTask('brand', 1),
    partnerTaskId: await addTask('partner', 2),
    verifiedId: await addChange('verified', settled),
    rejectedId: await addChange('rejected', { endReason: bilingual('en', `Too late: ${mark}`) }),
    classTwoId: await addChange('impactAnalysis', { changeClass: 'two' }),
    releasedBomId: bomId,
    releasedLineId: lineId,
  }
}

/** A BOM of which one revision is in force, with one line that takes an alternate. */
async function addReleasedBom({ db }: Pick<AnyCtx, 'db'>, { orgId, productId, authorId, now }: Place) {
  const [bomId, revisionId, lineId] = [newId('bom'), newId('bomRevision'), newId('bomLine')]
  const inside = { orgId, productId }
  await db.insert(boms).values({ ...inside, id: bomId, name: bilingual('en', 'Housing', '外壳') })
  await db.insert(bomRevisions).values({
    ...inside,
    ...{ id: revisionId, bomId, number: '0.1', ordinal: 1, lineCount: 1, placementCount: 1, createdBy: authorId },
  })
  await db.insert(bomLines).values({
    ...inside,
    ...{ id: lineId, key: lineId, bomId, revisionId, position: 1, refs: 'R1', refCount: 1, quantity: '1' },
    ...{ mpn: 'RC0402FR-0710KL', manufacturer: 'YAGEO', package: '0402', value: '10k' },
    description: bilingual('en', 'Resistor 10k', '贴片电阻 10k'),
    attributes: {},
    alternates: [],
    extra: {},
    raw: {},
    flags: [],
    searchText: 'r1 rc0402fr-0710kl yageo 10k',
  })
  await db.insert(bomLineRefs).values({ ...inside, lineId, revisionId, ref: 'R1', ordinal: 0 })
  await db
    .update(bomRevisions)
    .set({ state: 'released', letter: 'A', releasedAt: now, releasedBy: authorId })
    .where(eq(bomRevisions.id, revisionId))
  await db
    .update(boms)
    .set({ currentRevisionId: revisionId, releasedRevisionId: revisionId, releasedLetter: 'A' })
    .where(eq(boms.id, bomId))
  return { bomId, lineId }
}

/** What a factory asked for: a substitute on the line of the BOM in force. */
export async function addChangeSide(
  { db }: AnyCtx,
  place: Place & { partnerOrgId: string; mark: string; ordinal: number },
  { releasedBomId: bomId, releasedLineId }: ChangeWorld,
): Promise<{ substitutionId: string }> {
  const { orgId, productId, partnerOrgId, authorId, mark, ordinal } = place
  const [line] = await db.select().from(bomLines).where(eq(bomLines.id, releasedLineId))
  const substitutionId = newId('substitution')
  await db.insert(bomSubstitutions).values({
    ...{ id: substitutionId, orgId, productId, partnerOrgId, bomId, ordinal, createdBy: authorId },
    revisionId: line?.revisionId ?? '',
    lineKey: releasedLineId,
    replaces: { ipn: '', mpn: 'RC0402FR-0710KL', manufacturer: 'YAGEO', package: '0402', description: '' },
    proposed: { ipn: '', mpn: `0402WGF1002TCE-${mark}`, manufacturer: 'UNI-ROYAL', package: '0402', description: '' },
    reasonCode: 'shortage',
    reason: bilingual('zh', `缺料 ${mark}`),
  })
  return { substitutionId }
}
