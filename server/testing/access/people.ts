import { randomUUID } from 'node:crypto'
import { password, type World } from '../world'
import { type AccessRow, anyone, both, nothing, person, signingUp } from './outcomes'

const ownLink =
  (purpose: keyof World['links']) =>
  ({ links }: World) => ({ token: links[purpose] })
const signedIn = ({ partner }: World) => [partner.orgId, partner.owner.id]
const partnerEmail = ({ partner }: World) => ({ email: partner.owner.email })
export const people: Record<string, AccessRow | readonly AccessRow[]> = {
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
