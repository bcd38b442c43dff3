import { type AccessRow, brandById, nothing, ownOrg } from './outcomes'

export const apiTokens: Record<string, AccessRow> = {
  'apiTokens.listTokens': { input: nothing, outcomes: ownOrg },
  'apiTokens.createToken': {
    input: () => ({ name: 'Station 3', scopes: ['flashing.report'], productId: null, days: 30 }),
    outcomes: ownOrg,
  },
  'apiTokens.revokeToken': { input: ({ brand }) => ({ tokenId: brand.owner.tokenId }), outcomes: brandById },
}
