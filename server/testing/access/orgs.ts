import { type AccessRow, anyone, both, colleague, member, nothing, ownOrg, person, signingUp } from './outcomes'

const company = {
  legalNameEn: 'Tenon Robotics Inc.',
  legalNameZh: '',
  country: 'US',
  city: 'Denver',
  timeZone: 'America/Denver',
  currency: 'USD',
}
/** Brands look for manufacturers; those never see who else there is. */
const brandsOnly = { ...member, bare: 'FORBIDDEN', partner: 'FORBIDDEN', rival: 'FORBIDDEN' } as const
export const orgs: Record<string, AccessRow | readonly AccessRow[]> = {
  'orgs.mine': { input: nothing, outcomes: person },
  'orgs.switch': {
    input: ({ brand }) => ({ orgId: brand.orgId }),
    outcomes: { ...both('NOT_FOUND'), nobody: 'UNAUTHORIZED', viewer: 'ok', owner: 'ok' },
  },
  'orgs.createOrg': { input: () => ({ kind: 'brand', ...company }), outcomes: person },
  'orgs.getOrg': { input: nothing, outcomes: member },
  'orgs.updateOrg': { input: () => ({ ...company, version: 1 }), outcomes: ownOrg },
  'orgs.listMembers': { input: nothing, outcomes: member },
  'orgs.changeRole': {
    input: ({ brand }) => ({ userId: brand.engineer.id, role: 'quality', version: 1 }),
    outcomes: colleague,
  },
  'orgs.removeMember': { input: ({ brand }) => ({ userId: brand.engineer.id }), outcomes: colleague },
  'orgs.leaveOrg': {
    input: nothing,
    outcomes: { ...both('CONFLICT'), nobody: 'UNAUTHORIZED', removed: 'FORBIDDEN', viewer: 'ok' },
  },
  'orgs.listInvitations': { input: nothing, outcomes: ownOrg },
  'orgs.inviteMember': { input: () => ({ email: 'wang@new.example', role: 'engineer' }), outcomes: ownOrg },
  'orgs.resendInvitation': { input: ({ brand }) => ({ invitationId: brand.invitationId }), outcomes: colleague },
  'orgs.revokeInvitation': { input: ({ brand }) => ({ invitationId: brand.invitationId }), outcomes: colleague },
  'orgs.previewInvitation': {
    input: ({ brand }) => ({ token: brand.invitationToken }),
    outcomes: anyone,
    reveals: ({ brand }) => [brand.orgId, brand.mark, brand.owner.id],
  },
  'orgs.acceptInvitation': {
    input: ({ brand }) => ({ token: brand.invitationToken }),
    outcomes: { ...both('FORBIDDEN'), nobody: 'UNAUTHORIZED' },
    // Who holds the link is told which address it was meant for.
    reveals: ({ brand }) => [brand.mark],
  },
  'orgs.joinAsNewPerson': {
    input: ({ brand }) => ({ token: brand.invitationToken, person: signingUp(`invited@${brand.mark}.example`) }),
    outcomes: anyone,
    reveals: ({ brand }) => [brand.orgId],
  },
  'orgs.listManufacturers': { input: () => ({}), outcomes: brandsOnly },
  'orgs.getManufacturer': [
    { input: ({ listedOrgId }) => ({ orgId: listedOrgId }), outcomes: brandsOnly },
    {
      input: ({ partner }) => ({ orgId: partner.orgId }),
      outcomes: { ...brandsOnly, stranger: 'NOT_FOUND', viewer: 'NOT_FOUND', owner: 'NOT_FOUND' },
    },
  ],
}
