import { and, eq } from 'drizzle-orm'
import { productParties } from '@/db/schema/products'
import { hashToken, newToken } from '@/server/auth/actor'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { publish, recordAudit } from '@/server/platform/journal'
import { partyLifecycle } from '../lifecycle'
import { currentNda } from '../nda/text'
import { requireLive } from '../queries'
import { requireCapability } from '../queries/require-capability'
import { requireParty } from './require-party'
import { invitationExpiry } from '../rules'
import type { Invited } from './invite-partner'
import { mailInvitation } from './mail-invitation'

/**
 * Sends an invitation again: a new fortnight, a new link (the old one stops working), the current undertaking. Also the
 * way back for a partner that declined or was revoked. What it may see stays as it was chosen.
 */
export async function renewInvitation(
  ctx: MemberCtx,
  input: Readonly<{ partyId: string; version: number }>,
): Promise<Invited> {
  const { access, party } = await requireParty(ctx, input.partyId)
  requireCapability(ctx, 'brand', 'partners:manage')
  requireLive(access)
  const state = party.state === 'invited' ? party.state : partyLifecycle.next(party.state, 'invite')
  const token = party.orgId === null ? newToken() : null
  const expires = invitationExpiry(ctx.now())
  const written = await ctx.db
    .update(productParties)
    .set({
      state,
      expires,
      tokenHash: token === null ? null : hashToken(token),
      invitedBy: ctx.actor.userId,
      ndaVersion: currentNda,
      revokedAt: null,
      version: input.version + 1,
    })
    .where(and(eq(productParties.id, party.id), eq(productParties.version, input.version)))
    .returning({ id: productParties.id })
  if (written.length === 0) throw new DomainError('conflict', 'products.stale')
  recordAudit(ctx, {
    action: 'products.renewInvitation',
    subjectId: party.id,
    productId: access.productId,
    orgs: [access.orgId],
    params: { partnerOrgId: party.orgId, email: party.invitedEmail ?? '', was: party.state, grants: party.grants },
  })
  const audience = [access.orgId, ...(party.orgId === null ? [] : [party.orgId])]
  publish(ctx, { type: 'products.partnerInvited', audience, payload: { partyId: party.id } })
  const invitation = token ?? party.id
  const to =
    party.orgId !== null
      ? { orgId: party.orgId }
      : party.invitedEmail !== null
        ? { email: party.invitedEmail, locale: party.invitedLocale ?? ctx.actor.locale }
        : null
  await mailInvitation(ctx, { partyId: party.id, invitation, attempt: input.version + 1, to, expires })
  return { partyId: party.id, invitation, expires }
}
