import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { attachments } from '@/db/schema/attachments'
import { glossaryTerms, translationAssignments, translationMemory } from '@/db/schema/language'
import {
  cloudContracts,
  readBacks,
  redlines,
  removedRequirements,
  requirements,
  specAcknowledgements,
  specReviews,
  specRevisions,
  specs,
  specSignatures,
} from '@/db/schema/specs'
import { engineeringQueries, posts, threads } from '@/db/schema/threads'
import { requirementHash } from '@/server/domains/specs/queries/content-hash'
import { asRequirement } from '@/server/domains/specs/queries/requirements'
import { workingNumber } from '@/server/domains/specs/rules/numbering'
import { noValues } from '@/server/domains/specs/rules/requirement'
import { slotOf, usualSignatures } from '@/server/domains/specs/rules/sign-off'
import { eqGrams } from '@/server/domains/threads/rules/eq-likeness'
import { exampleContract } from '@/server/domains/specs/templates'
import type { SpecRevisionState } from '@/server/domains/specs/lifecycle'
import { bilingual, type BilingualText } from '@/server/kernel/bilingual'
import { newId } from '@/server/kernel/ids'
import type { AnyCtx } from '@/server/platform/context'

const hash = (text: string) => createHash('sha256').update(text).digest('hex')

/** A document with one revision in a state. */
export type SpecPlan = Readonly<{ specId: string; revisionId: string; requirementIds: readonly string[] }>
export type SpecWorld = Readonly<{
  /** A draft, based on the released revision A. */
  drafted: SpecPlan & Readonly<{ releasedRevisionId: string; removedRequirementId: string }>
  inReview: SpecPlan
  approved: SpecPlan
  suspended: SpecPlan
  /** A term of the brand's glossary. */
  termId: string
}>
/** What lies between the brand and one factory about the drafted specification. */
export type SpecSide = Readonly<{
  redlineId: string
  counteredRedlineId: string
  acknowledgementId: string
  readBackId: string
  eqThreadId: string
  /** Decided by the brand. */
  decidedEqThreadId: string
  attachmentId: string
}>

type Place = Readonly<{
  orgId: string
  productId: string
  authorId: string
  partnerOrgId: string
  mark: string
  now: Date
}>

