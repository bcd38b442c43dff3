import { and, eq } from 'drizzle-orm'
import { firmwareChannelApprovers } from '@/db/schema/firmware'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import type { NameApprovers } from '../inputs'
import { requireEdit, requireLine } from '../queries/access'
import { approversNow } from '../queries/approvers'
import { announce, record } from './announce'

/**
 * Names who approves on a channel; promotions that are asked for already keep theirs. Errors: firmware.approverUnfit for
 * whoever is no member of the brand or may not approve, firmware.channelStale.
 */
export async function nameApprovers(
  ctx: MemberCtx,
  { lineId, channel, version, approverIds: chosen }: NameApprovers,
): Promise<void> {
  const { line, access } = await requireLine(ctx, lineId)
  requireEdit(access)
  const approverIds = [...new Set(chosen)]
  // Without a name: whoever is no member may be a stranger.
  if ((await approversNow(ctx, access.orgId, approverIds)).length !== approverIds.length)
    throw new DomainError('invalid', 'firmware.approverUnfit')
  const { orgId, productId } = line
  const here = and(
    eq(firmwareChannelApprovers.lineId, lineId),
    eq(firmwareChannelApprovers.channel, channel),
    eq(firmwareChannelApprovers.version, version),
  )
  const kept =
    version === 0
      ? await ctx.db
          .insert(firmwareChannelApprovers)
          .values({ lineId, channel, orgId, productId, approverIds })
          .onConflictDoNothing()
          .returning({ version: firmwareChannelApprovers.version })
      : await ctx.db
          .update(firmwareChannelApprovers)
          .set({ approverIds, version: version + 1 })
          .where(here)
          .returning({ version: firmwareChannelApprovers.version })
  if (kept.length === 0) throw new DomainError('conflict', 'firmware.channelStale')
  record(ctx, 'nameApprovers', line, { number: line.number, channel, people: approverIds })
  announce(ctx, 'firmware.changed', line, { lineId })
}
