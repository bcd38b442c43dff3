import { eq } from 'drizzle-orm'
import { invitations } from '@/db/schema/orgs'
import { hashToken } from '@/server/auth/actor'
import { DomainError } from '@/server/kernel/errors'
import { asSystem, type AnyCtx } from '@/server/platform/context'
import { refusalOf, standingOf } from '../rules/invitations'

type Invitation = typeof invitations.$inferSelect

/** The invitation behind a link, whatever became of it; holding the link is the right to see it. */
export async function findInvitation(ctx: AnyCtx, token: string): Promise<Invitation | null> {
  const [found] = await asSystem(ctx, () =>
    ctx.db
      .select()
      .from(invitations)
      .where(eq(invitations.tokenHash, hashToken(token))),
  )
  return found ?? null
}

/** The same, only while it can be taken up; otherwise one sentence says why not. */
export async function requireOpenInvitation(ctx: AnyCtx, token: string): Promise<Invitation> {
  const found = await findInvitation(ctx, token)
  if (!found) throw new DomainError('notFound', 'orgs.invitationNotFound')
  const standing = standingOf(found, ctx.now())
  if (standing !== 'open') throw new DomainError('conflict', refusalOf[standing])
  return found
}
