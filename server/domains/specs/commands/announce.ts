import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { productParties } from '@/db/schema/products'
import { asSystem, type MemberCtx } from '@/server/platform/context'
import { publish } from '@/server/platform/journal'
import type { SpecEvent } from '../events'
import type { SpecRow } from '../queries/access'

/** Organisations that may see the specifications of a product now: the brand and every partner with the grant. */
export async function specAudience(ctx: MemberCtx, productId: string): Promise<string[]> {
  // Past row-level security: a partner cannot see the others, yet their open screens must hear of what it did.
  const rows = await asSystem(ctx, () =>
    ctx.db
      .select({ orgId: productParties.orgId })
      .from(productParties)
      .where(
        and(
          eq(productParties.productId, productId),
          eq(productParties.state, 'active'),
          isNotNull(productParties.orgId),
          sql`(${productParties.role} = 'owner' or 'specs' = any(${productParties.grants}))`,
        ),
      ),
  )
  return rows.flatMap(({ orgId }) => (orgId === null ? [] : [orgId]))
}

type Told = Readonly<{
  type: SpecEvent
  spec: Pick<SpecRow, 'id' | 'productId'>
  revisionId?: string
  requirementId?: string
  redlineId?: string
  /** How many redlines there are, of which `redlineId` is the first. */
  count?: number
  /** Left out: everyone who may see the specification. */
  audience?: readonly string[]
}>

/** Tells those concerned that something about a specification is another way now. Ids travel, nothing else. */
export async function announce(ctx: MemberCtx, { type, spec, audience, ...ids }: Told): Promise<void> {
  publish(ctx, {
    type,
    audience: audience ?? (await specAudience(ctx, spec.productId)),
    productId: spec.productId,
    payload: { specId: spec.id, ...ids },
  })
}
