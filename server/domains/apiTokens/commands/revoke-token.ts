import { and, eq, isNull } from 'drizzle-orm'
import { apiTokens } from '@/db/schema/apiTokens'
import { can } from '@/server/domains/orgs/policy'
import { requireCapability } from '@/server/domains/orgs/queries/require-capability'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { publish, recordAudit } from '@/server/platform/journal'

/** Ends a token at once: one's own, or any of the organisation for who manages its members. Twice does no harm. */
export async function revokeToken(ctx: MemberCtx, { tokenId }: Readonly<{ tokenId: string }>): Promise<void> {
  const { orgId, role } = await requireCapability(ctx, 'apiTokens:write')
  const { userId } = ctx.actor
  const [token] = await ctx.db
    .select()
    .from(apiTokens)
    .where(and(eq(apiTokens.id, tokenId), eq(apiTokens.orgId, orgId)))
  if (!token) throw new DomainError('notFound', 'apiTokens.notFound')
  if (token.createdBy !== userId && !can(role, 'members:manage')) throw new DomainError('forbidden', 'orgs.roleNeeded')
  const revoked = await ctx.db
    .update(apiTokens)
    .set({ revokedAt: ctx.now(), revokedBy: userId })
    .where(and(eq(apiTokens.id, tokenId), eq(apiTokens.orgId, orgId), isNull(apiTokens.revokedAt)))
    .returning({ id: apiTokens.id })
  if (revoked.length === 0) return
  const { productId, name, shown } = token
  const entry = { action: 'apiTokens.revokeToken', subjectId: tokenId, productId, orgs: [orgId] }
  recordAudit(ctx, { ...entry, params: { name, shown } })
  publish(ctx, { type: 'apiTokens.changed', audience: [orgId], payload: { tokenId } })
}
