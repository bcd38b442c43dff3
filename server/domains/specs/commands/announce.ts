import { partiesWith } from '@/server/domains/products/queries/parties-with'
import type { MemberCtx } from '@/server/platform/context'
import { publish } from '@/server/platform/journal'
import type { SpecEvent } from '../events'
import type { SpecRow } from '../queries/access'

/** Organisations that may see the specifications of a product now. */
export const specAudience = (ctx: MemberCtx, productId: string): Promise<string[]> =>
  partiesWith(ctx, productId, 'specs')

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
