import { and, eq, exists, inArray, isNotNull, isNull, ne, or } from 'drizzle-orm'
import { members } from '@/db/schema/orgs'
import { productParties } from '@/db/schema/products'
import { users } from '@/db/schema/people'
import { hashToken } from '@/server/auth/actor'
import { isId } from '@/server/kernel/ids'
import { asSystem, type AnyCtx } from '@/server/platform/context'
import { signingRoles } from './list-signers'

export type InvitedParty = typeof productParties.$inferSelect

/**
 * The party an invitation stands for, or null. Named by the secret of its link, by whoever holds it; or by its id, only
 * by the organisation or the confirmed address it was sent to. One that another organisation has taken up is gone, and
 * so is an unanswered link whose maker may not invite any more.
 */
export async function findInvitation(ctx: AnyCtx, invitation: string): Promise<InvitedParty | null> {
  const own = ctx.actor?.member?.orgId ?? null
  const named = isId('party', invitation)
    ? and(eq(productParties.id, invitation), await addressedTo(ctx))
    : eq(productParties.tokenHash, hashToken(invitation))
  const [party] = await asSystem(ctx, () =>
    ctx.db
      .select()
      .from(productParties)
      .where(
        and(named, eq(productParties.role, 'manufacturer'), ne(productParties.state, 'revoked'), isVouchedFor(ctx)),
      ),
  )
  if (!party) return null
  const takenByOther = party.state === 'active' && party.orgId !== own
  const forOther = party.orgId !== null && party.orgId !== own
  return takenByOther || forOther ? null : party
}

/** In known hands, answered already, or made by somebody who may still make it. */
const isVouchedFor = ({ db }: AnyCtx) =>
  or(
    isNotNull(productParties.orgId),
    isNotNull(productParties.invitedEmail),
    ne(productParties.state, 'invited'),
    exists(
      db
        .select({ userId: members.userId })
        .from(members)
        .where(
          and(
            eq(members.orgId, productParties.ownerOrgId),
            eq(members.userId, productParties.invitedBy),
            eq(members.state, 'active'),
            inArray(members.role, signingRoles),
          ),
        ),
    ),
  )

/** Parties that are addressed to the reader: their organisation's, or an open one sent to their confirmed address. */
export async function addressedTo(ctx: AnyCtx) {
  const none = isNull(productParties.id)
  if (ctx.actor === null) return none
  const { userId, member } = ctx.actor
  const [user] = await ctx.db
    .select({ email: users.email, emailVerified: users.emailVerified })
    .from(users)
    .where(eq(users.id, userId))
  return or(
    member ? eq(productParties.orgId, member.orgId) : none,
    user?.emailVerified ? and(isNull(productParties.orgId), eq(productParties.invitedEmail, user.email)) : none,
  )
}
