import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { templateFor } from '@/server/domains/specs/templates'
import { type World } from '../world'
import {
  type AccessRow,
  betweenTwoChange,
  bomById,
  bomByProduct,
  brandByProduct,
  brandChange,
  product,
  proposers,
  signers,
  typed,
  why,
} from './outcomes'

const requirement = {
  section: 'power',
  kind: 'numeric',
  title: typed('Standby current', '待机电流'),
  text: typed('', ''),
  condition: typed('', ''),
  values: { nominal: '', min: '', typ: '', max: '8', tolerancePlus: '', toleranceMinus: '', unit: 'µA' },
  verification: 'test',
  critical: false,
  ownerId: null,
  links: [],
  attachmentIds: [],
}
const draft = ({ specs: { drafted } }: World) => ({ revisionId: drafted.revisionId })
const firstOfDraft = (world: World) => ({ ...draft(world), requirementId: world.specs.drafted.requirementIds[0] })
const someOfDraft = (world: World) => ({ ...draft(world), requirementIds: world.specs.drafted.requirementIds.slice(1) })
/** What lies between the brand and one factory: the brand's move, or the factory's. */
const betweenBrandActs = { ...betweenTwoChange, partner: 'FORBIDDEN' } as const
const betweenPartnerActs = { ...betweenTwoChange, owner: 'FORBIDDEN' } as const
export const specs: Record<string, AccessRow | readonly AccessRow[]> = {
  'specs.createSpec': [
    {
      input: ({ productId }) => ({
        productId,
        name: { en: 'New', zh: '' },
        governingLanguage: 'en',
        from: { kind: 'blank' },
      }),
      outcomes: brandByProduct,
    },
    {
      // Another specification is copied only where it can be seen.
      input: ({ productId, specs: { drafted } }) => ({
        productId,
        name: { en: 'Copy', zh: '' },
        governingLanguage: 'en',
        from: { kind: 'copy', specId: drafted.specId },
      }),
      outcomes: brandByProduct,
    },
  ],
  'specs.updateSpec': {
    input: ({ specs: { drafted } }) => ({
      specId: drafted.specId,
      version: 1,
      number: 'SPEC-91',
      name: { en: 'Renamed', zh: '' },
      governingLanguage: 'zh',
    }),
    outcomes: brandChange,
  },
  'specs.archiveSpec': {
    input: ({ specs: { drafted } }) => ({ specId: drafted.specId, version: 1, archived: true }),
    outcomes: brandChange,
  },
  'specs.addRequirements': {
    input: (world) => ({ ...draft(world), requirements: [requirement] }),
    outcomes: brandChange,
  },
  'specs.editRequirement': {
    input: (world) => ({ ...firstOfDraft(world), version: 1, content: requirement }),
    outcomes: brandChange,
  },
  'specs.removeRequirements': { input: someOfDraft, outcomes: brandChange },
  'specs.restoreRequirements': {
    input: (world) => ({ ...draft(world), requirementIds: [world.specs.drafted.removedRequirementId] }),
    outcomes: brandChange,
  },
  'specs.listRemoved': { input: draft, outcomes: brandChange },
  'specs.listFiles': {
    input: (world) => ({ ...draft(world), attachmentIds: [world.partner.attachmentId] }),
    outcomes: bomById,
  },
  'specs.duplicateRequirements': { input: someOfDraft, outcomes: brandChange },
  'specs.moveRequirements': {
    input: (world) => ({
      ...someOfDraft(world),
      before: world.specs.drafted.requirementIds[0],
      section: 'radio',
    }),
    outcomes: brandChange,
  },
  'specs.bulkEdit': {
    input: (world) => ({ ...someOfDraft(world), change: { critical: true } }),
    outcomes: brandChange,
  },
  'specs.translateText': {
    input: (world) => ({ ...firstOfDraft(world), version: 1, field: 'text', text: '供电应为 3.3 V。', verify: true }),
    outcomes: proposers,
  },
  'specs.translateWords': [
    {
      input: ({ specs: { drafted }, brand: { mark } }) => ({
        kind: 'spec',
        id: drafted.specId,
        field: 'name',
        seen: { en: `Specification of ${mark}`, zh: `规格书 ${mark}` },
        text: '规格书',
      }),
      outcomes: proposers,
    },
    {
      input: ({ partner }) => ({
        kind: 'redline',
        id: partner.redlineId,
        field: 'reason',
        seen: { en: `Reason of ${partner.mark}`, zh: '' },
        text: '理由',
      }),
      outcomes: signers,
    },
    {
      input: ({ partner }) => ({
        kind: 'readBack',
        id: partner.readBackId,
        field: 'method',
        seen: { en: '', zh: `方法 ${partner.mark}` },
        text: 'Multimeter',
      }),
      outcomes: signers,
    },
  ],
  'specs.submitRevision': {
    input: (world) => ({
      ...draft(world),
      version: 1,
      note: { en: '', zh: '' },
      partnerOrgId: world.partner.orgId,
      signatures: [
        { side: 'brand', role: 'engineer' },
        { side: 'partner', role: 'engineer' },
      ],
    }),
    outcomes: brandChange,
  },
  'specs.signRevision': {
    input: async ({ specs: { inReview }, brand }, ask) => {
      const { contentHash } = z
        .object({ contentHash: z.string() })
        .parse(await ask('specs.getRevision', { revisionId: inReview.revisionId }, brand.owner))
      return { revisionId: inReview.revisionId, role: 'engineer', contentHash }
    },
    outcomes: signers,
  },
  'specs.requestChanges': {
    input: ({ specs: { inReview } }) => ({ revisionId: inReview.revisionId, version: 1, reason: why }),
    outcomes: signers,
  },
  'specs.withdrawRevision': {
    input: ({ specs: { inReview } }) => ({ revisionId: inReview.revisionId, version: 1, reason: why }),
    outcomes: brandChange,
  },
  'specs.releaseRevision': {
    input: ({ specs: { approved } }) => ({ revisionId: approved.revisionId, version: 1 }),
    outcomes: brandChange,
  },
  'specs.suspendRevision': {
    input: ({ specs: { drafted } }) => ({ revisionId: drafted.releasedRevisionId, version: 1, reason: why }),
    outcomes: brandChange,
  },
  'specs.resumeRevision': {
    input: ({ specs: { suspended } }) => ({ revisionId: suspended.revisionId, version: 1 }),
    outcomes: brandChange,
  },
  'specs.startDraft': {
    input: ({ specs: { suspended } }) => ({ specId: suspended.specId }),
    outcomes: brandChange,
  },
  'specs.proposeRedlines': {
    input: (world) => ({ ...firstOfDraft(world), changes: [{ field: 'min', to: '3.0' }], reason: why }),
    outcomes: { ...proposers, owner: 'FORBIDDEN', partner: 'ok', rival: 'ok' },
  },
  'specs.acceptRedline': {
    input: ({ partner }) => ({ redlineId: partner.redlineId, version: 1 }),
    outcomes: betweenBrandActs,
  },
  'specs.declineRedline': {
    input: ({ partner }) => ({ redlineId: partner.redlineId, version: 1, reason: why }),
    outcomes: betweenBrandActs,
  },
  'specs.counterRedline': {
    input: ({ partner }) => ({ redlineId: partner.redlineId, version: 1, to: '3.55', reason: why }),
    outcomes: betweenBrandActs,
  },
  'specs.acceptCounter': {
    input: ({ partner }) => ({ redlineId: partner.counteredRedlineId, version: 1 }),
    outcomes: betweenPartnerActs,
  },
  'specs.counterBack': {
    input: ({ partner }) => ({ redlineId: partner.counteredRedlineId, version: 1, to: '3.55', reason: why }),
    outcomes: betweenPartnerActs,
  },
  'specs.withdrawRedline': {
    input: ({ partner }) => ({ redlineId: partner.redlineId, version: 1 }),
    outcomes: betweenPartnerActs,
  },
  'specs.listRedlines': { input: ({ specs: { drafted } }) => ({ specId: drafted.specId }), outcomes: bomById },
  'specs.acknowledgeRelease': {
    input: ({ partner }) => ({ acknowledgementId: partner.acknowledgementId, version: 1 }),
    outcomes: betweenPartnerActs,
  },
  'specs.objectToRelease': {
    input: ({ partner }) => ({ acknowledgementId: partner.acknowledgementId, version: 1, reason: why }),
    outcomes: betweenPartnerActs,
  },
  'specs.readBack': {
    input: (world) => ({
      ...firstOfDraft(world),
      values: { ...requirement.values, min: '3.1', max: '3.6', unit: 'V' },
      words: { en: '', zh: '' },
      method: why,
      instrument: 'DMM',
      clientKey: randomUUID(),
    }),
    outcomes: { ...proposers, owner: 'FORBIDDEN' },
  },
  'specs.listReadBacks': { input: draft, outcomes: bomById },
  'specs.applySheet': {
    input: (world) => ({
      ...draft(world),
      edits: [{ requirementId: world.specs.drafted.requirementIds[0], version: 1, content: requirement }],
      additions: [{ after: world.specs.drafted.requirementIds[0], content: requirement }],
      removals: [{ requirementId: world.specs.drafted.requirementIds[2], version: 1 }],
      order: null,
    }),
    outcomes: brandChange,
  },
  'specs.previewPaste': {
    input: (world) => ({ ...draft(world), text: 'Title\tMax\tUnit\nSupply\t3.5\tV' }),
    outcomes: brandChange,
  },
  'specs.editContract': {
    input: async (world) => ({
      ...draft(world),
      version: 1,
      contract: (await templateFor('home', 'sensor')).contract,
    }),
    outcomes: brandChange,
  },
  'specs.removeContract': { input: (world) => ({ ...draft(world), version: 1 }), outcomes: brandChange },
  'specs.checkContract': { input: (world) => ({ ...draft(world), contract: {} }), outcomes: bomById },
  'specs.getContract': { input: draft, outcomes: bomById },
  'specs.getContractStarter': { input: draft, outcomes: bomById },
  'specs.diffContracts': {
    input: ({ specs: { drafted } }) => ({ before: drafted.releasedRevisionId, after: drafted.revisionId }),
    outcomes: bomById,
  },
  'specs.listSpecs': { input: product, outcomes: bomByProduct },
  'specs.getSpec': { input: ({ specs: { drafted } }) => ({ specId: drafted.specId }), outcomes: bomById },
  'specs.getRevision': [
    { input: draft, outcomes: bomById },
    { input: ({ specs: { inReview } }) => ({ revisionId: inReview.revisionId }), outcomes: bomById },
    { input: ({ specs: { drafted } }) => ({ revisionId: drafted.releasedRevisionId }), outcomes: bomById },
  ],
  'specs.listRequirements': { input: draft, outcomes: bomById },
  'specs.getRequirement': { input: firstOfDraft, outcomes: bomById },
  'specs.checkRevision': { input: draft, outcomes: bomById },
  'specs.diffRevisions': {
    input: ({ specs: { drafted } }) => ({ before: drafted.releasedRevisionId, after: drafted.revisionId }),
    outcomes: bomById,
  },
}
