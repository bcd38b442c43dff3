import {
  type AccessRow,
  anyone,
  betweenTwo,
  brandById,
  brandByProduct,
  invitationShown,
  member,
  nothing,
  outsiders,
  party,
  person,
  product,
} from './outcomes'

const described = {
  name: { en: 'Leak sensor', zh: '水浸传感器' },
  summary: { en: '', zh: '' },
  vertical: 'home',
  subVertical: 'sensor',
}
const brands = { ...member, viewer: 'FORBIDDEN', bare: 'FORBIDDEN', partner: 'FORBIDDEN', rival: 'FORBIDDEN' } as const
const factories = {
  ...outsiders,
  stranger: 'FORBIDDEN',
  viewer: 'FORBIDDEN',
  owner: 'FORBIDDEN',
  bare: 'ok',
  partner: 'ok',
  rival: 'ok',
} as const
export const products: Record<string, AccessRow | readonly AccessRow[]> = {
  'products.listProducts': { input: () => ({}), outcomes: member },
  'products.getProduct': { input: product, outcomes: party },
  'products.createProduct': { input: () => ({ ...described, code: 'LEAK-1', phase: 'concept' }), outcomes: brands },
  'products.updateProduct': {
    input: ({ productId }) => ({ productId, version: 1, ...described, code: 'LEAK-2' }),
    outcomes: brandByProduct,
  },
  'products.reviseText': {
    input: ({ productId }) => ({
      productId,
      version: 1,
      field: 'name',
      text: { en: 'Leak sensor', zh: '水浸传感器', source: 'en' },
    }),
    outcomes: brandByProduct,
  },
  'products.archiveProduct': { input: ({ productId }) => ({ productId, version: 1 }), outcomes: brandByProduct },
  'products.restoreProduct': {
    input: ({ archivedProductId }) => ({ productId: archivedProductId, version: 1 }),
    outcomes: brandById,
  },
  'products.listActivity': { input: product, outcomes: party },
  'products.listPlaces': { input: nothing, outcomes: member },
  'products.listParties': { input: product, outcomes: party },
  'products.listPeople': { input: product, outcomes: party },
  'products.invitePartner': {
    input: ({ productId }) => ({
      productId,
      to: { kind: 'email', email: 'sales@factory.example', locale: 'zh' },
      grants: ['specs'],
      message: '',
    }),
    outcomes: brandByProduct,
  },
  'products.renewInvitation': {
    input: ({ openParty }) => ({ partyId: openParty.id, version: 1 }),
    outcomes: brandById,
  },
  'products.updateGrants': {
    input: ({ partner }) => ({ partyId: partner.partyId, version: 1, grants: ['specs', 'boms', 'prices'] }),
    outcomes: brandById,
  },
  'products.revokePartner': {
    input: ({ partner }) => ({ partyId: partner.partyId, version: 1, reason: '' }),
    outcomes: brandById,
  },
  'products.listInvitations': { input: nothing, outcomes: person },
  'products.getInvitation': {
    input: ({ freshParty }) => ({ invitation: freshParty.token, language: 'en' }),
    outcomes: anyone,
    reveals: ({ brand }) => [brand.orgId, brand.mark],
  },
  'products.acceptInvitation': {
    input: async ({ freshParty, partner, rival, bare }, ask, actor) => {
      const signer = { partner, rival, bare }[actor === 'rival' || actor === 'bare' ? actor : 'partner'].owner
      const shown = await ask('products.getInvitation', { invitation: freshParty.token, language: 'en' }, signer)
      const { textHash } = invitationShown.parse(shown).nda
      return { invitation: freshParty.token, language: 'en', textHash, signerName: 'Li Wei', signerTitle: 'GM' }
    },
    outcomes: factories,
    reveals: ({ secretProductId }) => [secretProductId],
  },
  'products.declineInvitation': {
    input: ({ freshParty }) => ({ invitation: freshParty.token, reason: '' }),
    outcomes: factories,
  },
  'products.listNdaRecords': { input: nothing, outcomes: member },
  'products.getNdaRecord': { input: ({ partner }) => ({ ndaId: partner.ndaId }), outcomes: betweenTwo },
}
