import { and, eq, sql } from 'drizzle-orm'
import { parts } from '@/db/schema/parts'
import type { MemberCtx } from '@/server/platform/context'

/** How an entry of the library is lost in building, decimal text, and what kind of part it is. */
export type PartLoss = Readonly<{ kind: string; attritionPct: string | null; attritionExtra: string | null }>

/** What is known of the losses of these entries of the acting organisation's library; of nobody else's it knows none. */
export async function partLosses(ctx: MemberCtx, partIds: readonly string[]): Promise<Map<string, PartLoss>> {
  if (partIds.length === 0) return new Map()
  const found = await ctx.db
    .select({
      id: parts.id,
      kind: parts.kind,
      attritionPct: parts.attritionPct,
      attritionExtra: parts.attritionExtra,
    })
    .from(parts)
    .where(and(eq(parts.orgId, ctx.actor.member.orgId), sql`${parts.id} = any(${sql.param([...partIds])})`))
  return new Map(found.map(({ id, ...loss }) => [id, loss]))
}