/** Specifications of the product in every state that a command needs. */
export async function addSpecs(
  { db }: AnyCtx,
  { orgId, productId, authorId, partnerOrgId, mark, now }: Place,
): Promise<SpecWorld> {
  const inside = { orgId, productId }
  let documents = 0
  const addSpec = async () => {
    const specId = newId('spec')
    await db.insert(specs).values({
      ...inside,
      id: specId,
      number: `SPEC-${++documents}`,
      name: bilingual('en', `Specification of ${mark}`, `规格书 ${mark}`),
      governingLanguage: 'en',
      template: 'home',
      nextRequirement: 5,
    })
    return specId
  }
  const addRevision = async (
    specId: string,
    ordinal: number,
    state: SpecRevisionState,
    requirementIds: readonly string[],
  ) => {
    const revisionId = newId('specRevision')
    const reviewed = state !== 'draft'
    await db.insert(specRevisions).values({
      ...inside,
      id: revisionId,
      specId,
      ordinal,
      number: workingNumber(ordinal),
      state: 'draft',
      createdBy: authorId,
    })
    await db.insert(requirements).values(
      requirementIds.map((requirementId, index) => ({
        ...inside,
        revisionId,
        requirementId,
        specId,
        code: `R-00${index + 1}`,
        position: (index + 1) * 1024,
        section: 'electrical' as const,
        kind: 'numeric' as const,
        title: bilingual('en', 'Supply voltage', '供电电压'),
        text: bilingual('en', 'The supply shall be 3.3 V.', '供电电压应为 3.3 V。'),
        condition: bilingual('en', ''),
        values: { ...noValues, min: '3.1', max: '3.5', unit: 'V' },
        verification: 'test' as const,
        critical: index === 0,
        links: [],
        attachmentIds: [],
      })),
    )
    const contract = { ...(await exampleContract()), version: '1.0.0' }
    await db
      .insert(cloudContracts)
      .values({ ...inside, revisionId, specId, contractVersion: contract.version, body: contract })
    if (!reviewed) return revisionId
    const released = state === 'released' || state === 'suspended'
    await db.execute(
      `update spec_revisions set state = '${state}', content_hash = '${hash(revisionId)}'${released ? `, letter = 'A', released_at = now(), released_by = '${authorId}'` : ''} ` +
        `where id = '${revisionId}'`,
    )
    await db.insert(specReviews).values({
      ...inside,
      revisionId,
      specId,
      partnerOrgId,
      requiredSignatures: usualSignatures(true),
      submittedBy: authorId,
      submittedAt: now,
    })
    return revisionId
  }
  const ids = () => Array.from({ length: 3 }, () => newId('requirement'))
  const point = (specId: string, currentRevisionId: string, releasedRevisionId: string | null = null) =>
    db.execute(
      `update specs set current_revision_id = '${currentRevisionId}'` +
        `${releasedRevisionId ? `, released_revision_id = '${releasedRevisionId}', released_letter = 'A'` : ''} where id = '${specId}'`,
    )
  /** The factory that signs has read every critical requirement back. */
  const readBack = async (plan: SpecPlan) => {
    const rows = await db.select().from(requirements).where(eq(requirements.revisionId, plan.revisionId))
    await db.insert(readBacks).values(
      rows
        .filter(({ critical }) => critical)
        .map((row) => ({
          ...inside,
          partnerOrgId,
          id: newId('readBack'),
          specId: plan.specId,
          revisionId: plan.revisionId,
          requirementId: row.requirementId,
          restated: row.values,
          words: bilingual('zh', ''),
          method: bilingual('zh', '万用表'),
          instrument: 'DMM',
          matches: true,
          requirementHash: requirementHash(asRequirement(row)),
          clientKey: newId('readBack'),
          userId: authorId,
          createdAt: now,
        })),
    )
    return plan
  }
  const plan = async (state: SpecRevisionState): Promise<SpecPlan> => {
    const specId = await addSpec()
    const requirementIds = ids()
    const revisionId = await addRevision(specId, 1, state, requirementIds)
    await point(specId, revisionId, state === 'suspended' ? revisionId : null)
    return { specId, revisionId, requirementIds }
  }
  const specId = await addSpec()
  const requirementIds = ids()
  const releasedRevisionId = await addRevision(specId, 1, 'released', requirementIds)
  const revisionId = await addRevision(specId, 2, 'draft', requirementIds)
  await point(specId, revisionId, releasedRevisionId)
  const removedRequirementId = newId('requirement')
  const [first] = await db.select().from(requirements).where(eq(requirements.revisionId, revisionId))
  if (first) {
    await db.insert(removedRequirements).values({
      ...inside,
      specId,
      revisionId,
      requirementId: removedRequirementId,
      stood: { ...asRequirement(first), id: removedRequirementId, code: 'R-004', position: 4096 },
      between: { behind: null, ahead: null },
      removedBy: authorId,
      removedAt: now,
    })
  }
  const [slot] = usualSignatures(false)
  await db.insert(specSignatures).values({
    ...inside,
    id: newId('signature'),
    specId,
    revisionId: releasedRevisionId,
    signerOrgId: orgId,
    userId: authorId,
    slot: slot ? slotOf(slot) : '',
    contentHash: hash(releasedRevisionId),
    signedAt: now,
  })
  const termId = await addLanguage({ db }, { orgId, userId: authorId, mark, now })
  return {
    drafted: { specId, revisionId, requirementIds, releasedRevisionId, removedRequirementId },
    inReview: await plan('inReview'),
    approved: await readBack(await plan('approved')),
    suspended: await plan('suspended'),
    termId,
  }
}

