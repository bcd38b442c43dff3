import type { MemberCtx } from '@/server/platform/context'
import { publish } from '@/server/platform/journal'
import type { ProductEvent } from '../events'
import type { ProductAccess } from '../queries'
import { listAudience } from '../queries/list-audience'

/** Tells everyone on the product that the product itself changed. Only the owner can, as only it sees all parties. */
export async function publishToParties(ctx: MemberCtx, access: ProductAccess, type: ProductEvent): Promise<void> {
  const { productId } = access
  publish(ctx, { type, audience: await listAudience(ctx, productId), productId, payload: { productId } })
}
