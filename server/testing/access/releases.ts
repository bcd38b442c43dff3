import { type AccessRow, anyone, betweenTwo, brandById, brandByProduct, party, product } from './outcomes'

const name = { en: 'Board house', zh: '板厂' }
const recipe = {
  ...{ name, kind: 'boardHouse', recipient: { to: 'other', name: 'Kaida PCB', contact: '' } },
  ...{ parts: ['fabrication'], bomId: null, specId: null, watermark: true },
}
/** The brand's own, which its viewers may look at. */
const brandRead = { ...brandById, viewer: 'ok' } as const
/** What the brand does with a package that a factory may see. */
const brandStep = { ...betweenTwo, viewer: 'FORBIDDEN', partner: 'FORBIDDEN' } as const

export const releases: Record<string, AccessRow | readonly AccessRow[]> = {
  'releases.listPackages': { input: product, outcomes: party },
  'releases.getPackage': [
    { input: ({ releases: { partnerPackageId } }) => ({ packageId: partnerPackageId }), outcomes: betweenTwo },
    { input: ({ releases: { otherPackageId } }) => ({ packageId: otherPackageId }), outcomes: brandRead },
    { input: ({ releases: { failedPackageId } }) => ({ packageId: failedPackageId }), outcomes: brandRead },
  ],
  'releases.recipeChoices': { input: product, outcomes: { ...brandByProduct, viewer: 'ok' } },
  'releases.createRecipe': [
    {
      input: ({ productId, designs: { releasedSetId } }) => ({ ...recipe, productId, setId: releasedSetId }),
      outcomes: brandByProduct,
    },
    {
      input: ({ productId, partner, designs: { releasedSetId } }) => ({
        ...{ ...recipe, productId, setId: releasedSetId, recipient: { to: 'partner', partnerOrgId: partner.orgId } },
      }),
      outcomes: brandByProduct,
    },
  ],
  'releases.editRecipe': {
    input: ({ releases: { recipeId }, designs: { draftSetId } }) => ({
      ...{ ...recipe, recipeId, version: 1, setId: draftSetId },
    }),
    outcomes: brandById,
  },
  'releases.archiveRecipe': {
    input: ({ releases: { recipeId } }) => ({ recipeId, version: 1 }),
    outcomes: brandById,
  },
  'releases.restoreRecipe': {
    input: ({ releases: { archivedRecipeId } }) => ({ recipeId: archivedRecipeId, version: 1 }),
    outcomes: brandById,
  },
  'releases.makePackage': {
    input: ({ releases: { recipeId } }) => ({ recipeId }),
    outcomes: brandById,
  },
  'releases.retryPackage': {
    input: ({ releases: { failedPackageId } }) => ({ packageId: failedPackageId, version: 1, unmarked: true }),
    outcomes: brandById,
  },
  'releases.withdrawPackage': {
    input: ({ releases: { partnerPackageId } }) => ({ packageId: partnerPackageId, version: 1 }),
    outcomes: brandStep,
  },
  'releases.createLink': {
    input: ({ releases: { partnerPackageId } }) => ({ packageId: partnerPackageId, name: 'Ms Zhou', days: 7 }),
    outcomes: brandStep,
  },
  'releases.revokeLink': {
    input: ({ releases: { linkId } }) => ({ linkId, version: 1 }),
    outcomes: brandById,
  },
  'releases.openLink': [
    {
      input: ({ releases: { linkToken } }) => ({ token: linkToken }),
      outcomes: anyone,
      reveals: ({ brand }) => [brand.mark],
    },
    { input: () => ({ token: 'not-a-link' }), outcomes: anyone },
  ],
  'releases.listGoldens': { input: product, outcomes: party },
  'releases.getGolden': [
    { input: ({ releases: { proposedGoldenId } }) => ({ goldenId: proposedGoldenId }), outcomes: betweenTwo },
    { input: ({ releases: { draftGoldenId } }) => ({ goldenId: draftGoldenId }), outcomes: brandRead },
  ],
  'releases.assembleGolden': {
    input: ({ productId, partner }) => ({ productId, partnerOrgId: partner.orgId }),
    outcomes: brandByProduct,
  },
  'releases.choosePart': {
    input: ({ releases: { draftGoldenId } }) => ({
      ...{ goldenId: draftGoldenId, version: 1, choice: { part: 'spec', id: null } },
    }),
    outcomes: brandById,
  },
  'releases.refreshGolden': {
    input: ({ releases: { draftGoldenId } }) => ({ goldenId: draftGoldenId, version: 1 }),
    outcomes: brandById,
  },
  // The factory of this world was not shown files: that is told to who may propose, and to nobody else.
  'releases.proposeGolden': {
    input: ({ releases: { draftGoldenId } }) => ({ goldenId: draftGoldenId, version: 1, accepted: [] }),
    outcomes: { ...brandById, owner: 'CONFLICT' },
  },
  'releases.signGolden': {
    input: ({ releases: { proposedGoldenId, goldenHash } }) => ({
      ...{ goldenId: proposedGoldenId, version: 1, contentHash: goldenHash },
    }),
    outcomes: { ...betweenTwo, viewer: 'FORBIDDEN' },
  },
  'releases.withdrawGolden': {
    input: ({ releases: { proposedGoldenId } }) => ({ goldenId: proposedGoldenId, version: 1 }),
    outcomes: brandStep,
  },
}
