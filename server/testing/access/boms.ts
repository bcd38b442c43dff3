import {
  type AccessRow,
  betweenTwoChange,
  bomById,
  bomByProduct,
  brandById,
  brandByProduct,
  brandChange,
  product,
  proposers,
  why,
} from './outcomes'

const substitute = { ipn: '', mpn: '0402WGF1002TCE', manufacturer: 'UNI-ROYAL', package: '0402', description: '' }

export const boms: Record<string, AccessRow | readonly AccessRow[]> = {
  'boms.listBoms': { input: product, outcomes: bomByProduct },
  'boms.getBom': { input: ({ bomId }) => ({ bomId }), outcomes: bomById },
  'boms.lines': [
    { input: ({ revisionId }) => ({ revisionId, filter: { search: 'murata' } }), outcomes: bomById },
    { input: ({ revisionId }) => ({ revisionId, sort: 'mpn', descending: true }), outcomes: bomById },
    {
      input: ({ revisionId }) => ({ revisionId, sort: 'price' }),
      outcomes: { ...bomById, partner: 'FORBIDDEN', viewer: 'FORBIDDEN' },
    },
  ],
  'boms.listSections': { input: ({ revisionId }) => ({ revisionId }), outcomes: bomById },
  'boms.getLine': { input: ({ lineIds }) => ({ lineId: lineIds[0] }), outcomes: bomById },
  'boms.renameBom': {
    input: ({ bomId }) => ({ bomId, version: 1, name: { en: 'Power board', zh: '电源板' } }),
    outcomes: brandChange,
  },
  'boms.archiveBom': { input: ({ bomId }) => ({ bomId, version: 1, archived: true }), outcomes: brandChange },
  'boms.listImports': { input: product, outcomes: brandByProduct },
  'boms.getImport': { input: ({ importId }) => ({ importId }), outcomes: brandById },
  'boms.previewImport': { input: ({ importId }) => ({ importId }), outcomes: brandById },
  'boms.previewLines': { input: ({ importId }) => ({ importId, version: 1 }), outcomes: brandById },
  'boms.adjustImport': {
    input: ({ importId, bomId }) => ({ importId, version: 1, reading: {}, leftOut: [], bomId }),
    outcomes: brandById,
  },
  'boms.commitImport': { input: ({ importId }) => ({ importId, version: 1 }), outcomes: brandById },
  'boms.discardImport': { input: ({ importId }) => ({ importId, version: 1 }), outcomes: brandById },
  'boms.listSubstitutions': { input: ({ changes }) => ({ bomId: changes.releasedBomId }), outcomes: bomById },
  'boms.previewSubstitute': {
    input: ({ changes }) => ({ lineId: changes.releasedLineId, proposed: substitute }),
    outcomes: bomById,
  },
  'boms.proposeSubstitution': {
    input: ({ changes }) => ({
      lineId: changes.releasedLineId,
      proposed: substitute,
      reasonCode: 'shortage',
      reason: why,
    }),
    outcomes: proposers,
  },
  'boms.withdrawSubstitution': {
    // The factory's own; the brand answers it instead.
    input: ({ partner }) => ({ substitutionId: partner.substitutionId, version: 1 }),
    outcomes: { ...betweenTwoChange, owner: 'FORBIDDEN' },
  },
  'boms.settleAlternate': {
    input: ({ lineIds }) => ({ lineId: lineIds[0], version: 1, mpn: 'A-1', manufacturer: 'B', act: 'approve' }),
    outcomes: { ...brandChange, owner: 'NOT_FOUND' },
  },
}
