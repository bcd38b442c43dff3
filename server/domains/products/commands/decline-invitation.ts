import { and, eq } from 'drizzle-orm'
import { productParties } from '@/db/schema/products'
import { DomainError } from '@/server/kernel/errors'
import { asSystem, type MemberCtx } from '@/server/platform/context'
import { publish, recordAudit } from '@/server/platform/journal'
import { partyLifecycle } from '../lifecycle'
import { requireCapability } from '../queries/require-capability'
import { takeInvitation } from './take-invitation'

type Input = Readonly<{ invitation: string; reason: string }>

/** Turns an invitation down. The brand sees that and why, and may invite again. */
export async function declineInvitation(ctx: MemberCtx, { invitation, reason }: Input): Promise<void> {
  requireCapability(ctx, 'manufacturer', 'partners:manage')
  await asSystem(ctx, async () => {
    const party = await takeInvitation(ctx, invitation)
    const written = await ctx.db
      .update(productParties)
      .set({ state: partyLifecycle.next(party.state, 'decline'), tokenHash: null, version: party.version + 1 })
      .where(and(eq(productParties.id, party.id), eq(productParties.version, party.version)))
      .returning({ id: productParties.id })
    if (written.length === 0) throw new DomainError('conflict', 'products.illegalTransition')
    const { orgId } = ctx.actor.member
    const note = { subjectId: party.id, params: { partnerOrgId: orgId, brandOrgId: party.ownerOrgId, reason } }
    // The declining side keeps its own entry without the product, which it was never told of.
    recordAudit(ctx, {
      action: 'products.declineInvitation',
      ...note,
      productId: party.productId,
      orgs: [party.ownerOrgId],
    })
    recordAudit(ctx, { action: 'products.declineInvitation', ...note, orgs: [orgId] })
    publish(ctx, {
      type: 'products.partnerDeclined',
      audience: [party.ownerOrgId, orgId],
      payload: { partyId: party.id },
    })
  })
}
