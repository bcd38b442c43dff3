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
  typed,
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
  'boms.editLines': {
    input: ({ revisionId, lineIds }) => ({
      revisionId,
      edits: [{ lineId: lineIds[0], version: 1, patch: { refs: 'C7', description: typed('Capacitor', '电容') } }],
    }),
    outcomes: brandChange,
  },
  'boms.addLine': {
    input: ({ revisionId, lineIds }) => ({
      revisionId,
      place: { at: 'under', target: lineIds[1] },
      patch: { refs: 'R1, R2', quantity: '2', mpn: 'RC0402FR-0710KL' },
    }),
    outcomes: brandChange,
  },
  'boms.moveLine': {
    input: ({ revisionId, lineIds }) => ({
      revisionId,
      lineId: lineIds[2],
      place: { at: 'before', target: lineIds[0] },
    }),
    outcomes: brandChange,
  },
  'boms.removeLines': {
    input: ({ revisionId, lineIds }) => ({ revisionId, lineIds: [lineIds[0]] }),
    outcomes: brandChange,
  },
  'boms.restoreLines': {
    input: ({ revisionId, revisions }) => ({ revisionId, batchId: revisions.removalId }),
    outcomes: brandChange,
  },
  'boms.waiveCheck': {
    input: ({ revisionId, lineIds }) => ({ revisionId, check: 'singleSource', lineIds: [lineIds[0]], reason: why }),
    outcomes: brandChange,
  },
  'boms.getRelease': {
    input: ({ revisionId }) => ({ revisionId }),
    outcomes: { ...brandChange, viewer: 'ok' },
  },
  'boms.startRevision': {
    input: ({ revisions }) => ({ bomId: revisions.releasedBomId }),
    outcomes: brandChange,
  },
  'boms.submitRevision': { input: ({ revisionId }) => ({ revisionId, version: 1 }), outcomes: brandChange },
  'boms.sendBackRevision': {
    input: ({ revisions }) => ({ revisionId: revisions.inReviewId, version: 1, reason: why }),
    outcomes: brandChange,
  },
  'boms.withdrawRevision': {
    input: ({ revisionId }) => ({ revisionId, version: 1, reason: why }),
    outcomes: brandChange,
  },
  'boms.releaseRevision': {
    input: ({ revisions }) => ({ revisionId: revisions.inReviewId, version: 1 }),
    outcomes: brandChange,
  },
  'boms.compareRevisions': {
    input: ({ revisions }) => ({ before: revisions.supersededId, after: revisions.releasedId }),
    outcomes: bomById,
  },
  'boms.renameBom': {
    input: ({ bomId }) => ({ bomId, version: 1, name: { en: 'Power board', zh: '电源板' } }),
    outcomes: brandChange,
  },
  'boms.archiveBom': { input: ({ bomId }) => ({ bomId, version: 1, archived: true }), outcomes: brandChange },
  'boms.listImports': { input: product, outcomes: brandByProduct },
  'boms.getImport': { input: ({ importId }) => ({ importId }), outcomes: brandById },
  'boms.previewImport': { input: ({ importId }) => ({ importId }), outcomes: brandById },
  'boms.previewLines': { input: ({ importId }) => ({ importId, version: 1 }), outcomes: brandById },
  'boms.previewChanges': { input: ({ importId }) => ({ importId, version: 1 }), outcomes: brandById },
  'boms.adjustImport': {
    input: ({ importId, bomId }) => ({ importId, version: 1, reading: {}, leftOut: [], bomId }),
    outcomes: brandById,
  },
  'boms.commitImport': { input: ({ importId }) => ({ importId, version: 1 }), outcomes: brandById },
  'boms.listImportTemplates': { input: product, outcomes: brandByProduct },
  'boms.saveImportTemplate': {
    input: ({ importId }) => ({ importId, version: 1, name: 'Their ERP' }),
    outcomes: brandById,
  },
  'boms.renameImportTemplate': {
    input: ({ templateId }) => ({ templateId, version: 1, name: 'Old ERP' }),
    outcomes: brandById,
  },
  'boms.deleteImportTemplate': { input: ({ templateId }) => ({ templateId, version: 1 }), outcomes: brandById },
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
