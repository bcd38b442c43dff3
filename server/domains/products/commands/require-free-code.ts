import { and, eq, ne, sql } from 'drizzle-orm'
import { products } from '@/db/schema/products'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'

/** Codes are unique inside a brand, archived products included. Two people taking one code at once queue here. */
export async function requireFreeCode(ctx: MemberCtx, code: string, exceptId = ''): Promise<void> {
  const { orgId } = ctx.actor.member
  await ctx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`products.code ${orgId} ${code}`}, 0))`)
  const [taken] = await ctx.db
    .select({ id: products.id })
    .from(products)
    .where(and(eq(products.orgId, orgId), eq(products.code, code), ne(products.id, exceptId)))
  if (taken) throw new DomainError('conflict', 'products.codeTaken', { code })
}
