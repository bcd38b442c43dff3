import { and, eq, sql } from 'drizzle-orm'
import { users } from '@/db/schema/people'
import { productParties } from '@/db/schema/products'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { findInvitation, type InvitedParty } from '../queries/find-invitation'
import { invitationStanding, maskEmail } from '../rules'

/**
 * Holds an invitation still while it is answered: reads it, queues behind whoever answers or withdraws it at this
 * moment, and looks again. Runs past row-level security, because the answering side is not yet a party.
 */
export async function takeInvitation(ctx: MemberCtx, invitation: string): Promise<InvitedParty> {
  const missing = new DomainError('notFound', 'products.invitationNotFound')
  const found = await findInvitation(ctx, invitation)
  if (!found) throw missing
  const { orgId } = ctx.actor.member
  await ctx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`party ${found.productId} ${orgId}`}, 0))`)
  const [party] = await ctx.db.select().from(productParties).where(eq(productParties.id, found.id)).for('update')
  if (!party || party.state === 'revoked' || (party.orgId !== null && party.orgId !== orgId)) throw missing
  const standing = invitationStanding(party, ctx.now())
  if (standing === 'expired') throw new DomainError('conflict', 'products.invitationExpired')
  if (standing !== 'open') throw new DomainError('conflict', 'products.illegalTransition')
  if (party.orgId === null && party.invitedEmail !== null) await requireAddressee(ctx, party.invitedEmail)
  return party
}

/** An invitation sent to an address is for whoever reads that address; a link is for whoever was handed it. */
async function requireAddressee(ctx: MemberCtx, invitedEmail: string): Promise<void> {
  const [user] = await ctx.db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, ctx.actor.userId), eq(users.email, invitedEmail)))
  if (!user) throw new DomainError('forbidden', 'products.invitationForOther', { email: maskEmail(invitedEmail) })
}
