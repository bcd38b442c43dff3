import { type AccessRow, brandById, party, product, why } from './outcomes'

/** The brand, and the one factory it was issued to: the rival. */
const byProduct = { ...party, bare: 'FORBIDDEN', partner: 'FORBIDDEN' } as const
const byId = { ...party, bare: 'NOT_FOUND', partner: 'NOT_FOUND' } as const
const byIdAnswering = { ...byId, viewer: 'FORBIDDEN' } as const
/** The brand decides; the factory only sees it. */
const byIdOfBrand = { ...byIdAnswering, rival: 'FORBIDDEN' } as const
const unit = { serial: 'W-0002', station: 'S1', at: '2026-01-02T03:04:05Z', outcome: 'PASS' }

export const flashing: Record<string, AccessRow> = {
  'flashing.listPackages': { input: product, outcomes: byProduct },
  'flashing.countFlagged': { input: product, outcomes: byProduct },
  'flashing.listFlaggedUnits': { input: product, outcomes: byProduct },
  'flashing.getUnit': {
    input: ({ productId, flashing: { serial } }) => ({ productId, serial }),
    outcomes: byProduct,
  },
  'flashing.getPackage': { input: ({ flashing: { packageId } }) => ({ packageId }), outcomes: byId },
  'flashing.listResults': { input: ({ flashing: { packageId } }) => ({ packageId }), outcomes: byId },
  'flashing.listSetAside': { input: ({ flashing: { packageId } }) => ({ packageId }), outcomes: byId },
  'flashing.setAsideUnit': {
    input: ({ flashing: { heldBackId } }) => ({ resultId: heldBackId, version: 0, kind: 'scrapped', reason: why }),
    outcomes: byIdOfBrand,
  },
  'flashing.takeBackUnit': {
    input: ({ flashing: { setAsideId } }) => ({ setAsideId }),
    outcomes: byIdOfBrand,
  },
  'flashing.offerPackage': {
    input: ({ firmware: { inForceId } }) => ({ promotionId: inForceId }),
    outcomes: brandById,
  },
  'flashing.issuePackage': {
    input: ({ firmware: { inForceId }, rival }) => ({
      ...{ promotionId: inForceId, partnerOrgId: rival.orgId, notes: { en: '', zh: '' } },
      serials: { prefix: 'N-', first: 1, count: 10, digits: 4 },
    }),
    outcomes: brandById,
  },
  // The factory's own word: nobody of the brand gives it.
  'flashing.acknowledgePackage': {
    input: ({ flashing: { freshPackageId, hashStart } }) => ({ packageId: freshPackageId, version: 1, hashStart }),
    outcomes: { ...byId, viewer: 'FORBIDDEN', owner: 'FORBIDDEN' },
  },
  'flashing.withdrawPackage': {
    input: ({ flashing: { freshPackageId } }) => ({ packageId: freshPackageId, version: 1 }),
    outcomes: byIdOfBrand,
  },
  'flashing.reportUnits': {
    input: ({ flashing: { packageId } }) => ({ packageId, units: [unit] }),
    outcomes: byIdAnswering,
  },
}
