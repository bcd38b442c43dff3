import { type AccessRow, bomById, bomByProduct, brandById, brandByProduct, brandChange, product } from './outcomes'

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
}
