import type { MemberCtx } from '@/server/platform/context'
import { publish, recordAudit } from '@/server/platform/journal'
import type { FlashingEvent } from '../events'

type OfPackage = Readonly<{ id: string; orgId: string; partnerOrgId: string; productId: string }>
type Params = Readonly<Record<string, string | number>>

/** Tells the brand and the one factory. Ids and counts travel, nothing else. */
export function announce(ctx: MemberCtx, type: FlashingEvent, of: OfPackage, more: Params = {}): void {
  const payload = { packageId: of.id, ...more }
  publish(ctx, { type, audience: [of.orgId, of.partnerOrgId], productId: of.productId, payload })
}

/** Notes a step in the chains of both. */
export function record(ctx: MemberCtx, action: string, of: OfPackage, params: Params): void {
  recordAudit(ctx, { action, subjectId: of.id, productId: of.productId, orgs: [of.orgId, of.partnerOrgId], params })
}
