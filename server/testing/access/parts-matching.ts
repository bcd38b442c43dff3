import { z } from 'zod'
import {
  type AccessRow,
  betweenTwoChange,
  bomById,
  bomByProduct,
  brandChange,
  member,
  nothing,
  outsiders,
  product,
} from './outcomes'

const made = z.object({ partId: z.string() })
const pairs = [{ own: 'X-1', theirs: 'Y-1' }]

/** Lines matched with parts, numbers of both sides, lines whose part is to be found, and pick-and-place files. */
export const partsMatching: Record<string, AccessRow | readonly AccessRow[]> = {
  'boms.matchLines': { input: ({ revisionId }) => ({ revisionId, group: 'none' }), outcomes: brandChange },
  'boms.listCandidates': { input: ({ lineIds }) => ({ lineId: lineIds[0] }), outcomes: brandChange },
  'boms.linkLine': {
    input: async ({ lineIds, brand }, ask) => {
      const part = { lineId: lineIds[1], version: 1, number: 'X-900' }
      const { partId } = made.parse(await ask('boms.createPartFromLine', part, brand.owner))
      return { lineId: lineIds[0], version: 1, partId }
    },
    outcomes: brandChange,
  },
  'boms.linkExact': {
    input: ({ revisionId }) => ({ revisionId }),
    outcomes: brandChange,
  },
  'boms.createPartFromLine': {
    input: ({ lineIds }) => ({ lineId: lineIds[0], version: 1, number: 'X-901' }),
    outcomes: brandChange,
  },
  'boms.getFilePairs': { input: ({ revisionId }) => ({ revisionId }), outcomes: brandChange },
  'boms.learnFromFile': {
    input: ({ revisionId, partner }) => ({ revisionId, partnerOrgId: partner.orgId }),
    outcomes: brandChange,
  },
  'boms.assignLine': {
    input: ({ lineIds }) => ({ lineId: lineIds[0], version: 1, ownerId: null, dueOn: null }),
    outcomes: brandChange,
  },
  'boms.listUnresolved': { input: product, outcomes: bomByProduct },
  'boms.listMyUnresolved': { input: nothing, outcomes: member },
  'boms.listFinders': { input: product, outcomes: bomByProduct },
  'boms.getPlacementCheck': [
    { input: ({ bomId }) => ({ bomId }), outcomes: bomById },
    { input: ({ bomId, matching }) => ({ bomId, fileId: matching.placementFileId }), outcomes: bomById },
  ],
  'parts.listCounterparts': { input: nothing, outcomes: member },
  'parts.listCrossReferences': { input: () => ({}), outcomes: member },
  'parts.previewPairs': { input: () => ({ text: 'A\tB' }), outcomes: member },
  'parts.learnCrossReferences': [
    {
      // Each with the other side of the product.
      input: ({ brand, partner }, _ask, actor) => ({
        counterpartOrgId: actor === 'owner' || actor === 'viewer' ? partner.orgId : brand.orgId,
        pairs,
      }),
      outcomes: { ...member, stranger: 'NOT_FOUND', viewer: 'FORBIDDEN' },
    },
    {
      // A factory never reaches another one.
      input: ({ partner }) => ({ counterpartOrgId: partner.orgId, pairs }),
      outcomes: {
        ...outsiders,
        viewer: 'FORBIDDEN',
        bare: 'NOT_FOUND',
        partner: 'NOT_FOUND',
        rival: 'NOT_FOUND',
        owner: 'ok',
      },
    },
  ],
  'parts.retireCrossReference': {
    input: ({ partner }) => ({ crossReferenceId: partner.crossReferenceId }),
    outcomes: betweenTwoChange,
  },
}
