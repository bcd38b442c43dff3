import type { MemberCtx } from '@/server/platform/context'
import { publish, recordAudit } from '@/server/platform/journal'

type Told = Readonly<{
  id: string
  orgId: string
  partnerOrgId: string
  productId: string
  bomId: string
  label: string
}>

/** Notes what was done about a sending in both chains, and tells the brand and that one factory. */
export function announceConsignment(
  ctx: MemberCtx,
  type: 'boms.consignmentShipped' | 'boms.consignmentCorrected' | 'boms.consignmentReceived',
  action: string,
  { id, orgId, partnerOrgId, productId, bomId, label }: Told,
  params: Readonly<Record<string, unknown>>,
): void {
  recordAudit(ctx, { action, subjectId: bomId, productId, orgs: [orgId, partnerOrgId], params: { label, ...params } })
  publish(ctx, { type, audience: [orgId, partnerOrgId], productId, payload: { consignmentId: id } })
}
