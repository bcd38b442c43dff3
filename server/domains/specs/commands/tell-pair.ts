import { and, eq, sql } from 'drizzle-orm'
import { productParties } from '@/db/schema/products'
import type { MemberCtx } from '@/server/platform/context'
import { recordAudit } from '@/server/platform/journal'
import type { SpecEvent } from '../events'
import type { SpecRow } from '../queries/access'
import { announce } from './announce'

type Pair = Readonly<{ spec: Pick<SpecRow, 'id' | 'orgId' | 'productId' | 'number'>; partnerOrgId: string }>
type Noted = Pair & Readonly<{ action: string; params: Readonly<Record<string, unknown>> }>
type Told = Pair &
  Readonly<{
    type: SpecEvent
    ids?: Readonly<{ revisionId?: string; requirementId?: string; redlineId?: string; count?: number }>
  }>

/** The brand and the factory; a partner that may no longer see the specification hears nothing more. */
async function pairOf({ db }: MemberCtx, { spec, partnerOrgId }: Pair): Promise<string[]> {
  const [party] = await db
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
  return party ? [spec.orgId, partnerOrgId] : [spec.orgId]
}

/** Notes what lies between the brand and one factory, in both chains. */
export async function notePair(ctx: MemberCtx, { action, params, ...pair }: Noted): Promise<void> {
  recordAudit(ctx, {
    action,
    subjectId: pair.spec.id,
    productId: pair.spec.productId,
    orgs: await pairOf(ctx, pair),
    params: { number: pair.spec.number, ...params },
  })
}

/** Tells the brand and one factory that something between them is another way now. */
export async function announcePair(ctx: MemberCtx, { type, ids, ...pair }: Told): Promise<void> {
  await announce(ctx, { type, spec: pair.spec, audience: await pairOf(ctx, pair), ...ids })
}

/** Notes it and tells it. */
export async function tellPair(ctx: MemberCtx, { type, ids, ...noted }: Noted & Told): Promise<void> {
  await notePair(ctx, noted)
  await announcePair(ctx, { type, ...noted, ...(ids && { ids }) })
}
