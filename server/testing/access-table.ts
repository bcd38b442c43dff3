import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { templateFor } from '@/server/domains/specs/templates'
import { password, type Person, type World } from './world'

/**
 * Who may call what. `owner` is the owner of the brand and the control: an input nobody may use proves nothing. `rival`
 * sees all of the product but is another factory than `partner`; `bare` accepted and was granted nothing.
 */
export const actorNames = ['nobody', 'stranger', 'removed', 'viewer', 'bare', 'partner', 'rival', 'owner'] as const
export type ActorName = (typeof actorNames)[number]
export type Outcome =
  | 'ok'
  | 'UNAUTHORIZED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'BAD_REQUEST'
  | 'TOO_MANY_REQUESTS'
export type Outcomes = Readonly<Record<ActorName, Outcome>>

/** Calls another procedure, where an input needs the answer of a query. */
export type Ask = (path: string, input: unknown, as: Person) => Promise<unknown>

export type AccessRow = Readonly<{
  input: (world: World, ask: Ask, actor: ActorName) => unknown
  outcomes: Outcomes
  /** Who gets an answer, because asking is harmless, but changes nothing by it. */
  idle?: readonly ActorName[]
  /** What an answer shows on purpose although it belongs to another side: an invitation names who invites. */
  reveals?: (world: World) => readonly string[]
}>

const outsiders = { nobody: 'UNAUTHORIZED', removed: 'FORBIDDEN', stranger: 'NOT_FOUND' } as const
const anyone = both('ok')
const person = { ...anyone, nobody: 'UNAUTHORIZED' } as const
const member = { ...person, removed: 'FORBIDDEN' } as const
/** Everyone who works on the product. */
const party = { ...member, stranger: 'NOT_FOUND' } as const
/** Parties that may see the BOM, asked by product: the partner without the grant knows the product. */
const bomByProduct = { ...party, bare: 'FORBIDDEN' } as const
/** The same, asked by the id of something in it: it does not exist for who may not see it. */
const bomById = { ...party, bare: 'NOT_FOUND' } as const
/** The brand's own things, asked by product and refused by role. */
const brandByProduct = {
  ...outsiders,
  viewer: 'FORBIDDEN',
  bare: 'FORBIDDEN',
  partner: 'FORBIDDEN',
  rival: 'FORBIDDEN',
  owner: 'ok',
} as const
/** The brand's own things, asked by id: they do not exist for partners. */
const brandById = { ...brandByProduct, bare: 'NOT_FOUND', partner: 'NOT_FOUND', rival: 'NOT_FOUND' } as const
/** Changes of what every party may read. */
const brandChange = { ...brandByProduct, bare: 'NOT_FOUND' } as const
/** What lies between the brand and one factory. */
const betweenTwo = { ...party, bare: 'NOT_FOUND', rival: 'NOT_FOUND' } as const
const betweenTwoChange = { ...betweenTwo, viewer: 'FORBIDDEN' } as const

function both(outcome: Outcome): Outcomes {
  return {
    nobody: outcome,
    stranger: outcome,
    removed: outcome,
    viewer: outcome,
    bare: outcome,
    partner: outcome,
    rival: outcome,
    owner: outcome,
  }
}

const invitationShown = z.object({ nda: z.object({ textHash: z.string() }) })
const nothing = () => undefined
const product = ({ productId }: World) => ({ productId })
const body = { en: 'Is C1 placed?', zh: '', source: 'en' }

