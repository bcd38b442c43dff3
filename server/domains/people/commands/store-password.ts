import { and, eq } from 'drizzle-orm'
import { paths } from '@/app/_lib/paths'
import { members } from '@/db/schema/orgs'
import { knownDevices, users } from '@/db/schema/people'
import { voidOneTimeTokens } from '@/server/auth/one-time-tokens'
import { queueMail } from '@/server/domains/notifications/commands/queue-mail'
import { asSystem, type AnyCtx } from '@/server/platform/context'
import { recordAudit } from '@/server/platform/journal'

/** The organisations a person works for, whose logs tell what became of the keys to them. */
export const employersOf = async (ctx: AnyCtx, userId: string): Promise<string[]> => {
  const found = await asSystem(ctx, () =>
    ctx.db
      .select({ orgId: members.orgId })
      .from(members)
      .where(and(eq(members.userId, userId), eq(members.state, 'active'))),
  )
  return found.map(({ orgId }) => orgId)
}

type Person = Pick<typeof users.$inferSelect, 'id' | 'email' | 'locale'>

/**
 * Gives a person a new password and tells them by mail. Devices are strangers again and open links are void: who
 * knew the old password may have used either. The organisations they work for see it in their audit log.
 */
export async function storePassword(
  ctx: AnyCtx,
  person: Person,
  passwordHash: string,
  action: 'people.changePassword' | 'people.resetPassword',
): Promise<void> {
  const now = ctx.now()
  await ctx.db.update(users).set({ passwordHash, passwordChangedAt: now }).where(eq(users.id, person.id))
  await ctx.db.delete(knownDevices).where(eq(knownDevices.userId, person.id))
  await voidOneTimeTokens(ctx, person.email)
  recordAudit(ctx, { action, actorUserId: person.id, subjectId: person.id, orgs: await employersOf(ctx, person.id) })
  await queueMail(ctx, {
    to: person.email,
    userId: person.id,
    locale: person.locale,
    template: 'passwordChanged',
    params: { path: paths.forgotPassword() },
    dedupeKey: `passwordChanged:${person.id}:${now.getTime()}`,
  })
}
