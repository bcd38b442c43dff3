import { and, eq, isNull, sql } from 'drizzle-orm'
import { members } from '@/db/schema/orgs'
import { productParties } from '@/db/schema/products'
import { can } from '@/server/domains/orgs/policy'
import type { AnyCtx } from '@/server/platform/context'
import { publish, recordAudit } from '@/server/platform/journal'
import { partyLifecycle } from '../lifecycle'

type Input = Readonly<{
  /** The brand. */
  orgId: string
  /** Who may have kept the links. */
  userId: string
  /** Who ended or changed their membership. */
  by: string | null
}>

/**
 * Withdraws the unanswered links that a person made and may have kept, once they may not invite for the brand any more:
 * no factory comes in through a door they left open. Invitations to an organisation or an address are in known hands and
 * stay. Looks at the membership as it is now, so that it may be called late or twice. For the system, after the fact.
 */
export async function withdrawLinks(ctx: AnyCtx, { orgId, userId, by }: Input): Promise<void> {
  const [member] = await ctx.db
    .select({ role: members.role })
    .from(members)
    .where(and(eq(members.orgId, orgId), eq(members.userId, userId), eq(members.state, 'active')))
  if (member && can(member.role, 'partners:manage')) return
  const withdrawn = await ctx.db
    .update(productParties)
    .set({
      state: partyLifecycle.next('invited', 'revoke'),
      revokedAt: ctx.now(),
      tokenHash: null,
      expires: null,
      version: sql`${productParties.version} + 1`,
    })
    .where(
      and(
        eq(productParties.ownerOrgId, orgId),
        eq(productParties.invitedBy, userId),
        eq(productParties.state, 'invited'),
        isNull(productParties.orgId),
        isNull(productParties.invitedEmail),
      ),
    )
    .returning({ id: productParties.id, productId: productParties.productId })
  for (const { id, productId } of withdrawn) {
    recordAudit(ctx, {
      action: 'products.withdrawLink',
      ...(by === null ? {} : { actorUserId: by }),
      subjectId: id,
      productId,
      orgs: [orgId],
      params: { inviterId: userId },
    })
    publish(ctx, { type: 'products.partnerRevoked', audience: [orgId], payload: { partyId: id } })
  }
}
