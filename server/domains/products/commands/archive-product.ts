import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { products } from '@/db/schema/products'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { recordAudit } from '@/server/platform/journal'
import { requireLive, requireProduct } from '../queries'
import { requireCapability } from '../queries/require-capability'
import { publishToParties } from './publish-to-parties'

type Input = Readonly<{ productId: string; version: number }>

/** Puts a product away: it leaves the lists and becomes read-only for everyone. Partners keep what they may read. */
export const archiveProduct = (ctx: MemberCtx, input: Input): Promise<void> => setArchived(ctx, input, true)

/** Brings an archived product back as it was. */
export const restoreProduct = (ctx: MemberCtx, input: Input): Promise<void> => setArchived(ctx, input, false)

async function setArchived(ctx: MemberCtx, { productId, version }: Input, archive: boolean): Promise<void> {
  const access = await requireProduct(ctx, productId, 'owner')
  requireCapability(ctx, 'brand', 'products:write')
  if (archive) requireLive(access)
  else if (!access.archived) throw new DomainError('conflict', 'products.notArchived')
  const [written] = await ctx.db
    .update(products)
    .set({ archivedAt: archive ? ctx.now() : null, version: sql`${products.version} + 1` })
    .where(
      and(
        eq(products.id, productId),
        eq(products.orgId, access.orgId),
        eq(products.version, version),
        archive ? isNull(products.archivedAt) : isNotNull(products.archivedAt),
      ),
    )
    .returning({ code: products.code })
  if (!written) throw new DomainError('conflict', 'products.stale')
  const note = { subjectId: productId, productId, orgs: [access.orgId], params: { code: written.code } }
  if (archive) recordAudit(ctx, { action: 'products.archiveProduct', ...note })
  else recordAudit(ctx, { action: 'products.restoreProduct', ...note })
  await publishToParties(ctx, access, archive ? 'products.archived' : 'products.restored')
}
