import { and, desc, eq } from 'drizzle-orm'
import { apiTokens } from '@/db/schema/apiTokens'
import { members } from '@/db/schema/orgs'
import { users } from '@/db/schema/people'
import { products } from '@/db/schema/products'
import { can } from '@/server/domains/orgs/policy'
import { requireCapability } from '@/server/domains/orgs/queries/require-capability'
import type { MemberCtx } from '@/server/platform/context'
import { scopesFor, tokenStanding } from '../rules'

/** The tokens of the organisation, the newest first, with what each is worth now. Never the secret. */
export async function listTokens(ctx: MemberCtx) {
  const { orgId, orgKind, role } = await requireCapability(ctx, 'apiTokens:write')
  const rows = await ctx.db
    .select({
      ...{ id: apiTokens.id, name: apiTokens.name, shown: apiTokens.shown, scopes: apiTokens.scopes },
      ...{ createdAt: apiTokens.createdAt, expiresAt: apiTokens.expiresAt, revokedAt: apiTokens.revokedAt },
      ...{ lastUsedAt: apiTokens.lastUsedAt, lastUsedIp: apiTokens.lastUsedIp, createdBy: apiTokens.createdBy },
      productCode: products.code,
      creator: { displayNameEn: users.displayNameEn, displayNameZh: users.displayNameZh },
      member: members.state,
    })
    .from(apiTokens)
    .innerJoin(users, eq(users.id, apiTokens.createdBy))
    .leftJoin(members, and(eq(members.orgId, apiTokens.orgId), eq(members.userId, apiTokens.createdBy)))
    .leftJoin(products, eq(products.id, apiTokens.productId))
    .where(eq(apiTokens.orgId, orgId))
    .orderBy(desc(apiTokens.createdAt))
    .limit(mostListed)
  return {
    scopes: scopesFor(orgKind),
    tokens: rows.map(({ createdBy, member, ...token }) => ({
      ...token,
      standing: tokenStanding(token, ctx.now()),
      /** Its maker left the organisation: it opens nothing any more. */
      orphaned: member !== 'active',
      mayRevoke: createdBy === ctx.actor.userId || can(role, 'members:manage'),
    })),
  }
}
export type ListedToken = Awaited<ReturnType<typeof listTokens>>['tokens'][number]

/** Old ones stay on record; who has more than these looks into the audit log. */
const mostListed = 200
