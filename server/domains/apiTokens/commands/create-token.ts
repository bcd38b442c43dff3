import { apiTokens } from '@/db/schema/apiTokens'
import { hashToken, newToken } from '@/server/auth/actor'
import { requireCapability } from '@/server/domains/orgs/queries/require-capability'
import { requireProduct } from '@/server/domains/products/queries/require-product'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import { publish, recordAudit } from '@/server/platform/journal'
import type { CreateToken } from '../inputs'
import { expiryOf, scopesFor, shownOf, tokenMark } from '../rules'

/**
 * Makes a token. `token` is shown this once and known to nobody afterwards. Errors: apiTokens.scopeNotYours where the
 * organisation has no use for a scope, products.notFound.
 */
export async function createToken(
  ctx: MemberCtx,
  { name, scopes, productId, days }: CreateToken,
): Promise<{ tokenId: string; token: string; expiresAt: Date }> {
  const { orgId, orgKind } = await requireCapability(ctx, 'apiTokens:write')
  const own = scopesFor(orgKind)
  if (scopes.some((scope) => !own.includes(scope))) throw new DomainError('invalid', 'apiTokens.scopeNotYours')
  if (productId !== null) await requireProduct(ctx, productId)
  const [tokenId, token] = [newId('apiToken'), `${tokenMark}${newToken()}`]
  const expiresAt = expiryOf(days, ctx.now())
  await ctx.db.insert(apiTokens).values({
    ...{ id: tokenId, orgId, productId, name, scopes: [...new Set(scopes)], expiresAt },
    ...{ shown: shownOf(token), tokenHash: hashToken(token) },
    ...{ createdBy: ctx.actor.userId, createdAt: ctx.now() },
  })
  const params = { name, shown: shownOf(token), scopes: scopes.join(', '), expires: expiresAt.toISOString() }
  recordAudit(ctx, { action: 'apiTokens.createToken', subjectId: tokenId, productId, orgs: [orgId], params })
  publish(ctx, { type: 'apiTokens.changed', audience: [orgId], payload: { tokenId } })
  return { tokenId, token, expiresAt }
}
