import { and, eq } from 'drizzle-orm'
import { manufacturerParts, parts, supplierParts } from '@/db/schema/parts'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { mayApproveParts, maySeePartPrices, mayWriteParts } from '../policy'

export type PartRow = typeof parts.$inferSelect
export type ManufacturerPartRow = typeof manufacturerParts.$inferSelect
export type SupplierPartRow = typeof supplierParts.$inferSelect

/** A part of the acting organisation; those of others do not exist (parts.notFound). `lock` holds it until the commit. */
export async function requirePart({ db, actor }: MemberCtx, partId: string, lock = false): Promise<PartRow> {
  const query = db
    .select()
    .from(parts)
    .where(and(eq(parts.id, partId), eq(parts.orgId, actor.member.orgId)))
  const [part] = await (lock ? query.for('update') : query)
  if (!part) throw new DomainError('notFound', 'parts.notFound')
  return part
}

/** An entry of the approved list, with its part, which is held until the commit. */
export async function requireManufacturerPart(
  ctx: MemberCtx,
  id: string,
): Promise<{ source: ManufacturerPartRow; part: PartRow }> {
  const [found] = await ctx.db
    .select({ partId: manufacturerParts.partId })
    .from(manufacturerParts)
    .where(and(eq(manufacturerParts.id, id), eq(manufacturerParts.orgId, ctx.actor.member.orgId)))
  if (!found) throw new DomainError('notFound', 'parts.manufacturerPartNotFound')
  const part = await requirePart(ctx, found.partId, true)
  const [source] = await ctx.db.select().from(manufacturerParts).where(eq(manufacturerParts.id, id))
  if (!source) throw new DomainError('notFound', 'parts.manufacturerPartNotFound')
  return { source, part }
}

/** An offer of a supplier, with its part, which is held until the commit. */
export async function requireSupplierPart(
  ctx: MemberCtx,
  id: string,
): Promise<{ offer: SupplierPartRow; part: PartRow }> {
  const [found] = await ctx.db
    .select({ partId: supplierParts.partId })
    .from(supplierParts)
    .where(and(eq(supplierParts.id, id), eq(supplierParts.orgId, ctx.actor.member.orgId)))
  if (!found) throw new DomainError('notFound', 'parts.supplierPartNotFound')
  const part = await requirePart(ctx, found.partId, true)
  const [offer] = await ctx.db.select().from(supplierParts).where(eq(supplierParts.id, id))
  if (!offer) throw new DomainError('notFound', 'parts.supplierPartNotFound')
  return { offer, part }
}

/** Refuses members whose role does not write the library (parts.writeNeeded). */
export function requireWrite({ actor }: MemberCtx): void {
  if (!mayWriteParts(actor.member.role)) throw new DomainError('forbidden', 'parts.writeNeeded')
}

/** What is put away stays as it is until it is fetched back (parts.archived). */
export function requireCurrent({ archivedAt }: Pick<PartRow, 'archivedAt'>): void {
  if (archivedAt !== null) throw new DomainError('conflict', 'parts.archived')
}

/** What the acting member may do with the library. */
export const rightsOf = ({ actor }: MemberCtx) => ({
  write: mayWriteParts(actor.member.role),
  approve: mayApproveParts(actor.member.role),
  prices: maySeePartPrices(actor.member.role),
})

/** The business day on which the acting person reads or writes: `2026-03-31`. */
export const todayOf = ({ actor, now }: MemberCtx): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: actor.timeZone }).format(now())
