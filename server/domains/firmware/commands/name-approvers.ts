import { and, eq, inArray } from 'drizzle-orm'
import { firmwareChannelApprovers } from '@/db/schema/firmware'
import { members } from '@/db/schema/orgs'
import { can } from '@/server/domains/orgs/policy'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import type { NameApprovers } from '../inputs'
import { requireEdit, requireLine } from '../queries/access'
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
  const people = await ctx.db
    .select({ role: members.role })
    .from(members)
    .where(and(eq(members.orgId, access.orgId), eq(members.state, 'active'), inArray(members.userId, approverIds)))
  if (people.filter(({ role }) => can(role, 'firmware:approve')).length !== approverIds.length)
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
