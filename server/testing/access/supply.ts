import { type AccessRow, bomById, brandChange } from './outcomes'
import type { World } from '../world'

/** Prices of the brand: those it granted prices see them, the others see the BOM. */
const pricesById = { ...bomById, viewer: 'FORBIDDEN', partner: 'FORBIDDEN' } as const
const build = ({ revisionId }: World) => ({ revisionId, quantity: '100', currency: 'USD' })
const shipped = { quantity: '5', shippedOn: '2026-11-21' }

export const supply: Record<string, AccessRow | readonly AccessRow[]> = {
  'boms.costRollUp': { input: build, outcomes: pricesById },
  'boms.costAtQuantities': {
    input: ({ revisionId }) => ({ revisionId, quantities: ['1', '100'] }),
    outcomes: pricesById,
  },
  'boms.listCosts': { input: ({ bomId }) => ({ bomId }), outcomes: pricesById },
  'boms.costChangesSince': {
    input: ({ revisionId, supply: { costId } }) => ({ revisionId, costId }),
    // Without the prices, what was kept of them does not exist.
    outcomes: { ...pricesById, partner: 'NOT_FOUND' },
  },
  'boms.saveCost': { input: build, outcomes: brandChange },
  'boms.supply': [
    { input: build, outcomes: bomById },
    {
      input: (world) => ({ ...build(world), partnerOrgId: world.partner.orgId }),
      outcomes: { ...bomById, rival: 'NOT_FOUND' },
    },
  ],
  'boms.setSupply': {
    input: ({ revisionId, lineIds }) => ({ revisionId, lines: [{ lineId: lineIds[0], version: 1 }], supply: 'brand' }),
    outcomes: brandChange,
  },
  'boms.shipConsignment': {
    input: ({ bomId, supply: { consignedKey }, partner }) => ({
      ...{ bomId, lineKey: consignedKey, partnerOrgId: partner.orgId },
      ...shipped,
    }),
    outcomes: brandChange,
  },
  'boms.correctConsignment': {
    input: ({ partner }) => ({ consignmentId: partner.consignmentId, version: 1, ...shipped }),
    outcomes: { ...brandChange, rival: 'NOT_FOUND' },
  },
  'boms.receiveConsignment': {
    input: ({ partner }) => ({
      ...{ consignmentId: partner.consignmentId, version: 1 },
      ...{ receivedQuantity: '5', receivedOn: '2026-11-22' },
    }),
    // Whoever sent it does not count it.
    outcomes: { ...brandChange, owner: 'FORBIDDEN', partner: 'ok', rival: 'NOT_FOUND' },
  },
}
