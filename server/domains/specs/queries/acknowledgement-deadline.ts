import { inArray } from 'drizzle-orm'
import { orgs } from '@/db/schema/orgs'
import type { specAcknowledgements } from '@/db/schema/specs'
import type { AnyCtx } from '@/server/platform/context'

type Asked = Pick<typeof specAcknowledgements.$inferSelect, 'orgId' | 'partnerOrgId' | 'dueAt'>

/** Until when a release is to be acknowledged, as a notice carries it: the instant, and the clocks of both sides. */
export async function deadlineOf(
  { db }: AnyCtx,
  { orgId, partnerOrgId, dueAt }: Asked,
): Promise<Readonly<{ dueAt: string; zones: string }>> {
  const sides = await db
    .select({ id: orgs.id, timeZone: orgs.timeZone })
    .from(orgs)
    .where(inArray(orgs.id, [orgId, partnerOrgId]))
  const zones = [partnerOrgId, orgId].flatMap((id) => sides.find((side) => side.id === id)?.timeZone ?? [])
  return { dueAt: dueAt.toISOString(), zones: zones.join(' ') }
}