/** A factory's own redlines, read-back, acknowledgement and engineering query on the drafted specification. */
export async function addSpecSide(
  { db }: AnyCtx,
  { orgId, productId, partnerOrgId, authorId, mark, now }: Place,
  { drafted }: SpecWorld,
): Promise<SpecSide> {
  const pair = { orgId, partnerOrgId, productId }
  const inside = { ...pair, specId: drafted.specId }
  const requirementId = drafted.requirementIds[0] ?? ''
  const reason = bilingual('en', `Reason of ${mark}`)
  const redline = async (state: 'open' | 'countered') => {
    const id = newId('redline')
    await db.insert(redlines).values({
      ...inside,
      id,
      requirementId,
      code: 'R-001',
      revisionId: drafted.revisionId,
      state,
      change: { field: 'max', from: '3.5', to: '3.6' },
      reason,
      rounds: [],
      proposedBy: authorId,
      proposedByOrgId: partnerOrgId,
      putBy: authorId,
    })
    return id
  }
  const [acknowledgementId, readBackId, eqThreadId, attachmentId] = [
    newId('acknowledgement'),
    newId('readBack'),
    newId('thread'),
    newId('attachment'),
  ]
  await db.insert(specAcknowledgements).values({
    ...inside,
    id: acknowledgementId,
    revisionId: drafted.releasedRevisionId,
    dueAt: now,
    provisional: false,
  })
  await db.insert(readBacks).values({
    ...inside,
    id: readBackId,
    revisionId: drafted.releasedRevisionId,
    requirementId,
    restated: { ...noValues, min: '3.1', max: '3.5', unit: 'V' },
    words: bilingual('zh', ''),
    method: bilingual('zh', `方法 ${mark}`),
    instrument: mark,
    matches: true,
    requirementHash: hash(requirementId),
    clientKey: readBackId,
    userId: authorId,
    createdAt: now,
  })
  await db.insert(attachments).values({
    id: attachmentId,
    orgId,
    productId,
    audience: 'pair',
    partnerOrgId,
    sha256: hash(mark),
    name: `${mark}.png`,
    mediaType: 'image/png',
    size: 1,
    uploadedBy: authorId,
    uploadedByOrgId: partnerOrgId,
    createdAt: now,
  })
  const query = async (threadId: string, code: string, decision: BilingualText | null) => {
    await db.insert(threads).values({
      ...pair,
      id: threadId,
      kind: 'eq',
      subjectKind: 'requirement',
      subjectId: requirementId,
      specId: drafted.specId,
      requiredGrant: 'specs',
      subjectLabel: 'R-001 · Supply voltage',
      state: decision === null ? 'open' : 'resolved',
      openedBy: authorId,
      openedByOrgId: partnerOrgId,
      postCount: 1,
      lastPostAt: now,
      lastPostOrgId: partnerOrgId,
    })
    await db.insert(posts).values({
      id: newId('post'),
      threadId,
      orgId,
      partnerOrgId,
      authorId,
      authorOrgId: partnerOrgId,
      body: reason,
      act: 'raise',
      mentions: [],
      clientKey: threadId,
    })
    const title = bilingual('en', `Query of ${mark}`)
    await db.insert(engineeringQueries).values({
      ...pair,
      threadId,
      code,
      title,
      raisedByOrgId: partnerOrgId,
      disposition: 'useAsIs',
      proposal: reason,
      attachmentIds: [attachmentId],
      dueAt: now,
      provisional: false,
      grams: eqGrams({ title, proposal: reason }),
      ...(decision && { outcome: 'deviation', decision, decidedBy: authorId, decidedAt: now }),
    })
  }
  const decidedEqThreadId = newId('thread')
  await query(eqThreadId, 'EQ-001', null)
  await query(decidedEqThreadId, 'EQ-002', bilingual('en', `Decision for ${mark}`))
  await addLanguage({ db }, { orgId: partnerOrgId, userId: authorId, mark, now })
  return {
    redlineId: await redline('open'),
    counteredRedlineId: await redline('countered'),
    acknowledgementId,
    readBackId,
    eqThreadId,
    decidedEqThreadId,
    attachmentId,
  }
}

/** An organisation's own glossary and memory, and a text that it gave to somebody. */
async function addLanguage(
  { db }: Pick<AnyCtx, 'db'>,
  { orgId, userId, mark, now }: Readonly<{ orgId: string; userId: string; mark: string; now: Date }>,
): Promise<string> {
  const termId = newId('term')
  await db
    .insert(glossaryTerms)
    .values({ id: termId, orgId, en: mark, zh: `术语 ${mark}`, key: mark, createdBy: userId })
  await db.insert(translationMemory).values({
    orgId,
    source: 'en',
    sourceHash: hash(mark),
    en: `Sentence of ${mark}`,
    zh: `句子 ${mark}`,
    grams: [],
    verifiedBy: userId,
    verifiedAt: now,
  })
  await db.insert(translationAssignments).values({
    ...{ orgId, productId: mark, subjectKind: 'product', subjectId: mark, field: 'name' },
    ...{ userId, assignedBy: userId, assignedAt: now },
  })
  return termId
}
