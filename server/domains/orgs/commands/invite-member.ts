import { and, eq, sql } from 'drizzle-orm'
import { paths } from '@/app/_lib/paths'
import { invitations, members, orgs } from '@/db/schema/orgs'
import { users } from '@/db/schema/people'
import { hashToken, newToken } from '@/server/auth/actor'
import { queueMail } from '@/server/domains/notifications/commands/queue-mail'
import { findByEmail } from '@/server/domains/people/queries/find-person'
import type { MemberActor, MemberRole } from '@/server/kernel/actor'
import type { Language } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import { recordAudit } from '@/server/platform/journal'
import { assignableRoles } from '../policy'
import { requireCapability } from '../queries/require-capability'
import { invitationDays } from '../rules/invitations'
import { announce } from './announce'

const dayMs = 86_400_000

export type Invited = Readonly<{
  invitationId: string
  /** A link to hand over, shown once: only its hash is kept. Null where it was mailed: who uses that reads the mailbox. */
  path: string | null
  expires: Date
}>

type Input = { email?: string | null; role: MemberRole }

/** Invites somebody by mail to one address, or by a link that whoever holds it may use once. */
export async function inviteMember(ctx: MemberCtx, input: Input): Promise<Invited> {
  const member = await requireCapability(ctx, 'members:manage')
  if (!assignableRoles(member.role).includes(input.role)) throw new DomainError('forbidden', 'orgs.ownerNeeded')
  const email = input.email ?? null
  if (email !== null) {
    await requireVerified(ctx)
    await refuseMembers(ctx, member.orgId, email)
  }
  const token = newToken()
  const [now, invitationId] = [ctx.now(), newId('invitation')]
  const expires = new Date(now.getTime() + invitationDays * dayMs)
  await ctx.db.insert(invitations).values({
    id: invitationId,
    orgId: member.orgId,
    email,
    role: input.role,
    tokenHash: hashToken(token),
    expires,
    invitedBy: ctx.actor.userId,
    createdAt: now,
  })
  if (email !== null) await mailInvitation(ctx, member, { invitationId, email, token })
  recordAudit(ctx, {
    action: email === null ? 'orgs.inviteByLink' : 'orgs.inviteMember',
    subjectId: invitationId,
    orgs: [member.orgId],
    params: email === null ? { role: input.role } : { email, role: input.role },
  })
  announce(ctx, 'orgs.invitationsChanged', { orgId: member.orgId, invitationId })
  return { invitationId, path: email === null ? paths.invitation(token) : null, expires }
}

/** A fresh link for an open or expired invitation; the one sent before stops working. */
export async function resendInvitation(ctx: MemberCtx, input: { invitationId: string }): Promise<Invited> {
  const member = await requireCapability(ctx, 'members:manage')
  const token = newToken()
  const expires = new Date(ctx.now().getTime() + invitationDays * dayMs)
  const [renewed] = await ctx.db
    .update(invitations)
    .set({
      tokenHash: hashToken(token),
      expires,
      invitedBy: ctx.actor.userId,
      version: sql`${invitations.version} + 1`,
    })
    .where(
      and(eq(invitations.id, input.invitationId), eq(invitations.orgId, member.orgId), eq(invitations.state, 'open')),
    )
    .returning()
  if (!renewed) throw new DomainError('notFound', 'orgs.invitationNotFound')
  if (!assignableRoles(member.role).includes(renewed.role)) throw new DomainError('forbidden', 'orgs.ownerNeeded')
  if (renewed.email !== null) {
    await requireVerified(ctx)
    await mailInvitation(ctx, member, { invitationId: renewed.id, email: renewed.email, token })
  }
  recordAudit(ctx, { action: 'orgs.resendInvitation', subjectId: renewed.id, orgs: [member.orgId] })
  announce(ctx, 'orgs.invitationsChanged', { orgId: member.orgId, invitationId: renewed.id })
  return { invitationId: renewed.id, path: renewed.email === null ? paths.invitation(token) : null, expires }
}

export async function revokeInvitation(ctx: MemberCtx, input: { invitationId: string }): Promise<void> {
  const { orgId } = await requireCapability(ctx, 'members:manage')
  const [revoked] = await ctx.db
    .update(invitations)
    .set({ state: 'revoked', version: sql`${invitations.version} + 1` })
    .where(and(eq(invitations.id, input.invitationId), eq(invitations.orgId, orgId), eq(invitations.state, 'open')))
    .returning({ id: invitations.id })
  if (!revoked) throw new DomainError('notFound', 'orgs.invitationNotFound')
  recordAudit(ctx, { action: 'orgs.revokeInvitation', subjectId: revoked.id, orgs: [orgId] })
  announce(ctx, 'orgs.invitationsChanged', { orgId, invitationId: revoked.id })
}

/** Mail in a company's name leaves only for people who proved their own address. Links need no proof: nothing is sent. */
async function requireVerified(ctx: MemberCtx): Promise<void> {
  const [person] = await ctx.db
    .select({ emailVerified: users.emailVerified })
    .from(users)
    .where(eq(users.id, ctx.actor.userId))
  if (!person?.emailVerified) throw new DomainError('forbidden', 'orgs.verifyEmailFirst')
}

async function refuseMembers(ctx: MemberCtx, orgId: string, email: string): Promise<void> {
  const [already] = await ctx.db
    .select({ userId: members.userId })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.orgId, orgId), eq(members.state, 'active'), eq(users.email, email)))
  if (already) throw new DomainError('conflict', 'orgs.alreadyMember')
}

/** In the language of the reader where they have an account, else of the inviter. */
async function mailInvitation(
  ctx: MemberCtx,
  member: MemberActor['member'],
  { invitationId, email, token }: { invitationId: string; email: string; token: string },
): Promise<void> {
  const [org] = await ctx.db.select().from(orgs).where(eq(orgs.id, member.orgId))
  const [inviter] = await ctx.db.select().from(users).where(eq(users.id, ctx.actor.userId))
  const invited = await findByEmail(ctx, email)
  if (!org || !inviter) throw new DomainError('notFound', 'orgs.notFound')
  const locale: Language = invited?.locale ?? inviter.locale
  const name = locale === 'zh' ? org.legalNameZh || org.legalNameEn : org.legalNameEn || org.legalNameZh
  await queueMail(ctx, {
    to: email,
    userId: invited?.id ?? null,
    locale,
    template: 'orgInvitation',
    params: {
      org: name,
      inviter: locale === 'zh' ? inviter.displayNameZh : inviter.displayNameEn,
      days: invitationDays,
    },
    secretParams: { path: paths.invitation(token) },
    dedupeKey: `orgInvitation:${invitationId}:${hashToken(token).slice(0, 16)}`,
  })
}
