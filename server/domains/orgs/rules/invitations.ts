/** How long an invitation may be taken up. */
export const invitationDays = 7

export type InvitationStanding = 'open' | 'accepted' | 'revoked' | 'expired'

/** Where an invitation stands now; expiry is a matter of the clock, not of a stored state. */
export function standingOf(
  invitation: Readonly<{ state: 'open' | 'accepted' | 'revoked'; expires: Date }>,
  now: Date,
): InvitationStanding {
  if (invitation.state !== 'open') return invitation.state
  return invitation.expires > now ? 'open' : 'expired'
}

/** The code of the `errors` namespace that tells why an invitation cannot be taken up any more. */
export const refusalOf = {
  accepted: 'orgs.invitationUsed',
  revoked: 'orgs.invitationRevoked',
  expired: 'orgs.invitationExpired',
} as const satisfies Record<Exclude<InvitationStanding, 'open'>, string>
