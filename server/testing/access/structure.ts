import { type AccessRow, bomById, brandChange } from './outcomes'

const build = { quantity: '100' }
/** What a factory states for its own side; the brand reads it and states nothing. */
const factoryChange = { ...bomById, viewer: 'FORBIDDEN', owner: 'FORBIDDEN' } as const
/** The same of one thing of the partner's: for another factory there is none. */
const partnerChange = { ...factoryChange, rival: 'NOT_FOUND' } as const
/** The brand names the factory it asks about; a factory that names another finds nothing. */
const partnerNamed = { ...bomById, rival: 'NOT_FOUND' } as const
const addition = {
  kind: 'packaging',
  number: '',
  name: { en: 'Tray', zh: '托盘' },
  quantity: '0.02',
  uom: 'pcs',
  attritionPct: '3',
  attritionExtra: null,
  packMultiple: '50',
  note: '',
} as const
const loss = { attritionPct: '2', attritionExtra: '50', packMultiple: '4000' }
const variant = { version: 1, code: 'EU' }

/** Structure of BOMs: explosion, sub-BOMs, variants, the factory's side, where something is used. */
export const structure: Record<string, AccessRow | readonly AccessRow[]> = {
  'boms.explosion': [
    { input: ({ revisionId }) => ({ revisionId, ...build }), outcomes: bomById },
    {
      input: ({ revisionId, partner }) => ({ revisionId, ...build, partnerOrgId: partner.orgId }),
      outcomes: partnerNamed,
    },
  ],
  'boms.structureLevel': { input: ({ revisionId }) => ({ revisionId, ...build }), outcomes: bomById },
  'boms.whereUsed': [
    { input: ({ bomId }) => ({ kind: 'bom', bomId }), outcomes: bomById },
    {
      input: () => ({ kind: 'mpn', mpn: 'GRM155R71C104KA88D', manufacturer: 'Murata' }),
      outcomes: { ...bomById, bare: 'ok', stranger: 'ok' },
    },
  ],
  'boms.setChildBom': {
    input: ({ bomId, structure: { assemblyLineId } }) => ({ lineId: assemblyLineId, version: 1, childBomId: bomId }),
    outcomes: brandChange,
  },
  'boms.listVariants': { input: ({ revisionId }) => ({ revisionId }), outcomes: bomById },
  'boms.addVariant': {
    input: ({ revisionId }) => ({ revisionId, version: 1, code: 'US', name: { en: 'America', zh: '美国版' } }),
    outcomes: brandChange,
  },
  'boms.renameVariant': {
    input: ({ revisionId }) => ({ revisionId, ...variant, newCode: 'CE', name: { en: 'Europe', zh: '欧规' } }),
    outcomes: brandChange,
  },
  'boms.removeVariant': { input: ({ revisionId }) => ({ revisionId, ...variant }), outcomes: brandChange },
  'boms.setFitted': {
    input: ({ revisionId, lineIds }) => ({
      revisionId,
      lines: [{ lineId: lineIds[0], version: 1 }],
      codes: ['EU'],
      fitted: false,
    }),
    outcomes: brandChange,
  },
  'boms.listBuilders': { input: ({ bomId }) => ({ bomId }), outcomes: bomById },
  'boms.mbom': [
    { input: ({ bomId }) => ({ bomId }), outcomes: bomById },
    { input: ({ bomId, partner }) => ({ bomId, partnerOrgId: partner.orgId }), outcomes: partnerNamed },
  ],
  'boms.mbomLines': { input: ({ bomId }) => ({ bomId }), outcomes: bomById },
  'boms.setLoss': {
    input: ({ bomId, lineIds }) => ({ bomId, lineKey: lineIds[1], version: 0, ...loss }),
    outcomes: factoryChange,
  },
  'boms.addAddition': { input: ({ bomId }) => ({ bomId, ...addition }), outcomes: factoryChange },
  'boms.editAddition': {
    input: ({ partner: { additionId } }) => ({ additionId, version: 1, ...addition }),
    outcomes: partnerChange,
  },
  'boms.removeAddition': {
    input: ({ partner: { additionId } }) => ({ additionId, version: 1 }),
    outcomes: partnerChange,
  },
}
