import { partiesWith } from '@/server/domains/products/queries/parties-with'
import type { MemberCtx } from '@/server/platform/context'
import { publish, recordAudit } from '@/server/platform/journal'
import type { FirmwareEvent } from '../events'
import type { FirmwareChannel } from '../lifecycle'
import { isForFactory } from '../rules/approval'

type Of = Readonly<{ orgId: string; productId: string }>

/** Organisations that may know what happens on a channel: factories too, but for bring-up. */
export const channelAudience = (
  ctx: MemberCtx,
  { orgId, productId }: Of,
  channel: FirmwareChannel,
): Promise<string[]> => (isForFactory(channel) ? partiesWith(ctx, productId, 'firmware') : Promise.resolve([orgId]))

/** Tells the brand, and whoever else is named, that something is another way now. Ids travel, nothing else. */
export function announce(
  ctx: MemberCtx,
  type: FirmwareEvent,
  { orgId, productId }: Of,
  payload: Readonly<Record<string, string>>,
  audience: readonly string[] = [orgId],
): void {
  publish(ctx, { type, audience: [...audience], productId, payload })
}

/** Notes a step in the brand's chain, and in those of whoever else is named. */
export function record(
  ctx: MemberCtx,
  action: string,
  { id, orgId, productId }: Of & Readonly<{ id: string }>,
  params: Readonly<Record<string, unknown>>,
  orgs: readonly string[] = [orgId],
): void {
  recordAudit(ctx, { action: `firmware.${action}`, subjectId: id, productId, orgs: [...orgs], params })
}
