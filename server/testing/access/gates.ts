import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import {
  type AccessRow,
  bomById,
  bomByProduct,
  brandById,
  brandByProduct,
  brandChange,
  product,
  proposers,
  signers,
  typed,
  why,
} from './outcomes'

const criterion = {
  part: 'exit',
  text: typed('Every failure has an owner.', '每个不良均有责任人。'),
  metric: typed('', ''),
  threshold: '100 %',
  evidence: 'document',
  side: 'partner',
  role: 'quality',
  mandatory: false,
  waivable: true,
  waiverRole: 'quality',
  check: null,
}
const bringing = (itemId: string) => ({
  itemId,
  result: 'met',
  words: { en: 'Closed.', zh: '' },
  clientKey: randomUUID(),
})
const waiving = (itemId: string) => ({
  itemId,
  reason: why,
  expiresOn: new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10),
})
export const gates: Record<string, AccessRow | readonly AccessRow[]> = {
  'gates.listGates': { input: product, outcomes: bomByProduct },
  'gates.getGate': [
    { input: ({ gates: { activeId } }) => ({ gateId: activeId }), outcomes: bomById },
    { input: ({ gates: { inReviewId } }) => ({ gateId: inReviewId }), outcomes: bomById },
  ],
  'gates.planGates': { input: product, outcomes: brandByProduct },
  'gates.changePhase': {
    input: ({ productId }) => ({ productId, version: 1, phase: 'evt', reason: 'Tools are late', atRisk: true }),
    outcomes: brandByProduct,
  },
  'gates.addItem': {
    input: ({ gates: { activeId } }) => ({ gateId: activeId, item: criterion }),
    outcomes: brandChange,
  },
  'gates.editItem': [
    {
      input: ({ gates: { partnerItemId } }) => ({ itemId: partnerItemId, version: 1, item: criterion }),
      outcomes: brandChange,
    },
    {
      // What the brand asks of itself does not exist for a factory.
      input: ({ gates: { brandItemId } }) => ({ itemId: brandItemId, version: 1, item: criterion }),
      outcomes: brandById,
    },
  ],
  'gates.removeItem': {
    input: ({ gates: { partnerItemId } }) => ({ itemId: partnerItemId, version: 1 }),
    outcomes: brandChange,
  },
  'gates.addEvidence': [
    { input: ({ gates: { partnerItemId } }) => bringing(partnerItemId), outcomes: proposers },
    { input: ({ gates: { brandItemId } }) => bringing(brandItemId), outcomes: brandById },
    {
      // A file between the brand and one factory does not exist for the other.
      input: ({ gates: { partnerItemId }, partner }, _, actor) => ({
        ...bringing(partnerItemId),
        partnerOrgId: actor === 'owner' ? partner.orgId : undefined,
        attachmentIds: [partner.attachmentId],
      }),
      outcomes: signers,
    },
    {
      // A factory that names another one is not told whether it exists.
      input: ({ gates: { partnerItemId }, partner }) => ({
        ...bringing(partnerItemId),
        partnerOrgId: partner.orgId,
      }),
      outcomes: signers,
    },
  ],
  'gates.translateWords': [
    {
      input: ({ gates: { partnerItemId } }) => ({
        kind: 'gateItem',
        id: partnerItemId,
        field: 'text',
        seen: { en: 'The DFM findings are closed.', zh: 'DFM 问题已关闭。' },
        text: 'DFM 问题已关闭。',
      }),
      outcomes: proposers,
    },
    {
      input: ({ partner }) => ({
        kind: 'gateEvidence',
        id: partner.evidenceId,
        field: 'words',
        seen: { en: `Evidence of ${partner.mark}`, zh: '' },
        text: '证据',
      }),
      outcomes: signers,
    },
  ],
  'gates.waiveItem': [
    { input: ({ gates: { partnerItemId } }) => waiving(partnerItemId), outcomes: brandChange },
    { input: ({ gates: { brandItemId } }) => waiving(brandItemId), outcomes: brandById },
  ],
  'gates.withdrawWaiver': { input: ({ gates: { waiverId } }) => ({ waiverId }), outcomes: brandById },
  'gates.submitGate': {
    input: ({ gates: { activeId }, partner }) => ({
      gateId: activeId,
      version: 1,
      note: { en: '', zh: '' },
      partnerOrgId: partner.orgId,
      signatures: [
        { side: 'brand', role: 'engineer' },
        { side: 'partner', role: 'engineer' },
      ],
    }),
    outcomes: brandChange,
  },
  'gates.signGate': {
    input: async ({ gates: { inReviewId }, brand }, ask) => {
      const { review } = z
        .object({ review: z.object({ hash: z.string() }) })
        .parse(await ask('gates.getGate', { gateId: inReviewId }, brand.owner))
      return { gateId: inReviewId, role: 'engineer', hash: review.hash }
    },
    outcomes: signers,
  },
  'gates.failGate': {
    input: ({ gates: { inReviewId } }) => ({ gateId: inReviewId, version: 1, reason: why }),
    outcomes: signers,
  },
  'gates.reopenGate': {
    input: ({ gates: { failedId } }) => ({ gateId: failedId, version: 1, reason: why }),
    outcomes: brandChange,
  },
  'gates.fulfilGate': {
    input: ({ gates: { conditionalId } }) => ({ gateId: conditionalId, version: 1 }),
    outcomes: brandChange,
  },
}
