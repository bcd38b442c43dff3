import type { MemberCtx } from '@/server/platform/context'
import { publish, recordAudit } from '@/server/platform/journal'
import type { ReleaseEvents } from '../events'
import type { PackageRow } from '../queries/access'

type OfProduct = Readonly<{ id: string; orgId: string; productId: string }>

/** Notes a step in the brand's chain, and in those of others it concerns. */
export function record(
  ctx: MemberCtx,
  action: string,
  of: OfProduct,
  params: Readonly<Record<string, unknown>>,
  others: readonly (string | null)[] = [],
): void {
  const orgs = [...new Set([of.orgId, ...others.flatMap((each) => each ?? [])])]
  recordAudit(ctx, { action, subjectId: of.id, productId: of.productId, orgs, params })
}

/** Tells the brand's open screens that something is another way now. */
export function announceChange(ctx: MemberCtx, of: OfProduct, payload: ReleaseEvents['releases.changed']): void {
  publish(ctx, { type: 'releases.changed', audience: [of.orgId], productId: of.productId, payload })
}

/** The brand, and the partner a package is for. */
export const packageAudience = ({ orgId, partnerOrgId }: Pick<PackageRow, 'orgId' | 'partnerOrgId'>): string[] =>
  partnerOrgId === null ? [orgId] : [orgId, partnerOrgId]
