import type { MemberCtx } from '@/server/platform/context'
import { publish, recordAudit } from '@/server/platform/journal'
import type { ChangeEvent } from '../events'
import type { ChangeRow } from '../queries/access'
import { changeCode } from '../rules/label'

/** The organisations a change lies between. */
export const pairOf = ({ orgId, partnerOrgId }: Pick<ChangeRow, 'orgId' | 'partnerOrgId'>): string[] =>
  partnerOrgId === null ? [orgId] : [orgId, partnerOrgId]

/** Tells both sides that a change is another way now. Ids travel, nothing else. */
export function announce(ctx: MemberCtx, type: ChangeEvent, change: ChangeRow): void {
  const { id, productId, bomId } = change
  publish(ctx, { type, audience: pairOf(change), productId, payload: { changeId: id, bomId } })
}

/** Notes a step in the chains of both sides, under the name the change has by then. */
export function record(
  ctx: MemberCtx,
  action: string,
  change: ChangeRow,
  params: Readonly<Record<string, unknown>> = {},
): void {
  recordAudit(ctx, {
    action,
    subjectId: change.id,
    productId: change.productId,
    orgs: pairOf(change),
    params: { change: changeCode(change), ...params },
  })
}
