import { productParties, products } from '@/db/schema/products'
import { bilingualOf } from '@/server/kernel/bilingual'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import { publish, recordAudit } from '@/server/platform/journal'
import type { CreateProduct } from '../inputs'
import { currentNda } from '../nda/text'
import { requireCapability } from '../queries/require-capability'
import { grants } from '../rules'
import { requireFreeCode } from './require-free-code'

/** A brand's new product, with the brand as its owning party. Returns the id. */
export async function createProduct(ctx: MemberCtx, input: CreateProduct): Promise<{ productId: string }> {
  requireCapability(ctx, 'brand', 'products:create')
  const { orgId } = ctx.actor.member
  await requireFreeCode(ctx, input.code)
  const productId = newId('product')
  const name = bilingualOf(ctx.actor.locale, input.name)
  await ctx.db.insert(products).values({
    id: productId,
    orgId,
    code: input.code,
    name,
    summary: bilingualOf(ctx.actor.locale, input.summary),
    vertical: input.vertical,
    subVertical: input.subVertical,
    phase: input.phase,
  })
  await ctx.db.insert(productParties).values({
    id: newId('party'),
    productId,
    ownerOrgId: orgId,
    orgId,
    role: 'owner',
    state: 'active',
    grants: [...grants],
    ndaVersion: currentNda,
  })
  recordAudit(ctx, {
    action: 'products.createProduct',
    subjectId: productId,
    productId,
    orgs: [orgId],
    params: { code: input.code, nameEn: name.en, nameZh: name.zh, phase: input.phase },
  })
  publish(ctx, { type: 'products.created', audience: [orgId], productId, payload: { productId } })
  return { productId }
}
