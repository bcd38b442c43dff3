import { defineLifecycle } from '@/server/kernel/lifecycle'

/** `owner` is the brand; every other party is a manufacturer invited to the product. */
export const partyRoles = ['owner', 'manufacturer'] as const
export type PartyRole = (typeof partyRoles)[number]

export const partyStates = ['invited', 'active', 'declined', 'revoked'] as const
export type PartyState = (typeof partyStates)[number]
export type PartyCommand = 'accept' | 'decline' | 'revoke' | 'invite'

/** An invitation is answered once; access ends at once; an ended partner can be invited anew. */
export const partyLifecycle = defineLifecycle<PartyState, PartyCommand>('products', {
  invited: { accept: 'active', decline: 'declined', revoke: 'revoked' },
  active: { revoke: 'revoked' },
  declined: { invite: 'invited' },
  revoked: { invite: 'invited' },
})
