import { and, asc, desc, eq } from 'drizzle-orm'
import { invitations, members, orgs } from '@/db/schema/orgs'
import { users } from '@/db/schema/people'
import { DomainError } from '@/server/kernel/errors'
import { asSystem, type AnyCtx, type Ctx, type MemberCtx } from '@/server/platform/context'
import { assignableRoles, can, mayChangeRole } from '../policy'
import { standingOf } from '../rules/invitations'
import { usccDoubt } from '../rules/uscc'
import { findInvitation } from './find-invitation'
import { requireCapability } from './require-capability'

/** The acting member's organisation in full, and whether they may change it. */
export async function getOrg(ctx: MemberCtx) {
  const [org] = await ctx.db.select().from(orgs).where(eq(orgs.id, ctx.actor.member.orgId))
  if (!org) throw new DomainError('notFound', 'orgs.notFound')
  const { sortKey: _, ...record } = org
  return {
    ...record,
    usccDoubt: org.uscc === null ? null : usccDoubt(org.uscc),
    mayEdit: can(ctx.actor.member.role, 'orgs:write'),
  }
}

/** The person's organisations, for switching. */
export const listMine = (ctx: Ctx) =>
  asSystem(ctx, async () => {
    const mine = await ctx.db
      .select({
        id: orgs.id,
        kind: orgs.kind,
        legalNameEn: orgs.legalNameEn,
        legalNameZh: orgs.legalNameZh,
        role: members.role,
      })
      .from(members)
      .innerJoin(orgs, eq(orgs.id, members.orgId))
      .where(and(eq(members.userId, ctx.actor.userId), eq(members.state, 'active')))
      .orderBy(asc(orgs.sortKey), asc(orgs.id))
    return mine.map((org) => ({ ...org, active: org.id === ctx.actor.member?.orgId }))
  })

/** Colleagues in name order, and what the reader may do with each. */
export async function listMembers(ctx: MemberCtx) {
  const { orgId, role } = ctx.actor.member
  const rows = await ctx.db
    .select({
      userId: users.id,
      email: users.email,
      displayNameEn: users.displayNameEn,
      displayNameZh: users.displayNameZh,
      honorific: users.honorific,
      role: members.role,
      version: members.version,
      joinedAt: members.createdAt,
    })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.orgId, orgId), eq(members.state, 'active')))
    .orderBy(asc(users.sortKey), asc(users.id))
  return {
    members: rows.map((row) => ({
      ...row,
      self: row.userId === ctx.actor.userId,
      mayRemove: mayChangeRole(role, row.role, null),
      assignable: mayChangeRole(role, row.role, row.role) ? assignableRoles(role) : [],
    })),
    mayInvite: can(role, 'members:manage'),
    assignable: assignableRoles(role),
  }
}

/** Invitations not taken up yet, expired ones included: they can be sent again. */
export async function listInvitations(ctx: MemberCtx) {
  const { orgId } = await requireCapability(ctx, 'members:manage')
  const rows = await ctx.db
    .select({
      id: invitations.id,
      email: invitations.email,
      role: invitations.role,
      state: invitations.state,
      expires: invitations.expires,
      createdAt: invitations.createdAt,
      inviterEn: users.displayNameEn,
      inviterZh: users.displayNameZh,
    })
    .from(invitations)
    .innerJoin(users, eq(users.id, invitations.invitedBy))
    .where(and(eq(invitations.orgId, orgId), eq(invitations.state, 'open')))
    .orderBy(desc(invitations.createdAt), desc(invitations.id))
  return rows.map(({ state, inviterEn, inviterZh, ...row }) => ({
    ...row,
    inviter: { displayNameEn: inviterEn, displayNameZh: inviterZh },
    standing: standingOf({ state, expires: row.expires }, ctx.now()),
  }))
}

/** What the page behind an invitation shows to whoever holds its link; null where there never was one. */
export async function previewInvitation(ctx: AnyCtx, { token }: { token: string }) {
  const invitation = await findInvitation(ctx, token)
  if (!invitation) return null
  const [shown] = await asSystem(ctx, () =>
    ctx.db
      .select({
        orgId: orgs.id,
        kind: orgs.kind,
        legalNameEn: orgs.legalNameEn,
        legalNameZh: orgs.legalNameZh,
        inviterEn: users.displayNameEn,
        inviterZh: users.displayNameZh,
      })
      .from(orgs)
      .innerJoin(users, eq(users.id, invitation.invitedBy))
      .where(eq(orgs.id, invitation.orgId)),
  )
  if (!shown) return null
  const [reader] = ctx.actor ? await ctx.db.select().from(users).where(eq(users.id, ctx.actor.userId)) : []
  const [membership] = reader
    ? await ctx.db
        .select({ role: members.role })
        .from(members)
        .where(and(eq(members.orgId, shown.orgId), eq(members.userId, reader.id), eq(members.state, 'active')))
    : []
  const { inviterEn, inviterZh, ...org } = shown
  return {
    org,
    inviter: { displayNameEn: inviterEn, displayNameZh: inviterZh },
    role: invitation.role,
    email: invitation.email,
    expires: invitation.expires,
    standing: standingOf(invitation, ctx.now()),
    /** The signed-in reader, whether the invitation is for them, and whether they are in already. */
    reader: reader
      ? {
          email: reader.email,
          displayNameEn: reader.displayNameEn,
          displayNameZh: reader.displayNameZh,
          addressed: invitation.email === null || invitation.email === reader.email,
          member: membership !== undefined,
        }
      : null,
  }
}
