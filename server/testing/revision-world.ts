import { bomLines, bomRemovedLines, bomRevisions, boms } from '@/db/schema/boms'
import type { RevisionState } from '@/server/domains/boms/lifecycle'
import { bilingual } from '@/server/kernel/bilingual'
import { newId } from '@/server/kernel/ids'
import type { AnyCtx } from '@/server/platform/context'
import { eq } from 'drizzle-orm'

/** BOM revisions in the states that a command needs, and a line that was taken out of the draft. */
export type RevisionWorld = Readonly<{
  /** In review, submitted by a colleague of the owner. */
  inReviewId: string
  /** A BOM in force with no draft, and its released revision. */
  releasedBomId: string
  releasedId: string
  /** Before that one. */
  supersededId: string
  removalId: string
  /** Lines of all of these. */
  lineCount: number
}>

type Place = Readonly<{ orgId: string; productId: string; authorId: string; now: Date }>
type Draft = Readonly<{ bomId: string; revisionId: string }>

/** `draft` is the BOM of the world that can be edited. */
export async function addRevisions(
  { db }: AnyCtx,
  { orgId, productId, authorId, now }: Place,
  draft: Draft,
): Promise<RevisionWorld> {
  const inside = { orgId, productId }
  const addBom = async () => {
    const bomId = newId('bom')
    await db.insert(boms).values({ ...inside, id: bomId, name: bilingual('en', 'Base board', '底板') })
    return bomId
  }
  const addRevision = async (
    bomId: string,
    ordinal: number,
    state: RevisionState,
    letter: string | null,
    key?: string,
  ) => {
    const [revisionId, lineId] = [newId('bomRevision'), newId('bomLine')]
    await db.insert(bomRevisions).values({
      ...inside,
      id: revisionId,
      bomId,
      number: `0.${ordinal}`,
      ordinal,
      lineCount: 1,
      placementCount: 1,
      createdBy: authorId,
    })
    await db.insert(bomLines).values({
      ...inside,
      id: lineId,
      key: key ?? lineId,
      bomId,
      revisionId,
      position: 1,
      quantity: '1',
      mpn: 'TYPE-C-31-M-12',
      manufacturer: 'HRO',
      description: bilingual('en', 'USB-C receptacle', 'USB-C 母座'),
      attributes: {},
      alternates: [],
      extra: {},
      raw: {},
      flags: [],
      searchText: 'type-c-31-m-12 hro',
    })
    const submitted = { submittedBy: authorId, submittedAt: now, contentHash: '0'.repeat(64) }
    const released = letter === null ? {} : { letter, releasedBy: authorId, releasedAt: now }
    await db
      .update(bomRevisions)
      .set({ state, ...submitted, ...released })
      .where(eq(bomRevisions.id, revisionId))
    await db.update(boms).set({ currentRevisionId: revisionId }).where(eq(boms.id, bomId))
    return { revisionId, lineId }
  }
  const reviewBomId = await addBom()
  const inReview = await addRevision(reviewBomId, 1, 'inReview', null)
  const releasedBomId = await addBom()
  const superseded = await addRevision(releasedBomId, 1, 'superseded', 'A')
  const released = await addRevision(releasedBomId, 2, 'released', 'B', superseded.lineId)
  await db
    .update(boms)
    .set({ releasedRevisionId: released.revisionId, releasedLetter: 'B' })
    .where(eq(boms.id, releasedBomId))

  const removalId = newId('bomRemoval')
  const lineId = newId('bomLine')
  await db.insert(bomRemovedLines).values({
    ...inside,
    lineId,
    bomId: draft.bomId,
    revisionId: draft.revisionId,
    batchId: removalId,
    line: {
      ...{ id: lineId, key: lineId, org_id: orgId, product_id: productId, bom_id: draft.bomId },
      ...{ revision_id: draft.revisionId, position: 4, line_no: '', section: '', refs: 'C9', ref_count: 1 },
      ...{ quantity: 1, uom: '', ipn: '', cpn: '', name: '', mpn: 'GRM155R71C104KA88D', manufacturer: 'Murata' },
      ...{ supplier: '', supplier_part: '', value: '', footprint: '', package: '', mount: '', side: '', note: '' },
      ...{ description: bilingual('en', 'MLCC 100nF', '贴片电容'), attributes: {}, dnp: false, alternates: [] },
      ...{ exclude_from_bom: false, usage: 'normal', supplied_by: 'factory', not_fitted: [], waivers: [] },
      ...{ extra: {}, raw: {}, flags: [], search_text: 'c9', version: 1 },
    },
    refs: [{ ref: 'C9', ordinal: 1, dnp: false }],
    position: 4,
    removedBy: authorId,
    removedAt: now,
  })
  return {
    inReviewId: inReview.revisionId,
    releasedBomId,
    releasedId: released.revisionId,
    supersededId: superseded.revisionId,
    removalId,
    lineCount: 3,
  }
}