const boms: Record<string, AccessRow | readonly AccessRow[]> = {
  'boms.listBoms': { input: product, outcomes: bomByProduct },
  'boms.getBom': { input: ({ bomId }) => ({ bomId }), outcomes: bomById },
  'boms.lines': [
    { input: ({ revisionId }) => ({ revisionId, filter: { search: 'murata' } }), outcomes: bomById },
    { input: ({ revisionId }) => ({ revisionId, sort: 'mpn', descending: true }), outcomes: bomById },
    {
      input: ({ revisionId }) => ({ revisionId, sort: 'price' }),
      outcomes: { ...bomById, partner: 'FORBIDDEN', viewer: 'FORBIDDEN' },
    },
  ],
  'boms.listSections': { input: ({ revisionId }) => ({ revisionId }), outcomes: bomById },
  'boms.getLine': { input: ({ lineIds }) => ({ lineId: lineIds[0] }), outcomes: bomById },
  'boms.renameBom': {
    input: ({ bomId }) => ({ bomId, version: 1, name: { en: 'Power board', zh: '电源板' } }),
    outcomes: brandChange,
  },
  'boms.archiveBom': { input: ({ bomId }) => ({ bomId, version: 1, archived: true }), outcomes: brandChange },
  'boms.listImports': { input: product, outcomes: brandByProduct },
  'boms.getImport': { input: ({ importId }) => ({ importId }), outcomes: brandById },
  'boms.previewImport': { input: ({ importId }) => ({ importId }), outcomes: brandById },
  'boms.previewLines': { input: ({ importId }) => ({ importId, version: 1 }), outcomes: brandById },
  'boms.adjustImport': {
    input: ({ importId, bomId }) => ({ importId, version: 1, reading: {}, leftOut: [], bomId }),
    outcomes: brandById,
  },
  'boms.commitImport': { input: ({ importId }) => ({ importId, version: 1 }), outcomes: brandById },
  'boms.discardImport': { input: ({ importId }) => ({ importId, version: 1 }), outcomes: brandById },
}

