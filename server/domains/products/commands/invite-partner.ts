import { and, eq, inArray, isNull, or } from 'drizzle-orm'
import { orgs } from '@/db/schema/orgs'
import { productParties } from '@/db/schema/products'
import { hashToken, newToken } from '@/server/auth/actor'
import { bilingual } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import { publish, recordAudit } from '@/server/platform/journal'
import type { InvitePartner } from '../inputs'
import { partyLifecycle } from '../lifecycle'
import { currentNda } from '../nda/text'
import { requireLive, requireProduct } from '../queries'
import { requireCapability } from '../queries/require-capability'
import { closeGrants, invitationExpiry, invitationStanding } from '../rules'
import { mailInvitation } from './mail-invitation'

export type Invited = Readonly<{
  partyId: string
  /** What completes `/partner-invitations/…`. Shown once: only its hash is kept. The id for a known organisation. */
  invitation: string
  expires: Date
}>

/**
 * Invites a manufacturer to a product: one that brands can find, anyone at an address, or whoever holds a link. A
 * partner that declined or was revoked is invited anew into its old place, so its history stays one.
 */
export async function invitePartner(ctx: MemberCtx, input: InvitePartner): Promise<Invited> {
  const access = await requireProduct(ctx, input.productId, 'owner')
  requireCapability(ctx, 'brand', 'partners:manage')
  requireLive(access)
  const target = input.to.kind === 'org' ? await requireInvitable(ctx, input.to.orgId) : null
  const email = input.to.kind === 'email' ? input.to.email.toLowerCase() : null
  const before = await findEarlier(ctx, input.productId, target, email)
  if (before) requireEnded(ctx, before)

  const token = target === null ? newToken() : null
  const now = ctx.now()
  const fresh = {
    orgId: target,
    invitedEmail: email,
    invitedLocale: input.to.kind === 'email' ? input.to.locale : null,
    tokenHash: token === null ? null : hashToken(token),
    state: 'invited' as const,
    grants: closeGrants(input.grants),
    message: input.message === '' ? null : bilingual(ctx.actor.locale, input.message),
    invitedBy: ctx.actor.userId,
    ndaVersion: currentNda,
    expires: invitationExpiry(now),
    revokedAt: null,
  }
  const partyId = before?.id ?? newId('party')
  if (before) {
    const renewed = await ctx.db
      .update(productParties)
      .set({ ...fresh, version: before.version + 1 })
      .where(and(eq(productParties.id, before.id), eq(productParties.version, before.version)))
      .returning({ id: productParties.id })
    if (renewed.length === 0) throw new DomainError('conflict', 'products.stale')
  } else {
    const made = await ctx.db
      .insert(productParties)
      .values({ id: partyId, productId: input.productId, ownerOrgId: access.orgId, role: 'manufacturer', ...fresh })
      .onConflictDoNothing()
      .returning({ id: productParties.id })
    if (made.length === 0) throw new DomainError('conflict', 'products.alreadyInvited')
  }
  recordAudit(ctx, {
    action: 'products.invitePartner',
    subjectId: partyId,
    productId: input.productId,
    orgs: [access.orgId],
    params: { by: input.to.kind, partnerOrgId: target, email: email ?? '', grants: fresh.grants },
  })
  // The invited side may know that something waits for it, not which product: no product id travels.
  publish(ctx, {
    type: 'products.partnerInvited',
    audience: target ? [access.orgId, target] : [access.orgId],
    payload: { partyId },
  })
  await mailInvitation(ctx, {
    partyId,
    invitation: token ?? partyId,
    attempt: (before?.version ?? 0) + 1,
    to:
      input.to.kind === 'org'
        ? { orgId: input.to.orgId }
        : input.to.kind === 'email'
          ? { ...input.to, email: email ?? '' }
          : null,
    expires: fresh.expires,
  })
  return { partyId, invitation: token ?? partyId, expires: fresh.expires }
}

/** A manufacturer that this brand may name: listed for all, or known from working together. */
async function requireInvitable(ctx: MemberCtx, orgId: string): Promise<string> {
  const known = ctx.db
    .select({ id: productParties.orgId })
    .from(productParties)
    .where(eq(productParties.ownerOrgId, ctx.actor.member.orgId))
  const [found] = await ctx.db
    .select({ id: orgs.id })
    .from(orgs)
    .where(and(eq(orgs.id, orgId), eq(orgs.kind, 'manufacturer'), or(eq(orgs.listed, true), inArray(orgs.id, known))))
  if (!found) throw new DomainError('notFound', 'products.manufacturerNotFound')
  return found.id
}

type Earlier = Pick<typeof productParties.$inferSelect, 'id' | 'state' | 'version' | 'expires'>

async function findEarlier(
  ctx: MemberCtx,
  productId: string,
  orgId: string | null,
  email: string | null,
): Promise<Earlier | null> {
  if (orgId === null && email === null) return null
  const named =
    orgId === null
      ? and(isNull(productParties.orgId), eq(productParties.invitedEmail, email ?? ''))
      : eq(productParties.orgId, orgId)
  const [found] = await ctx.db
    .select({
      id: productParties.id,
      state: productParties.state,
      version: productParties.version,
      expires: productParties.expires,
    })
    .from(productParties)
    .where(and(eq(productParties.productId, productId), eq(productParties.ownerOrgId, ctx.actor.member.orgId), named))
    .for('update')
  return found ?? null
}

/** Only an ended or expired invitation makes room for another. */
function requireEnded(ctx: MemberCtx, before: Earlier): void {
  const standing = invitationStanding(before, ctx.now())
  if (standing === 'accepted') throw new DomainError('conflict', 'products.alreadyPartner')
  if (standing === 'open') throw new DomainError('conflict', 'products.alreadyInvited')
  if (standing !== 'expired') partyLifecycle.next(before.state, 'invite')
}
