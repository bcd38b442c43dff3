import { notificationPreferences } from '@/db/schema/notifications'
import type { Actor } from '@/server/kernel/actor'
import type { Ctx } from '@/server/platform/context'
import type { SetPreference } from '../inputs'

/** Turns mail for one kind of notice on or off. The portal itself is never muted. */
export async function setPreference(ctx: Ctx<Actor>, { kind, email }: SetPreference): Promise<void> {
  await ctx.db
    .insert(notificationPreferences)
    .values({ userId: ctx.actor.userId, kind, email })
    .onConflictDoUpdate({ target: [notificationPreferences.userId, notificationPreferences.kind], set: { email } })
}
