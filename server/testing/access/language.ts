import {
  type AccessRow,
  both,
  colleague,
  member,
  nothing,
  outsiders,
  ownOrg,
  party,
  product,
  signers,
} from './outcomes'

export const language: Record<string, AccessRow | readonly AccessRow[]> = {
  // Between the sides of a product words are shared on purpose: a partner reads the brand's, the brand the partner's.
  'language.getGlossary': { input: nothing, outcomes: member },
  'language.exportTerms': { input: nothing, outcomes: member },
  'language.addTerm': { input: () => ({ en: 'snap hook', zh: '卡勾' }), outcomes: ownOrg },
  'language.editTerm': {
    input: ({ specs }) => ({ termId: specs.termId, version: 1, en: 'snap hook', zh: '卡勾' }),
    outcomes: colleague,
  },
  'language.removeTerm': { input: ({ specs }) => ({ termId: specs.termId, version: 1 }), outcomes: colleague },
  'language.importTerms': { input: () => ({ text: 'en,zh\nsnap hook,卡勾' }), outcomes: ownOrg },
  'language.getTerms': [
    { input: () => ({}), outcomes: member },
    { input: product, outcomes: party },
    {
      // Only the brand names a partner; for a partner the other side is the brand, whoever it names.
      input: ({ productId, partner }) => ({ productId, partnerOrgId: partner.orgId }),
      outcomes: party,
    },
  ],
  'language.suggest': {
    input: ({ brand }) => ({ text: `Sentence of ${brand.mark}`, language: 'en' }),
    outcomes: member,
  },
  'language.proposeTranslation': [
    {
      // No machine is set up here; who may not ask is told so first.
      input: ({ productId }) => ({ productId, text: 'Torque 0.5 N·m', language: 'en' }),
      outcomes: { ...both('CONFLICT'), ...outsiders, viewer: 'FORBIDDEN' },
    },
  ],
  'language.listQueue': [
    { input: () => ({}), outcomes: member },
    { input: product, outcomes: party },
  ],
  'language.countQueue': [
    { input: nothing, outcomes: member },
    { input: product, outcomes: party },
  ],
  'language.listTranslators': [
    { input: nothing, outcomes: member },
    { input: product, outcomes: party },
  ],
  'language.assignText': {
    input: ({ productId, partner }) => ({
      productId,
      subjectKind: 'redline',
      subjectId: partner.redlineId,
      field: 'reason',
      userId: null,
      from: null,
    }),
    outcomes: signers,
  },
}
