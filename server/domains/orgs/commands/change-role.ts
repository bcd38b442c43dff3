import { and, eq, isNull, ne, notInArray, or, sql } from 'drizzle-orm'
import { invitations, members } from '@/db/schema/orgs'
import { sessions } from '@/db/schema/people'
import type { MemberRole } from '@/server/kernel/actor'
import { DomainError } from '@/server/kernel/errors'
import { asSystem, type MemberCtx } from '@/server/platform/context'
import { recordAudit } from '@/server/platform/journal'
import { assignableRoles, can, mayChangeRole } from '../policy'
import { announce } from './announce'

/** Gives a member another role. Only owners make or unmake owners, and one owner always remains. */
export async function changeRole(
  ctx: MemberCtx,
  input: { userId: string; role: MemberRole; version: number },
): Promise<void> {
  const { orgId } = ctx.actor.member
  const { actorRole, target } = await lockMembers(ctx, input.userId)
  if (!can(actorRole, 'members:manage')) throw new DomainError('forbidden', 'orgs.roleNeeded')
  if (!target) throw new DomainError('notFound', 'orgs.memberNotFound')
  if (!mayChangeRole(actorRole, target.role, input.role)) throw new DomainError('forbidden', 'orgs.ownerNeeded')
  if (target.version !== input.version) throw new DomainError('conflict', 'orgs.stale')
  if (target.role === input.role) return
  if (target.role === 'owner') await requireOtherOwner(ctx, input.userId)
  await ctx.db
    .update(members)
    .set({ role: input.role, version: sql`${members.version} + 1` })
    .where(and(eq(members.orgId, orgId), eq(members.userId, input.userId)))
  await withdrawLinks(ctx, input.userId, assignableRoles(input.role))
  recordAudit(ctx, {
    action: 'orgs.changeRole',
    subjectId: input.userId,
    orgs: [orgId],
    params: { from: target.role, to: input.role },
  })
  announce(ctx, 'orgs.memberChanged', { orgId, userId: input.userId, role: input.role })
}

/** Ends a membership at once: the next request of that person acts for another of their organisations or for none. */
export async function removeMember(ctx: MemberCtx, { userId }: { userId: string }): Promise<void> {
  if (userId === ctx.actor.userId) return leaveOrg(ctx)
  const { actorRole, target } = await lockMembers(ctx, userId)
  if (assignableRoles(actorRole).length === 0) throw new DomainError('forbidden', 'orgs.roleNeeded')
  if (!target) throw new DomainError('notFound', 'orgs.memberNotFound')
  if (!mayChangeRole(actorRole, target.role, null)) throw new DomainError('forbidden', 'orgs.ownerNeeded')
  if (target.role === 'owner') await requireOtherOwner(ctx, userId)
  await endMembership(ctx, userId, 'orgs.removeMember')
}

/** Leaves the organisation one acts for. The last owner has to make another one first. */
export async function leaveOrg(ctx: MemberCtx): Promise<void> {
  const { actorRole } = await lockMembers(ctx, ctx.actor.userId)
  if (actorRole === 'owner') await requireOtherOwner(ctx, ctx.actor.userId)
  await endMembership(ctx, ctx.actor.userId, 'orgs.leaveOrg')
}

/**
 * Locks the owners, the actor and the target in one order, so that two members who act on each other see each other's
 * result: of two owners demoting one another, the second finds out that it is no owner any more.
 */
async function lockMembers(ctx: MemberCtx, userId: string) {
  const { orgId } = ctx.actor.member
  const locked = await ctx.db
    .select({ userId: members.userId, role: members.role, version: members.version })
    .from(members)
    .where(
      and(
        eq(members.orgId, orgId),
        eq(members.state, 'active'),
        or(eq(members.role, 'owner'), eq(members.userId, userId), eq(members.userId, ctx.actor.userId)),
      ),
    )
    .orderBy(members.userId)
    .for('update')
  const actor = locked.find((member) => member.userId === ctx.actor.userId)
  if (!actor) throw new DomainError('forbidden', 'orgs.membershipNeeded')
  return { actorRole: actor.role, target: locked.find((member) => member.userId === userId) }
}

async function requireOtherOwner(ctx: MemberCtx, userId: string): Promise<void> {
  const others = await ctx.db.$count(
    members,
    and(
      eq(members.orgId, ctx.actor.member.orgId),
      eq(members.state, 'active'),
      eq(members.role, 'owner'),
      ne(members.userId, userId),
    ),
  )
  if (others === 0) throw new DomainError('conflict', 'orgs.lastOwner')
}

async function endMembership(ctx: MemberCtx, userId: string, action: 'orgs.removeMember' | 'orgs.leaveOrg') {
  const { orgId } = ctx.actor.member
  await ctx.db
    .update(members)
    .set({ state: 'removed', removedAt: ctx.now(), version: sql`${members.version} + 1` })
    .where(and(eq(members.orgId, orgId), eq(members.userId, userId), isNull(members.removedAt)))
  await asSystem(ctx, async () => {
    const [other] = await ctx.db
      .select({ orgId: members.orgId })
      .from(members)
      .where(and(eq(members.userId, userId), eq(members.state, 'active')))
      .orderBy(members.createdAt)
      .limit(1)
    await ctx.db
      .update(sessions)
      .set({ activeOrgId: other?.orgId ?? null })
      .where(and(eq(sessions.userId, userId), eq(sessions.activeOrgId, orgId)))
  })
  await withdrawLinks(ctx, userId, [])
  recordAudit(ctx, { action, subjectId: userId, orgs: [orgId] })
  announce(ctx, 'orgs.memberRemoved', { orgId, userId })
}

/**
 * Withdraws the links a person made, and may have kept, for roles they may no longer hand out: nobody comes back through
 * a door they left open. Invitations that were mailed are in other hands and stay.
 */
async function withdrawLinks(ctx: MemberCtx, userId: string, still: readonly MemberRole[]): Promise<void> {
  const { orgId } = ctx.actor.member
  const withdrawn = await ctx.db
    .update(invitations)
    .set({ state: 'revoked', version: sql`${invitations.version} + 1` })
    .where(
      and(
        eq(invitations.orgId, orgId),
        eq(invitations.invitedBy, userId),
        isNull(invitations.email),
        eq(invitations.state, 'open'),
        still.length > 0 ? notInArray(invitations.role, [...still]) : undefined,
      ),
    )
    .returning({ id: invitations.id })
  for (const { id } of withdrawn) {
    recordAudit(ctx, { action: 'orgs.revokeInvitation', subjectId: id, orgs: [orgId] })
    announce(ctx, 'orgs.invitationsChanged', { orgId, invitationId: id })
  }
}
