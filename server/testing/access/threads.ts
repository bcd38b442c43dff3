import { randomUUID } from 'node:crypto'
import { type World } from '../world'
import {
  type AccessRow,
  betweenTwo,
  betweenTwoChange,
  body,
  bomByProduct,
  member,
  nothing,
  party,
  product,
} from './outcomes'

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
export const threads: Record<string, AccessRow | readonly AccessRow[]> = {
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
