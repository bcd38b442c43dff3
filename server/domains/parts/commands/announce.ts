import { asc, eq } from 'drizzle-orm'
import { manufacturerParts, parts, supplierParts } from '@/db/schema/parts'
import type { MemberCtx } from '@/server/platform/context'
import { publish, recordAudit } from '@/server/platform/journal'
import type { PartEvent } from '../events'
import type { PartRow } from '../queries/access'
import { partSearchText } from '../rules/search-text'

/** Notes what was done to a part in the organisation's own chain. Prices are never among the parameters. */
export function record(
  { actor, ...ctx }: MemberCtx,
  action: string,
  part: Pick<PartRow, 'id' | 'number'>,
  params: Readonly<Record<string, unknown>> = {},
): void {
  recordAudit(
    { actor, ...ctx },
    { action, subjectId: part.id, orgs: [actor.member.orgId], params: { number: part.number, ...params } },
  )
}

/** Tells the organisation's own screens, nobody else's. */
export function tell(ctx: MemberCtx, type: PartEvent, payload: Readonly<Record<string, unknown>> = {}): void {
  publish(ctx, { type, audience: [ctx.actor.member.orgId], payload })
}

/** Makes what a part is found by anew, after it or something of it changed. */
export async function refreshSearch({ db }: MemberCtx, partId: string): Promise<void> {
  const [part] = await db.select().from(parts).where(eq(parts.id, partId))
  if (!part) return
  const sources = await db
    .select({ mpn: manufacturerParts.mpn, manufacturer: manufacturerParts.manufacturer })
    .from(manufacturerParts)
    .where(eq(manufacturerParts.partId, partId))
    .orderBy(asc(manufacturerParts.rank))
  const offers = await db
    .select({ supplier: supplierParts.supplier, sku: supplierParts.sku })
    .from(supplierParts)
    .where(eq(supplierParts.partId, partId))
  const searchText = partSearchText(part, sources, offers)
  if (searchText !== part.searchText) await db.update(parts).set({ searchText }).where(eq(parts.id, partId))
}

/** Names of the fields in which two values differ. */
export const changedFields = <T extends Readonly<Record<string, unknown>>>(before: T, after: T): string[] =>
  Object.keys(after).filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
