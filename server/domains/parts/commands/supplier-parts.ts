import { and, eq, ne, sql } from 'drizzle-orm'
import { manufacturerParts, supplierParts } from '@/db/schema/parts'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import type { AddSupplierPart, EditSupplierPart, RemoveSupplierPart, SupplierPartFields } from '../inputs'
import {
  requireCurrent,
  requirePart,
  requireSupplierPart,
  requireWrite,
  type PartRow,
  type SupplierPartRow,
} from '../queries/access'
import { checkBreaks, sortedBreaks, tidyQuantity } from '../rules/check-breaks'
import { mostSuppliers } from '../rules/limits'
import { supplierPartKey } from '../rules/part-keys'
import type { PriceBreak } from '../rules/price-breaks'
import { changedFields, record, refreshSearch, tell } from './announce'

/** Where a part can be bought, at which prices. One supplier's number stands once per part (parts.supplierPartTaken). */
export async function addSupplierPart(
  ctx: MemberCtx,
  { partId, supplierPart }: AddSupplierPart,
): Promise<{ supplierPartId: string }> {
  const part = await requirePart(ctx, partId, true)
  requireWrite(ctx)
  requireCurrent(part)
  const rows = await ctx.db.$count(supplierParts, eq(supplierParts.partId, partId))
  if (rows >= mostSuppliers) throw new DomainError('conflict', 'parts.suppliersMany', { most: mostSuppliers })
  const values = await prepared(ctx, part, supplierPart)
  const supplierPartId = newId('supplierPart')
  const { supplier, sku } = supplierPart
  const [made] = await ctx.db
    .insert(supplierParts)
    .values({ ...values, id: supplierPartId, orgId: part.orgId, partId })
    .onConflictDoNothing({ target: [supplierParts.orgId, supplierParts.key, supplierParts.partId] })
    .returning({ id: supplierParts.id })
  if (!made) throw new DomainError('conflict', 'parts.supplierPartTaken', { supplier, sku })
  await refreshSearch(ctx, partId)
  record(ctx, 'parts.addSupplierPart', part, { supplier, sku })
  tell(ctx, 'parts.changed', { partId })
  return { supplierPartId }
}

/** Changes an offer against the version that was read. */
export async function editSupplierPart(
  ctx: MemberCtx,
  { supplierPartId, version, supplierPart }: EditSupplierPart,
): Promise<void> {
  const { offer, part } = await requireSupplierPart(ctx, supplierPartId)
  requireWrite(ctx)
  requireCurrent(part)
  const values = await prepared(ctx, part, supplierPart)
  const { supplier, sku } = supplierPart
  if (values.key !== offer.key) {
    const [other] = await ctx.db
      .select({ id: supplierParts.id })
      .from(supplierParts)
      .where(
        and(eq(supplierParts.partId, part.id), eq(supplierParts.key, values.key), ne(supplierParts.id, supplierPartId)),
      )
    if (other) throw new DomainError('conflict', 'parts.supplierPartTaken', { supplier, sku })
  }
  const { key: _, ...after } = values
  const fields = changedFields<Record<string, unknown>>(comparable(offer), after)
  const [changed] = await ctx.db
    .update(supplierParts)
    .set({ ...values, version: sql`${supplierParts.version} + 1` })
    .where(
      and(
        eq(supplierParts.id, supplierPartId),
        eq(supplierParts.orgId, part.orgId),
        eq(supplierParts.version, version),
      ),
    )
    .returning({ id: supplierParts.id })
  if (!changed) throw new DomainError('conflict', 'parts.stale')
  if (fields.length === 0) return
  await refreshSearch(ctx, part.id)
  record(ctx, 'parts.editSupplierPart', part, { supplier, sku, fields })
  tell(ctx, 'parts.changed', { partId: part.id })
}

/** Takes an offer away; that it was there stays in the log. */
export async function removeSupplierPart(
  ctx: MemberCtx,
  { supplierPartId, version }: RemoveSupplierPart,
): Promise<void> {
  const { offer, part } = await requireSupplierPart(ctx, supplierPartId)
  requireWrite(ctx)
  requireCurrent(part)
  const [gone] = await ctx.db
    .delete(supplierParts)
    .where(
      and(
        eq(supplierParts.id, supplierPartId),
        eq(supplierParts.orgId, part.orgId),
        eq(supplierParts.version, version),
      ),
    )
    .returning({ id: supplierParts.id })
  if (!gone) throw new DomainError('conflict', 'parts.stale')
  await refreshSearch(ctx, part.id)
  record(ctx, 'parts.removeSupplierPart', part, { supplier: offer.supplier, sku: offer.sku })
  tell(ctx, 'parts.changed', { partId: part.id })
}

/** The fields as they are stored: the maker's part is one of this part, the breaks hold together. */
async function prepared({ db }: MemberCtx, part: PartRow, { breaks, ...input }: SupplierPartFields) {
  if (input.manufacturerPartId !== null) {
    const [source] = await db
      .select({ id: manufacturerParts.id })
      .from(manufacturerParts)
      .where(and(eq(manufacturerParts.id, input.manufacturerPartId), eq(manufacturerParts.partId, part.id)))
    if (!source) throw new DomainError('notFound', 'parts.manufacturerPartNotFound')
  }
  if (input.pricedOn !== null && input.validUntil !== null && input.validUntil < input.pricedOn)
    throw new DomainError('invalid', 'parts.validityBackwards')
  const key = supplierPartKey(input.supplier, input.sku)
  return { ...input, key, breaks: soundBreaks(breaks) }
}

/** Breaks in order, or the first thing wrong with them as a refusal that names the row. */
export function soundBreaks(breaks: readonly PriceBreak[]): PriceBreak[] {
  const sorted = sortedBreaks(breaks)
  const [fault] = checkBreaks(sorted).faults
  if (fault) throw new DomainError('invalid', `parts.break.${fault.code}`, { row: fault.at + 1 })
  return sorted
}

/** A stored offer in the words of the form. */
const comparable = ({ moq, multiple, ...offer }: SupplierPartRow): Record<string, unknown> => ({
  ...offer,
  moq: moq === null ? null : tidyQuantity(moq),
  multiple: multiple === null ? null : tidyQuantity(multiple),
})
