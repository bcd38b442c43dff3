import { and, eq, sql } from 'drizzle-orm'
import { products } from '@/db/schema/products'
import { bilingualOf, reviseText } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { recordAudit } from '@/server/platform/journal'
import type { UpdateProduct } from '../inputs'
import { requireLive, requireProduct } from '../queries'
import { requireCapability } from '../queries/require-capability'
import { publishToParties } from './publish-to-parties'
import { requireFreeCode } from './require-free-code'

/** Renames or re-describes a product. The audit entry names the fields that changed. */
export async function updateProduct(ctx: MemberCtx, input: UpdateProduct): Promise<void> {
  const access = await requireProduct(ctx, input.productId, 'owner')
  requireCapability(ctx, 'brand', 'products:write')
  requireLive(access)
  await requireFreeCode(ctx, input.code, input.productId)
  const [before] = await ctx.db
    .select()
    .from(products)
    .where(and(eq(products.id, input.productId), eq(products.orgId, access.orgId), eq(products.version, input.version)))
  if (!before) throw new DomainError('conflict', 'products.stale')
  const hand = { userId: ctx.actor.userId, at: ctx.now() }
  const summary = bilingualOf(before.summary?.source ?? ctx.actor.locale, input.summary)
  const after = {
    code: input.code,
    name: reviseText(before.name, bilingualOf(before.name.source, input.name), hand),
    summary: before.summary ? reviseText(before.summary, summary, hand) : summary,
    vertical: input.vertical,
    subVertical: input.subVertical,
  }
  const written = await ctx.db
    .update(products)
    .set({ ...after, version: sql`${products.version} + 1` })
    .where(and(eq(products.id, input.productId), eq(products.orgId, access.orgId), eq(products.version, input.version)))
    .returning({ id: products.id })
  if (written.length === 0) throw new DomainError('conflict', 'products.stale')
  const changed = [
    ...(before.code === after.code ? [] : ['code']),
    ...(before.name.en === after.name.en && before.name.zh === after.name.zh ? [] : ['name']),
    ...(before.summary?.en === after.summary.en && before.summary?.zh === after.summary.zh ? [] : ['summary']),
    ...(before.vertical === after.vertical && before.subVertical === after.subVertical ? [] : ['vertical']),
  ]
  recordAudit(ctx, {
    action: 'products.updateProduct',
    subjectId: input.productId,
    productId: input.productId,
    orgs: [access.orgId],
    params: { code: after.code, nameEn: after.name.en, nameZh: after.name.zh, fields: changed },
  })
  await publishToParties(ctx, access, 'products.updated')
}
