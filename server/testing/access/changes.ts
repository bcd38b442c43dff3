import { z } from 'zod'
import { type AccessRow, betweenTwo, betweenTwoChange, bomByProduct, product, typed, why } from './outcomes'

/** The brand's step on what lies between it and one factory. */
const brandStep = { ...betweenTwoChange, partner: 'FORBIDDEN' } as const
const raised = {
  changeClass: 'one',
  kind: 'documentOnly',
  reasonCode: 'dfm',
  title: typed('Deeper gasket groove', '密封槽加深'),
  reason: typed('It leaks.', '漏水。'),
  bomId: null,
}
const shown = z.object({ hash: z.string(), planHash: z.string() })
const step = (changeId: string) => ({ changeId, version: 1 })
const reasoned = (changeId: string) => ({ ...step(changeId), reason: why })

export const changes: Record<string, AccessRow | readonly AccessRow[]> = {
  'changes.listChanges': { input: product, outcomes: bomByProduct },
  'changes.getChange': [
    { input: ({ changes: { draftId } }) => ({ changeId: draftId }), outcomes: betweenTwo },
    { input: ({ changes: { scheduledId } }) => ({ changeId: scheduledId }), outcomes: betweenTwo },
  ],
  'changes.getContent': { input: ({ changes: { draftId } }) => ({ changeId: draftId }), outcomes: betweenTwo },
  'changes.raiseChange': [
    {
      input: ({ productId }) => ({ productId, ...raised }),
      outcomes: { ...bomByProduct, viewer: 'FORBIDDEN' },
    },
    {
      // A factory that names another one is not told whether it exists.
      input: ({ productId, partner }) => ({ productId, ...raised, partnerOrgId: partner.orgId }),
      outcomes: { ...bomByProduct, viewer: 'FORBIDDEN', rival: 'NOT_FOUND' },
    },
  ],
  'changes.editChange': {
    // Raised by the brand: the factory reads it and says what it thinks in its assessment.
    input: ({ changes: { draftId, releasedBomId } }) => ({
      ...step(draftId),
      ...raised,
      kind: 'revision',
      bomId: releasedBomId,
    }),
    outcomes: brandStep,
  },
  'changes.addItem': {
    input: ({ changes: { draftId } }) => ({ changeId: draftId, kind: 'label', name: typed('Label', '标签') }),
    outcomes: brandStep,
  },
  'changes.removeItem': { input: ({ changes: { itemId } }) => ({ itemId }), outcomes: brandStep },
  'changes.prepareDraft': { input: ({ changes: { draftId } }) => step(draftId), outcomes: brandStep },
  'changes.submitChange': { input: ({ changes: { draftId } }) => step(draftId), outcomes: brandStep },
  'changes.assessImpact': {
    input: ({ changes: { impactId } }) => ({ changeId: impactId, entries: [{ area: 'cost', affected: false }] }),
    outcomes: betweenTwoChange,
  },
  'changes.completeAssessment': { input: ({ changes: { impactId } }) => step(impactId), outcomes: brandStep },
  'changes.approveChange': {
    input: async ({ changes: { pendingId }, brand }, ask) => ({
      changeId: pendingId,
      role: 'quality',
      hash: shown.parse(await ask('changes.getChange', { changeId: pendingId }, brand.owner)).hash,
    }),
    outcomes: betweenTwoChange,
  },
  'changes.rejectChange': { input: ({ changes: { pendingId } }) => reasoned(pendingId), outcomes: betweenTwoChange },
  'changes.planChange': {
    input: ({ changes: { approvedId } }) => ({
      ...step(approvedId),
      effectivity: { kind: 'date', from: '2027-03-01' },
      dispositions: [],
    }),
    outcomes: betweenTwoChange,
  },
  'changes.agreePlan': {
    input: async ({ changes: { approvedId }, brand }, ask) => ({
      changeId: approvedId,
      hash: shown.parse(await ask('changes.getChange', { changeId: approvedId }, brand.owner)).planHash,
    }),
    outcomes: betweenTwoChange,
  },
  'changes.implementChange': { input: ({ changes: { scheduledId } }) => step(scheduledId), outcomes: betweenTwoChange },
  'changes.addTask': {
    input: ({ changes: { implementingId } }) => ({
      changeId: implementingId,
      kind: 'label',
      side: 'partner',
      title: typed('', ''),
      dueOn: null,
    }),
    outcomes: betweenTwoChange,
  },
  'changes.finishTask': [
    { input: ({ changes: { taskId } }) => ({ taskId, version: 1, done: true }), outcomes: brandStep },
    {
      input: ({ changes: { partnerTaskId } }) => ({ taskId: partnerTaskId, version: 1, done: true }),
      outcomes: { ...betweenTwoChange, owner: 'FORBIDDEN' },
    },
  ],
  'changes.verifyChange': {
    input: ({ changes: { implementingId } }) => ({ changeId: implementingId }),
    outcomes: betweenTwoChange,
  },
  'changes.closeChange': { input: ({ changes: { verifiedId } }) => step(verifiedId), outcomes: brandStep },
  'changes.cancelChange': { input: ({ changes: { draftId } }) => reasoned(draftId), outcomes: brandStep },
  'changes.escalateChange': { input: ({ changes: { classTwoId } }) => reasoned(classTwoId), outcomes: brandStep },
  'changes.cloneChange': {
    input: ({ changes: { rejectedId } }) => ({ changeId: rejectedId }),
    outcomes: betweenTwoChange,
  },
  'changes.getConsequences': {
    input: ({ partner }) => ({ substitutionId: partner.substitutionId }),
    outcomes: brandStep,
  },
  'changes.answerSubstitution': [
    {
      input: ({ partner }) => ({ substitutionId: partner.substitutionId, version: 1, decision: 'lot', lot: 'L-7' }),
      outcomes: brandStep,
    },
    {
      input: ({ partner }) => ({ substitutionId: partner.substitutionId, version: 1, decision: 'always' }),
      outcomes: brandStep,
    },
  ],
}
