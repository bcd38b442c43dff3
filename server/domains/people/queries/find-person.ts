import { eq } from 'drizzle-orm'
import { users } from '@/db/schema/people'
import type { AnyCtx } from '@/server/platform/context'

/** The account behind an address, with its password hash: for sign-in only, never for an answer. */
export async function findByEmail(ctx: AnyCtx, email: string) {
  const [found] = await ctx.db.select().from(users).where(eq(users.email, email))
  return found ?? null
}
