import { and, eq, isNull } from 'drizzle-orm'
import { gateWaivers } from '@/db/schema/gates'
import { orgs } from '@/db/schema/orgs'
import { addDays } from '@/server/domains/calendars/rules/holidays'
import { instantAt, wallTime } from '@/server/domains/calendars/rules/zones'
import { bilingualOf } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import type { WaiveItem } from '../inputs'
import { isOpenGate } from '../lifecycle'
import { mayWaive } from '../policy'
import { requireEdit, requireItem, type GateAccess } from '../queries/access'
import { longestWaiverDays } from '../rules/criterion'
import { announce, concerned, record } from './announce'

const closingHour = 18

/**
 * Sets a criterion aside until a day: at 18:00 of the brand's clock it is open again. Granted by the brand in the
 * capacity the criterion names; a newer waiver takes the place of an older one.
 */
export async function waiveItem(ctx: MemberCtx, input: WaiveItem): Promise<{ waiverId: string }> {
  const { item, gate, access } = await requireItem(ctx, input.itemId)
  requireEdit(access)
  if (!isOpenGate(gate.state)) throw new DomainError('conflict', 'gates.criteriaFrozen')
  if (!item.waivable) throw new DomainError('conflict', 'gates.notWaivable')
  if (!mayWaive(ctx.actor.member.role, access.party, item.waiverRole))
    throw new DomainError('forbidden', 'gates.waiverRoleNeeded')
  const expiresAt = await endOf(ctx, access, input.expiresOn)
  await withdraw(ctx, item.id)
  const waiverId = newId('waiver')
  const reason = bilingualOf(ctx.actor.locale, input.reason)
  await ctx.db.insert(gateWaivers).values({
    id: waiverId,
    orgId: gate.orgId,
    productId: gate.productId,
    gateId: gate.id,
    itemId: item.id,
    reason,
    expiresAt,
    grantedBy: ctx.actor.userId,
    grantedAt: ctx.now(),
  })
  record(ctx, 'gates.waiveItem', gate, null, {
    code: item.code,
    until: input.expiresOn,
    reason: reason[reason.source],
  })
  await announce(ctx, { type: 'gates.waived', gate, with: concerned(item.side) })
  return { waiverId }
}

/** Takes a waiver back: the criterion is open again. */
export async function withdrawWaiver(ctx: MemberCtx, { waiverId }: Readonly<{ waiverId: string }>): Promise<void> {
  const [found] = await ctx.db
    .select({ itemId: gateWaivers.itemId })
    .from(gateWaivers)
    .where(and(eq(gateWaivers.id, waiverId), isNull(gateWaivers.withdrawnAt)))
  if (!found) throw new DomainError('notFound', 'gates.waiverNotFound')
  const { item, gate, access } = await requireItem(ctx, found.itemId)
  requireEdit(access)
  if (!isOpenGate(gate.state)) throw new DomainError('conflict', 'gates.criteriaFrozen')
  if (!mayWaive(ctx.actor.member.role, access.party, item.waiverRole))
    throw new DomainError('forbidden', 'gates.waiverRoleNeeded')
  await withdraw(ctx, item.id)
  record(ctx, 'gates.withdrawWaiver', gate, null, { code: item.code })
  await announce(ctx, { type: 'gates.waived', gate, with: concerned(item.side) })
}

const withdraw = ({ db, actor, now }: MemberCtx, itemId: string) =>
  db
    .update(gateWaivers)
    .set({ withdrawnAt: now(), withdrawnBy: actor.userId })
    .where(
      and(eq(gateWaivers.itemId, itemId), eq(gateWaivers.orgId, actor.member.orgId), isNull(gateWaivers.withdrawnAt)),
    )

/** The end of a day at the brand; it has to be ahead, and within reach. */
async function endOf({ db, now }: MemberCtx, { orgId }: GateAccess, date: string): Promise<Date> {
  const [brand] = await db.select({ timeZone: orgs.timeZone }).from(orgs).where(eq(orgs.id, orgId))
  const zone = brand?.timeZone ?? 'UTC'
  const end = instantAt(date, closingHour, 0, zone)
  const last = addDays(wallTime(now(), zone).date, longestWaiverDays)
  if (end <= now() || date > last)
    throw new DomainError('invalid', 'gates.expiryOutOfRange', { days: longestWaiverDays })
  return end
}
