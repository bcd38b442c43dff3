import { and, eq, sql } from 'drizzle-orm'
import { productParties } from '@/db/schema/products'
import type { MemberCtx } from '@/server/platform/context'
import { recordAudit } from '@/server/platform/journal'
import type { SpecEvent } from '../events'
import type { SpecRow } from '../queries/access'
import { announce } from './announce'

type Told = Readonly<{
  action: string
  type: SpecEvent
  spec: Pick<SpecRow, 'id' | 'orgId' | 'productId' | 'number'>
  partnerOrgId: string
  params: Readonly<Record<string, unknown>>
  ids?: Readonly<{ revisionId?: string; requirementId?: string; redlineId?: string }>
}>

/**
 * Notes and tells what lies between the brand and one factory, in both chains. A partner that may no longer see the
 * specification hears nothing more.
 */
export async function tellPair(ctx: MemberCtx, { action, type, spec, partnerOrgId, params, ids }: Told): Promise<void> {
  const [party] = await ctx.db
    .select({ id: productParties.id })
    .from(productParties)
    .where(
      and(
        eq(productParties.productId, spec.productId),
        eq(productParties.orgId, partnerOrgId),
        eq(productParties.state, 'active'),
        sql`'specs' = any(${productParties.grants})`,
      ),
    )
  const audience = party ? [spec.orgId, partnerOrgId] : [spec.orgId]
  recordAudit(ctx, {
    action,
    subjectId: spec.id,
    productId: spec.productId,
    orgs: audience,
    params: { number: spec.number, ...params },
  })
  await announce(ctx, { type, spec, audience, ...ids })
}