const opening = ({ productId, lineIds }: World) => ({
  productId,
  subject: { kind: 'bomLine', id: lineIds[1] },
  body,
  clientKey: randomUUID(),
})
const partnerThread = ({ partner }: World) => ({ threadId: partner.threadId })
const raising = (world: World) => ({
  ...opening(world),
  title: { en: 'Gap between lid and base', zh: '', source: 'en' },
  disposition: 'useAsIs',
})
const acting = (threadId: string) => ({ threadId, version: 1, body, clientKey: randomUUID() })
const threads: Record<string, AccessRow | readonly AccessRow[]> = {
  'threads.openThread': [
    {
      input: (world, _, actor) => ({
        ...opening(world),
        partnerOrgId: actor === 'owner' ? world.rival.orgId : undefined,
      }),
      outcomes: { ...bomByProduct, viewer: 'FORBIDDEN' },
    },
    {
      // A factory that names another one is not told whether it exists.
      input: (world) => ({ ...opening(world), partnerOrgId: world.partner.orgId }),
      outcomes: { ...bomByProduct, viewer: 'FORBIDDEN', rival: 'NOT_FOUND' },
    },
  ],
  'threads.reply': {
    input: (world) => ({ ...partnerThread(world), body, clientKey: randomUUID() }),
    outcomes: betweenTwoChange,
  },
  'threads.resolve': { input: (world) => ({ ...partnerThread(world), version: 1 }), outcomes: betweenTwoChange },
  'threads.reopen': {
    input: ({ partner }) => ({ threadId: partner.resolvedThreadId, version: 1 }),
    outcomes: betweenTwoChange,
  },
  'threads.editPost': {
    input: ({ partner }) => ({ postId: partner.postId, version: 1, body, mentions: [] }),
    outcomes: { ...betweenTwoChange, owner: 'FORBIDDEN' },
  },
  'threads.addTranslation': {
    input: ({ partner }) => ({ postId: partner.postId, version: 1, text: 'C1 要贴吗？' }),
    outcomes: betweenTwoChange,
  },
  'threads.raiseEq': [
    {
      input: (world, _, actor) => ({
        ...raising(world),
        partnerOrgId: actor === 'owner' ? world.rival.orgId : undefined,
      }),
      outcomes: { ...bomByProduct, viewer: 'FORBIDDEN' },
    },
    {
      // Evidence of one factory does not exist for the other.
      input: (world, _, actor) => ({
        ...raising(world),
        partnerOrgId: actor === 'owner' ? world.partner.orgId : undefined,
        attachmentIds: [world.partner.attachmentId],
      }),
      outcomes: { ...bomByProduct, viewer: 'FORBIDDEN', rival: 'NOT_FOUND' },
    },
  ],
  'threads.decideEq': {
    input: ({ partner }) => ({ ...acting(partner.eqThreadId), outcome: 'deviation' }),
    outcomes: { ...betweenTwoChange, partner: 'FORBIDDEN' },
  },
  'threads.withdrawEq': {
    input: ({ partner }) => acting(partner.eqThreadId),
    outcomes: { ...betweenTwoChange, owner: 'FORBIDDEN' },
  },
  'threads.reopenEq': {
    input: ({ partner }) => acting(partner.decidedEqThreadId),
    outcomes: betweenTwoChange,
  },
  'threads.translateEqTitle': {
    input: ({ partner }) => ({ threadId: partner.eqThreadId, text: '供电电压' }),
    outcomes: betweenTwoChange,
  },
  'threads.markRead': {
    input: ({ partner }) => ({ threadId: partner.threadId, postId: partner.answerId }),
    outcomes: betweenTwo,
  },
  'threads.getThread': [
    { input: partnerThread, outcomes: betweenTwo },
    { input: ({ partner }) => ({ threadId: partner.eqThreadId }), outcomes: betweenTwo },
    {
      input: ({ internalThreadId }) => ({ threadId: internalThreadId }),
      outcomes: { ...betweenTwo, partner: 'NOT_FOUND' },
    },
  ],
  'threads.listThreads': [
    { input: () => ({ filter: 'all' }), outcomes: member },
    { input: ({ productId }) => ({ productId, filter: 'all' }), outcomes: party },
  ],
  'threads.listEqs': [
    { input: () => ({ filter: 'all' }), outcomes: member },
    { input: ({ productId }) => ({ productId, filter: 'toAnswer' }), outcomes: party },
  ],
  'threads.suggestEqs': [
    {
      // Of what the brand and a factory settled, another factory never hears.
      input: ({ productId, rival, partner }, _, actor) => ({
        productId,
        partnerOrgId: actor === 'owner' ? rival.orgId : undefined,
        title: { en: `Query of ${partner.mark}` },
        proposal: {},
      }),
      outcomes: { ...party, viewer: 'BAD_REQUEST' },
    },
    {
      input: ({ productId, partner }) => ({ productId, partnerOrgId: partner.orgId, title: {}, proposal: {} }),
      outcomes: { ...party, rival: 'NOT_FOUND', bare: 'NOT_FOUND' },
    },
  ],
  'threads.listOpen': { input: nothing, outcomes: member },
  'threads.countsForBom': { input: ({ productId, bomId }) => ({ productId, bomId }), outcomes: bomByProduct },
  'threads.countsForSpec': {
    input: ({ productId, specs: { drafted } }) => ({ productId, specId: drafted.specId }),
    outcomes: bomByProduct,
  },
  'threads.countUnread': [
    { input: nothing, outcomes: member },
    { input: product, outcomes: party },
  ],
  'threads.listAudiences': { input: ({ productId }) => ({ productId, subjectKind: 'product' }), outcomes: party },
  'threads.listMentionable': [
    { input: product, outcomes: party },
    {
      input: ({ productId, partner }) => ({ productId, threadId: partner.threadId }),
      outcomes: betweenTwo,
    },
  ],
}

const notices: Record<string, AccessRow | readonly AccessRow[]> = {
  'notifications.listInbox': { input: nothing, outcomes: member },
  'notifications.countUnread': { input: nothing, outcomes: member },
  'notifications.markRead': {
    input: ({ partner }) => ({ notificationIds: [partner.notificationId] }),
    outcomes: member,
    idle: ['stranger', 'viewer', 'bare', 'rival', 'owner'],
  },
  'notifications.markAllRead': {
    input: () => ({ until: new Date(Date.now() + 60_000) }),
    outcomes: member,
    idle: ['stranger', 'viewer'],
  },
  'notifications.getPreferences': { input: nothing, outcomes: person },
  'notifications.setPreference': { input: () => ({ kind: 'boms.imported', email: false }), outcomes: person },
  // The outbox of a demo shows every mail with its links, because there every account is public anyway.
  'notifications.listOutbox': { input: nothing, outcomes: anyone, reveals: allOf },
  'notifications.getOutboxMail': { input: ({ mailId }) => ({ mailId }), outcomes: anyone, reveals: allOf },
}

