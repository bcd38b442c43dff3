import { listAudience } from '@/server/domains/products/queries'
import type { MemberCtx } from '@/server/platform/context'
import { publish } from '@/server/platform/journal'
import type { BomEvents } from '../events'
import type { ChangePair } from './follow-change'

/** Publishes to everyone who may see the BOMs of the product; `pair` narrows it to the parties of a change. */
export async function announce<T extends 'boms.imported' | 'boms.changed' | 'boms.placementsUploaded'>(
  ctx: MemberCtx,
  productId: string,
  type: T,
  payload: BomEvents[T],
  pair: ChangePair | null = null,
): Promise<void> {
  const all = await listAudience(ctx, productId, 'boms')
  const audience = pair === null ? all : all.filter((orgId) => orgId === pair.orgId || orgId === pair.partnerOrgId)
  publish(ctx, { type, audience, productId, payload })
}
