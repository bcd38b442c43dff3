import { listAudience } from '@/server/domains/products/queries'
import type { MemberCtx } from '@/server/platform/context'
import { publish } from '@/server/platform/journal'
import type { BomEvents } from '../events'

/** Publishes to everyone who may see the BOMs of the product. */
export async function announce<T extends 'boms.imported' | 'boms.changed' | 'boms.placementsUploaded'>(
  ctx: MemberCtx,
  productId: string,
  type: T,
  payload: BomEvents[T],
): Promise<void> {
  publish(ctx, { type, audience: await listAudience(ctx, productId, 'boms'), productId, payload })
}
