import { and, eq, gt, sql } from 'drizzle-orm'
import { invitations, members } from '@/db/schema/orgs'
import { sessions, users } from '@/db/schema/people'
import { DomainError } from '@/server/kernel/errors'
import { asSystem, type AnyCtx, type Ctx } from '@/server/platform/context'
import { recordAudit } from '@/server/platform/journal'
import { findInvitation, requireOpenInvitation } from '../queries/find-invitation'
import { announce } from './announce'

/**
 * Takes up an invitation for a person and makes them a member. An addressed one is for that address alone. Of two that
 * try at once one wins, and the other hears that the link was used.
 */
export async function takeUpInvitation(
  ctx: AnyCtx,
  { token, userId, email }: { token: string; userId: string; email: string },
): Promise<{ orgId: string }> {
  const invitation = await requireOpenInvitation(ctx, token)
  const { orgId, role } = invitation
  if (invitation.email !== null && invitation.email !== email) {
    throw new DomainError('forbidden', 'orgs.invitationForOther', { email: invitation.email })
  }
  const now = ctx.now()
  await asSystem(ctx, async () => {
    const [taken] = await ctx.db
      .update(invitations)
      .set({ state: 'accepted', acceptedBy: userId, acceptedAt: now, version: sql`${invitations.version} + 1` })
      .where(and(eq(invitations.id, invitation.id), eq(invitations.state, 'open'), gt(invitations.expires, now)))
      .returning({ id: invitations.id })
    if (!taken) throw new DomainError('conflict', 'orgs.invitationUsed')
    const [joined] = await ctx.db
      .insert(members)
      .values({ orgId, userId, role, createdAt: now })
      .onConflictDoUpdate({
        target: [members.orgId, members.userId],
        set: { role, state: 'active', removedAt: null, version: sql`${members.version} + 1`, updatedAt: now },
        setWhere: eq(members.state, 'removed'),
      })
      .returning({ userId: members.userId })
    // Rolls the invitation back: it stays open for whom it was meant.
    if (!joined) throw new DomainError('conflict', 'orgs.alreadyMember')
  })
  recordAudit(ctx, {
    action: 'orgs.acceptInvitation',
    actorUserId: userId,
    subjectId: invitation.id,
    orgs: [orgId],
    params: { userId, role, invitedBy: invitation.invitedBy },
  })
  announce(ctx, 'orgs.memberJoined', { orgId, userId, role })
  return { orgId }
}

/** Joins as the person who is signed in; the session acts for the new organisation from here on. */
export async function acceptInvitation(ctx: Ctx, { token }: { token: string }): Promise<{ orgId: string }> {
  const { userId, sessionId } = ctx.actor
  const [person] = await ctx.db.select().from(users).where(eq(users.id, userId))
  if (!person) throw new DomainError('unauthenticated', 'people.signInNeeded')
  const invitation = await findInvitation(ctx, token)
  // The link reached them through that mailbox, which proves it.
  if (invitation?.email === person.email && person.emailVerified === null) {
    await ctx.db.update(users).set({ emailVerified: ctx.now() }).where(eq(users.id, userId))
  }
  const { orgId } = await takeUpInvitation(ctx, { token, userId, email: person.email })
  await ctx.db.update(sessions).set({ activeOrgId: orgId }).where(eq(sessions.id, sessionId))
  return { orgId }
}
