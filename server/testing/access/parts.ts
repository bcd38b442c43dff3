import type { World } from '../world'
import { type AccessRow, colleague, member, nothing, ownOrg } from './outcomes'

/** Members of the brand, whatever their role; nobody else learns that it exists. */
const readable = { ...colleague, viewer: 'ok' } as const
const part = ({ parts: { partId } }: World) => ({ partId })
const why = { en: 'Moisture.', zh: '' }
const declared = {
  package: '0402',
  lifecycle: 'active',
  lastTimeBuy: null,
  msl: '1',
  rohs: 'compliant',
  reach: 'unknown',
  datasheet: '',
}
const fields = {
  ...declared,
  number: 'NEW-1',
  name: { en: 'Capacitor', zh: '' },
  description: { en: '', zh: '' },
  kind: 'capacitor',
  value: '100nF',
  uom: '',
  attritionPct: null,
  attritionExtra: null,
  note: '',
}
const manufacturerPart = { ...declared, mpn: 'GRM155R71C104KA88D', manufacturer: 'Murata' }
const supplierPart = {
  manufacturerPartId: null,
  supplier: 'LCSC',
  sku: 'C9',
  url: '',
  currency: 'USD',
  breaks: [{ min: '1', micros: '1000' }],
  moq: null,
  multiple: null,
  leadTimeDays: null,
  pricedOn: null,
  validUntil: null,
}

/** Every library is one organisation's own. */
export const parts: Record<string, AccessRow | readonly AccessRow[]> = {
  'parts.listParts': [
    { input: () => ({}), outcomes: member },
    { input: ({ internalMark }) => ({ search: internalMark, filters: ['singleSource'] }), outcomes: member },
    { input: () => ({ archived: true, limit: 100 }), outcomes: member },
  ],
  'parts.getPart': { input: part, outcomes: readable },
  'parts.listPartHistory': { input: part, outcomes: readable },
  'parts.createPart': { input: () => fields, outcomes: ownOrg },
  'parts.editPart': { input: (world) => ({ ...part(world), version: 1, part: fields }), outcomes: colleague },
  'parts.archivePart': { input: (world) => ({ ...part(world), version: 1 }), outcomes: colleague },
  'parts.restorePart': {
    input: ({ parts: { archivedId } }) => ({ partId: archivedId, version: 1 }),
    outcomes: colleague,
  },
  'parts.addManufacturerPart': {
    input: (world) => ({ ...part(world), manufacturerPart, approve: true }),
    outcomes: colleague,
  },
  'parts.editManufacturerPart': {
    input: ({ parts: { proposedId } }) => ({
      manufacturerPartId: proposedId,
      version: 1,
      manufacturerPart,
      effectiveFrom: null,
    }),
    outcomes: colleague,
  },
  'parts.rankManufacturerParts': {
    input: ({ parts: { partId, approvedId, proposedId, rejectedId } }) => ({
      partId,
      version: 1,
      manufacturerPartIds: [rejectedId, proposedId, approvedId],
    }),
    outcomes: colleague,
  },
  'parts.approveManufacturerPart': {
    input: ({ parts: { proposedId } }) => ({ manufacturerPartId: proposedId, version: 1 }),
    outcomes: colleague,
  },
  'parts.rejectManufacturerPart': {
    input: ({ parts: { proposedId } }) => ({ manufacturerPartId: proposedId, version: 1, reason: why }),
    outcomes: colleague,
  },
  'parts.retireManufacturerPart': {
    input: ({ parts: { approvedId } }) => ({ manufacturerPartId: approvedId, version: 1, reason: why }),
    outcomes: colleague,
  },
  'parts.proposeManufacturerPart': {
    input: ({ parts: { rejectedId } }) => ({ manufacturerPartId: rejectedId, version: 1, reason: why }),
    outcomes: colleague,
  },
  'parts.addSupplierPart': { input: (world) => ({ ...part(world), supplierPart }), outcomes: colleague },
  'parts.editSupplierPart': {
    input: ({ parts: { supplierPartId } }) => ({ supplierPartId, version: 1, supplierPart }),
    outcomes: colleague,
  },
  'parts.removeSupplierPart': {
    input: ({ parts: { supplierPartId } }) => ({ supplierPartId, version: 1 }),
    outcomes: colleague,
  },
  'parts.findFacts': {
    // No source is set up here; who may not ask is told so first.
    input: ({ parts: { proposedId } }) => ({ manufacturerPartId: proposedId }),
    outcomes: { ...colleague, owner: 'CONFLICT' },
  },
  'parts.acceptFacts': {
    input: ({ parts: { proposedId, supplierPartId } }) => {
      const { manufacturerPartId: _, ...offer } = supplierPart
      return {
        manufacturerPartId: proposedId,
        version: 1,
        provider: 'LCSC',
        facts: { msl: '3' },
        offers: [{ replaces: { supplierPartId, version: 1 }, offer }],
      }
    },
    outcomes: colleague,
  },
  'parts.applySheet': {
    input: () => ({ fields: ['number'], rows: [], digest: '0'.repeat(64) }),
    outcomes: ownOrg,
    idle: ['nobody', 'stranger', 'removed', 'viewer', 'bare', 'partner', 'rival', 'owner'],
  },
  'parts.listExchangeRates': { input: nothing, outcomes: member },
  'parts.addExchangeRate': {
    input: () => ({ base: 'EUR', quote: 'USD', rate: '1.08', day: '2026-01-31', source: 'ECB' }),
    outcomes: ownOrg,
  },
}
