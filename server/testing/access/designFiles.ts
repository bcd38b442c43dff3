import { randomUUID } from 'node:crypto'
import { type AccessRow, body, brandByProduct, party, product } from './outcomes'

/** Parties that were shown design files: of the factories the rival alone. */
const filesByProduct = { ...party, bare: 'FORBIDDEN', partner: 'FORBIDDEN' } as const
const filesById = { ...party, bare: 'NOT_FOUND', partner: 'NOT_FOUND' } as const
/** Changes of what those parties read: the brand's, by role. */
const brandEdit = { ...brandByProduct, bare: 'NOT_FOUND', partner: 'NOT_FOUND' } as const
const brandOwn = { ...brandEdit, rival: 'NOT_FOUND' } as const
/** What lies between the brand and the rival. */
const pinChange = { ...filesById, viewer: 'FORBIDDEN' } as const
const anchor = { kind: 'board', layer: 'top.gbr', x: 12_000, y: 8_000 }
const name = { en: 'Housing', zh: '外壳' }

export const designFiles: Record<string, AccessRow | readonly AccessRow[]> = {
  'designFiles.listSets': { input: product, outcomes: filesByProduct },
  'designFiles.getSet': [
    { input: ({ designs: { draftSetId } }) => ({ setId: draftSetId }), outcomes: filesById },
    { input: ({ designs: { releasedSetId } }) => ({ setId: releasedSetId }), outcomes: filesById },
  ],
  'designFiles.createSet': { input: ({ productId }) => ({ productId, name }), outcomes: brandByProduct },
  'designFiles.renameSet': {
    input: ({ designs: { draftSetId } }) => ({ setId: draftSetId, version: 1, name }),
    outcomes: brandEdit,
  },
  'designFiles.startRevision': {
    input: ({ designs: { releasedSetId } }) => ({ setId: releasedSetId }),
    outcomes: brandEdit,
  },
  'designFiles.releaseRevision': {
    input: ({ designs: { draftRevisionId } }) => ({
      revisionId: draftRevisionId,
      version: 1,
      notes: { en: 'First.', zh: '' },
    }),
    outcomes: brandEdit,
  },
  'designFiles.beginUpload': {
    input: ({ designs: { draftRevisionId } }) => ({
      revisionId: draftRevisionId,
      name: 'top.gbr',
      size: 10,
      fingerprint: '1',
    }),
    outcomes: brandEdit,
  },
  'designFiles.removeFile': {
    input: ({ designs: { fileId } }) => ({ fileId, version: 1 }),
    outcomes: brandEdit,
  },
  'designFiles.restoreFile': {
    input: ({ designs: { removedFileId } }) => ({ fileId: removedFileId, version: 1 }),
    outcomes: brandOwn,
  },
  'designFiles.setKind': {
    input: ({ designs: { fileId } }) => ({ fileId, version: 1, kind: 'drawing' }),
    outcomes: brandEdit,
  },
  'designFiles.viewFile': { input: ({ designs: { fileId } }) => ({ fileId }), outcomes: filesById },
  'designFiles.comparedRevisions': {
    input: ({ designs: { draftRevisionId } }) => ({ before: draftRevisionId, after: draftRevisionId }),
    outcomes: filesById,
  },
  'designFiles.listPins': {
    input: ({ designs: { draftRevisionId } }) => ({ revisionId: draftRevisionId }),
    outcomes: filesById,
  },
  'designFiles.findPin': { input: ({ designs: { pinId } }) => ({ pinId }), outcomes: filesById },
  'designFiles.placePin': [
    {
      input: ({ designs: { fileId }, rival }, _, actor) => ({
        ...{ fileId, anchor, body, mentions: [], clientKey: randomUUID() },
        partnerOrgId: actor === 'owner' ? rival.orgId : undefined,
      }),
      outcomes: pinChange,
    },
    {
      // A factory that names another one is not told whether it exists; nor is the brand offered one without the files.
      input: ({ designs: { fileId }, partner }) => ({
        ...{ fileId, anchor, body, mentions: [], clientKey: randomUUID() },
        partnerOrgId: partner.orgId,
      }),
      outcomes: { ...pinChange, rival: 'NOT_FOUND', owner: 'NOT_FOUND' },
    },
  ],
  'designFiles.movePin': {
    input: ({ designs: { pinId, fileId } }) => ({ pinId, fileId, version: 1, anchor }),
    outcomes: pinChange,
  },
  'designFiles.confirmPin': {
    input: ({ designs: { pinId, fileId } }) => ({ pinId, fileId, version: 1 }),
    outcomes: pinChange,
  },
}
