import { and, eq, sql } from 'drizzle-orm'
import { products } from '@/db/schema/products'
import { bilingual, settleText, type BilingualText } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { recordAudit } from '@/server/platform/journal'
import type { ReviseText } from '../inputs'
import { requireLive, requireProduct } from '../queries'
import { requireCapability } from '../queries/require-capability'
import { publishToParties } from './publish-to-parties'

/** Changes one text of a product in either language, or vouches for it; the words before stay in the audit trail. */
export async function reviseText(
  ctx: MemberCtx,
  { productId, version, field, text, ...said }: ReviseText,
): Promise<{ version: number; text: BilingualText }> {
  const access = await requireProduct(ctx, productId, 'owner')
  requireCapability(ctx, 'brand', 'products:write')
  requireLive(access)
  if (field === 'name' && [text.en, text.zh].some((name) => name.length > 120)) {
    throw new DomainError('invalid', 'products.form.nameLong')
  }
  const same = and(eq(products.id, productId), eq(products.orgId, access.orgId), eq(products.version, version))
  const [found] = await ctx.db.select().from(products).where(same)
  if (!found) throw new DomainError('conflict', 'products.stale')
  const before = found[field] ?? bilingual(text.source, '')
  const after = settleText(before, { ...text, ...said }, { userId: ctx.actor.userId, at: ctx.now() })
  const [written] = await ctx.db
    .update(products)
    .set({ [field]: after, version: sql`${products.version} + 1` })
    .where(same)
    .returning({ version: products.version })
  if (!written) throw new DomainError('conflict', 'products.stale')
  recordAudit(ctx, {
    action: after.state === 'verified' ? 'products.verifyText' : 'products.reviseText',
    subjectId: productId,
    productId,
    orgs: [access.orgId],
    params: { code: found.code, nameEn: found.name.en, nameZh: found.name.zh, field, before, after },
  })
  await publishToParties(ctx, access, 'products.updated')
  return { version: written.version, text: after }
}