const typed = (en: string, zh: string) => ({ en, zh, source: 'en' })
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
const why = { en: 'Because.', zh: '' }
const draft = ({ specs: { drafted } }: World) => ({ revisionId: drafted.revisionId })
const firstOfDraft = (world: World) => ({ ...draft(world), requirementId: world.specs.drafted.requirementIds[0] })
const someOfDraft = (world: World) => ({ ...draft(world), requirementIds: world.specs.drafted.requirementIds.slice(1) })
/** Everyone who works on a specification, on either side. */
const proposers = { ...bomById, viewer: 'FORBIDDEN' } as const
/** The brand and the one factory that signs. */
const signers = { ...proposers, rival: 'NOT_FOUND' } as const
/** What lies between the brand and one factory: the brand's move, or the factory's. */
const betweenBrandActs = { ...betweenTwoChange, partner: 'FORBIDDEN' } as const
const betweenPartnerActs = { ...betweenTwoChange, owner: 'FORBIDDEN' } as const
const specs: Record<string, AccessRow | readonly AccessRow[]> = {
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

const criterion = {
  part: 'exit',
  text: typed('Every failure has an owner.', '每个不良均有责任人。'),
  metric: typed('', ''),
  threshold: '100 %',
  evidence: 'document',
  side: 'partner',
  role: 'quality',
  mandatory: false,
  waivable: true,
  waiverRole: 'quality',
  check: null,
}
const bringing = (itemId: string) => ({
  itemId,
  result: 'met',
  words: { en: 'Closed.', zh: '' },
  clientKey: randomUUID(),
})
const waiving = (itemId: string) => ({
  itemId,
  reason: why,
  expiresOn: new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10),
})
const gates: Record<string, AccessRow | readonly AccessRow[]> = {
  'gates.listGates': { input: product, outcomes: bomByProduct },
  'gates.getGate': [
    { input: ({ gates: { activeId } }) => ({ gateId: activeId }), outcomes: bomById },
    { input: ({ gates: { inReviewId } }) => ({ gateId: inReviewId }), outcomes: bomById },
  ],
  'gates.planGates': { input: product, outcomes: brandByProduct },
  'gates.changePhase': {
    input: ({ productId }) => ({ productId, version: 1, phase: 'evt', reason: 'Tools are late', atRisk: true }),
    outcomes: brandByProduct,
  },
  'gates.addItem': {
    input: ({ gates: { activeId } }) => ({ gateId: activeId, item: criterion }),
    outcomes: brandChange,
  },
  'gates.editItem': [
    {
      input: ({ gates: { partnerItemId } }) => ({ itemId: partnerItemId, version: 1, item: criterion }),
      outcomes: brandChange,
    },
    {
      // What the brand asks of itself does not exist for a factory.
      input: ({ gates: { brandItemId } }) => ({ itemId: brandItemId, version: 1, item: criterion }),
      outcomes: brandById,
    },
  ],
  'gates.removeItem': {
    input: ({ gates: { partnerItemId } }) => ({ itemId: partnerItemId, version: 1 }),
    outcomes: brandChange,
  },
  'gates.addEvidence': [
    { input: ({ gates: { partnerItemId } }) => bringing(partnerItemId), outcomes: proposers },
    { input: ({ gates: { brandItemId } }) => bringing(brandItemId), outcomes: brandById },
    {
      // A file between the brand and one factory does not exist for the other.
      input: ({ gates: { partnerItemId }, partner }, _, actor) => ({
        ...bringing(partnerItemId),
        partnerOrgId: actor === 'owner' ? partner.orgId : undefined,
        attachmentIds: [partner.attachmentId],
      }),
      outcomes: signers,
    },
    {
      // A factory that names another one is not told whether it exists.
      input: ({ gates: { partnerItemId }, partner }) => ({
        ...bringing(partnerItemId),
        partnerOrgId: partner.orgId,
      }),
      outcomes: signers,
    },
  ],
  'gates.translateWords': [
    {
      input: ({ gates: { partnerItemId } }) => ({
        kind: 'gateItem',
        id: partnerItemId,
        field: 'text',
        seen: { en: 'The DFM findings are closed.', zh: 'DFM 问题已关闭。' },
        text: 'DFM 问题已关闭。',
      }),
      outcomes: proposers,
    },
    {
      input: ({ partner }) => ({
        kind: 'gateEvidence',
        id: partner.evidenceId,
        field: 'words',
        seen: { en: `Evidence of ${partner.mark}`, zh: '' },
        text: '证据',
      }),
      outcomes: signers,
    },
  ],
  'gates.waiveItem': [
    { input: ({ gates: { partnerItemId } }) => waiving(partnerItemId), outcomes: brandChange },
    { input: ({ gates: { brandItemId } }) => waiving(brandItemId), outcomes: brandById },
  ],
  'gates.withdrawWaiver': { input: ({ gates: { waiverId } }) => ({ waiverId }), outcomes: brandById },
  'gates.submitGate': {
    input: ({ gates: { activeId }, partner }) => ({
      gateId: activeId,
      version: 1,
      note: { en: '', zh: '' },
      partnerOrgId: partner.orgId,
      signatures: [
        { side: 'brand', role: 'engineer' },
        { side: 'partner', role: 'engineer' },
      ],
    }),
    outcomes: brandChange,
  },
  'gates.signGate': {
    input: async ({ gates: { inReviewId }, brand }, ask) => {
      const { review } = z
        .object({ review: z.object({ hash: z.string() }) })
        .parse(await ask('gates.getGate', { gateId: inReviewId }, brand.owner))
      return { gateId: inReviewId, role: 'engineer', hash: review.hash }
    },
    outcomes: signers,
  },
  'gates.failGate': {
    input: ({ gates: { inReviewId } }) => ({ gateId: inReviewId, version: 1, reason: why }),
    outcomes: signers,
  },
  'gates.reopenGate': {
    input: ({ gates: { failedId } }) => ({ gateId: failedId, version: 1, reason: why }),
    outcomes: brandChange,
  },
  'gates.fulfilGate': {
    input: ({ gates: { conditionalId } }) => ({ gateId: conditionalId, version: 1 }),
    outcomes: brandChange,
  },
}

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
const products: Record<string, AccessRow | readonly AccessRow[]> = {
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

const company = {
  legalNameEn: 'Tenon Robotics Inc.',
  legalNameZh: '',
  country: 'US',
  city: 'Denver',
  timeZone: 'America/Denver',
  currency: 'USD',
}
/** Members of the brand asked about its own, by id. */
const colleague = { ...brandById, viewer: 'FORBIDDEN' } as const
/** Each for their own organisation, by role. */
const ownOrg = { ...member, viewer: 'FORBIDDEN' } as const
/** Brands look for manufacturers; those never see who else there is. */
const brandsOnly = { ...member, bare: 'FORBIDDEN', partner: 'FORBIDDEN', rival: 'FORBIDDEN' } as const
const orgs: Record<string, AccessRow | readonly AccessRow[]> = {
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

const signingUp = (email: string) => ({
  email,
  password,
  locale: 'en',
  timeZone: 'America/Denver',
  givenNameEn: 'Sam',
  familyNameEn: 'Okafor',
})
const ownLink =
  (purpose: keyof World['links']) =>
  ({ links }: World) => ({ token: links[purpose] })
const signedIn = ({ partner }: World) => [partner.orgId, partner.owner.id]
const partnerEmail = ({ partner }: World) => ({ email: partner.owner.email })
const people: Record<string, AccessRow | readonly AccessRow[]> = {
  'people.signInOptions': { input: nothing, outcomes: anyone },
  'people.demoAccounts': { input: nothing, outcomes: anyone },
  'people.peekLink': {
    input: ({ links }) => ({ purpose: 'signIn', token: links.signIn }),
    outcomes: anyone,
    reveals: ({ partner }) => [partner.mark],
  },
  'people.signIn': [
    {
      input: (world) => ({ ...partnerEmail(world), password }),
      outcomes: anyone,
      reveals: signedIn,
    },
    {
      input: (world, _, actor) => ({ email: `${actor}-${world.partner.owner.email}`, password }),
      outcomes: both('BAD_REQUEST'),
    },
  ],
  'people.signInDemo': [
    { input: ({ demoUserId }) => ({ userId: demoUserId }), outcomes: anyone },
    { input: ({ partner }) => ({ userId: partner.owner.id }), outcomes: both('NOT_FOUND') },
  ],
  'people.requestSignInLink': { input: partnerEmail, outcomes: anyone },
  'people.signInWithLink': { input: ownLink('signIn'), outcomes: anyone, reveals: signedIn },
  'people.signUp': { input: () => signingUp(`${randomUUID()}@new.example`), outcomes: anyone },
  'people.confirmSignUp': { input: ({ links }) => ({ token: links.signUp, password }), outcomes: anyone },
  'people.requestPasswordReset': { input: partnerEmail, outcomes: anyone },
  'people.resetPassword': {
    input: ({ links }) => ({ token: links.passwordReset, password: 'dovetail 77 chestnut plane' }),
    outcomes: anyone,
    reveals: signedIn,
  },
  'people.signOut': { input: nothing, outcomes: anyone, idle: ['nobody'] },
  'people.setLocale': { input: () => ({ locale: 'zh' }), outcomes: anyone, idle: ['nobody'] },
  'people.getProfile': { input: nothing, outcomes: person },
  'people.updateProfile': {
    input: () => ({ familyNameZh: '李', givenNameZh: '伟', locale: 'zh', timeZone: 'Asia/Shanghai', version: 1 }),
    outcomes: person,
  },
  'people.requestEmailConfirmation': {
    input: () => ({ email: `${randomUUID()}@new.example` }),
    outcomes: person,
  },
  'people.verifyEmail': {
    input: ownLink('emailVerification'),
    outcomes: { ...both('FORBIDDEN'), nobody: 'UNAUTHORIZED', partner: 'ok' },
  },
  'people.changePassword': {
    input: () => ({ current: password, next: 'dovetail 77 chestnut plane' }),
    outcomes: person,
  },
  'people.listSessions': { input: nothing, outcomes: person },
  'people.revokeSession': {
    input: ({ partner }) => ({ sessionId: partner.owner.actor.sessionId }),
    outcomes: { ...both('NOT_FOUND'), nobody: 'UNAUTHORIZED', partner: 'ok' },
  },
  'people.revokeOtherSessions': {
    input: nothing,
    outcomes: person,
    idle: ['stranger', 'removed', 'viewer', 'bare', 'partner', 'rival', 'owner'],
  },
  'people.listProviders': { input: nothing, outcomes: person },
  'people.disconnectProvider': {
    input: () => ({ provider: 'github' }),
    outcomes: { ...both('NOT_FOUND'), nobody: 'UNAUTHORIZED' },
  },
}

const language: Record<string, AccessRow | readonly AccessRow[]> = {
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

/** Every procedure there is. One that is missing here fails the test, and so does a row without a procedure. */
export const accessTable: Readonly<Record<string, AccessRow | readonly AccessRow[]>> = {
  ...boms,
  ...specs,
  ...gates,
  ...threads,
  ...notices,
  ...products,
  ...orgs,
  ...people,
  ...language,
  'audit.listEntries': { input: () => ({}), outcomes: ownOrg },
  'audit.verifyChain': { input: nothing, outcomes: ownOrg },
  'audit.exportEntries': { input: () => ({ format: 'jsonl', after: 0 }), outcomes: ownOrg },
  'search.search': [
    ...[
      (world: World) => world.brand.mark,
      (world: World) => world.partner.mark,
      (world: World) => world.rival.mark,
      (world: World) => world.bare.mark,
      (world: World) => world.internalMark,
      () => 'Question',
      () => 'EQ-001',
      () => 'Person',
      () => '规格',
      () => 'R-001',
      () => 'P',
    ].map((query) => ({
      input: (world: World) => ({ query: query(world), limit: 50, language: 'en' }),
      outcomes: member,
    })),
    { input: ({ productId }) => ({ query: 'Question', productId, language: 'zh' }), outcomes: party },
  ],
  'viewer.get': { input: nothing, outcomes: person },
  'live.events': { input: () => ({ lastEventId: '0' }), outcomes: member },
}

function allOf(world: World): string[] {
  const { brand, partner, rival, bare, stranger } = world
  return [brand, partner, rival, bare, stranger].flatMap(({ mark, ids }) => [mark, ...ids]).concat(world.secretMark)
}
